"""What the readers of marked-up files (Word, HTML) share: paragraphs and tables in a flow, written as a Document."""

from gouji.read.flow.bits import Bit, Bits, Source, join_lines, plain, split_lines, trim
from gouji.read.flow.items import Cell, Item, Table, Text, as_contents, is_layout, paragraphs, settle_levels
from gouji.read.flow.write import Writer, check_tags, timeout, too_deep, too_large

__all__ = [
    "Bit", "Bits", "Cell", "Item", "Source", "Table", "Text", "Writer", "as_contents", "check_tags", "is_layout", "join_lines",
    "paragraphs", "plain", "settle_levels", "split_lines", "timeout", "too_deep", "too_large", "trim",
]  # fmt: skip
