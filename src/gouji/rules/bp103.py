"""BP-103: sentences and reasons taken over from last year's report."""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from gouji.boilerplate.yearly import TakenReason, TakenSentence, taken_reasons, taken_sentences
from gouji.check.others import companions
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Evidence, Finding, Outcome, Sentence, Span
from gouji.rules._figures import make_card, say

_SHOWN = 5
_TIMEOUT = 1.0
_FIGURES = ("amount", "change", "rate")


class LastYearsWords:
    """Sentences and reasons taken over from last year's report.

    文字照抄上年报告：数字也未更新的（金额、年份）提示为警告，只改数字的作为统计信息；规定格式用语不计。

    Needs last year's report (`--previous FILE`). A sentence that stands there word for word, with amounts that no table
    of this report confirms or with last year as its own year, is a warning: it was likely not brought up to date. So is
    a reason with the same numbers. A reason that only has other numbers, or none, is information, and so is the share
    of sentences that are last year's but for the numbers. What the form demands is left out, and so is the
    glossary.
    Source: E, G.

    Spoken of: “因设备维修增加5.20万元” as a reason in both years; “2023年开展培训3次” in the report of 2024.
    Silent: “与上年持平”; an amount that the tables of both years confirm.
    """

    card = make_card(
        "BP-103",
        "warning",
        ("文字照抄上年报告", "wording taken over from last year's report"),
        {
            "figures": (
                "与上年报告逐字相同，数字也未变：“{quote}”，疑未更新",
                "word for word, and number for number, as in last year's report: “{quote}”; perhaps not brought up to date",
            ),
            "year": (
                "与上年报告逐字相同，年份仍为{year}年：“{quote}”，疑未更新",
                "word for word as in last year's report, of the year {year}: “{quote}”; perhaps not brought up to date",
            ),
            "reason": (
                "理由与上年报告逐字相同，数字也未变：“{quote}”",
                "the reason and its numbers are those of last year's report: “{quote}”",
            ),
            "reasons": (
                "{total}条理由中有{count}条沿用上年报告的说法：{quotes}",
                "{count} of {total} reasons are those of last year's report: {quotes}",
            ),
            "share": (
                "{total}句说明中有{count}句与上年报告相同或只改了数字",
                "{count} of {total} sentences are those of last year's report, but for the numbers",
            ),
        },
        __doc__,
        "E,G",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"previous"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare every sentence and every reason with last year's."""
        previous = view.previous
        assert previous is not None
        reasons = list(taken_reasons(item, previous.analysis))
        yield from (Outcome("holds") for _, taken in reasons if taken is None)
        sentences = list(taken_sentences(item, previous.analysis, view.thresholds.repeat_length))
        stale: set[int] = set()
        for sentence, found in sentences:
            variant, facts = self._stale(found, view) if found else ("", {})
            if found is None:
                yield Outcome("holds")
            elif variant:
                stale.add(sentence.index)
                proof = _proof(found.source.span, previous)
                yield Outcome("broken", (), self._finding(sentence.span, sentence.section, variant, facts, proof, view))
        yield from self._reasons([taken for _, taken in reasons if taken], len(reasons), stale, view, previous)
        taken = [found for _, found in sentences if found]
        if taken:
            yield Outcome("broken", (), self._share(taken, len(sentences), view, previous))

    def _stale(self, found: TakenSentence, view: View) -> tuple[str, dict[str, str]]:
        """Why a sentence taken over is likely out of date: the variant of the message, or nothing."""
        quote = view.quote(found.sentence.span)
        year = view.analysis.year
        if not found.exact or year is None:
            return "", {}
        if any(
            match[1] == str(year - 1)
            for match in _own_years(view.analysis.profile).finditer(squeeze(quote), timeout=_TIMEOUT)
        ):
            return "year", {"year": str(year - 1)}
        loose = [
            claim
            for claim in view.claims_of.get(found.sentence.index, ())
            if claim.kind in _FIGURES and claim.quantity is not None and claim.quantity.value != 0
        ]
        confirmed = any(claim.index in view.links for claim in loose)
        return ("figures", {}) if loose and not confirmed else ("", {})

    def _reasons(
        self, taken: Sequence[TakenReason], total: int, stale: set[int], view: View, previous: View
    ) -> Iterator[Outcome]:
        rest = []
        for one in taken:
            if one.reason.sentence in stale:
                continue
            if one.exact and one.numbers:
                section = view.analysis.sentences[one.reason.sentence].section
                proof = _proof(one.source.span, previous)
                yield Outcome("broken", (), self._finding(one.reason.span, section, "reason", {}, proof, view))
            else:
                rest.append(one)
        if rest:
            quotes = list(dict.fromkeys(view.quote(one.reason.span) for one in rest))
            facts = {
                "count": str(len(rest)),
                "total": str(total),
                "quotes": say(view, "；", "; ").join(f"“{quote}”" for quote in quotes[:_SHOWN]),
            }
            section = view.analysis.sentences[rest[0].reason.sentence].section
            proof = [each for one in rest[:_SHOWN] for each in _proof(one.source.span, previous)]
            yield Outcome(
                "broken", (), self._finding(rest[0].reason.span, section, "reasons", facts, proof, view, "info")
            )

    def _share(self, taken: Sequence[TakenSentence], total: int, view: View, previous: View) -> Finding:
        first = taken[0].sentence
        facts = {"count": str(len(taken)), "total": str(total)}
        proof = [each for one in taken[:_SHOWN] for each in _proof(one.source.span, previous)]
        return self._finding(_head(first, view), first.section, "share", facts, proof, view, "info")

    def _finding(
        self,
        span: Span,
        section: int | None,
        variant: str,
        facts: dict[str, str],
        proof: Sequence[Evidence],
        view: View,
        severity: str = "warning",
    ) -> Finding:
        return view.finding(
            self.card,
            span,
            section=section,
            severity=severity,  # type: ignore[arg-type]
            variant=variant,
            facts={"quote": view.quote(span), **facts},
            evidence=tuple(proof),
        )


def _proof(span: Span, previous: View) -> list[Evidence]:
    page = previous.analysis.document.place(span).page
    return [Evidence(kind="clause", quote=previous.quote(span), page=page, document=previous.name)]


def _head(sentence: Sentence, view: View) -> Span:
    """The first clause of a sentence."""
    return sentence.clauses[0].span if sentence.clauses else sentence.span


@cache
def _own_years(profile: str) -> regex.Pattern[str]:
    return regex.compile(companions(profile).own_year or "(?!)(.)")
