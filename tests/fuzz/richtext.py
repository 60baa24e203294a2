"""Mutations of RTF files that know groups and control words, and of old Word files."""

import re
from random import Random

from tests.fuzz.tokens import NUMBERS, WORDS, change_bytes, repeats
from tests.fuzz.workbooks import change_header

_WORD = re.compile(rb"\\[a-z]+-?\d* ?")
_GROUP = re.compile(rb"\{[^{}]{0,400}\}")
_PUT = (
    b"{", b"}", b"{{", b"\\par ", b"\\cell ", b"\\row ", b"\\nestcell ", b"{\\*\\nesttableprops\\nestrow}", b"\\intbl ", b"\\itapNUMBER ", b"\\trowd ",
    b"\\cellxNUMBER ", b"\\clmrg ", b"\\clmgf ", b"\\clvmrg ", b"\\clvmgf ", b"\\trowd\\cellx10\\cellx5\\cellx-5 x\\cell\\row ", b"\\uNUMBER ?", b"\\ucNUMBER ",
    b"\\u55357 ?", b"\\'81", b"\\'8130\\'84", b"\\'", b"\\binNUMBER ", b"\\ansicpgNUMBER ", b"\\fNUMBER ", b"\\fcharsetNUMBER ", b"\\lsNUMBER ", b"\\ilvlNUMBER ",
    b"{\\listtext 1.\\tab}", b"{\\pntext 1.}", b"\\sNUMBER ", b"\\outlinelevelNUMBER ", b"{\\*\\revtbl}", b"\\deleted ", b"\\revised ", b"\\v ", b"\\plain ",
    b"\\pard ", b"{\\footnote x}", b"{\\header x\\par}", b"{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}", b"{\\pict\\binNUMBER }", b"{\\upr{a}{\\*\\ud{b}}}", b"\\sect ",
    b"\\page ", b"\\levelnfcNUMBER ", b"{\\leveltext\\'02\\'00.;}", b"\\levelstartatNUMBER ", b"\\line ", b"\\tab ", b"\\~", b"\\-", b"\\_", b"\\\n", b"\\*", b"\\",
    b"\\pca ", b"\\mac ", b"\\trgaphNUMBER ",
)  # fmt: skip


def change_rtf(data: bytes, rng: Random) -> bytes:
    """A file with several changes."""
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        data = _changed(data, rng)[:2_000_000]
    return data


def _changed(data: bytes, rng: Random) -> bytes:
    kind = rng.randrange(7)
    found = list((_GROUP if kind == 1 else _WORD).finditer(data))
    if kind == 0 or not found:
        return change_bytes(data, rng)
    one = rng.choice(found)
    if kind == 1:
        return data[: one.end()] + one[0] * repeats(rng, 3000) + data[one.end() :]
    if kind == 2:
        return data[: one.start()] + data[one.end() :]
    if kind == 3:
        number = rng.choice(NUMBERS).encode("ascii", "ignore")
        return data[: one.start()] + one[0].rstrip(b" -0123456789") + number + b" " + data[one.end() :]
    if kind == 4:
        text = rng.choice(WORDS).encode("gb18030", "replace")
        return data[: one.end()] + b"".join(b"\\'%02x" % byte for byte in text) * repeats(rng) + data[one.end() :]
    put = rng.choice(_PUT).replace(b"NUMBER", rng.choice(NUMBERS).encode("ascii", "ignore"))
    return data[: one.start()] + put * repeats(rng, 20000) + data[one.start() :]


def change_doc(data: bytes, rng: Random) -> bytes:
    """A file with a few bytes, or a few fields of its header, changed; its length mostly stays."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        if rng.random() < 0.3:
            changed = change_header(changed, rng)
        elif rng.random() < 0.1:
            changed = bytearray(change_bytes(bytes(changed), rng))
        else:
            at = rng.randrange(512, max(513, len(changed)))
            changed[at : at + 2] = rng.choice((b"\xff\xff", b"\x00\x00", b"\xff\x7f", rng.randbytes(2)))
    return bytes(changed)
