"""The page in a browser: the script runs under its own policy, and lights up what it should."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gouji.model import Report
from gouji.report import find_format

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def page(report: Report, tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(find_format("html").render([report], lang="zh", color=False, width=80), encoding="utf-8")
    return file


def dom(page: Path, fragment: str, *, width: int = 1400) -> str:
    """The page's elements after its script has run."""
    if CHROMIUM is None:
        pytest.skip("no browser here")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        f"--user-data-dir={page.parent / 'profile'}", f"--window-size={width},900", "--virtual-time-budget=2000",
        "--dump-dom", f"{page.as_uri()}{fragment}",
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8", timeout=120).stdout


@pytest.mark.parametrize("width", [1400, 400])
def test_a_link_to_a_finding_lights_up_its_evidence(page: Path, width: int) -> None:
    shown = dom(page, "#d0-m-f00000000001", width=width)
    assert re.search(r'<a class="mark error fault-on proof-on[^"]*"', shown)
    assert '<td class="num proof-on"' in shown
    assert 'aria-current="true"' in shown
    # The script has run filter(), so the word for an empty list is hidden.
    assert '<p class="none" data-empty="" hidden="">' in shown


def test_nothing_is_lit_at_first(page: Path) -> None:
    shown = dom(page, "")
    assert "fault-on" not in shown.partition("</style>")[2].partition("<script>")[0]
