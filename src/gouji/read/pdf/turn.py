"""Pages that are turned or cropped: laid out upright by themselves, their places given as the whole page shows them."""

from typing import NamedTuple

import numpy as np

from gouji.model import Box
from gouji.read.pdf.pdfium import RawPage
from gouji.read.pdf.raw import Floats


class Turn(NamedTuple):
    """How a layout frame lies on the shown page: its quarters clockwise, and the shown part of the page.

    quarter: 1 for text that reads downwards, 2 for text upside down, 3 for text that reads upwards. width, height:
    size of the shown part. margin: where it lies on the whole page, and the size of that.
    """

    quarter: int
    width: float
    height: float
    margin: Box

    @classmethod
    def of(cls, page: RawPage, quarter: int) -> "Turn | None":
        """How a frame turned by `quarter` lies on a page as shown; None if it is the same."""
        if not quarter and page.margin is None:
            return None
        return cls(quarter, page.width, page.height, page.margin or (0.0, 0.0, page.width, page.height))

    @property
    def whole(self) -> tuple[float, float]:
        """Width and height of the whole page."""
        return self.margin[2], self.margin[3]

    def shown(self, box: Box) -> Box:
        """A box of the layout frame as it lies on the shown page."""
        left, top, _, _ = self.margin
        x0, y0, x1, y1 = self._turned(box)
        return x0 + left, y0 + top, x1 + left, y1 + top

    def edges(self, edges: tuple[float, ...]) -> tuple[float, ...]:
        """The edges of the characters of a line on the shown page; none if they run along y there."""
        if self.quarter:
            return ()
        return tuple(round(x + self.margin[0], 3) for x in edges)

    def _turned(self, box: Box) -> Box:
        x0, y0, x1, y1 = box
        if self.quarter == 1:
            return (self.width - y1, x0, self.width - y0, x1)
        if self.quarter == 2:
            return (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.quarter == 3:
            return (y0, self.height - x1, y1, self.height - x0)
        return box


def lay_upright(page: RawPage) -> tuple[RawPage, Turn | None]:
    """The page in the frame in which its text reads from left to right, and how that frame lies on the page."""
    turn = Turn.of(page, page.quarter)
    if turn is None:
        return page, None
    origin = _rotate(np.tile(page.origin, 2), turn)[:, :2]
    aside = page.quarter % 2
    return (
        page._replace(
            width=page.height if aside else page.width,
            height=page.width if aside else page.height,
            box=_rotate(page.box, turn),
            origin=origin,
            rules=_rotate(page.rules, turn),
            pictures=_rotate(page.pictures, turn),
            quarter=0,
        ),
        turn,
    )


def _rotate(boxes: Floats, turn: Turn) -> Floats:
    """Boxes of the shown part in the layout frame."""
    x0, y0, x1, y1 = boxes.T
    if turn.quarter == 1:
        return np.stack((y0, turn.width - x1, y1, turn.width - x0), axis=1)
    if turn.quarter == 2:
        return np.stack((turn.width - x1, turn.height - y1, turn.width - x0, turn.height - y0), axis=1)
    if turn.quarter == 3:
        return np.stack((turn.height - y1, x0, turn.height - y0, x1), axis=1)
    return boxes
