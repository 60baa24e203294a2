"""三公 expenditure, meetings and training, procurement and assets: amounts and counts that must go together."""

from random import Random

import msgspec

from gouji.corpus.chance import WAN, amount, changed, happens, part, rounded
from gouji.corpus.ledger import Ledger

ITEMS = ("abroad", "car.buy", "car.run", "reception")
_ECONOMIC = {"abroad": "30212", "car.buy": "31013", "car.run": "30231", "reception": "30217"}
_ASSEMBLY = {"meeting": "30215", "training": "30216"}


class Counts(msgspec.Struct, frozen=True):
    """What the prose counts: staff, groups and travellers, cars, visits and visitors, assets, projects."""

    posts: int
    staff: int
    retired: int
    groups: int
    travellers: int
    cars: int
    bought: int
    visits: int
    visitors: int
    machines: int
    projects: int
    excellent: int
    meetings: int
    attendants: int


def official(rng: Random, now: Ledger, last: Ledger | None, wanted: bool) -> Counts:
    """Book 三公 (“official”) and meetings and training (“assembly”) with their budgets; return what is counted."""
    if wanted:
        for item in ITEMS:
            _item(rng, now, last, "official", item, now.get("public", _ECONOMIC[item]))
        if happens(rng, 0.12):
            now.put("official", "car.buy", amount(rng, 12, 25))
            # Bought out of the plan or out of money added within the year.
            now.put(
                "official.budget",
                "car.buy",
                0 if happens(rng, 0.3) else rounded(now.get("official", "car.buy"), WAN) + WAN,
            )
    for item, code in _ASSEMBLY.items():
        _item(rng, now, last, "assembly", item, now.get("public", code))
    _procurement(rng, now)
    return _counts(rng, now)


def _item(rng: Random, now: Ledger, last: Ledger | None, column: str, item: str, basic: int) -> None:
    """One kind of expenditure: at least what basic expenditure holds of it; budget and last year follow."""
    value = basic + (amount(rng, 0.5, 10) if basic and happens(rng, 0.25) else 0)
    budget = value
    if value and happens(rng, 0.75):
        budget = rounded(int(value / rng.uniform(0.6, 0.97)), 10_000)
    elif not value and happens(rng, 0.1) and column == "official":
        budget = amount(rng, 0.5, 5)
    if abs(budget - value) < WAN // 20:
        budget = value
    now.put(column, item, value)
    now.put(f"{column}.budget", item, budget)
    if last:
        floor = last.get("public", {**_ECONOMIC, **_ASSEMBLY}[item])
        last.put(column, item, max(changed(rng, value), floor if value else 0))


def _procurement(rng: Random, book: Ledger) -> None:
    """Goods, works and services bought, and the part that small and medium-sized firms supply."""
    if not happens(rng, 0.85):
        return
    limit = max(book.get("spent") // 3, WAN)
    for row, chance in (("goods", 0.9), ("works", 0.35), ("services", 0.8)):
        if happens(rng, chance):
            book.put("procured", row, part(rng, limit, 0.05, 0.3))
    total = book.get("procured")
    if total:
        small = part(rng, total, 0.3, 0.9) if happens(rng, 0.7) else total
        book.put("procured.sme", "", small)
        book.put("procured.micro", "", part(rng, small, 0.3, 0.95))


def _counts(rng: Random, book: Ledger) -> Counts:
    posts = rng.randint(12, 160)
    projects = rng.randint(3, 30)
    has = {item: bool(book.get("official", item)) for item in ITEMS}
    groups = rng.randint(1, 3) if has["abroad"] else 0
    # A meal costs about as much as the rules allow.
    meals = book.get("official", "reception") / 100 / rng.uniform(60, 180)
    visits = max(int(meals / rng.uniform(3, 11)), 1) if has["reception"] else 0
    bought = rng.randint(1, 2) if has["car.buy"] else 0
    meetings = rng.randint(1, 9)
    return Counts(
        posts=posts,
        staff=posts - rng.randint(0, 9),
        retired=rng.randint(0, 60),
        groups=groups,
        travellers=groups * rng.randint(1, 5),
        cars=bought + (rng.randint(1, 12) if has["car.run"] else 0),
        bought=bought,
        visits=visits,
        visitors=max(int(meals), visits) if visits else 0,
        machines=rng.choice((0, 0, 0, 1, 2, 5)),
        projects=projects,
        excellent=projects - rng.randint(0, 2),
        meetings=meetings,
        attendants=meetings * rng.randint(20, 120),
    )
