"""Faults of lists that tell account by account: one left out, one told twice."""

import msgspec

from gouji.corpus.accounts import name_of
from gouji.corpus.chance import pick
from gouji.corpus.document import Block, Paragraph, Piece
from gouji.corpus.faults.draft import Draft, Mutation

_KEYS = ("item", "plan_item", "brief_item")
_ITEM = 7
"""Digits of an account that is told by itself."""
_ENOUGH = 5


def item_dropped(draft: Draft, mutation: Mutation) -> bool:
    """An account is not told of; those below it keep their numbers in order."""
    runs = _runs(draft.blocks)
    options = [(run, i) for run in runs if len(run) > 1 for i in range(len(run)) if _alone(draft, run[i])]
    if sum(map(len, runs)) < _ENOUGH or not options:
        return False
    run, i = pick(draft.rng, options)
    start, end = run[i]
    words = "".join(block.text for block in draft.blocks[start:end] if isinstance(block, Paragraph))
    for n, (first, _) in enumerate(run[i + 1 :], i + 1):
        _renumber(draft, first, n)
    draft.cut(start, end)
    cover = next(i for i, block in enumerate(draft.blocks) if isinstance(block, Paragraph))
    return draft.plant(mutation, mutation.rules, cover, pieces=(0, 1), stated="", expected=words, anywhere=True)


def item_doubled(draft: Draft, mutation: Mutation) -> bool:
    """An account is told of once more at the end of its list; the gold marks the copy."""
    runs = [run for run in _runs(draft.blocks) if len(run) > 1]
    if sum(map(len, runs)) < _ENOUGH:
        return False
    run = pick(draft.rng, runs)
    start, end = pick(draft.rng, run[:-1])
    at = run[-1][1]
    copies = draft.blocks[start:end]
    for block in reversed(copies):
        draft.insert(at, block)
    _renumber(draft, at, len(run) + 1)
    last = at + len(copies) - 1
    words = draft.paragraph(last)
    return draft.plant(
        mutation, mutation.rules, last, pieces=(0, len(words.pieces)), stated=words.text, expected="",
        evidence=draft.paragraph(start).text,
    )  # fmt: skip


def _runs(blocks: list[Block]) -> list[list[tuple[int, int]]]:
    """The lists of accounts: of each account where its blocks begin and end."""
    runs: list[list[tuple[int, int]]] = []
    before: Paragraph | None = None
    for i, block in enumerate(blocks):
        told = isinstance(block, Paragraph) and block.key in _KEYS and len(block.about) == _ITEM
        if not isinstance(block, Paragraph) or not told:
            before = None
            continue
        if before is None or (before.about != block.about and block.pieces[0].text == "1"):
            runs.append([])
        if before is not None and before.about == block.about:
            runs[-1][-1] = (runs[-1][-1][0], i + 1)
        else:
            runs[-1].append((i, i + 1))
        before = block
    return runs


def _alone(draft: Draft, place: tuple[int, int]) -> bool:
    """Whether nothing else in the lists bears the account's name: it might be taken for it."""
    name = name_of(draft.paragraph(place[0]).about)
    others = [block.text for block in draft.blocks if isinstance(block, Paragraph) and block.key in _KEYS]
    return sum(name in other for other in others) == 1


def _renumber(draft: Draft, block: int, number: int) -> None:
    """Give the account that begins at `block` another number in its list."""
    paragraph = draft.paragraph(block)
    pieces = list(paragraph.pieces)
    at = next((i for i, piece in enumerate(pieces[:2]) if piece.text.isdigit()), None)
    if at is not None:
        pieces[at] = Piece(str(number))
        draft.blocks[block] = msgspec.structs.replace(paragraph, pieces=tuple(pieces))
