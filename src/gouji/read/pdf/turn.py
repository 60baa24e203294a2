"""Pages whose text lies on its side: laid out upright, their places given as the page shows them."""

from typing import NamedTuple

import numpy as np

from gouji.model import Box
from gouji.read.pdf.pdfium import RawPage
from gouji.read.pdf.raw import Flags, Floats

_MOST = 0.6
"""A page lies on its side if this share of its glyphs does."""


class Turn(NamedTuple):
    """How a layout frame lies on the shown page: 1 for text that reads downwards, 3 for upwards; the shown size."""

    quarter: int
    width: float
    height: float

    def shown(self, box: Box) -> Box:
        """A box of the layout frame as it lies on the shown page."""
        x0, y0, x1, y1 = box
        if self.quarter == 1:
            return (self.width - y1, x0, self.width - y0, x1)
        return (y0, self.height - x1, y1, self.height - x0)


def turned_glyphs(page: RawPage) -> Flags:
    """Which glyphs do not stand upright: the origin of an upright one is at the lower left of its box."""
    x0, y0, x1, y1 = page.box.T
    x, y = page.origin.T
    aside = np.abs(x - x0) > 0.3 * (x1 - x0) + 0.5
    # A small mark such as a comma may hang below its origin.
    above = (y < y0 + 0.3 * (y1 - y0)) & (y1 - y0 > 0.5 * (x1 - x0))
    flags: Flags = aside | above
    return flags


def lay_upright(page: RawPage) -> tuple[RawPage, Turn | None]:
    """The page in the frame in which its text reads from left to right, and how that frame lies on the page."""
    if not len(page.codes):
        return page, None
    x0, y0, x1, y1 = page.box.T
    x, y = page.origin.T
    reach = 0.3 * (y1 - y0) + 0.5
    turned = turned_glyphs(page)
    upwards = turned & (np.abs(y - y1) <= reach) & (x > (x0 + x1) / 2)
    downwards = turned & (np.abs(y - y0) <= reach) & (x < (x0 + x1) / 2)
    enough = _MOST * len(page.codes)
    quarter = 3 if upwards.sum() > enough else 1 if downwards.sum() > enough else 0
    if not quarter:
        return page, None
    turn = Turn(quarter, page.width, page.height)
    origin = _rotate(np.tile(page.origin, 2), turn)[:, :2]
    return (
        page._replace(
            width=page.height,
            height=page.width,
            box=_rotate(page.box, turn),
            origin=origin,
            rules=_rotate(page.rules, turn),
            pictures=_rotate(page.pictures, turn),
        ),
        turn,
    )


def _rotate(boxes: Floats, turn: Turn) -> Floats:
    """Boxes of the shown page in the layout frame."""
    x0, y0, x1, y1 = boxes.T
    if turn.quarter == 1:
        return np.stack((y0, turn.width - x1, y1, turn.width - x0), axis=1)
    return np.stack((turn.height - y1, x0, turn.height - y0, x1), axis=1)
