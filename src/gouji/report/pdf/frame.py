"""From the page as it is shown to the coordinates of the file."""

from typing import NamedTuple

from gouji.model import Box

Point = tuple[float, float]


class Frame(NamedTuple):
    """How a page is shown: the box whose top left is the origin of `Box`, and quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> Point:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> Point:
        """A point of the shown page in the file."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def quad(self, box: Box) -> tuple[Point, Point, Point, Point]:
        """The corners of a box as it is shown: top left, top right, bottom left, bottom right."""
        x0, y0, x1, y1 = box
        return self.point(x0, y0), self.point(x1, y0), self.point(x0, y1), self.point(x1, y1)
