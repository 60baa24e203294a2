"""Where the elements of an XML part stand, byte by byte: what is put in or taken out leaves all others as they are."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

import msgspec
from lxml import etree

from gouji.office.names import CHARACTERS, TEXT, W

_UTF8 = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml(?:(?![^>]*encoding)|[^>]*encoding\s*=\s*[\"'](?i:utf-8)[\"'])|<(?!\?xml))"
)
_WORDS = frozenset((TEXT, W + "instrText"))
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


class DamagedError(Exception):
    """A part that is no XML, or has a DTD."""


class Edit(msgspec.Struct, frozen=True):
    """`new` in place of the bytes [start, end)."""

    start: int
    end: int
    new: bytes


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """`data` with all `edits`, which do not overlap; those at one place in the order given."""
    made, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        made += [data[at : edit.start], edit.new]
        at = edit.end
    return b"".join([*made, data[at:]])


class Element:
    """An element: `start` of its first tag, `inner` after that tag, `close` before the last tag, `end` after it.

    An empty element (`<w:p/>`) has no inside: inner, close and end are the same.
    """

    __slots__ = ("attributes", "children", "close", "end", "inner", "name", "parent", "pieces", "start")

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None", start: int) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.start = start
        self.inner = self.close = self.end = start
        self.children: list[Element] = []
        self.pieces: list[tuple[int, str]] = []

    def above(self) -> "Iterator[Element]":
        """What the element is in, from the inside out."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    def text(self) -> str:
        """The characters of the element itself."""
        return "".join(text for _, text in self.pieces)


class Part:
    """The elements of a part in the order of their first tags. `data` is the part in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self.data = data if _UTF8.match(data) and b"<![CDATA[" not in data else _as_utf8(data)
        self.elements: list[Element] = []
        self.prefixes: dict[str, str] = {}
        self._open: list[Element] = []
        self._strict = False
        self._parse()

    @property
    def root(self) -> Element:
        """The outermost element."""
        return self.elements[0]

    def named(self, name: str) -> list[Element]:
        """The elements of this name."""
        return [one for one in self.elements if one.name == name]

    def tag(self, element: Element) -> bytes:
        """The name of an element as the part writes it, with its prefix."""
        return re.split(rb"[\s/>]", self.data[element.start + 1 : element.inner], maxsplit=1)[0]

    def put(self, element: Element, at: int, new: bytes) -> Edit:
        """What puts `new` into an element at a byte inside; one that is written as empty is opened for it."""
        if element.inner < element.end:
            return Edit(at, at, new)
        return Edit(element.end - 2, element.end, b">" + new + b"</" + self.tag(element) + b">")

    def prefix(self, namespace: str) -> str:
        """The prefix that stands for a namespace (“{…}”) in the whole part, “” without one."""
        return next((prefix for prefix, name in self.prefixes.items() if prefix and name == namespace), "")

    def declared(self, prefix: str, namespace: str) -> str:
        """What an element has to declare for `prefix` to stand for the namespace: nothing where it does already."""
        return "" if self.prefixes.get(prefix) == namespace else f' xmlns:{prefix}="{namespace[1:-1]}"'

    def namespace(self) -> str:
        """The namespace of WordprocessingML that the part uses: files of the Strict kind have their own."""
        return _STRICT if self._strict else W

    def _parse(self) -> None:
        # “}” parts namespace from name, so that a “{” before it makes the names that lxml writes.
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = False
        parser.StartElementHandler = lambda name, attributes: self._start(parser, name, attributes)
        parser.EndElementHandler = lambda _: self._end(parser)
        parser.CharacterDataHandler = lambda text: self._text(parser, text)
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartNamespaceDeclHandler = self._declare
        try:
            parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise DamagedError(str(error)) from error

    def _declare(self, prefix: str | None, name: str | None) -> None:
        key, wanted = prefix or "", f"{{{name}}}"
        # A prefix that stands for two names is of no use.
        self.prefixes[key] = wanted if self.prefixes.get(key, wanted) == wanted else ""
        self._strict = self._strict or wanted == _STRICT

    def _start(self, parser: Any, name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        if self._open:
            self._begin(self._open[-1], at)
        found = {_named(key): value for key, value in attributes.items()}
        element = Element(_named(name), found, self._open[-1] if self._open else None, at)
        if element.parent is not None:
            element.parent.children.append(element)
        self.elements.append(element)
        self._open.append(element)

    def _begin(self, element: Element, at: int) -> None:
        """What follows the first tag of `element` begins here."""
        if element.inner == element.start:
            element.inner = at

    def _end(self, parser: Any) -> None:
        element, at = self._open.pop(), parser.CurrentByteIndex
        if element.inner == element.start and self.data[at - 2 : at] == b"/>":
            element.inner = element.close = element.end = at
        else:
            self._begin(element, at)
            element.close, element.end = at, self.data.index(b">", at) + 1

    def _text(self, parser: Any, text: str) -> None:
        element, at = self._open[-1], parser.CurrentByteIndex
        self._begin(element, at)
        if element.name in _WORDS:
            element.pieces.append((at, text))


def _named(name: str) -> str:
    """A name as lxml writes it, that of a Strict file as in all others."""
    if "}" not in name:
        return name
    return f"{{{name}".replace(_STRICT, W)


def _refuse(*_: object) -> None:
    raise DamagedError("it has a DTD")


def _as_utf8(data: bytes) -> bytes:
    """The part as lxml writes it: in UTF-8, without CDATA sections."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(str(error)) from error
    made: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", standalone=True)
    return made


def place_in_text(data: bytes, element: Element, count: int) -> int:
    """The byte before which `count` characters of a `w:t` stand."""
    for at, text in element.pieces:
        if count < len(text):
            before = text[:count].encode()
            # What is not written as itself (a reference such as “&amp;”, a line end) is one character, never cut.
            return at + len(before) if data.startswith(before, at) else at
        count -= len(text)
    return element.close


def count_of(element: Element) -> int:
    """How many characters an element of a run is, as `Anchor.offset` counts them."""
    if element.name == TEXT:
        return len(element.text())
    return 1 if element.name in CHARACTERS else 0
