"""Words and forms as data: loading, schemas, and the stamp of what was used."""

from gouji.lexicon.load import ProfileFile, builtin_root, entry_error, lineage, load, profiles, stamp
from gouji.lexicon.parse import LexiconFile, Regex, parse

__all__ = [
    "LexiconFile",
    "ProfileFile",
    "Regex",
    "builtin_root",
    "entry_error",
    "lineage",
    "load",
    "parse",
    "profiles",
    "stamp",
]  # fmt: skip
