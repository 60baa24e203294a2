"""A finding that rests on a character in doubt is no error, and says so."""

import msgspec
import pytest

from gouji.check import Settings, load_rules, run
from gouji.check.unsure import softened
from gouji.check.view import View
from gouji.model import Finding, Recognised, Span
from gouji.pipeline import analyse

TEXT = """2024年度青石县档案馆部门决算

三、支出决算情况说明

本年支出合计120.50万元，比上年增加20.50万元，其中：基本支出100.00万元，占82.99%；项目支出30.50万元，占25.31%。
"""


@pytest.fixture(scope="module")
def analysis():
    return analyse(TEXT)


def seen(analysis, number, confidence, lang="zh"):
    at = analysis.document.text.index(number)
    document = msgspec.structs.replace(analysis.document, recognised=(Recognised(at, at + len(number), confidence),))
    doubtful = msgspec.structs.replace(analysis, document=document)
    return run(doubtful, load_rules(analysis.profile), Settings(lang=lang)).findings


def errors(findings):
    return [one for one in findings if one.severity == "error"]


def test_errors_stand_where_recognition_is_sure(analysis):
    plain = run(analysis, load_rules(analysis.profile), Settings()).findings
    assert errors(plain)
    assert seen(analysis, "30.50", 0.97) == plain


@pytest.mark.parametrize(("lang", "words"), [("zh", "“30.50”，置信度 0.62"), ("en", "“30.50”, confidence 0.62")])
def test_a_number_in_doubt_makes_no_error(analysis, lang, words):
    found = [one for one in seen(analysis, "30.50", 0.62, lang) if words in (one.hint or "")]
    assert found
    assert not errors(found)


def test_doubt_elsewhere_does_not_matter(analysis):
    plain = run(analysis, load_rules(analysis.profile), Settings()).findings
    assert seen(analysis, "2024", 0.5) == plain


NAMES = """青石县水务局2024年度部门决算

收入支出决算总表
部门：{name}　　　　单位：万元
收入	决算数	支出	决算数
一、一般公共预算财政拨款收入	10.00	一、一般公共服务支出	10.00
总计	10.00	总计	10.00

收入决算表
部门：青石县水务局　　　　单位：万元
科目名称	本年收入合计	财政拨款收入
合计	10.00	10.00

支出决算表
部门：青石县水务局　　　　单位：万元
科目名称	本年支出合计	基本支出
合计	10.00	10.00
"""


@pytest.mark.parametrize(
    ("name", "confidence", "severity"),
    [
        ("青石县水务局", None, None),
        ("青右县水务局", None, "error"),
        ("青右县水务局", 0.97, "info"),
        ("青右县水务局", 0.55, "info"),
        ("白水县档案馆", 0.97, "error"),
        ("白水县档案馆", 0.55, "warning"),
        ("白水县档案馆", 0.0, "warning"),
    ],
)
def test_a_name_that_may_be_misread_is_a_remark(name, confidence, severity):
    analysis = analyse(NAMES.format(name=name))
    at = analysis.document.text.index("部门：") + 3
    seen = () if confidence is None else (Recognised(at, at + len(name), confidence),)
    document = msgspec.structs.replace(analysis.document, recognised=seen)
    checked = run(msgspec.structs.replace(analysis, document=document), load_rules(analysis.profile), Settings())
    found = [one for one in checked.findings if one.rule == "TX-954"]
    assert [one.severity for one in found] == ([severity] if severity else [])
    if confidence == 0.0:
        assert "自带的文字层" in (found[0].hint or "")
    if severity == "info":
        assert "误识" in (found[0].hint or "")


@pytest.mark.parametrize(
    ("stated", "expected", "confidence", "severity"),
    [
        (None, "名词解释", None, "warning"),
        (None, "名词解释", 0.97, "info"),
        (None, "30.50", 0.97, "warning"),
        ("名词解释", None, 0.97, "warning"),
        ("名词解释", None, 0.5, "info"),
    ],
)
def test_what_is_missing_may_not_have_been_read(analysis, stated, expected, confidence, severity):
    seen = () if confidence is None else (Recognised(0, 4, confidence),)
    document = msgspec.structs.replace(analysis.document, recognised=seen)
    view = View(msgspec.structs.replace(analysis, document=document))
    finding = Finding("ST-101", "warning", Span(0, 10), stated=stated, expected=expected)
    found = softened(finding, (), view)
    assert found.severity == severity
    assert ("没有认出" in (found.hint or "")) == (severity == "info")
