"""Sections on totals: all money, income, expenditure, fiscal appropriations."""

from gouji.corpus.accounts import accounts, name_of
from gouji.corpus.document import Piece
from gouji.corpus.ledger import FISCAL, INCOMES
from gouji.corpus.narrator import Made, Narrator
from gouji.corpus.numbers import Number
from gouji.corpus.wording import Pieces, Slot

INCOME_NAMES = {
    "fiscal.income": "财政拨款收入",
    **dict(
        zip(
            (f"income.{source}" for source in INCOMES),
            ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
            strict=True,
        )
    ),
}
NATURE_NAMES = {
    "spent.basic": "基本支出",
    "spent.project": "项目支出",
    "spent.reserve": "单位预留机动经费",
    "spent.upward": "上缴上级支出",
    "spent.operating": "经营支出",
    "spent.subsidy": "对附属单位补助支出",
}
FUND_NAMES = dict(zip(FISCAL, ("一般公共预算", "政府性基金预算", "国有资本经营预算"), strict=True))

_PLAN_NAMES = {"general": "一般公共预算", "fund": "政府性基金"}
_BY_FUND = {
    **{f"{kind}.income": f"{name}财政拨款收入" for kind, name in FUND_NAMES.items()},
    **{column: name for column, name in INCOME_NAMES.items() if column != "fiscal.income"},
}


def total(n: Narrator) -> Made:
    """The total of income and of expenditure, against the year before."""
    compare = n.compare("total", "total.income", subject="收入支出总计", topic="total", cause="total")
    money = n.money("total.income", subject="收入支出总计", topic="total")
    return n.section("total", total=money, compare=compare, **_flows(n))


def _flows(n: Narrator) -> dict[str, Slot]:
    """Income and expenditure with their parts, where the style tells them together with the total."""
    if not any("{income_parts}" in form for form in n.style.forms["total"]):
        return {}
    return {
        "income": n.money("income", subject="本年收入合计", topic="income"),
        "income_compare": n.compare("income", "income", subject="本年收入合计", topic="income", cause="total"),
        "income_parts": n.join("income", _parts(n, INCOME_NAMES, "income", "本年收入合计", "income")),
        "spent": n.money("spent", subject="本年支出合计", topic="spent"),
        "spent_compare": n.compare("spent", "spent", subject="本年支出合计", topic="spent", cause="total"),
        "spent_parts": n.join("spent", _parts(n, NATURE_NAMES, "spent", "本年支出合计", "spent")),
    }


def income(n: Narrator) -> Made:
    """Income of the year and its sources, fiscal appropriations whole or fund by fund."""
    columns = dict(_BY_FUND if n.wording.has("income.funds") else INCOME_NAMES)
    whole = "income"
    if n.wording.has("income.carry"):
        whole, columns["in"] = "total.income", n.wording.form("income.carry")
    return n.section(
        "income",
        income=n.money(whole, subject="本年收入合计", topic="income"),
        parts=n.join("income", _parts(n, columns, whole, "本年收入合计", "income")),
        **coordinated(n, _parts(n, columns, whole, "本年收入合计", "income")),
        none=_none(n, columns),
        **_compared(n, "income", "income", "本年收入合计"),
    )


def spent(n: Narrator) -> Made:
    """Expenditure of the year and its natures."""
    columns = dict(NATURE_NAMES)
    if n.wording.has("spent.carry"):
        columns["out"] = n.wording.form("spent.carry")
    return n.section(
        "spent",
        spent=n.money(n.whole_spent, subject="本年支出合计", topic="spent"),
        parts=n.join("spent", _parts(n, columns, n.whole_spent, "本年支出合计", "spent")),
        **coordinated(n, _parts(n, columns, n.whole_spent, "本年支出合计", "spent")),
        none=_none(n, {key: name for key, name in NATURE_NAMES.items() if key != "spent.reserve"}),
        **_compared(n, "spent", "spent", "本年支出合计"),
    )


def natures(n: Narrator) -> Pieces:
    """The natures of expenditure with their amounts, where a passage elsewhere restates them."""
    return n.join("natures", _parts(n, NATURE_NAMES, "spent", "本年支出合计", "spent"))


def fiscal_total(n: Narrator) -> Made:
    """The total of fiscal appropriations, against the year before."""
    money = n.money("fiscal.total.income", subject="财政拨款收入支出总计", topic="fiscal")
    compare = n.compare(
        "fiscal_total", "fiscal.total.income", subject="财政拨款收入支出总计", topic="fiscal", cause="total"
    )
    return n.section("fiscal_total", total=money, compare=compare)


def plan(n: Narrator) -> Made:
    """A budget's first section: every kind of income and every class of expenditure, each against the year before."""
    found = total(n)
    found += n.section("plan.income", total=n.money("total.income", subject="收入预算总计", topic="total"))
    found += n.section("plan.fiscal", amount=n.money("fiscal.income", subject="财政拨款收入预算总计", topic="total"))
    for kind in _PLAN_NAMES:
        found += _planned(n, "plan.source", f"{kind}.income", "", f"{_PLAN_NAMES[kind]}收入预算", "total")
    found += _planned(n, "plan.own", "own.income", "", "其他资金收入预算", "total")
    found += _planned(n, "plan.carry", "in", "", "上年结转资金预算", "total")
    found += n.section("plan.spent", total=n.money("total.spent", subject="支出预算总计", topic="total"))
    for code, name in accounts().classes:
        if n.books.figure("spent", code):
            found += _planned(n, "plan.class", "spent", code, name, "total")
    for column, name in list(NATURE_NAMES.items())[:3]:
        if n.books.figure(column):
            found += _planned(n, "plan.nature", column, "", name, "spent")
    return found


def _planned(n: Narrator, form: str, column: str, row: str, subject: str, topic: str) -> Made:
    money = n.money(column, row, subject=subject, topic=topic)
    if not n.books.figure(column, row):
        return n.section(f"{form}.none" if n.wording.has(f"{form}.none") else "plan.none", name=subject, amount=money)
    cause = n.cause_of(row) if row else "total"
    compare = n.compare(form, column, row, subject=subject, topic=topic, cause=cause)
    purpose = n.purpose(next(code for code in n.books.now.rows(column) if code.startswith(row))) if row else ()
    return n.section(form, name=subject, amount=money, compare=compare, purpose=purpose)


def _parts(n: Narrator, columns: dict[str, str], whole: str, base: str, topic: str) -> list[dict[str, Slot]]:
    """Name, amount and share of every column with a figure."""
    return [
        {
            "name": name,
            "amount": n.money(column, subject=name, topic=topic),
            "share": n.share(column, whole, subject=name, base=base),
        }
        for column, name in columns.items()
        if n.books.figure(column)
    ]


def coordinated(n: Narrator, entries: list[dict[str, Slot]]) -> dict[str, Slot]:
    """“甲、乙和丙”, “1、2和3万元”, “x%、y%和z%”: the parts of a list told column by column."""
    names = [str(entry["name"]) for entry in entries]
    amounts = [entry["amount"] for entry in entries if isinstance(entry["amount"], Number)]
    shares = [entry["share"] for entry in entries if isinstance(entry["share"], Number)]
    return {
        "names": _listed([(Piece(name),) for name in names]),
        "amounts": _listed([(one.piece(bare=one is not amounts[-1]),) for one in amounts]),
        "shares": _listed([(one.piece(),) for one in shares]),
        "respectively": "分别" if len(entries) > 1 else "",
    }


def _listed(parts: list[Pieces]) -> Pieces:
    found: list[Piece] = []
    for i, part in enumerate(parts):
        if i:
            found.append(Piece("和" if i == len(parts) - 1 else "、"))
        found.extend(part)
    return tuple(found)


def _none(n: Narrator, columns: dict[str, str]) -> str:
    """The names of the columns without a figure, as “甲、乙和丙”."""
    absent = [name for column, name in columns.items() if not n.books.figure(column)]
    return "和".join(filter(None, ("、".join(absent[:-1]), absent[-1]))) if absent else "其他项目"


def _compared(n: Narrator, form: str, column: str, subject: str) -> dict[str, Slot]:
    """The slot “compare” where the style's form asks for it."""
    if not any("{compare}" in text for text in n.style.forms[form]):
        return {}
    return {"compare": n.compare(form, column, subject=subject, topic=form, cause="total")}


def classes(n: Narrator, column: str, base: str) -> list[dict[str, Slot]]:
    """Name, amount and share of every functional class with a figure in the column."""
    return [
        {
            "name": name_of(code),
            "short": name_of(code).removesuffix("支出"),
            "amount": n.money(column, code, subject=name_of(code), topic="general"),
            "share": n.share(column, column, code, subject=name_of(code), base=base),
        }
        for code in n.books.now.with_parents(column)
        if len(code) == 3
    ]
