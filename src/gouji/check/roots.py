"""One root cause, one finding: what follows from it hangs below."""

from collections.abc import Iterable, Sequence

import msgspec

from gouji.check.select import RANK
from gouji.check.solve import Solution
from gouji.model import Finding


def hang(findings: Sequence[Finding], solved: Iterable[Solution] = ()) -> tuple[Finding, ...]:
    """`findings` in their order, with `root` set on those that one corrected value would make vanish.

    Contradictions that `solved` clears together hang together, and with them what else a corrected value explains.
    For the rest: the suspect (claim, cell, sentence) that explains most findings gathers them; then the one that explains most
    of the rest, and so on. In each group the root is the finding that names the suspect first, that is most
    severe, and that needs the fewest suspects and the least evidence. Needs ids; groups are flat: no root has a root.
    """
    root: dict[str, str] = {}
    gone = _solved(findings, solved, root)
    for left in _connected([finding for finding in findings if finding.id not in gone]):
        while groups := _groups(left):
            suspect, group = max(groups.items(), key=lambda pair: _weight(*pair))
            head = min(group, key=lambda finding: _directness(finding, suspect))
            root.update({finding.id: head.id for finding in group if finding is not head})
            taken = {finding.id for finding in group}
            left = [finding for finding in left if finding.id not in taken]
    return tuple(msgspec.structs.replace(finding, root=root.get(finding.id)) for finding in findings)


def _solved(findings: Sequence[Finding], solved: Iterable[Solution], root: dict[str, str]) -> set[str]:
    """Set the roots of what the solutions clear; the ids of all that they speak of."""
    goals = {goal.finding.id for solution in solved for group in solution.cleared.values() for goal in group}
    gone = set(goals)
    for solution in solved:
        for value, group in solution.cleared.items():
            members = [goal.finding for goal in group]
            # What is no contradiction in numbers hangs under the value that it suspects first.
            members += [one for one in findings if one.id not in gone and value in one.suspects[:1] and members]
            if not members:
                continue
            gone.update(one.id for one in members)
            head = min(members, key=lambda finding: _directness(finding, value))
            root.update({finding.id: head.id for finding in members if finding is not head})
    return gone


def _connected(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings parted into sets that have no suspect in common; only within a set can one follow from another."""
    leader: dict[str, str] = {}

    def find(suspect: str) -> str:
        while leader.setdefault(suspect, suspect) != suspect:
            leader[suspect] = leader[leader[suspect]]
            suspect = leader[suspect]
        return suspect

    for finding in findings:
        for suspect in finding.suspects[1:]:
            leader[find(suspect)] = find(finding.suspects[0])
    sets: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.suspects:
            sets.setdefault(find(finding.suspects[0]), []).append(finding)
    return [members for members in sets.values() if len(members) > 1]


def _groups(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Findings by suspect, where at least two share it and one corrected value could clear them all."""
    sharing: dict[str, list[Finding]] = {}
    for finding in findings:
        for suspect in dict.fromkeys(finding.suspects):
            sharing.setdefault(suspect, []).append(finding)
    groups = {suspect: _curable(suspect, group) for suspect, group in sharing.items()}
    return {suspect: group for suspect, group in groups.items() if len(group) > 1}


def _curable(suspect: str, group: list[Finding]) -> list[Finding]:
    """Those of `group` that one new value of `suspect` can clear.

    Two claims that restate the same cell with different values can't both be right whatever the cell says: a cell
    gathers the claims against it only with the value that most of them state.
    """
    if not suspect.startswith("t"):
        return group
    by_value: dict[tuple[str | None, str | None], list[Finding]] = {}
    rest = []
    for finding in group:
        if finding.suspects[0].startswith("c") and finding.stated is not None:
            by_value.setdefault((finding.stated, finding.unit), []).append(finding)
        else:
            rest.append(finding)
    agreeing = max(by_value.values(), key=len, default=[])
    return [finding for finding in group if finding in agreeing or finding in rest]


def _weight(suspect: str, group: list[Finding]) -> tuple[int, int, int, int]:
    """More findings, then more of them that name the suspect first, then the earlier place, weigh more."""
    first = sum(finding.suspects[0] == suspect for finding in group)
    ranks = sum(finding.suspects.index(suspect) for finding in group)
    return len(group), first, -ranks, -min(finding.span.start for finding in group)


def _directness(finding: Finding, suspect: str) -> tuple[int, int, int, int, int, str]:
    """Sort key: the lowest is the root."""
    place = finding.suspects.index(suspect) if suspect in finding.suspects else len(finding.suspects)
    return place, -RANK[finding.severity], len(finding.suspects), len(finding.evidence), finding.span.start, finding.id
