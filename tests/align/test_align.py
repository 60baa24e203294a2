"""The cases of tests/cases/align.toml: which cell an amount restates, by what it means."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gouji.model import Analysis
from gouji.pipeline import analyse

DATA = tomllib.loads((Path(__file__).resolve().parents[1] / "cases" / "align.toml").read_text(encoding="utf-8"))
HEAD = "云岭省青石县物价局2024年度部门决算\n\n第二部分 2024年度部门决算表\n\n"
NARRATIVE = "\n第三部分 2024年度部门决算情况说明\n\n"


@pytest.mark.parametrize("case", DATA["case"], ids=lambda case: case["name"])
def test_links(case: dict[str, Any]) -> None:
    tables = "\n".join(DATA["tables"][name] for name in case["tables"])
    found = written(analyse(HEAD + tables + NARRATIVE + case["text"] + "\n", profile="final-accounts"))
    assert len(found) == len(case["links"]), found
    for given, wanted in zip(found, case["links"], strict=True):
        assert given.startswith(wanted.split(" @")[0].removesuffix(" ≈")), found
        assert all(part in given for part in wanted.split(" ")[-1:] if part.startswith(("@", "≈"))), found
        assert ("≈" in given) == ("≈" in wanted), found


def written(analysis: Analysis) -> list[str]:
    """Every amount with the cell that it is linked to, or the reason why it is loose."""
    links = {link.claim: link for link in analysis.links}
    loose = {one.claim: one for one in analysis.loose}
    cells = analysis.cells()
    lines = []
    for claim in analysis.claims:
        if claim.kind != "amount" or claim.quantity is None:
            continue
        link = links.get(claim.index)
        if link is None:
            lines.append(f"{claim.quantity.value} -> -{loose[claim.index].why}")
            continue
        cell = cells[link.cells[0]]
        table = analysis.tables[cell.table]
        row, column = table.rows[cell.row], table.columns[cell.column]
        lines.append(
            f"{claim.quantity.value} -> {table.form} {row.name} · {column.name}/{column.measure} @{row.code}"
            + (" ≈" if link.near else "")
        )
    return lines


def test_every_amount_is_linked_or_counted_with_a_reason() -> None:
    tables = "\n".join(DATA["tables"][name] for name in ("Z1", "Z3", "Z5", "ZS"))
    text = HEAD + tables + NARRATIVE + "\n\n".join(case["text"] for case in DATA["case"]) + "\n"
    analysis = analyse(text, profile="final-accounts")
    placed = [link.claim for link in analysis.links] + [one.claim for one in analysis.loose]
    wanted = [claim.index for claim in analysis.claims if claim.kind in ("amount", "count")]
    assert sorted(placed) == wanted
    assert all(0 < link.score <= 1 and link.why for link in analysis.links)
