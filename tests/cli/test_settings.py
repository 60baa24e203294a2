"""Settings files: where they are found, what they may say, and how a slip is named."""

from decimal import Decimal
from pathlib import Path

import pytest

from gouji.cli.settings import FileSettings, load_settings
from gouji.errors import UsageError


def test_none_is_fine(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == FileSettings()


def test_all_keys(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text(
        'select = ["NN", "TI-3"]\nignore = ["BP"]\nmin_severity = "warning"\nlang = "en"\nprofile = "budget"\n'
        "[limits]\nmax_pages = 5\nseconds = 1.5\n[thresholds]\nabout_equal = 0.02\nrepeats = 4\n",
        encoding="utf-8",
    )
    found = load_settings(tmp_path)
    assert (found.select, found.ignore, found.min_severity) == (("NN", "TI-3"), ("BP",), "warning")
    assert (found.lang, found.profile, found.limits.max_pages, found.limits.seconds) == ("en", "budget", 5, 1.5)
    assert (found.thresholds.about_equal, found.thresholds.repeats) == (Decimal("0.02"), 4)


def test_the_nearest_upwards_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "gouji.toml").write_text('lang = "en"', encoding="utf-8")
    (inner / "pyproject.toml").write_text('[project]\nname = "other"\n', encoding="utf-8")
    assert load_settings(inner).lang == "en"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.gouji]\nprofile = "budget"\n', encoding="utf-8")
    assert load_settings(inner) == FileSettings(profile="budget")


def test_gouji_toml_comes_before_pyproject(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text('profile = "generic"', encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.gouji]\nprofile = "budget"\n', encoding="utf-8")
    assert load_settings(tmp_path).profile == "generic"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = []", ("'selct'", "nearest is select")),
        ("[limits]\nmax_page = 3", ("'limits.max_page'", "nearest is limits.max_pages")),
        ("[thresholds]\nrepeat = 3", ("'thresholds.repeat'", "nearest is thresholds.repeats")),
        ('select = "NN"', ("$.select",)),
        ('lang = "fr"', ("$.lang",)),
        ("[limits]\nmax_pages = 1.5", ("$.limits.max_pages",)),
        ("limits = 3", ("$.limits",)),
        ("[limits]\nmax_bytes = 0", ("$.limits.max_bytes",)),
        ("[limits]\nseconds = -1", ("$.limits.seconds",)),
        ("[thresholds]\nrepeats = 1", ("$.thresholds.repeats",)),
        ("[thresholds]\nrepeat_length = 0", ("$.thresholds.repeat_length",)),
        ('[thresholds]\nabout_equal = "-0.1"', ("about_equal",)),
        ('[thresholds]\nabout_equal = "1.1"', ("about_equal",)),
        ("a = ", ("end of document",)),
        ("a = " + "[" * 900 + "]" * 900, ("nested too deep",)),
        (".".join("a" * 900) + " = 1", ("nested too deep",)),
        ("[limits]\nmax_pages = " + "9" * 5000, ("4300 digits",)),
    ],
)
def test_a_slip_is_named(tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    file = tmp_path / "gouji.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_settings(tmp_path)
    assert caught.value.code == "usage.settings"
    assert all(part in caught.value.message for part in (str(file), *said))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"gouji\.toml"):
        load_settings(tmp_path)


def test_tool_gouji_that_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\ngouji = 1\n", encoding="utf-8")
    with pytest.raises(UsageError):
        load_settings(tmp_path)
    (tmp_path / "pyproject.toml").write_text("tool = 1\n", encoding="utf-8")
    assert load_settings(tmp_path) == FileSettings()
