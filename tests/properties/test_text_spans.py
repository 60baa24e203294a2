"""Whatever the text: every character keeps its line, blocks and cells their characters, encodings the words."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.errors import InputError
from gouji.model import Document, Span
from gouji.read.limits import Limits
from gouji.read.text import TextReader
from gouji.segment.split import clauses, sentence_spans

LETTERS = "第一部分二、（三）1.2，。；：“”万元收入支出预算决表格注|-#*> \t\u3000A%\n\n"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=200)
LINES = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


def _read(data: bytes) -> Document | None:
    try:
        return TextReader().read(data, name="x.txt", limits=Limits())
    except InputError:
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_runs_cover_the_text_and_point_at_their_lines(text: str) -> None:
    document = _read(text.encode())
    if document is None:
        assert not text.strip(" \t\u3000\n")
        return
    lines = LINES.split(text)
    end = 0
    for run in document.runs:
        assert run.start >= end
        assert set(document.text[end : run.start]) <= {"\n"}
        assert run.line is not None
        rest = iter(lines[run.line - 1])
        # Tabs also stand for cells that a ragged row lacks, a space for the tab in a caption.
        assert all(char in rest for char in document.text[run.start : run.end] if char not in " \t")
        end = run.end
    assert set(document.text[end:]) <= {"\n"}


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_blocks_follow_each_other_and_cells_are_their_text(text: str) -> None:
    document = _read(text.encode())
    if document is None:
        return
    end = -1
    for block in document.blocks:
        assert block.span.start == end + 1
        assert len(block.span) > 0
        end = block.span.end
        if block.kind != "table":
            assert "\n" not in block.span.cut(document.text)
    assert end == len(document.text)
    for grid in document.grids:
        covered = [
            (r, c)
            for cell in grid.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.column, cell.column + cell.colspan)
        ]
        assert sorted(covered) == [(r, c) for r in range(grid.rows) for c in range(grid.columns)]
        assert all(cell.span.cut(document.text) == cell.text for cell in grid.cells)


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.sampled_from("青石县林业局本年收入支出决算预算万元，。、；：（）“”0123456789."), min_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16"]),
)
def test_encodings_round_trip(words: str, encoding: str) -> None:
    text = f"林业局\n{words}\n部门决算。\n"
    document = _read(text.encode(encoding))
    plain = _read(text.encode())
    assert document is not None
    assert plain is not None
    assert document.text == plain.text


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("收支。！？；，：（）“”《》123,. 万元"), max_size=120))
def test_sentences_and_clauses_cover_everything_but_marks(text: str) -> None:
    spans = sentence_spans(text, Span(0, len(text)))
    assert [char for span in spans for char in span.cut(text) if char != " "] == [char for char in text if char != " "]
    for span in spans:
        inside = clauses(text, span)
        assert all(span.covers(clause.span) and len(clause.span) for clause in inside)
        assert all(a.span.end <= b.span.start for a, b in pairwise(inside))
        kept = {i for clause in inside for i in range(clause.span.start, clause.span.end)}
        assert all(text[i] in "。！？；，：, " for i in range(span.start, span.end) if i not in kept)
