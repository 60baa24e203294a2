"""The errors for more pages, content or time than the limits allow."""

from gouji.errors import InputError
from gouji.read.limits import Limits


def too_many(name: str, limits: Limits, pages: int) -> InputError:
    """The error for too many pages."""
    return InputError(
        "input.too_many_pages",
        f"{name}: 页数过多（{pages} 页，上限 {limits.max_pages}）",
        f"{name}: too many pages ({pages}, limit {limits.max_pages})",
    )


def too_large(name: str, limits: Limits, page: int) -> InputError:
    """The error for too much content up to a page."""
    return InputError(
        "input.too_large",
        f"{name}: 内容过多（上限 {limits.max_characters} 字、{limits.max_cells} 个单元格；读到第 {page} 页）",
        f"{name}: too much content (limits {limits.max_characters} characters, {limits.max_cells} cells; "
        f"page {page} was reached)",
    )


def late(name: str, limits: Limits, page: int) -> InputError:
    """The error for reading that is not done in time at a page."""
    return InputError(
        "input.timeout",
        f"{name}: 读取超过 {limits.seconds:g} 秒（读到第 {page} 页）",
        f"{name}: reading took over {limits.seconds:g} seconds (page {page} was reached)",
    )
