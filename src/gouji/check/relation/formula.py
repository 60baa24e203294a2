"""The formula language of table relations: what it can say, and its parser.

    Z1[收入总计] = Z1[本年收入合计] + Z1[年初结转和结余]?
    Z3[{行}, 合计] = Z3[{行}, 基本支出] + Z3[{行}, 项目支出]
    Z3[{父}, {列}] = Σ Z3[{父}/下级, {列}]
    ZS[合计, 合计@预算] ≥ 0
    ZS[合计, 公务接待费] ⇔ 文[公务接待批次]

`⇔`: both sides are zero or neither is; `⇒`: where the left side is not zero, neither is the right one.

A reference is `FORM[panel:row, column@measure]`; only the row is needed. Names are canonical names of rows and
columns, or account codes; `甲|乙` takes the first that the table has, `甲/乙` is the row 乙 below 甲.
文[figure] is a figure that the narrative states, named in figures.toml. `?` after a reference: 0 where the table, row or column does not exist. `Σ` adds the rows that the reference picks:
`类` (accounts without a parent), `款`, `项`, `行` (the lines of a panel above its first total), `…/下级` (the accounts one level below), `…/上列` (the lines above
that total). Variables stand for every row or column in turn: {行} every row, {类} {款} {项} the accounts of that level,
{父} every account with accounts below it, {列} every column.
"""

import re
from functools import cache
from typing import Literal, NoReturn

import msgspec

Sign = Literal["=", "≤", "≥", "⇔", "⇒"]

NARRATIVE = "文"
"""The form that stands for the narrative: its rows are the figures that it states."""

ROW_VARIABLES = ("行", "类", "款", "项", "父")
COLUMN_VARIABLE = "列"
_LEVELS = ("类", "款", "项", "行")
_GROUPS = ("下级", "上列")
_TOKEN = re.compile(
    r"\s*(?:(?P<form>文|[A-Z][A-Z0-9]*)\s*\[(?P<body>[^\[\]]*)\](?P<optional>\?)?|(?P<number>\d+(?:\.\d+)?)|(?P<mark>Σ|\+|-|−|=|≤|≥|⇔|⇒|<=|>=))"
)
_CANON = {"−": "-", "<=": "≤", ">=": "≥"}


class RowPick(msgspec.Struct, frozen=True):
    """Which rows: exactly one of names, variable and level is set; `below` names the parent of a row or group.

    group: “下级” or “上列” of the row that names or variable give.
    """

    names: tuple[str, ...] = ()
    variable: str = ""
    level: str = ""
    group: str = ""
    below: tuple[str, ...] = ()
    panel: str = ""

    @property
    def many(self) -> bool:
        """Whether it may pick several rows."""
        return bool(self.group or self.level)


class Ref(msgspec.Struct, frozen=True):
    """A reference to cells of a form. columns empty: the only value column of the row's panel."""

    form: str
    row: RowPick
    columns: tuple[str, ...] = ()
    each_column: bool = False
    measure: str = ""
    optional: bool = False
    text: str = ""


class Term(msgspec.Struct, frozen=True):
    """A reference (summed over its rows) or a number, added or subtracted."""

    factor: Literal[1, -1]
    ref: Ref | None = None
    number: str = "0"


class Formula(msgspec.Struct, frozen=True):
    """Two sums and what must hold between them; `refs` are all references, from left to right."""

    text: str
    left: tuple[Term, ...]
    sign: Sign
    right: tuple[Term, ...]
    refs: tuple[Ref, ...]

    @property
    def logical(self) -> bool:
        """Whether only zero or not zero counts."""
        return self.sign in ("⇔", "⇒")


@cache
def parse(text: str) -> Formula:
    """The formula that `text` says. Raises ValueError naming what is wrong and where."""
    sides: list[list[Term]] = [[]]
    sign = ""
    factor: Literal[1, -1] = 1
    summed, expects_term, at = False, True, 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if not token:
            _fail(text, at, "neither a reference, a number nor a sign")
        at, mark = token.end(), _CANON.get(token["mark"] or "", token["mark"])
        if mark is None:
            if not expects_term:
                _fail(text, token.start(), "a sign is missing before this")
            sides[-1].append(_term(token, factor, summed))
            factor, summed, expects_term = 1, False, False
        elif mark == "Σ" and expects_term and not summed:
            summed = True
        elif mark in "+-" and (not expects_term or (mark == "-" and not summed)):
            factor, expects_term = (1 if mark == "+" else -1), True
        elif mark in "=≤≥⇔⇒" and not expects_term and not sign:
            sign, expects_term = mark, True
            sides.append([])
        else:
            _fail(text, token.start(), f"{mark} is out of place")
    if not sign or expects_term:
        raise ValueError(f"{text}: a relation needs two sides with =, ≤, ≥, ⇔ or ⇒ between them")
    refs = tuple(term.ref for side in sides for term in side if term.ref)
    if not refs:
        raise ValueError(f"{text}: a relation needs at least one reference to a table")
    return Formula(text, tuple(sides[0]), sign, tuple(sides[1]), refs)  # type: ignore[arg-type]


def _term(token: re.Match[str], factor: Literal[1, -1], summed: bool) -> Term:
    if token["number"]:
        return Term(factor, None, token["number"])
    ref = _ref(token)
    if summed != ref.row.many:
        wanted = "picks several rows and needs Σ" if ref.row.many else "picks one row: Σ has nothing to add"
        raise ValueError(f"{token.string}: {ref.text} {wanted}")
    return Term(factor, ref)


def _ref(token: re.Match[str]) -> Ref:
    parts = [part.strip() for part in token["body"].split(",")]
    if len(parts) > 2 or not all(parts):
        raise ValueError(f"{token.string}: {token[0].strip()} needs a row, or a row and a column")
    row, _, row_measure = parts[0].partition("@")
    column, _, measure = (parts[1] if len(parts) > 1 else "").partition("@")
    each = column.strip() == f"{{{COLUMN_VARIABLE}}}"
    if "{" in column and not each:
        raise ValueError(f"{token.string}: {column.strip()} is no column variable; there is {{{COLUMN_VARIABLE}}}")
    return Ref(
        form=token["form"],
        row=_row(row.strip(), token.string),
        columns=() if each or not column else _names(column),
        each_column=each,
        measure=(measure or row_measure).strip(),
        optional=bool(token["optional"]),
        text=token[0].strip().removesuffix("?"),
    )


def _row(text: str, whole: str) -> RowPick:
    panel, colon, rest = text.rpartition(":")
    steps = [step.strip() for step in rest.split("/")]
    if len(steps) > 2 or not all(steps) or (colon and not panel.strip()):
        raise ValueError(f"{whole}: {text!r} is no row")
    panel = panel.strip()
    head, tail = steps[0], steps[1] if len(steps) > 1 else ""
    if head.startswith("{"):
        variable = head.strip("{}")
        if variable not in ROW_VARIABLES:
            known = " ".join(f"{{{name}}}" for name in ROW_VARIABLES)
            raise ValueError(f"{whole}: {head} is no row variable; there are {known}")
        if tail and tail != "下级":
            raise ValueError(f"{whole}: {head}/{tail}: only 下级 can stand below a variable")
        return RowPick(variable=variable, group=tail, panel=panel)
    if head in _LEVELS and not tail:
        return RowPick(level=head, panel=panel)
    if tail in _GROUPS:
        return RowPick(names=_names(head), group=tail, panel=panel)
    if tail:
        return RowPick(names=_names(tail), below=_names(head), panel=panel)
    return RowPick(names=_names(head), panel=panel)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


def _fail(text: str, at: int, why: str) -> NoReturn:
    raise ValueError(f"{text}: {why}: {text[at:].strip()[:20]!r}")
