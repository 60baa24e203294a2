"""Number formats of spreadsheets: what a cell shows for the number that it holds."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

import msgspec

from gouji.language.fold import squeeze
from gouji.language.numerals import parse_number
from gouji.read.sheets.dates import is_date, show_date

GENERAL = "General"
BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00",
    8: "#,##0.00;-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分",
    33: "h时mm分ss秒", 36: "yyyy年m月", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "[h]:mm:ss", 49: "@", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月",
    53: "m月d日", 54: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""The formats without a code in the file, as Chinese versions of the programs show them."""

_WIDE = Context(prec=400)
"""Wide enough for every digit of a double in any format."""
_DIGITS = 15
"""Significant digits that spreadsheets keep; what follows is dirt of binary fractions."""
_HUGE = 20
_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|(?P<escaped>[\\!](?P<sign>.))|(?P<gap>_.|\*.)|(?P<bracket>\[[^\]]*\]?)"""
    r"""|(?P<general>General|G/通用格式)|(?P<exponent>E[+-])|(?P<digit>[0#?])|(?P<mark>[.,%/@])|(?P<other>.)""",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_USUAL = re.compile(r"#*0(?:\.0+)?")
_MONEY = "¥￥$€£"
_TESTS = {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "<>": (-1, 1)}

Kind = Literal["digit", "text", "point"]


class Shown(msgspec.Struct, frozen=True):
    """What a cell shows; `stored` is the number behind it, where it has digits that do not show."""

    text: str
    stored: Decimal | None = None


class Section(msgspec.Struct, frozen=True):
    """One of the parts of a format. plain: shows numbers as they are, as General does.

    tokens: digit places, literal texts and the decimal point; places: decimals; power: of ten that the number is
    multiplied with before it shows; grouped: with thousands separators. condition: for which numbers it is. usual: a digit at least before the point, all
    places after it, no words.
    """

    tokens: tuple[tuple[Kind, str], ...]
    plain: bool = False
    places: int = 0
    power: int = 0
    grouped: bool = False
    condition: tuple[str, Decimal] | None = None
    date: str = ""
    usual: bool = False


def parse(text: str) -> Decimal | None:
    """A number as a file holds it, with the digits that count; None for what is none."""
    try:
        value = Context(prec=_DIGITS).create_decimal(text.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > 308:
        return None
    return value or Decimal(0)


def show(value: Decimal, code: str, *, from_1904: bool = False) -> Shown:
    """What a cell with the format `code` shows for `value`."""
    section, signed = _section(_sections(code), value)
    if section is None:
        return Shown(plain(value))
    if section.date:
        return Shown(show_date(value, section.date, from_1904) or plain(value))
    if section.plain:
        around = [text for kind, text in section.tokens if kind == "text"]
        text = plain(abs(value) if signed else value)
        return Shown("".join([text, *around]).strip() if section.tokens else text)
    exact = value.scaleb(section.power, _WIDE)
    rounded = exact.quantize(_ulp(section.places), ROUND_HALF_UP, _WIDE)
    if section.usual:
        positive = rounded.copy_abs()
        text = f"{positive:,f}" if section.grouped else f"{positive:f}"
        text = f"-{text}" if rounded < 0 and not signed else text
        return Shown(text, None if exact == rounded else exact.normalize(_WIDE))
    text = _fill(section, abs(rounded)).strip()
    if value and not any(char.isdigit() for char in text):
        # Hidden by its format, or too small for it: sums count it all the same.
        return Shown(plain(value))
    minus = "-" if rounded < 0 and not signed else ""
    points = sum(kind == "point" for kind, _ in section.tokens)
    # A point that is written as a literal moves the decimals: what shows is then another number.
    moved = any("." in literal for kind, literal in section.tokens if kind == "text") or points > 1
    return Shown(minus + text, None if moved or exact == rounded else exact.normalize(_WIDE))


@lru_cache(maxsize=512)
def _ulp(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def plain(value: Decimal) -> str:
    """The number with all its digits."""
    if abs(value.adjusted()) > _HUGE and value:
        return f"{value.normalize():E}"
    return f"{value.normalize():f}" if value else "0"


def behind(text: str, value: Decimal) -> Decimal | None:
    """`value`, where a program shows it as `text` with fewer digits, in what the text counts in; else None."""
    percent = text.endswith("%")
    number = parse_number(squeeze(text.removesuffix("%")))
    exact = value.scaleb(2 if percent else 0)
    if number is None or exact == number.value:
        return None
    rounded = exact.quantize(Decimal(1).scaleb(-number.places), ROUND_HALF_UP, Context(prec=400))
    return exact.normalize() if rounded == number.value else None


def _section(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether it writes the sign of negatives itself."""
    if any(one.condition for one in sections):
        for n, one in enumerate(sections[:3]):
            if one.condition is None or value.compare(one.condition[1]) in _TESTS[one.condition[0]]:
                return one, n > 0 and value < 0 and one.condition is not None and len(sections) > 1
        return None, False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if not value and len(sections) > 2:
        return sections[2], False
    return sections[0], False


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(map(_parse, parts))


def _parse(matches: list[re.Match[str]]) -> Section:
    code = "".join(match[0] for match in matches)
    condition = _CONDITION.search(code)
    bounds = (condition[1], Decimal(condition[2])) if condition else None
    if is_date(code):
        return Section((), date=code, condition=bounds)
    last = max((i for i, match in enumerate(matches) if match["digit"]), default=-1)
    tokens: list[tuple[Kind, str]] = []
    places = power = 0
    point = grouped = plainly = False
    for i, match in enumerate(matches):
        mark = match["mark"]
        if match["digit"]:
            tokens.append(("digit", match["digit"]))
            places += point
        elif mark == "." and not point:
            point = True
            tokens.append(("point", "."))
        elif mark == ",":
            grouped, power = (True, power) if i < last else (grouped, power - 3)
        elif mark == "%":
            power += 2
            tokens.append(("text", "%"))
        elif match["general"] or mark == "@" or mark == "/" or match["exponent"]:
            plainly = True
        elif literal := _literal(match):
            tokens.append(("text", literal))
    if mark_only := (last < 0 and not plainly):
        power = 0
    if plainly:
        texts = tuple(token for token in tokens if token[0] == "text")
        fraction = any(match["exponent"] or match["mark"] == "/" for match in matches)
        return Section(() if fraction else texts, plain=True, condition=bounds)
    if mark_only:
        tokens = [token for token in tokens if token[0] == "text"]
    shape = "".join(text if kind != "text" else text.strip() and "x" for kind, text in tokens)
    usual = _USUAL.fullmatch(shape) is not None
    return Section(tuple(tokens), places=places, power=power, grouped=grouped, condition=bounds, usual=usual)


def _literal(match: re.Match[str]) -> str:
    """The characters that show as they are; signs of currencies do not matter beside the unit of the table."""
    if match["bracket"]:
        return ""
    if match["gap"]:
        return " " if match["gap"][0] == "_" else ""
    text = match["quoted"].strip('"') if match["quoted"] else match["sign"] or match[0]
    return "".join(one for one in text if one not in _MONEY)


def _fill(section: Section, value: Decimal) -> str:
    """The digits of `value`, already rounded, at the places of the section."""
    whole, _, decimals = f"{value:f}".partition(".")
    whole = "" if whole == "0" else whole
    point = next((i for i, (kind, _) in enumerate(section.tokens) if kind == "point"), len(section.tokens))
    head = _whole(section, section.tokens[:point], whole)
    tail: list[str] = []
    digits = iter(decimals)
    for kind, text in section.tokens[point + 1 :]:
        tail.append(next(digits, "0") if kind == "digit" else text)
    # Places marked # show no zeros at the end.
    for i in range(len(tail) - 1, -1, -1):
        kind, text = section.tokens[point + 1 + i]
        if kind == "digit":
            if text == "0" or tail[i] != "0":
                break
            tail[i] = ""
    shown = "".join(tail)
    if shown[:1].isdigit():
        return f"{head if head[-1:].isdigit() else head + '0'}.{shown}"
    return head + shown


def _whole(section: Section, tokens: tuple[tuple[Kind, str], ...], whole: str) -> str:
    """The part before the point, filled from the right; digits without a place of their own stand at the first one."""
    first = next((i for i, (kind, _) in enumerate(tokens) if kind == "digit"), None)
    if first is None:
        return "".join(text for _, text in tokens)
    left = list(whole)
    out: list[str] = []
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if section.grouped and count and count % 3 == 0:
            out.append(",")
        out.append(digit)
        count += 1

    for i in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[i]
        if kind != "digit":
            out.append(text[::-1])
            continue
        if left:
            put(left.pop())
        elif text == "0":
            put("0")
        while i == first and left:
            put(left.pop())
    return "".join(out)[::-1]
