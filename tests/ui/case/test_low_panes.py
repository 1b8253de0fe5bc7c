"""In a very low pane with large letters, what is to be pressed is whole at first sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from reviewer.vocabulary import Cell
from tests.ui.case.builders import sheet
from tests.ui.case.finding import part
from ui.plain_text import PlainLabel
from ui.views.case.choice_picker import Form
from ui.views.case.ethics_pane import EthicsPane
from ui.views.case.rubric_pane import RubricPane

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


CAUSE = Cell("p2", 6)
WIDE = 400
LINES = 11
"""What 1,024 by 600 pixels leave to a pane at 200 %."""


def _is_whole(widget: QWidget, port: QWidget) -> bool:
    corners = (widget.rect().topLeft(), widget.rect().bottomRight())
    return widget.isVisible() and all(port.rect().contains(widget.mapTo(port, corner)) for corner in corners)


@pytest.mark.usefixtures("large")
def test_all_levels_are_whole_in_a_low_rubric(qtbot: QtBot) -> None:
    rubric = RubricPane(None)  # type: ignore[arg-type]
    qtbot.addWidget(rubric)
    rubric.show_cell(sheet(), CAUSE)
    rubric.resize(WIDE, LINES * rubric.fontMetrics().lineSpacing())
    rubric.show()
    port = part(rubric, QScrollArea, "rubric-scroll").viewport()
    levels = rubric.levels.findChildren(QPushButton)
    assert len(levels) == 5
    qtbot.waitUntil(lambda: all(_is_whole(level, port) for level in levels))
    assert rubric.levels.form is Form.LETTERS
    assert _is_whole(rubric.done, rubric)


@pytest.mark.usefixtures("large")
def test_a_level_without_its_word_says_it_below_and_to_a_screen_reader(qtbot: QtBot) -> None:
    rubric = RubricPane(None)  # type: ignore[arg-type]
    qtbot.addWidget(rubric)
    rubric.show_cell(sheet(), CAUSE)
    rubric.resize(WIDE, LINES * rubric.fontMetrics().lineSpacing())
    rubric.show()
    qtbot.waitUntil(lambda: rubric.levels.form is Form.LETTERS)
    met = sheet().levels[0]
    button = part(rubric, QPushButton, f"choice-{met.id}")
    assert not part(rubric, PlainLabel, f"choice-{met.id}-name").isVisible()
    assert button.accessibleName() == met.name
    rubric.levels.choose_by_key(met.key)
    assert rubric.levels.sentence == f"{met.name}: {met.sentence}"
    rubric.resize(700, 30 * rubric.fontMetrics().lineSpacing())
    qtbot.waitUntil(lambda: part(rubric, PlainLabel, f"choice-{met.id}-name").isVisible())


@pytest.mark.usefixtures("large")
def test_all_answers_are_whole_in_a_low_checklist(qtbot: QtBot) -> None:
    ethics = EthicsPane(None)  # type: ignore[arg-type]
    qtbot.addWidget(ethics)
    ethics.show_sheet(sheet())
    ethics.resize(WIDE, LINES * ethics.fontMetrics().lineSpacing())
    ethics.show()
    port = part(ethics, QScrollArea, "ethics-scroll").viewport()
    answers = ethics.answers.findChildren(QPushButton)
    assert len(answers) == 3
    qtbot.waitUntil(lambda: all(_is_whole(answer, port) for answer in answers))
    assert _is_whole(ethics.done, ethics)
    ethics.resize(700, 40 * ethics.fontMetrics().lineSpacing())
    qtbot.waitUntil(lambda: ethics.answers.form is Form.BELOW)
    explanation = part(ethics, PlainLabel, "ethics-explanation")
    assert explanation.geometry().bottom() < ethics.answers.y()
