"""How much a reader takes in before it says that an input is too large."""

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Bounds on one input; passing one is an InputError ``input.too_large`` (``input.timeout`` for `seconds`).

    max_bytes: size of the file. max_pages: pages of a paginated file. max_characters: length of the text.
    max_cells: cells of all tables together. seconds: time that reading may take, and again all rules together.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_pages: int = 1000
    max_characters: int = 5_000_000
    max_cells: int = 500_000
    seconds: float = 60.0
