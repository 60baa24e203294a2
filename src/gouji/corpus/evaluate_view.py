"""Figures for the eye, in a terminal."""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from gouji.corpus.evaluate_records import DocumentMisses, EvalResult, Figures, GroupFigures, RuleFigures
from gouji.report.layout import clean, hang, shorten
from gouji.report.words import Language

_QUOTE = 80
_NONE = "–"

_LABELS: dict[str, tuple[str, str]] = {
    "reports": ("{0} 份报告，其中 {1} 份无误", "{0} report(s), {1} of them clean"),
    "skipped": ("{0} 份没有标注，未计", "{0} without annotations left out"),
    "failed": ("{0} 份无法评测", "{0} could not be scored"),
    "name": ("项目", "figure"),
    "gold": ("标注", "gold"),
    "own": ("报出", "own"),
    "both": ("相符", "right"),
    "precision": ("精确率", "precision"),
    "recall": ("召回率", "recall"),
    "f1": ("F1", "F1"),
    "claims": ("数字陈述", "claims"),
    "links": ("表格对应", "links"),
    "errors": ("错误（以错误报出）", "errors, as errors"),
    "all": ("错误和可疑（任何级别）", "all faults, any severity"),
    "claims_short": ("陈述 精/召%", "claims P/R %"),
    "links_short": ("对应 F1%", "links F1 %"),
    "errors_short": ("错误 精/召%", "errors P/R %"),
    "all_short": ("全部 精/召%", "all P/R %"),
    "misread": ("类别或方向读错的数字陈述 {0}", "claims read with another kind or direction: {0}"),
    "wrong": ("对应到别的单元格 {0}", "tied to another cell: {0}"),
    "traps": ("似错实对之处 {0}，误报为错误 {1}", "traps {0}, sprung {1}"),
    "alarms": ("无误报告 {0} 份，误报错误 {1} 个，每份 {2}", "{0} clean report(s), {1} false error(s), {2} a report"),
    "rounding": (
        "金额少写一位小数（{0} 份文本报告）：错误召回率 {1} → {2}，损失 {3}",
        "every amount one decimal less ({0} text report(s)): recall of errors {1} → {2}, lost {3}",
    ),
    "rule": ("规则", "rule"),
    "found": ("查出", "found"),
    "named": ("由所标规则", "by those named"),
    "itself": ("由该规则", "by it"),
    "style": ("样式", "style"),
    "format": ("格式", "format"),
    "count": ("份数", "reports"),
}


def label(key: str, lang: Language, *values: object) -> str:
    """The words for `key`, with `values` put in."""
    zh, en = _LABELS[key]
    return (en if lang == "en" else zh).format(*values)


def render(result: EvalResult, *, lang: Language, color: bool, width: int) -> str:
    """The figures as tables, overall, by style, by format and by rule; then what went wrong."""
    sink = StringIO()
    console = Console(
        file=sink, width=width, force_terminal=color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for part in _parts(result, lang, width):
        console.print(part, soft_wrap=isinstance(part, Text))
    return "".join(line.rstrip() + "\n" for line in sink.getvalue().splitlines())


def _parts(result: EvalResult, lang: Language, width: int) -> Iterator[RenderableType]:
    yield Text(_heading(result, lang), "bold")
    yield _overall(result.overall, lang)
    yield from (Text(line) for line in _remarks(result.overall, lang))
    for key, groups in (("style", result.styles), ("format", result.formats)):
        if groups:
            yield Text()
            yield _groups(key, groups, lang)
    if result.rules:
        yield Text()
        yield _rules(result.rules, lang)
    for document in result.documents:
        yield Text()
        yield from _misses(document, width)


def _heading(result: EvalResult, lang: Language) -> str:
    parts = [label("reports", lang, result.overall.reports, result.overall.clean)]
    parts += [label(key, lang, count) for key, count in _left_out(result) if count]
    return " · ".join(parts)


def _left_out(result: EvalResult) -> tuple[tuple[str, int], ...]:
    return ("skipped", result.skipped), ("failed", len(result.failed))


def _overall(figures: Figures, lang: Language) -> Table:
    table = _table(("name", "gold", "own", "both", "precision", "recall", "f1"), lang)
    claims, links = figures.claims, figures.links
    rows = (
        ("claims", claims.gold, claims.own, claims.read, claims.precision, claims.recall, None),
        ("links", links.gold, links.own, links.right, links.precision, links.recall, links.f1),
    )
    for key, gold, own, both, *ratios in rows:
        if gold or key == "claims":
            table.add_row(label(key, lang), str(gold), str(own), str(both), *map(_percent, ratios))
    for key, one in (("errors", figures.errors), ("all", figures.all)):
        ratios = [one.precision, one.recall]
        table.add_row(
            label(key, lang), str(one.gold), str(one.own), f"{one.found} / {one.right}", *map(_percent, ratios), ""
        )
    return table


def _remarks(figures: Figures, lang: Language) -> Iterator[str]:
    if figures.claims.misread:
        yield label("misread", lang, figures.claims.misread)
    if figures.links.gold:
        yield label("wrong", lang, figures.links.wrong)
    if figures.traps.gold:
        yield label("traps", lang, figures.traps.gold, figures.traps.sprung)
    alarms, rounding = figures.false_alarms, figures.rounding
    if alarms.reports:
        yield label("alarms", lang, alarms.reports, alarms.findings, f"{alarms.per_report:g}")
    if rounding.reports:
        values = (rounding.recall, rounding.recall_coarser, rounding.lost)
        yield label("rounding", lang, rounding.reports, *map(_percent, values))


def _groups(key: str, groups: Sequence[GroupFigures], lang: Language) -> Table:
    """A row a group; of claims, errors and all faults the precision and recall, of links F1 %."""
    table = _table((key, "count"), lang)
    for name in ("claims_short", "links_short", "errors_short", "all_short"):
        table.add_column(label(name, lang), justify="right", no_wrap=True)
    for one in groups:
        f = one.figures
        pairs = (
            (f.claims.precision, f.claims.recall),
            (f.errors.precision, f.errors.recall),
            (f.all.precision, f.all.recall),
        )
        claims, errors, everything = ("/".join(map(_short, pair)) for pair in pairs)
        table.add_row(clean(one.name), str(f.reports), claims, _short(f.links.f1), errors, everything)
    return table


def _rules(rules: Sequence[RuleFigures], lang: Language) -> Table:
    table = _table(("rule", "gold", "found", "named", "itself", "own", "both", "precision", "recall"), lang)
    for one in rules:
        counts = (one.gold, one.found, one.named, one.itself, one.own, one.right)
        table.add_row(one.rule, *map(str, counts), _percent(one.precision), _percent(one.recall))
    return table


def _misses(document: DocumentMisses, width: int) -> Iterator[Text]:
    yield Text(clean(document.path), "bold")
    for one in document.misses:
        head = Text.assemble("  ", (one.what, "yellow"), " ")
        about = [one.id, one.rule, one.severity, None if one.page is None else f"p{one.page}"]
        words = " ".join(part for part in about if part)
        yield from hang(head, f"{words}  {shorten(one.quote, _QUOTE)}  {clean(one.note)}".strip(), width)


def _table(keys: Sequence[str], lang: Language) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for i, key in enumerate(keys):
        table.add_column(label(key, lang), justify="right" if i else "left", no_wrap=True)
    return table


def _short(value: float | None) -> str:
    """In percent, cut to one decimal: only what is perfect reads 100."""
    return _NONE if value is None else "100" if value == 1 else f"{int(value * 1000 + 1e-6) / 10:.1f}"


def _percent(value: float | None) -> str:
    return _NONE if value is None else f"{value:.2%}"
