"""How a file of one's own is put on top of a lexicon file."""

from pathlib import Path

from gouji.language.units import units
from gouji.lexicon import extended, lineage, load, plain, stamps
from gouji.segment.forms import FormsFile


def made(folder: Path, text: str, profile: str = "final-accounts") -> str:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return extended(profile, [file])


def test_the_name(tmp_path: Path) -> None:
    name = made(tmp_path, "")
    assert plain(name) == "final-accounts"
    assert list(lineage(name)) == list(lineage("final-accounts"))
    assert extended("budget", []) == "budget"


def test_lists_go_on_and_entries_of_one_key_are_one(tmp_path: Path) -> None:
    before = load("final-accounts", "forms", FormsFile)
    name = made(
        tmp_path,
        'forms.neutral = ["口径"]\n[[forms.form]]\nkey = "Z3"\nwithout = ["决算批复"]\n'
        '[[forms.form]]\nkey = "QS"\ntitle = "水利台账"\ntitles = [["水利台账"]]\n',
    )
    after = load(name, "forms", FormsFile)
    assert after.neutral == (*before.neutral, "口径")
    assert [form.key for form in after.form] == [*(form.key for form in before.form), "QS"]
    old = next(form for form in before.form if form.key == "Z3")
    new = next(form for form in after.form if form.key == "Z3")
    assert new.without == (*old.without, "决算批复")
    assert (new.titles, new.headers) == (old.titles, old.headers)
    assert load("final-accounts", "forms", FormsFile) == before


def test_units_of_ones_own(tmp_path: Path) -> None:
    name = made(tmp_path, '[[units.unit]]\nlabel = "万元"\naliases = ["万圆整"]\n')
    assert units(name)["万圆整"].label == "万元"
    assert "万圆整" not in units("final-accounts")


def test_only_for_its_profiles(tmp_path: Path) -> None:
    text = 'profiles = ["budget"]\nforms.neutral = ["口径"]\n'
    assert "口径" not in load(made(tmp_path, text), "forms", FormsFile).neutral
    assert set(stamps(made(tmp_path, text))) == {"final-accounts"}
    other = tmp_path / "other"
    other.mkdir()
    assert "口径" in load(made(other, text, "budget"), "forms", FormsFile).neutral
