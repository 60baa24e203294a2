"""Several files as one document: prose in one, tables in another."""

from collections.abc import Sequence

from msgspec.structs import replace

from gouji.model import Document, File, Note, Run, Span


def join(documents: Sequence[Document]) -> Document:
    """The documents one after the other; the first gives path, hash and format, and its offsets stay what they are.

    Anchors are those of the first alone, for only that file can be annotated.
    """
    first, *others = documents
    if not others:
        return first
    text, blocks, grids, runs = [first.text], list(first.blocks), list(first.grids), list(first.runs)
    pages, notes, running, ignores = list(first.pages), list(first.notes), list(first.running), list(first.ignores)
    recognised = list(first.recognised)
    files = [File(0, first.path, first.sha256)]
    length = len(first.text)
    for other in others:
        start = length + 1
        files.append(File(start, other.path, other.sha256))
        text.append(other.text)
        length = start + len(other.text)
        blocks += [
            replace(block, span=_moved(block.span, start), grid=None if block.grid is None else block.grid + len(grids))
            for block in other.blocks
        ]
        grids += [
            replace(grid, index=n, cells=tuple(replace(cell, span=_moved(cell.span, start)) for cell in grid.cells))
            for n, grid in enumerate(other.grids, len(grids))
        ]
        runs += [_moved_run(run, start) for run in other.runs]
        pages += other.pages
        notes += [Note(f"{other.path}：{note.zh}", f"{other.path}: {note.en}") for note in other.notes]
        running += other.running
        recognised += [replace(one, start=one.start + start, end=one.end + start) for one in other.recognised]
        ignores += [replace(one, span=_moved(one.span, start)) for one in other.ignores]
    return replace(
        first,
        text="\n".join(text),
        blocks=tuple(blocks),
        grids=tuple(grids),
        runs=tuple(runs),
        pages=tuple(pages),
        notes=tuple(notes),
        running=tuple(running),
        ignores=tuple(ignores),
        files=tuple(files),
        recognised=tuple(recognised),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved_run(run: Run, by: int) -> Run:
    return replace(run, start=run.start + by, end=run.end + by)
