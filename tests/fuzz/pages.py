"""Mutations of web pages: tags and attributes as text, for a page need not be well formed."""

import re
from random import Random

from tests.fuzz.tokens import NUMBERS, change_bytes, change_text, encode, repeats

_TAG = re.compile(r"<[^<>]{1,300}>")
_VALUE = re.compile(r'="[^"]*"')
_PUT = (
    '<td rowspan="NUMBER">', '<td colspan="NUMBER">1.00</td>', '<td rowspan="NUMBER" colspan="NUMBER">x</td>', "<table>", "</table>", "<tr>", "</tr>", "<td>",
    "<table><tr><td>", "</div>", "<div>", "<span>", "</span>", "<p>", "<br>", "<b>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>",
    "<textarea>", "<select><option>", '<meta charset="NUMBER">', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "<svg>", "<math>",
    "<template>", "<noscript>", "<iframe>", "<frameset>", "<plaintext>", "<title>", "<pre>", "<ul><li>", "<ol start=NUMBER><li>", "&NUMBER;", "&#NUMBER;",
    "&#xNUMBER;", "<a href=x>", "<h1>", "<h6>", '<div style="display:none">', "<?xml version='1.0' encoding='NUMBER'?>", "<!DOCTYPE html [<!ENTITY a 'b'>]>",
    "<colgroup><col span=NUMBER>", "<thead>", "<tfoot>", "<caption>", "<th>", "<sup>1</sup>", "<p " + "a=b " * 300 + ">", "</html>", "</body>", "<\x00p>",
)  # fmt: skip


def change_page(data: bytes, rng: Random) -> bytes:
    """A page with several changes."""
    text = data.decode("utf-8")
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        text = _changed(text, rng)[:3_000_000]
    made = encode(text, rng)
    return change_bytes(made, rng) if rng.random() < 0.08 else made


def _changed(text: str, rng: Random) -> str:
    tags = list(_TAG.finditer(text))
    kind = rng.randrange(7)
    if kind < 2 or not tags:
        return change_text(text, rng)
    one = rng.choice(tags)
    if kind == 2:
        return text[: one.start()] + text[one.end() :]
    if kind == 3:
        return text[: one.end()] + one[0] * repeats(rng) + text[one.end() :]
    if kind == 4:
        value = f'="{rng.choice(NUMBERS)}"'
        return text[: one.start()] + _VALUE.sub(lambda _: value, one[0], count=1) + text[one.end() :]
    put = rng.choice(_PUT).replace("NUMBER", rng.choice(NUMBERS)) * repeats(rng)
    return text[: one.start()] + put + text[one.start() :]
