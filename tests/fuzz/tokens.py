"""Mutations of bytes and of text, whatever the format around them."""

import re
from collections.abc import Callable, Sequence
from random import Random

NUMBERS = (
    "0", "-1", "1", "2", "255", "256", "257", "65535", "65536", "1048576", "16777216", "2147483647", "2147483648",
    "-2147483648", "4294967295", "99999999", "999999999", "9" * 25, "9" * 400, "9" * 5000, "0" * 300 + "1",
    "1e9", "1e400", "1E-400", "1e999999999", "-0", "0.1", "NaN", "nan", "inf", "-Infinity", "", " ", "+5", "0x10", "１２", "²", "٣", "1_000",
    "1,2,3,4", "1.2.3", "(1)", "—", "100%", "100.0000000000000000001", "万", "十百千万亿兆", "亿" * 40,
)  # fmt: skip
"""What may stand where a number is expected."""

WORDS = (
    "（", "）", "(", "【", "《", "“", "「", "第", "第一部分", "其中：", "。", "；", "、", "，", "%", "万元", "亿元", "元", "一", "十", "0", "9", "1.", "1,",
    "增长", "下降", "减少", "比上年", "与上年相比", "占", "合计", "总计", "完成预算的", "主要原因是", "较上年增加", "—", "…", "－", ".", "|", "\t", "\n", "\n\n",
    " ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u202e", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\r", "\uffff", "\U0010ffff", "e\u0301", "\u0301",
    "👩‍👩‍👧", "𠀀", "㈠", "①", "㎡", "０", "￥", "<", ">", "&", "&#0;", "&#x110000;", "&amp;", "]]>", "<!--", "-->", "--", "---", "===", "# ", "| --- |",
    "<!-- gouji: ignore -->", "<!-- gouji: ignore TT101 理由 -->", "gouji: ignore[", "2024年度", "支出决算表", "单位：万元", "公开01表", "科目编码", "小计",
    "栏次", "一、", "（一）", "1．", "１、", "三公经费", "一般公共预算财政拨款", "比上年增加3.20万元，增长5.00%", "占100.00%", "、120.50万元", "分别为1、2、3万元",
)  # fmt: skip
"""What the readers and rules look for, and what text seldom holds."""

_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "latin-1", "cp437")
_NUMBER = re.compile(r"\d[\d,.]*")

Change = Callable[[str, Random], str]


def repeats(rng: Random, most: int = 20000) -> int:
    """How often something is repeated: mostly seldom, now and then very often."""
    return min(most, int(10 ** rng.choice((0, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.3))))


def change_text(text: str, rng: Random) -> str:
    """`text` with one change."""
    return rng.choice(_CHANGES)(text, rng)


def word(rng: Random, most: int = 20000) -> str:
    """Something hostile, as often as `most` characters allow."""
    one = rng.choice(WORDS) if rng.random() < 0.7 else "".join(rng.choices(WORDS, k=rng.randint(2, 4)))
    return one * max(1, min(repeats(rng), most // len(one)))


def change_bytes(data: bytes, rng: Random) -> bytes:
    """`data` with one change that knows of no format."""
    start, end = _cut(len(data), rng)
    part = data[start:end]
    kind = rng.randrange(7)
    if kind == 0:
        return data[:start]
    if kind == 1:
        return data[:start] + data[end:]
    if kind == 2:
        return data[:start] + part * min(repeats(rng, 300), 1 + 1_000_000 // (len(part) + 1)) + data[end:]
    if kind == 3:
        return data[:start] + rng.randbytes(rng.randint(1, 64)) + data[start:]
    if kind == 4:
        there = rng.randrange(len(data) + 1)
        return data[:there] + part + data[there:]
    if kind == 5:
        return (
            data[:start] + rng.choice((b"\x00", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff")) + data[start + 1 :]
        )
    changed = bytearray(data)
    for _ in range(rng.randint(1, 20) if data else 0):
        changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def encode(text: str, rng: Random, usual: str = "utf-8") -> bytes:
    """The bytes of `text`, at times in another encoding."""
    name = usual if rng.random() < 0.85 else rng.choice(_ENCODINGS)
    return text.encode(name, rng.choice(("replace", "ignore")) if name != usual else "surrogatepass")


def change_lines(text: str, rng: Random) -> str:
    """`text` with lines moved, doubled, joined or parted."""
    lines = text.split("\n")
    start, end = _cut(len(lines), rng)
    part = lines[start:end]
    kind = rng.randrange(5)
    if kind == 0:
        lines[start:end] = []
    elif kind == 1:
        lines[start:end] = part * min(repeats(rng, 2000), 1 + 200_000 // (sum(map(len, part)) + 1))
    elif kind == 2:
        there = rng.randrange(len(lines))
        lines[there:there] = part
    elif kind == 3:
        lines[start:end] = [rng.choice(("", "\t", " ", "|")).join(part)]
    else:
        rng.shuffle(part)
        lines[start:end] = part
    return "\n".join(lines)


def change_number(text: str, rng: Random) -> str:
    """`text` with another number in the place of one."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return text + rng.choice(NUMBERS)
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(NUMBERS) + text[one.end() :]


def change_piece(text: str, rng: Random) -> str:
    """`text` with a stretch of it taken out, doubled or replaced."""
    start, end = _cut(len(text), rng)
    part = text[start:end]
    return (
        text[:start]
        + rng.choice(("", word(rng), part * min(repeats(rng, 200), 1 + 200_000 // (len(part) + 1))))
        + text[end:]
    )


def put_word(text: str, rng: Random) -> str:
    """`text` with something hostile in it."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + word(rng) + text[at:]


def swap_words(text: str, rng: Random) -> str:
    """`text` in which everywhere a character is another one."""
    if not text:
        return text
    return text.replace(rng.choice(text), rng.choice(WORDS))[:500_000]


def _cut(length: int, rng: Random) -> tuple[int, int]:
    start = rng.randrange(length + 1)
    return start, min(length, start + int(length ** rng.random()) + rng.randrange(2))


_CHANGES: Sequence[Change] = (change_lines, change_number, change_number, change_piece, put_word, put_word, swap_words)
