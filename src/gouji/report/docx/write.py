"""A Word file and the report on it → the same file with comments."""

from gouji.errors import InputError
from gouji.model import Report
from gouji.office.names import RUN, W
from gouji.report import notes, project
from gouji.report.docx.comments import Comments, Remark
from gouji.report.docx.package import Package
from gouji.report.docx.places import Range, Story, placed
from gouji.report.docx.scan import DamagedError, Edit, Element, Part, spliced
from gouji.report.words import Language

_MARKS = frozenset((W + "commentRangeStart", W + "commentRangeEnd"))
_REFERENCE = W + "commentReference"


def annotate(data: bytes, report: Report, lang: Language) -> bytes:
    """The file in `data` with the findings of `report` as comments. Raises InputError ``input.docx_damaged``."""
    try:
        return _annotated(data, report, lang)
    except DamagedError as error:
        raise InputError(
            "input.docx_damaged",
            f"{report.path}: 不能写入批注：{error}",
            f"{report.path}: comments cannot be put into it: {error}",
        ) from error


def _annotated(data: bytes, whole: Report, lang: Language) -> bytes:
    report = project.counting(whole)
    assert report.analysis is not None
    package = Package(data)
    raw = package.read(package.main)
    if raw is None:
        raise DamagedError(f"it has no {package.main}")
    part = Part(raw)
    story = Story(part, package.main, _notes(package))
    comments = Comments(package, part.namespace())
    remarks, ranges = [], []
    records = project.findings(report, lang)
    for finding, record in zip(report.findings, records, strict=True):
        if not comments.answered(finding.id):
            remarks.append(Remark(finding.id, tuple(notes.lines(record, lang))))
            ranges.append(story.range(report.analysis, notes.here(report.analysis, finding)))
    ids = comments.replace(remarks, part.data)
    edits = [*_removed(part, comments.stale), *_marks(part, story, ranges, ids)]
    if edits:
        package.write(package.main, spliced(part.data, edits))
    return package.saved()


def _notes(package: Package) -> dict[str, Part]:
    """The parts of foot- and endnotes."""
    found = {}
    for kind in ("footnotes", "endnotes"):
        name = package.related(kind)
        data = package.read(name) if name else None
        if name and data:
            found[name] = Part(data)
    return found


def _removed(part: Part, stale: frozenset[str]) -> list[Edit]:
    """What takes the marks of old comments out, and the runs made for them alone."""
    edits = []
    for one in part.elements:
        if one.attributes.get(W + "id") not in stale:
            continue
        if one.name in _MARKS:
            edits.append(Edit(one.start, one.end, b""))
        elif one.name == _REFERENCE:
            alone = _alone(one)
            edits.append(Edit(alone.start, alone.end, b""))
    return edits


def _alone(reference: Element) -> Element:
    """The run that holds nothing but the reference to a comment, or the reference itself."""
    run = reference.parent
    if run is not None and run.name == RUN and all(one is reference or one.name == W + "rPr" for one in run.children):
        return run
    return reference


def _marks(part: Part, story: Story, ranges: list[Range], ids: list[int]) -> list[Edit]:
    declared = part.declared("w", part.namespace())
    begin = [f'<w:commentRangeStart{declared} w:id="{one}"/>'.encode() for one in ids]
    end = [
        f'<w:commentRangeEnd{declared} w:id="{one}"/><w:r{declared}><w:commentReference w:id="{one}"/></w:r>'.encode()
        for one in ids
    ]
    return placed(story.part, ranges, begin, end)
