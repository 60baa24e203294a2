"""Words and forms as data: loading, schemas, and the stamp of what was used."""

from gouji.lexicon.load import (
    LexiconFile,
    ProfileFile,
    builtin_root,
    lineage,
    load,
    profiles,
    read_file,
    stamp,
)

__all__ = [
    "LexiconFile", "ProfileFile", "builtin_root", "lineage", "load", "profiles", "read_file", "stamp",
]  # fmt: skip
