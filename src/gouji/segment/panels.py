"""Panels: the tables that stand side by side in one sheet."""

import msgspec

from gouji.segment.headers import Head, Header
from gouji.segment.tablewords import TableWords


class Panel(msgspec.Struct):
    """Columns of one panel in a sheet: code parts, labels, values; `name` is the canonical name or empty.

    `group` is the topmost header over the panel; `path` of a value column leaves nothing out.
    """

    codes: list[int]
    labels: list[int]
    values: list[int]
    name: str = ""
    group: str = ""

    @property
    def columns(self) -> list[int]:
        """All columns of the panel, left to right."""
        return sorted([*self.codes, *self.labels, *self.values])


class Panels(msgspec.Struct):
    """The panels of a sheet. `folded`: all have the same columns, and their rows make up one list."""

    panels: list[Panel]
    folded: bool


def split_panels(header: Header, words: TableWords) -> Panels:
    """Take a sheet's columns apart: a panel begins where codes or labels follow values."""
    columns = header.columns
    last_value = max((c for c, head in enumerate(columns) if head.role == "value"), default=-1)
    panels = [Panel([], [], [])]
    for c, head in enumerate(columns):
        role = head.role
        if role == "ordinal":
            continue
        if role == "text":
            role = "label" if c < last_value or (not panels[-1].labels and not panels[-1].values) else "value"
        if role != "value" and panels[-1].values:
            if c > last_value:
                role = "value"
            else:
                panels.append(Panel([], [], []))
        here = panels[-1]
        (here.codes if role == "code" else here.labels if role == "label" else here.values).append(c)
    panels = [panel for panel in panels if panel.columns]
    if len(panels) < 2:
        return Panels(panels, False)
    for panel in panels:
        _name(panel, columns, words)
    named = {panel.name for panel in panels}
    if len(named) == len(panels) and "" not in named:
        return Panels(panels, False)
    if len({_pattern(panel, columns) for panel in panels}) == 1:
        for panel in panels:
            panel.name = ""
        return Panels(panels, True)
    _tell_apart(panels, columns)
    return Panels(panels, False)


def common_path(panel: Panel, columns: list[Head]) -> tuple[str, ...]:
    """The header elements that stand over every column of a panel."""
    paths = [columns[c].path for c in panel.columns]
    shared: list[str] = []
    for elements in zip(*paths, strict=False):
        if len(set(elements)) > 1:
            break
        shared.append(elements[0])
    return tuple(shared)


def _name(panel: Panel, columns: list[Head], words: TableWords) -> None:
    shared = common_path(panel, columns)
    panel.group = shared[0] if shared else ""
    labels = [columns[c].path[-1] for c in panel.labels if columns[c].path]
    panel.name = next((name for element in (*labels, *reversed(shared)) if (name := words.panel(element))), "")


def _pattern(panel: Panel, columns: list[Head]) -> tuple[object, ...]:
    leaves = tuple(columns[c].path[-1:] for c in panel.values)
    return len(panel.codes) > 0, len(panel.labels) > 0, leaves


def _tell_apart(panels: list[Panel], columns: list[Head]) -> None:
    """Give panels without a known name, or with the same one, names of their own."""
    taken: set[str] = set()
    for n, panel in enumerate(panels, 1):
        name = panel.name or "/".join(common_path(panel, columns)) or str(n)
        panel.name = name if name not in taken else f"{name}{n}"
        taken.add(panel.name)
