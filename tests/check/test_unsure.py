"""A finding that rests on a character in doubt is no error, and says so."""

import msgspec
import pytest

from gouji.check import Settings, load_rules, run
from gouji.model import Recognised
from gouji.pipeline import analyse

TEXT = """2024年度青石县档案馆部门决算

三、支出决算情况说明

本年支出合计120.50万元，比上年增加20.50万元，其中：基本支出100.00万元，占82.99%；项目支出30.50万元，占25.31%。
"""


@pytest.fixture(scope="module")
def analysis():
    return analyse(TEXT)


def seen(analysis, number, confidence, lang="zh"):
    at = analysis.document.text.index(number)
    document = msgspec.structs.replace(analysis.document, recognised=(Recognised(at, at + len(number), confidence),))
    doubtful = msgspec.structs.replace(analysis, document=document)
    return run(doubtful, load_rules(analysis.profile), Settings(lang=lang)).findings


def errors(findings):
    return [one for one in findings if one.severity == "error"]


def test_errors_stand_where_recognition_is_sure(analysis):
    plain = run(analysis, load_rules(analysis.profile), Settings()).findings
    assert errors(plain)
    assert seen(analysis, "30.50", 0.97) == plain


@pytest.mark.parametrize(("lang", "words"), [("zh", "“30.50”，置信度 0.62"), ("en", "“30.50”, confidence 0.62")])
def test_a_number_in_doubt_makes_no_error(analysis, lang, words):
    found = [one for one in seen(analysis, "30.50", 0.62, lang) if words in (one.hint or "")]
    assert found
    assert not errors(found)


def test_doubt_elsewhere_does_not_matter(analysis):
    plain = run(analysis, load_rules(analysis.profile), Settings()).findings
    assert seen(analysis, "2024", 0.5) == plain
