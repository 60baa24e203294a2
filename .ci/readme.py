"""The commands that the README shows, read from the README itself, so that nothing else repeats them."""

import re
import sys
from pathlib import Path

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(readme: Path) -> list[tuple[str, str]]:
    """The fenced blocks in order: language, and what stands between the fences."""
    return FENCE.findall(readme.read_text(encoding="utf-8"))


def setup(readme: Path, word: str) -> str:
    """The one command that sets everything up and has `word` in it."""
    shell = [body.strip() for language, body in blocks(readme) if language == "sh"]
    found = [command for command in shell if "-m venv" in command and word in command]
    if len(found) != 1 or "\n" in found[0]:
        raise SystemExit(f"{readme.name}: expected one single-line set-up command with {word!r}, found {found}")
    return found[0]


if __name__ == "__main__":
    print(setup(Path(sys.argv[1]), sys.argv[2]))
