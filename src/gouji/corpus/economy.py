"""An invented department and its money: what it does, what it gets and spends, this year and the year before."""

from random import Random

import msgspec

from gouji.corpus.accounts import Trade, accounts
from gouji.corpus.basics import economic
from gouji.corpus.chance import WAN, amount, changed, divide, happens, part, pick, rounded, some
from gouji.corpus.ledger import FISCAL, INCOMES, NATURES, PLANS, Books, Ledger
from gouji.corpus.official import Counts, official

_INSTITUTIONS = ("archive", "association")
_PLANNED = ("business", "operating", "other")


class Traits(msgspec.Struct, frozen=True):
    """What kind of department it is.

    new: it did not exist the year before. fund, capital: it gets money of these funds. own: sources of income besides
    fiscal appropriations. carry: it carries money over. reserve: part of the plan is kept for later (单位预留机动经费).
    official: it has 三公 expenditure. body: it is an organ (with 机关运行经费), not an institution.
    """

    trade: str
    new: bool
    fund: bool
    capital: bool
    own: tuple[str, ...]
    carry: bool
    reserve: bool
    official: bool
    body: bool


class Economy(msgspec.Struct, frozen=True):
    """A department's books, with the counts that its prose gives."""

    traits: Traits
    books: Books
    counts: Counts


def traits(rng: Random, trade: str, *, plan: bool, reserve: bool, capital: bool, carry: bool) -> Traits:
    """The traits of one department.

    plan: the report is a budget, which knows fewer sources of income. reserve, capital, carry: whether the style has
    words for money kept for later, for the state capital budget, for money carried over.
    """
    new = happens(rng, 0.08)
    return Traits(
        trade=trade,
        new=new,
        fund=happens(rng, 0.35),
        capital=happens(rng, 0.08) and capital,
        own=tuple(some(rng, _PLANNED if plan else INCOMES, 1, 2)) if happens(rng, 0.45) else (),
        carry=not new and happens(rng, 0.55) and carry,
        reserve=reserve and happens(rng, 0.6),
        official=happens(rng, 0.85),
        body=trade not in _INSTITUTIONS or happens(rng, 0.5),
    )


def economy(rng: Random, has: Traits, *, plan: bool = False) -> Economy:
    """The books of a department with these traits; plan: of a budget, where nothing is carried out yet."""
    trade = next(one for one in accounts().trade if one.key == has.trade)
    now = Ledger()
    _fiscal_items(rng, now, trade, has, plan=plan)
    if has.own:
        _own(rng, now, trade, has, plan=plan)
    last = None if has.new else before(rng, now)
    economic(rng, now, official=has.official)
    if last:
        economic(rng, last, official=has.official)
    counts = official(rng, now, last, has.official)
    _operating(rng, now, last, body=has.body, plan=plan)
    if not plan:
        planned(rng, now, new=has.new)
    return Economy(has, Books(now, last), counts)


def _fiscal_items(rng: Random, book: Ledger, trade: Trade, has: Traits, *, plan: bool) -> None:
    """Basic and project expenditure of every item, then the income and the carry-over that pay for it."""
    runs = [trade.run[0], *(code for code in trade.run[1:] if happens(rng, 0.6))]
    roll = amount(rng, 120, 3500)
    for code, value in divide(rng, roll, {code: 4 if code == runs[0] else 2 for code in runs}).items():
        book.add("general.basic", code, value)
    for one in accounts().common:
        if happens(rng, one.chance):
            book.add("general.basic", one.code, part(rng, roll, *one.share))
    for code in some(rng, trade.work, 1, len(trade.work)):
        book.add("general.project", code, amount(rng, 2, 40) if happens(rng, 0.5) else amount(rng, 10, 900))
        if happens(rng, 0.1):
            book.add("general.basic", code, amount(rng, 5, 80))
    if has.reserve:
        book.add("general.reserve", runs[0], part(rng, roll, 0.02, 0.12))
    for kind, wanted in (("fund", has.fund), ("capital", has.capital)):
        if wanted:
            for code in some(rng, getattr(accounts().funds, kind), 1, 2):
                book.add(f"{kind}.project", code, amount(rng, 5, 700))
    for kind in FISCAL:
        for code in book.rows(kind):
            _pay(rng, book, kind, code, carry=has.carry and not plan)


def _pay(rng: Random, book: Ledger, kind: str, code: str, *, carry: bool) -> None:
    """Book the income of an item so that income and opening carry-over equal expenditure and closing carry-over."""
    spent = book.get(kind, code)
    opening = part(rng, spent, 0.01, 0.4) if carry and happens(rng, 0.3) else 0
    closing = amount(rng, 0.5, 60) if carry and happens(rng, 0.25) else 0
    book.add(f"{kind}.in", code, opening)
    book.add(f"{kind}.out", code, closing)
    book.add(f"{kind}.income", code, spent + closing - opening)


def _own(rng: Random, book: Ledger, trade: Trade, has: Traits, *, plan: bool) -> None:
    """Income of the department's own, and what is spent of it."""
    for source in has.own:
        code = pick(rng, trade.work if happens(rng, 0.7) else trade.run)
        spent = amount(rng, 2, 300)
        nature = pick(rng, ("basic", "project")) if plan else _nature(rng, source)
        opening = part(rng, spent, 0.05, 0.5) if has.carry and happens(rng, 0.4) else 0
        closing = amount(rng, 0.5, 30) if has.carry and happens(rng, 0.4) else 0
        surplus = part(rng, spent - opening, 0.05, 0.3) if not plan and happens(rng, 0.1) else 0
        distributed = amount(rng, 0.2, 5) if not plan and source == "operating" and happens(rng, 0.4) else 0
        book.add(f"own.{nature}", code, spent)
        book.add("own.in", code, opening)
        book.add("own.out", code, closing)
        book.add("own.surplus", code, surplus)
        book.add("own.distributed", code, distributed)
        book.add(f"income.{source}", code, spent + closing + distributed - opening - surplus)


def _nature(rng: Random, source: str) -> str:
    if source == "operating":
        return "operating"
    if source == "affiliate":
        return pick(rng, ("project", "upward", "subsidy"))
    return pick(rng, ("basic", "project", "project"))


def before(rng: Random, now: Ledger) -> Ledger:
    """The books of the year before: its closing carry-over is this year's opening one."""
    last = Ledger()
    for kind in (*FISCAL, "own"):
        for code in now.rows(kind, *(f"{kind}.{nature}" for nature in NATURES)):
            for nature in NATURES:
                value = now.get(f"{kind}.{nature}", code)
                gone = nature == "project" and happens(rng, 0.07)
                last.add(f"{kind}.{nature}", code, 0 if gone else changed(rng, value))
            last.add(f"{kind}.out", code, now.get(f"{kind}.in", code))
            spent = sum(last.get(f"{kind}.{n}", code) for n in NATURES)
            income = spent + now.get(f"{kind}.in", code)
            if kind != "own":
                last.add(f"{kind}.income", code, income)
            else:
                sources = [source for source in INCOMES if now.get(f"income.{source}", code)]
                last.add(f"income.{sources[0] if sources else 'other'}", code, income)
    return last


def _operating(rng: Random, now: Ledger, last: Ledger | None, *, body: bool, plan: bool) -> None:
    """机关运行经费: the public expenses of the organs, so never more than all public expenses; in budgets all of them."""
    share = 1.0 if plan else pick(rng, (1.0, 1.0, rng.uniform(0.5, 0.95)))
    for book in filter(None, (now, last)):
        for code in book.rows("public") if body else ():
            book.add("running", code, int(book.get("public", code) * share))


def planned(rng: Random, book: Ledger, *, new: bool) -> None:
    """Original and full-year budget of every item of the funds that prose gives budgets for, and of the largest project."""
    for kind in ("general", "fund", "capital"):
        for code in book.rows(kind):
            spent = book.get(kind, code)
            book.put(f"{kind}.budget", code, 0 if new else _original(rng, spent, code))
            book.put(
                f"{kind}.adjusted",
                code,
                spent if happens(rng, 0.4) else _apart(spent, int(spent / rng.uniform(0.8, 0.995))),
            )
            for plan in PLANS:
                _planned(book, kind, code, plan)
    _project(rng, book)


def _planned(book: Ledger, kind: str, code: str, plan: str) -> None:
    """Income and closing carry-over of an item as planned, so that they tie with what is planned to be spent."""
    opening, spent = book.get(f"{kind}.in", code), book.get(f"{kind}.{plan}", code)
    closing = max(book.get(f"{kind}.out", code), opening - spent)
    book.put(f"{kind}.out.{plan}", code, closing)
    book.put(f"{kind}.income.{plan}", code, spent + closing - opening)


def _project(rng: Random, book: Ledger) -> None:
    """The money of the largest project, whose self-assessment is annexed."""
    spent = max(book.get("general.project", code) for code in book.rows("general.project"))
    budget = spent if happens(rng, 0.4) else _apart(spent, int(spent / rng.uniform(0.7, 0.98)))
    book.put("project", "", spent)
    book.put("project.adjusted", "", budget)
    book.put("project.budget", "", budget if happens(rng, 0.5) else _apart(budget, int(budget / rng.uniform(0.7, 1.4))))


def _original(rng: Random, spent: int, code: str) -> int:
    fate = rng.random()
    if fate < 0.15:
        return spent
    if fate < 0.25 and code[5:] not in ("01", "50"):
        return 0
    factor = rng.uniform(0.72, 0.99) if fate < 0.65 else rng.uniform(1.01, 1.6)
    return _apart(spent, int(spent / factor))


def _apart(spent: int, budget: int) -> int:
    """The budget in a round number, the same as `spent` unless the two differ visibly."""
    budget = max(rounded(budget, 10_000), 10_000)
    return budget if abs(budget - spent) >= max(WAN // 20, spent // 200) else spent
