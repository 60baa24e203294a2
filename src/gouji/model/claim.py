"""Claims: what a sentence states in numbers, and the cells that it restates."""

from typing import Literal

import msgspec

from gouji.model.quantity import Quantity
from gouji.model.text import Span

ClaimKind = Literal["amount", "share", "change", "rate", "completion", "count", "comparison", "listing", "nothing"]
Direction = Literal["increase", "decrease", "flat"]
Relation = Literal["equal", "greater", "less", "about_equal", "not_over", "not_under"]


class Concept(msgspec.Struct, frozen=True):
    """What a number is said to measure.

    subject: canonical name of the item (“收入支出总计”, “财政拨款收入”, “行政运行”); path: account names from 类 down to
    the item where given; measure: “决算”, “预算”, “年初预算”, “全年预算”, “调整预算”, “执行数” … as in `Column.measure`,
    empty if the sentence leaves it open; period: fiscal year, None for the report's own, 0 for another
    one that cannot be told; fund: “一般公共预算”,
    “政府性基金”, “国有资本经营”, “财政拨款” or empty for all funds; nature: “基本支出”, “项目支出” … or empty.
    """

    subject: str
    path: tuple[str, ...] = ()
    measure: str = ""
    period: int | None = None
    fund: str = ""
    nature: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """“决算数 大于 预算数”: the word as written, its meaning, and the measures on either side."""

    word: str
    relation: Relation
    left: str
    right: str
    span: Span


class Claim(msgspec.Struct, frozen=True):
    """One numeric statement.

    span: the clause that states it (the quote shown to users). number: the characters of number and unit.
    sentence, section: indices into the analysis. about: index of the claim that this one qualifies: the amount
    that a share, change, rate or completion speaks of. against: index of the claim with the other value where the
    text gives it (the budget of a completion or comparison, last year's amount of a change).
    whole: index of the total that this claim is a part of (其中), and exhaustive says whether the parts are
    meant to be all. base: the words for what a share, completion or change is measured against
    (“本年支出合计”, “年初预算”, “上年”). change: `quantity` is the amount of change, always ≥ 0, direction its
    sign. rate: the same in percent. comparison: set for kind “comparison” only; about is its left value and
    against its right one. listing: names listed (“主要包括：办公费、…”), about is the amount they explain.
    nothing: “无…支出”, quantity is zero by meaning and number is None.
    reason: the stated cause. residue: template choice left standing (“增加（减少）”).
    """

    index: int
    kind: ClaimKind
    concept: Concept
    span: Span
    number: Span | None
    quantity: Quantity | None
    sentence: int
    section: int | None
    direction: Direction | None = None
    about: int | None = None
    against: int | None = None
    whole: int | None = None
    exhaustive: bool = False
    base: str = ""
    comparison: Comparison | None = None
    names: tuple[str, ...] = ()
    reason: Span | None = None
    residue: bool = False


class Reason(msgspec.Struct, frozen=True):
    """A stated cause: `span` covers its words only, `claims` are the claims that it explains."""

    span: Span
    sentence: int
    claims: tuple[int, ...]


class Mention(msgspec.Struct, frozen=True):
    """A number of the narrative that is no claim: year, date, document number, list number, threshold …"""

    span: Span
    why: str


class Link(msgspec.Struct, frozen=True):
    """A claim and the cells that it restates: one cell, or several whose sum it states (`row` then names the sum).

    definition: the cells are the same by definition only and need not be equal. near: the account is known only by
    the likeness of its name.
    score in (0, 1]; why is a short readable reason, such as “Z5 科目 2013701 · 决算 · 合计”.
    """

    claim: int
    cells: tuple[str, ...]
    score: float
    why: str
    row: str = ""
    definition: bool = False
    near: bool = False


class Loose(msgspec.Struct, frozen=True):
    """A claim without a cell: the reason key (“no_such_cell”, “ambiguous”, “other_period”, “other_body” …) and rival cells."""

    claim: int
    why: str
    rivals: tuple[str, ...] = ()
