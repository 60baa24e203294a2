"""The builder of analyses as a fixture."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

_FILE = Path(__file__).with_name("build.py")
_SPEC = importlib.util.spec_from_file_location("rules_build", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
_BUILD = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_BUILD)


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """tests/rules/build.py."""
    return _BUILD


@pytest.fixture(scope="session")
def analysed(build: ModuleType):  # type: ignore[no-untyped-def]
    """`build.analysis`."""
    return build.analysis
