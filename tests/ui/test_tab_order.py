"""Tab goes through what is seen in the order in which it is seen, whenever it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.shell.layers import Layers
from ui.views.parts.fields import scrolled
from ui.views.unlock.passphrase import PassphraseField

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


class Page(QWidget):
    """A page whose middle is filled after its end was made."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.first = QLineEdit(self)
        area, inner = scrolled("area", self)
        self.last = QPushButton("last", self)
        self.hidden = QPushButton("hidden", self)
        self.hidden.hide()
        for part in (self.first, area, self.hidden, self.last):
            column.addWidget(part)
        self.secret = PassphraseField("Passphrase", name="secret", parent=self)
        row = QHBoxLayout()
        self.made_later = [QPushButton(str(number), self) for number in range(3)]
        for made in reversed(self.made_later):
            row.addWidget(made)
        row.addWidget(QLabel("no stop", self))
        inner.addLayout(row)
        inner.addWidget(self.secret)

    def in_order(self) -> list[QWidget]:
        """Return the stops as they are seen."""
        line, show = self.secret.findChild(QLineEdit), self.secret.findChild(QPushButton)
        assert line is not None
        assert show is not None
        return [self.first, *reversed(self.made_later), line, show, self.last]


def test_a_page_that_is_left_is_not_put_in_order(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered: list[QWidget] = []
    monkeypatch.setattr("ui.views.parts.tab_order.tab_as_laid_out", ordered.append)
    pages = QStackedWidget()
    made = [QWidget(), QWidget()]
    left, coming = (QLineEdit(page) for page in made)
    for page in made:
        pages.addWidget(page)
    window = QWidget()
    layers = Layers(pages, window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    left.setFocus()
    assert left.hasFocus()
    pages.setCurrentIndex(1)
    assert ordered == []
    coming.setFocus()
    QTest.keyClick(coming, Qt.Key.Key_Tab)
    assert layers in ordered


def test_tab_follows_what_is_seen_both_ways(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = Page()
    layers = Layers(page, window)
    QVBoxLayout(window).addWidget(layers)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    stops = page.in_order()
    qtbot.waitUntil(lambda: all(stop.isVisible() for stop in stops))
    for order, shift in ((stops, Qt.KeyboardModifier.NoModifier), (stops[::-1], Qt.KeyboardModifier.ShiftModifier)):
        order[0].setFocus()
        # Round twice: what is in order stays in order.
        for expected in (*order, *order):
            focused = QApplication.focusWidget()
            assert focused is expected
            assert focused is not None
            QTest.keyClick(focused, Qt.Key.Key_Tab, shift)


def test_tab_scrolls_to_what_it_comes_to_from_outside(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget()
    column = QVBoxLayout(page)
    above = QPushButton("above", page)
    area, inner = scrolled("area", page)
    below = QPushButton("below", page)
    low = QWidget(page)
    low.setFixedHeight(3000)
    far = QPushButton("far", page)
    inner.addWidget(low)
    inner.addWidget(far)
    column.addWidget(above)
    column.addWidget(area)
    column.addWidget(below)
    QVBoxLayout(window).addWidget(Layers(page, window))
    window.resize(300, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    below.setFocus()
    QTest.keyClick(below, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert far.hasFocus()
    assert area.viewport().rect().contains(far.mapTo(area.viewport(), far.rect().center()))
