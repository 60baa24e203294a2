"""The command line: one file a command."""

import os
import sys

from gouji.errors import GoujiError


def main() -> None:
    """Run the `gouji` command. A coded error is one line on standard error and exit status 2, never a traceback."""
    # Imported here so that a broken pipe or a coded error of the imports themselves ends as neatly.
    from gouji.cli.app import app

    try:
        app()
    except GoujiError as error:
        print(f"gouji: {error.code}: {error.message}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever reads our output has enough of it; Python must not complain of it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
