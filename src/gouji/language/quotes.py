"""Quotation marks within quotation marks, as Chinese sets them: “ ” outside, ‘ ’ inside, “ ” again inside those."""

_OPENING = "“‘"
_CLOSING = "”’"


def nested(text: str) -> str:
    """`text` with inner marks where marks stand within others; as it is where they do not come in pairs."""
    marks: list[str] = []
    out: list[str] = []
    for char in text:
        depth = len(marks)
        if char in _OPENING:
            marks.append(char)
            char = _OPENING[depth % 2] if depth else char
        elif char in _CLOSING:
            if not marks or _CLOSING[_OPENING.index(marks.pop())] != char:
                return text
            char = _CLOSING[(depth - 1) % 2] if depth > 1 else char
        out.append(char)
    return text if marks else "".join(out)
