"""Account codes: domains, levels, parents, names of classes."""

import pytest

from gouji.language.accounts import class_codes, domain_of, level_of, parent_code


@pytest.mark.parametrize(
    ("code", "domain"),
    [
        ("201", "functional"),
        ("2013701", "functional"),
        ("30201", "economic"),
        ("3020101", None),
        ("50201", "government_economic"),
        ("1030102", "revenue"),
        ("2024", None),
        ("201.5", None),
        ("20", None),
        ("999", None),
        ("２０１", None),
        ("", None),
    ],
)
def test_domain(code, domain):
    assert domain_of(code) == domain


def test_levels_and_parents():
    assert [level_of(code) for code in ("201", "20137", "2013701")] == [1, 2, 3]
    assert [parent_code(code) for code in ("2013701", "20137", "201")] == ["20137", "201", None]


def test_a_name_may_stand_in_two_classifications():
    assert class_codes()["其他支出"] == ("229", "399")
    assert class_codes()["医疗卫生与计划生育支出"] == class_codes()["卫生健康支出"] == ("210",)
