"""What is given from outside by its name: files that options and the environment name."""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer.errors import NothingNamedError, PassphraseFileError

STANDARD_INPUT = Path("-")

# More than any secret has; a device would never end.
_MOST_LETTERS = 1_000_000


def named_path(written: str, subject: str) -> Path:
    """Return the file or folder that is named; no words at all would be the folder one happens to be in.

    Args:
        written: what was given.
        subject: what gave it: an option, an argument or a variable.

    Raises:
        NothingNamedError: nothing is named.
    """
    if not written.strip():
        raise NothingNamedError(subject)
    return Path(written)


def first_line(file: Path) -> str:
    """Return the first line of a file that holds a secret; `-` is standard input, whose other lines stay unread.

    Raises:
        PassphraseFileError: it cannot be read as text.
    """
    return whole(file, only_line=True).split("\n", 1)[0].rstrip("\r")


def whole(file: Path, *, only_line: bool = False) -> str:
    """Return a file that holds a secret; `-` is standard input, of which `only_line` leaves the other lines unread.

    Raises:
        PassphraseFileError: it cannot be read as text.
    """
    try:
        if file == STANDARD_INPUT and sys.stdin is not None:
            return sys.stdin.readline() if only_line else sys.stdin.read()
        with file.open(encoding="utf-8-sig") as opened:
            return opened.read(_MOST_LETTERS)
    except (OSError, UnicodeDecodeError) as failure:
        raise PassphraseFileError(str(file)) from failure
