"""How a reader takes an input: how much of it before it says that it is too large, and what opens it."""

from typing import Annotated

import msgspec

Count = Annotated[int, msgspec.Meta(ge=1)]


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds on one input; passing one is an InputError ``input.too_large`` (``input.timeout`` for `seconds`).

    max_bytes: size of the file. max_unpacked: size of what is read of an archive (.docx,
    .xlsx, .ods, .zip); max_ratio: how many times its packed size a large part of it may have. max_members: files in a
    .zip. max_pages: pages of a paginated file. max_sheets: sheets of a workbook. max_characters: length of the text.
    max_cells: cells of all tables together. max_tags: tags of a page, or of a part of an office file that is read as a whole. seconds: time that reading may take, and again all rules together.
    password: opens encrypted files; it is not shown where limits are written out.
    """

    max_bytes: Count = 64 * 1024 * 1024
    max_unpacked: Count = 128 * 1024 * 1024
    max_pages: Count = 1000
    max_sheets: Count = 500
    max_members: Count = 1000
    max_characters: Count = 5_000_000
    max_cells: Count = 500_000
    max_ratio: Count = 400
    max_tags: Count = 4_000_000
    seconds: Annotated[float, msgspec.Meta(ge=0)] = 60.0
    password: str | None = None

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in msgspec.structs.asdict(self).items() if name != "password")
        return f"Limits({', '.join(shown)})"
