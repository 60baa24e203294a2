"""Mutations of XML that know elements and attributes, so that most results are still XML."""

from collections.abc import Sequence
from random import Random
from typing import Any

from lxml import etree
from tests.fuzz.tokens import NUMBERS, change_bytes, change_text, repeats

_MOST = 60_000
"""Elements of a part after a change."""
_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>"""


def change_xml(data: bytes, rng: Random, snippets: Sequence[str]) -> bytes:
    """The part with one change. `snippets`: elements of its format, with their prefixes, that may be put in."""
    if rng.random() < 0.12:
        return _raw(data, rng)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return change_bytes(data, rng)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    one = rng.choice(elements)
    kind = rng.randrange(9)
    if kind == 0:
        _drop(one)
    elif kind == 1:
        _double(one, rng, len(elements))
    elif kind == 2:
        _attribute(one, rng)
    elif kind == 3:
        _move(one, rng.choice(elements))
    elif kind == 4:
        _nest(one, rng)
    elif kind == 5:
        one.tag = rng.choice(elements).tag
    elif kind == 6:
        _text(rng.choice([each for each in elements if each.text and each.text.strip()] or elements), rng)
    else:
        _put(one, rng, snippets)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _raw(data: bytes, rng: Random) -> bytes:
    kind = rng.randrange(5)
    if kind == 0:
        return _LAUGHS + data.partition(b"?>")[2]
    if kind == 1:
        name = rng.choice((b"UTF-16", b"GB2312", b"latin-1", b"x-unknown", b"UTF-7"))
        return data.replace(b"UTF-8", name, 1).replace(b"utf-8", name, 1)
    if kind == 2:
        text = data.decode("utf-8", "replace")
        return (
            (b"\xff\xfe" + text.encode("utf-16-le"))
            if rng.random() < 0.5
            else change_text(text, rng).encode("utf-8", "replace")
        )
    if kind == 3:
        return data.replace(b"schemas.openxmlformats.org", b"purl.oclc.org")
    return change_bytes(data, rng)


def _drop(one: Any) -> None:
    if one.getparent() is not None:
        one.getparent().remove(one)


def _double(one: Any, rng: Random, total: int) -> None:
    parent = one.getparent()
    if parent is None:
        return
    size = sum(1 for _ in one.iter())
    at = parent.index(one)
    for _ in range(min(repeats(rng, 5000), max(1, (_MOST - total) // size))):
        parent.insert(at, _copy(one))


def _attribute(one: Any, rng: Random) -> None:
    owners = [each for each in (one, *one.iter()) if each.attrib]
    if not owners:
        return
    owner = rng.choice(owners[:200])
    name = rng.choice(sorted(owner.attrib))
    if rng.random() < 0.2:
        del owner.attrib[name]
    elif rng.random() < 0.8:
        owner.set(name, rng.choice(NUMBERS))
    else:
        owner.set(name, clean(change_text(owner.get(name), rng)))


def _move(one: Any, target: Any) -> None:
    if target is not one and one.getparent() is not None and one not in target.iterancestors():
        target.append(one)


def _nest(one: Any, rng: Random) -> None:
    """The element in copies of itself and of its parent, which are empty otherwise."""
    parent = one.getparent()
    if parent is None:
        return
    at = parent.index(one)
    inner = one
    shells = [one, parent] if rng.random() < 0.5 else [one]
    for n in range(rng.choice((2, 10, 60, 200, 400, 3000))):
        outer = etree.Element(shells[n % len(shells)].tag, nsmap=parent.nsmap if not n else None)
        outer.append(inner)
        inner = outer
    parent.insert(at, inner)


def _text(one: Any, rng: Random) -> None:
    one.text = clean(change_text(one.text or "", rng))


def _put(one: Any, rng: Random, snippets: Sequence[str]) -> None:
    if not snippets:
        return
    names = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in one.nsmap.items() if prefix)
    snippet = rng.choice(snippets).replace("NUMBER", rng.choice(NUMBERS).replace("&", ""))
    try:
        made = etree.fromstring(f"<x{names}>{snippet}</x>")
    except etree.XMLSyntaxError:
        return
    if made[0].tag.endswith("Pr") and rng.random() < 0.5:
        one.insert(0, made[0])
        return
    for _ in range(min(repeats(rng, 3000), _MOST)):
        one.append(_copy(made[0]))


def _copy(one: Any) -> Any:
    made = one.__copy__()
    made.tail = None
    return made


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return "".join(
        char
        for char in text
        if char in "\t\n\r" or (" " <= char <= "\ufffd" and not "\ud800" <= char <= "\udfff") or char > "\uffff"
    )
