"""Words and forms as data: loading, schemas, and the stamp of what was used."""

from gouji.lexicon.faults import nearest_field, path_of
from gouji.lexicon.lines import line_of
from gouji.lexicon.load import ProfileFile, builtin_root, entry_error, lineage, load, profiles, stamp
from gouji.lexicon.parse import LexiconFile, Regex, parse

__all__ = [
    "LexiconFile",
    "ProfileFile",
    "Regex",
    "builtin_root",
    "entry_error",
    "line_of",
    "lineage",
    "load",
    "nearest_field",
    "parse",
    "path_of",
    "profiles",
    "stamp",
]  # fmt: skip
