"""TX-703: shares of the three public items computed from their table."""

from gouji.rules._shares import Parts, TableShare, share_card


class ThreePublicShare(TableShare):
    """Shares of the three public items computed from their table.

    「因公出国（境）费、公务用车费、公务接待费占X%」必须等于三公经费表中该项÷合计。

    The share of each item is computed from the table's own cells as an interval and compared at the decimals written;
    digits cut instead of rounded are info. Source: T.

    Broken: 公务接待费1.25万元，占91.69% (1.25 ÷ 6.35 = 19.6850%). Right: 占19.69%.
    """

    card = share_card("TX-703", ("三公经费占比与表不符", "share of a public item differs from the table"), __doc__)
    parts = Parts(frozenset({"three_public"}), frozenset({"ZS", "BS"}))
