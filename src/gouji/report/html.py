"""Results as one self-contained HTML file: the document as read, with the findings marked in place."""

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gouji.model import UNSURE, Report, RuleRun
from gouji.report import project, words
from gouji.report.captions import caption
from gouji.report.families import Family, families
from gouji.report.layout import CONTROL
from gouji.report.panes import Panes, make_panes
from gouji.report.records import CheckedDocument, Coverage, Finding
from gouji.report.words import SEVERITIES, Language

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent / "page"
_FULL = 1000
"""Width of a full bar in the picture of the coverage."""


class Part(msgspec.Struct, frozen=True):
    """A part of a bar: how many, in words, where it begins and how wide it is; `kind` is what it is coloured by."""

    kind: str
    words: str
    count: int
    start: int
    width: int


class Bar(msgspec.Struct, frozen=True):
    """A bar of the picture of the coverage, its parts side by side, and what one of them consists of, by reason."""

    words: str
    count: int
    parts: Sequence[Part]
    reasons: Mapping[str, int] = {}


class HtmlDocument(msgspec.Struct, frozen=True):
    """Everything the template needs of one report. `prefix` keeps anchors of several documents apart."""

    prefix: str
    head: CheckedDocument
    total: int
    families: Sequence[Family]
    suppressed: Sequence[Finding]
    counts: Mapping[str, int]
    rules: Mapping[str, int]
    panes: Panes
    bars: Sequence[Bar]
    runs: Sequence[RuleRun]
    names: Mapping[str, str]
    titles: Mapping[str, str]


class HtmlFormat:
    """`gouji check --format html`."""

    name = "html"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """One page for all reports."""
        style, script = _asset("page.css"), _asset("page.js")
        page = _template().render(
            lang=lang,
            documents=[_document(report, f"d{i}-", lang) for i, report in enumerate(reports)],
            severities=SEVERITIES,
            say=partial(caption, lang),
            no_findings=partial(words.no_findings, lang=lang),
            style=style,
            script=script,
            policy=_policy(style, script),
            unsure=UNSURE,
            version=version("gouji"),
        )
        # What HTML does not allow must not stand in a page, whatever the report holds.
        return page.translate(CONTROL)


def _document(report: Report, prefix: str, lang: Language) -> HtmlDocument:
    head = project.checked_document(report, lang)
    counting = [finding for finding in head.findings if finding.suppressed is None]
    return HtmlDocument(
        prefix=prefix,
        head=head,
        total=len(counting),
        families=families(counting),
        suppressed=[finding for finding in head.findings if finding.suppressed is not None],
        counts=Counter(finding.severity for finding in counting),
        rules=dict(sorted(Counter(finding.rule for finding in counting).items())),
        panes=make_panes(report.analysis, report.findings) if report.analysis else Panes(),
        bars=_bars(head.coverage, lang),
        runs=report.runs,
        names={code: words.rule_name(card, lang) for code, card in report.cards.items()},
        titles={one.id: f"{words.label(one.severity, lang)} {one.name}" for one in counting},
    )


def _bars(seen: Coverage, lang: Language) -> list[Bar]:
    """The coverage as bars: what the numbers are, what claims were held against, how many were."""
    mentions, loose = sum(seen.mentions.values()), sum(seen.loose.values())
    rest = max(seen.claims - seen.linked - loose, 0)
    say = partial(caption, lang)
    return [
        _bar(say("numbers"), seen.amounts, [("good", say("in_claims"), seen.amounts - mentions),
             ("rest", say("mentions"), mentions)], {words.mention(why, lang): n for why, n in seen.mentions.items()}),
        _bar(say("cells"), seen.claims, [("good", say("linked"), seen.linked), ("fair", say("without_cell"), rest),
             ("rest", say("loose"), loose)], {words.loose(why, lang): n for why, n in seen.loose.items()}),
        _bar(say("checking"), seen.checked, [("good", say("compared"), seen.checked),
             ("rest", say("not_compared"), max(seen.claims - seen.checked, 0))], {}),
    ]  # fmt: skip


def _bar(title: str, count: int, parts: Sequence[tuple[str, str, int]], reasons: Mapping[str, int]) -> Bar:
    whole = sum(n for _, _, n in parts) or 1
    made: list[Part] = []
    done = 0
    for kind, what, n in parts:
        start, end = _FULL * done // whole, _FULL * (done + n) // whole
        made.append(Part(kind, what, n, start, end - start))
        done += n
    return Bar(title, count, made, dict(sorted(reasons.items(), key=lambda one: -one[1])))


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _template() -> "Template":
    # All formats are loaded to know their names; only this one needs the library, which takes a while to load.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_FOLDER)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def _policy(style: str, script: str) -> str:
    """A content policy that lets nothing run or load but the page's own style and script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
