"""Failures are told in place, in plain words, and logged without contents."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from reviewer.errors import DiskFullError, ReviewerError
from reviewer.progress import Cancelled
from reviewer.text import text
from tests.ui.driving import find, press
from ui.failures import LONGEST_LOG_BYTES, MessageBar, MessageKind, Unforeseen, log_path, record, sentence
from ui.plain_text import PlainLabel
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def bar(around: QWidget) -> MessageBar:
    return MessageBar(around)


def test_an_expected_failure_says_what_happened_and_to_what() -> None:
    assert "a.pdf" in sentence(DiskFullError("a.pdf"))


@pytest.mark.parametrize("error", [ValueError("Amara Okafor"), ReviewerError()])
def test_what_nobody_foresaw_gets_one_general_sentence(error: Exception) -> None:
    assert sentence(error) == text("error.unexpected")


def test_a_sentence_that_lacks_a_value_is_no_second_failure() -> None:
    class HalfError(ReviewerError):
        text_key = "error.bundle.unreadable"

    assert sentence(HalfError("a.zip")) == text("error.unexpected")


def test_the_bar_shows_a_problem_until_it_is_closed(qtbot: QtBot, bar: MessageBar) -> None:
    assert bar.words == ""
    bar.show_failure(DiskFullError("a.pdf"))
    assert bar.isVisible()
    assert bar.property("kind") == "problem"
    with qtbot.waitSignal(bar.closed):
        press(bar, "message-bar-close")
    assert not bar.isVisible()


def test_a_wish_to_stop_is_no_problem(bar: MessageBar) -> None:
    bar.show_failure(Cancelled())
    assert bar.property("kind") == "note"


def test_the_bar_offers_one_thing_to_do(qtbot: QtBot, bar: MessageBar) -> None:
    bar.show_message("Locks soon.", MessageKind.CAUTION, details="in 5 s", action="stay", action_label="Stay")
    with qtbot.waitSignal(bar.action_chosen) as chosen:
        press(bar, "message-bar-act")
    assert chosen.args == ["stay"]


def test_the_log_has_types_and_places_but_no_words() -> None:
    with pytest.raises(ValueError, match="Amara") as failure:
        int("Amara Okafor")
    record(failure.value)
    written = log_path().read_text(encoding="utf-8")
    assert "builtins.ValueError" in written
    assert "ui/test_failures.py" in written
    assert "Amara" not in written


def test_a_long_log_makes_room() -> None:
    log_path().parent.mkdir(parents=True)
    log_path().write_bytes(b"x" * (LONGEST_LOG_BYTES + 1))
    record(ValueError())
    assert log_path().stat().st_size < 1000


def test_a_log_that_cannot_be_written_hides_nothing() -> None:
    log_path().parent.parent.mkdir(parents=True, exist_ok=True)
    log_path().parent.write_text("in the way")
    record(ValueError())
    assert log_path().parent.read_text() == "in the way"


def test_what_nobody_caught_reaches_the_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    unforeseen = Unforeseen()
    unforeseen.install()
    error = ValueError("Amara Okafor")
    with qtbot.waitSignal(unforeseen.happened) as happened:
        sys.excepthook(ValueError, error, None)
    assert happened.args == [error]

    def fail() -> None:
        raise error

    with qtbot.waitSignal(unforeseen.happened):
        threading.Thread(target=fail).start()
    assert "Amara" not in log_path().read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [320, 480, 900])
def test_a_long_message_is_never_cut_however_narrow_its_place(qtbot: QtBot, width: int) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    column = QVBoxLayout(place)
    bar = MessageBar(place)
    column.addWidget(bar)
    column.addStretch(1)
    place.resize(width, 700)
    place.show()
    bar.show_message("Short.", MessageKind.NOTE)
    bar.show_message("That passphrase does not open it. Check the keyboard and capital letters. " * 4)
    words = find(PlainLabel, bar, "message-bar-words")
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert bar.rect().contains(words.geometry())


def test_a_message_that_makes_its_page_scroll_is_never_cut(qtbot: QtBot) -> None:
    page = QWidget()
    section = Section("programs", "Programs", page, explanation="One definition for each edition. " * 4)
    column = QVBoxLayout(page)
    column.addWidget(section)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(560, 600)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    section.message.show_message("\n".join(f"Place {number}: this word is not known here." * 2 for number in range(9)))
    words = find(PlainLabel, section, "programs-message-words")
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
