"""Mutations of PDF files that know objects, streams and the table of objects."""

import re
import zlib
from random import Random

from tests.fuzz.tokens import change_bytes, repeats

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj\s*", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+\.?\d*")
_REFERENCE = re.compile(rb"\d+ 0 R")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"0.00001",
    b"1e9",
    b"32767",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"99999999999",
    b"9" * 60,
    b"-1000",
    b"842",
)
_NAMES = (
    b"/Type /Pages", b"/Type /Page", b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]", b"/Filter /LZWDecode", b"/Filter /JBIG2Decode",
    b"/Filter /DCTDecode", b"/Filter /CCITTFaxDecode", b"/Rotate 90", b"/Rotate 37", b"/MediaBox [0 0 1 1]", b"/MediaBox [0 0 0 0]", b"/UserUnit 75000",
    b"/MediaBox [-9e9 -9e9 9e9 9e9]", b"/CropBox [10 10 20 20]", b"/Count 2147483647", b"/Kids []", b"/Encrypt 1 0 R", b"/ToUnicode null", b"/Length 0",
    b"/Length 99999999", b"/Subtype /Image", b"/Subtype /Form", b"/W [1 2 0]", b"/Size 0", b"/Prev 0", b"/Subtype /Type3", b"/Encoding /Identity-V",
    b"/Encoding /UniGB-UCS2-H", b"/DW 0", b"/Matrix [0 0 0 0 0 0]",
)  # fmt: skip
_DRAWING = (
    b"0 0 m 500 500 l S ", b"10 10 100 20 re S ", b"10 10 100 20 re f ", b"q ", b"Q ", b"1 0 0 1 1 1 cm ", b"0 1 -1 0 500 0 cm ", b"1000 0 0 1000 0 0 cm ",
    b"0 0 0 0 0 0 cm ", b"BT /F1 12 Tf 72 700 Td (120.50) Tj ET ", b"BT /F2 0 Tf (x) Tj ET ", b"BT /F1 9999 Tf 1 1 Td (12) Tj ET ", b"BT 3 Tr (x) Tj ET ",
    b"0 0 1 rg ", b"1 1 1 rg ", b"72 100 m 72 700 l 80 700 l 80 100 l h W n ", b"0.0001 w ", b"[0 0] 0 d ", b"BI /W 9999 /H 9999 /BPC 1 ID x EI ", b"/X0 Do ",
    b"72 200 m 500 200 l S 72 220 m 500 220 l S 72 200 m 72 220 l S 500 200 m 500 220 l S ", b"BDC EMC ", b"100 Tz ", b"-100 Tz ", b"99 Tc ", b"T* ",
)  # fmt: skip


def change_pdf(data: bytes, rng: Random) -> bytes:
    """A PDF file with several changes; most leave the table of objects right."""
    if rng.random() < 0.15:
        return change_bytes(data, rng)
    objects = [(int(one[1]), one[2]) for one in _OBJECT.finditer(data)]
    if not objects:
        return change_bytes(data, rng)
    for _ in range(rng.choice((1, 1, 2, 2, 3, 5, 8))):
        at = rng.randrange(len(objects))
        number, body = objects[at]
        kind = rng.randrange(8)
        if kind == 0 and len(objects) > 1:
            del objects[at]
        elif kind == 1:
            objects[at] = number, rng.choice(objects)[1]
        elif kind == 2:
            objects[at] = number, _other_number(body, rng)
        elif kind == 3:
            objects[at] = number, _REFERENCE.sub(b"%d 0 R" % rng.choice(objects)[0], body, count=rng.choice((0, 1)))
        elif kind == 4:
            objects[at] = number, body.replace(b"<<", b"<< " + rng.choice(_NAMES) + b" ", 1)
        elif kind == 5:
            objects[at] = number, _nested(body, rng)
        else:
            streams = [i for i, one in enumerate(objects) if b"stream" in one[1]]
            at = rng.choice(streams or [at])
            objects[at] = objects[at][0], _stream(objects[at][1], rng)
    if rng.random() < 0.04:
        objects += _laughing(objects, rng)
    return _assemble(data, objects, rng)


def _other_number(body: bytes, rng: Random) -> bytes:
    head, mark, tail = body.partition(b"stream")
    found = list(_NUMBER.finditer(head))
    if not found:
        return body
    one = rng.choice(found)
    return head[: one.start()] + rng.choice(_NUMBERS) + head[one.end() :] + mark + tail


def _nested(body: bytes, rng: Random) -> bytes:
    depth = repeats(rng, 20000)
    opening, closing = rng.choice(((b"[", b"]"), (b"<< /A ", b">>"), (b"(", b")")))
    return body.replace(b"<<", b"<< /Deep " + opening * depth + closing * depth + b" ", 1)


def _stream(body: bytes, rng: Random) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return body
    try:
        content = zlib.decompress(found[1]) if b"Flate" in body else found[1]
    except zlib.error:
        content = found[1]
    head = re.sub(
        rb"/Filter\s*(\[[^\]]*\]|/\w+)|/Length \d+( 0 R)?|/DecodeParms\s*<<[^>]*>>", b"", body[: found.start()]
    )
    kind = rng.randrange(5)
    if kind < 2:
        at = content.find(b"\n", rng.randrange(len(content) + 1)) + 1
        content = content[:at] + rng.choice(_DRAWING) * repeats(rng) + content[at:]
    elif kind == 2:
        numbers = list(_NUMBER.finditer(content[:300_000]))
        one = rng.choice(numbers) if numbers else None
        content = content[: one.start()] + rng.choice(_NUMBERS) + content[one.end() :] if one else content
    elif kind == 3:
        content = change_bytes(content, rng)
    else:
        content = content * min(repeats(rng, 300), 1 + 3_000_000 // (len(content) + 1))
    packed = zlib.compress(content, 1)
    return (
        head.replace(b"<<", b"<< /Filter /FlateDecode /Length %d " % len(packed), 1)
        + b"stream\n"
        + packed
        + b"\nendstream\n"
    )


def _laughing(objects: list[tuple[int, bytes]], rng: Random) -> list[tuple[int, bytes]]:
    """Forms each of which draws the next one several times; the last one draws a line. Pages refer to the first."""
    free = max(number for number, _ in objects) + 1
    depth, times = rng.choice(((4, 10), (12, 2), (30, 2), (2, 300)))
    made = []
    for n in range(depth):
        content = b"/X0 Do " * times if n < depth - 1 else b"0 0 m 9 9 l S"
        below = b"/Resources << /XObject << /X0 %d 0 R >> >>" % (free + n + 1)
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 900] %s /Length %d >>" % (below, len(content))
        made.append((free + n, b"\n" + head + b" stream\n" + content + b"\nendstream\n"))
    for i, (number, body) in enumerate(objects):
        if re.search(rb"/Type\s*/Page\b", body) and b"/XObject" not in body:
            objects[i] = number, body.replace(b"/Font", b"/XObject << /X0 %d 0 R >> /Font" % free, 1)
        elif b"stream" in body and b" Tf" in body:
            objects[i] = number, body.replace(b"BT", b"/X0 Do BT", 1)
    return made


def _assemble(data: bytes, objects: list[tuple[int, bytes]], rng: Random) -> bytes:
    out = bytearray(data[: data.find(b"\n") + 1])
    places = {}
    for number, body in objects:
        places[number] = len(out)
        out += b"%d 0 obj%sendobj\n" % (number, body)
    start = len(out)
    most = max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % most
    for number in range(1, most):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    at = data.rfind(b"trailer")
    trailer = data[at : data.find(b"startxref", at)] if at >= 0 else b"trailer\n<< /Root 1 0 R >>\n"
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % most, trailer)
    kind = rng.randrange(12)
    if kind == 0:
        trailer = trailer.replace(b"<<", b"<< /Prev %d " % start, 1)
    elif kind == 1:
        trailer = _other_number(trailer, rng)
    out += trailer + b"startxref\n%d\n%%%%EOF\n" % (start if kind != 2 else rng.randrange(len(out)))
    return bytes(out)
