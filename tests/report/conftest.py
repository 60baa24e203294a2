"""A hand-made report of an invented department: small, but with everything that a format must show."""

from decimal import Decimal

import pytest

from gouji.model import (
    Analysis,
    Block,
    Cell,
    Claim,
    Column,
    Concept,
    Coverage,
    Document,
    Evidence,
    Failure,
    Finding,
    Grid,
    GridCell,
    Link,
    Loose,
    Place,
    Quantity,
    Report,
    Row,
    RuleCard,
    RuleRun,
    Run,
    Section,
    Sentence,
    Slot,
    Span,
    Table,
    Template,
    Unit,
)

WAN = Unit("万元", "money", Decimal(10000))
PERCENT = Unit("%", "ratio", Decimal("0.01"))

TITLE = "云岭省青石县档案馆2024年度部门决算"
HEADING = "三、支出决算情况说明"
TOTAL = "本年支出合计120.50万元，其中：基本支出80.50万元，占66.80%；项目支出40.00万元，占33.20%。"
ITEM = '1.档案馆（项）年初预算为0万元，支出决算为39.78万元，决算数等于年初预算数的主要原因是：<b>新增</b> & "其他"。'
TRAVEL = "因公出国（境）费支出与上年持平。"

ROWS = [
    ("合计", None, "total", None, ("120.50", "80.50", "40.00")),
    ("一般公共服务支出", "201", "class", None, ("120.50", "80.50", "40.00")),
    ("档案事务", "20126", "group", 1, ("120.50", "80.50", "40.00")),
    ("档案馆", "2012604", "item", 2, ("39.78", "39.78", "")),
]


class Builder:
    """Lays text down piece by piece, and keeps where each piece stands."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.runs: list[Run] = []

    def put(self, piece: str, page: int, end: str = "\n") -> Span:
        span = Span(len(self.text), len(self.text) + len(piece))
        edges = tuple(float(50 + 10 * (i // 2) + 10 * (i % 2)) for i in range(2 * len(piece)))
        if piece:
            box = (50.0, 100.0, 50.0 + 10 * len(piece), 112.0)
            self.runs.append(Run(span.start, span.end, page, None, box, edges))
        self.text += piece + end
        return span

    def paragraph(self, piece: str, page: int, level: int = 0) -> Span:
        span = self.put(piece, page)
        self.blocks.append(Block("paragraph", span, page, level=level))
        return span


def make_table(build: Builder) -> tuple[Grid, Table]:
    """A two-row header with merged cells above four rows of three values."""
    start = len(build.text)
    cells: list[GridCell] = []

    def put(row: int, column: int, piece: str, rowspan: int = 1, colspan: int = 1, end: str = "\t") -> Span:
        span = build.put(piece, 2, end)
        cells.append(GridCell(row, column, rowspan, colspan, piece, span, Place(2, (50.0, 60.0, 90.0, 72.0))))
        return span

    put(0, 0, "科目", 1, 2)
    put(0, 2, "本年支出合计", 2)
    put(0, 3, "其中", 1, 2, end="\n")
    for column, piece in ((0, "编码"), (1, "名称"), (3, "基本支出"), (4, "项目支出")):
        put(1, column, piece, end="\n" if column == 4 else "\t")
    rows, values = [], []
    for i, (name, code, kind, parent, numbers) in enumerate(ROWS):
        put(i + 2, 0, code or "")
        span = put(i + 2, 1, name)
        rows.append(Row(i, name, name, code, kind, parent, "", span, 2))
        for j, raw in enumerate(numbers):
            at = put(i + 2, j + 2, raw, end="\n" if j == 2 else "\t")
            quantity = Quantity(Decimal(raw), WAN, 2, span=at, raw=raw) if raw else None
            state = "number" if raw else "blank"
            values.append(Cell(f"t0.r{i}.c{j}", 0, i, j, raw, state, quantity, at, Place(2, (50.0, 60.0, 90.0, 72.0))))
    grid = Grid(0, 6, 5, tuple(cells), (2,))
    build.blocks.append(Block("table", Span(start, len(build.text) - 1), 2, grid=0))
    columns = (
        Column(0, ("本年支出合计",), "合计", "", "决算"),
        Column(1, ("其中", "基本支出"), "基本支出", "", "决算"),
        Column(2, ("其中", "项目支出"), "项目支出", "", "决算"),
    )
    return grid, Table(0, 0, "Z3", "支出决算表", WAN, 2024, tuple(rows), columns, tuple(values), 2)


def make_analysis() -> Analysis:
    build = Builder()
    build.paragraph(TITLE, 1, level=1)
    grid, table = make_table(build)
    heading = build.paragraph(HEADING, 3, level=2)
    spans = [build.paragraph(one, 3 if one is TOTAL else 4) for one in (TOTAL, ITEM, TRAVEL)]
    document = Document(
        "qingshi.pdf", "ab" * 32, "pdf", build.text, tuple(build.blocks), (grid,), tuple(build.runs), notes=()
    )
    section = Section(0, None, 1, "三", 3, HEADING, "expenditure", "三", heading, Span(heading.start, len(build.text)))
    sentences = tuple(Sentence(i, span, "prose", 0, i + 3, (), 3 if i == 0 else 4) for i, span in enumerate(spans))

    def find(piece: str, inside: Span) -> Span:
        at = build.text.index(piece, inside.start)
        return Span(at, at + len(piece))

    def claim(index: int, kind: str, words: str, number: str, unit: Unit, sentence: int, **more: object) -> Claim:
        span = find(words, spans[sentence])
        at = find(number, span)
        places = len(number.partition(".")[2])
        quantity = Quantity(Decimal(number), unit, places, span=at, raw=number)
        concept = more.pop("concept", Concept(words[:4], measure="决算"))
        return Claim(index, kind, concept, span, at, quantity, sentence, 0, **more)

    archive = ("一般公共服务支出", "档案事务", "档案馆")
    claims = (
        claim(0, "amount", "本年支出合计120.50万元", "120.50", WAN, 0, concept=Concept("本年支出合计", measure="决算")),
        claim(1, "amount", "基本支出80.50万元", "80.50", WAN, 0, whole=0),
        claim(2, "share", "占66.80%", "66.80", PERCENT, 0, about=1, base="本年支出合计"),
        claim(3, "amount", "项目支出40.00万元", "40.00", WAN, 0, whole=0),
        claim(4, "amount", "年初预算为0万元", "0", WAN, 1, concept=Concept("档案馆", archive, "年初预算", 2024)),
        claim(5, "amount", "支出决算为39.78万元", "39.78", WAN, 1, concept=Concept("档案馆", archive, "决算", 2024)),
        Claim(6, "change", Concept("因公出国（境）费"), spans[2], None, None, 2, 0, direction="flat"),
    )
    links = (
        Link(0, ("t0.r0.c0",), 1.0, "Z3 合计"),
        Link(1, ("t0.r1.c1", "t0.r3.c2"), 0.9, "Z3 合计", row="基本支出小计"),
        Link(3, ("t0.r3.c2",), 0.5, "Z3"),
    )
    slots = tuple((Slot("amount", claims[i].number, claims[i].quantity.raw),) for i in (0, 5))
    return Analysis(
        document=document, profile="final-accounts", title=TITLE, unit_name="青石县档案馆", year=2024,
        sections=(section,), sentences=sentences, tables=(table,), claims=claims, links=links,
        loose=(Loose(4, "no_such_cell"), Loose(6, "other_period")),
        templates=(Template("⟨account⟩支出⟨amount⟩。", (2,), ((),)), Template("支出⟨amount⟩。", (0, 1), slots)),
    )  # fmt: skip


CARDS = {
    "NN-101": RuleCard(
        "NN-101",
        "error",
        {"zh": "关系词与数字不符", "en": "relation word against numbers"},
        {
            "zh": {"default": "决算数{left}与年初预算数{right}相比是“{expected}”，正文称“{stated}”"},
            "en": {"default": "final {left} against budget {right} is “{expected}”, the text says “{stated}”"},
        },
        "决算数与预算数的关系词要与数字相符。",
        "T,E",
    ),
    "NN-113": RuleCard("NN-113", "error", {"zh": "占比", "en": "share"}, {"zh": {"cut": "占比应为{figures}"}}, ""),
    "TI-302": RuleCard(
        "TI-302",
        "warning",
        {"zh": "支出决算表分类合计"},
        {
            "zh": {"default": "“{row}”{stated}，各项之和{expected}"},
            "en": {"default": "“{row}” {stated}, sum {expected}"},
        },
        "",
    ),
}


def make_findings(analysis: Analysis) -> tuple[Finding, ...]:
    claims, text = analysis.claims, analysis.document.text
    cell = analysis.cells()["t0.r3.c1"]
    relation = text.index("等于")
    item = Finding(
        rule="NN-101", severity="error", span=Span(claims[4].span.start, relation + 7), variant="default",
        facts={"left": "39.78万元", "right": "0万元", "expected": "大于", "stated": "等于"},
        stated="等于", expected="大于", hint="疑为照抄上年文字",
        evidence=(
            Evidence("clause", "年初预算为0万元", 4, value="0", unit="万元", span=claims[4].span),
            Evidence("cell", "档案馆 39.78", 2, "支出决算表", "档案馆", "基本支出", "39.78", "万元", cell.span, cell.id),
            Evidence("computation", "39.78 − 0 = 39.78"),
        ),
        section="三1", page=4, bbox=(50.0, 100.0, 150.0, 112.0),
        quote=text[claims[4].span.start : relation + 7], id="f00000000001",
    )  # fmt: skip
    share = Finding(
        rule="NN-113", severity="info", span=claims[2].span, variant="cut", facts={"figures": "66.804%"},
        stated="66.80", expected="66.81", unit="%", section="三", page=3, quote="占66.80%", id="f00000000002",
        evidence=(Evidence("computation", "80.50 ÷ 120.50 = 66.804%"),), root="f00000000001",
    )  # fmt: skip
    row = analysis.cells()["t0.r2.c0"]
    table = Finding(
        rule="TI-302", severity="warning", span=row.span,
        facts={"row": "档案事务", "stated": "120.50", "expected": "39.78"}, stated="120.50", expected="39.78",
        unit="万元", page=2, quote="120.50", id="f00000000003",
        evidence=(
            Evidence("cell", "档案事务 120.50", 2, "支出决算表", "档案事务", "本年支出合计", "120.50", "万元", row.span, row.id),
        ),
    )  # fmt: skip
    return (table, share, item)


RUNS = (
    RuleRun("NN-101", "ran", 3, 1),
    RuleRun("NN-102", "nothing_to_check", detail="报告中没有完成率"),
    RuleRun("NN-113", "ran", 2, 1),
    RuleRun("NN-114", "crashed", 1, 0, detail="ZeroDivisionError: 0"),
    RuleRun("TI-302", "ran", 9, 1),
    RuleRun("TX-101", "off"),
)


@pytest.fixture
def analysis() -> Analysis:
    return make_analysis()


@pytest.fixture
def report(analysis: Analysis) -> Report:
    """Partial, with findings of each severity, one following from another, and every ending of a rule."""
    return Report(
        path="qingshi.pdf", sha256="ab" * 32, status="partial", findings=make_findings(analysis), runs=RUNS,
        coverage=Coverage(9, 7, 3, 5, {"no_such_cell": 1, "other_period": 1}, {"list_number": 1, "year": 2}), cards=CARDS,
        notes=("第5页没有文字层",), analysis=analysis, lexicons={"final-accounts": "1.0+0a1b2c3d"},
        timings={"read": 0.1},
    )  # fmt: skip


@pytest.fixture
def clean(analysis: Analysis) -> Report:
    return Report(
        path="clean.txt", sha256="cd" * 32, status="ok", runs=RUNS[:1], coverage=Coverage(9, 7, 3, 7, {}), cards=CARDS,
        analysis=analysis, lexicons={"final-accounts": "1.0+0a1b2c3d"},
    )  # fmt: skip


@pytest.fixture
def failed() -> Report:
    return Report("gone.pdf", "", "failed", error=Failure("input.missing", "gone.pdf: 文件不存在"))
