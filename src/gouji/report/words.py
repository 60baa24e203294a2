"""Wording: messages, names and labels by language. Facts come in, sentences go out; nothing is decided here."""

from typing import Literal

from gouji.language.quotes import nested
from gouji.model import Finding, RuleCard
from gouji.model.finding import Severity
from gouji.model.report import Status

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest down."""

_LABELS: dict[str, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "info": ("提示", "info"),
    "ran": ("已运行", "ran"),
    "nothing_to_check": ("无可核对", "nothing to check"),
    "crashed": ("运行出错", "crashed"),
    "off": ("未启用", "off"),
    "ok": ("已核对", "checked"),
    "partial": ("部分核对", "checked in part"),
    "failed": ("无法读取", "could not be read"),
    "coverage": ("覆盖", "coverage"),
    "amounts": ("正文数字", "numbers seen"),
    "claims": ("数字陈述", "claims"),
    "linked": ("对应到表格", "linked to cells"),
    "checked": ("已核对", "checked"),
    "loose": ("未对应", "loose"),
    "mentions": ("非陈述数字", "other numbers"),
    "rules": ("规则", "rules"),
    "findings": ("发现", "findings"),
    "no_findings": ("没有发现不符", "no findings"),
    "no_findings_in_part": ("已核对的部分没有发现不符", "no findings in the part that was checked"),
    "notes": ("未核对", "not checked"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "brackets": ("（{0}）", " ({0})"),
    "page": ("第{0}页", "p. {0}"),
    "section": ("{0}", "section {0}"),
    "stated": ("原文", "stated"),
    "expected": ("应为", "expected"),
    "hint": ("推测", "hint"),
    "evidence": ("依据", "evidence"),
    "follows": ("由此引起", "follows"),
    "cell": ("表格", "table"),
    "clause": ("正文", "text"),
    "computation": ("计算", "computation"),
    "blank": ("空白", "blank"),
    "causes": ("{0}（{1} 处根源）", "{0}: {1} root cause(s)"),
    "rivals": ("（另有 {0} 种改法同样可行）", " (or one of {0} other choices)"),
    "fewest": ("改正 {0} 处即可消除 {1} 个数字矛盾", "{0} correction(s) clear {1} contradiction(s) in numbers"),
    "documents": ("{0} 份报告", "{0} document(s)"),
    "unreadable": ("{0} 份无法读取", "{0} unreadable"),
    "count_error": ("{0} 个错误", "{0} error(s)"),
    "count_warning": ("{0} 个警告", "{0} warning(s)"),
    "count_info": ("{0} 个提示", "{0} info"),
    "suppressed": ("{0} 个已豁免", "{0} suppressed"),
    "count_ran": ("{0} 条已运行", "{0} ran"),
    "count_nothing_to_check": ("{0} 条无可核对", "{0} with nothing to check"),
    "count_crashed": ("{0} 条运行出错", "{0} crashed"),
    "count_off": ("{0} 条未启用", "{0} off"),
    "year": ("{0}年度", "{0}"),
    "comparisons": ("核对次数", "comparisons"),
    "broken": ("不符", "broken"),
    "ending": ("结果", "ending"),
    "rule": ("规则", "rule"),
    "facts": ("表格数据", "facts"),
    "templates": ("句式", "templates"),
    "amount": ("金额", "amount"),
    "share": ("占比", "share"),
    "change": ("增减额", "change"),
    "rate": ("增减率", "rate"),
    "completion": ("完成率", "completion"),
    "count": ("数量", "count"),
    "comparison": ("比较", "comparison"),
    "listing": ("列举", "listing"),
    "nothing": ("无", "nothing"),
    "looks_at": ("核对对象", "looks at"),
    "look_claim": ("数字陈述", "claims"),
    "look_document": ("全文", "the whole document"),
    "look_sentence": ("句子", "sentences"),
    "look_table": ("表格", "tables"),
    "need_budget": ("公布的预算（--budget）", "the published budget (--budget)"),
    "need_claims": ("正文中的数字陈述", "claims in the narrative"),
    "need_parts": ("所属单位的报告（--parts）", "the reports of the units (--parts)"),
    "need_previous": ("上年的报告（--previous）", "last year's report (--previous)"),
    "need_tables": ("表格", "tables"),
    "needs": ("前提", "needs"),
    "source": ("依据来源", "source"),
    "source_T": ("官方公开样表", "the official form of the report"),
    "source_F": ("财决01表的审核公式", "the official audit formulas of table 财决01"),
    "source_W": ("决算编制手册", "the ministry's workbook on compiling final accounts"),
    "source_O": ("预算法和公开规定", "the Budget Law and the rules of disclosure"),
    "source_E": ("已公开报告中的矛盾", "contradictions observed in published reports"),
    "source_Y": ("个别省份的表样", "forms of particular provinces"),
    "source_D": ("算术必然", "arithmetic"),
    "source_G": ("同类核对工具", "what other checkers test"),
    "configure": ("设置", "settings"),
    "computed": ("计算", "how computed"),
    "intervals": (
        "每个数按其所写小数位取区间，各区间能同时满足关系即为相符；仅末位有差记为提示",
        "every number stands for the interval that its decimals allow; the relation holds if some values in them fit; "
        "a difference in the last place alone is information",
    ),
    "unchecked": ("不作核对", "not checked"),
    "since": ("始于版本", "since"),
    "message": ("提示语", "message"),
    "title": ("勾稽核对结果", "gouji: what does not tie"),
    "made": ("由 gouji {0} 生成", "made by gouji {0}"),
}

_LOOSE = {
    "ambiguous": "对应不唯一",
    "count": "数量无对应表格",
    "in reason": "原因中的数字",
    "no such cell": "表中无此项",
    "no table for it": "无对应表格",
    "other body": "其他单位",
    "other period": "其他年度",
    "table missing": "缺少对应表格",
}


_MENTIONS = {
    "clock": "时刻",
    "code": "编码",
    "date": "日期",
    "document number": "文号",
    "duration": "时长",
    "foreign currency": "外币",
    "form number": "表号",
    "list number": "序号",
    "malformed": "写法有误",
    "name": "名称中的数字",
    "ordinal": "序数",
    "phone": "电话",
    "proportion": "比例",
    "residue": "未填写",
    "threshold": "限额",
    "title": "标题中的数字",
    "unknown unit": "单位不明",
    "year": "年份",
}

KEYS = frozenset(_LABELS)
"""What `label` has words for."""


class _Facts(dict[str, str]):
    """Facts for `str.format_map`: a fact that a rule did not give stays visible as its placeholder."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def label(key: str, lang: Language, *values: object) -> str:
    """The fixed word or phrase for `key`, with `values` put in."""
    zh, en = _LABELS[key]
    text = en if lang == "en" else zh
    return text.format(*values) if values else text


def no_findings(status: Status, lang: Language) -> str:
    """What to say where there are none; of a document that was checked in part never as of a whole one."""
    return label("no_findings" if status == "ok" else "no_findings_in_part", lang)


def loose(why: str, lang: Language) -> str:
    """The words for the reason why a claim is loose, which is itself English; as it is where there are none."""
    return why if lang == "en" else _LOOSE.get(why, why)


def mention(why: str, lang: Language) -> str:
    """The words for the reason why a number is no claim; as it is where there are none."""
    return why if lang == "en" else _MENTIONS.get(why, why)


def rule_name(card: RuleCard, lang: Language) -> str:
    """The rule's name in the language, else in Chinese, else its id."""
    return card.name.get(lang) or card.name.get("zh") or card.code


def message(card: RuleCard, finding: Finding, lang: Language) -> str:
    """The card's template for the finding's variant, with its facts; in Chinese where the language has none.

    Quoted words may have quotation marks themselves: these are set as inner ones.
    """
    catalogue = messages(card, lang)
    template = catalogue.get(finding.variant) or catalogue.get("default")
    return nested(template.format_map(_Facts(finding.facts))) if template else rule_name(card, lang)


def messages(card: RuleCard, lang: Language) -> dict[str, str]:
    """The card's message templates by variant; Chinese ones where the language has none."""
    return {**card.messages.get("zh", {}), **card.messages.get(lang, {})}
