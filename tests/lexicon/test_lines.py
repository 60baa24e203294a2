"""Every path of a TOML file has the line that a reader would point at."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.lexicon.lines import line_of

SOURCE = '''# a comment with [brackets] = "and quotes"
schema = "words"   # 2
"dotted.key" = 1
a.b.c = 4
[map]
"（" = "("
'x=[y]' = """
[not.a.table]
k = 9
"""
after = 11
[[row]]
name = "一 # no comment"
words = [
  "甲",  # ]
  # nothing here
  "乙", {k = "v", l = [
    1,
  ]},
]
[row.inner]
deep = 1979-05-27 07:32:00
[[row.part]]
n = 1.5
[[row.part]]
n = 2
[[row]]
name = '二'
part = [{n = 1}, {n = 2}]
[last."quoted name"]
flag = true
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 2),
        (("dotted.key",), 3),
        (("a", "b", "c"), 4),
        (("map",), 5),
        (("map", "（"), 6),
        (("map", "x=[y]"), 7),
        (("map", "after"), 11),
        (("row", 0), 12),
        (("row", 0, "name"), 13),
        (("row", 0, "words"), 14),
        (("row", 0, "words", 0), 15),
        (("row", 0, "words", 1), 17),
        (("row", 0, "words", 2, "k"), 17),
        (("row", 0, "words", 2, "l", 0), 18),
        (("row", 0, "inner", "deep"), 22),
        (("row", 0, "part", 1), 25),
        (("row", 0, "part", 1, "n"), 26),
        (("row", 1), 27),
        (("row", 1, "name"), 28),
        (("row", 1, "part", 1, "n"), 29),
        (("last", "quoted name", "flag"), 31),
        (("row", 1, "part", 7, "n"), 29),
        (("absent",), 1),
        ((), 1),
    ],
)
def test_line_of(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(SOURCE)
    assert line_of(SOURCE, path) == line


VALUES = st.recursive(
    st.integers(0, 9) | st.sampled_from(['"a"', "'''x\n# [y]\n'''", '"""\\"""z\n"""', '"#"', "1.5", "true"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


def _write(value: Any) -> str:
    if isinstance(value, list):
        return "[" + "".join(f"\n  {_write(item)}, # ]" for item in value) + "\n]"
    return str(value)


@given(st.lists(VALUES, max_size=6))
def test_every_key_of_a_generated_file(values: list[Any]) -> None:
    lines: list[str] = []
    expected = {}
    for i, value in enumerate(values):
        lines.append(f"[[entry]] # {i}")
        expected["entry", i] = len(lines)
        lines += f"value = {_write(value)}".split("\n")
        lines.append("end = 0")
        expected["entry", i, "end"] = len(lines)
    source = "\n".join(lines)
    tomllib.loads(source)
    for path, line in expected.items():
        assert line_of(source, path) == line
