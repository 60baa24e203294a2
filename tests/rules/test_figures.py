"""Figures that the narrative states by name, in the wordings of several provinces."""

import pytest

from gouji.check import View
from gouji.check.figures import figures, only

WORDINGS = [
    ("three_public", "共安排因公出国（境）团组1个，累计2人次。", {"出国团组数": 1, "出国人次": 2}),
    ("three_public", "全年安排因公出国（境）团组0次，出国（境）0人。", {"出国团组数": 0, "出国人次": 0}),
    ("three_public", "2024年度本部门因公出国（境）共计3个团组，9人次。", {"出国团组数": 3, "出国人次": 9}),
    ("three_public", "参加其他单位组织的出国（境）团组2个。", {}),
    ("three_public", "全年按规定更新购置公务用车0辆，其中：轿车0辆。", {"公务用车购置数": 0}),
    ("three_public", "主要用于经批准购置的1辆公务用车。", {"公务用车购置数": 1}),
    ("three_public", "开支财政拨款的公务用车保有量为4辆。", {"财政拨款公务用车保有量": 4}),
    ("three_public", "单位共有公务用车3辆。", {"公务用车保有量": 3}),
    ("three_public", "年末公务用车保有3辆，比上年减少1辆。", {"公务用车保有量": 3}),
    ("three_public", "国内公务接待12批次，86人次（不包括陪同人员）。", {"国内接待批次": 12, "国内接待人次": 86}),
    ("three_public", "全年共接待国内来访团组25个、来宾213人次。", {"国内接待批次": 25, "国内接待人次": 213}),
    ("three_public", "2024年度公务接待8批次，公务接待64人次。", {"公务接待批次": 8, "公务接待人次": 64}),
    (
        "three_public",
        "国内接待23批次（其中：外事接待2批次），接待人次156人（其中：外事接待人次9人）。",
        {"国内接待批次": 23, "其中外事接待批次": 2, "国内接待人次": 156, "其中外事接待人次": 9},
    ),
    (
        "three_public",
        "外事接待支出0.00万元，主要用于接待外事活动，接待0人次，0批次。",
        {"外事接待费": 0, "外事接待人次": 0, "外事接待批次": 0},
    ),
    (
        "three_public",
        "其他国内公务接待支出1.31万元，主要用于接待兄弟单位考察学习，接待142人次，19批次。",
        {"其他国内接待人次": 142, "其他国内接待批次": 19},
    ),
    ("three_public", "国内公务接待批次比上年减少3批次。", {}),
    ("assets", "共有车辆3辆，其中应急保障用车2辆、洒水车1辆。", {"车辆总数": 3, "应急保障用车": 2, "另类用车": 1}),
    ("assets", "本年购置车辆1辆，其中：机要通信用车1辆。", {}),
    ("performance", "本部门对2024年度22个项目开展绩效自评。", {"自评项目数": 22}),
    ("performance", "组织对项目支出开展绩效自评，共涉及项目4个，资金40.00万元。", {"自评项目数": 4, "自评金额": 40}),
]


@pytest.mark.parametrize(("kind", "text", "wanted"), WORDINGS, ids=[text for _, text, _ in WORDINGS])
def test_wordings(analysed, kind: str, text: str, wanted: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    found = figures(View(analysed(text, kind=kind)))
    counted = {name: several for name, several in found.items() if "接待费" not in name or name in wanted}
    assert {name: [figure.quantity.value for figure in several] for name, several in counted.items()} == {
        name: [value] for name, value in wanted.items()
    }


def test_a_figure_with_two_values_is_none_and_one_in_two_precisions_is(analysed) -> None:  # type: ignore[no-untyped-def]
    view = View(
        analysed(
            "国内公务接待12批次。国内公务接待21批次。国内公务接待86人次。国内公务接待86人次。", kind="three_public"
        )
    )
    assert only(view, "国内接待批次") is None
    assert len(figures(view)["国内接待批次"]) == 2
    guests = only(view, "国内接待人次")
    assert guests is not None
    assert guests.quantity.value == 86


def test_changes_have_their_sign_and_about_the_same_is_no_change_of_zero(analysed) -> None:  # type: ignore[no-untyped-def]
    text = "公务接待费支出1.00万元，比上年减少0.20万元。因公出国（境）费支出1.00万元，与上年基本持平。公务用车购置费支出1.00万元，与上年持平。"
    found = figures(View(analysed(text, kind="three_public")))
    changes = {name: several[0].quantity.value for name, several in found.items() if name.endswith("比上年增减")}
    assert [f"{name}{value:f}" for name, value in changes.items()] == [
        "公务接待费比上年增减-0.20",
        "公务用车购置费比上年增减0",
    ]


def test_a_change_is_against_last_year_or_against_the_budget(analysed) -> None:  # type: ignore[no-untyped-def]
    text = "公务接待费支出决算为1.00万元，较年初预算数减少0.30万元，比2023年度减少0.20万元。公务用车购置费支出决算为1.00万元，比2024年度减少0.10万元。"
    found = figures(View(analysed(text, kind="three_public")))
    changes = {name: several[0].quantity.value for name, several in found.items() if "增减" in name}
    assert [f"{name}{value}" for name, value in changes.items()] == [
        "公务接待费比预算增减-0.30",
        "公务接待费比上年增减-0.20",
    ]


def test_about_last_year_or_about_so_many_is_no_figure(analysed) -> None:  # type: ignore[no-untyped-def]
    assert not figures(View(analysed("国内公务接待约12批次。", kind="three_public")))
    assert not figures(View(analysed("国内公务接待12批次。", kind="income")))
