"""NN-133: accounts of the narrative that do not belong together."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.extract.subject import account_path
from gouji.language.accounts import domain_of, level_of
from gouji.language.classification import classification, loose
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card
from gouji.rules._prose import Paragraph, paragraphs

_CLAUSE = re.compile(r"[^，；：。]+")
_LEVELS = "类款项"
_SHARED = ("212", "229")
"""Classes in which funds of their own repeat the accounts of others."""


class AccountPaths:
    """Accounts of the narrative that do not belong together.

    正文“类、款、项”各级科目应逐级隶属，级次应与科目相符。

    Where the text names accounts with their levels, each that the classification (classification.toml) knows by one code
    only must stand below the account named before it, and its level must be that of its code. A name that several
    accounts share (行政运行, 信息化建设), that the list does not know, or that the report's own tables have as a row (TX-505 then
    speaks), proves nothing. A warning. The catalogue has no such rule. Source: G.

    Broken: 社会保障和就业支出（类）住房改革支出（款）住房公积金（项）, as 住房改革支出 is 22102.
    Right: 住房保障支出（类）住房改革支出（款）住房公积金（项）.
    """

    card = make_card(
        "NN-133",
        "warning",
        ("正文科目不相隶属", "accounts that do not belong together"),
        {
            "default": (
                "“{name}”（{code}）不属于“{above}”（{other}）",
                "“{name}” ({code}) is no account of “{above}” ({other})",
            ),
            "level": (
                "“{name}”写作（{other}），按政府收支分类科目为（{above}）（{code}）",
                "“{name}” is given the level {other}; in the classification it is {above} ({code})",
            ),
        },
        __doc__,
        "G",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look up every account that the text gives a level."""
        rows = {loose(row.name) for table in item.tables for row in table.rows if row.code}
        for paragraph in paragraphs(view):
            for clause in _CLAUSE.finditer(paragraph.text) if "（" in paragraph.text else ():
                names, levels, _ = account_path(clause[0])
                path = [(name, level, _code(item.profile, name)) for name, level in zip(names, levels, strict=False)]
                for name, level, code in path:
                    if code and loose(name) not in rows and level_of(code) != _LEVELS.index(level) + 1:
                        above = _LEVELS[level_of(code) - 1]
                        yield self._broken(view, paragraph, clause, "level", name, code, above, level)
                sure = [(name, code) for name, _, code in path if code]
                for (above, other), (name, code) in pairwise(sure):
                    if level_of(other) >= level_of(code):
                        continue
                    if code.startswith(other):
                        yield Outcome("holds")
                    else:
                        yield self._broken(view, paragraph, clause, "default", name, code, above, other)

    def _broken(
        self,
        view: View,
        paragraph: Paragraph,
        clause: "re.Match[str]",
        variant: str,
        name: str,
        code: str,
        above: str,
        other: str,
    ) -> Outcome:
        at = max(paragraph.text.find(name, clause.start()), clause.start())
        facts = {"name": name, "code": code, "above": above, "other": other}
        finding = view.finding(
            self.card,
            paragraph.quote(at, at + len(name)),
            section=paragraph.section,
            variant=variant,
            facts=facts,
            stated=name,
        )
        return Outcome("broken", finding=finding)


def _code(profile: str, name: str) -> str | None:
    """The one functional account that surely bears the name, None where there are several or none."""
    name = squeeze(name)
    codes = [code for code in classification(profile).codes(name) if domain_of(code) == "functional"]
    if len(codes) != 1 or codes[0].startswith(_SHARED):
        return None
    return codes[0]
