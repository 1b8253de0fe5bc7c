"""The letter beside the outcome: its real pages, larger and smaller, saved and printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reviewer.text import counted, text
from ui.failures import MessageBar, MessageKind
from ui.models.letter_words import flowing
from ui.plain_text import ElidedLabel, PlainLabel
from ui.theme import TARGET, Space
from ui.views.letter.page_sheets import ZOOM_STEP, PageSheets
from ui.views.letter.printing import LetterPrinter
from ui.views.parts.fields import button
from ui.views.parts.file_dialogs import save_dialog
from ui.views.parts.sealed_text import SealedText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reviewer.errors import ReviewerError
    from reviewer.vocabulary import CaseKey
    from ui.session.letter_session import DrawnLetter, LetterSession, ShownLetter

_PAGES, _WORDS = 1, 2
"""Where they lie in the stack; what says that there is nothing lies before them."""


class LetterPane(QWidget):
    """Shows the letter that the session has; its buttons work once there is one.

    Signals:
        actions_changed: there is a letter now, or none any more.
    """

    actions_changed = Signal()

    def __init__(self, session: LetterSession, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-letter")
        self._name = name
        self._session = session
        self._shown = ""
        self._caption = ElidedLabel(name=f"{name}-letter-caption", role="field", parent=self)
        self._message = MessageBar(self, f"{name}-letter-message")
        self._empty = PlainLabel(text("ui.letter.none"), name=f"{name}-letter-none", role="soft", parent=self)
        self._sheets = PageSheets(f"{name}-letter-pages", self)
        self._words = SealedText(f"{name}-letter-words", self)
        self._as_text = self._button("as_text", text("ui.letter.as_text"))
        self._smaller = self._button("smaller", text("ui.letter.smaller"))
        self._larger = self._button("larger", text("ui.letter.larger"))
        self._more = self._button("more", text("ui.letter.more"))
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}-letter-menu")
        self._more.setMenu(self._menu)
        self._printer = LetterPrinter(session, self._message, self)
        self._arrange()
        self._connect()
        self._show_none()

    @property
    def sheets(self) -> PageSheets:
        """The pages."""
        return self._sheets

    @property
    def letter_key(self) -> CaseKey | None:
        """The case whose letter is shown."""
        letter = self._session.letter
        return letter.key if letter is not None else None

    @property
    def letter_digest(self) -> str:
        """The SHA-256 of the letter whose pages are shown; empty while there are none."""
        return self._shown

    @property
    def session(self) -> LetterSession:
        """What has the letter."""
        return self._session

    @property
    def shows_sealed(self) -> bool:
        """True while the pages shown are those of a sealed letter."""
        letter = self._session.letter
        return letter is not None and not letter.is_draft and self._shown == letter.sha256

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what can be done with the letter right now, by the ids of the window's actions."""
        if not self._more.isEnabled():
            return {}
        return {
            "save_letter": self.choose_file,
            "preview_letter": self._printer.ask_for_preview,
            "print_letter": self._printer.ask_to_print,
        }

    @property
    def message(self) -> MessageBar:
        """What is to be said about the letter."""
        return self._message

    @property
    def printer(self) -> LetterPrinter:
        """What prints it."""
        return self._printer

    @Slot()
    def choose_file(self) -> None:
        """Ask where to save the letter."""
        letter = self._session.letter
        dialog = save_dialog(
            f"{self._name}-letter-dialog",
            text("ui.letter.save_title"),
            self,
            suffix="pdf",
            names=text("ui.letter.filter"),
            suggested=f"{letter.key.submission_id}_r{letter.key.revision}.pdf" if letter is not None else "",
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.SMALL)
        bar.addWidget(self._caption, 1)
        for each in (self._as_text, self._smaller, self._larger, self._more):
            bar.addWidget(each)
        self._as_text.setCheckable(True)
        self._as_text.setShortcut(QKeySequence(Qt.Key.Key_F4))
        # Painted words are none to a screen reader; here they stand as text.
        self._words.setAccessibleName(text("ui.letter.as_text_name"))
        self._stack = QStackedWidget(self)
        self._stack.setObjectName(f"{self._name}-letter-stack")
        # In a low window a strip of the pages is all that is left of them.
        self._stack.setMinimumHeight(TARGET)
        nothing = QWidget(self)
        nothing.setObjectName(f"{self._name}-letter-nothing")
        column = QVBoxLayout(nothing)
        column.addStretch(1)
        column.addWidget(self._empty)
        column.addStretch(2)
        column.setContentsMargins(Space.VAST, 0, Space.VAST, 0)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._sheets)
        self._stack.addWidget(self._words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
        whole.setSpacing(Space.SMALL)
        whole.addLayout(bar)
        whole.addWidget(self._message)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._session.asked.connect(self._tell_writing)
        self._session.written.connect(self._take_letter)
        self._session.unwritten.connect(self._show_none)
        self._session.drawn.connect(self._take_pages)
        self._session.saved.connect(self._tell_saved)
        self._session.failed.connect(self._tell_failure)
        self._sheets.scale_wanted.connect(self._draw)
        self._as_text.toggled.connect(self._show_as_text)
        self._smaller.clicked.connect(self._make_smaller)
        self._larger.clicked.connect(self._make_larger)
        self._offer("save").triggered.connect(self.choose_file)
        self._offer("preview").triggered.connect(self._printer.ask_for_preview)
        self._offer("print").triggered.connect(self._printer.ask_to_print)

    def _offer(self, name: str) -> QAction:
        action = QAction(text(f"ui.letter.{name}"), self)
        action.setObjectName(f"{self._name}-letter-{name}")
        action.setToolTip(text(f"ui.letter.{name}_name"))
        self._menu.addAction(action)
        return action

    def _button(self, name: str, words: str) -> QPushButton:
        made = button(words, name=f"{self._name}-letter-{name}", parent=self, role="flat")
        made.setAccessibleName(text(f"ui.letter.{name}_name"))
        made.setToolTip(text(f"ui.letter.{name}_name"))
        return made

    @Slot()
    def _tell_writing(self) -> None:
        self._empty.say(text("ui.letter.writing"))

    @Slot()
    def _show_none(self) -> None:
        self._empty.say(text("ui.letter.none"))
        self._shown = ""
        self._caption.say("")
        self._message.clear()
        self._sheets.show_pages(())
        self._words.clear()
        self._stack.setCurrentIndex(0)
        self._allow(is_there=False)

    @Slot(object)
    def _take_letter(self, letter: ShownLetter) -> None:
        key = "ui.letter.draft" if letter.is_draft else "ui.letter.sealed"
        self._caption.say(counted(key, letter.pages))
        self._allow(is_there=True)
        self._message.clear()
        if letter.problems:
            words = counted("ui.letter.problems", len(letter.problems))
            self._message.show_message(words, MessageKind.CAUTION, details="\n".join(letter.problems))
        if self.isVisible():
            # The pages may not be laid out yet, but will fill the stack.
            self._session.draw(self._sheets.scale_in(self._stack.width()))

    @Slot(float)
    def _draw(self, scale: float) -> None:
        if self.isVisible():
            self._session.draw(scale)

    @Slot(object)
    def _take_pages(self, drawn: DrawnLetter) -> None:
        self._shown = drawn.sha256
        self._sheets.show_pages(drawn.pages)
        words = "\n\n".join(flowing(page) for page in drawn.words)
        if words != self._words.toPlainText():
            self._words.setPlainText(words)
        self._stack.setCurrentIndex(_WORDS if self._as_text.isChecked() else _PAGES)

    @Slot(bool)
    def _show_as_text(self, is_wanted: bool) -> None:
        if self._stack.currentIndex() in (_PAGES, _WORDS):
            self._stack.setCurrentIndex(_WORDS if is_wanted else _PAGES)
            (self._words if is_wanted else self._sheets).setFocus()

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        self._message.show_failure(error)

    @Slot(str)
    def save_to(self, chosen: str) -> None:
        """Save the letter as a PDF file."""
        self._session.save(Path(chosen))

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        if self.isVisible():
            self._message.show_message(text("ui.letter.saved", path=path), MessageKind.DONE)

    @Slot()
    def _make_smaller(self) -> None:
        self._sheets.set_zoom(self._sheets.zoom - ZOOM_STEP)

    @Slot()
    def _make_larger(self) -> None:
        self._sheets.set_zoom(self._sheets.zoom + ZOOM_STEP)

    def _allow(self, *, is_there: bool) -> None:
        if is_there == self._more.isEnabledTo(self):
            return
        for each in (self._as_text, self._smaller, self._larger, self._more):
            each.setEnabled(is_there)
        self.actions_changed.emit()
