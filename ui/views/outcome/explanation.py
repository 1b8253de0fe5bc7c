"""Why a case comes to its outcome: the tree, and the same as a page to save and print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from reviewer.review.reasons import BranchKind
from reviewer.review.spoken import as_people_say
from reviewer.text import text
from ui.failures import MessageBar, MessageKind
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.letter.printing import LetterPrinter
from ui.views.outcome.reasons_tree import ReasonsTree
from ui.views.parts.fields import button
from ui.views.parts.file_dialogs import save_dialog

if TYPE_CHECKING:
    from reviewer.errors import ReviewerError
    from reviewer.review.reasons import Branch
    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey
    from ui.session.explanation_session import ExplanationSession
    from ui.session.letter_session import ShownLetter

_WAYS = ("save", "preview", "print")


class ExplanationBlock(QWidget):
    """Hidden until there is something to explain.

    Signals:
        followed: a `Branch` to be led to.
    """

    followed = Signal(object)

    def __init__(self, session: ExplanationSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self._session = session
        self._key: CaseKey | None = None
        self._sheet: Sheet | None = None
        self._way = ""
        self._wants_focus = False
        self._title = PlainLabel(text("ui.outcome.rules"), name="explanation-title", role="heading", parent=self)
        self._means = PlainLabel(text("ui.outcome.rules_means"), name="explanation-means", role="soft", parent=self)
        self._more = button(text("ui.outcome.explanation"), name="explanation-more", parent=self)
        self._menu = QMenu(self)
        self._message = MessageBar(self, "explanation-message")
        self.tree = ReasonsTree(self)
        self._printer = LetterPrinter(session, self._message, self)
        self._arrange()
        self._connect()
        self.hide()

    def _arrange(self) -> None:
        self._menu.setObjectName("explanation-menu")
        self._more.setMenu(self._menu)
        self._title.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.HAIR, Space.HAIR)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        for part in (self._means, self._message, self.tree):
            column.addWidget(part)

    def _connect(self) -> None:
        for way in _WAYS:
            action = QAction(text(f"ui.outcome.explanation_{way}"), self)
            action.setObjectName(f"explanation-{way}")
            action.setData(way)
            action.triggered.connect(self._choose_way)
            self._menu.addAction(action)
        self.tree.followed.connect(self.followed)
        self._session.explained.connect(self._show_explained)
        self._session.written.connect(self._go_on)
        self._session.unwritten.connect(self._show_none)
        self._session.saved.connect(self._tell_saved)
        self._session.failed.connect(self._tell_failure)

    def ask(self, sheet: Sheet) -> None:
        """Ask for the tree of a case."""
        if sheet.key != self._key:
            self._show_none()
        self._key, self._sheet = sheet.key, sheet
        self._session.explain(sheet.key)

    def focus_first(self) -> None:
        """Put the focus on the tree, as soon as it is there."""
        self._wants_focus = self.isHidden()
        if not self._wants_focus:
            self.tree.setFocus()

    def forget(self) -> None:
        """Show nothing of any case."""
        self._key = self._sheet = None
        self._wants_focus = False
        self._session.forget()

    @Slot(object, object)
    def _show_explained(self, key: CaseKey, branch: Branch) -> None:
        if key == self._key and self._sheet is not None:
            self.tree.show_branch(as_people_say(self._sheet.submission, without_told(branch)))
            self.setVisible(self.tree.reasons.rowCount() > 0)
            if self._wants_focus:
                self._wants_focus = False
                self.tree.setFocus()

    @Slot()
    def _show_none(self) -> None:
        self._way = ""
        self.tree.show_branch(None)
        self._message.clear()
        self.hide()

    @Slot()
    def _choose_way(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction) or self._key is None:
            return
        self._way = str(action.data())
        # The page is written at every asking: it shows the record as it is now.
        self._session.ask(self._key)

    @Slot(object)
    def _go_on(self, letter: ShownLetter) -> None:
        way, self._way = self._way, ""
        if way == "save":
            self._choose_file(letter.key)
        elif way == "preview":
            self._printer.ask_for_preview()
        elif way == "print":
            self._printer.ask_to_print()

    def _choose_file(self, key: CaseKey) -> None:
        dialog = save_dialog(
            "explanation-dialog",
            text("ui.outcome.explanation_save_title"),
            self,
            suffix="pdf",
            names=text("ui.letter.filter"),
            suggested=f"{key.submission_id}_r{key.revision}_explanation.pdf",
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, chosen: str) -> None:
        """Save the explanation as a PDF file."""
        self._session.save(Path(chosen))

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._message.show_message(text("ui.outcome.explanation_saved", path=path), MessageKind.DONE)

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        self._message.show_failure(error)


def without_told(branch: Branch) -> Branch:
    """Leave out what stands above the tree anyway: what is missing, and what would change the outcome."""
    told = {BranchKind.MISSING, BranchKind.CHANGE}
    return replace(
        branch, children=tuple(group for group in branch.children if {child.kind for child in group.children} - told)
    )
