"""How pages look: the same for one name, varied over names; which blocks go on landscape pages; widths that hold."""

import pytest

from gouji.corpus.document import Break, Paragraph, Table
from gouji.corpus.look import at_right, groups, look, owners, widths


def test_same_name_same_look_and_names_differ(small):
    looks = [look(small(f"云岭-{n}")) for n in range(30)]
    assert looks[3] == look(small("云岭-3"))
    for field in ("repeat", "inside", "splits", "sides", "joined", "leaders", "running", "serif", "ranged"):
        assert {getattr(one, field) for one in looks} == {True, False}, field


def test_a_wide_table_takes_its_title_captions_and_note_along(small):
    report = small()
    parts = list(groups(report))
    assert [part.wide for part in parts] == [False, True, False]
    assert [index for part in parts for index, _ in part.blocks] == list(range(len(report.blocks)))
    roles = [block.role if isinstance(block, Paragraph) else "table" for _, block in parts[1].blocks]
    assert roles == ["title", "caption", "caption", "caption", "table", "note"]
    assert isinstance(parts[0].blocks[-1][1], Break)


@pytest.mark.parametrize(
    ("caption", "right"),
    [
        ("公开01表", True), ("单位：万元", True), ("金额单位：元", True), ("部门：青石县水务局", False),
        ("单位：青石县水务局", False), ("编制单位：青石县水务局", False), ("部门公开表", True),
    ],
)  # fmt: skip
def test_what_stands_at_the_right(caption, right):
    assert at_right(caption) is right


def test_every_place_has_its_cell(small):
    table = next(table for _, table in small().tables())
    places = owners(table)
    assert [cell.text for cell in places[1]] == ["科目编码", "科目名称", "本年支出合计", "基本支出"]
    assert places[2][0] is places[2][1]


def test_widths_fill_the_room_and_hold_every_amount(small):
    table = next(table for _, table in small().tables())
    found, size = widths(table, 300.0, 10.0)
    assert sum(found) == pytest.approx(300.0)
    assert size == 10.0
    assert all(found[cell.column] > len(cell.text) * size / 2 for cell in table.cells if cell.figure)


def test_type_shrinks_where_amounts_would_not_fit(small):
    table: Table = next(table for _, table in small().tables())
    found, size = widths(table, 110.0, 10.0)
    assert size < 10.0
    assert sum(found) == pytest.approx(110.0)
