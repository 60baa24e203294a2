"""Shared fixtures."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real sample reports beside the checkout; skips where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the real sample reports are not here")
    return SAMPLES
