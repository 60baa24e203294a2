"""Text layers that a scanner's software laid over, or under, the picture of a page: somebody else's recognition."""

from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from gouji.read.pdf.drawings import is_image
from gouji.read.pdf.raw import INT, POINTER, Floats, address, fast

_WHOLE_PAGE = 0.5
"""Pictures over more than this share of a page show it."""
_SAMPLE = 200
_MOST = 0.6
"""A layer is foreign if so large a share of its glyphs cannot be seen."""
_UNSEEN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

_text_object = fast(pdfium.FPDFText_GetTextObject, POINTER, POINTER, INT)
_mode = fast(pdfium.FPDFTextObj_GetTextRenderMode, INT, POINTER)


def is_foreign(text: Any, objects: list[int], pictures: Floats, area: float) -> bool:
    """Whether the text of a page of this area is not seen: written invisibly, or covered by the picture of the page."""
    if ((pictures[:, 2] - pictures[:, 0]) * (pictures[:, 3] - pictures[:, 1])).sum() <= _WHOLE_PAGE * area:
        return False
    count = int(pdfium.FPDFText_CountChars(text))
    indices = range(0, count, count // _SAMPLE + 1)
    owners = [one for one in map(_text_object, repeat(address(text)), indices) if one]
    place = {one: n for n, one in enumerate(objects)}
    cover = max((n for one, n in place.items() if is_image(one, _WHOLE_PAGE * area)), default=-1)
    unseen = [_mode(one) in _UNSEEN or place.get(one, cover) < cover for one in owners]
    return sum(unseen) > _MOST * len(owners)
