"""The tables of real reports tie: their only differences are roundings."""

from pathlib import Path

import pytest

from gouji.check import Settings, run
from gouji.check.relation import relation_rules
from gouji.model import Analysis
from gouji.read import read
from gouji.segment import choose_profile, segment

# Relations that a report of the form must at least have been checked for: not run is not passed.
FINAL = {"TI-101", "TI-103", "TI-108", "TI-201", "TI-202", "TI-203", "TI-401", "TI-404", "TI-405", "TI-501", "TI-502",
         "TI-601", "TI-602", "TI-603", "TT-101", "TT-103", "TT-107", "TT-111", "TT-112", "TT-119"}  # fmt: skip
EXPENDITURE = {"TI-301", "TI-302", "TI-303", "TT-104", "TT-105", "TT-108", "TT-116", "TT-117"}
BUDGET = {"BI-101", "BI-104", "BI-106", "BI-301", "BI-401", "BI-404", "BI-702", "BI-801", "BT-101", "BT-102", "BT-106"}
SHANGHAI = {"BI-201", "BI-202", "BI-302", "BI-403", "BI-701", "BI-802", "BT-103", "BT-107", "BT-109"}
JIANGSU = {"BI-102", "BI-105", "BI-203", "BI-502", "BI-601", "BI-901", "BI-902", "BT-104"}


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("youxian-wangxin-2024.txt", FINAL | EXPENDITURE),
        ("putuo-caizheng-2024.pdf", FINAL | EXPENDITURE),
        # This copy leaves out the expenditure table.
        ("putuo-caizheng-2024-seeded.pdf", FINAL),
        ("putuo-shegong-2024.pdf", FINAL | EXPENDITURE),
        ("putuo-shangwu-2025-budget.pdf", BUDGET | SHANGHAI),
        ("putuo-zhengfuban-2025-budget.pdf", BUDGET | SHANGHAI),
        ("jiangsu-renda-2018-budget.pdf", BUDGET | JIANGSU),
        ("jiangsu-renda-2017-budget.pdf", BUDGET | JIANGSU),
        ("jiangsu-weiban-2019-budget-tables.pdf", BUDGET | JIANGSU),
    ],
)
def test_tables_tie_and_were_checked(samples: Path, name: str, wanted: set[str]) -> None:
    document = read(samples / name)
    profile = choose_profile(document)
    structure = segment(document, profile)
    analysis = Analysis(document, profile, "", None, structure.year, tables=structure.tables)
    result = run(analysis, list(relation_rules(profile)), Settings())
    assert [(f.rule, f.facts["item"], f.facts["computation"]) for f in result.findings] == []
    assert wanted - {ending.rule for ending in result.runs if ending.ending == "ran"} == set()
