"""CG-105: small and medium enterprises by kind of procurement."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.figures import only
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Interval, Outcome
from gouji.rules._figures import figure, make_card, marks, middle, number, say

_KINDS = ("货物", "工程", "服务")


class ShareByKind:
    """Small and medium enterprises by kind of procurement.

    货物、工程、服务采购中授予中小企业的占比各不超过100%；各占比与各类支出的乘积之和应等于授予中小企业合同金额。

    The form asks what share of goods, works and services went to small and medium enterprises. No share exceeds 100 %. Each
    share times the expenditure of its kind, added up, must give the contracts of small and medium enterprises as far as
    the written decimals allow; contracts may be paid over several years, so a sum that misses is a warning. A kind
    without expenditure needs no share. Source: O.

    Broken: 货物20.00万元、服务30.00万元；授予中小企业合同金额40.00万元；货物占比100%，服务占比90% (20.00 + 27.00 = 47.00).
    Right: 货物占比50%，服务占比100% (10.00 + 30.00 = 40.00).
    """

    card = make_card(
        "CG-105",
        "warning",
        ("分类中小企业占比不符", "shares of small enterprises by kind do not tie"),
        {
            "default": (
                "按各类占比计算，{formula} = {sum}，授予中小企业合同金额为{total}",
                "by the shares of the kinds {formula} = {sum}, the contracts of small and medium enterprises are {total}",
            ),
            "share": ("{kind}采购授予中小企业的占比为{share}，超过100%", "{share} of {kind} is more than 100 %"),
        },
        __doc__,
        "O",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Each share by itself, then their sum."""
        total = only(view, "中小企业合同金额")
        added, shown, used = Interval(Decimal(0), Decimal(0)), [], []
        for kind in _KINDS:
            share, amount = only(view, f"{kind}中小企业占比"), only(view, f"采购{kind}")
            if share is not None and figure(share.quantity).lo > 1:
                finding = view.finding(
                    self.card,
                    share.claim.span,
                    section=share.claim.section,
                    severity="error",
                    variant="share",
                    facts={"kind": kind, "share": view.show(share.quantity)},
                    stated=number(share.quantity.value, share.quantity.places),
                    expected="≤100",
                    unit="%",
                    evidence=(view.from_claim(share.claim),),
                    suspects=marks(share.claim),
                )
                yield Outcome("broken", marks(share.claim), finding)
                return
            if share is None and amount is not None and amount.quantity.value:
                # Without all shares nothing adds up.
                total = None
            if share is not None and amount is not None and amount.quantity.value:
                added = added + figure(amount.quantity) * figure(share.quantity)
                shown.append(f"{view.show(amount.quantity)} × {view.show(share.quantity)}")
                used += [share.claim, amount.claim]
        if total is None or not used or total.quantity.unit is None:
            if used:
                yield Outcome("undecided", why=say(view, "占比不全", "not all shares are told"))
            return
        touched = marks(total.claim, *used)
        if added.meets(figure(total.quantity)):
            yield Outcome("holds", touched)
            return
        unit = total.quantity.unit
        come_to = number(middle(added) / unit.scale, total.quantity.places)
        facts = {"formula": " + ".join(shown), "sum": f"{come_to}{unit.label}", "total": view.show(total.quantity)}
        finding = view.finding(
            self.card,
            total.claim.span,
            section=total.claim.section,
            facts=facts,
            stated=number(total.quantity.value, total.quantity.places),
            expected=come_to,
            unit=unit.label,
            evidence=(
                *(view.from_claim(claim) for claim in (total.claim, *used)),
                view.computation(f"{facts['formula']} = {facts['sum']}"),
            ),
            suspects=touched,
        )
        yield Outcome("broken", touched, finding)
