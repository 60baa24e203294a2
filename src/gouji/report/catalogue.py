"""The page of all rules, and of what is not checked, as Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from inspect import cleandoc
from itertools import groupby

from gouji.model import RuleCard
from gouji.report.words import label

Pages = Sequence[tuple[Sequence[str], RuleCard]]

_HEAD = """# 规则目录 · Catalogue of rules

由 `gouji rules --format md` 生成。`gouji explain ID` 显示同样的内容。
Made by `gouji rules --format md`; `gouji explain ID` shows the same.

依据 Sources: """


def catalogue_page(cards: Mapping[str, Pages], unchecked: Mapping[str, tuple[str, str]]) -> str:
    """Every rule by id, each with the profiles that have it so, then the entries that are no rules with the reasons."""
    sources = "；".join(
        f"{letter} {label(f'source_{letter}', 'zh')} {label(f'source_{letter}', 'en')}" for letter in "TFWOEYDG"
    )
    lines = [_HEAD + sources]
    for family, codes in groupby(cards, key=lambda code: code.partition("-")[0]):
        lines += ["", f"## {family}"]
        for code in codes:
            lines += ["", *_rule(code, cards[code])]
    lines += ["", "## 未核对 · Not checked", ""]
    lines += [f"- {code}: {zh} {en}" for code, (zh, en) in sorted(unchecked.items()) if code not in cards]
    return "\n".join(lines) + "\n"


def _rule(code: str, pages: Pages) -> Iterator[str]:
    card = pages[0][1]
    yield f"### {code} {card.name.get('zh', code)}"
    yield ""
    facts = [card.name.get("en", ""), label(card.severity, "en"), card.source and f"source {card.source}"]
    yield " · ".join(fact for fact in facts if fact)
    for names, one in pages:
        if len(pages) > 1:
            yield ""
            yield f"*{', '.join(names)}*"
        for paragraph in cleandoc(one.doc).split("\n\n"):
            if paragraph.strip().rstrip(".") != card.name.get("en", "").rstrip("."):
                yield ""
                yield paragraph.rstrip()
