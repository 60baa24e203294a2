"""Wrapping by columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gouji.report.layout import clean, pad, shorten, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, [""]),
        ("支出决算", 8, ["支出决算"]),
        ("支出决算", 7, ["支出决", "算"]),
        ("支出，决算", 4, ["支", "出，", "决算"]),
        ("支出（决算）数", 8, ["支出（决", "算）数"]),
        ("支出1,234.56万元", 12, ["支出1,234.56", "万元"]),
        ("支出1,234.56万元", 10, ["支出", "1,234.56万", "元"]),
        ("two words here", 9, ["two words", "here"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="支出决算，。（）“”12.,3%ab /　\t", max_size=60), st.integers(8, 40))
def test_wrap_keeps_every_character_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_clean_takes_out_control_characters() -> None:
    assert clean(" a\x1b[31m\x00 b\n c\x9b") == "a[31m b c"


def test_shorten() -> None:
    assert shorten("支出决算", 4) == "支出决算"
    assert shorten("支出决算数", 4) == "支出决…"


def test_pad_counts_columns() -> None:
    assert pad("支出", 6) == "支出  "
