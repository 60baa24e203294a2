"""TX-502: share of general public budget expenditure in all expenditure."""

from gouji.rules._shares import Parts, TableShare, share_card


class GeneralShare(TableShare):
    """Share of general public budget expenditure in all expenditure.

    「占本年支出合计的X%」必须等于一般公共预算财政拨款支出÷本年支出合计。

    The share is computed from the cells of the two tables as an interval and compared at the decimals written; digits
    cut instead of rounded are info. Source: T.

    Broken: 占本年支出合计的10.00% where both totals are equal. Right: 占本年支出合计的100%.
    """

    card = share_card(
        "TX-502",
        ("一般公共预算支出占比与表不符", "share of general public budget expenditure differs from the tables"),
        __doc__,
    )
    parts = Parts(frozenset({"general", "general_overall", "fiscal_items"}), total=True)
