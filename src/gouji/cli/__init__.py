"""The command line: one file a command."""

import sys

from gouji.cli.app import build
from gouji.errors import GoujiError
from gouji.plugins import warn


def main() -> None:
    """Run the `gouji` command. A coded error is one line on standard error and exit status 2, never a traceback."""
    try:
        build(sys.argv[1:])()
    except GoujiError as error:
        warn(f"gouji: {error.code}: {error.message}")
        sys.exit(2)
