"""Which rules run, and with which settings."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

import msgspec

from gouji.check.view import Thresholds
from gouji.errors import UsageError
from gouji.model import Severity

RANK: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user may set for a check.

    select, ignore: rule ids or prefixes of ids (“NN”, “TI-3”); nothing selected means all, ignore wins.
    min_severity: findings below it are left out (the counts of a rule's run keep them).
    lang: language of messages. seconds: time for all rules together; those that it cuts short end as CRASHED.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = "info"
    lang: Literal["zh", "en"] = "zh"
    thresholds: Thresholds = Thresholds()
    seconds: float = 60.0


def selected(code: str, settings: Settings) -> bool:
    """Whether the rule with that id runs."""
    wanted = not settings.select or any(matches(code, pattern) for pattern in settings.select)
    return wanted and not any(matches(code, pattern) for pattern in settings.ignore)


def matches(code: str, pattern: str) -> bool:
    """Whether `pattern`, in any case, is the id or a prefix of it."""
    return code.upper().startswith(pattern.strip().upper()) and pattern.strip() != ""


def check_patterns(settings: Settings, codes: Iterable[str]) -> None:
    """Raise UsageError for a pattern of select or ignore that fits none of `codes`, naming the nearest id."""
    known = sorted(codes)
    for pattern in (*settings.select, *settings.ignore):
        if any(matches(code, pattern) for code in known):
            continue
        near = get_close_matches(
            pattern.strip().upper(), [*known, *{code.split("-")[0] for code in known}], n=1, cutoff=0
        )
        tail = f"; the nearest is {near[0]}" if near else ""
        raise UsageError("usage.unknown_rule", f"no rule has the id or prefix {pattern!r}{tail}")
