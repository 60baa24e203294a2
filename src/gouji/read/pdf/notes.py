"""What of a PDF could not be read, in words; and what must not be used because of it."""

from gouji.errors import InputError
from gouji.model import Note
from gouji.read.pdf.aligned import looks_like_figures
from gouji.read.pdf.layout import Layout
from gouji.read.pdf.paragraphs import Item, TableParts, Text
from gouji.read.pdf.recognise import available

_LOOK = 8
"""So many items at the top of a page show what it begins with."""


def find_notes(pages: list[Layout], broken: list[int], data: bytes, name: str) -> list[Note]:
    """What could not be read, in words. Raises InputError if that is everything."""
    scanned = [page.number for page in pages if page.unread == "scan"]
    garbled = [page.number for page in pages if page.unread == "garbled"]
    if not any(page.glyphs for page in pages if not page.lost):
        raise _unreadable(name, len(pages), len(garbled))
    notes = []
    if broken:
        notes.append(Note(f"第 {_listed(broken)} 页无法读取", f"page(s) that cannot be read: {_listed(broken)}"))
    if scanned:
        part = f"{len(scanned)}/{len(pages)}"
        notes.append(
            Note(
                f"第 {_listed(scanned)} 页是图像，没有文字层（{part} 页），未检查{_hint('zh')}",
                f"page(s) that are images without a text layer, not checked ({part}): {_listed(scanned)}{_hint('en')}",
            )
        )
    recognised = [page.number for page in pages if page.unread == "recognised"]
    if recognised:
        where = _listed(recognised)
        notes.append(
            Note(
                f"第 {where} 页是图像，文字由识别得来，可能有误",
                f"page(s) that are images, their text recognised and possibly wrong: {where}",
            )
        )
    foreign = [page.number for page in pages if page.unread == "foreign"]
    if foreign:
        where = _listed(foreign)
        notes.append(
            Note(
                f"第 {where} 页是图像，其文字层是制作文件时识别而来的，可能有误，据此的结论不作错误{_hint('zh')}",
                f"page(s) that are images with a text layer recognised by whoever made the file, possibly wrong, so that "
                f"nothing that rests on it is an error: {where}{_hint('en')}",
            )
        )
    if garbled:
        part = f"{len(garbled)}/{len(pages)}"
        notes.append(
            Note(
                f"第 {_listed(garbled)} 页的字体没有可用的字符编码，文字无法读取（{part} 页），未检查",
                f"page(s) whose fonts do not say which characters they show, not checked ({part}): {_listed(garbled)}",
            )
        )
    unmapped = [page for page in pages if page.unmapped and not page.lost]
    if unmapped:
        count, where = sum(page.unmapped for page in unmapped), _listed([page.number for page in unmapped])
        notes.append(
            Note(
                f"第 {where} 页有 {count} 个字符没有编码，无法识别",
                f"{count} character(s) on page(s) {where} have no encoding and cannot be told",
            )
        )
    if b"%%EOF" not in data[-2048:]:
        notes.append(Note("文件末尾不完整，可能缺少内容", "the end of the file is missing: so may be contents"))
    return notes


def without_cut_tables(items: list[Item], unread: set[int]) -> tuple[list[Item], list[Note]]:
    """The items without tables that may go on, or begin, on a page that was not read: their sums would be wrong.

    Nor with tables without ruling lines whose rows seem to go on over the page without fitting their columns.
    """
    kept, cut = [], []
    for i, item in enumerate(items):
        if isinstance(item, TableParts):
            first, last = _pages(item)
            ends = i + 1 == len(items) or _pages(items[i + 1])[0] > last
            begins = i == 0 or _pages(items[i - 1])[1] < first
            if (ends and last + 1 in unread) or (begins and first - 1 in unread):
                cut.append(first)
                continue
            if ends and not item.parts[-1].lattice.ruled and _seems_to_go_on(items[i + 1 : i + 1 + _LOOK], last + 1):
                continue
        kept.append(item)
    if not cut:
        return kept, []
    where = _listed(cut)
    zh = f"第 {where} 页的表格与无法读取的页相连，可能不完整，未检查"
    en = f"table(s) on page(s) {where} adjoin pages that could not be read and may be incomplete; not checked"
    return kept, [Note(zh, en)]


def _seems_to_go_on(following: list[Item], page: int) -> bool:
    """Whether the items at the top of a page look like rows of a table."""
    for item in following:
        if _pages(item)[0] != page:
            return False
        if not isinstance(item, Text):
            return not item.parts[0].lattice.ruled and item is following[0]
        if any(looks_like_figures(piece) for piece in item.pieces):
            return True
    return False


def _pages(item: Item) -> tuple[int, int]:
    """The first and last page of an item."""
    if isinstance(item, Text):
        return item.pieces[0].page, item.pieces[-1].page
    return item.parts[0].page, item.parts[-1].page


def _hint(lang: str) -> str:
    """What would read pictures, where it is not installed."""
    if available():
        return ""
    return "；识别图像请安装 gouji[ocr]" if lang == "zh" else "; install gouji[ocr] to read images"


def _unreadable(name: str, pages: int, garbled: int) -> InputError:
    """The error for a file without any page that can be read."""
    if garbled:
        return InputError(
            "input.pdf_garbled",
            f"{name}: PDF 的字体没有可用的字符编码，文字无法读取（{garbled} 页）；请改用原文件，或重新导出 PDF",
            f"{name}: the fonts of the PDF do not say which characters they show ({garbled} page(s)); "
            "use the original file, or export the PDF again",
        )
    return InputError(
        "input.pdf_no_text",
        f"{name}: PDF 没有文字层（{pages} 页）{_hint('zh')}",
        f"{name}: the PDF has no text layer ({pages} page(s)){_hint('en')}",
    )


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers))
