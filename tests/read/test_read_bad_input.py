"""Input that cannot be read: a coded error each, never an empty document."""

import io
import os
from pathlib import Path

import pytest

from gouji.errors import InputError
from gouji.read import STDIN, Limits, find, read

TEXT = "一、收入决算情况说明\n本年收入3万元。\n"


def _code(source: Path | bytes | str, name: str = "", limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(source, name=name, limits=limits)
    assert name in caught.value.message
    return caught.value.code


def test_missing_file(tmp_path: Path) -> None:
    assert _code(tmp_path / "没有.txt") == "input.missing"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf \n"])
def test_empty(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "空.txt"
    file.write_bytes(data)
    assert _code(file) == "input.empty"
    assert _code(data, name="空.txt") == "input.empty"


def test_unknown_type() -> None:
    assert _code(b"PK\x03\x04 anything", name="a.xyz") == "input.unknown_type"


def test_binary_under_a_text_name() -> None:
    assert _code(bytes(range(256)) * 8, name="a.txt") == "input.unknown_type"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode() + b"\xff\xfe" + TEXT.encode(),
        TEXT.encode()[:-2],
        "收入決算情況說明，本年收入與上年相比增加".encode("big5"),
        b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1],
        b"\xef\xbb\xbf" + TEXT.encode("gb18030"),
        "Café crème à la façon de l'été déjà".encode("latin-1"),
    ],
)
def test_unknown_or_damaged_encoding(data: bytes) -> None:
    assert _code(data, name="a.txt") == "input.encoding"


def test_lone_surrogates_in_a_literal_text() -> None:
    assert _code("收入\ud800") == "input.encoding"


def test_too_large(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert _code(file, limits=Limits(max_bytes=10)) == "input.too_large"
    assert _code(TEXT.encode(), limits=Limits(max_bytes=10)) == "input.too_large"
    assert _code(file, limits=Limits(max_characters=5)) == "input.too_large"
    assert _code("甲\t乙\n1\t2\n", limits=Limits(max_cells=3)) == "input.too_large"


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    file = tmp_path / "封.txt"
    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    assert _code(file) == "input.unreadable"


def test_a_path_that_the_system_refuses(tmp_path: Path) -> None:
    long = tmp_path / ("长" * 300 + ".txt")
    assert find([long]) == [long]
    assert _code(long) == "input.unreadable"
    assert _code(Path("a\0.txt")) == "input.unreadable"


def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    assert find([tmp_path]) == [pipe]
    assert _code(pipe) == "input.unreadable"
    assert _code(Path("/dev/zero")) == "input.unreadable"


def test_a_link_to_itself(tmp_path: Path) -> None:
    link = tmp_path / "环.txt"
    link.symlink_to(link)
    assert find([link]) == [link]
    assert _code(link) in ("input.missing", "input.unreadable")


def test_errors_have_english_words(tmp_path: Path) -> None:
    for source in (tmp_path / "gone.txt", tmp_path, b" ", b"PK\x03\x04", "收入决算".encode("gb18030")[:-1] + b"\xff"):
        with pytest.raises(InputError) as caught:
            read(source, name="a.xyz" if source == b"PK\x03\x04" else "a.txt")
        assert caught.value.words("zh") == caught.value.message
        assert caught.value.words("en").isascii()


def test_a_directory_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x", encoding="utf-8")
    assert find([tmp_path]) == [tmp_path]
    assert _code(tmp_path) == "input.no_reports"


def test_find_takes_directories_apart(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.PDF", ".git/x.txt", "b/~$1.txt", "c/picture.png"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", encoding="utf-8")
    expected = [tmp_path / "a.PDF", tmp_path / "b" / "1.md", tmp_path / "b" / "2.txt"]
    assert find([tmp_path, tmp_path / "a.PDF", tmp_path / "none.txt"]) == [*expected, tmp_path / "none.txt"]


def test_find_keeps_what_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("x", encoding="utf-8")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert find([tmp_path]) == [tmp_path / "open.txt", tmp_path / "closed"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    assert find(["-"]) == [STDIN]
    document = read(STDIN)
    assert (document.path, document.text) == ("-", TEXT.strip())


def test_endless_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 1000)))
    assert _code(STDIN, limits=Limits(max_bytes=100)) == "input.too_large"


def test_content_decides_before_the_name() -> None:
    with pytest.raises(InputError) as caught:
        read(b"%PDF-1.7\n damaged", name="report.txt")
    assert caught.value.code != "input.encoding"
    assert read(TEXT.encode(), name="报告").format == "text"
