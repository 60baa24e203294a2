"""A report being changed: blocks replaced one at a time, each only once, and what was planted."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from random import Random
from typing import Literal

import msgspec

from gouji.corpus.document import Block, Claim, Paragraph, Piece, Place, Planted, Report, Table
from gouji.lexicon import LexiconFile, builtin_root, parse

Rules = tuple[str, ...]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Mutation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of fault or trap: its names in gold, how often it is tried, in words.

    weight 0: never together with others, only by itself. by: the function that plants it, if not named like it. rules: ids that may report it, first the one it is made for;
    empty where they depend on the place (`over` the amounts or the percentages of the prose). only: plant it only where
    this rule is the first. Numbers that are set to
    something else say which (subject, measure, what; `beside` words of its paragraph; tabled: a table must show it) and to
    what: see `restated` in `restated.py`.
    """

    name: str
    kind: str
    explain: str
    weight: int = 1
    severity: Literal["error", "suspicious", "rounding_ok"] = "error"
    scope: str = "numeric"
    rules: Rules = ()
    by: str = ""
    over: Literal["", "amount", "share"] = ""
    only: str = ""
    subject: tuple[str, ...] = ()
    what: str = ""
    measure: str = ""
    to: Literal["", "nothing", "some", "above", "below", "slip", "more", "tenth"] = ""
    of: tuple[str, ...] = ()
    beside: str = ""
    tabled: bool = False

    @property
    def label(self) -> str:
        """Its name, with the rule that it is restricted to: part of file names."""
        return f"{self.name}-{self.only}" if self.only else self.name


class FaultsFile(LexiconFile, frozen=True, kw_only=True):
    """`faults.toml`: see the comments there."""

    amount: dict[str, Rules]
    share: dict[str, Rules]
    rate: dict[str, Rules]
    table: dict[str, Rules]
    mutation: tuple[Mutation, ...]
    trap: tuple[Mutation, ...]
    words: dict[str, tuple[str, ...]]


@cache
def faults() -> FaultsFile:
    """The faults. Raises LexiconError on a broken file."""
    return parse(builtin_root() / "corpus" / "faults.toml", FaultsFile)


class Spot(msgspec.Struct, frozen=True):
    """A piece of a paragraph, by its indices."""

    block: int
    paragraph: Paragraph
    index: int

    @property
    def piece(self) -> Piece:
        """The piece."""
        return self.paragraph.pieces[self.index]

    @property
    def claim(self) -> Claim:
        """The claim of a piece that has one."""
        assert self.piece.claim is not None
        return self.piece.claim

    def before(self, kind: str = "amount") -> Claim | None:
        """The nearest claim of that kind to the left in the paragraph."""
        left = (piece.claim for piece in reversed(self.paragraph.pieces[: self.index]))
        return next((claim for claim in left if claim and claim.kind == kind), None)


class Draft:
    """The blocks of a report, some of them changed."""

    def __init__(self, report: Report, rng: Random) -> None:
        self.report = report
        self.rng = rng
        self.blocks: list[Block] = list(report.blocks)
        self.planted: list[Planted] = []
        self._touched: set[int] = set()

    def spots(self) -> Iterator[Spot]:
        """All pieces of body paragraphs and headings that were not changed yet."""
        for i, block in enumerate(self.blocks):
            if i not in self._touched and isinstance(block, Paragraph) and block.role in ("body", "heading"):
                yield from (Spot(i, block, j) for j in range(len(block.pieces)))

    def claims(self, *kinds: str) -> list[Spot]:
        """The numbers of these kinds."""
        return [spot for spot in self.spots() if spot.piece.claim and spot.piece.claim.kind in kinds]

    def tables(self) -> list[tuple[int, Table]]:
        """The tables that were not changed yet."""
        return [(i, b) for i, b in enumerate(self.blocks) if isinstance(b, Table) and i not in self._touched]

    def paragraph(self, block: int) -> Paragraph:
        """The paragraph at `block` as it stands now."""
        found = self.blocks[block]
        assert isinstance(found, Paragraph)
        return found

    def replace(self, spot: Spot, *pieces: Piece, also: int = 1) -> None:
        """Put `pieces` in place of the piece and the `also` − 1 ones behind it."""
        old = spot.paragraph.pieces
        made = (*old[: spot.index], *pieces, *old[spot.index + also :])
        self.blocks[spot.block] = msgspec.structs.replace(spot.paragraph, pieces=made)
        self._touched.add(spot.block)

    def replace_table(self, block: int, table: Table) -> None:
        """Put another table in place of the one at `block`."""
        self.blocks[block] = table
        self._touched.add(block)

    def cut(self, start: int, end: int) -> None:
        """Take the blocks from `start` to before `end` out. Only before anything else is planted: places move."""
        assert not self.planted and not self._touched
        del self.blocks[start:end]

    def insert(self, at: int, block: Block) -> None:
        """Put a block before the one at `at`. Only before anything else is planted."""
        assert not self.planted and not self._touched
        self.blocks.insert(at, block)

    def plant(
        self,
        mutation: Mutation,
        rules: Rules,
        block: int,
        *,
        pieces: tuple[int, int] | None = None,
        row: int | None = None,
        stated: str = "",
        expected: str = "",
        evidence: str = "",
        anywhere: bool = False,
        also: Iterable[Place] = (),
    ) -> bool:
        """Note what was planted, and the other places that it changes; always True, for callers that say so."""
        self.planted.append(
            Planted(
                mutation=mutation.name, kind=mutation.kind, severity=mutation.severity, rules=rules, block=block,
                pieces=pieces, row=row, stated=stated, expected=expected, evidence=evidence,
                explain=mutation.explain, scope=mutation.scope, anywhere=anywhere, also=tuple(also),
            )
        )  # fmt: skip
        return True

    def clause(self, spot: Spot) -> tuple[int, int]:
        """The range of pieces from the start of the clause that the piece stands in to the piece itself."""
        start = spot.index
        while start and not _ends(spot.paragraph.pieces[start - 1].text):
            start -= 1
        return start, spot.index + 1


def _ends(text: str) -> bool:
    return text.rstrip().endswith(("。", "；"))


def restate(piece: Piece, text: str) -> Piece:
    """The piece of a number with another number in it (“39.87万元”), its claim following."""
    assert piece.claim is not None
    value = Decimal(text.replace(",", ""))
    places = len(text.partition(".")[2])
    return Piece(
        piece.text.replace(digits(piece), text),
        msgspec.structs.replace(piece.claim, value=value, places=places),
        piece.tag,
    )


def digits(piece: Piece) -> str:
    """The number of a piece as written, without unit."""
    match = _NUMBER.search(piece.text)
    assert match is not None
    return match[0]
