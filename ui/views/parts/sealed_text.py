"""Words that others wrote, in a calm column: nothing is loaded, copies are plain, what is selected can be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.models.segments import Segments, Stretch
from ui.theme import READING_COLUMNS, Space, color, reading_font
from ui.views.parts.filing_keys import FilingKeys
from ui.views.parts.marks import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAMPLE = "the reason for this was that nobody had asked the people who did the work every day"
_SPREAD = 6
"""Letters by which a line of narrow letters is longer than the sample says."""
_SHADES = {
    MarkKind.CITED: ("accent", 60),
    MarkKind.CITED_ELSEWHERE: ("accent", 26),
    MarkKind.HIT: ("partly_met", 60),
    MarkKind.CURRENT_HIT: ("partly_met", 130),
    MarkKind.NAME: ("not_met", 44),
}


class SealedDocument(QTextDocument):
    """Loads nothing, wherever it may point; Qt's own would read local files."""

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        del kind, name


class TextMark:
    """A stretch that is marked; `about` comes back when it is pressed."""

    __slots__ = ("about", "kind", "stretch")

    def __init__(self, kind: MarkKind, stretch: Stretch, about: object = None) -> None:
        self.kind = kind
        self.stretch = stretch
        self.about = about


class SealedText(QTextEdit):
    """Shows words read-only; knows which characters of which source stand where.

    Signals:
        mark_chosen: what a mark that was pressed is about.
    """

    mark_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "words")
        document = SealedDocument(self)
        document.setObjectName(f"{name}-document")
        self.setDocument(document)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.segments = Segments()
        self.keys = FilingKeys(self)
        self._marks: tuple[TextMark, ...] = ()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What is selected, source by source."""
        cursor = self.textCursor()
        return self.segments.stretches(cursor.selectionStart(), cursor.selectionEnd())

    def show_marks(self, marks: Iterable[TextMark]) -> None:
        """Mark stretches; what was marked before is not any more."""
        self._marks = tuple(marks)
        self.mark_again()

    def mark_again(self) -> None:
        """Mark what is there by now."""
        selections = []
        for mark in self._marks:
            for first, last in self.segments.ranges(mark.stretch):
                selections.append(self._selection(mark.kind, first, last))
        self.setExtraSelections(selections)

    def reveal(self, stretch: Stretch, *, is_selected: bool = False) -> bool:
        """Scroll to a stretch; False where it is not there (yet)."""
        place = next(iter(self.segments.ranges(stretch)), None)
        if place is None:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(place[0])
        box = self.cursorRect(cursor)
        bar = self.verticalScrollBar()
        if box.top() < 0 or box.bottom() > self.viewport().height():
            bar.setValue(bar.value() + box.top() - self.viewport().height() // 3)
        if is_selected:
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        return True

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as plain text."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.textCursor().hasSelection() and self.keys.answer(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keys.drop()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            about = self._about_at(self.cursorForPosition(event.position().toPoint()).position())
            if about is not None:
                self.mark_chosen.emit(about)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit_column()
        super().resizeEvent(event)

    def fit_column(self) -> None:
        """Keep lines short enough to read."""
        metrics = QFontMetricsF(reading_font())
        column = metrics.horizontalAdvance(_SAMPLE) * (READING_COLUMNS - _SPREAD) / len(_SAMPLE)
        bar = self.verticalScrollBar().sizeHint().width()
        side = max(Space.LARGE, round((self.width() - bar - column) / 2))
        margins = self.viewportMargins()
        if margins.left() != side:
            self.setViewportMargins(side, Space.SMALL, side, 0)

    def _about_at(self, position: int) -> object:
        for mark in self._marks:
            if mark.about is not None:
                for first, last in self.segments.ranges(mark.stretch):
                    if first <= position <= last:
                        return mark.about
        return None

    def _selection(self, kind: MarkKind, first: int, last: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        shown = QTextCharFormat()
        if kind is MarkKind.PRIVATE:
            shown.setBackground(color("soft_ink"))
            shown.setForeground(color("soft_ink"))
        else:
            token, strength = _SHADES[kind]
            shade = QColor(color(token))
            shade.setAlpha(strength)
            shown.setBackground(shade)
            if kind in (MarkKind.CITED, MarkKind.CURRENT_HIT):
                shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                shown.setUnderlineColor(color(token))
            elif kind is MarkKind.NAME:
                shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                shown.setUnderlineColor(color(token))
        made.cursor = cursor
        made.format = shown
        return made
