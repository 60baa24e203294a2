"""What is true and correctly rounded is never found fault with; what is off by two units of the last place is."""

from decimal import ROUND_HALF_UP, Decimal
from types import ModuleType

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gouji.rules.nn101 import ComparisonWord
from gouji.rules.nn102 import CompletionRate
from gouji.rules.nn107 import RateOfChange
from gouji.rules.nn112 import PartsAndTotal
from gouji.rules.nn113 import Shares

YUAN = st.integers(10_000, 900_000_000)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def wan(yuan: int) -> str:
    return str((Decimal(yuan) / 10000).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def percent(part: int, whole: int, off: int = 0) -> str:
    exact = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return str(exact + Decimal(off) / 100)


@QUICK
@given(last=YUAN, now=YUAN)
def test_true_changes(build: ModuleType, last: int, now: int) -> None:
    word, rate = ("增加", "增长") if now >= last else ("减少", "下降")
    gap = abs(now - last)
    text = f"会务支出{wan(now)}万元，比上年{word}{wan(gap)}万元，{rate}{percent(gap, last)}%。"
    assert build.broken(RateOfChange(), build.analysis(text)) == []


@QUICK
@given(budget=YUAN, done=YUAN)
def test_true_completions_and_words(build: ModuleType, budget: int, done: int) -> None:
    word = "大于" if done > budget else "小于" if done < budget else "等于"
    text = f"支出年初预算为{wan(budget)}万元，支出决算为{wan(done)}万元，完成年初预算的{percent(done, budget)}%。决算数{word}预算数。"
    analysis = build.analysis(text)
    assert build.broken(CompletionRate(), analysis) == []
    assert [f for f in build.broken(ComparisonWord(), analysis) if f.severity == "error"] == []


@QUICK
@given(parts=st.lists(YUAN, min_size=2, max_size=5))
def test_true_parts_and_shares(build: ModuleType, parts: list[int]) -> None:
    whole = sum(parts)
    names = ("教育支出", "卫生健康支出", "住房保障支出", "农林水支出", "其他支出")
    listed = "；".join(f"{n}（类）{wan(p)}万元，占{percent(p, whole)}%" for n, p in zip(names, parts, strict=False))
    analysis = build.analysis(f"支出{wan(whole)}万元，主要用于以下方面：{listed}。")
    assert build.broken(PartsAndTotal(), analysis) == []
    assert [f for f in build.broken(Shares(), analysis) if f.severity != "info"] == []


@QUICK
@given(
    budget=st.integers(10_000_000, 900_000_000),
    done=st.integers(10_000_000, 900_000_000),
    off=st.sampled_from([-3, 3, 40]),
)
def test_wrong_completions(build: ModuleType, budget: int, done: int, off: int) -> None:
    assume(Decimal(done) / budget < 3)
    text = f"支出年初预算为{wan(budget)}万元，支出决算为{wan(done)}万元，完成年初预算的{percent(done, budget, off)}%。"
    assert [f.rule for f in build.broken(CompletionRate(), build.analysis(text))] == ["NN-102"]
