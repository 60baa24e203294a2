"""The fixed words of the HTML page, beside those that all formats share."""

from gouji.report import words
from gouji.report.words import Language

_CAPTIONS: dict[str, tuple[str, str]] = {
    "contents": ("报告目录", "Reports"),
    "report": ("报告", "Report"),
    "all_reports": ("全部报告", "All reports"),
    "narrative": ("正文", "Narrative"),
    "tables": ("表格", "Tables"),
    "no_narrative": ("没有正文", "No narrative"),
    "no_tables": ("没有表格", "No tables"),
    "untitled": ("未命名表格", "Table without a title"),
    "pages": ("第{0}–{1}页", "pp. {0}–{1}"),
    "stored": ("表中存储的数为{0}", "the workbook holds {0}"),
    "table_unit": ("单位：{0}", "unit: {0}"),
    "skip": ("跳到发现列表", "Skip to the findings"),
    "filter": ("筛选", "Filter"),
    "by_rule": ("规则", "Rule"),
    "by_where": ("章节", "Section"),
    "all_rules": ("全部规则", "All rules"),
    "all_wheres": ("全部章节", "All sections"),
    "elsewhere": ("其他位置", "Elsewhere"),
    "reset": ("清除筛选", "Clear the filter"),
    "shown": ("显示 {0} / {1}", "{0} of {1} shown"),
    "nothing_shown": ("筛选后没有可显示的发现", "No finding passes the filter"),
    "details": ("详情", "Details"),
    "previous": ("上一条", "Previous"),
    "next": ("下一条", "Next"),
    "places": ("看原处", "Place"),
    "to_list": ("回列表", "List"),
    "place": ("位置 {0} / {1}：{2}", "place {0} of {1}: {2}"),
    "quote": ("原文", "quote"),
    "written": ("写为", "stated"),
    "checking": ("与表格或计算核对过的陈述", "Claims held against tables or computations"),
    "id": ("编号", "id"),
    "keys": ("键盘操作", "Keyboard"),
    "key_next": ("下一条发现", "next finding"),
    "key_previous": ("上一条发现", "previous finding"),
    "key_place": ("依次看原文与每处依据", "the sentence, then each proof, one after another"),
    "key_clear": ("取消选中", "clear the selection"),
    "key_help": ("打开或关闭本说明", "open or close this help"),
    "close": ("关闭", "Close"),
    "or": ("或", "or"),
    "corrections": ("最少的改正", "The fewest corrections"),
    "clears": ("可消除 {0} 个矛盾", "clears {0} contradiction(s)"),
    "suppressed_findings": ("已豁免的发现", "Suppressed findings"),
    "by_file": ("豁免清单", "file of suppressions"),
    "by_inline": ("文内注释", "comment in the report"),
    "by_baseline": ("基线", "baseline"),
    "unsure": ("识别不确定（{0}）", "recognised without certainty ({0})"),
    "reason": ("理由", "reason"),
    "coverage_title": ("核对覆盖情况", "What was checked"),
    "numbers": ("正文中的数字", "Numbers in the narrative"),
    "in_claims": ("写在数字陈述中", "stated in claims"),
    "cells": ("数字陈述", "Claims"),
    "without_cell": ("占比、增减等，由计算核对", "shares, changes and the like, held against a computation"),
    "compared": ("已核对", "checked"),
    "not_compared": ("未核对", "not checked"),
    "rule_endings": ("规则运行情况", "How the rules ended"),
    "how_many": ("数量", "Count"),
}


def caption(lang: Language, key: str, *values: object) -> str:
    """The words for `key`, with `values` put in: the page's own, else those of all formats."""
    if key not in _CAPTIONS:
        return words.label(key, lang, *values)
    zh, en = _CAPTIONS[key]
    text = en if lang == "en" else zh
    return text.format(*values) if values else text
