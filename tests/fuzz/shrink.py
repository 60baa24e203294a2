"""Making an input that fails smaller, by leaving parts of it out."""

import time
from collections.abc import Callable

_SECONDS = 20.0


def shrink(data: bytes, fails: Callable[[bytes], bool], seconds: float = _SECONDS) -> bytes:
    """The smallest input found in `seconds` that still fails, in whole lines first and then in bytes."""
    deadline = time.monotonic() + seconds
    lines = _fewer(data.splitlines(keepends=True), fails, deadline)
    kept = b"".join(lines)
    return b"".join(_fewer([kept[i : i + 1] for i in range(len(kept))], fails, deadline))


def _fewer(parts: list[bytes], fails: Callable[[bytes], bool], deadline: float) -> list[bytes]:
    size = len(parts) // 2
    while size and time.monotonic() < deadline:
        at = 0
        while at < len(parts) and time.monotonic() < deadline:
            rest = parts[:at] + parts[at + size :]
            if rest and fails(b"".join(rest)):
                parts = rest
            else:
                at += size
        size //= 2
    return parts
