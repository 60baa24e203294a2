"""The commands that the README shows, read from the README itself, so that nothing else repeats them."""

import re
import sys
from pathlib import Path

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(readme: Path, language: str) -> list[str]:
    """The fenced blocks of one language, in order, without their fences."""
    return [body for found, body in FENCE.findall(readme.read_text(encoding="utf-8")) if found == language]


def setup(readme: Path, word: str) -> str:
    """The one command that sets everything up and has `word` in it."""
    found = [block.strip() for block in blocks(readme, "sh") if "-m venv" in block and word in block]
    if len(found) != 1 or "\n" in found[0]:
        raise SystemExit(f"{readme.name}: expected one single-line set-up command with {word!r}, found {found}")
    return found[0]


if __name__ == "__main__":
    print(setup(Path(sys.argv[1]), sys.argv[2]))
