"""The official classifications as far as they are certain."""

from collections import Counter

from gouji.language.accounts import domain_of, level_of
from gouji.language.classification import classification


def test_names_and_codes() -> None:
    known = classification()
    assert known.names("2010104") == ("人大会议",)
    assert known.names("20137") == ("网信事务",)
    assert known.names("2130101") == ("行政运行",)
    assert known.codes("印刷费") == ("30202",)
    assert known.called("2070199", "其他文化支出")
    assert not known.called("2070199", "图书馆")
    assert known.names("2010188") == ()


def test_names_are_alike_without_the_words_that_join_them() -> None:
    known = classification()
    assert known.called("2011101", "行政运行支出")
    assert known.called("30213", "维修(护)费")
    assert known.called("303", "对个人和家庭的补助支出")


def test_only_complete_lists_prove_that_an_account_does_not_exist() -> None:
    known = classification()
    assert known.absent("30230", 2024)
    assert not known.absent("30230", 2016)
    assert not known.absent("30230", 2100), "a classification that nobody has seen yet"
    assert not known.absent("2010188", 2024)


def test_every_code_is_listed_once_with_its_domain_and_parent() -> None:
    known = classification()
    codes = [code for code in _codes() if level_of(code) > 1]
    assert not [code for code, count in Counter(codes).items() if count > 1]
    assert all(domain_of(code) in ("functional", "economic") for code in codes)
    assert all(known.names(code[:3]) for code in codes)


def _codes() -> list[str]:
    from gouji.language.classification import ClassificationFile
    from gouji.lexicon import load

    file = load("generic", "classification", ClassificationFile)
    found = []
    for line in (line for lines in file.names.values() for line in lines):
        code, _, *items = line.split()
        standard = file.standard if "+" in items else ()
        found += [code, *(code + item[:2] for item in (*standard, *items) if item != "+")]
    return found
