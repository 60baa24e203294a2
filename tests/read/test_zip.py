"""Archives: a report with its tables is one document, several reports are several, and nothing unsafe is unpacked."""

import io
import zipfile
from pathlib import Path

import pytest
import typer.testing
from openpyxl import Workbook

import gouji
from gouji.cli.app import build
from gouji.errors import InputError
from gouji.read import Limits, find, read

SENTENCE = "2024年度支出合计41.00万元，其中：基本支出30.00万元，占73.17%；项目支出11.00万元，占26.83%。"
PROSE = "青石县档案馆2024年度部门决算公开\n\n一、支出决算情况说明\n\n" + SENTENCE + "\n\n"
LONG = PROSE + "本单位按照规定做好各项工作。\n\n" * 40


def workbook() -> bytes:
    made = Workbook()
    for row in (["支出决算表"], ["单位：万元"], ["项目", "本年支出合计", "基本支出", "项目支出"], ["合计", 41, 30, 11]):
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def archive(files: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def code(data: bytes, limits: Limits | None = None, name: str = "a.zip") -> str:
    with pytest.raises(InputError) as caught:
        read(data, name=name, limits=limits)
    return caught.value.code


def test_prose_and_tables_are_one_document() -> None:
    data = archive({"附件/表.xlsx": workbook(), "说明.txt": PROSE, "印章.png": b"\x89PNG", "__MACOSX/._说明.txt": b"x"})
    for name in ("a.zip", "-"):
        document = read(data, name=name)
        assert [file.path for file in document.files] == [f"{name}/说明.txt", f"{name}/附件/表.xlsx"]
        assert [note.zh for note in document.notes] == ["压缩包里未读取的文件：印章.png"]
    assert gouji.check(data, name="a.zip").coverage.linked >= 3


def test_several_reports_are_several_documents(tmp_path: Path) -> None:
    path = tmp_path / "全部.zip"
    path.write_bytes(
        archive(
            {
                "甲/说明.txt": LONG,
                "甲/表.xlsx": workbook(),
                "乙局说明.txt": LONG,
                "丙.txt": LONG,
                "乙局说明-表.csv": "项目,金额\n合计,3\n",
            }
        )
    )
    assert find([path]) == [path / "甲/说明.txt", path / "乙局说明.txt", path / "丙.txt"]
    assert [file.path for file in read(path / "甲/说明.txt").files] == [f"{path}/甲/说明.txt", f"{path}/甲/表.xlsx"]
    assert [file.path for file in read(path / "乙局说明.txt").files][1:] == [f"{path}/乙局说明-表.csv"]
    assert read(path / "丙.txt").files == ()
    made = typer.testing.CliRunner().invoke(build(), ["check", str(path)])
    assert made.stdout.count("全部.zip/") >= 3
    with pytest.raises(InputError) as several:
        read(path.read_bytes(), name="-")
    assert several.value.code == "input.several_reports"
    assert "存为文件后核对该文件" in several.value.words("zh")
    assert several.value.words("en").endswith("check one by one: 甲/说明.txt, 乙局说明.txt, 丙.txt")
    with pytest.raises(InputError) as caught:
        read(path / "丁.txt")
    assert caught.value.code == "input.missing"


def test_a_text_with_tables_only_belongs_to_the_prose() -> None:
    tables = "支出决算表\n\n单位：万元\n\n项目\t金额\n合计\t41.00\n甲\t41.00\n"
    document = read(archive({"报表.txt": tables, "说明.txt": LONG}), name="a.zip")
    assert [file.path for file in document.files] == ["a.zip/说明.txt", "a.zip/报表.txt"]


def test_messages_name_few_files_and_none_at_full_length() -> None:
    others = {f"{n}{'图' * 300}.png": b"x" for n in range(15)}
    (note,) = read(archive({"说明.txt": PROSE, **others}), name="a.zip").notes
    assert note.zh.endswith("… 等 15 个")
    assert note.en.endswith("… and 5 more")
    assert len(note.en) < 1100


def test_standard_input_may_be_an_archive_of_a_report_with_its_tables() -> None:
    data = archive({"说明.txt": PROSE, "表.xlsx": workbook()})
    made = typer.testing.CliRunner().invoke(build(), ["check", "-"], input=data)
    assert "-/说明.txt" in made.stdout
    assert "对应到表格 3" in made.stdout
    several = typer.testing.CliRunner().invoke(build(), ["check", "-"], input=archive({"甲.txt": LONG, "乙.txt": LONG}))
    assert several.exit_code == 2
    assert "input.several_reports" in several.stdout


def test_names_of_chinese_windows() -> None:
    data = archive({"abcd.txt": PROSE, "b.csv": "项目,金额\n合计,3\n"})
    document = read(data.replace(b"abcd.txt", "说明".encode("gbk") + b".txt"), name="a.zip")
    assert document.files[0].path == "a.zip/说明.txt"


@pytest.mark.parametrize(
    "name", ["../说明.txt", "/etc/说明.txt", "a/../../说明.txt", "C:说明.txt", "..\\说明.txt", "说\x07明.txt"]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert code(archive({"a.txt": PROSE, name: PROSE})) == "input.zip_path"


def test_a_file_without_a_name_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("a.txt", PROSE)
        made.writestr(zipfile.ZipInfo(""), PROSE)
    assert find([file]) == [file]
    assert code(file.read_bytes()) == "input.zip_path"


def test_archives_in_archives_are_refused() -> None:
    inner = archive({"说明.txt": PROSE})
    assert code(archive({"内.zip": inner})) == "input.zip_nested"
    assert code(archive({"内.docx": inner})) == "input.zip_nested"


def test_encrypted_members_are_refused() -> None:
    data = bytearray(archive({"说明.txt": PROSE}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    data[6] |= 1
    assert code(bytes(data)) == "input.zip_encrypted"


def test_bounds() -> None:
    data = archive({f"{n}.txt": LONG for n in range(5)})
    assert code(data, Limits(max_members=4)) == "input.too_large"
    assert code(archive({"a.txt": PROSE * 3000}), Limits(max_unpacked=10_000)) == "input.too_large"
    assert code(archive({"a.txt": "甲" * 2_000_000}), Limits(max_ratio=20)) == "input.too_large"
    assert code(archive({"a.txt": PROSE, "b.csv": "甲,3\n" * 400}), Limits(max_cells=700)) == "input.too_large"
    assert code(data, Limits(seconds=0)) == "input.timeout"


def test_bad_archives() -> None:
    assert code(archive({"a.gif": b"x"})) == "input.zip_no_reports"
    assert code(archive({})) == "input.zip_no_reports"
    assert code(b"PK\x03\x04 no archive") == "input.zip_damaged"
    whole = archive({"a.txt": PROSE})
    assert code(whole[: len(whole) // 2]) == "input.zip_damaged"


def test_what_cannot_be_expanded_stays(tmp_path: Path) -> None:
    for name, data in (("坏.zip", b"PK\x03\x04"), ("无.zip", archive({"a.gif": b"x"}))):
        (tmp_path / name).write_bytes(data)
    assert find([tmp_path, tmp_path / "没有.zip"]) == [tmp_path / "坏.zip", tmp_path / "无.zip", tmp_path / "没有.zip"]
