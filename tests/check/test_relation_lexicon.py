import sys
import tomllib
from pathlib import Path

import pytest

from gouji.check.figures import FiguresFile
from gouji.check.relation.formula import NARRATIVE
from gouji.check.relation.lexicon import relations
from gouji.errors import LexiconError
from gouji.lexicon import builtin_root, load

# Lines that forms.toml leaves as they are printed, because no claim speaks of them.
AS_PRINTED = {
    "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出", "人员经费", "公用经费", "日常公用经费",
    "基本建设类项目", "支出经济分类合计", "工资福利支出", "商品和服务支出", "对个人和家庭的补助", "债务利息及费用支出",
    "资本性支出（基本建设）", "资本性支出", "对企业补助（基本建设）", "对企业补助", "对社会保障基金补助", "其他支出",
}  # fmt: skip
OTHERS = {
    "机关运行经费", "无机关运行经费", "自评平均得分", "自评得分", "大型设备数", "货物中小企业占比", "工程中小企业占比", "服务中小企业占比",
}  # fmt: skip
"""Figures that rules of their own look at."""
# Columns of a 三公 table turned on its side that claims are not linked to.
COUNTS = {
    "政府采购支出合计", "因公出国（境）团组数", "因公出国（境）人次数", "公务用车购置数", "公务用车保有量", "国内公务接待批次",
    "国内公务接待人次", "车辆数合计",
}  # fmt: skip
TOTALS = {(form, "合计") for form in ("ZS", "BS", "ZX", "ZM")}
PROFILES = ("final-accounts", "budget")
HEAD = 'schema = "relations"\nversion = "1.0"\n'
ENTRY = 'zh = "甲"\nen = "a"\nsource = "T"\nright = "1 = 1"\nbroken = "1 = 2"\n'


@pytest.mark.parametrize("profile", PROFILES)
def test_formulas_speak_of_forms_rows_and_columns_that_exist(profile: str) -> None:
    forms = tomllib.loads((builtin_root() / profile / "forms.toml").read_text(encoding="utf-8"))
    keys = {form["key"] for form in forms["form"]}
    columns = {(form, entry["name"]) for entry in forms["column"] for form in entry["forms"]}
    rows = {(form, entry["name"]) for entry in forms["row"] for form in entry["forms"]}
    rows |= {(NARRATIVE, figure.name) for figure in load(profile, "figures", FiguresFile).figure}
    panels = {"", "收入", "支出", "支出用途"}
    for entry in relations(profile).relation:
        for formula in (*entry.formulas, *entry.conditions):
            for ref in formula.refs:
                assert ref.form in {*keys, NARRATIVE}, (entry.id, ref.text)
                assert {(ref.form, name) for name in ref.columns if name not in COUNTS} <= columns, (entry.id, ref.text)
                names = {name for name in (*ref.row.names, *ref.row.below) if not name.isdigit()} - AS_PRINTED
                # The single line of a three-public table bears the name 合计 in any form, and so do totals as printed.
                assert {(ref.form, name) for name in names} <= rows | TOTALS, ref.text
                assert ref.row.panel in panels, (entry.id, ref.text)
                assert ref.measure in {"", *relations(profile).measures}, (entry.id, ref.text)


def test_ids_are_unique_and_named_after_their_family() -> None:
    ids = {profile: [entry.id for entry in relations(profile).relation] for profile in PROFILES}
    assert all(len(codes) == len(set(codes)) for codes in ids.values())
    stated = {"SG", "JG", "CG", "GZ", "JX", "TX"}
    assert {code[:2] for code in ids["final-accounts"]} == {"TI", "TT"} | stated
    assert {code[:2] for code in ids["budget"]} <= {"BI", "BT"} | stated


@pytest.mark.parametrize("profile", PROFILES)
def test_every_relation_says_what_it_is_in_both_languages(profile: str) -> None:
    for entry in relations(profile).relation:
        assert all((entry.zh, entry.en, entry.source, entry.right, entry.broken)), entry.id
        assert entry.en.isascii(), entry.id


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ('[[relation]]\nid = "X-1"\nformula = "Z1[甲] ="\n' + ENTRY, 5, "two sides"),
        ('[[relation]]\nid = "X-1"\nformula = [\n  "Z1[甲] = 0",\n  "Z1[乙",\n]\n' + ENTRY, 7, "neither"),
        ('[[relation]]\nid = "X-1"\nformula = "Z1[甲] = 0"\nwhen = ["nein"]\n' + ENTRY, 6, "nein"),
        ('[[relation]]\nid = "X-1"\nformula = "Z1[甲] = 0"\nwarns = [\n  "文[甲] ⇔",\n]\n' + ENTRY, 7, "two sides"),
        ('[[relation]]\nid = "X-1"\nformula = "Z1[甲] = 0"\nseverity = "fatal"\n' + ENTRY, 6, "fatal"),
        (('[[relation]]\nid = "X-1"\nformula = "Z1[甲] = 0"\n' + ENTRY) * 2, 12, "twice"),
    ],
)
def test_a_broken_entry_is_an_error_at_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, line: int, why: str
) -> None:
    (tmp_path / "profile.toml").write_text('schema = "profile"\nversion = "1.0"\ntitle = "甲"\n', encoding="utf-8")
    (tmp_path / "relations.toml").write_text(HEAD + body, encoding="utf-8")
    loader = sys.modules["gouji.lexicon.load"]
    monkeypatch.setattr(loader, "profiles", lambda: {tmp_path.name: tmp_path})
    with pytest.raises(LexiconError, match=why) as error:
        relations(tmp_path.name)
    assert error.value.message.startswith(f"{tmp_path / 'relations.toml'}:{line}:")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_figure_is_named_in_a_formula_or_kept_from_others(profile: str) -> None:
    file = relations(profile)
    named = {
        name
        for entry in file.relation
        for formula in (*entry.formulas, *entry.conditions)
        for ref in formula.refs
        if ref.form == NARRATIVE
        for name in ref.row.names
    }
    assert {figure.name for figure in load(profile, "figures", FiguresFile).figure} - {""} <= named | OTHERS
