"""Faults of the whole: sections, tables and notes that are missing, contents that differ, names of others."""

from collections.abc import Callable
from itertools import pairwise

import msgspec

from gouji.corpus.accounts import accounts, name_of
from gouji.corpus.chance import pick
from gouji.corpus.document import Block, Cell, Paragraph, Piece, Place, Table
from gouji.corpus.faults.draft import Draft, Mutation, faults
from gouji.corpus.look import around
from gouji.corpus.numbers import plain

_LISTED = 3
"""Headings of a part that contents must list before one that is missing stands out."""


def section_missing(draft: Draft, mutation: Mutation) -> bool:
    """A section that must be there is gone, and its line in the contents with it."""
    options = [
        i for i, block in enumerate(draft.blocks)
        if isinstance(block, Paragraph) and block.role == "heading" and block.key in mutation.subject
        and block.level == 2 and isinstance(_next(draft.blocks, i), Paragraph) and not _elsewhere(draft.blocks, i)
    ]  # fmt: skip
    if not options:
        return False
    at = pick(draft.rng, options)
    heading = draft.blocks[at]
    assert isinstance(heading, Paragraph)
    end = _end(draft.blocks, at)
    draft.cut(at, end)
    _uncontent(draft, heading.pieces[-1].text)
    return _missing(draft, mutation, heading.text)


def _end(blocks: list[Block], heading: int) -> int:
    """Where the section under a heading ends."""
    return next(i for i in range(heading + 1, len(blocks) + 1) if i == len(blocks) or _ends(blocks[i]))


def _elsewhere(blocks: list[Block], heading: int) -> bool:
    """Whether the report speaks of the matter in another place: that there is none below a table, or in a report annexed."""
    told = [block for block in blocks[heading : _end(blocks, heading)] if isinstance(block, Paragraph)]
    counted = any(piece.claim and piece.claim.value for block in told for piece in block.pieces)
    key = told[0].key
    annexed = any(isinstance(block, Paragraph) and block.key == "annex" for block in blocks)
    return not counted or (key == "performance" and annexed)


def table_missing(draft: Draft, mutation: Mutation) -> bool:
    """A table that must be there is gone with all that belongs to it."""
    options = [(i, table) for i, table in draft.tables() if table.key in mutation.subject]
    if not options:
        return False
    at, table = pick(draft.rng, options)
    above, below = around(draft.blocks, at)
    draft.cut(at - len(above), at + len(below) + 1)
    return _missing(draft, mutation, table.title)


def empty_note_missing(draft: Draft, mutation: Mutation) -> bool:
    """A table without a figure, a bare 0.00 included, that lacks the sentence that says so."""
    options = [
        i for i, block in enumerate(draft.blocks)
        if isinstance(block, Paragraph) and block.key == "empty" and _blank(draft.blocks, i)
    ]  # fmt: skip
    if not options:
        return False
    at = pick(draft.rng, options)
    note = draft.blocks[at]
    assert isinstance(note, Paragraph)
    draft.cut(at, at + 1)
    return _missing(draft, mutation, note.text)


def _blank(blocks: list[Block], note: int) -> bool:
    """Whether the table above a note prints no number at all."""
    table = next((block for block in reversed(blocks[:note]) if isinstance(block, Table)), None)
    return table is not None and not any(cell.figure and cell.text.strip() for cell in table.cells)


def empty_note_wrong(draft: Draft, mutation: Mutation) -> bool:
    """A table with figures that a note calls empty."""
    options = [
        i for i, table in draft.tables()
        if table.key in mutation.subject and any(cell.figure and plain(cell.text) for cell in table.cells)
    ]  # fmt: skip
    if not options:
        return False
    at = pick(draft.rng, options)
    words = pick(draft.rng, faults().words["empty"]).replace("{year}", str(draft.report.year))
    _, below = around(draft.blocks, at)
    draft.insert(at + 1 + len(below), Paragraph((Piece(words),), role="note", key="empty"))
    return draft.plant(mutation, mutation.rules, at + 1 + len(below), pieces=(0, 1), stated=words)


def term_missing(draft: Draft, mutation: Mutation) -> bool:
    """A term that the report uses is not explained; the entries below keep their numbers in order."""
    terms = [i for i, block in enumerate(draft.blocks) if isinstance(block, Paragraph) and block.key == "glossary"]
    wanted = [i for i in terms if _text(draft.blocks[i]).partition("、")[2].startswith(mutation.subject)]
    if not wanted:
        return False
    at = pick(draft.rng, wanted)
    words = _text(draft.blocks[at])
    for i in reversed([i for i in terms if i > at]):
        above, below = draft.blocks[i - 1], draft.blocks[i]
        assert isinstance(above, Paragraph) and isinstance(below, Paragraph)
        draft.blocks[i] = msgspec.structs.replace(below, pieces=(above.pieces[0], *below.pieces[1:]))
    draft.cut(at, at + 1)
    return _missing(draft, mutation, words)


def contents_renamed(draft: Draft, mutation: Mutation) -> bool:
    """A line of the contents with other words than the heading that it stands for; the gold marks the line."""
    return _contents(draft, mutation, lambda text: text.replace("情况说明", "说明情况表") if "情况说明" in text else "")


def contents_missing(draft: Draft, mutation: Mutation) -> bool:
    """A heading that the contents leave out."""
    options = [i for i, block in enumerate(draft.blocks) if isinstance(block, Paragraph) and block.role == "toc"]
    # Of a part with few headings nobody can tell that the contents mean to list them all.
    levels = {i: getattr(draft.blocks[i], "level", 0) for i in options}
    parts = [i for i in options if levels[i] == 1] or [0]
    below = [
        [i for i in options if levels[i] == 2 and start < i < end]
        for start, end in pairwise([*parts, max(options, default=0) + 1])
    ]
    options = [i for run in below if len(run) > _LISTED for i in run[1:-1]]
    if not options:
        return False
    at = pick(draft.rng, options)
    words = _text(draft.blocks[at])
    draft.cut(at, at + 1)
    return _missing(draft, mutation, words)


def _contents(draft: Draft, mutation: Mutation, change: Callable[[str], str]) -> bool:
    options = [
        (i, block, new)
        for i, block in enumerate(draft.blocks)
        if isinstance(block, Paragraph) and block.role == "toc" and block.level == 2 and (new := change(block.text))
    ]
    if not options:
        return False
    at, block, new = pick(draft.rng, options)
    draft.blocks[at] = msgspec.structs.replace(block, pieces=(Piece(new),))
    return draft.plant(
        mutation, mutation.rules, at, pieces=(0, 1), stated=new, expected=block.text, anywhere=True
    )  # fmt: skip


def passage_repeated(draft: Draft, mutation: Mutation) -> bool:
    """A paragraph that stands twice."""
    options = [
        i for i, block in enumerate(draft.blocks)
        if isinstance(block, Paragraph) and block.role == "body" and block.key == "duties" and len(block.text) > 20
    ]  # fmt: skip
    if not options:
        return False
    at = pick(draft.rng, options)
    old, nxt = draft.blocks[at], draft.blocks[at + 1]
    assert isinstance(old, Paragraph)
    mark = nxt.pieces[0] if isinstance(nxt, Paragraph) and nxt.key == "duties" else old.pieces[0]
    draft.insert(at + 1, msgspec.structs.replace(old, pieces=(mark, *old.pieces[1:])))
    return draft.plant(
        mutation,
        mutation.rules,
        at + 1,
        pieces=(1, len(old.pieces)),
        stated=old.text,
        evidence=old.text,
        also=(Place(at + 2, (0, len(nxt.pieces))),) if isinstance(nxt, Paragraph) else (),
    )


def other_body(draft: Draft, mutation: Mutation) -> bool:
    """The name of another body over a table."""
    name = pick(draft.rng, faults().words["others"])
    return _captions(draft, mutation, draft.report.unit, name)


def money_unit_lost(draft: Draft, mutation: Mutation) -> bool:
    """A table that does not say in which unit of money it is."""
    options = [
        i for i, block in enumerate(draft.blocks)
        if isinstance(block, Paragraph) and block.role == "caption" and block.text.endswith("万元")
        and _filled(draft, i)
    ]  # fmt: skip
    if not options:
        return False
    at = pick(draft.rng, options)
    words = _text(draft.blocks[at])
    draft.cut(at, at + 1)
    return _missing(draft, mutation, words)


def money_unit_wrong(draft: Draft, mutation: Mutation) -> bool:
    """A table in 万元 that says 元: all its rows are wrong."""
    return _captions(draft, mutation, "万元", "元", filled=True)


def _filled(draft: Draft, caption: int) -> tuple[Place, ...]:
    """The rows with amounts of the table below a caption: without any no unit is wrong; none of a table of a form of its own,
    whose numbers need not be money.
    """
    at, table = next(((i, b) for i, b in enumerate(draft.blocks) if i > caption and isinstance(b, Table)), (0, None))
    known = table is not None and table.key in faults().table
    rows = (
        dict.fromkeys(cell.row for cell in table.cells if cell.figure and plain(cell.text)) if table and known else ()
    )
    return tuple(Place(at, row=row) for row in rows)


def _captions(draft: Draft, mutation: Mutation, old: str, new: str, *, filled: bool = False) -> bool:
    options = [
        (i, block) for i, block in enumerate(draft.blocks)
        if isinstance(block, Paragraph) and block.role == "caption" and old in block.text
        and (not filled or _filled(draft, i))
    ]  # fmt: skip
    if len(options) < 2:
        return False
    at, block = pick(draft.rng, options)
    words = block.text.replace(old, new)
    draft.blocks[at] = msgspec.structs.replace(block, pieces=(Piece(words),))
    return draft.plant(
        mutation, mutation.rules, at, pieces=(0, 1), stated=words, expected=block.text, evidence=draft.report.unit,
        anywhere=True, also=_filled(draft, at) if filled else (),
    )  # fmt: skip


def name_wrong(draft: Draft, mutation: Mutation) -> bool:
    """In a table, the name of an account beside the code of another one."""
    return _account(draft, mutation, lambda code: name_of(pick(draft.rng, _others(code))), name=True)


def code_wrong(draft: Draft, mutation: Mutation) -> bool:
    """In a table, a code with two digits swapped: of another group, or of none."""
    return _account(draft, mutation, _swapped, name=False)


def code_foreign(draft: Draft, mutation: Mutation) -> bool:
    """In a table by functional accounts, an economic account: the sums above it lack it."""
    return _account(draft, mutation, lambda code: pick(draft.rng, ("30101", "30201", "30217")), name=False)


def _swapped(code: str) -> str:
    group = code[4] + code[3] if code[3] != code[4] else code[3] + str((int(code[4]) + 3) % 10)
    return code[:3] + group + code[5:]


def _others(code: str) -> list[str]:
    return sorted(one for trade in accounts().trade for one in trade.work if one[:3] != code[:3] and len(one) == 7)


def _account(draft: Draft, mutation: Mutation, change: Callable[[str], str], *, name: bool) -> bool:
    options = [
        (block, table, i, i + 1)
        for block, table in draft.tables()
        for i, cell in enumerate(table.cells[:-1])
        if cell.text.isdigit() and len(cell.text) == 7 and not cell.figure and _beside(cell, table.cells[i + 1])
    ]
    if not options:
        return False
    block, table, code, beside = pick(draft.rng, options)
    at = beside if name else code
    old = table.cells[at]
    cell = msgspec.structs.replace(old, text=change(table.cells[code].text))
    cells = (*table.cells[:at], cell, *table.cells[at + 1 :])
    draft.replace_table(block, msgspec.structs.replace(table, cells=cells))
    sums = () if name else (Place(block, row=row) for row in _above(table, table.cells[code].text))
    return draft.plant(
        mutation,
        mutation.rules,
        block,
        row=old.row,
        stated=cell.text,
        expected=old.text,
        evidence=table.title,
        also=sums,
    )


def _above(table: Table, account: str) -> list[int]:
    """The rows of the class and the group of an account."""
    return [cell.row for cell in table.cells if cell.text in (account[:3], account[:5]) and not cell.figure]


def _beside(code: Cell, name: Cell) -> bool:
    return name.row == code.row and not name.figure and bool(name.text) and not name.text.isdigit()


def total_blank(draft: Draft, mutation: Mutation) -> bool:
    """A row whose total is blank while its parts are not."""
    return _cell(draft, mutation, "")


def total_zero(draft: Draft, mutation: Mutation) -> bool:
    """A row whose total is 0.00 while its parts are not."""
    return _cell(draft, mutation, "0.00")


def _cell(draft: Draft, mutation: Mutation, text: str) -> bool:
    options = [
        (block, table, cell)
        for block, table in draft.tables()
        for cell in table.cells
        if cell.figure and cell.figure.column in ("spent", "income", "general", "fund") and len(cell.figure.row) == 7
        and plain(cell.text) and table.key in faults().table and _parts(table, cell)
    ]  # fmt: skip
    if not options:
        return False
    block, table, cell = pick(draft.rng, options)
    cells = tuple(msgspec.structs.replace(one, text=text) if one is cell else one for one in table.cells)
    draft.replace_table(block, msgspec.structs.replace(table, cells=cells))
    rules = tuple(dict.fromkeys((*mutation.rules, *faults().table[table.key])))
    return draft.plant(
        mutation, rules, block, row=cell.row, stated=text, expected=cell.text, evidence=f"{table.title} {cell.label}"
    )


def _parts(table: Table, cell: Cell) -> bool:
    """Whether other amounts of the account stand in the row."""
    row = [one for one in table.cells if one.row == cell.row and one.figure and one is not cell]
    return any(plain(one.text) and one.figure and one.figure.row == (cell.figure and cell.figure.row) for one in row)


def _missing(draft: Draft, mutation: Mutation, words: str) -> bool:
    """Gold for something that is not there: it marks the cover, and any finding of its rules is it."""
    at = next(i for i, block in enumerate(draft.blocks) if isinstance(block, Paragraph))
    return draft.plant(mutation, mutation.rules, at, pieces=(0, 1), stated="", expected=words, anywhere=True)


def _uncontent(draft: Draft, words: str) -> None:
    """Take the line of a heading out of the contents."""
    for i, block in enumerate(draft.blocks):
        if isinstance(block, Paragraph) and block.role == "toc" and block.text.endswith(words):
            draft.cut(i, i + 1)
            return


def _ends(block: Block) -> bool:
    return not isinstance(block, Paragraph) or (block.role == "heading" and block.level <= 2)


def _next(blocks: list[Block], at: int) -> Block | None:
    return blocks[at + 1] if at + 1 < len(blocks) else None


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""
