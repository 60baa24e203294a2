"""Automatic numbering of Word files, written out as a reader sees it."""

from collections.abc import Callable

import pytest

from gouji.read.flow.counting import write_number

Lines = Callable[..., list[str]]
Xml = Callable[..., str]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 101: "一百零一", 110: "一百一十"},
        ),
        ("chineseCountingThousand", {12: "十二", 1005: "一千零五", 1234: "一千二百三十四"}),
        ("japaneseCounting", {1: "一", 15: "十五"}),
        ("ideographDigital", {1: "一", 10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {2: "貳", 13: "壹拾參"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 11: "甲戌", 60: "癸亥"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalFullWidth", {10: "１０"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("numberInDash", {2: "- 2 -"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b"}),
        ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV"}),
        ("lowerRoman", {3: "iii"}),
        ("decimal", {7: "7", 0: "0"}),
        ("bullet", {1: ""}),
        ("none", {1: ""}),
        ("someNewFormat", {8: "8"}),
    ],
)
def test_formats(form: str, expected: dict[int, str]) -> None:
    assert {number: write_number(number, form) for number in expected} == expected


def _level(n: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def _in(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


_OUTLINE = (
    _level(0, "chineseCountingThousand", "%1、"),
    _level(1, "chineseCounting", "（%2）"),
    _level(2, "decimal", "%3."),
    _level(3, "decimalEnclosedCircle", "%4"),
)


def test_an_outline_counts_and_begins_anew_below(lines: Lines, p: Xml) -> None:
    body = "".join(
        p(text, props=_in(1, level)) for text, level in zip("甲乙丙丁戊己庚", (0, 1, 1, 2, 3, 0, 1), strict=True)
    )
    expected = ["一、甲", "（一）乙", "（二）丙", "1.丁", "①戊", "二、己", "（一）庚"]
    assert lines(body, {"numbering": _lists(*_OUTLINE)}) == expected


def test_levels_shown_together(lines: Lines, p: Xml) -> None:
    levels = (
        _level(0, "chineseCounting", "第%1部分"),
        _level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        _level(2, "decimal", "%1-%2-%3"),
    )
    body = p("甲", props=_in(1)) + p("乙", props=_in(1, 1)) + p("丙", props=_in(1, 1)) + p("丁", props=_in(1, 2))
    assert lines(body, {"numbering": _lists(*levels)}) == ["第一部分 甲", "1.1 乙", "1.2 丙", "一-2-1 丁"]


def test_no_gap_where_the_list_has_none(lines: Lines, p: Xml) -> None:
    level = _level(0, "chineseCounting", "第%1条", '<w:suff w:val="nothing"/>')
    assert lines(p("甲", props=_in(1)), {"numbering": _lists(level)}) == ["第一条甲"]


@pytest.mark.parametrize(("restart", "last"), [("", "（一）"), ('<w:lvlRestart w:val="0"/>', "（二）")])
def test_levels_that_go_on_below_a_new_heading(lines: Lines, p: Xml, restart: str, last: str) -> None:
    levels = (_level(0, "decimal", "%1."), _level(1, "chineseCounting", "（%2）", restart))
    body = p("甲", props=_in(1)) + p("乙", props=_in(1, 1)) + p("丙", props=_in(1)) + p("丁", props=_in(1, 1))
    assert lines(body, {"numbering": _lists(*levels)})[-1] == f"{last}丁"


def test_lists_of_one_definition_count_on_unless_they_begin_anew(lines: Lines, p: Xml) -> None:
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for n, more in (
            (1, ""), (2, ""), (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            (4, f'<w:lvlOverride w:ilvl="0">{_level(0, "upperLetter", "%1)")}</w:lvlOverride>'),
        )
    )  # fmt: skip
    body = "".join(p("甲", props=_in(n)) for n in (1, 2, 3, 3, 4))
    expected = ["一、甲", "二、甲", "五、甲", "六、甲", "G)甲"]
    assert lines(body, {"numbering": _lists(*_OUTLINE, nums=nums)}) == expected


_STYLES = (
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/></w:style>'
    '<w:style w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)


def test_styles_bring_their_numbers(lines: Lines, p: Xml) -> None:
    levels = (
        _level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        _level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
    )
    styles = {"numbering": _lists(*levels), "styles": _STYLES}
    body = p("甲", props='<w:pStyle w:val="h1"/>') + p("乙", props='<w:pStyle w:val="h2"/>')
    none = p("丙", props='<w:pStyle w:val="h2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body + none, styles) == ["一、甲", "（一）乙", "丙"]


def test_a_list_that_links_to_a_style(lines: Lines, p: Xml) -> None:
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="list"/></w:abstractNum>'
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbering = _lists(*_OUTLINE, nums=linked + nums)
    body = p("甲", props=_in(1)) + p("乙", props=_in(2))
    assert lines(body, {"numbering": numbering, "styles": _STYLES}) == ["一、甲", "二、乙"]


def test_bullets_and_unknown_lists_show_nothing(lines: Lines, p: Xml) -> None:
    body = p("甲", props=_in(1)) + p("乙", props=_in(9)) + p("丙", props=_in(1, 8))
    assert lines(body, {"numbering": _lists(_level(0, "bullet", "•"))}) == ["甲", "乙", "丙"]
    assert lines(body) == ["甲", "乙", "丙"]


def test_blank_paragraphs_count_and_removed_ones_do_not(lines: Lines, p: Xml) -> None:
    gone = p("<w:del><w:r><w:delText>零</w:delText></w:r></w:del>", props=_in(1) + "<w:rPr><w:del/></w:rPr>")
    body = p("甲", props=_in(1)) + p(props=_in(1)) + gone + p("　乙", props=_in(1))
    assert lines(body, {"numbering": _lists(*_OUTLINE)}) == ["一、甲", "三、乙"]


def test_numbers_in_cells(lines: Lines, p: Xml) -> None:
    row = f"<w:tr><w:tc>{p('甲', props=_in(1, 2))}</w:tc><w:tc>{p('1.00')}</w:tc></w:tr>"
    assert lines(f"<w:tbl>{row}{row}</w:tbl>", {"numbering": _lists(*_OUTLINE)}) == ["table: 1.甲\t1.00\n2.甲\t1.00"]


def test_the_dot_of_a_number_is_no_decimal_point(lines: Lines, p: Xml) -> None:
    body = p("　3辆公务用车", props=_in(1, 2)) + p("甲", props=_in(1, 2))
    assert lines(body, {"numbering": _lists(*_OUTLINE)}) == ["1、3辆公务用车", "2.甲"]
