"""The only way to the files that ship with the program."""

from __future__ import annotations

from pathlib import Path

import resources

# Not importlib.resources: it imports compression and temporary files for resources in archives, which costs the
# window's start more than reading them, and the resources always lie in a folder, in a built program too.
_FOLDER = Path(resources.__path__[0])


def resource(*parts: str) -> Path:
    """Return one shipped file or folder, named by its parts below `resources`."""
    return _FOLDER.joinpath(*parts)


def resource_bytes(*parts: str) -> bytes:
    """Return the bytes of one shipped file.

    Raises:
        FileNotFoundError: the program was built without that file.
    """
    return resource(*parts).read_bytes()


def resource_text(*parts: str) -> str:
    """Return one shipped text file, read as UTF-8."""
    return resource_bytes(*parts).decode("utf-8")
