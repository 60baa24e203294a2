"""Tokens in, one Document out."""

import time

from gouji.errors import InputError
from gouji.model import Document
from gouji.read.flow import Writer, as_contents, settle_levels, timeout, too_deep
from gouji.read.limits import Limits
from gouji.read.rtf.story import Story
from gouji.read.rtf.tokens import tokens

_DEEPEST = 500
_TICK = 4096


def read_rtf(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `RtfReader` says."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError(
            "input.rtf_damaged", f"{name}: 不是 RTF 文件，或文件已损坏", f"{name}: not an RTF file, or a damaged one"
        )
    deadline = time.monotonic() + limits.seconds
    story = Story(name, limits)
    depth = 0
    for n, token in enumerate(tokens(data.lstrip())):
        if n % _TICK == 0 and time.monotonic() > deadline:
            raise timeout(name, limits)
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > _DEEPEST:
            raise too_deep(name, _DEEPEST)
        if depth <= 0:
            break
        if token.kind == "word":
            story.word(token.name, token.number)
        elif token.kind == "bytes":
            story.text(token.data)
        elif token.kind == "open":
            story.open()
        elif token.kind == "close":
            story.close()
        else:
            story.symbol(token.name)
    if depth > 0:
        raise InputError("input.rtf_damaged", f"{name}: RTF 文件不完整", f"{name}: the end of the RTF file is missing")
    items, running = story.end()
    if not items:
        raise InputError("input.rtf_no_text", f"{name}: 文档里没有文字", f"{name}: the document holds no text")
    writer = Writer(name, limits)
    writer.write(settle_levels(as_contents(items)))
    return writer.document(data, "rtf", (), running)
