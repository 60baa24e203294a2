"""The characters of a web page, which may not be in the encoding that it names."""

import re

from gouji.errors import InputError
from gouji.model import Note
from gouji.read.encoding import decode

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w-]*)""", re.IGNORECASE)
_HEAD = 4096
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-16": "utf-16",
}  # fmt: skip
_DAMAGED = 0.002
"""Most characters of a page that may be damaged: a title or a share text is often cut in the middle of one."""


def decode_page(data: bytes, name: str) -> tuple[str, list[Note]]:
    """The text of a page and notes on its damage. Raises InputError ``input.encoding`` or ``input.unknown_type``.

    What decodes as UTF-8 and is more than ASCII is UTF-8, whatever the page says. Otherwise its word counts, and
    without one the characters tell.
    """
    declared = _DECLARED.search(data[:_HEAD])
    codec = _CODECS.get(declared[1].decode("ascii").lower()) if declared else None
    for encoding in ("utf-8", codec):
        try:
            if encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
                return data.decode(encoding).removeprefix("\ufeff"), []
        except UnicodeDecodeError:
            continue
    try:
        return decode(data, name), []
    except InputError:
        for encoding in (codec, "utf-8", "gb18030"):
            text = data.decode(encoding, errors="replace") if encoding else ""
            lost = text.count("\ufffd")
            if text and lost <= max(1, _DAMAGED * len(text)):
                return text, [Note(f"有 {lost} 个字符已损坏", f"{lost} character(s) are damaged")]
        raise
