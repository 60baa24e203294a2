"""Sections on accounts: the general public budget by class and item, basic expenditure, the two other funds."""

from gouji.corpus.accounts import accounts, name_of
from gouji.corpus.document import Paragraph, Piece
from gouji.corpus.narrator import Made, Narrator
from gouji.corpus.overall import FUND_NAMES, INCOME_NAMES, classes
from gouji.corpus.tables import numeral
from gouji.corpus.wording import Pieces, Slot

_GENERAL = "一般公共预算财政拨款支出"


def general_overall(n: Narrator) -> Made:
    """Expenditure of the general public budget, its share in all expenditure, the year before."""
    return n.section("general_overall", **_general(n))


def general_structure(n: Narrator) -> Made:
    """Expenditure of the general public budget by class."""
    parts = n.join("general_structure", classes(n, "general", _GENERAL))
    return n.section("general_structure", parts=parts, **_general(n))


def general_items(n: Narrator) -> Made:
    """Every item against its budget."""
    slots = _against(n, "general", "", _GENERAL)
    slots["held"] = _held(n, "items", "general", "", _GENERAL)
    found = n.section("general_items", **slots)
    for i, code in enumerate(n.books.now.rows("general"), 1):
        found += _item(n, "item", "general", code, i)
    return found


def general_classes(n: Narrator) -> Made:
    """Expenditure by class, each against the original budget, for styles that tell no items."""
    slots = _against(n, "general", "", _GENERAL)
    slots["change"] = n.compare("general_classes", "general", subject=_GENERAL, topic="general", cause="total")
    slots["held"] = _held(n, "general_classes", "general", "", _GENERAL)
    found = n.section("general_classes", **slots)
    for i, entry in enumerate(classes(n, "general", _GENERAL), 1):
        code = next(code for code, name in accounts().classes if name == entry["name"])
        held = _held(n, "class_item", "general", code, name_of(code))
        found += _about(n.section("class_item", no=str(i), spent=entry["amount"], held=held, **entry), code)
    return found


def plan_items(n: Narrator) -> Made:
    """A budget's items of fiscal appropriations by class, each against the year before."""
    compare = n.compare("plan_items", "fiscal", subject="财政拨款支出", topic="fiscal", cause="total")
    amount = n.money("fiscal", subject="财政拨款支出", topic="fiscal")
    share = n.share("fiscal", n.whole_spent, subject="财政拨款支出", base="本年支出合计")
    found = n.section("plan_items", amount=amount, share=share, compare=compare)
    codes = n.books.now.rows("fiscal")
    for i, start in enumerate(sorted({code[:3] for code in codes}), 1):
        head = n.wording.phrase(
            "plan_class", no=numeral(i), name=name_of(start), short=name_of(start).removesuffix("支出")
        )
        found.append(Paragraph(head, key="plan_class"))
        for j, code in enumerate((code for code in codes if code.startswith(start)), 1):
            compare = n.compare(
                "plan_item", "fiscal", code, subject=name_of(code), topic="fiscal", cause=n.cause_of(code)
            )
            slots: dict[str, Slot] = {
                "no": str(j),
                "group": name_of(code[:5]),
                "item": name_of(code),
                "path": n.path(code),
                "amount": n.money("fiscal", code, subject=name_of(code), topic="fiscal"),
                "compare": compare,
                "purpose": n.purpose(code),
            }
            found += _about(n.section("plan_item", **slots), code)
    return found


def plan_brief(n: Narrator) -> Made:
    """A budget in two sentences, then every item of fiscal appropriations with what it is for."""
    names = {key: INCOME_NAMES[key] for key in ("fiscal.income", "income.business", "income.operating", "income.other")}
    parts: list[dict[str, Slot]] = [
        {"name": name, "amount": n.money(key, subject=name, topic="income")} for key, name in names.items()
    ]
    slots: dict[str, Slot] = {
        "income": n.money("income", subject="收入预算", topic="income"),
        "income_parts": n.join("plan_brief", parts),
        "spent": n.money("spent", subject="支出预算", topic="spent"),
        "fiscal": n.money("fiscal", subject="财政拨款支出", topic="fiscal"),
        "compare": n.compare("plan_brief", "fiscal", subject="财政拨款支出", topic="fiscal", cause="total"),
        "general_compare": n.compare("plan_brief", "general", subject=_GENERAL, topic="general", cause="total"),
    }
    for kind, name in FUND_NAMES.items():
        slots[kind] = n.money(kind, subject=f"{name}财政拨款支出", topic=kind)
    found = n.section("plan_brief", **slots)
    for i, code in enumerate(n.books.now.rows("fiscal"), 1):
        amount = n.money("fiscal", code, subject=name_of(code), topic="fiscal")
        made = n.section("brief_item", no=str(i), path=n.path(code), amount=amount, purpose=n.purpose(code))
        found += _about(made, code)
    return found


def general(n: Narrator) -> Made:
    """A budget's sentence on the general public budget."""
    return n.section("general", **_general(n))


def basic(n: Narrator) -> Made:
    """Basic expenditure: personnel and public expenses, and what they are made of."""
    return n.section("basic", **_basic(n))


def fiscal_basic(n: Narrator) -> Made:
    """The same of all fiscal appropriations, in budgets."""
    return n.section("fiscal_basic" if n.wording.has("fiscal_basic") else "basic", **_basic(n))


def fund(n: Narrator) -> Made:
    """Government funds: the flows and every item, or that there are none."""
    return _other_fund(n, "fund")


def capital(n: Narrator) -> Made:
    """State capital budget: the same."""
    return _other_fund(n, "capital")


def _general(n: Narrator) -> dict[str, Slot]:
    return {
        "general": n.money("general", subject=_GENERAL, topic="general"),
        "share": n.share("general", "spent", subject=_GENERAL, base="本年支出合计"),
        "compare": n.compare("general", "general", subject=_GENERAL, topic="general", cause="total"),
    }


def _basic(n: Narrator) -> dict[str, Slot]:
    return {
        "basic": n.money("economic", subject="基本支出", topic="basic"),
        "personnel": n.money("personnel", subject="人员经费", topic="basic"),
        "public": n.money("public", subject="公用经费", topic="basic"),
        "personnel_share": n.share("personnel", "economic", subject="人员经费", base="基本支出"),
        "public_share": n.share("public", "economic", subject="公用经费", base="基本支出"),
        "personnel_names": n.names_of("personnel"),
        "public_names": n.names_of("public"),
    }


def _item(n: Narrator, form: str, kind: str, code: str, number: int) -> Made:
    """One item: account, purpose, budget and outturn."""
    slots: dict[str, Slot] = {
        "no": str(number),
        "path": n.path(code),
        "purpose": n.purpose(code),
        "held": _held(n, form, kind, code, name_of(code)),
    }
    return _about(n.section(form, **slots), code)


def _held(n: Narrator, form: str, kind: str, code: str, subject: str) -> tuple[Piece, ...]:
    """Outturn against budget: forms “….more”, “.less”, “.equal”, “.zero” (no budget)."""
    slots = _against(n, kind, code, subject)
    budget, spent = n.books.figure(f"{kind}.{n.basis[1]}", code), n.books.figure(kind, code)
    shown = n.printer.value(budget), n.printer.value(spent)
    if not shown[0]:
        case = "zero"
    elif shown[0] == shown[1]:
        case = "equal"
    else:
        case = "more" if shown[1] > shown[0] else "less"
    if case != "equal":
        direction = "increase" if spent > budget else "decrease"
        slots["gap"] = n.printer.money(abs(spent - budget), subject, "差额", kind="change", direction=direction)
        if budget:
            slots["gap_rate"] = n.printer.rate(
                abs(spent - budget), budget, "rate", subject, "增减率", n.basis[0], direction=direction
            )
        slots["because"] = _because(n, kind, code, up=spent > budget)
    return n.wording.phrase(f"{form}.{case}", **slots)


def _because(n: Narrator, kind: str, code: str, *, up: bool) -> Pieces:
    """Why outturn and budget differ: an item for its own cause, the whole for the item that differs most that way."""
    if code:
        return n.because(n.cause_of(code), up=up)
    ending = n.basis[1]
    gaps = {one: n.books.figure(kind, one) - n.books.figure(f"{kind}.{ending}", one) for one in n.books.now.rows(kind)}
    most = max(gaps, key=lambda one: gaps[one] if up else -gaps[one])
    return n.because("item", up=up, item=name_of(most))


def _against(n: Narrator, kind: str, code: str, subject: str) -> dict[str, Slot]:
    """Budget, outturn and completion."""
    word, ending = n.basis
    budget, spent = n.books.figure(f"{kind}.{ending}", code), n.books.figure(kind, code)
    return {
        "basis": word,
        "budget": n.money(f"{kind}.{ending}", code, subject=subject, topic=kind, measure=word),
        "spent": n.money(kind, code, subject=subject, topic=kind),
        "rate": n.printer.rate(spent, budget or 1, "completion", subject, "完成率", word),
    }


def _other_fund(n: Narrator, kind: str) -> Made:
    if not n.books.figure(f"{kind}.total.income"):
        nothing = n.money(kind, subject=f"{FUND_NAMES[kind]}财政拨款支出", topic=kind)
        return n.section(f"{kind}.none", spent=nothing)
    subject = FUND_NAMES[kind]
    found = n.section(
        kind,
        opening=n.money(f"{kind}.in", subject=f"{subject}年初结转和结余", topic=kind),
        income=n.money(f"{kind}.income", subject=f"{subject}财政拨款收入", topic=kind),
        spent=n.money(kind, subject=f"{subject}财政拨款支出", topic=kind),
        closing=n.money(f"{kind}.out", subject=f"{subject}年末结转和结余", topic=kind),
        basic=n.money(f"{kind}.basic", subject="基本支出", topic=kind),
        project=n.money(f"{kind}.project", subject="项目支出", topic=kind),
        **_fund_change(n, kind, f"{subject}财政拨款支出"),
    )
    if n.wording.has(f"{kind}_item"):
        for i, code in enumerate(n.books.now.rows(kind), 1):
            found += _item(n, f"{kind}_item", kind, code, i)
    return found


def _fund_change(n: Narrator, kind: str, subject: str) -> dict[str, Slot]:
    if not any("{compare}" in text for text in n.style.forms[kind]):
        return {}
    return {"compare": n.compare(kind, kind, subject=subject, topic=kind, cause="project")}


def _about(paragraphs: Made, code: str) -> Made:
    return [Paragraph(one.pieces, one.role, one.level, one.key, code) for one in paragraphs]
