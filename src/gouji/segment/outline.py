"""The headings of a document: which blocks and sentences head a section, and the tree that they make."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from gouji.language.fold import fold
from gouji.language.numbering import Marker, find_marker
from gouji.model import Block, Document, Folded, Section, Span
from gouji.segment.split import sentence_spans, title_end
from gouji.segment.titles import Kinds

_TITLE_RANK = 10
"""An unnumbered heading that the lexicon knows: it stands for 第一部分."""
_STANDOUT_RANK = 17
"""An unnumbered heading that stands out only by its place or size: above 一、."""
_LONGEST_TITLE = 60
_LONGEST_STANDOUT = 40
_LARGER = 1.2
_LONGEST_LIST = 1000
"""Characters before a number within which the one before it is looked for."""
_GLOSSARY = "glossary"
_EXPLAINS = ("：", "指")
_SENTENCE_MARKS = "。！？；，"
_INLINE = ("chinese_bracket", "digit", "digit_bracket", "circled")


class Piece(msgspec.Struct, frozen=True):
    """A paragraph block taken apart: its index, folded text, sentences."""

    index: int
    block: Block
    folded: Folded
    sentences: tuple[Span, ...]


class Node:
    """A section while the tree grows."""

    def __init__(self, index: int, parent: "Node | None", rank: int, heading: Span, marker: Marker | None) -> None:
        self.index = index
        self.parent = parent
        self.rank = rank
        self.heading = heading
        self.marker = marker
        self.title = ""
        self.kind: str | None = None
        self.end = heading.end
        self.statement = False


class Outline:
    """Sections in order; of every sentence (by its start) its section, and whether it is a heading or names a chart."""

    def __init__(self, document: Document, kinds: Kinds, skip: frozenset[int]) -> None:
        self.nodes: list[Node] = []
        self.of: dict[int, int | None] = {}
        self.headings: set[int] = set()
        self.figures: set[int] = set()
        self._text = document.text
        self._kinds = kinds
        self._stack: list[Node] = []
        self._pieces = list(pieces(document, skip))
        self._size = _body_size(self._pieces)
        at = 0
        while at < len(self._pieces):
            at = self._take(at)

    def sections(self) -> tuple[Section, ...]:
        """The tree, parents first."""
        return tuple(self._section(node) for node in self.nodes)

    def pieces(self) -> Sequence[Piece]:
        """The paragraph blocks that were looked at."""
        return self._pieces

    def _take(self, at: int) -> int:
        """Places block `at`, and the next one if it is the rest of a heading; gives the index of what follows."""
        piece = self._pieces[at]
        folded = piece.folded.text
        marker = find_marker(folded)
        rank = self._rank(piece, marker)
        follow = at + 1
        if rank is None:
            self._close_statement(folded)
            first = 0
            if self._kinds.names_figure(folded):
                self.figures.add(piece.sentences[0].start)
        else:
            rank = self._nested(at, marker, rank)
            self._pop(rank)
            node, follow = self._open(at, marker, rank)
            first = 1
            self.of[piece.sentences[0].start] = node.index
            if self._heads(node, at, follow):
                self.headings.add(piece.sentences[0].start)
            for extra in self._pieces[at + 1 : follow]:
                self.headings.update(one.start for one in extra.sentences)
                self.of.update((one.start, node.index) for one in extra.sentences)
        self._inline(piece, first)
        if rank is not None and node.statement and piece.folded.text.endswith("："):
            node.statement = False
        end = self._pieces[follow - 1].block.span.end
        for node in self._stack:
            node.end = max(node.end, end)
        return follow

    def _rank(self, piece: Piece, marker: Marker | None) -> int | None:
        """The rank of the heading or numbered item that the block begins with, None where it begins with neither."""
        if piece.block.level:
            return piece.block.level
        if marker:
            return marker.rank
        line = piece.folded.text
        if len(line) > _LONGEST_TITLE or any(mark in line for mark in _SENTENCE_MARKS):
            return None
        if self._kinds.is_heading(line):
            return _TITLE_RANK
        if len(line) > _LONGEST_STANDOUT or "：" in line or self._kinds.has_amount(line):
            return None
        larger = piece.block.size is not None and piece.block.size > self._size * _LARGER
        if not piece.block.centered and not larger:
            return None
        return _STANDOUT_RANK

    def _nested(self, at: int, marker: Marker | None, rank: int) -> int:
        """The rank of a heading, lower where it is an entry of a glossary that numbers its entries like the headings
        above it (“六、名词解释”, and below it “一、基本支出：…”).
        """
        text = self._pieces[at].folded.text
        if marker is None or not any(mark in text for mark in _EXPLAINS):
            return rank
        twin = next((one for one in reversed(self._stack) if one.marker and one.marker.style == marker.style), None)
        before = twin.marker.ordinal if twin and twin.marker else None
        if twin is None or before is None:
            return rank
        if twin.rank > marker.rank:
            return twin.rank if marker.ordinal == before + 1 else rank
        top = self._stack[-1]
        below = at > 0 and self._pieces[at - 1].block.span.covers(top.heading)
        return top.rank + 1 if below and top.kind == _GLOSSARY and before > 1 == marker.ordinal else rank

    def _open(self, at: int, marker: Marker | None, rank: int) -> tuple[Node, int]:
        """A new section at the start of block `at`, and where the text after its heading begins."""
        piece = self._pieces[at]
        length = marker.length if marker else 0
        parent = self._stack[-1] if self._stack else None
        follow = at + 1
        bare = length >= len(piece.folded.text)
        heading, title = (piece.block.span, "") if bare else self._title(piece, 0, length)
        if follow < len(self._pieces) and self._completes(title, marker, piece, self._pieces[follow]):
            title += self._pieces[follow].folded.text
            heading = Span(heading.start, self._pieces[follow].block.span.end)
            follow += 1
        node = self._add(parent, rank, heading, marker, title)
        node.statement = self._kinds.has_amount(title)
        return node, follow

    def _completes(self, title: str, marker: Marker | None, piece: Piece, below: Piece) -> bool:
        """Whether the line below belongs to the heading: a bare number lacks its title, a part its second line."""
        line = below.folded.text
        if below.index != piece.index + 1 or len(line) > _LONGEST_TITLE or below.block.level:
            return False
        if marker is None or find_marker(line) or any(mark in line for mark in _SENTENCE_MARKS):
            return False
        unfinished = marker.rank == _TITLE_RANK and self._kinds.kind(title, None) is None
        return not title or (unfinished and self._kinds.is_heading(line))

    def _title(self, piece: Piece, begin: int, length: int) -> tuple[Span, str]:
        """Span and folded title of the item whose number takes `length` folded characters from `begin`."""
        start = piece.folded.origin[begin]
        sentence = next(one for one in piece.sentences if one.start <= start < one.end)
        if piece.block.level or not any(mark in piece.folded.text for mark in (*_SENTENCE_MARKS, "：")):
            end = sentence.end
        else:
            end = title_end(self._text, sentence, piece.folded.origin[begin + length])
        title = piece.folded.text[begin + length : piece.folded.find(end)]
        if self._text[end : sentence.end] in ("。", "："):
            end = sentence.end
        return Span(start, end), title.strip("。：")

    def _add(self, parent: Node | None, rank: int, heading: Span, marker: Marker | None, title: str) -> Node:
        node = Node(len(self.nodes), parent, rank, heading, marker)
        node.title = title
        inherited = parent.kind if parent else None
        known = title if marker is None or marker.style != "annex" else f"{marker.written}{title}"
        node.kind = self._kinds.kind(known, inherited)
        self.nodes.append(node)
        self._stack.append(node)
        return node

    def _heads(self, node: Node, at: int, follow: int) -> bool:
        """Whether the first sentence of block `at` is a heading rather than a statement with a number before it."""
        piece = self._pieces[at]
        first = piece.sentences[0]
        if node.statement or not node.heading.covers(first):
            return False
        if piece.block.level or not self._text[first.start : first.end].endswith("。"):
            return len(piece.folded.text) <= _LONGEST_TITLE or len(piece.sentences) > 1
        return len(piece.sentences) > 1 or self._has_body(follow)

    def _has_body(self, at: int) -> bool:
        """Whether running text without a number stands at `at`."""
        if at >= len(self._pieces):
            return False
        folded = self._pieces[at].folded.text
        return not find_marker(folded) and any(mark in folded for mark in (*_SENTENCE_MARKS, "："))

    def _close_statement(self, folded: str) -> None:
        """An item that was a statement of its own (“3．公务接待费27万元，…。”) ends with its paragraph.

        It does not where the paragraph ends with a colon, or the next one goes on with 其中.
        """
        if self._stack and self._stack[-1].statement:
            if folded.startswith(self._kinds.continues):
                self._stack[-1].statement = False
            else:
                self._stack.pop()

    def _inline(self, piece: Piece, first: int) -> None:
        """Numbered items inside a paragraph, where they begin a sentence and their numbers go on; they end with it."""
        depth = len(self._stack)
        for sentence in piece.sentences[first:]:
            begin = piece.folded.find(sentence.start)
            marker = find_marker(piece.folded.text, begin)
            if marker and marker.style in _INLINE and self._goes_on(marker, piece, begin):
                self._pop(marker.rank, depth)
                depth = min(depth, len(self._stack))
                heading, title = self._title(piece, begin, marker.length)
                self._add(self._stack[-1] if self._stack else None, marker.rank, heading, marker, title)
            for node in self._stack:
                node.end = max(node.end, sentence.end)
            self.of[sentence.start] = self._stack[-1].index if self._stack else None
        while len(self._stack) > depth:
            self._stack.pop()

    def _goes_on(self, marker: Marker, piece: Piece, begin: int) -> bool:
        """Whether the number follows the last one of its style, or begins a list.

        The first item often stands inside a sentence (“…包括：（1）…。（2）…”): it counts, though it is no section.
        """
        for node in reversed(self._stack):
            if node.marker and node.marker.style == marker.style:
                return (marker.ordinal or 0) == (node.marker.ordinal or 0) + 1
        if marker.ordinal == 1:
            return True
        text = piece.folded.text
        starts = (i + 1 for i in range(max(begin - _LONGEST_LIST, 0), begin) if text[i] in "：；，")
        earlier = (find_marker(text, i) for i in starts)
        return any(one and (one.style, one.ordinal) == (marker.style, (marker.ordinal or 0) - 1) for one in earlier)

    def _pop(self, rank: int, floor: int = 0) -> None:
        """Closes the sections that a heading of `rank` ends."""
        while self._stack and self._stack[-1].rank >= rank:
            self._stack.pop()

    def _section(self, node: Node) -> Section:
        chain = [node]
        while chain[-1].parent:
            chain.append(chain[-1].parent)
        return Section(
            index=node.index,
            parent=node.parent.index if node.parent else None,
            level=len(chain),
            number=node.marker.written if node.marker else "",
            ordinal=node.marker.ordinal if node.marker else None,
            title=node.title,
            kind=node.kind,
            path=_path(chain),
            heading=node.heading,
            span=Span(node.heading.start, node.end),
        )


def pieces(document: Document, skip: frozenset[int]) -> Iterator[Piece]:
    """The paragraph blocks of the narrative, without those in `skip` (captions and notes of tables)."""
    for index, block in enumerate(document.blocks):
        if block.kind == "paragraph" and index not in skip:
            spans = sentence_spans(document.text, block.span)
            if spans:
                yield Piece(index, block, fold(block.span.cut(document.text), block.span.start), tuple(spans))


def _body_size(pieces: Sequence[Piece]) -> float:
    """The type size of most of the text; 0 where the format has none."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.block.size or 0.0] += len(piece.folded.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _path(chain: list[Node]) -> str:
    """“五（三）1”: the numbers from the top down, without 第一部分; its number or the title where nothing is left."""
    numbers = [node.marker.written for node in reversed(chain) if node.marker and node.marker.style != "part"]
    if chain[0].kind == "annex" and not (numbers and numbers[0].startswith("附件")):
        numbers.insert(0, "附件")
    if numbers:
        return "".join(numbers)
    top = chain[0].marker
    return top.written if top else chain[0].title
