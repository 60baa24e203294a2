"""Number formats of spreadsheets: what a cell shows for the number that it holds."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

import msgspec

from gouji.language.fold import squeeze
from gouji.language.numerals import parse_number
from gouji.read.sheets.book import Value
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
_NARROW = Context(prec=15)
"""The significant digits that spreadsheets keep; what follows is dirt of binary fractions."""
_ZERO = Decimal(0)
_HUGE = 20
_FEW_PLACES = 6
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


class Section(msgspec.Struct, frozen=True):
    """One of the parts of a format. plain: shows numbers as they are, as General does.

    tokens: digit places, literal texts and the decimal point; places: decimals; power: of ten that the number is
    multiplied with before it shows; ulp: one in the last place; grouped: with thousands separators. condition: for
    which numbers it is. usual: a digit at least before the point, all places after it, no words.
    """

    tokens: tuple[tuple[Kind, str], ...]
    plain: bool = False
    places: int = 0
    power: int = 0
    ulp: Decimal = Decimal(1)
    grouped: bool = False
    condition: tuple[str, Decimal] | None = None
    date: str = ""
    usual: bool = False


class _Code(msgspec.Struct, frozen=True):
    """A whole format. tested: whether its sections state for which numbers they are.

    easy: the section for positive numbers, where all that it does is to fill up decimals and to part thousands.
    """

    sections: tuple[Section, ...]
    tested: bool
    easy: Section | None


def parse(text: str) -> Decimal | None:
    """A number as a file holds it, with the digits that count; None for what is none."""
    try:
        value = _NARROW.create_decimal(text.strip())
    except InvalidOperation:
        return None
    if not value:
        return _ZERO
    return value if value.is_finite() and -309 < value.adjusted() < 309 else None


def shown(written: str, code: str, *, from_1904: bool = False) -> Value | None:
    """What a cell with the format `code` shows for a number as a file holds it; None for what is none."""
    text = _filled(written, _code(code))
    if text is not None:
        return Value(text)
    number = parse(written)
    return None if number is None else show(number, code, from_1904=from_1904)


def _filled(written: str, code: _Code) -> str | None:
    """A positive number without decimals to round, as most formats show it; None for any other."""
    section = code.easy
    whole, _, decimals = written.partition(".")
    if section is None or len(written) > _NARROW.prec or len(decimals) > section.places:
        return None
    if not (written.isascii() and whole.isdigit() and (not decimals or decimals.isdigit())):
        return None
    if len(code.sections) > 2 and not written.strip("0."):
        return None
    text = f"{int(whole):,}" if section.grouped else str(int(whole))
    return f"{text}.{decimals.ljust(section.places, '0')}" if section.places else text


def show(value: Decimal, code: str, *, from_1904: bool = False) -> Value:
    """What a cell with the format `code` shows for `value`."""
    section, signed = _section(_code(code), value)
    if section is None:
        return Value(plain(value))
    if section.date:
        return Value(show_date(value, section.date, from_1904) or plain(value))
    if section.plain:
        around = [text for kind, text in section.tokens if kind == "text"]
        text = plain(abs(value) if signed else value)
        return Value("".join([text, *around]).strip() if around else text)
    exact = value.scaleb(section.power, _WIDE) if section.power else value
    rounded = exact.quantize(section.ulp, ROUND_HALF_UP, _WIDE)
    stored = None if exact == rounded else exact.normalize(_WIDE)
    minus = "-" if rounded < 0 and not signed else ""
    if section.usual:
        return Value(minus + _usual(rounded.copy_abs(), section), stored)
    text = _fill(section, abs(rounded)).strip()
    if value and not any(char.isdigit() for char in text):
        # Hidden by its format, or too small for it: sums count it all the same.
        return Value(plain(value))
    points = sum(kind == "point" for kind, _ in section.tokens)
    # A point that is written as a literal moves the decimals: what shows is then another number.
    moved = any("." in literal for kind, literal in section.tokens if kind == "text") or points > 1
    return Value(minus + text, None if moved else stored)


def _usual(rounded: Decimal, section: Section) -> str:
    # Python's own spelling has no exponent as long as there are few decimals, and is far quicker than a format.
    if section.places > _FEW_PLACES or (section.grouped and rounded >= 1000):
        return f"{rounded:,f}" if section.grouped else f"{rounded:f}"
    return str(rounded)


def plain(value: Decimal) -> str:
    """The number with all its digits."""
    if abs(value.adjusted()) > _HUGE and value:
        return f"{value.normalize():E}"
    return f"{value.normalize():f}" if value else "0"


def behind(text: str, value: Decimal) -> Decimal | None:
    """`value`, where a program shows it as `text` with fewer digits, in what the text counts in; else None."""
    bare = text.replace(",", "")
    if bare.isascii() and bare.replace(".", "", 1).isdigit() and Decimal(bare) == value:
        return None
    percent = text.endswith("%")
    number = parse_number(squeeze(text.removesuffix("%")))
    exact = value.scaleb(2 if percent else 0)
    if number is None or exact == number.value:
        return None
    rounded = exact.quantize(Decimal(1).scaleb(-number.places), ROUND_HALF_UP, Context(prec=400))
    return exact.normalize() if rounded == number.value else None


def _section(code: _Code, value: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether it writes the sign of negatives itself."""
    sections = code.sections
    if code.tested:
        for n, one in enumerate(sections[:3]):
            if one.condition is None or value.compare(one.condition[1]) in _TESTS[one.condition[0]]:
                return one, n > 0 and value < 0 and one.condition is not None and len(sections) > 1
        return None, False
    if len(sections) > 1 and value < 0:
        return sections[1], True
    if not value and len(sections) > 2:
        return sections[2], False
    return sections[0], False


@lru_cache(maxsize=1024)
def _code(code: str) -> _Code:
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    sections = tuple(map(_parse, parts))
    tested = any(one.condition for one in sections)
    easy = None if tested or sections[0].power or not sections[0].usual else sections[0]
    return _Code(sections, tested, easy)


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
    ulp = Decimal(1).scaleb(-places)
    return Section(tuple(tokens), False, places, power, ulp, grouped, bounds, usual=usual)


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
