"""Whatever the words, reading claims never fails, and every claim lies where it says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.extract import extract_text
from gouji.extract.quantities import scan
from gouji.language.fold import fold, squeeze

WORDS = [
    "2024年度", "本单位", "收、支总计", "财政拨款支出", "基本支出", "项目支出", "“三公”经费", "公务接待费", "（项）", "（款）", "行政运行",
    "年初预算为", "支出决算为", "全年预算数", "完成年初预算的", "占本年支出合计的", "占", "与上年相比", "比上年决算数", "由上年的", "较2023年度",
    "增加", "减少到", "增长", "下降", "持平", "增加（减少）", "决算数大于预算数", "决算数与预算数基本持平", "其中：", "其中", "包括：", "主要用于",
    "主要原因是", "主要原因：", "主要包括：", "分别为", "均为", "合计", "无政府性基金支出", "上述", "该项", "，", "；", "。", "、", "和", "（", "）", "“", "”",
    "：", "\n", " ", "0万元", "12.50万元", "1,234.56万元", "-3.2万元", "100%", "0.5个百分点", "3辆", "２０万元", "XX万元", "一倍", "约5万元", "12", "2.50",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_claims_lie_in_the_text(text: str) -> None:
    found = extract_text(text, "final-accounts", 2024)
    for place, claim in enumerate(found.claims):
        assert claim.index == place
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        if claim.number is not None and claim.quantity is not None:
            assert claim.span.start <= claim.number.start < claim.number.end <= claim.span.end
            assert squeeze(claim.number.cut(text)) == squeeze(claim.quantity.raw)
        for other in (claim.about, claim.against, claim.whole):
            assert other is None or (0 <= other < len(found.claims) and other != place)
    for reason in found.reasons:
        assert 0 <= reason.span.start <= reason.span.end <= len(text)
        assert all(0 <= index < len(found.claims) for index in reason.claims)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([word for word in WORDS if word not in ("。", "\n")]), max_size=40).map("".join))
def test_every_number_is_a_claim_or_counted_out(text: str) -> None:
    found = extract_text(text, "final-accounts", 2024)
    quantities, mentions = scan(fold(text), "final-accounts")
    stated = {claim.number for claim in found.claims if claim.number is not None}
    assert stated == {quantity.span for quantity in quantities}
    assert found.mentions == mentions
    assert not stated & {mention.span for mention in mentions}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    extract_text(text, "final-accounts", 2024)
