"""Finds widgets by name and drives them as a reviewer would."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Kind = TypeVar("Kind", bound="QWidget")


def find(kind: type[Kind], around: QWidget, name: str) -> Kind:
    """Return the widget of a name."""
    found = around.findChild(kind, name)
    assert found is not None, name
    return found


def press(around: QWidget, name: str) -> None:
    """Press a button with the mouse."""
    button = find(QPushButton, around, name)
    assert button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def key(widget: QWidget, pressed: Qt.Key) -> None:
    """Press one key."""
    QTest.keyClick(widget, pressed)


def write(widget: QWidget, words: str) -> None:
    """Type words."""
    QTest.keyClicks(widget, words)


def words_of(around: QWidget, name: str) -> str:
    """Return what a label says."""
    return find(QLabel, around, name).text()
