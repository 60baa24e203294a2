"""Drawings that draw drawings: how often the last of them would be drawn, told from the file without drawing."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+\d{1,5}\s+obj\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,8})\s+\d{1,5}\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_ENDS = re.compile(rb"\bstream\r?\n|\bendobj\b")
_HEAD = 4096
"""Bytes of an object that may hold its dictionary."""
_CONTENT = 1 << 20
"""Bytes of a form that are looked at."""
_STEPS = 3
"""References from a form over its resources to the drawings in them."""


def expansion(data: bytes, most: int) -> int:
    """How many drawings the form comes to that draws most, with all that its drawings draw; more than `most` is enough.

    Forms are streams, and so are never packed; what they refer to may be.
    """
    if len(_FORM.findall(data)) < 2:
        return 1
    heads: dict[int, bytes] = {}
    contents: dict[int, bytes] = {}
    for match in _OBJECT.finditer(data):
        head, content = _object(data, match.end())
        number = int(match[1])
        heads[number] = head
        if _FORM.search(head):
            contents[number] = content
        elif _PACKED.search(head):
            heads.update(_packed(content))
    drawn = {number: _draws(number, heads, content, contents) for number, content in contents.items()}
    return max(_sizes(drawn, most).values(), default=1)


def _object(data: bytes, start: int) -> tuple[bytes, bytes]:
    """The dictionary of an object, and the beginning of its stream, unpacked if it can be."""
    part = data[start : start + _HEAD]
    end = _ENDS.search(part)
    head = part[: end.start()] if end else part
    if end is None or end[0].startswith(b"endobj") or not (_FORM.search(head) or _PACKED.search(head)):
        return head, b""
    content = data[start + end.end() : start + end.end() + _CONTENT]
    content = content[: content.find(b"endstream")] if b"endstream" in content else content
    if b"FlateDecode" not in head:
        return head, content
    try:
        return head, zlib.decompressobj().decompress(content, _CONTENT)
    except zlib.error:
        return head, b""


def _packed(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects in a stream of objects: pairs of number and place come first."""
    words = content[: content.find(b"<<")].split()
    if len(words) < 2 or not all(word.isdigit() for word in words):
        return
    numbers, places = [int(word) for word in words[::2]], [int(word) for word in words[1::2]]
    first = content.find(b"<<")
    for number, place, after in zip(numbers, places, [*places[1:], len(content)], strict=False):
        yield number, content[first + place : first + after]


def _draws(form: int, heads: dict[int, bytes], content: bytes, forms: dict[int, bytes]) -> dict[int, int]:
    """How often a form draws other forms: as its content says, and once where that cannot be read."""
    named: dict[bytes, int] = {}
    look = [form]
    for _ in range(_STEPS):
        found = [(name, int(number)) for one in look for name, number in _NAMED.findall(heads.get(one, b""))]
        named.update((name, number) for name, number in found if number in forms and number != form)
        look = [number for name, number in found if name in (b"Resources", b"XObject")]
    drawn: dict[int, int] = dict.fromkeys(named.values(), 0 if content else 1)
    for name in _DRAWN.findall(content):
        if name in named:
            drawn[named[name]] += 1
    return drawn


def _sizes(drawn: dict[int, dict[int, int]], most: int) -> dict[int, int]:
    """What each form comes to, those below it first; one that draws itself over others counts once there."""
    sizes: dict[int, int] = {}
    for root in drawn:
        walk, above = [(root, iter(drawn[root].items()))], {root}
        while walk:
            here, rest = walk[-1]
            below = next((one for one, times in rest if times and one not in sizes and one not in above), None)
            if below is not None:
                walk.append((below, iter(drawn[below].items())))
                above.add(below)
                continue
            size = 1 + sum(times * sizes.get(one, 1) for one, times in drawn[here].items())
            sizes[here] = min(size, most + 1)
            above.discard(here)
            walk.pop()
    return sizes
