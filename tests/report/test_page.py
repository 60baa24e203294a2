"""The page in a browser: the script runs under its own policy, and clicks and keys do what they should."""

import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pypdfium2 import PdfDocument
from tests.report.browser import Tab, browser

from gouji.model import Report, Suppression
from gouji.report import find_format

ROOT, SHARE, TABLE = "#d0-c-f00000000001", "#d0-c-f00000000002", "#d0-c-f00000000003"
FIVE_HUNDRED = 500


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet(tab: Tab) -> Iterator[None]:
    """A page neither fails, nor breaks its policy, nor asks for anything."""
    tab.problems.clear()
    yield
    assert tab.problems == []


def write(folder: Path, *reports: Report, lang: str = "zh") -> Path:
    file = folder / "page.html"
    file.write_text(find_format("html").render(reports, lang=lang, color=False, width=80), encoding="utf-8")
    return file


@pytest.fixture
def page(report: Report, tmp_path: Path) -> Path:
    return write(tmp_path, report)


def lit(tab: Tab, kind: str) -> list[str]:
    return tab.texts(f".{kind}-on")


def test_nothing_is_lit_at_first(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert lit(tab, "fault") == lit(tab, "proof") == []
    assert tab.texts(".at") == ["– / 3"]


def test_a_click_on_a_finding_lights_both_sides(tab: Tab, page: Path) -> None:
    tab.open(page, height=420)
    tab.click(f"{ROOT} .message")
    assert "等于" in "".join(lit(tab, "fault"))
    assert lit(tab, "proof") == ["年初预算为0万元", "39.78"]
    assert tab.visible(".narrative .fault-on")
    assert tab.visible(".tables td.proof-on")
    assert tab.texts(f"{ROOT} .sum") == ["39.78 − 0 = 39.78"]
    tab.press("Escape")
    assert lit(tab, "fault") == lit(tab, "proof") == []
    assert tab.evaluate("location.hash") == "#d0-top"


@pytest.mark.parametrize("width", [1400, 1100, 400])
def test_a_link_to_a_finding_opens_it(tab: Tab, page: Path, width: int) -> None:
    tab.open(page, SHARE, width=width)
    assert lit(tab, "fault") == ["占66.80%"]
    assert tab.texts("[aria-current] ") == ["提示 占比"]


@pytest.mark.parametrize(("down", "up"), ["jk", "np"])
def test_keys_walk_from_finding_to_finding(tab: Tab, page: Path, down: str, up: str) -> None:
    tab.open(page)
    walked = []
    for key in (down, down, down, down, up):
        tab.press(key)
        walked.append(tab.evaluate("location.hash"))
    assert walked == [ROOT, SHARE, TABLE, TABLE, SHARE]
    assert tab.evaluate("document.activeElement.closest('.finding').id") == SHARE[1:]


def test_enter_goes_through_the_places_of_a_finding(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.press("j")
    seen = []
    for _ in range(4):
        tab.press("Enter")
        seen.append(tab.texts("#status")[0])
    assert seen == ["位置 2 / 3：正文", "位置 3 / 3：表格", "位置 1 / 3：正文", "位置 2 / 3：正文"]


def test_help_opens_and_closes(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.press("?")
    assert tab.visible("#help")
    tab.press("j")
    assert tab.texts(".at") == ["– / 3"]
    tab.press("Escape")
    assert not tab.visible("#help")
    assert lit(tab, "fault") == []
    tab.click("[data-do=help]")
    assert tab.visible("#help")


def test_a_mark_leads_to_its_finding(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.click("td.warning a")
    assert tab.evaluate("location.hash") == TABLE
    assert tab.visible(f"{TABLE} .message")


def shown(tab: Tab) -> list[str]:
    return tab.evaluate(
        "[...document.querySelectorAll('.finding')].filter(e => e.checkVisibility()).map(e => '#' + e.id)"
    )


def choose(tab: Tab, name: str, value: str) -> None:
    tab.evaluate(
        f"(() => {{ const e = document.querySelector('.document:not([hidden]) [name={name}]'); e.value = '{value}';"
        "e.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


def test_findings_are_filtered(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.click("input[value=warning]")
    assert shown(tab) == [ROOT, SHARE]
    assert tab.texts(".shown span") == ["显示 2 / 3"]
    tab.click("[type=reset]")
    assert shown(tab) == [ROOT, SHARE, TABLE]
    choose(tab, "rule", "TI-302")
    assert shown(tab) == [TABLE]
    choose(tab, "where", "s0")
    assert shown(tab) == []
    assert tab.visible("[data-empty]")
    choose(tab, "rule", "NN-113")
    # What follows is shown under the name of its root, which is not counted and not walked to.
    assert shown(tab) == [ROOT, SHARE]
    assert not tab.visible(f"{ROOT} .message")
    assert tab.texts(".shown span") == ["显示 1 / 3"]
    tab.press("j")
    assert tab.evaluate("location.hash") == f"{SHARE}?rule=NN-113&where=s0"


def test_a_link_shows_the_same_again(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.click("input[value=info]")
    choose(tab, "where", "s0")
    tab.click("input[name=details]")
    tab.press("j", "Enter")
    link = tab.evaluate("location.hash")
    assert link == f"{ROOT}?severity=error.warning&where=s0&details=1&at=2"
    tab.open(page, link)
    assert shown(tab) == [ROOT]
    assert tab.texts(".shown span") == ["显示 1 / 3"]
    assert tab.evaluate("document.querySelector('[name=details]').checked")
    assert tab.texts("[aria-current]") == ["错误 关系词与数字不符"]
    assert tab.texts(f"{ROOT} .seen") == ["年初预算为0万元"]
    assert tab.evaluate("location.hash") == link
    tab.press("Enter")
    assert tab.texts("#status") == ["位置 3 / 3：表格"]
    tab.press("Escape")
    assert tab.evaluate("location.hash") == "#d0-top?severity=error.warning&where=s0&details=1"
    tab.click("[type=reset]")
    tab.settle()
    assert tab.evaluate("location.hash") == "#d0-top"


def test_a_link_with_a_filter_alone_and_one_without(tab: Tab, page: Path) -> None:
    tab.open(page, "#d0-top?rule=TI-302")
    assert shown(tab) == [TABLE]
    # Followed in the same window: the address changes, the page does not load again.
    tab.evaluate(f"location.hash = '{SHARE}'")
    tab.settle()
    assert shown(tab) == [ROOT, SHARE, TABLE]
    assert tab.texts("[aria-current]") == ["提示 占比"]


@pytest.mark.parametrize(
    "query", ["rule=ZZ-1", "where=s99", "severity=", "severity=fatal", "at=9", "at=x", "rule=%E0", "?&=&"]
)
def test_a_link_that_asks_for_what_is_not_there_still_shows_its_finding(tab: Tab, page: Path, query: str) -> None:
    tab.open(page, f"{ROOT}?{query}")
    assert tab.texts("[aria-current]") == ["错误 关系词与数字不符"]
    assert shown(tab) == [ROOT, SHARE, TABLE]
    assert (
        tab.evaluate("document.querySelector('[name=rule]').value + document.querySelector('[name=where]').value") == ""
    )


def test_each_report_keeps_its_filter(tab: Tab, report: Report, tmp_path: Path) -> None:
    tab.open(write(tmp_path, report, report), "#d1-top")
    choose(tab, "rule", "TI-302")
    tab.click("#d1-top .up")
    tab.click("#index tbody tr:first-child a")
    assert len(shown(tab)) == 3
    assert tab.evaluate("location.hash") == "#d0-top"
    tab.evaluate("history.back()")
    tab.evaluate("new Promise(go => setTimeout(go, 200))")
    tab.click("#index tbody tr:last-child a")
    assert shown(tab) == [TABLE.replace("d0", "d1")]
    assert tab.evaluate("location.hash") == "#d1-top?rule=TI-302"


def test_all_details_can_be_shown(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert not tab.visible(f"{ROOT} .sum")
    tab.click("input[name=details]")
    assert tab.visible(f"{ROOT} .sum")
    # The panes scroll, the page does not.
    tab.size(1400, 300)
    assert tab.evaluate("document.scrollingElement.scrollHeight") == 300


def test_suppressed_findings_are_passed_over_but_can_be_opened(tab: Tab, report: Report, tmp_path: Path) -> None:
    known = msgspec.structs.replace(report.findings[0], suppression=Suppression("file", "已核实"))
    tab.open(write(tmp_path, msgspec.structs.replace(report, findings=(known, *report.findings[1:]))))
    tab.press("j", "j", "j")
    assert tab.evaluate("location.hash") == SHARE
    assert tab.texts(".at") == ["2 / 2"]
    tab.click(".suppressed summary")
    tab.click(f"{TABLE} .message")
    assert lit(tab, "fault") == ["120.50"]


def test_a_narrow_window_stacks_the_panes(tab: Tab, page: Path) -> None:
    tab.open(page, width=400, height=800)
    assert tab.evaluate("document.documentElement.scrollWidth") == 400
    tops = tab.evaluate("['.list', '.narrative', '.tables'].map(s => document.querySelector(s).offsetTop)")
    assert tops == sorted(tops)
    assert tops[0] < tops[1] < tops[2]
    tab.click("[data-do=next]")
    tab.click("[data-do=place]")
    assert tab.visible(".narrative .fault-on")
    tab.click("[data-do=place]")
    tab.click("[data-do=place]")
    assert tab.visible("td.proof-on")
    tab.click("[data-do=list]")
    assert tab.visible(f"{ROOT} .message")


@pytest.mark.parametrize("width", [320, 900, 1100, 1400])
@pytest.mark.parametrize("tables", [True, False])
def test_the_bar_is_as_wide_as_the_list_and_holds_its_words(
    tab: Tab, report: Report, tmp_path: Path, width: int, tables: bool
) -> None:
    document = report.analysis.document
    if not tables:
        blocks = tuple(one for one in document.blocks if one.kind != "table")
        document = msgspec.structs.replace(document, grids=(), blocks=blocks)
    bare = msgspec.structs.replace(report.analysis, document=document, tables=report.analysis.tables if tables else ())
    tab.open(write(tmp_path, msgspec.structs.replace(report, analysis=bare)), width=width)
    right = "document.querySelector('{}').getBoundingClientRect().right"
    assert abs(tab.evaluate(right.format(".walk")) - tab.evaluate(right.format(".list"))) <= 1
    assert tab.evaluate("document.querySelector('.walk').scrollWidth <= document.querySelector('.walk').clientWidth")
    assert tab.evaluate(f"{right.format('.walk .at')} <= {width}")


def test_one_of_several_reports_is_on_show(tab: Tab, report: Report, clean: Report, tmp_path: Path) -> None:
    tab.open(write(tmp_path, clean, report))
    assert tab.visible("#index")
    assert not tab.visible("#d0-top")
    tab.click("#index a[href='#d1-top']")
    assert not tab.visible("#index")
    tab.press("j")
    assert tab.evaluate("location.hash") == ROOT.replace("d0", "d1")
    assert lit(tab, "proof") == ["年初预算为0万元", "39.78"]
    tab.click("#d1-top .up")
    assert tab.visible("#index")
    assert lit(tab, "proof") == []


def test_focus_is_seen_and_motion_can_be_spared(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.press("j")
    style = "getComputedStyle(document.querySelector('.fault-on')).animationName"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert tab.evaluate(style) == "aim"
    tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    assert tab.evaluate(style) == "none"
    tab.send("Emulation.setEmulatedMedia", features=[])


def test_paper_shows_every_finding_with_its_proof(tab: Tab, page: Path) -> None:
    tab.open(page)
    words = "".join("".join(sheet.get_textpage().get_text_range() for sheet in PdfDocument(tab.paper())).split())
    for piece in ("f00000000001", "f00000000002", "f00000000003", "39.78−0=39.78", "疑为照抄上年文字", "表中无此项"):
        assert piece in words
    assert "上一条" not in words


def test_colours_keep_contrast(tab: Tab, page: Path) -> None:
    """Words on each ground: at least 4.5 to 1, in the light and in the dark."""
    pairs = [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "ground")]
    pairs += [(one, ground) for one in ("error", "warning", "info") for ground in ("paper", "ground", f"{one}-bg")]
    pairs += [("ink", ground) for ground in ("lit", "proof", "head", "error-bg", "warning-bg", "info-bg")]
    pairs += [("proof-line", "paper")]
    for scheme in ("light", "dark"):
        tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        tab.open(page)
        for ink, ground in pairs:
            assert contrast(tab, ink, ground) >= 4.5, (scheme, ink, ground)
    tab.send("Emulation.setEmulatedMedia", features=[])


def contrast(tab: Tab, *names: str) -> float:
    """The contrast of two of the page's colours as accessibility guidelines reckon it."""
    lights = []
    for name in names:
        value = tab.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim().slice(1)")
        digits = value if len(value) > 3 else "".join(2 * one for one in value)
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = ((p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4) for p in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_five_hundred_findings_stay_fluid(tab: Tab, report: Report, tmp_path: Path) -> None:
    many = tuple(
        msgspec.structs.replace(one, id=f"f{i:03}{j}", root=f"f{i:03}0" if one.root else None)
        for i in range(FIVE_HUNDRED // 3 + 1)
        for j, one in enumerate(report.findings[::-1])
    )[:FIVE_HUNDRED]
    one, all_of_them = (
        len(find_format("html").render([msgspec.structs.replace(report, findings=f)], lang="zh", color=False, width=80))
        for f in (many[:50], many)
    )
    assert all_of_them < 10 * one
    tab.open(write(tmp_path, msgspec.structs.replace(report, findings=many)))
    assert tab.texts(".shown span") == ["显示 500 / 500"]
    begun = time.perf_counter()
    tab.press(*"j" * 20)
    tab.click("input[value=warning]")
    assert time.perf_counter() - begun < 5
    assert tab.texts(".at")[0].startswith("20 / 3")
    # From the last to the first, past cards that were never drawn.
    tab.press("Escape", "k")
    last = shown(tab)[-1]
    assert tab.evaluate("location.hash") == f"{last}?severity=error.info"
    assert tab.visible(f"{last} h3")
