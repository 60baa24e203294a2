from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gouji.extract.quantities import scan
from gouji.language.fold import fold
from gouji.language.numerals import SPELLED, parse_numeral

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


def spell(number: int) -> str:
    """A whole number below 10^12 in Chinese characters."""
    for char, power in (("亿", 8), ("万", 4)):
        if number >= 10**power:
            head, tail = divmod(number, 10**power)
            gap = "零" if 0 < tail < 10 ** (power - 1) else ""
            return spell(head) + char + (gap + spell(tail) if tail else "")
    written, zero = "", False
    for char, power in (("千", 3), ("百", 2), ("十", 1), ("", 0)):
        digit = number // 10**power % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + char
        zero = digit == 0
    return written or "零"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_spelled_numbers_come_back(number: int) -> None:
    parsed = parse_numeral(spell(number))
    assert parsed is not None
    assert (parsed.value, parsed.places) == (number, 0)


@given(
    amounts,
    st.sampled_from(["{:f}", "{:,f}"]),
    st.booleans(),
    st.sampled_from(["", " "]),
    st.sampled_from(["万元", "元", "亿元", "%", "个百分点"]),
    st.sampled_from(["", "-", "负"]),
)
def test_amounts_come_back_in_every_style(
    value: Decimal, style: str, wide: bool, gap: str, unit: str, sign: str
) -> None:
    number = style.format(value)
    shown = number.translate(WIDE) if wide else number
    text = f"本年支出为{sign}{gap.join(shown)}{gap}{unit}，其他"
    quantities, mentions = scan(fold(text), "generic")
    assert mentions == ()
    assert len(quantities) == 1
    quantity = quantities[0]
    assert quantity.value == (-value if sign else value)
    assert quantity.places == 2
    assert quantity.unit is not None
    assert quantity.unit.label == unit
    assert quantity.span is not None
    assert quantity.span.cut(text) == text.removeprefix("本年支出为").removesuffix("，其他")


@given(st.text(alphabet="0123456789.,，、年月日万亿元%个人约余多以上第（）《》“”-至" + SPELLED, max_size=40))
def test_spans_are_exact_and_apart(text: str) -> None:
    folded = fold(text, 7)
    quantities, mentions = scan(folded, "generic")
    spans = sorted([q.span for q in quantities if q.span] + [m.span for m in mentions])
    assert all(7 <= span.start < span.end <= 7 + len(text) for span in spans)
    last = 7
    for span in spans:
        assert span.start >= last
        last = span.end
    for quantity in quantities:
        assert quantity.span is not None
        assert fold(text[quantity.span.start - 7 : quantity.span.end - 7]).text == quantity.raw
        assert any(char.isdecimal() or char in SPELLED for char in quantity.raw)


@given(st.text(alphabet="0123456789.,，、年万元%个" + SPELLED, max_size=30), st.integers(min_value=0, max_value=30))
def test_spaces_do_not_matter(text: str, at: int) -> None:
    # One space may part a list number from a year (“1. 2024年”): not at the very beginning.
    spaced = "共" + text[:at] + " " + text[at:]
    plain, _ = scan(fold("共" + text), "generic")
    other, _ = scan(fold(spaced), "generic")
    assert [(q.value, q.unit, q.hedge) for q in other] == [(q.value, q.unit, q.hedge) for q in plain]
