"""Which rules run, and with which settings."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

import msgspec

from gouji.check.view import Thresholds
from gouji.errors import UsageError
from gouji.model import Finding, RuleCard, Severity, Suppression

RANK: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user may set for a check.

    select, ignore: rule ids or prefixes of ids (“NN”, “TI-3”); nothing selected means all, ignore wins.
    severity: another severity for the findings of a rule, by id or prefix; the longest that fits counts, and what a
    rule holds for milder than its ordinary findings stays at least so mild. accepted: by id the findings that are
    known and do not count. min_severity: findings below it are left out (the counts of a rule's run keep them).
    lang: language of messages. seconds: time for all rules together; those that it cuts short end as CRASHED.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    accepted: dict[str, Suppression] = {}
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


def graded(finding: Finding, card: RuleCard, settings: Settings) -> Finding:
    """`finding` of the rule `card` with the severity that the settings give it."""
    fitting = [pattern for pattern in settings.severity if matches(card.code, pattern)]
    if not fitting:
        return finding
    wanted = settings.severity[max(fitting, key=lambda pattern: len(pattern.strip()))]
    if finding.severity != card.severity:
        wanted = min(wanted, finding.severity, key=RANK.__getitem__)
    return msgspec.structs.replace(finding, severity=wanted)


def check_patterns(settings: Settings, codes: Iterable[str]) -> None:
    """Raise UsageError for a pattern of select, ignore or severity that fits none of `codes`, naming the nearest id."""
    known = sorted(codes)
    for pattern in (*settings.select, *settings.ignore, *settings.severity):
        if any(matches(code, pattern) for code in known):
            continue
        near = get_close_matches(
            pattern.strip().upper(), [*known, *{code.split("-")[0] for code in known}], n=1, cutoff=0
        )
        tail = f"; the nearest is {near[0]}" if near else ""
        raise UsageError("usage.unknown_rule", f"no rule has the id or prefix {pattern!r}{tail}")
