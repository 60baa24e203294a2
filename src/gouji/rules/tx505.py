"""TX-505: names and levels of accounts in the text against the tables."""

import re
from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.extract.subject import account_path
from gouji.language.fold import squeeze
from gouji.language.subjects import account_key
from gouji.model import Analysis, Claim, Finding, Outcome, Row, Span
from gouji.rules._figures import make_card, marks, trimmed
from gouji.rules._prose import Paragraph, paragraphs
from gouji.rules._told import Told, told

_CLAUSE = re.compile(r"[^，；：。]+")
_KINDS = {"类": "class", "款": "group", "项": "item"}
_LEVELS = {kind: level for level, kind in _KINDS.items()}


class AccountLevels:
    """Names and levels of accounts in the text against the tables.

    正文科目的名称及其后的（类）（款）（项）应与表中该科目一致；逐项说明的，每个项级科目说明一次，不重不漏。

    Where the text names an account with its level, and the report's own tables have that account by code, the level
    must be one that the tables show: 3 digits 类, 5 digits 款, 7 digits 项. An account that no row is named after, but
    whose name is like that of one row that nobody else names, is taken for a slip or an old name. Other accounts that
    no table has are left alone. Where the text tells the accounts of the table one by one, each is told once: one told in
    two paragraphs, and one with money that is neither named nor given, are named, as long as at least three in four are told once.
    A warning, as the catalogue has it. Source: T.

    Broken: 行政单位养老支出（类）行政单位离退休（项）…, where the table has 20805 行政单位养老支出.
    Right: 社会保障和就业（类）行政单位养老支出（款）行政单位离退休（项）.
    """

    card = make_card(
        "TX-505",
        "warning",
        ("科目名称或级次与表不符", "name or level of an account differs from the tables"),
        {
            "default": (
                "正文写“{name}（{stated}）”，表中{code} {name}为{expected}级",
                "the text has “{name}（{stated}）”, in the table {code} {name} is of the level {expected}",
            ),
            "twice": (
                "{code} {name}在正文中说明了{count}次：“{other}”",
                "the text tells {code} {name} {count} times: “{other}”",
            ),
            "untold": (
                "正文逐项说明支出，未说明{code} {name}（{amount}）",
                "the text tells the accounts one by one and leaves out {code} {name} ({amount})",
            ),
            "name": (
                "正文写“{name}”，表中没有该科目，疑为{code} {expected}",
                "the text has “{name}”, which no row of the tables is called; {code} {expected} may be meant",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"tables"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look up every account that the text gives a level."""
        yield from self._names(item, view)
        for one in told(view):
            yield from self._twice(view, one)
            yield from self._untold(view, one)
        rows = _coded(item)
        for paragraph in paragraphs(view):
            for clause in _CLAUSE.finditer(paragraph.text) if "（" in paragraph.text else ():
                names, levels, _ = account_path(clause[0])
                for name, level in zip(names, levels, strict=False):
                    name, known = _known(name, rows)
                    if not known:
                        continue
                    if any(row.kind == _KINDS[level] for row in known):
                        yield Outcome("holds")
                    else:
                        yield Outcome("broken", finding=self._finding(view, paragraph, clause, name, level, known[0]))

    def _names(self, item: Analysis, view: View) -> Iterator[Outcome]:
        seen: set[tuple[str, str]] = set()
        for link in item.links:
            if not link.near:
                continue
            claim = view.claim(link.claim)
            row = view.row_of(view.cells[link.cells[0]])
            if (claim.concept.path[-1], row.name) in seen:
                continue
            seen.add((claim.concept.path[-1], row.name))
            facts = {"name": claim.concept.path[-1], "expected": row.name, "code": row.code or ""}
            finding = view.finding(
                self.card,
                _written(view, claim),
                section=claim.section,
                variant="name",
                facts=facts,
                stated=facts["name"],
                expected=row.name,
                evidence=(view.from_cell(view.cells[link.cells[0]]),),
            )
            yield Outcome("broken", (f"c{claim.index}", *link.cells), finding)

    def _twice(self, view: View, one: Told) -> Iterator[Outcome]:
        for row, (first, *others) in one.repeated():
            for other in others:
                facts = {"code": row.code or "", "name": row.name, "count": str(len(others) + 1)}
                finding = view.finding(
                    self.card,
                    trimmed(view, other.span),
                    section=other.section,
                    variant="twice",
                    facts=facts | {"other": view.quote(trimmed(view, first.span))},
                    stated=row.name,
                    evidence=(view.from_claim(first), *map(view.from_cell, view.linked(first))),
                )
                yield Outcome("broken", marks(first, other), finding)

    def _untold(self, view: View, one: Told) -> Iterator[Outcome]:
        last = max((claims[0] for claims in one.claims.values()), key=lambda claim: claim.index)
        yield from (Outcome("holds", marks(claims[0])) for claims in one.claims.values())
        for cell in one.left_out():
            row, value = view.row_of(cell), view.value(cell)
            assert value is not None
            finding = view.finding(
                self.card,
                cell.span,
                section=last.section,
                variant="untold",
                facts={"code": row.code or "", "name": row.name, "amount": view.show(value)},
                expected=row.name,
                evidence=(view.from_cell(cell),),
            )
            yield Outcome("broken", (cell.id,), finding)

    def _finding(
        self, view: View, paragraph: Paragraph, clause: "re.Match[str]", name: str, level: str, row: Row
    ) -> Finding:
        written = f"{name}（{level}）"
        start = max(paragraph.text.find(written, clause.start()), clause.start())
        expected = _LEVELS.get(row.kind, "")
        return view.finding(
            self.card,
            paragraph.quote(start, start + len(written)),
            section=paragraph.section,
            facts={"name": name, "stated": level, "expected": expected, "code": row.code or ""},
            stated=f"（{level}）",
            expected=f"（{expected}）",
        )


def _written(view: View, claim: Claim) -> Span:
    """Where the account of a claim is named: last before its end in its paragraph or, above it, under the same heading."""
    name = claim.concept.path[-1]
    for paragraph in reversed(paragraphs(view)):
        if paragraph.folded.span(0, 1).start > claim.span.start:
            continue
        if paragraph.section != claim.section:
            break
        reach = paragraph.folded.find(claim.span.end) if paragraph.block == view.sentence(claim).block else None
        start = paragraph.text.rfind(name, 0, reach)
        if start >= 0:
            return paragraph.quote(start, start + len(name))
    return claim.span


def _known(name: str, rows: dict[str, list[Row]]) -> tuple[str, list[Row]]:
    """The rows of an account, and its name: of two that stand together (“灾害防治及应急管理支出应急管理事务（款）”) the last."""
    found = rows.get(account_key(name))
    if found is not None:
        return name, found
    cuts = (i for i in range(2, len(name) - 1) if account_key(name[:i]) in rows and account_key(name[i:]) in rows)
    cut = next(cuts, None)
    return (name[cut:], rows[account_key(name[cut:])]) if cut is not None else (name, [])


def _coded(analysis: Analysis) -> dict[str, list[Row]]:
    """Rows of the functional classification by name: accounts with a code of 3, 5 or 7 digits from 201 to 234."""
    found: dict[str, list[Row]] = {}
    for table in analysis.tables:
        for row in table.rows:
            if row.code and row.kind in _LEVELS and row.code[:1] == "2":
                found.setdefault(account_key(squeeze(row.name)), []).append(row)
    return found
