"""Finds parts of a screen by their object names, and presses keys where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QWidget

from ui.views.case.reading_text import ReadingText

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.views.case.screen import CaseScreen

Part = TypeVar("Part", bound=QWidget)


def part(within: QObject, kind: type[Part], name: str) -> Part:
    """Return the part of a name; where an older one waits to be deleted, the newest."""
    return within.findChildren(kind, name)[-1]


def click(within: QObject, name: str) -> None:
    """Press a button."""
    part(within, QPushButton, name).click()


def focused(screen: CaseScreen) -> QWidget:
    """Return what has the focus."""
    widget = screen.focusWidget()
    assert widget is not None
    return widget


def press(screen: CaseScreen, pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(screen), pressed, modifier)


def standings(screen: CaseScreen) -> list[str]:
    """Return the steps as they are named now."""
    tabs = part(screen, QTabBar, "step-tabs")
    return [tabs.tabText(place) for place in range(tabs.count())]


def visible_words(screen: CaseScreen) -> str:
    """Return every label that can be seen."""
    labels = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels)


def select(screen: CaseScreen, tab: str, words: str) -> ReadingText:
    """Select words in a text that is read, and return the text."""
    reading = screen.pages.workbench.reading
    reading.show_tab(tab)
    shown = part(reading, ReadingText, f"words-{tab}")
    cursor = shown.document().find(words)
    assert not cursor.isNull()
    shown.setTextCursor(cursor)
    return shown
