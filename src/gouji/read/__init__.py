"""Reading: a file of any known format becomes a Document."""

from gouji.read.join import join
from gouji.read.limits import Limits
from gouji.read.registry import STDIN, Reader, find, read

__all__ = ["STDIN", "Limits", "Reader", "find", "join", "read"]
