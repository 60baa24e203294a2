"""Mutations of old workbooks (.xls) that know the records of the workbook."""

import struct
from random import Random

from tests.fuzz.tokens import change_bytes, repeats

_BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"
"""The first record of a workbook as Excel 97 and later write it."""
_VALUES = (0, 1, 0x7F, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)

Record = tuple[int, int, int]
"""Kind, place of the content, its length."""


def change_xls(data: bytes, rng: Random) -> bytes:
    """A workbook with several changes, mostly of fields in its records; its length stays."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 1, 2, 3, 10))):
        records = _records(changed)
        kind = rng.randrange(14)
        if kind == 0 or not records:
            changed = (
                bytearray(change_bytes(bytes(changed), rng)) if rng.random() < 0.3 else change_header(changed, rng)
            )
            continue
        code, at, length = rng.choice(records)
        if kind == 1:
            struct.pack_into(
                "<H", changed, at - 4, rng.choice(records)[0] if rng.random() < 0.8 else rng.randrange(0x10000)
            )
        elif kind == 2:
            struct.pack_into("<H", changed, at - 2, rng.choice((*_VALUES, length + 1, max(length - 1, 0))))
        elif kind == 3:
            _over(changed, at, bytes(changed[slice(*_ends(rng.choice(records)))]))
        else:
            same = [one for one in records if one[0] == code]
            for _, place, size in rng.sample(same, min(len(same), repeats(rng, 30))):
                if size >= 2:
                    struct.pack_into("<H", changed, place + rng.randrange(size - 1), rng.choice(_VALUES))
    return bytes(changed)


def _ends(record: Record) -> tuple[int, int]:
    return record[1], record[1] + record[2]


def _over(changed: bytearray, at: int, part: bytes) -> None:
    changed[at : at + len(part)] = part[: max(0, len(changed) - at)]


def change_header(changed: bytearray, rng: Random) -> bytearray:
    """Another value in the header or the tables of sectors."""
    at = rng.randrange(24, max(25, min(len(changed) - 4, 1536)))
    if at + 4 <= len(changed):
        struct.pack_into(
            "<I", changed, at, rng.choice((0, 1, 2, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0x7FFFFFFF, rng.randrange(64)))
        )
    return changed


def _records(data: bytearray) -> list[Record]:
    """The records from the beginning of the workbook on, as long as they make sense."""
    found: list[Record] = []
    at = data.find(_BEGIN)
    while 0 <= at <= len(data) - 4:
        code, length = struct.unpack_from("<HH", data, at)
        if at + 4 + length > len(data) or (code == 0 and length == 0):
            break
        found.append((code, at + 4, length))
        at += 4 + length
    return found
