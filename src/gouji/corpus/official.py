"""三公 expenditure, meetings and training, procurement and assets: amounts and counts that must go together."""

from random import Random

import msgspec

from gouji.corpus.chance import WAN, amount, changed, happens, part, rounded
from gouji.corpus.ledger import Ledger

ITEMS = ("abroad", "car.buy", "car.run", "reception")
_ECONOMIC = {"abroad": "30212", "car.buy": "31013", "car.run": "30231", "reception": "30217"}
_ASSETS = (
    ("current", 20, 3000, 1.0),
    ("fixed", 40, 9000, 1.0),
    ("invested", 5, 300, 0.1),
    ("building", 30, 5000, 0.25),
    ("intangible", 1, 400, 0.6),
    ("other", 1, 200, 0.3),
)
"""Classes of assets with their usual worth in 万元 and how often there are any."""
_ASSEMBLY = {"meeting": "30215", "training": "30216"}


class Counts(msgspec.Struct, frozen=True):
    """What the prose counts: staff, groups and travellers, cars, visits and visitors, assets, projects.

    targets, tracked: projects that have targets, and those watched within the year; problems: what self-assessment found,
    of which remedied is done.
    """

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
    targets: int
    tracked: int
    problems: int
    remedied: int
    meetings: int
    attendants: int


def official(rng: Random, now: Ledger, last: Ledger | None, wanted: bool) -> Counts:
    """Book 三公 (“official”) and meetings and training (“assembly”) with their budgets, procurement, assets and the money
    of projects under assessment; return what is counted.
    """
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
            if not now.get("official", "car.run"):
                # A new car must be run.
                now.put("official", "car.run", amount(rng, 0.3, 2))
    for item, code in _ASSEMBLY.items():
        _item(rng, now, last, "assembly", item, now.get("public", code))
    return complete(rng, now)


def complete(rng: Random, book: Ledger) -> Counts:
    """Book procurement, assets and the money of projects under assessment; return what is counted."""
    _procurement(rng, book)
    _worth(rng, book)
    counts = _counts(rng, book)
    _assessed(rng, book, counts)
    return counts


def earlier(rng: Random, now: Ledger, last: Ledger | None) -> None:
    """Book the budgets of 三公, meetings and training as they were spent, and those of the year before after their model."""
    for column, codes in (("official", _ECONOMIC), ("assembly", _ASSEMBLY)):
        for item, code in codes.items():
            value = now.get(column, item)
            now.put(f"{column}.budget", item, value)
            if last:
                last.put(column, item, max(changed(rng, value), last.get("public", code)))


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
        last.put(column, item, max(changed(rng, value), floor))


def _procurement(rng: Random, book: Ledger) -> None:
    """Goods, works and services bought, and the part that small and medium-sized firms supply."""
    if not happens(rng, 0.85):
        return
    limit = max(book.get("spent") // 3, WAN)
    for row, chance in (("goods", 0.9), ("works", 0.35), ("services", 0.8)):
        if happens(rng, chance):
            book.put("procured", row, part(rng, limit, 0.05, 0.3))
    for row in book.rows("procured"):
        total = book.get("procured", row)
        small = part(rng, total, 0.3, 0.9) if happens(rng, 0.6) else total
        book.put("procured.sme", row, small)
        book.put("procured.micro", row, part(rng, small, 0.3, 0.95))


def _worth(rng: Random, book: Ledger) -> None:
    """What the body owns at the end of the year, by class."""
    for row, low, high, chance in _ASSETS:
        if happens(rng, chance):
            book.put("assets", row, amount(rng, low, high))


def _assessed(rng: Random, book: Ledger, counts: Counts) -> None:
    """The money of the projects with targets, of those watched within the year, and of those that assessed themselves."""
    money = book.get("spent.project")
    book.put("targeted", "", money)
    for column, count in (("tracked", counts.tracked), ("assessed", counts.projects)):
        book.put(column, "", money if count == counts.targets else part(rng, money, 0.6, 0.95))


def _counts(rng: Random, book: Ledger) -> Counts:
    posts = rng.randint(12, 160)
    projects = rng.randint(3, 30)
    targets = projects + (rng.randint(1, 4) if happens(rng, 0.3) else 0)
    problems = rng.choice((0, 0, 1, 3, 5, 8))
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
        targets=targets,
        tracked=rng.randint(projects, targets),
        problems=problems,
        remedied=rng.randint((problems + 1) // 2, problems),
        meetings=meetings,
        attendants=meetings * rng.randint(20, 120),
    )
