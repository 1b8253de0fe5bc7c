"""The only way to the files that ship with the program."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import resources

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def resource(*parts: str) -> Traversable:
    """Return one shipped file or folder, named by its parts below `resources`."""
    return files(resources).joinpath(*parts)


def resource_bytes(*parts: str) -> bytes:
    """Return the bytes of one shipped file.

    Raises:
        FileNotFoundError: the program was built without that file.
    """
    return resource(*parts).read_bytes()


def resource_text(*parts: str) -> str:
    """Return one shipped text file, read as UTF-8."""
    return resource_bytes(*parts).decode("utf-8")
