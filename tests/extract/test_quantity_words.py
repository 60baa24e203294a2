from pathlib import Path

import pytest

from gouji.errors import LexiconError
from gouji.extract.quantities import scan
from gouji.extract.quantity_words import QuantitiesFile, timed
from gouji.language.fold import fold
from gouji.lexicon import builtin_root, parse

SOURCE = (builtin_root() / "generic" / "quantities.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "cause"), [("(?:unclosed", "bad pattern"), (r"(\\d+)年", "must not capture"), ("[", "bad pattern")]
)
def test_a_broken_pattern_is_named_with_file_and_line(tmp_path: Path, pattern: str, cause: str) -> None:
    file = tmp_path / "quantities.toml"
    entry = f'\n[[mention]]\nwhy = "year"\npattern = "{pattern}"\n'
    file.write_text(SOURCE + entry, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        parse(file, QuantitiesFile)
    assert cause in caught.value.message
    line = int(caught.value.message.removeprefix(f"{file}:").split(":")[0])
    assert len(SOURCE.splitlines()) < line <= len((SOURCE + entry).splitlines())


def test_a_pattern_without_end_is_a_coded_error() -> None:
    def endless() -> None:
        raise TimeoutError

    with pytest.raises(LexiconError) as caught:
        timed(endless)
    assert caught.value.code == "lexicon.timeout"


@pytest.mark.parametrize("profile", ["generic", "final-accounts", "budget"])
def test_every_profile_reads_numbers(profile: str) -> None:
    quantities, mentions = scan(fold("2024年度支出5.00万元"), profile)
    assert [quantity.raw for quantity in quantities] == ["5.00万元"]
    assert [mention.why for mention in mentions] == ["year"]


def test_nothing_in_nothing() -> None:
    assert scan(fold(""), "generic") == ((), ())
    assert scan(fold("没有数字"), "generic") == ((), ())
