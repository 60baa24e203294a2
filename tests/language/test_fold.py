from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.language.fold import fold, squeeze

ALPHABET = "abZ Ａ９，,(；\u00ad\u200b\u3000\u00a0一⼀中1.\n\t"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("本 年 收 入", "本年收入"),
        ("１，２３４．５％", "1，234.5%"),
        ("(⼀)⽀出", "（一）支出"),
        ("open  data", "open data"),
        ("A 类", "A类"),
        ("soft\u00adware", "software"),
        ("占40%,其中:1,234.5万元,增长", "占40%，其中：1,234.5万元，增长"),
        ("各下降23.51%,合计12.35,4,120", "各下降23.51%，合计12.35，4,120"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert squeeze(text) == folded


@given(st.text(alphabet=ALPHABET, max_size=30), st.integers(min_value=0, max_value=100))
def test_every_character_knows_where_it_came_from(text: str, base: int) -> None:
    folded = fold(text, base)
    assert len(folded.origin) == len(folded.text) + 1
    assert folded.origin[-1] == base + len(text)
    assert all(a < b for a, b in pairwise(folded.origin))
    for char, origin in zip(folded.text, folded.origin, strict=False):
        source = text[origin - base]
        # A comma between digits stays, alone it becomes a full-width one.
        assert char in ",，" if source == "," else squeeze(source) in (char, "")


@given(st.text(alphabet=ALPHABET, max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
