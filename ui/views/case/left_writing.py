"""Who was writing when the workspace was locked goes on writing: letters typed beside a text would set levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from reviewer.vocabulary import CaseKey


class LeftWriting:
    """The text that the caret stood in, of one case; known until the program ends and never written down.

    Args:
        within: the screen whose texts are meant.
    """

    def __init__(self, within: QWidget) -> None:
        self._within = within
        self._case: CaseKey | None = None
        self._field: QPlainTextEdit | None = None
        self._caret = 0

    def note(self, case: CaseKey | None) -> None:
        """Remember where the caret is, before the texts are emptied."""
        field = self._within.window().focusWidget()
        is_ours = isinstance(field, QPlainTextEdit) and self._within.isAncestorOf(field) and not field.isReadOnly()
        self._field = field if is_ours and isinstance(field, QPlainTextEdit) else None
        self._case = case
        self._caret = self._field.textCursor().position() if self._field is not None else 0

    def go_back(self, case: CaseKey | None) -> None:
        """Put the caret back, once, where the same case shows the same text again."""
        field, self._field = self._field, None
        if field is None or case != self._case or not field.isVisibleTo(self._within) or field.isReadOnly():
            return
        cursor = field.textCursor()
        cursor.setPosition(min(self._caret, len(field.toPlainText())))
        field.setTextCursor(cursor)
        field.setFocus()
