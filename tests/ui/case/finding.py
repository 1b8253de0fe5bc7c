"""Finds parts of a screen by their object names."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

Part = TypeVar("Part", bound=QWidget)


def part(within: QObject, kind: type[Part], name: str) -> Part:
    """Return the part of a name; where an older one waits to be deleted, the newest."""
    return within.findChildren(kind, name)[-1]


def click(within: QObject, name: str) -> None:
    """Press a button."""
    part(within, QPushButton, name).click()
