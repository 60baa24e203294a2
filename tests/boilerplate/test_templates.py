from gouji.boilerplate import find_templates
from gouji.model import Analysis, Template
from gouji.pipeline import analyse

TEXT = """
1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：机关运转。年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。
2、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴存公积金。年初预算为1,020.5 万元，支出决算为９．００万元，完成年初预算的0.88%。
2024年12月31日共有车辆3辆。
"""


def analysed(text: str = TEXT) -> Analysis:
    return analyse(text.strip("\n"), name="a.txt")


def template(analysis: Analysis, start: str) -> Template:
    return next(template for template in find_templates(analysis) if template.skeleton.startswith(start))


def test_sentences_of_one_make_share_a_skeleton() -> None:
    analysis = analysed()
    found = template(analysis, "年初预算为")
    assert found.skeleton == "年初预算为⟨amount⟩，支出决算为⟨amount⟩，完成年初预算的⟨percent⟩。"
    assert len(found.sentences) == 2
    assert [slot.filler for slot in found.slots[1]] == ["1,020.5 万元", "９．００万元", "0.88%"]


def test_slots_stand_where_the_fillers_stand() -> None:
    analysis = analysed()
    for found in find_templates(analysis):
        assert len(found.sentences) == len(found.slots)
        for index, slots in zip(found.sentences, found.slots, strict=True):
            assert found.skeleton.count("⟨") == len(slots)
            for slot in slots:
                assert analysis.sentences[index].span.covers(slot.span)
                assert slot.span.cut(analysis.document.text) == slot.filler


def test_dates_and_counts() -> None:
    found = template(analysed(), "⟨date⟩")
    assert found.skeleton == "⟨date⟩共有车辆⟨count⟩。"


def test_years_accounts_and_the_body_itself() -> None:
    text = (
        "云岭省青石县林业局2024年度部门决算\n\n一、收入情况\n\n"
        "云岭省青石县林业局2024年度收入10.00万元，主要是农林水支出（类）林业和草原（款）森林管护（项）的拨款，比2023年多。\n"
    )
    analysis = analysed(text)
    found = template(analysis, "⟨unit_name⟩")
    assert found.skeleton == "⟨unit_name⟩⟨year⟩收入⟨amount⟩，主要是⟨account⟩的拨款，比⟨year⟩多。"


def test_bare_numbers_are_no_template() -> None:
    assert all(any("\u4e00" <= char <= "\u9fff" for char in t.skeleton) for t in find_templates(analysed()))


def test_names_and_titles_stay_as_written() -> None:
    found = template(analysed("按照《云岭省2023年工作要点》和云发〔2022〕8号文件执行，支出5.00万元。"), "按照")
    assert found.skeleton == "按照《云岭省2023年工作要点》和云发〔2022〕8号文件执行，支出⟨amount⟩。"


def test_an_account_right_behind_a_year() -> None:
    found = template(analysed("2024年度农林水支出（类）共支出10.00万元。"), "⟨year⟩")
    assert found.skeleton == "⟨year⟩⟨account⟩共支出⟨amount⟩。"
    assert [slot.filler for slot in found.slots[0]] == ["2024年度", "农林水支出（类）", "10.00万元"]
