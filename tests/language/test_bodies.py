"""Names of reporting bodies: which may mean the same one."""

import pytest

from gouji.language.bodies import bodies

SAME = [
    ("云岭省青石县水利局", "青石县水利局"),
    ("云岭省青石县水利局", "水利局（本级）"),
    ("云岭省青石县水利局", "307001-云岭省青石县水利局"),
    ("中共青石县县委网络安全和信息化委员会办公室", "县委网信办"),
    ("青石县发展和改革委员会", "青石县发改委"),
    ("青石县人力资源和社会保障局", "县人社局"),
    ("青石县住房和城乡建设局", "青石县住建局"),
    ("中国共产党青石县委员会组织部", "青石县委组织部"),
    ("云岭省人大常委会办公厅", "云岭省人大"),
    ("青石县教育局", "青石县教育体育局"),
    ("青石市青山区财政局", "青山区财政局"),
]
OTHER = [
    ("云岭省青石县水利局", "云岭省白水县水利局"),
    ("云岭省青石县水利局", "云岭省青石县林业局"),
    ("青石县财政局", "白水县财政局"),
    ("青石市青山区财政局", "青石市白水区财政局"),
    ("青石县民政局", "青石县人力资源和社会保障局"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_body(one: str, other: str) -> None:
    assert bodies("generic").same(one, other)
    assert bodies("generic").same(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert not bodies("generic").same(one, other)
    assert not bodies("generic").same(other, one)


@pytest.mark.parametrize(
    "text", ["由青石县财政局2024年度收入安排", "根据云岭省财政厅2024年度支出标准", "其中青石县财政局本年支出"]
)
def test_what_is_done_with_another_body_is_no_statement_of_it(text: str) -> None:
    assert bodies("generic").statements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "青石县财政局2024年度收入合计1.00万元",
        "2024年度青石县财政局本年支出1.00万元",
        "说明：青石县财政局没有政府性基金收入",
    ],
)
def test_statements_of_the_body(text: str) -> None:
    [(start, end)] = bodies("generic").statements(text)
    assert text[start:end] == "青石县财政局"
