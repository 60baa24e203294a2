"""Words and forms as data: loading, schemas, and the stamp of what was used."""

from gouji.lexicon.extend import extended, files_of, plain
from gouji.lexicon.faults import nearest_field, path_of
from gouji.lexicon.lines import line_of
from gouji.lexicon.load import (
    ProfileFile,
    builtin_root,
    check_extensions,
    entry_error,
    entry_names,
    lineage,
    load,
    own_entries,
    profiles,
    stamp,
    stamps,
)
from gouji.lexicon.parse import LexiconFile, Regex, decode_toml, parse

__all__ = [
    "LexiconFile", "ProfileFile", "Regex", "builtin_root", "check_extensions", "decode_toml", "entry_error", "entry_names", "extended",
    "files_of", "line_of",
    "lineage", "load", "nearest_field", "own_entries", "parse", "path_of", "plain", "profiles", "stamp", "stamps",
]  # fmt: skip
