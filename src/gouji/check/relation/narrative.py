"""The narrative as a table: a row for every figure that it states, a cell for the claim that states it."""

from gouji.check.figures import NOTHING, figures
from gouji.check.relation.formula import NARRATIVE
from gouji.check.view import View
from gouji.model import Cell, Column, Place, Row, Table

INDEX = -1
"""The index of the narrative among the tables."""


def narrative(view: View, measure: str) -> Table | None:
    """The figures of figures.toml as a table of form 文; None where the narrative states none.

    A figure with several values has as many rows. The id of a cell is the mark of its claim, such as “c12”.
    """
    rows: list[Row] = []
    cells: list[Cell] = []
    for name, several in figures(view).items():
        for figure in several:
            index, claim = len(rows), figure.claim
            rows.append(Row(index, name, name, None, "line", None, "", claim.span))
            page = Place(view.sentence(claim).page)
            raw = NOTHING.raw if figure.quantity is NOTHING else f"{figure.quantity.value:f}"
            cells.append(Cell(f"c{claim.index}", INDEX, index, 0, raw, "number", figure.quantity, claim.span, page))
    if not rows:
        return None
    columns = (Column(0, ("",), "", "", measure),)
    title = "the text" if view.lang == "en" else "正文"
    return Table(INDEX, INDEX, NARRATIVE, title, None, None, tuple(rows), columns, tuple(cells))
