"""Files that users write: settings, suppressions, baselines, words and rules of their own."""

import re
from pathlib import Path
from random import Random

from tests.fuzz.tokens import NUMBERS, WORDS, change_bytes, change_text, encode, repeats, word

SETTINGS = """select = ["TT", "NN101"]
ignore = ["TX"]
severity = { TT101 = "warning", NN = "info" }
min_severity = "warning"
lang = "zh"
profile = "auto"
extend = ["own.toml"]
suppressions = "known.toml"
baseline = "baseline.json"
previous = ["去年/*.pdf"]

[limits]
max_pages = 200
seconds = 30.5

[thresholds]

[[per_path]]
paths = ["**/单位/*.docx", "!x", "[a-z]*"]
ignore = ["ST"]
profile = "final-accounts"
"""
SUPPRESSIONS = """[[suppression]]
id = "0123456789ab"
rule = "TT101"
path = "报告/**/*.docx"
quote = "本年支出120.50万元"
reason = "口径不同"

[[suppression]]
id = "ffffffffffff"
reason = "见说明"
"""
FIGURES = """{"schema_version": "1.0", "figures": {"reports": 282.0, "claims.recall": 0.9982}}
"""
BASELINE = """{"schema_version": "1.0", "documents": [{"path": "a.txt", "findings": [
{"id": "0123456789ab", "rule": "TT101", "suppressed": {"kind": "baseline", "reason": "x"}}, {"id": "ffffffffffff", "rule": "NN101"}]}]}
"""
GOLD = """{"findings": [
{"id":"F01","kind":"unit","severity":"error","quote":"支出120.50万元","stated":"120.50","expected":"121.50","nth":1,"rules":["TX-101"],"start":4,"end":12}]}
"""
EXTENSION = """version = "1.0"
profiles = ["final-accounts"]
forms.neutral = ["口径"]
[[forms.form]]
key = "Z3"
without = ["决算批复"]
[[forms.form]]
key = "QS"
title = "水利台账"
titles = [["水利台账"], ["台账"]]
[[units.unit]]
label = "万元"
aliases = ["万圆整"]
[[relations.relation]]
id = "YQS-001"
formula = "Z3[合计, 基本支出] ≤ Z3[合计, 项目支出]"
zh = "基本支出不超过项目支出"
severity = "warning"
[claims]
flat = ["打平"]
[stock]
phrase = ['本表口径.*']
[reasons]
[sections]
[subjects]
[tables]
[residue]
[nuances]
[measures]
[boilerplate]
"""
_PATTERNS = (
    r"(a+)+$",
    r"(?:.*)*x",
    r"(",
    r"[",
    r"\\1",
    r"(?P<x>a)(?P<x>b)",
    r"(?<=a*)b",
    r"(?R)",
    r"a{99999}",
    r"(\d+|\w+)*=",
    r"(?i)\p{Han}*+",
    ".*.*.*.*=",
)
_KEY = re.compile(r"(?m)^([\w.]+)( = )(.*)$")
_QUOTED = re.compile(r'"([^"\n]*)"')


def change_file(data: bytes, rng: Random) -> bytes:
    """A text file with a value, a key or any stretch of it changed."""
    text = data.decode("utf-8")
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        lines = list(_KEY.finditer(text))
        kind = rng.randrange(6)
        if kind == 0:
            one = rng.choice(list(_QUOTED.finditer(text)) or [None])
            text = text[: one.start(1)] + _plain(change_text(one[1], rng)) + text[one.end(1) :] if one else text
        elif kind < 3 and lines:
            one = rng.choice(lines)
            value = _value(rng) if rng.random() < 0.7 else change_text(one[3], rng)
            text = text[: one.start(3)] + value + text[one.end(3) :]
        elif kind == 3 and lines:
            one = rng.choice(lines)
            text = text[: one.start(1)] + rng.choice(lines)[1] + text[one.end(1) :]
        else:
            text = change_text(text, rng)
    return change_bytes(data, rng) if rng.random() < 0.1 else encode(text, rng)


def _plain(text: str) -> str:
    """`text` as it may stand between quotation marks."""
    return "".join(char for char in text if char not in '"\\' and char.isprintable())


def _value(rng: Random) -> str:
    ways = (
        rng.choice(NUMBERS), f'"{rng.choice(NUMBERS)}"', f'"{rng.choice(WORDS)}"', f"'{rng.choice(_PATTERNS)}'", f"['{rng.choice(_PATTERNS)}']", "true", "[]", "{}",
        "[" * repeats(rng, 3000) + "]" * 3000, "{a=" * 500 + "1" + "}" * 500, f'"{word(rng, 3000)}"', f'["{word(rng, 3000)}"]', "1979-05-27T07:32:00Z", "12:00:00",
        '"../../../etc/passwd"', '["/", "", "\\u0000", "~"]', '[""]', '[["", ""], []]', '"**/**/**/**/**/**/**/**/x"', f'["{"*a" * 40}"]', "inf", "nan", "'''\n'''",
    )  # fmt: skip
    return rng.choice(ways)


def judge_settings(folder: Path, file: bytes) -> None:
    """Load `file` as settings of a folder."""
    from gouji.cli.settings import load_settings

    (folder / "gouji.toml").write_bytes(file)
    load_settings(folder).at(folder / "单位" / "a.docx")


def judge_suppressions(folder: Path, file: bytes) -> None:
    """Load `file` as suppressions and ask for those of a report."""
    from gouji.cli.suppressions import load_suppressions

    path = folder / "known.toml"
    path.write_bytes(file)
    load_suppressions(path).at(folder / "报告" / "甲" / "a.docx")


def judge_gold(folder: Path, file: bytes) -> None:
    """Load `file` as the annotations of a report."""
    from gouji.corpus.gold import load_gold

    (folder / "a.gold.json").write_bytes(file)
    load_gold(folder / "a.txt")


def judge_figures(folder: Path, file: bytes) -> None:
    """Load `file` as the baseline of an evaluation."""
    from gouji.corpus.evaluate_baseline import load_baseline

    path = folder / "baseline.json"
    path.write_bytes(file)
    load_baseline(path)


def judge_baseline(folder: Path, file: bytes) -> None:
    """Load `file` as a baseline."""
    from gouji.cli.baseline import load_baseline

    path = folder / "baseline.json"
    path.write_bytes(file)
    load_baseline(path, "zh")
