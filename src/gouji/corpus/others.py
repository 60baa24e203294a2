"""Reports beside a generated one, out of the same books: last year's, the published budget, those of its units.

`change` may alter the books of the one beside before it is written, so that the two differ.
"""

from collections.abc import Callable, Sequence
from random import Random

import msgspec

from gouji.corpus.basics import economic
from gouji.corpus.chance import pick
from gouji.corpus.document import Report
from gouji.corpus.economy import Economy, before, planned
from gouji.corpus.generate import Cast, compose, invent
from gouji.corpus.ledger import FISCAL, PLANS, Books, Ledger
from gouji.corpus.names import Who
from gouji.corpus.official import Counts, complete, earlier

Change = Callable[[Ledger], None]

_BUDGET_STYLES = ("hebei-budget", "shanghai-budget")


def previous(report: Report, change: Change) -> Report | None:
    """The report of the year before in the same style; None for a new body."""
    cast, rng = _cast(report), Random(f"{report.name}/previous")
    now = cast.money.books.last
    if now is None:
        return None
    change(now)
    last = before(rng, now)
    economic(rng, last, official=cast.money.traits.official)
    earlier(rng, now, last)
    _running(now, last)
    counts = complete(rng, now)
    planned(rng, now, new=False)
    money = Economy(cast.money.traits, Books(now, last), counts)
    return compose(report.style, Cast(cast.owner, report.year - 1, money), rng, f"{report.name}-previous")


def published(report: Report, change: Change) -> Report | None:
    """The budget that the year began with, in a style of budgets; None for a body with money of its own or a new one."""
    cast, rng = _cast(report), Random(f"{report.name}/budget")
    books, has = cast.money.books, cast.money.traits
    if books.new or has.own or has.carry or has.capital:
        return None
    now = Ledger()
    for kind in FISCAL:
        for code in books.now.rows(f"{kind}.budget"):
            nature = "project" if kind != "general" or books.figure("general.project", code) else "basic"
            now.add(f"{kind}.{nature}", code, books.figure(f"{kind}.budget", code))
    change(now)
    for kind in FISCAL:
        for code in now.rows(kind):
            now.put(f"{kind}.income", code, now.get(kind, code))
    last = before(rng, now)
    for book in (now, last):
        economic(rng, book, official=has.official)
    for row in books.now.rows("official.budget"):
        now.put("official", row, books.figure("official.budget", row))
    earlier(rng, now, last)
    for book in (now, last):
        for code in book.rows("public"):
            book.put("running", code, book.get("public", code) if has.body else 0)
    money = Economy(has, Books(now, last), complete(rng, now))
    return compose(pick(rng, _BUDGET_STYLES), Cast(cast.owner, report.year, money), rng, f"{report.name}-budget")


def department(report: Report, change: Change) -> tuple[Report, tuple[Report, ...]] | None:
    """The report of a department whose figures are the sums of its units', and theirs; None where it has no units.

    change: alters the books of the last unit.
    """
    owner, year = _cast(report).owner, report.year
    if not owner.institutions:
        return None
    units = [msgspec.structs.replace(owner, short=f"{owner.short}本级", institutions=())]
    units += [msgspec.structs.replace(owner, short=name, institutions=()) for name in owner.institutions]
    casts = [_unit(report, i, one, year) for i, one in enumerate(units, 1)]
    whole = Cast(owner, year, _summed([cast.money for cast in casts]))
    change(casts[-1].money.books.now)
    rng = Random(f"{report.name}/department")
    parts = [compose(report.style, cast, rng, f"{report.name}-part{i}") for i, cast in enumerate(casts, 1)]
    return compose(report.style, whole, rng, report.name), tuple(parts)


def _cast(report: Report) -> Cast:
    """What the report was made of, once more."""
    return invent(report.style, Random(f"{report.style}/{report.seed}/{report.number}"))


def _unit(report: Report, number: int, owner: Who, year: int) -> Cast:
    """A unit's money: one that is not new."""
    rng = Random(f"{report.name}/part{number}")
    while (cast := invent(report.style, rng, owner, year)).money.books.new:
        pass
    return cast


def _summed(parts: Sequence[Economy]) -> Economy:
    now, last = Ledger(), Ledger()
    for part in parts:
        now.join(part.books.now)
        assert part.books.last is not None
        last.join(part.books.last)
    for plan in PLANS:
        now.put(f"project.{plan}", "", parts[0].books.figure(f"project.{plan}"))
    now.put("project", "", parts[0].books.figure("project"))
    counts = {field: sum(getattr(part.counts, field) for part in parts) for field in Counts.__struct_fields__}
    return Economy(parts[0].traits, Books(now, last), Counts(**counts))


def _running(now: Ledger, last: Ledger) -> None:
    """机关运行经费 of the year before the last, the same part of the public expenses as in the last."""
    share = now.get("running") / now.get("public") if now.get("public") else 0
    for code in last.rows("public"):
        last.put("running", code, int(last.get("public", code) * share))
