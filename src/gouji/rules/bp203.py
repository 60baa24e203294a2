"""BP-203: a purpose or reason that belongs to another account."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome, Span
from gouji.rules._figures import make_card
from gouji.rules._reasons import item_of, reason_words
from gouji.rules._repeats import clause, purposes


class ForeignWords:
    """A purpose or reason that belongs to another account.

    某科目的用途或原因写的是另一科目的事项（如住房公积金项目写“用于医疗保险支出”），多为照抄而未改。

    Some accounts exclude each other (`exclusive` in reasons.toml: housing fund, medical, pension, …). Under an account of
    one group a purpose (主要用于：…) or a stated cause that has the words of another group and none of its own was copied
    from there; where the other item stands in the report with the same words, it is given as evidence. Accounts of no group, such
    as 行政运行, may pay for everything. A warning: the account may be what is wrong. Source: E.

    Broken: 住房公积金（项）…主要用于：事业单位医疗保险支出.
    Right: 住房公积金（项）…主要用于：职工住房公积金缴存；医疗保险另见前项.
    """

    card = make_card(
        "BP-203",
        "warning",
        ("用途或原因属于另一科目", "purpose or reason of another account"),
        {
            "purpose": (
                "“{account}”的用途写作“{words}”，说的是另一类科目",
                "the purpose of “{account}” is given as “{words}”, which is another kind of account",
            ),
            "reason": (
                "“{account}”的原因写作“{words}”，说的是另一类科目",
                "the reason for “{account}” is given as “{words}”, which is another kind of account",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare the words of every purpose and reason with the account that it stands under."""
        words = reason_words(item.profile)
        spans = [("purpose", use.span, use.sentence) for purpose in purposes(view) for use in purpose.uses]
        spans += [("reason", reason.span, reason.sentence) for reason in item.reasons]
        placed = [(kind, span, sentence, item_of(view, sentence)) for kind, span, sentence in sorted(spans)]
        for kind, span, sentence, path in placed:
            own = words.groups(path[-1]) if path else frozenset()
            text = squeeze(view.quote(span))
            said = words.groups(text)
            if not own or not said:
                continue
            if own & said or words.fitting(text, own):
                yield Outcome("holds")
                continue
            source = _source(view, span, [(s, p) for k, s, _, p in placed if k == kind and p and p != path], said)
            finding = view.finding(
                self.card,
                span,
                section=item.sentences[sentence].section,
                variant=kind,
                facts={"account": path[-1], "words": view.quote(span)},
                evidence=(clause(view, source),) if source is not None else (),
            )
            yield Outcome("broken", finding=finding)


def _source(view: View, span: Span, others: list[tuple[Span, tuple[str, ...]]], said: frozenset[int]) -> Span | None:
    """Where the same words stand under an account that they do fit."""
    key = squeeze(view.quote(span))
    groups = reason_words(view.analysis.profile).groups
    return next((s for s, path in others if squeeze(view.quote(s)) == key and groups(path[-1]) & said), None)
