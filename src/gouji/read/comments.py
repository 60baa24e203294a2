"""Comments in a text file that speak to the program: `<!-- gouji: ignore NN-101,TX-5 reason -->`.

At the end of a line the comment speaks of that line's paragraph or table row, on a line of its own of the paragraph or
table that follows. It is taken out before anything else is read, so that the document is the one without it.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from gouji.model import Block, Ignore, Run, Span

_COMMENT = re.compile(r" *<!--\s*gouji:([^\r\n]*?)-->")
_IGNORE = re.compile(r"\s*ignore\s+([A-Za-z]+(?:-[0-9A-Za-z]+)*(?:\s*,\s*[A-Za-z]+(?:-[0-9A-Za-z]+)*)*)\s+(\S.*?)\s*")


class Comment(msgspec.Struct, frozen=True, gc=False):
    """What a comment on source line `line` says; rules and reason are empty where it lacks one of them."""

    line: int
    rules: tuple[str, ...]
    reason: str
    alone: bool


def take_comments(raw: str, number: int) -> tuple[str, list[Comment]]:
    """A source line without its comments, and the comments."""
    if "<!--" not in raw:
        return raw, []
    rest = _COMMENT.sub("", raw)
    alone = not rest.strip()
    return rest, [_comment(match[1], number, alone) for match in _COMMENT.finditer(raw)]


def _comment(words: str, number: int, alone: bool) -> Comment:
    said = _IGNORE.fullmatch(words)
    rules = tuple(rule.strip() for rule in said[1].split(",")) if said else ()
    return Comment(number, rules, said[2] if said else "", alone)


def find_ignores(
    said: Iterable[tuple[int, Comment]], blocks: Sequence[Block], runs: Sequence[Run]
) -> tuple[Ignore, ...]:
    """What the comments speak of; each comes with the number of the source line that it belongs to."""
    stretches: dict[int, Span] = {}
    for run in runs:
        if run.line is not None:
            stretches[run.line] = Span(stretches.get(run.line, Span(run.start, 0)).start, run.end)
    found = []
    for number, comment in said:
        here = stretches.get(number, Span(0, 0))
        block = next((block for block in blocks if block.span.covers(here)), None)
        whole = block is not None and (comment.alone or block.kind != "table")
        span = block.span if block is not None and whole else here
        found.append(Ignore(span, comment.rules, comment.reason, comment.line))
    return tuple(found)
