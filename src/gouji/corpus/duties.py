"""Sections on duties of disclosure: 三公, running costs, meetings, procurement, assets, performance."""

from decimal import Decimal

from gouji.corpus.document import Piece
from gouji.corpus.ledger import FISCAL
from gouji.corpus.narrator import Made, Narrator
from gouji.corpus.numbers import round_to
from gouji.corpus.official import ITEMS
from gouji.corpus.wording import Slot

OFFICIAL_NAMES = {
    "": "“三公”经费",
    "abroad": "因公出国（境）费",
    "car": "公务用车购置及运行维护费",
    "car.buy": "公务用车购置费",
    "car.run": "公务用车运行维护费",
    "reception": "公务接待费",
}
_ASSEMBLY_NAMES = {"meeting": "会议费", "training": "培训费"}
_ASSET_NAMES = {
    "current": "流动资产",
    "fixed": "固定资产",
    "invested": "对外投资及有价证券",
    "building": "在建工程",
    "intangible": "无形资产",
    "other": "其他资产",
}
_CAUSES = {
    "": "official",
    "abroad": "abroad",
    "car": "car",
    "car.buy": "car.buy",
    "car.run": "car",
    "reception": "reception",
    "meeting": "meeting",
    "training": "training",
}


def official_overall(n: Narrator) -> Made:
    """三公 against budget and last year, in total and, where the style says so, by item."""
    if _no_official(n):
        return n.section("official.none")
    slots = _official(n, "", "official_overall")
    parts = [_official(n, row, "official_part") for row in ("abroad", "car", "reception")]
    mark = Piece(n.wording.form("official_part.mark"))
    said: list[Piece] = []
    for part in parts:
        said += [*([mark] if said else []), *_pieces(part["held"])]
    return n.section("official_overall", parts=tuple(said), **slots)


def official_detail(n: Narrator) -> Made:
    """三公 item by item, with what the form counts."""
    if _no_official(n):
        return []
    found: Made = []
    if n.wording.has("official_shares"):
        found += n.section("official_shares", parts=n.join("official_shares", _shares(n)))
    for row in ("abroad", "car", "car.buy", "car.run", "reception"):
        found += n.section(f"official_{row}", **_official(n, row, "official_item"), **_counts(n))
    return found


def assembly(n: Narrator) -> Made:
    """Meetings and training, where they belong to the section on 三公."""
    found: Made = []
    for row, name in _ASSEMBLY_NAMES.items():
        found += n.section("assembly", **_held(n, "assembly", row, name, "official_item"), **_counts(n))
    return found


def general_spending(n: Narrator) -> Made:
    """Meetings and training in a section of their own (一般性支出)."""
    spent = [row for row in _ASSEMBLY_NAMES if n.books.figure("assembly", row)]
    if not spent:
        return n.section("general_spending.none")
    slots: dict[str, Slot] = {
        row: n.money("assembly", row, subject=_ASSEMBLY_NAMES[row], topic="assembly") for row in spent
    }
    key = "general_spending" if len(spent) == len(_ASSEMBLY_NAMES) else f"general_spending.{spent[0]}"
    return n.section(key, **slots, **_counts(n))


def running(n: Narrator) -> Made:
    """机关运行经费 of organs, or that there is none."""
    if not n.books.figure("running"):
        return n.section("running.none")
    compare = n.compare("running", "running", subject="机关运行经费", topic="running", cause="running")
    return n.section("running", running=n.money("running", subject="机关运行经费", topic="running"), compare=compare)


def procurement(n: Narrator) -> Made:
    """Goods, works and services bought, and the share of small firms."""

    def money(column: str, row: str, subject: str) -> Slot:
        return n.money(column, row, subject=subject, topic="procured")

    def share_of(row: str, name: str) -> Slot:
        part, whole = n.books.figure("procured.sme", row), n.books.figure("procured", row)
        return share(part, whole or 1, "share", f"{name}采购授予中小企业合同金额", "占比", f"政府采购{name}支出")

    share = n.printer.rate
    total, small, micro = (n.books.figure(column) for column in ("procured", "procured.sme", "procured.micro"))
    return n.section(
        "procurement" if total else "procurement.none",
        total=money("procured", "", "政府采购支出总额"),
        goods=money("procured", "goods", "政府采购货物支出"),
        works=money("procured", "works", "政府采购工程支出"),
        services=money("procured", "services", "政府采购服务支出"),
        sme=money("procured.sme", "", "授予中小企业合同金额"),
        micro=money("procured.micro", "", "授予小微企业合同金额"),
        goods_share=share_of("goods", "货物"),
        works_share=share_of("works", "工程"),
        services_share=share_of("services", "服务"),
        sme_share=share(small, total or 1, "share", "授予中小企业合同金额", "占比", "政府采购支出总额"),
        micro_share=share(micro, small or 1, "share", "授予小微企业合同金额", "占比", "授予中小企业合同金额"),
        micro_of_total=share(micro, total or 1, "share", "授予小微企业合同金额", "占比", "政府采购支出总额"),
    )


def assets(n: Narrator) -> Made:
    """Vehicles by use and machines of value."""
    counts = n.economy.counts
    parts = _vehicles(n, counts.cars)
    count = n.printer.count
    said: list[Piece] = []
    for name, number in parts:
        said += [Piece(f"、{name}" if said else name), count(number, "辆", name).piece()]
    slots: dict[str, Slot] = {
        "cars": count(counts.cars, "辆", "车辆"),
        "parts": tuple(said),
        "machines": count(counts.machines, "台（套）", "单价100万元以上设备"),
        "worth": n.money("assets", subject="资产总额", topic="assets"),
        **{row: n.money("assets", row, subject=name, topic="assets") for row, name in _ASSET_NAMES.items()},
    }
    return n.section("assets" if said else "assets.none", **slots)


def performance(n: Narrator) -> Made:
    """Self-assessment of projects, and of the whole department's spending."""
    counts = n.economy.counts
    count = n.printer.count
    spent = n.books.figure("spent")
    held = sum(n.books.figure(kind) for kind in FISCAL)
    planned = spent - held + sum(n.books.figure(f"{kind}.adjusted") for kind in FISCAL) if n.final else spent
    assessed = {
        "target_amount": ("targeted", "编报绩效目标项目金额"),
        "tracked_amount": ("tracked", "绩效跟踪项目金额"),
        "amount": ("assessed", "绩效自评项目金额"),
    }
    return n.section(
        "performance",
        projects=count(counts.projects, "个", "绩效自评项目"),
        excellent=count(counts.excellent, "个", "评价等级为优的项目"),
        good=count(counts.projects - counts.excellent, "个", "评价等级为良的项目"),
        score=count(_score(n), "分", "自评得分"),
        targets=count(counts.targets, "个", "编报绩效目标项目"),
        tracked=count(counts.tracked, "个", "绩效跟踪项目"),
        problems=count(counts.problems, "个", "发现问题"),
        remedied=count(counts.remedied, "个", "完成整改问题"),
        remaining=count(counts.problems - counts.remedied, "个", "正在整改问题"),
        **{
            slot: n.printer.money(n.books.figure(column), subject, measure="预算")
            for slot, (column, subject) in assessed.items()
        },
        planned=n.printer.money(planned, "部门整体支出", measure="全年预算"),
        spent=n.printer.money(spent, "部门整体支出", measure="执行数"),
        rate=n.printer.rate(spent, planned, "completion", "部门整体支出", "执行率", "全年预算"),
        result=n.stories.words("results"),
        result2=n.stories.words("results"),
        problem=n.stories.words("problems"),
        measure=n.stories.words("measures"),
        **_counts(n),
    )


def _score(n: Narrator) -> Decimal:
    """A score that the grades allow: 优 from 90, 良 from 80 to 90."""
    drawn, counts = Decimal(n.rng.randint(8800, 9990)) / 100, n.economy.counts
    good = counts.projects - counts.excellent
    low = Decimal(90 * counts.excellent + 80 * good) / max(counts.projects, 1)
    high = Decimal(100 * counts.excellent + 90 * good) / max(counts.projects, 1)
    return round_to(min(max(drawn, low + Decimal("0.5")), high - Decimal("0.5")), 2) if counts.projects else drawn


def _vehicles(n: Narrator, cars: int) -> list[tuple[str, int]]:
    """The cars divided by use; uses without a car are left out or, in some styles, stated as 0."""
    names = n.wording.form("vehicles").split("、")
    found = dict.fromkeys(names, 0)
    for _ in range(cars):
        found[names[n.rng.randrange(len(names))]] += 1
    every = n.wording.has("vehicles.all")
    return [(name, number) for name, number in found.items() if every or number]


def _no_official(n: Narrator) -> bool:
    return not any(n.books.figure(column, row) for column in ("official", "official.budget") for row in ITEMS)


def _official(n: Narrator, row: str, form: str) -> dict[str, Slot]:
    return _held(n, "official", row, OFFICIAL_NAMES[row], form)


def _held(n: Narrator, column: str, row: str, name: str, form: str) -> dict[str, Slot]:
    """An item of 三公: outturn, budget, held against each other (`held`) and against last year (`compare`)."""
    budget, spent = n.books.figure(f"{column}.budget", row), n.books.figure(column, row)
    shown = n.printer.value(budget), n.printer.value(spent)
    cause = _CAUSES[row]
    slots: dict[str, Slot] = {
        "name": name,
        "budget": n.money(f"{column}.budget", row, subject=name, topic=column, measure="预算"),
        "spent": n.money(column, row, subject=name, topic=column),
        "compare": n.compare(form, column, row, subject=name, topic=column, cause=cause),
    }
    if not any(shown):
        case = "nothing"
    elif shown[0] == shown[1]:
        case = "equal"
    elif not shown[0]:
        case = "zero"
    else:
        case = "more" if shown[1] > shown[0] else "less"
    if shown[0]:
        slots["rate"] = n.printer.rate(spent, budget, "completion", name, "完成率", "预算")
    if case in ("more", "less", "zero"):
        slots["because"] = n.because(cause, up=spent > budget)
    if n.final:
        slots["held"] = n.wording.phrase(f"{form}.{case}", **slots)
    else:
        key = "official_item" if form == "official_part" and not n.wording.has("official_part.up") else form
        slots["held"] = n.compare(key, column, row, subject=name, topic=column, cause=cause)
    return slots


def _shares(n: Narrator) -> list[dict[str, Slot]]:
    return [
        {
            "name": OFFICIAL_NAMES[row],
            "amount": n.money("official", row, subject=OFFICIAL_NAMES[row], topic="official"),
            "share": n.share("official", "official", row, subject=OFFICIAL_NAMES[row], base="“三公”经费"),
        }
        for row in ("abroad", "car", "reception")
    ]


def _counts(n: Narrator) -> dict[str, Slot]:
    counts, count = n.economy.counts, n.printer.count
    return {
        "groups": count(counts.groups, "个", "因公出国（境）团组"),
        "travellers": count(counts.travellers, "人次", "因公出国（境）人次"),
        "kept": count(counts.cars, "辆", "公务用车保有量"),
        "bought": count(counts.bought, "辆", "公务用车购置数"),
        "visits": count(counts.visits, "批次", "公务接待批次"),
        "visitors": count(counts.visitors, "人次", "公务接待人次"),
        "meetings": count(counts.meetings, "次", "会议"),
        "attendants": count(counts.attendants, "人次", "参会人次"),
    }


def _pieces(slot: Slot) -> tuple[Piece, ...]:
    return slot if isinstance(slot, tuple) else (Piece(str(slot)),)
