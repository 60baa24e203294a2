"""The runner: walks the document for the rules, and says of each how it ended."""

from collections.abc import Iterable, Sequence
from itertools import chain
from time import monotonic
from typing import Any

import msgspec

from gouji.check.corrections import corrections, key_of, solutions
from gouji.check.fingerprint import identify
from gouji.check.others import NO_OTHERS, ROLES, Others
from gouji.check.registry import all_rules
from gouji.check.roots import hang
from gouji.check.rule import Rule
from gouji.check.select import RANK, Settings, check_patterns, graded, selected
from gouji.check.suppress import faults, suppress
from gouji.check.unsure import softened
from gouji.check.view import View
from gouji.lexicon import files_of
from gouji.model import Analysis, Correction, Finding, Outcome, RuleRun

_WORDS = {
    "needs": ("报告中没有{what}", "the report has no {what}"),
    "nothing": ("报告中没有本规则所核对的内容", "the report has nothing that this rule compares"),
    "crashed": ("规则{rule}运行出错，其结论缺失：{cause}", "rule {rule} crashed, its verdict is missing: {cause}"),
    "semicolon": ("；", "; "),
    "late": ("核对用时超过上限", "checking took longer than the limit"),
    "claims": ("可核对的数字表述", "numeric claims"),
    "tables": ("表格", "tables"),
    "form": ("{form}表", "table of form {form}"),
}


_VERDICTS = ("holds", "broken", "undecided")


class Checked(msgspec.Struct, frozen=True):
    """What a check gave: findings by place, one run a rule by id, the number of distinct claims that were compared.

    `notes` names each rule that crashed. `touched` holds ids of the claims and cells that were compared. `accepted`
    holds ids of findings that do not count, be they shown or not; `remarks` says what is wrong with the document's
    comments on findings.
    `corrections` are the fewest values whose correction makes the numbers tie.
    """

    findings: tuple[Finding, ...]
    runs: tuple[RuleRun, ...]
    checked: int
    notes: tuple[str, ...] = ()
    touched: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


def run(analysis: Analysis, rules: Sequence[Rule], settings: Settings, others: Others = NO_OTHERS) -> Checked:
    """Check `analysis` with `rules`, also against `others`.

    Raises UsageError where settings name a rule that no profile has.
    """
    codes = [rule.card.code for rule in rules]
    if settings.select or settings.ignore or settings.severity:
        check_patterns(settings, chain(codes, (rule.card.code for rule in all_rules(files_of(analysis.profile)))))
    view = View(analysis, settings.thresholds, settings.lang, others=others)
    findings: list[Finding] = []
    runs: list[RuleRun] = []
    notes: list[str] = []
    touched: set[str] = set()
    compared: dict[tuple[object, ...], tuple[str, ...]] = {}
    deadline = monotonic() + settings.seconds
    for rule in sorted(rules, key=lambda rule: rule.card.code):
        if not selected(rule.card.code, settings):
            runs.append(RuleRun(rule.card.code, "off"))
            continue
        outcomes, ending = _apply(rule, view, deadline)
        runs.append(ending)
        if ending.ending == "crashed":
            notes.append(_say(view, "crashed", rule=rule.card.code, cause=ending.detail))
        found = [
            (softened(graded(o.finding, rule.card, settings), o.touched, view), o.touched)
            for o in outcomes
            if o.finding is not None
        ]
        findings += [finding for finding, _ in found]
        compared.update({key_of(finding): marks for finding, marks in found})
        touched.update(mark for outcome in outcomes if outcome.verdict != "undecided" for mark in outcome.touched)
    named = suppress(identify(findings, view), analysis, settings.accepted)
    shown = [finding for finding in named if RANK[finding.severity] >= RANK[settings.min_severity]]
    remarks = faults(named, analysis, (run.rule for run in runs if run.ending in ("ran", "nothing_to_check")))
    solved = solutions(shown, compared, rules, view)
    hung = hang(shown, solved)
    counting = [finding for finding in shown if finding.suppression is None]
    if len(counting) < len(shown):
        solved = solutions(counting, compared, rules, view)
    return Checked(
        hung,
        tuple(runs),
        checked=sum(mark.startswith("c") for mark in touched),
        notes=tuple(notes),
        touched=frozenset(touched),
        accepted=frozenset(finding.id for finding in named if finding.suppression),
        remarks=tuple(remark.words(settings.lang) for remark in remarks),
        corrections=corrections(solved, {one.id: one.root for one in hung if one.root}, view),
    )


def _apply(rule: Rule, view: View, deadline: float) -> tuple[list[Outcome], RuleRun]:
    """All outcomes of one rule, and how it ended; what it found before a crash, or until time was up, is kept."""
    code = rule.card.code
    missing = next((need for need in sorted(rule.needs) if not _has(view, need)), None)
    if missing is not None:
        return [], RuleRun(code, "nothing_to_check", detail=_lacks(view, missing))
    outcomes: list[Outcome] = []
    crash = ""
    try:
        for item in _items(rule, view):
            for outcome in rule.check(item, view):
                outcomes.append(outcome)
                if monotonic() > deadline:
                    raise TimeoutError(_say(view, "late"))
    # A rule may be anybody's: whatever it throws must not take the other rules down. The run says CRASHED.
    except Exception as error:
        crash = f"{type(error).__name__}: {error}"
    holds, broken, undecided = (sum(o.verdict == verdict for o in outcomes) for verdict in _VERDICTS)
    checked = holds + broken
    reasons = dict.fromkeys(o.why for o in outcomes if o.verdict == "undecided" and o.why) if undecided else ()
    nothing = _say(view, "semicolon").join(list(reasons)[:3]) or _say(view, "nothing")
    ending, detail = ("ran", "") if checked else ("nothing_to_check", nothing)
    if crash:
        ending, detail = "crashed", crash
    return outcomes, RuleRun(code, ending, checked, broken, undecided, detail)  # type: ignore[arg-type]


def _items(rule: Rule, view: View) -> Iterable[Any]:
    """What the rule looks at: the analysis itself for “document”."""
    analysis = view.analysis
    if rule.looks_at == "claim":
        return view.claims(getattr(rule, "kinds", None), getattr(rule, "sections", None))
    walks: dict[str, Iterable[Any]] = {
        "document": (analysis,),
        "table": analysis.tables,
        "sentence": analysis.sentences,
    }
    return walks[rule.looks_at]


def _has(view: View, need: str) -> bool:
    """Whether the document has what a rule needs."""
    if need == "claims":
        return bool(view.analysis.claims)
    if need == "tables":
        return bool(view.analysis.tables)
    for role in ROLES:
        if need == role:
            return view.others.has(role)
    return need in view.by_form


def _lacks(view: View, need: str) -> str:
    """What is missing, in words."""
    for role in ROLES:
        if need == role:
            return view.others.why(role).words(view.lang)
    key = need if need in ("claims", "tables") else "form"
    return _say(view, "needs", what=_say(view, key, form=need))


def _say(view: View, key: str, **facts: str) -> str:
    return _WORDS[key][view.lang == "en"].format(**facts)
