"""NN-121: residue of the form."""

from collections.abc import Iterator
from functools import cache

import msgspec
import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Finding, Outcome, Severity
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs

_KINDS = ("placeholder", "choice", "blank", "instruction", "article")


class ResidueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern on folded text; kind: placeholder, choice, blank, instruction or article; heading: headings too.

    sections: kinds of section that it is looked for in, all if empty.
    """

    kind: str
    severity: Severity
    match: Regex
    heading: bool = False
    sections: tuple[str, ...] = ()


class ResidueFile(LexiconFile, frozen=True, kw_only=True):
    """`residue.toml`."""

    pattern: tuple[ResidueEntry, ...]


class Hit(msgspec.Struct, frozen=True):
    """Residue at [start, end) of a paragraph's folded text."""

    start: int
    end: int
    kind: str
    severity: Severity


class Residue:
    """Residue of the form.

    公开文本中不得留有模板的占位符、未作选择的词、空白金额和填写说明。

    A published text must not keep what the form gave to its compiler: XX and ××× for names and numbers, choices not
    made (“增加（减少）”), amounts left blank (“预算为  万元”), and instructions (“（如持平作持平表述）”, “仍保留该表格式”). The patterns are data:
    residue.toml. Source: T, E.

    Broken: 政府性基金收入0万元，比上年增加（减少）0万元.
    Right: 增加的主要原因是人员增加（减少的部分为退休人员）.
    """

    card = make_card(
        "NN-121",
        "error",
        ("模板残留", "residue of the form"),
        {
            "default": ("模板残留“{text}”", "residue of the form: “{text}”"),
            "placeholder": ("占位符“{text}”未替换", "placeholder “{text}” was not replaced"),
            "choice": ("模板选项“{text}”未择一", "of the form's choice “{text}” none was made"),
            "blank": ("“{text}”处数字空白", "the number is blank at “{text}”"),
            "article": (
                "“{text}”是规章条文的用语，疑为照搬文件原文",
                "“{text}” are words of a regulation, copied from its text",
            ),
            "instruction": ("填写说明“{text}”未删除", "the form's instruction “{text}” was not deleted"),
        },
        __doc__,
        "T,E",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look through every paragraph; the hits of one sentence make one finding."""
        patterns, anything = _patterns(item.profile), _anything(item.profile)
        for paragraph in paragraphs(view):
            # One search tells most paragraphs clean: calls cost more than characters.
            clean = anything is not None and not anything.search(paragraph.text, timeout=TIMEOUT)
            hits = [] if clean else _hits(paragraph, patterns, view.kind_of(paragraph.section))
            if not hits:
                yield Outcome("holds")
            for group in _by_sentence(paragraph, hits):
                yield Outcome("broken", finding=self._finding(view, paragraph, group))

    def _finding(self, view: View, paragraph: Paragraph, hits: list[Hit]) -> Finding:
        first = hits[0]
        texts = list(dict.fromkeys(paragraph.text[hit.start : hit.end] for hit in hits))
        severe = any(hit.severity == "error" for hit in hits)
        kind = first.kind if first.kind in _KINDS else "default"
        return view.finding(
            self.card,
            paragraph.quote(first.start, hits[-1].end),
            section=paragraph.section,
            severity="error" if severe else first.severity,
            variant=kind,
            facts={"text": "、".join(texts)},
            stated="…".join(texts),
        )


@cache
def _patterns(profile: str) -> tuple[tuple[ResidueEntry, "regex.Pattern[str]"], ...]:
    return tuple((entry, regex.compile(entry.match)) for entry in load(profile, "residue", ResidueFile).pattern)


@cache
def _anything(profile: str) -> "regex.Pattern[str] | None":
    """All patterns in one; None where one has groups, whose numbers would change."""
    patterns = [pattern for _, pattern in _patterns(profile)]
    if any(pattern.groups for pattern in patterns):
        return None
    return regex.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


def _hits(
    paragraph: Paragraph, patterns: tuple[tuple[ResidueEntry, "regex.Pattern[str]"], ...], kind: str | None
) -> list[Hit]:
    """All residue of a paragraph in order, overlaps given to the earlier pattern."""
    hits: list[Hit] = []
    for entry, pattern in patterns:
        if (paragraph.heading and not entry.heading) or (entry.sections and kind not in entry.sections):
            continue
        for match in pattern.finditer(paragraph.text, timeout=TIMEOUT):
            if not any(hit.start < match.end() and match.start() < hit.end for hit in hits):
                hits.append(Hit(match.start(), match.end(), entry.kind, entry.severity))
    return sorted(hits, key=lambda hit: hit.start)


def _by_sentence(paragraph: Paragraph, hits: list[Hit]) -> Iterator[list[Hit]]:
    """Hits grouped by the sentence that they stand in."""
    group: list[Hit] = []
    for hit in hits:
        if group and paragraph.sentence(group[0].start) != paragraph.sentence(hit.start):
            yield group
            group = []
        group.append(hit)
    if group:
        yield group
