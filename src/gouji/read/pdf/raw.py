"""Cheap calls into PDFium, and the arrays that they fill."""

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Picture = npt.NDArray[np.uint8]
"""Grey values, rows from top to bottom."""
MOST_PIXELS = 40_000_000
"""Pictures of more pixels are not looked at."""
Flags = npt.NDArray[np.bool_]

POINTER = ctypes.c_void_p
INT = ctypes.c_int


def fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same C function behind a call that takes plain addresses and keeps the interpreter lock.

    That is several times cheaper than the ordinary call, and PDFium must not be called by two threads anyway.
    """
    address = ctypes.cast(function, POINTER).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def address(handle: Any) -> int:
    """The address behind a PDFium handle."""
    return ctypes.cast(handle, POINTER).value or 0
