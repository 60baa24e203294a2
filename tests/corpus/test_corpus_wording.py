"""Sentence forms: slots, choices, paragraphs, and errors of data."""

from random import Random

import msgspec
import pytest

from gouji.corpus.document import Claim, Piece
from gouji.corpus.numbers import Printer, cell_text, plain, taste
from gouji.corpus.style import StyleFile, style
from gouji.corpus.tables import numeral
from gouji.corpus.wording import Wording
from gouji.errors import LexiconError


def _wording(**forms: tuple[str, ...]) -> Wording:
    return Wording(StyleFile(schema="x", version="1.0", title="", forms=forms), Random(1), {"year": "2024"})


def _texts(paragraphs: list[tuple[Piece, ...]]) -> list[str]:
    return ["".join(piece.text for piece in pieces) for pieces in paragraphs]


def _printer() -> Printer:
    chosen = msgspec.structs.replace(
        taste(Random(1), style("hunan").choices), trim=False, gap="", percent="%", thousands_prose=True, zero="0"
    )
    return Printer(chosen, 2024)


def test_slots_choices_and_paragraphs() -> None:
    wording = _wording(one=("{year}年度(甲|甲)：{name}。\n乙。",))
    assert _texts(wording.paragraphs("one", name="丙")) == ["2024年度甲：丙。", "乙。"]


def test_numbers_with_and_without_unit_keep_their_claim() -> None:
    money = _printer().money(123_456_780_00, "收入")
    pieces = _wording(one=("{m:bare}和{m}",)).phrase("one", m=money)
    assert [piece.text for piece in pieces] == ["12,345.68", "和", "12,345.68万元"]
    assert isinstance(pieces[0].claim, Claim) and pieces[0].claim == pieces[2].claim
    assert pieces[0].claim.unit == "万元"


def test_words_of_direction_and_comparison_are_pieces_of_their_own() -> None:
    tags = {piece.text: piece.tag for piece in _wording(one=("较上年增加，决算数大于预算数",)).phrase("one")}
    assert tags["增加"] == "direction" and tags["大于"] == "comparison"


def test_errors_of_data_say_where() -> None:
    with pytest.raises(LexiconError, match="has no form 'two'"):
        _wording(one=("甲",)).phrase("two")
    with pytest.raises(LexiconError, match=r"nothing fills \{name\}"):
        _wording(one=("{name}",)).phrase("one")


def test_amounts_are_rounded_half_up_once() -> None:
    printer = _printer()
    assert printer.money(10_050_00, "甲").full == "1.01万元"
    assert printer.money(0, "甲").full == "0万元"
    assert printer.rate(1, 3, "share", "甲", "占比", "乙").full == "33.33%"
    hundred = msgspec.structs.replace(printer.taste, trim=True)
    assert Printer(hundred, 2024).rate(3, 3, "share", "甲", "占比", "乙").full == "100%"


def test_cells_are_blank_for_nothing() -> None:
    chosen = msgspec.structs.replace(_printer().taste, blank="", thousands_tables=True)
    assert cell_text(0, "万元", chosen) == ""
    assert cell_text(123_456_78, "元", chosen) == "123,456.78"
    assert plain("1,234.50") is not None and plain("—") is None


def test_numerals() -> None:
    assert [numeral(n) for n in (1, 10, 11, 20, 26)] == ["一", "十", "十一", "二十", "二十六"]
