"""A whole report: from a seed and a style to the tree of its blocks."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import msgspec

from gouji.corpus import duties, front, items, overall
from gouji.corpus.chance import pick
from gouji.corpus.document import Block, Break, Paragraph, Piece, Report
from gouji.corpus.economy import Economy, economy, traits
from gouji.corpus.ledger import Books
from gouji.corpus.names import Body, Who, who
from gouji.corpus.narrator import Made, Narrator
from gouji.corpus.numbers import Printer, round_to, taste
from gouji.corpus.style import Part, style
from gouji.corpus.tables import Tables, numeral
from gouji.corpus.wording import Pieces, Slot, Wording

_YEARS = (2021, 2022, 2023, 2024, 2025)

Builder = Callable[[Narrator], Made]

_SECTIONS: dict[str, Builder] = {
    one.__name__: one
    for one in (
        overall.total, overall.plan, overall.income, overall.spent, overall.fiscal_total,
        items.general_overall, items.general_structure, items.general_items, items.general_classes, items.plan_items, items.plan_brief, items.general,
        items.basic, items.fiscal_basic, items.fund, items.capital,
        duties.official_overall, duties.official_detail, duties.assembly, duties.general_spending, duties.running,
        duties.procurement, duties.assets, duties.performance,
        front.duties, front.setup, front.tasks, front.glossary, front.annex,
    )
}  # fmt: skip


class Cast(msgspec.Struct, frozen=True):
    """What a report is about: whose it is, of which year, and the money."""

    owner: Who
    year: int
    money: Economy


def generate(style_name: str, seed: int, number: int = 0) -> Report:
    """The clean report `number` of a seed in a style.

    The same arguments give the same report. Raises UsageError for an unknown style, LexiconError for broken data.
    """
    rng = Random(f"{style_name}/{seed}/{number}")
    report = compose(style_name, invent(style_name, rng), rng, f"{style_name}-{seed}-{number:04d}")
    return msgspec.structs.replace(report, seed=seed, number=number)


def invent(style_name: str, rng: Random, owner: Who | None = None, year: int | None = None) -> Cast:
    """A body, or `owner`, and its money in a year, as far as the style has words for it."""
    form = style(style_name)
    owner = owner or who(rng)
    year = year or pick(rng, _YEARS)
    final = form.kind == "final-accounts"
    words = {key for key, texts in form.forms.items() if texts}
    has = traits(
        rng, owner.body.trade, plan=not final, reserve="reserve" in words, capital="capital.none" in words,
        carry=final or "plan.carry" in words,
    )  # fmt: skip
    return Cast(owner, year, economy(rng, has, plan=not final))


def compose(style_name: str, cast: Cast, rng: Random, name: str) -> Report:
    """The report of a style on what is given; name: its file name without ending."""
    form, owner, year, money = style(style_name), cast.owner, cast.year, cast.money
    final = form.kind == "final-accounts"
    chosen = taste(rng, form.choices)
    printer = Printer(chosen, year)
    common: dict[str, Slot] = {
        "unit": owner.name, "short": owner.short, "place": owner.place, "rank": owner.rank, "field": owner.body.field,
        "year": str(year), "last": str(year - 1), "next": str(year + 1), "money": chosen.unit_prose,
        "people": owner.place + owner.rank, **_dates(rng, year, final=final),
    }  # fmt: skip
    common |= _assessment(rng, owner.body, money.books)
    wording = Wording(form, rng, common)
    narrator = Narrator(rng, form, owner, year, money, printer, wording)
    tables = Tables(money.books, chosen, wording)
    body = [block for number, part in enumerate(form.part, 1) for block in _part(narrator, tables, part, number)]
    blocks = [*_cover(narrator), *_contents(body), *body]
    return Report(name, style_name, form.kind, 0, owner.name, year, tuple(blocks), apart=form.apart)


def _dates(rng: Random, year: int, *, final: bool) -> dict[str, Pieces]:
    """The days on which the report was approved, and published within 20 days: accounts in the year after."""
    approved = date(year + 1, 8, 1) if final else date(year, 1, 20)
    approved += timedelta(rng.randrange(20))
    published = approved + timedelta(rng.randint(3, 20))
    days = {"approved": approved, "published": published}
    return {key: (Piece(f"{day.year}年{day.month}月{day.day}日", tag=key),) for key, day in days.items()}


def _assessment(rng: Random, body: Body, books: Books) -> dict[str, Slot]:
    """What the table of a project's self-assessment says beside its money: the score follows from the rate."""
    spent, planned = books.figure("project"), books.figure("project.adjusted")
    rate = round_to(Decimal(spent) * 100 / Decimal(planned or 1), 2)
    score = round_to(min(Decimal(spent) / Decimal(planned or 1), Decimal(1)) * 10, 2)
    benefit = rng.randint(26, 30)
    places = str(rng.randint(2, 15))
    return {
        "project_name": pick(rng, body.projects), "project_rate": f"{rate}%", "project_score": f"{score}",
        "project_places": places, "project_benefit": str(benefit), "project_total": f"{score + benefit + 60}",
    }  # fmt: skip


def _cover(n: Narrator) -> Iterator[Block]:
    for pieces in n.wording.paragraphs("cover"):
        yield Paragraph(pieces, role="cover")
    yield Break()


def _contents(body: list[Block]) -> Iterator[Block]:
    """The entries of the contents: headings of the first two levels, and the titles of the tables."""
    yield Paragraph((Piece("目录"),), role="cover")
    for block in body:
        if isinstance(block, Paragraph) and block.role == "heading" and block.level <= 2:
            yield Paragraph(block.pieces, role="toc", level=block.level)


def _part(n: Narrator, tables: Tables, part: Part, number: int) -> Iterator[Block]:
    """One 第一部分 with its sections or tables."""
    title = n.wording.fill(pick(n.rng, part.title), {"part": numeral(number)})[0] if part.title else ()
    yield Break()
    if title:
        yield Paragraph(title, role="heading", level=1)
    if part.tables and n.style.apart:
        yield from n.section("tables.apart")
    for i, key in enumerate(part.tables, 1):
        if i > 1:
            yield Break()
        yield from tables.blocks(key, n.style.tables[key], i)
    counts = [0, 0, 0, 0]
    for path in part.sections:
        level = path.count("/") + 2
        key = path.rpartition("/")[2]
        made = _SECTIONS[key](n) if key in _SECTIONS else _plain(n, key)
        if not made and key in _SECTIONS:
            continue
        if n.style.titles.get(key):
            counts[level - 2] += 1
            counts[level - 1 :] = [0] * (5 - level)
            yield _heading(n, key, level, counts[level - 2])
        yield from made


def _plain(n: Narrator, key: str) -> Made:
    """A section without figures of its own: just its sentence, if it has any."""
    return n.section(key) if n.wording.has(key) else []


def _heading(n: Narrator, key: str, level: int, number: int) -> Paragraph:
    chosen = n.printer.taste
    mark = {2: chosen.level2, 3: chosen.level3, 4: chosen.level4}[level]
    mark = mark.replace("一", numeral(number)).replace("1", str(number))
    words = n.wording.fill(pick(n.rng, n.style.titles[key]), {})[0]
    return Paragraph((Piece(mark), *words), role="heading", level=level, key=key)
