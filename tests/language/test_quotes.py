"""Quotation marks within quotation marks."""

import pytest

from gouji.language.quotes import nested


@pytest.mark.parametrize(
    ("text", "set_right"),
    [
        ("不符合““三公”经费等于各项之和”", "不符合“‘三公’经费等于各项之和”"),
        ("““三公”经费”与“公务接待费”", "“‘三公’经费”与“公务接待费”"),
        ("“称“所谓“三公”经费””", "“称‘所谓“三公”经费’”"),
        ("“三公”经费，‘三公’经费", "“三公”经费，‘三公’经费"),
        ("“已有‘三公’经费”", "“已有‘三公’经费”"),
        ("缺右引号：“““三公经费”", "缺右引号：“““三公经费”"),
        ("多右引号：““三公”经费””", "多右引号：““三公”经费””"),
        ("year’s “‘three’ items”", "year’s “‘three’ items”"),
    ],
)
def test_marks_within_marks(text: str, set_right: str) -> None:
    assert nested(text) == set_right
    assert nested(set_right) == set_right
