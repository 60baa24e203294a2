"""What both READMEs show is what happens, from top to bottom: files are written, commands run, Python lines run.

`python tests/meta/test_readme.py` writes today's output of every command into them.
"""

import doctest
import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
TOOLS = runpy.run_path(str(ROOT / ".ci" / "readme.py"))
blocks, setup = TOOLS["blocks"], TOOLS["setup"]

COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)
FILE = re.compile(r"# ([\w./-]+\.(?:toml|py))\n")
INSTALL = re.compile(r"\.venv/bin/pip install (\./[\w-]+)$")


class Place:
    """A folder to follow a README in: the shipped reports, the files that it says to write, packages installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        shutil.copytree(ROOT / "corpus", folder / "corpus")

    def write(self, block: str) -> None:
        """A block that begins with the name of a file is that file."""
        name = FILE.match(block)
        if name:
            file = self.folder / name[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block[name.end() :], encoding="utf-8")

    def install(self, package: str) -> None:
        """Install a package that was written, without the network."""
        command = [sys.executable, "-m", "pip", "-q", "install", "--no-deps", "--no-build-isolation", "--no-index"]
        subprocess.run([*command, "--target", self.site, package], cwd=self.folder, check=True, capture_output=True)

    def run(self, *command: str) -> str:
        """What a command prints; it must end with status 0 or 1 and complain of nothing."""
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(self.site),
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
            "NO_COLOR": "1",
        }
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", timeout=300
        )
        assert done.returncode in (0, 1), done.stderr
        assert done.stderr == ""
        return done.stdout


def follow(readme: Path, place: Place) -> Iterator[tuple[str, str, str]]:
    """Every command of the README in order, with the output shown and the one that it has."""
    for language, body in blocks(readme):
        if language in ("toml", "python"):
            place.write(body)
        elif language == "sh":
            package = INSTALL.match(body.strip())
            if package:
                place.install(package[1])
        elif language == "console":
            parts = COMMAND.split(body)
            for command, shown in zip(parts[1::2], parts[2::2], strict=True):
                yield command, shown, place.run("bash", "-c", command)


@pytest.fixture(params=READMES, ids=lambda readme: readme.name)
def readme(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_every_command_prints_what_is_shown(tmp_path: Path) -> None:
    ran = 0
    for command, shown, real in follow(READMES[0], Place(tmp_path)):
        ran += 1
        if shown:
            assert real == shown, command
    assert ran >= 10


def test_every_python_line_does_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Place(tmp_path)
    monkeypatch.chdir(tmp_path)
    lines = "".join(body for language, body in blocks(READMES[0]) if language == "pycon")
    test = doctest.DocTestParser().get_doctest(lines, {}, "README", "README.md", 0)
    assert len(test.examples) >= 5
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    runner = doctest.DocTestRunner(optionflags=options, verbose=False)
    out: list[str] = []
    runner.run(test, out=out.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(out)


def test_there_is_one_command_for_the_main_job_and_one_for_the_tests(readme: Path) -> None:
    assert "corpus/reports/" in setup(readme, "gouji check")
    assert ".[dev]" in setup(readme, "pytest")


def test_both_show_the_same() -> None:
    english, chinese = ([(language, body) for language, body in blocks(readme)] for readme in READMES)
    assert chinese == english


def test_links_within_the_project_lead_somewhere(readme: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", readme.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def refresh(readme: Path) -> None:
    """Write today's outputs into the README."""
    text = readme.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for command, shown, real in follow(readme, Place(Path(folder))):
            if shown:
                text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n{real}")
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for one in READMES:
        refresh(one)
