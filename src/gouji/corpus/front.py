"""Sections around the figures: duties, organisation, glossary, annex."""

from gouji.corpus.chance import some
from gouji.corpus.document import Paragraph, Piece
from gouji.corpus.names import names
from gouji.corpus.narrator import Made, Narrator
from gouji.corpus.overall import natures
from gouji.corpus.tables import numeral


def duties(n: Narrator) -> Made:
    """What the body is for."""
    found: Made = []
    for i, form in enumerate(some(n.rng, names().words["duties"], 4, 7), 1):
        mark = n.printer.taste.level3.replace("一", numeral(i)).replace("1", str(i))
        words = n.stories.fill(form)
        found.append(Paragraph((Piece(mark), *words), key="duties"))
    return found


def setup(n: Narrator) -> Made:
    """Offices, staff, and the bodies that the report covers."""
    counts, count = n.economy.counts, n.printer.count
    offices = some(n.rng, names().words["offices"], 4, 7)
    bodies = [f"{n.owner.name}本级", *(f"{n.owner.place}{n.owner.rank}{name}" for name in n.owner.institutions)]
    return n.section(
        "setup",
        offices="、".join(offices),
        office_count=count(len(offices), "个", "内设机构"),
        posts=count(counts.posts, "名", "编制"),
        staff=count(counts.staff, "人", "在职人员"),
        retired=count(counts.retired, "人", "退休人员"),
        bodies="、".join(bodies),
        body_count=count(len(bodies), "个", "决算单位" if n.final else "预算单位"),
    )


def tasks(n: Narrator) -> Made:
    """What a budget plans to do."""
    first, second = n.owner.body.projects[:2]
    return n.section("tasks", project=first, project2=second, field=n.owner.body.field)


def glossary(n: Narrator) -> Made:
    """The terms explained, numbered."""
    found: Made = []
    for i, form in enumerate(n.style.forms["glossary"], 1):
        mark = n.printer.taste.level2.replace("一", numeral(i)).replace("1", str(i))
        found += [Paragraph((Piece(mark), *pieces), key="glossary") for pieces in n.wording.fill(form, {})]
    return found


def annex(n: Narrator) -> Made:
    """A short report on performance that restates some totals."""
    return n.section(
        "annex",
        spent=n.money("spent", subject="部门支出", topic="spent"),
        parts=natures(n),
        staff=n.printer.count(n.economy.counts.staff, "人", "在职人员"),
        result=n.stories.words("results"),
        result2=n.stories.words("results"),
        problem=n.stories.words("problems"),
        measure=n.stories.words("measures"),
    )
