import msgspec

from gouji.check.roots import hang
from gouji.model import Finding, Span


def finding(name: str, *suspects: str, start: int = 0, severity: str = "error", stated: str | None = None) -> Finding:
    made = Finding(rule=name, severity="error", span=Span(start, start + 1), suspects=suspects, stated=stated, id=name)
    return msgspec.structs.replace(made, severity=severity)


def roots(*findings: Finding) -> dict[str, str | None]:
    return {one.id: one.root for one in hang(findings)}


def test_findings_without_a_common_suspect_stand_alone() -> None:
    assert roots(finding("A", "c1"), finding("B", "c2"), finding("C")) == {"A": None, "B": None, "C": None}


def test_a_wrong_total_carries_the_parts_that_exceed_it() -> None:
    result = roots(finding("NN", "c5", "c1", start=9), finding("TX", "c1", "t1.r1.c1"), finding("NN2", "c6", "c1"))
    assert result == {"TX": None, "NN": "TX", "NN2": "TX"}


def test_the_suspect_that_explains_most_takes_its_findings_first() -> None:
    result = roots(
        finding("A", "t1.r1.c1"),
        finding("B", "t1.r1.c1", "t1.r2.c1"),
        finding("C", "t1.r1.c1"),
        finding("D", "t1.r2.c1"),
    )
    assert result == {"A": None, "B": "A", "C": "A", "D": None}


def test_an_error_is_no_child_of_a_hint() -> None:
    assert roots(finding("I", "c1", severity="info"), finding("E", "c1", start=5)) == {"I": "E", "E": None}


def test_two_claims_with_different_values_are_not_cured_by_one_cell() -> None:
    cell = "t1.r1.c1"
    apart = roots(finding("A", "c1", cell, stated="0.3"), finding("B", "c2", cell, stated="0.4"))
    assert apart == {"A": None, "B": None}
    alike = roots(finding("A", "c1", cell, stated="0.3"), finding("B", "c2", cell, stated="0.3", start=4))
    assert alike == {"A": None, "B": "A"}


def test_a_wrong_cell_carries_the_claims_against_it() -> None:
    cell = "t1.r1.c1"
    result = roots(finding("TX", "c1", cell, stated="5"), finding("TI", cell, start=3), finding("TT", cell, start=7))
    assert result == {"TX": "TI", "TI": None, "TT": "TI"}


def test_order_of_findings_stays_and_does_not_matter() -> None:
    ones = [finding("A", "c1"), finding("B", "c2", "c1", start=2), finding("C", "c1", start=4)]
    assert [one.id for one in hang(ones)] == ["A", "B", "C"]
    assert {one.id: one.root for one in hang(ones[::-1])} == roots(*ones)
