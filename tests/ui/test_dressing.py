"""New looks come first where they can be seen, and nothing hidden keeps the old ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QStackedWidget

from ui import theme as looks
from ui.dressing import Wardrobe
from ui.plain_text import PlainLabel
from ui.theme import ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

TITLE_POINTS = 17.0


class Restyled(QObject):
    """Counts how often a widget was given a style."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self.count += event.type() == QEvent.Type.StyleChange
        return False


class Pages(QStackedWidget):
    """Two pages with a title each; the first is shown, the second was shown once."""

    def __init__(self) -> None:
        super().__init__()
        self.seen, self.hidden = (PlainLabel("Words", name=name, role="title") for name in ("seen", "hidden"))
        self.addWidget(self.seen)
        self.addWidget(self.hidden)
        self.show()
        self.setCurrentWidget(self.hidden)
        self.setCurrentWidget(self.seen)


@pytest.fixture
def pages(qtbot: QtBot, theme: Theme) -> Iterator[Pages]:
    """The pages, and the usual looks before and after."""
    made = Pages()
    qtbot.addWidget(made)
    yield made
    theme.choose(ThemeChoice.LIGHT)
    theme.set_text_percent(100)
    theme.finish()


def is_dressed(qapp: QApplication) -> bool:
    """True when nothing hidden waits."""
    return all(wardrobe.is_done for wardrobe in qapp.findChildren(Wardrobe))


def test_what_can_be_seen_changes_first_and_what_is_hidden_soon(
    qtbot: QtBot, qapp: QApplication, theme: Theme, pages: Pages
) -> None:
    theme.set_text_percent(200)
    theme.finish()
    assert pages.seen.font().pointSizeF() == pytest.approx(TITLE_POINTS * 2)
    assert pages.hidden.font().pointSizeF() == pytest.approx(TITLE_POINTS)
    qtbot.waitUntil(lambda: is_dressed(qapp))
    assert pages.hidden.font().pointSizeF() == pytest.approx(TITLE_POINTS * 2)


def test_nothing_is_painted_between_the_old_looks_and_the_new(qtbot: QtBot, theme: Theme, pages: Pages) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_text_percent(150)
        assert not pages.updatesEnabled()
    assert pages.updatesEnabled()
    assert pages.seen.font().pointSizeF() == pytest.approx(TITLE_POINTS * 1.5)


def test_what_is_shown_while_the_old_looks_are_off_has_the_new_ones(theme: Theme, pages: Pages) -> None:
    theme.choose(ThemeChoice.DARK)
    theme.set_text_percent(150)
    pages.setCurrentWidget(pages.hidden)
    assert pages.hidden.font().pointSizeF() == pytest.approx(TITLE_POINTS * 1.5)
    assert pages.hidden.palette().windowText().color() == looks.color("ink")


def test_what_is_shown_before_its_turn_is_shown_in_its_new_looks(theme: Theme, pages: Pages) -> None:
    theme.choose(ThemeChoice.DARK)
    theme.set_text_percent(150)
    theme.finish()
    pages.setCurrentWidget(pages.hidden)
    assert pages.hidden.font().pointSizeF() == pytest.approx(TITLE_POINTS * 1.5)
    assert pages.hidden.palette().windowText().color() == looks.color("ink")


def test_two_changes_in_one_moment_leave_nothing_behind(
    qtbot: QtBot, qapp: QApplication, theme: Theme, pages: Pages
) -> None:
    for percent in (110, 120, 130):
        theme.set_text_percent(percent)
        theme.finish()
    qtbot.waitUntil(lambda: is_dressed(qapp))
    for title in (pages.seen, pages.hidden):
        assert title.font().pointSizeF() == pytest.approx(TITLE_POINTS * 1.3)


def test_a_widget_that_goes_before_its_turn_is_no_matter(
    qtbot: QtBot, qapp: QApplication, theme: Theme, pages: Pages
) -> None:
    theme.set_text_percent(120)
    theme.finish()
    pages.hidden.deleteLater()
    qtbot.waitUntil(lambda: is_dressed(qapp))
    assert pages.seen.font().pointSizeF() == pytest.approx(TITLE_POINTS * 1.2)


def test_a_change_gives_a_widget_its_style_once(theme: Theme, pages: Pages) -> None:
    restyled = Restyled()
    pages.seen.installEventFilter(restyled)
    theme.set_text_percent(120)
    theme.finish()
    assert restyled.count == 1
