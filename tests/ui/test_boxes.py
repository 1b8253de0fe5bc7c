"""Boxes that the mouse wheel leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.views.parts.boxes import ChoiceBox, NumberBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def choice() -> ChoiceBox:
    made = ChoiceBox()
    made.addItems(["first", "second"])
    return made


def turn(box: QWidget) -> QWheelEvent:
    place, turned_by, is_inverted = QPointF(box.rect().center()), QPoint(0, -120), False
    buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(place, box.mapToGlobal(place), QPoint(), turned_by, buttons, keys, phase, is_inverted)
    QApplication.sendEvent(box, turned)
    return turned


@pytest.mark.parametrize("make", [choice, NumberBox])
def test_the_wheel_changes_no_box_and_is_left_to_the_page(qtbot: QtBot, make: type[QWidget]) -> None:
    box = make()
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    assert not turn(box).isAccepted()
    chosen = box.value() if isinstance(box, NumberBox) else box.property("currentIndex")
    assert chosen == 0
    assert box.focusPolicy() is Qt.FocusPolicy.StrongFocus
