"""TX-954: whose report it is."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

import msgspec

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.bodies import Bodies, bodies
from gouji.language.fold import fold, squeeze
from gouji.model import Analysis, Outcome, Severity, Span
from gouji.rules._figures import make_card
from gouji.rules._prose import paragraphs
from gouji.rules._running import NOWHERE, in_line, running_lines
from gouji.segment.titles import Identity, identity

_HEAD_ROWS = 4
_LONGEST = 80
_ENOUGH = 2
_SLOTS = "Xx×*_某"


class _Naming(msgspec.Struct, frozen=True):
    """A place where the report says whose it is."""

    where: Literal["head", "heading", "statement"]
    name: str
    span: Span
    section: int | None = None


class Body:
    """Whose report it is.

    封面、标题、表头和说明中的部门（单位）名称应为本部门；其他单位、其他地方的名称往往是照搬他人文本留下的。

    The reporting body is what the cover names (else the headings or the table heads). Where the report speaks of
    itself - “部门：…” above tables, “…概况” and “…2024年度部门决算表” in headings, “…2024年度收入总计…”, “截至…，…共有车辆” and “…没有
    政府性基金…” in the narrative - the name must be that of the body, one short for it, or one that the report lists among its own
    units. Names are alike where one is part of the other or is made of its characters in order (县委网信办); codes, 本级 and
    remarks in brackets do not count; places that exclude each other make two bodies.

    A header or footer is looked at where it bears a report's title (“…2024年度部门决算”) or a label (“部门：…”); it may name the department
    that a unit belongs to, and what the cover and the organisation name, and is a warning.

    A table head or the heading of a part with a foreign name is an error where two others have the right one; in the narrative it is
    a warning. Bodies that are only mentioned (superiors, partners, titles of documents) do not count. Source: T, G.

    Broken: 云岭省青石县财政局的报告中，表头写“部门：云岭省白水县财政局”. Right: 部门：青石县财政局（本级）.
    """

    card = make_card(
        "TX-954",
        "warning",
        ("单位名称与本部门不符", "another body's name"),
        {
            "default": (
                "此处为“{name}”，本报告的部门（单位）为“{unit}”",
                "“{name}” stands here, the report is that of “{unit}”",
            ),
            "head": (
                "表头的部门（单位）为“{name}”，本报告为“{unit}”",
                "the head of the table names “{name}”, the report is that of “{unit}”",
            ),
            "running": (
                "页眉（页脚）中的部门（单位）为“{name}”，本报告为“{unit}”",
                "the header or footer names “{name}”, the report is that of “{unit}”",
            ),
            "heading": (
                "标题中的部门（单位）为“{name}”，本报告为“{unit}”",
                "the heading names “{name}”, the report is that of “{unit}”",
            ),
        },
        __doc__,
        "T,G",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare every naming with the body's name."""
        unit = item.unit_name
        if unit is None or any(slot in unit for slot in _SLOTS):
            return
        words = bodies(item.profile)
        found = [one for one in _namings(view, words, identity(item.profile)) if not _is_slot(one.name)]
        right = Counter(one.where for one in found if words.same(one.name, unit))
        foreign = Counter(one.name for one in found if not words.same(one.name, unit))
        own = _own_units(view) if foreign else ""
        for naming in found:
            if naming.name not in foreign or words.bare(naming.name) in own:
                yield Outcome("holds")
                continue
            # A name that stands as often as the right one is a second name rather than a slip.
            slip = right[naming.where] >= max(_ENOUGH, 1 + foreign[naming.name])
            heading = naming.where == "heading" and unit in squeeze(item.title) and sum(right.values()) >= _ENOUGH
            severity: Severity = "error" if naming.where != "statement" and (slip or heading) else "warning"
            finding = view.finding(
                self.card,
                naming.span,
                section=naming.section,
                severity=severity,
                variant="default" if naming.where == "statement" else naming.where,
                facts={"name": naming.name, "unit": unit},
                stated=naming.name,
                expected=unit,
            )
            yield Outcome("broken", finding=finding)
        yield from self._running(view, words, unit)

    def _running(self, view: View, words: Bodies, unit: str) -> Iterator[Outcome]:
        """Headers and footers that say whose report it is."""
        lexicon = identity(view.analysis.profile)
        title = squeeze(view.analysis.title)
        for line in running_lines(view):
            titled = lexicon.title(line.text) if words.is_report(line.text) else None
            name = titled or lexicon.label(line.text)
            if not name or not words.is_name(name) or _is_slot(name):
                continue
            known = words.bare(name) in title + _own_units(view)
            if words.same(name, unit) or known or words.may_be_above(name, line.text, unit, title):
                yield Outcome("holds")
                continue
            finding = view.finding(
                self.card,
                NOWHERE,
                variant="running",
                facts={"name": name, "unit": unit},
                stated=name,
                expected=unit,
            )
            yield Outcome("broken", finding=in_line(finding, line))


def _namings(view: View, words: Bodies, lexicon: Identity) -> Iterator[_Naming]:
    yield from _heads(view, words, lexicon)
    for section in view.analysis.sections:
        name = lexicon.heading(section.title) if section.level == 1 and section.kind != "annex" else None
        if name and words.is_name(name):
            yield _Naming("heading", name, section.heading, section.index)
    for paragraph in paragraphs(view):
        if paragraph.heading or view.kind_of(paragraph.section) in ("annex", "about", "glossary", "project"):
            continue
        for start, end in words.statements(paragraph.text):
            yield _Naming("statement", paragraph.text[start:end], paragraph.quote(start, end), paragraph.section)


def _heads(view: View, words: Bodies, lexicon: Identity) -> Iterator[_Naming]:
    """The labels “部门：…” above tables and in their first rows."""
    document = view.analysis.document
    first = next((i for i, block in enumerate(document.blocks) if block.kind in ("table", "toc")), 0)
    for index, block in enumerate(document.blocks):
        if block.kind == "table" and block.grid is not None:
            spots = [cell.span for cell in document.grids[block.grid].cells if cell.row < _HEAD_ROWS]
        elif block.kind == "paragraph" and index + 1 >= first:
            spots = [block.span]
        else:
            continue
        for span in spots:
            if span.end - span.start > _LONGEST:
                continue
            text = span.cut(document.text)
            if "：" not in text and ":" not in text:
                continue
            folded = fold(text, span.start)
            name = lexicon.label(folded.text)
            if name and words.is_name(name):
                at = folded.text.find(name)
                yield _Naming("head", name, folded.span(at, at + len(name)))


def _own_units(view: View) -> str:
    """What the report says of its organisation: the names of its units stand there."""
    document = view.analysis.document
    about = [one for one in view.analysis.sections if one.kind == "about"]
    return squeeze("".join(one.span.cut(document.text) for one in about if one.parent is None or one.level <= 2))


def _is_slot(name: str) -> bool:
    """Whether a placeholder stands for the name: that is the matter of NN-121."""
    return any(slot in name for slot in _SLOTS)
