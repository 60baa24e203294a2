"""The wheel carries the lexicons; an editable install finds them beside `src`; plugins enter by the front door."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "corpus" / "reports" / "qingshi-shuiwu-2024-clean.txt"

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "0.1"

[tool.hatch.build.targets.wheel]
packages = ["{module}"]

{points}
"""
POINT = """\
[project.entry-points."gouji.{group}"]
{name} = "{module}{target}"
"""

RULE = '''\
"""A rule of another house: a report must not speak of 泵车."""

from gouji.model import Outcome, RuleCard


class PumpRule:
    """泵车 must not occur."""

    card = RuleCard(
        code="QS-001",
        severity="warning",
        name={"zh": "不提泵车", "en": "No pumps"},
        messages={"zh": {"default": "正文提到{word}"}, "en": {"default": "the text speaks of {word}"}},
        doc="泵车 must not occur.",
    )
    looks_at = "sentence"
    needs = frozenset()

    def check(self, item, view):
        """One outcome for every sentence of the narrative."""
        if "泵车" not in view.quote(item.span):
            yield Outcome("holds", (f"s{item.index}",))
            return
        finding = view.finding(self.card, item.span, facts={"word": "泵车"}, suspects=(f"s{item.index}",))
        yield Outcome("broken", (f"s{item.index}",), finding)
'''


def pip(*arguments: str | Path) -> None:
    """Run pip without the network."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def install(tmp_path: Path, name: str, group: str, target: str, code: str) -> Path:
    """Build and install a package with one module and one entry point; the folder that it is installed in."""
    module = name.replace("-", "_")
    points = POINT.format(group=group, name=module, module=module, target=target)
    return install_package(tmp_path, name, points, {"__init__.py": code})


def install_package(tmp_path: Path, name: str, points: str, files: dict[str, str]) -> Path:
    module = name.replace("-", "_")
    source = tmp_path / name
    (source / module).mkdir(parents=True)
    (source / "pyproject.toml").write_text(PYPROJECT.format(name=name, module=module, points=points))
    for file, code in files.items():
        (source / module / file).write_text(code, encoding="utf-8")
    site = tmp_path / "site"
    pip("install", "--no-deps", "--no-build-isolation", "--no-index", "--target", site, source)
    return site


def python(site: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that sees the packages in `site` first."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    command: Sequence[str] = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, env=environment, cwd=site, capture_output=True, text=True, encoding="utf-8", timeout=300
    )


MAIN = ("-c", "from gouji.cli import main; main()")


def check(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`gouji check` on the clean shipped report; it must have come to a result."""
    done = python(site, *MAIN, "check", REPORT, "--format", "json", *options)
    assert done.returncode in (0, 1), done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT)
    (found,) = folder.glob("gouji-*.whl")
    return found


def test_the_wheel_holds_every_lexicon_its_types_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "gouji/py.typed" in names
    lexicons = {f"gouji/_lexicons/{file.relative_to(ROOT / 'lexicons')}" for file in ROOT.glob("lexicons/*/*.toml")}
    assert lexicons
    assert lexicons <= names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"gouji"}


def test_lexicons_load_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    pip("install", "--no-deps", "--no-index", "--target", tmp_path, wheel)
    code = "from gouji.lexicon import builtin_root, stamp; print(builtin_root(), stamp('final-accounts'))"
    root, stamp = python(tmp_path, "-c", code).stdout.split()
    assert Path(root) == tmp_path / "gouji" / "_lexicons"
    beside = python(tmp_path.parent, "-c", code).stdout.split()
    assert Path(beside[0]) == ROOT / "lexicons"
    assert stamp == beside[1]


def test_the_installed_wheel_checks_a_report_like_the_checkout(wheel: Path, tmp_path: Path) -> None:
    pip("install", "--no-deps", "--no-index", "--target", tmp_path, wheel)
    assert check(tmp_path).stdout == check(tmp_path.parent).stdout


def test_a_second_package_adds_a_rule(tmp_path: Path) -> None:
    site = install(tmp_path, "qingshi-rules", "rules", ":PumpRule", RULE)
    done = check(site, "--select", "QS", "--exit-zero")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (document,) = json.loads(done.stdout)["documents"]
    (finding,) = document["findings"]
    assert finding["rule"] == "QS-001"
    assert finding["message"] == "正文提到泵车"
    assert "移动式应急排涝泵车组" in finding["quote"]
    (run,) = [run for run in document["runs"] if run["ending"] != "off"]
    assert (run["rule"], run["ending"], run["broken"]) == ("QS-001", "ran", 1)
    assert run["checked"] > 20
    assert "QS-001" in python(site, *MAIN, "rules").stdout


BROKEN = [
    ("rules", "rule", "import a_module_that_is_not_there", "ModuleNotFoundError"),
    ("rules", "rule", "raise RuntimeError('out of order')", "RuntimeError: out of order"),
    ("rules", "rule", "raise SystemExit(3)", "SystemExit: 3"),
    ("rules", "rule", "x = (", "SyntaxError"),
    ("rules", "rule", "", "AttributeError"),
    ("rules", "rule", "def rule():\n    raise ZeroDivisionError('rules')", "ZeroDivisionError: rules"),
    ("rules", "rule", "def rule():\n    return [3]", "AttributeError"),
    ("rules", "Rule", "from gouji.rules.nn101 import ComparisonWord as Rule", "its rule id NN-101 is taken"),
    ("readers", "Reader", "1 / 0", "ZeroDivisionError"),
    ("readers", "Reader", "def Reader():\n    raise KeyError('reader')", "KeyError: 'reader'"),
    ("formats", "Format", "import a_module_that_is_not_there", "ModuleNotFoundError"),
    ("profiles", "root", "def root():\n    raise OSError('no disk')", "OSError: no disk"),
    ("profiles", "root", "def root():\n    return '.'", "no */profile.toml under"),
]


def test_plugins_that_fail_are_named_and_skipped(tmp_path: Path) -> None:
    points: dict[str, str] = {}
    for n, (group, target, _, _) in enumerate(BROKEN):
        points.setdefault(group, f'[project.entry-points."gouji.{group}"]\n')
        points[group] += f'broken{n:02} = "broken_plugin.broken{n:02}:{target}"\n'
    files = {f"broken{n:02}.py": code for n, (_, _, code, _) in enumerate(BROKEN)}
    site = install_package(tmp_path, "broken-plugin", "\n".join(points.values()), {"__init__.py": "", **files})
    done, plain = check(site), check(tmp_path)
    assert done.returncode == plain.returncode
    assert done.stdout == plain.stdout
    said = sorted(done.stderr.splitlines(), key=lambda line: line.split("/")[1])
    for n, ((group, _, _, cause), line) in enumerate(zip(BROKEN, said, strict=True)):
        assert line.startswith(f"gouji: plugin gouji.{group}/broken{n:02} of broken-plugin skipped: ")
        assert cause in line


BAD_FORMAT = """
class Format:
    name = "shout"

    def render(self, reports, *, lang, color, width):
        raise RuntimeError("hoarse")
"""
BAD_READER = """
class Reader:
    name = "odd"
    suffixes = (".odd",)

    def sniff(self, head):
        return False

    def read(self, data, *, name, limits):
        raise RuntimeError("odd")
"""


def test_a_format_that_fails_is_an_error_of_the_call(tmp_path: Path) -> None:
    site = install(tmp_path, "shout", "formats", ":Format", BAD_FORMAT)
    done = python(site, *MAIN, "check", REPORT, "--format", "shout")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gouji: plugin.format: format 'shout' does not work: RuntimeError: hoarse\n"


def test_a_reader_that_fails_costs_its_own_input_only(tmp_path: Path) -> None:
    site = install(tmp_path, "odd", "readers", ":Reader", BAD_READER)
    (tmp_path / "a.odd").write_text("a report")
    done = python(site, *MAIN, "check", tmp_path / "a.odd", REPORT, "--format", "json")
    assert done.returncode == 2
    assert done.stderr.startswith("gouji: input.crashed: ")
    failed, fine = json.loads(done.stdout)["documents"]
    assert (failed["status"], failed["error"]["code"]) == ("failed", "input.crashed")
    assert fine["status"] == "ok"


def test_a_plugin_cannot_take_the_name_of_a_built_in_part(tmp_path: Path) -> None:
    site = install(tmp_path, "text", "readers", ":Reader", "raise RuntimeError('never loaded')")
    done = check(site)
    assert done.stderr == "gouji: plugin gouji.readers/text of text skipped: the name is taken by gouji\n"


PROFILE = 'schema = "profile"\nversion = "1.0"\ntitle = "某省部门决算"\nextends = "final-accounts"\n'


def test_a_second_package_adds_a_province(tmp_path: Path) -> None:
    code = "from pathlib import Path\n\ndef root():\n    return Path(__file__).parent / 'lexicons'\n"
    site = install(tmp_path, "yunling-forms", "profiles", ":root", code)
    folder = site / "yunling_forms" / "lexicons" / "yunling"
    folder.mkdir(parents=True)
    (folder / "profile.toml").write_text(PROFILE, encoding="utf-8")
    done = check(site, "--profile", "yunling")
    (document,) = json.loads(done.stdout)["documents"]
    assert document["profile"] == "yunling"
    assert document["coverage"] == json.loads(check(tmp_path).stdout)["documents"][0]["coverage"]

    (folder / "profile.toml").write_text(PROFILE + "colour = 3\n", encoding="utf-8")
    done = check(site)
    assert f"{folder / 'profile.toml'}:5: Object contains unknown field `colour`" in done.stderr
    assert json.loads(done.stdout)["documents"][0]["profile"] == "final-accounts"
