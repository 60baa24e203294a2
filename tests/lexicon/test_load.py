"""Loading lexicons: schemas, inheritance, stamps, and errors at file and line."""

from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from gouji.errors import LexiconError
from gouji.lexicon import (
    LexiconFile,
    ProfileFile,
    Regex,
    builtin_root,
    entry_error,
    lineage,
    load,
    parse,
    profiles,
    stamp,
)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: str
    scale: Decimal = Decimal(1)
    words: tuple[str, ...] = ()


class WordsFile(LexiconFile, frozen=True, kw_only=True):
    entry: tuple[Entry, ...] = ()
    map: dict[str, int] = msgspec.field(default_factory=dict)
    patterns: tuple[Regex, ...] = ()
    nested: dict[str, dict[str, Entry]] = msgspec.field(default_factory=dict)


HEAD = 'schema = "words"\nversion = "1.0"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of profiles in place of the built-in ones."""
    monkeypatch.setattr(import_module("gouji.lexicon.load"), "load_group", lambda group: {"builtin": lambda: tmp_path})
    profiles.cache_clear()
    stamp.cache_clear()
    yield tmp_path
    profiles.cache_clear()
    stamp.cache_clear()


def profile(folder: Path, name: str, more: str = "") -> Path:
    (folder / name).mkdir()
    (folder / name / "profile.toml").write_text(f'schema = "profile"\nversion = "1.2"\ntitle = "{name}"\n{more}')
    return folder / name


def fails(file: Path, text: str | bytes) -> tuple[str, int, str]:
    """Code, line and cause of the error that `text` as words.toml gives."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(LexiconError) as caught:
        parse(file, WordsFile)
    path, line, cause = caught.value.message.removeprefix(f"{file.parent}/").split(":", 2)
    assert path == "words.toml"
    return caught.value.code, int(line), cause


ENTRIES = "".join(f'[[entry]]\nlabel = "{c}"\nscale = "1"\n' for c in "甲乙丙丁")


@pytest.mark.parametrize(
    ("text", "code", "line", "cause"),
    [
        (HEAD + "[[entry]\n", "lexicon.syntax", 3, "]]"),
        (HEAD + 'map = {a = 1\n\nb = "', "lexicon.syntax", 3, ""),
        (HEAD + '[[entry]]\nlabel = """open', "lexicon.syntax", 4, "end of document"),
        (HEAD + ENTRIES.replace('"丙"', "3"), "lexicon.schema", 10, "Expected `str`, got `int`"),
        (HEAD + ENTRIES.replace('label = "丙"\n', ""), "lexicon.schema", 9, "missing required field `label`"),
        (HEAD + ENTRIES + 'colour = "red"\n', "lexicon.schema", 15, "unknown field `colour`"),
        (HEAD + 'colour = "red"\n' + ENTRIES, "lexicon.schema", 3, "unknown field `colour`"),
        (HEAD + ENTRIES.replace('"1"', '"1.2.3"', 1), "lexicon.schema", 5, "Invalid decimal"),
        (HEAD + '[[entry]]\nlabel = "x"\nwords = [\n"a",\n"b",\n3,\n]\n', "lexicon.schema", 8, "got `int`"),
        (HEAD + 'entry = [{label = "x"},\n{label = 1}]\n', "lexicon.schema", 4, "got `int`"),
        (HEAD + '[map]\na = 1\nb = "2"\nc = 3\n', "lexicon.schema", 5, "Expected `int`, got `str`"),
        (HEAD + "patterns = [\n'a+',\n'(年|月',\n]\n", "lexicon.schema", 5, "not a pattern: missing )"),
        (HEAD + "patterns = ['a+', 3]\n", "lexicon.schema", 3, "Expected a pattern, got `int`"),
        (HEAD + '[nested.a.b]\nlabel = "x"\n[nested.a.c]\nlabel = 1\n', "lexicon.schema", 6, "got `int`"),
        (HEAD + '[nested.a.b]\nlabel = "x"\n[nested.c.b]\nlabel = "y"\nk = 1\n', "lexicon.schema", 7, "field `k`"),
        ('version = "1.0"\n', "lexicon.schema", 1, "missing required field `schema`"),
        ('schema = "words"\n\nversion = "one"\n', "lexicon.schema", 3, "regex"),
        ('# other\nversion = "1.0"\nschema = "units"\n', "lexicon.schema", 3, "schema is 'units', expected 'words'"),
        (HEAD.encode() + "# 万元\nx = '".encode("gb18030"), "lexicon.unreadable", 3, "not UTF-8"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str | bytes, code: str, line: int, cause: str) -> None:
    found = fails(tmp_path / "words.toml", text)
    assert found[:2] == (code, line)
    assert cause in found[2]


def test_a_good_file_loads_also_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + ENTRIES).encode())
    assert [entry.label for entry in parse(file, WordsFile).entry] == list("甲乙丙丁")


def test_a_pattern_is_a_string_that_compiles(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text(HEAD + "patterns = ['\\p{Han}+']\n")
    assert parse(file, WordsFile).patterns == (r"\p{Han}+",)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"words\.toml:1: ") as caught:
        parse(tmp_path / "words.toml", WordsFile)
    assert caught.value.code == "lexicon.unreadable"


def test_a_file_comes_from_the_nearest_profile_that_has_it(folder: Path) -> None:
    base = profile(folder, "base")
    middle = profile(folder, "middle", 'extends = "base"\n')
    profile(folder, "top", 'extends = "middle"\n')
    (base / "words.toml").write_text(HEAD + "[map]\na = 1\n")
    assert list(lineage("top")) == ["top", "middle", "base"]
    assert load("top", "words", WordsFile).map == {"a": 1}
    (middle / "words.toml").write_text(HEAD + "[map]\na = 2\n")
    assert load("top", "words", WordsFile).map == {"a": 2}
    assert load("base", "words", WordsFile).map == {"a": 1}


def test_no_such_file_on_the_way_up(folder: Path) -> None:
    profile(folder, "base")
    with pytest.raises(LexiconError, match=r"profile base has no words\.toml") as caught:
        load("base", "words", WordsFile)
    assert caught.value.code == "lexicon.missing"


def test_unknown_profile_names_the_known_ones(folder: Path) -> None:
    profile(folder, "base")
    with pytest.raises(LexiconError, match="unknown profile 'hunan'; known: base"):
        load("hunan", "words", WordsFile)


def test_extending_an_unknown_profile_is_an_error_at_its_line(folder: Path) -> None:
    file = profile(folder, "base", '\nextends = "hunan"\n') / "profile.toml"
    with pytest.raises(LexiconError) as caught:
        list(lineage("base"))
    assert caught.value.message == f"{file}:5: unknown profile 'hunan'; known: base"


def test_profiles_that_extend_each_other_are_an_error(folder: Path) -> None:
    profile(folder, "a", 'extends = "b"\n')
    file = profile(folder, "b", 'extends = "c"\n').parent / "c" / "profile.toml"
    profile(folder, "c", 'extends = "b"\n')
    with pytest.raises(LexiconError) as caught:
        load("a", "words", WordsFile)
    assert caught.value.message == f"{file}:4: profiles extend each other in a circle: b → c → b"


def test_an_entry_that_fits_its_schema_and_is_wrong_all_the_same(folder: Path) -> None:
    base = profile(folder, "base")
    profile(folder, "top", 'extends = "base"\n')
    (base / "words.toml").write_text(HEAD + ENTRIES)
    error = entry_error("top", "words", ("entry", 2, "scale"), "not a power of ten")
    assert error.message == f"{base / 'words.toml'}:11: not a power of ten"


def test_the_stamp_follows_version_and_content_of_all_that_is_used(folder: Path) -> None:
    base = profile(folder, "base")
    profile(folder, "top", 'extends = "base"\n')
    profile(folder, "other")

    def now(name: str) -> str:
        stamp.cache_clear()
        return stamp(name)

    top, other = now("top"), now("other")
    assert top.startswith("1.2+")
    assert top == now("top")
    (base / "notes.md").write_text("not a lexicon")
    assert now("top") == top
    (base / "words.toml").write_text(HEAD)
    assert now("top") != top
    assert now("other") == other


BUILTIN = sorted(builtin_root().glob("*/*.toml"))


@pytest.mark.parametrize("file", BUILTIN, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_built_in_file_has_a_head(file: Path) -> None:
    kind = ProfileFile if file.name == "profile.toml" else None
    if kind:
        assert parse(file, kind).title
        assert list(lineage(file.parent.name))[-1] == "generic"
    head = file.read_text(encoding="utf-8")
    assert f'schema = "{file.stem}"' in head
    assert "\nversion = " in head
