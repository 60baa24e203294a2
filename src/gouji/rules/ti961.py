"""TI-961: codes and names of accounts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.accounts import domain_of, level_of, parent_code
from gouji.language.classification import Classification, classification
from gouji.model import Outcome, Row, Table
from gouji.rules._coded import coded, where
from gouji.rules._figures import make_card

_FEW = 3


class Accounts:
    """Codes and names of accounts.

    科目编码与名称应与当年政府收支分类科目一致，上级科目应列出，同一编码不重复。

    The accounts that the project knows for certain (classification.toml) are compared with the rows of every table: a
    known code with the name that belongs to other codes is a warning that names both; so is a code that does not
    exist where the list below its parent is complete, an account below the row of another class or group, a missing
    row of a class or group where the other accounts have theirs, and a code that stands twice. Names are alike where
    only 支出, brackets, 的, 和, 及 differ. A name or a code that the list does not know proves nothing. Source: G, D.

    Broken: 2010302 行政运行 (that is 2010301). Right: 2010301 行政运行.
    """

    card = make_card(
        "TI-961",
        "warning",
        ("科目编码与名称不符", "codes and names of accounts"),
        {
            "default": (
                "编码{code}的科目为“{own}”，此处写“{name}”（“{name}”的编码为{other}）",
                "account {code} is “{own}”, here it is called “{name}”, which is the name of {other}",
            ),
            "absent": (
                "政府收支分类科目{parent}（{own}）下没有编码{code}",
                "the classification has no account {code} below {parent} ({own})",
            ),
            "parent": (
                "{code}“{name}”列在{other}之下，按编码应属{parent}",
                "{code} “{name}” stands below {other}; by its digits it belongs to {parent}",
            ),
            "orphan": (
                "{code}“{name}”的上级科目{parent}没有列出",
                "{parent}, the account above {code} “{name}”, has no row",
            ),
            "twice": ("编码{code}“{name}”重复出现", "account {code} “{name}” stands twice"),
        },
        __doc__,
        "G,D",
    )
    looks_at: LooksAt = "table"
    needs = frozenset({"tables"})

    def check(self, item: Table, view: View) -> Iterator[Outcome]:
        """Compare each coded row with the classification and with the rows around it."""
        known = classification(view.analysis.profile)
        year = item.year or view.analysis.year or 0
        for rows in coded(item).values():
            for row in rows:
                yield from self._named(item, view, row, known, year)
            if item.form is not None:
                yield from self._placed(item, view, rows)

    def _named(self, table: Table, view: View, row: Row, known: Classification, year: int) -> Iterator[Outcome]:
        code = row.code or ""
        if known.absent(code, year):
            parent = code[:-2]
            yield self._broken(table, view, row, "absent", parent=parent, own=known.names(parent)[0])
            return
        own, others = known.names(code), known.codes(row.name)
        if not own or not others:
            return
        # A name that continues the account's own, or is its beginning, is a cell cut short rather than another account.
        if known.called(code, row.name) or any(row.name in name or name in row.name for name in own):
            yield Outcome("holds")
            return
        near = [other for other in others if parent_code(other) == parent_code(code)] or list(others)
        same = [other for other in near if domain_of(other) == domain_of(code) and len(other) == len(code)]
        if not same:
            return
        yield self._broken(table, view, row, "default", own=own[0], other="、".join(same[:2]))

    def _placed(self, table: Table, view: View, rows: Sequence[Row]) -> Iterator[Outcome]:
        """Rows below the wrong class or group, without the row above them, or twice."""
        codes = Counter(row.code for row in rows)
        seen: set[str] = set()
        for row in rows:
            code = row.code or ""
            if codes[code] > 1 and code in seen and _once(table, codes):
                yield self._broken(table, view, row, "twice")
            seen.add(code)
        orphaned = _orphaned(codes)
        stack: list[str] = []
        for row in rows:
            code = row.code or ""
            stack = [one for one in stack if level_of(one) < level_of(code)]
            parent = parent_code(code)
            above = stack[-1] if stack else ""
            stack.append(code)
            if parent is None:
                continue
            if parent in orphaned:
                yield self._broken(table, view, row, "orphan", parent=parent)
            elif codes[parent] == 1 and level_of(above) == level_of(parent) and above != parent:
                yield self._broken(table, view, row, "parent", parent=parent, other=above)
            elif parent in codes:
                yield Outcome("holds")

    def _broken(self, table: Table, view: View, row: Row, variant: str, **facts: str) -> Outcome:
        stated = f"{row.code} {row.name}"
        finding = view.finding(
            self.card,
            where(table, row),
            variant=variant,
            facts={"code": row.code or "", "name": row.name, "own": "", "other": "", "parent": "", **facts},
            stated=stated,
            expected=facts.get("own") if variant == "default" else None,
        )
        return Outcome("broken", finding=finding)


def _once(table: Table, codes: Counter[str | None]) -> bool:
    """Whether the table lists each account once: one that repeats several lists its accounts by project or unit."""
    return sum(count > 1 for count in codes.values()) == 1 and len(codes) > _FEW


def _orphaned(codes: Counter[str | None]) -> set[str]:
    """The one class or group of its level that has no row though accounts stand below it; the others have theirs."""
    found: set[str] = set()
    for level in {level_of(code) for code in codes if code}:
        parents = {parent for code in codes if code and level_of(code) == level and (parent := parent_code(code))}
        missing = {parent for parent in parents if parent not in codes}
        if len(missing) == 1 and len(parents) > 1:
            found |= missing
    return found
