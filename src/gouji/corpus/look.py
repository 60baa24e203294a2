"""How a report looks on paper: what an office chose once for its pages, apart from what they say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random

import msgspec

from gouji.corpus.chance import happens, pick
from gouji.corpus.document import Block, Break, Cell, Paragraph, Report, Role, Table

_MONEY = re.compile(r"单位\s*[：:]\s*[万亿千百]?元\s*$|公开.{0,4}表\s*$|^表\s*[\d一二三四五六七八九十]+\s*$")
_OWNER = re.compile(r"^(?:编制|填报|预算|公开)?(?:部门|单位)(?:名称)?\s*[：:](?!\s*[万亿千百]?元)")
_PADDING = 5.0
_FEWEST = 2.2
_LONGEST = 15.0
_SMALLEST = 5.0


class Look(msgspec.Struct, frozen=True):
    """The choices of one report. Sizes and margins in points.

    serif: 宋体, else 黑体 for headings and 仿宋 for the body. spacing: line height ÷ size. repeat: table heads return
    on the next page. leaders: the contents name pages. running: a header with the name of the report. number: the form
    of page numbers, {page} of {pages}. joined: the reporting body and the unit of money stand on one line over a table.
    ranged: amounts stand at the right of their cells, else in the middle. inside: title and captions are rows of the
    table, without lines, as in tables that come from a spreadsheet. splits: rows may break over pages. sides: tables
    have lines at their left and right.
    """

    body: float
    table: float
    spacing: float
    margin: float
    row: float
    serif: bool
    repeat: bool
    leaders: bool
    running: bool
    number: str
    joined: bool
    ranged: bool
    inside: bool
    splits: bool
    sides: bool


def look(report: Report) -> Look:
    """The look of a report: the same for the same style and name."""
    rng = Random(f"look/{report.style}/{report.name}")
    return Look(
        body=pick(rng, (12.0, 14.0, 14.0, 15.0, 16.0)),
        table=pick(rng, (8.0, 9.0, 9.0, 10.0, 10.5)),
        spacing=pick(rng, (1.5, 1.7, 1.85)),
        margin=pick(rng, (62.0, 72.0, 79.0, 90.0)),
        row=pick(rng, (14.0, 16.0, 18.0, 20.0)),
        serif=happens(rng, 0.4),
        repeat=happens(rng, 0.5),
        leaders=happens(rng, 0.6),
        running=happens(rng, 0.3),
        number=pick(
            rng, ("{page}", "- {page} -", "— {page} —", "第{page}页", "第 {page} 页 共 {pages} 页", "-{page}-")
        ),
        joined=happens(rng, 0.5),
        ranged=happens(rng, 0.7),
        inside=happens(rng, 0.3),
        splits=happens(rng, 0.3),
        sides=happens(rng, 0.9),
    )


class Group(msgspec.Struct, frozen=True):
    """Blocks that stand on pages of one orientation, with their index in the report; wide: landscape."""

    wide: bool
    blocks: tuple[tuple[int, Block], ...]


def groups(report: Report) -> Iterator[Group]:
    """The blocks in runs of one orientation: a wide table takes its title, captions and notes along.

    Page breaks before the first block and behind the last one break nothing.
    """
    wide = _turned(report.blocks)
    run: list[tuple[int, Block]] = []
    shown = [i for i, block in enumerate(report.blocks) if not isinstance(block, Break)]
    for i, block in enumerate(report.blocks):
        if not shown or not shown[0] <= i <= shown[-1]:
            continue
        if run and wide[i] != wide[run[-1][0]]:
            yield Group(wide[run[-1][0]], tuple(run))
            run = []
        run.append((i, block))
    if run:
        yield Group(wide[run[-1][0]], tuple(run))


def _turned(blocks: Sequence[Block]) -> list[bool]:
    wide = [isinstance(block, Table) and block.wide for block in blocks]
    for i in [i for i, one in enumerate(wide) if one]:
        above, below = around(blocks, i)
        wide[i - len(above) : i + len(below) + 1] = [True] * (len(above) + len(below) + 1)
    for i, block in enumerate(blocks):
        # A break between two wide tables is a break on landscape pages.
        if isinstance(block, Break) and 0 < i < len(blocks) - 1:
            wide[i] = wide[i - 1] and wide[i + 1]
    return wide


def around(blocks: Sequence[Block], index: int) -> tuple[list[Paragraph], list[Paragraph]]:
    """The title and captions right above the table at `index`, and the notes right below it."""
    above = list(_while(reversed(blocks[:index]), ("title", "caption")))
    return above[::-1], list(_while(blocks[index + 1 :], ("note",)))


def _while(blocks: Iterable[Block], roles: tuple[Role, ...]) -> Iterator[Paragraph]:
    """The paragraphs up to the first block that is none in one of the roles."""
    for block in blocks:
        if not isinstance(block, Paragraph) or block.role not in roles:
            return
        yield block


def at_right(caption: str) -> bool:
    """Whether a line over a table stands at its right: the number of the table, the unit of money."""
    return bool(_MONEY.search(caption)) and not _OWNER.match(caption)


def pair(one: Paragraph, other: Block | None) -> bool:
    """Whether two lines over a table fit on one: who reports, and in which unit."""
    if not isinstance(other, Paragraph) or one.role != "caption" or other.role != "caption":
        return False
    return bool(_OWNER.match(one.text)) and at_right(other.text) and "单位" in other.text


def owners(table: Table) -> list[list[Cell]]:
    """The cell that each place of a table belongs to, by row and column."""
    found: list[list[Cell]] = [[Cell(r, c, "") for c in range(table.columns)] for r in range(table.rows)]
    for cell in table.cells:
        for row in found[cell.row : cell.row + cell.rowspan]:
            row[cell.column : cell.column + cell.colspan] = [cell] * cell.colspan
    return found


def widths(table: Table, space: float, size: float) -> tuple[list[float], float]:
    """The widths of the columns in points, together `space`, and the size of type at which amounts fit on one line."""
    least, wished = [_FEWEST] * table.columns, [_FEWEST] * table.columns
    for cell in table.cells:
        if cell.colspan > 1:
            continue
        ems = _ems(cell.text)
        if cell.figure or cell.text.isdigit():
            least[cell.column] = max(least[cell.column], ems)
        wished[cell.column] = max(wished[cell.column], min(ems, _LONGEST))
    padding = _PADDING * table.columns
    size = max(min(size, (space - padding) / sum(least)), _SMALLEST)
    room = space - padding - size * sum(least)
    more = [max(want - need, 0.3) for want, need in zip(wished, least, strict=True)]
    share = room / sum(more)
    return [need * size + _PADDING + share * extra for need, extra in zip(least, more, strict=True)], size


def _ems(text: str) -> float:
    return sum(1.0 if ord(char) > 0x2E80 else 0.58 for char in text)
