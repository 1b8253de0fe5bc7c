"""Words that others wrote stay words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from ui.plain_text import LONGEST_WORD, ElidedLabel, PlainLabel, label_text, one_line, tooltip, visible

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\u202e", "\u2066", "\x85", "\ud800"])
def test_signs_that_hide_or_turn_become_visible(hidden: str) -> None:
    assert visible(f"a{hidden}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "kept", ["Nguyễn Thị Hồng", "Σοφία", "\u200f\u05e9\u05dc\u05d5\u05dd", "a\u200db", "line\nline", "a\tb"]
)
def test_words_of_any_language_stay_as_they_are(kept: str) -> None:
    assert visible(kept) == kept


@given(st.text())
def test_one_line_never_has_two(written: str) -> None:
    assert len(one_line(written).splitlines()) <= 1


def test_a_tool_tip_never_reads_html() -> None:
    assert (
        tooltip("<img src='file:///etc/passwd'>\n&")
        == "<qt>&lt;img src=&#x27;file:///etc/passwd&#x27;&gt;<br>&amp;</qt>"
    )
    assert tooltip("") == ""


def test_an_ampersand_is_no_key() -> None:
    assert label_text("R&D\nplan") == "R&&D plan"


def test_a_label_shows_html_as_text(qtbot: QtBot) -> None:
    label = PlainLabel("<b>bold</b>", name="words")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b>"


def test_a_shortened_label_keeps_the_whole_for_its_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("a long title " * 20, name="title")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.whole in label.toolTip()
    assert label.minimumSizeHint().width() < 80


def test_a_shortened_path_keeps_both_its_ends(qtbot: QtBot) -> None:
    label = ElidedLabel("Kept in /home/maria/a/very/long/way/to/reviews.reviewer", name="place")
    qtbot.addWidget(label)
    label.keep_both_ends()
    label.show()
    label.resize(label.fontMetrics().averageCharWidth() * 36, 24)
    assert label.text().startswith("Kept in /")
    assert label.text().endswith("reviewer")
    assert "…" in label.text()


def test_an_endless_word_makes_no_label_wider_than_a_window(qtbot: QtBot) -> None:
    label = PlainLabel("W" * 480, name="title")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() <= label.fontMetrics().averageCharWidth() * LONGEST_WORD


@pytest.mark.parametrize("kind", [PlainLabel, ElidedLabel])
@pytest.mark.parametrize("role", ["", "field", "heading"])
def test_accents_on_capitals_stand_whole(
    kind: type[PlainLabel | ElidedLabel], role: str, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_text_percent(100)
    theme.finish()
    label = kind("ẢNH ÁNH Świętopełk Ễ", name="a-name", role=role)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    as_it_stands = _rows_of_ink(label)
    label.resize(label.width(), label.height() * 3)

    assert as_it_stands == _rows_of_ink(label)


def test_capitals_without_accents_need_no_room_above_the_line(qtbot: QtBot) -> None:
    label = PlainLabel("Ánh", name="a-name")
    qtbot.addWidget(label)

    label.say("Anh · été")

    assert label.contentsMargins().top() == 0


def _rows_of_ink(label: QLabel) -> int:
    picture = label.grab().toImage()
    ground = picture.pixel(0, 0)
    return sum(
        any(picture.pixel(column, row) != ground for column in range(picture.width()))
        for row in range(picture.height())
    )
