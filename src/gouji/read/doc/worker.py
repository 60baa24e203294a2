"""Converts one .doc file to .docx, in a process of its own: what it takes in time and memory is bounded from outside.

Run as a script: SOURCE TARGET, the password on standard input. Writes what went wrong as codes on standard output.
"""

import sys
from contextlib import suppress

DAMAGED, ENCRYPTED = 3, 4
"""How it ends where it cannot convert."""
_MEMORY = 2 * 1024**3


def main(source: str, target: str, password: str | None) -> int:
    """The status to end with."""
    from doc2docx import convert
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    try:
        result = convert(source, target, password=password)
    except EncryptedDocumentError as error:
        print(error)
        return ENCRYPTED
    except (Doc2DocxError, MemoryError, RecursionError) as error:
        print(error)
        return DAMAGED
    print("\n".join(one.code for one in result.report.warnings))
    return 0


if __name__ == "__main__":
    # Not every system bounds memory.
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.exit(main(sys.argv[1], sys.argv[2], sys.stdin.read() or None))
