"""`gouji corpus generate`."""

from pathlib import Path

from typer.testing import CliRunner

from gouji.cli.app import build


def test_reports_are_written_with_their_annotations(tmp_path: Path) -> None:
    call = [
        "corpus",
        "generate",
        "--seed",
        "3",
        "--count",
        "1",
        "--style",
        "hunan",
        "--faults",
        "both",
        "-o",
        str(tmp_path),
    ]
    result = CliRunner().invoke(build(), [*call, "--format", "txt", "--format", "md"])
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "hunan-3-0000-faulty.claims.json", "hunan-3-0000-faulty.gold.json", "hunan-3-0000-faulty.md",
        "hunan-3-0000-faulty.txt", "hunan-3-0000.claims.json", "hunan-3-0000.gold.json", "hunan-3-0000.md",
        "hunan-3-0000.txt",
    ]  # fmt: skip


def test_kinds_choose_styles(tmp_path: Path) -> None:
    call = ["corpus", "generate", "--kind", "budget", "--faults", "clean", "-o", str(tmp_path)]
    assert CliRunner().invoke(build(), call).exit_code == 0
    assert {path.name.split("-2")[0].split("-0")[0] for path in tmp_path.glob("*.txt")} == {
        "hebei-budget",
        "jiangsu",
        "jiangsu-apart",
        "shanghai-budget",
    }


def test_an_unknown_style_is_a_wrong_call(tmp_path: Path) -> None:
    result = CliRunner().invoke(build(), ["corpus", "generate", "--style", "nowhere", "-o", str(tmp_path)])
    assert result.exit_code != 0
    assert "unknown style" in str(result.exception)
