"""Numbers in the formats of automatic numbering (`w:numFmt`), as office software shows them."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_OLD = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_POINTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CIRCLED_CHINESE = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 9999
"""Numbers above are written in digits: no list is that long."""
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def write_number(number: int, form: str) -> str:
    """`number` as the format `form` shows it; in plain digits where the format has no sign for it."""
    if form in ("none", "bullet"):
        return ""
    writer = _FORMS.get(form)
    return writer(number) if writer and 0 < number <= _MOST else str(number)


def parted(number: str, text: str) -> str:
    """The number of a list item, for `text` to follow: its dot must not become the decimal point of a digit there."""
    bare = number.rstrip()
    return f"{bare[:-1]}、" if bare.endswith((".", "．")) and text[:1].isdigit() else number


def _counting(digits: str, units: str, *, short: bool) -> Callable[[int], str]:
    """Chinese counting with `units` for ten, hundred and thousand; short: 十一 instead of 一十一."""

    def write(number: int) -> str:
        out, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit:
                out += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
            gap = not digit and bool(out)
        return out[1:] if short and out.startswith(digits[1] + units[0]) else out

    return write


def _signs(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _cycle(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _letters(number: int) -> str:
    """A … Z, AA, BB …: the letter is repeated, as Word does it."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def _lined(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


_chinese = _counting("零一二三四五六七八九", "十百千", short=True)
_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _lined,
    "taiwaneseDigital": _lined,
    "japaneseDigitalTenThousand": _lined,
    "chineseLegalSimplified": _counting(_LEGAL, "拾佰仟", short=False),
    "ideographLegalTraditional": _counting(_LEGAL_OLD, "拾佰仟", short=False),
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "ideographEnclosedCircle": _signs(_CIRCLED_CHINESE),
    "decimalEnclosedCircle": _signs(_CIRCLED),
    "decimalEnclosedCircleChinese": _signs(_CIRCLED),
    "decimalEnclosedParen": _signs(_BRACKETED),
    "decimalEnclosedFullstop": _signs(_POINTED),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
