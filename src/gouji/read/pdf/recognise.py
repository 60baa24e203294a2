"""Text recognition (extra `ocr`): pictures of single lines → characters, where each stands, and how sure it is."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gouji.read.pdf.raw import Floats, Picture

DPI = 200
"""Pages are looked at in this resolution."""
_MODEL = "models/PP-OCRv6_rec_small.onnx"
_HEIGHT = 48
"""The model takes lines of this height."""
_LEAST = 320
_BATCH, _PIXELS = 8, 4000
"""So many lines at most, and so wide together, are worked on at a time: what the model answers is large."""
_WIDEST = 3200


class Read(NamedTuple):
    """A recognised line: its characters, the middle of each as a share of the width, and its confidence (0 to 1)."""

    text: str
    middles: Floats
    sure: Floats


def available() -> bool:
    """Whether what the extra `ocr` installs is there."""
    return all(importlib.util.find_spec(name) for name in ("onnxruntime", "cv2", "rapidocr")) and _model().is_file()


def _model() -> Path:
    found = importlib.util.find_spec("rapidocr")
    return Path(found.origin).parent / _MODEL if found and found.origin else Path()


@cache
def _session() -> tuple[Any, list[str]]:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(_model()), providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return session, ["", *characters, " "]


def recognise(lines: list[Picture]) -> list[Read]:
    """What each line says; lines of like width are worked on together."""
    import cv2

    session, characters = _session()
    scaled = [
        cv2.resize(one, (min(max(round(one.shape[1] * _HEIGHT / one.shape[0]), 8), _WIDEST), _HEIGHT)) for one in lines
    ]
    order = sorted(range(len(scaled)), key=lambda i: scaled[i].shape[1])
    found: dict[int, Read] = {}
    while order:
        batch, order = _together(order, [one.shape[1] for one in scaled])
        width = max(_LEAST, scaled[batch[-1]].shape[1])
        data = np.zeros((len(batch), 3, _HEIGHT, width), dtype=np.float32)
        for row, i in enumerate(batch):
            data[row, :, :, : scaled[i].shape[1]] = scaled[i].astype(np.float32) / 127.5 - 1
        (out,) = session.run(None, {session.get_inputs()[0].name: data})
        for row, i in enumerate(batch):
            found[i] = _decode(out[row], characters, width / scaled[i].shape[1])
    return [found[i] for i in range(len(lines))]


def _together(order: list[int], widths: list[int]) -> tuple[list[int], list[int]]:
    """The next lines, narrow to wide, that are worked on together, and the rest."""
    count = 1
    while count < min(_BATCH, len(order)) and (count + 1) * max(_LEAST, widths[order[count]]) <= _PIXELS:
        count += 1
    return order[:count], order[count:]


def _decode(steps: npt.NDArray[np.float32], characters: list[str], stretch: float) -> Read:
    """The likeliest character of each step, repetitions and blanks left out."""
    best = steps.argmax(axis=1)
    chance = steps.max(axis=1)
    first = np.ones(len(best), dtype=np.bool_)
    first[1:] = best[1:] != best[:-1]
    text, middles, sure = [], [], []
    starts = np.flatnonzero(first)
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(best)], strict=True):
        character = characters[best[start]]
        if character.strip():
            text.append(character)
            middles.append((start + end) / 2 / len(best) * stretch)
            sure.append(float(chance[start:end].max()))
    return Read("".join(text), np.array(middles), np.array(sure))
