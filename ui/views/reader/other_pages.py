"""What stands in the place of a document: its password is asked for, or it is said what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.text import text
from ui.failures import MessageBar
from ui.models.documents_model import size_words
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.parts.enter_key import is_plain_enter
from ui.views.parts.fields import button, labelled, scrolled
from ui.views.parts.file_dialogs import save_dialog

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from reviewer.review.sheet_rows import DocumentRow


class PasswordPage(QWidget):
    """Asks for the password of a document; it is kept in the encrypted workspace once it opens."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lead = PlainLabel(text("ui.reader.password_lead"), name=f"{name}-lead", parent=self)
        self._why = PlainLabel(name=f"{name}-why", role="alarm", parent=self)
        self.field = QLineEdit(self)
        self.field.setObjectName(f"{name}-field")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self._open = button(text("ui.reader.password_open"), name=f"{name}-open", parent=self)
        row = QHBoxLayout()
        row.addLayout(labelled(text("ui.reader.password"), self.field, self), 1)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.VAST, Space.VAST, Space.VAST, Space.VAST)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._lead)
        column.addLayout(row)
        column.addWidget(self._why)
        column.addStretch(1)
        self.field.returnPressed.connect(self._give)
        self._open.clicked.connect(self._give)
        self.setFocusProxy(self.field)

    def ask(self, *, is_again: bool) -> None:
        """Ask, saying that the one given before was wrong where one was."""
        self._why.say(text("ui.reader.password_wrong") if is_again else "")
        self.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if is_plain_enter(event):
            event.accept()

    @Slot()
    def _give(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())
            self.field.clear()


class PlainPageView(QWidget):
    """What a document is, where its pages cannot be shown: name, kind, size, digest, and what can be done."""

    copy_wanted = Signal(str, object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._path = ""
        area, column = scrolled(f"{name}-scroll", self)
        self.message = MessageBar(self, "document-message")
        self._title = PlainLabel(name="document-title", role="heading", parent=self)
        self._facts = PlainLabel(name="document-facts", parent=self)
        self._facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._advice = PlainLabel(name="document-advice", parent=self)
        self._warning = PlainLabel(
            text("case.documents.copy_warning"), name="document-copy-warning", role="soft", parent=self
        )
        self._copy = button(text("case.documents.copy"), name="document-copy", parent=self)
        for part in (self.message, self._title, self._advice, self._facts, self._copy, self._warning):
            fit = Qt.AlignmentFlag.AlignLeft if part is self._copy else Qt.AlignmentFlag(0)
            column.addWidget(part, 0, fit)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._copy.clicked.connect(self.ask_where)
        self.setFocusProxy(self._copy)

    def show_row(self, row: DocumentRow, advice: str) -> None:
        """Say what a document is and why it is not shown."""
        self._path = row.path
        self.message.clear()
        self._title.say(row.title or row.path)
        facts = (
            text("case.documents.fact_name", name=row.path.removeprefix("evidence/")),
            text("case.documents.fact_kind", kind=text(f"case.file_kind.{row.kind}"), media_type=row.media_type),
            text("case.documents.fact_size", size=size_words(row.size_bytes)),
            text("case.documents.fact_digest", digest=row.sha256),
        )
        self._facts.say("\n".join(facts))
        self._advice.say(advice)

    def take_path(self, path: str) -> None:
        """Take which document a copy is of."""
        self._path = path

    def clear(self) -> None:
        """Say nothing of any document."""
        self._path = ""
        self.message.clear()
        for label in (self._title, self._facts, self._advice):
            label.say("")

    @Slot()
    def ask_where(self) -> None:
        """Ask where to save a copy."""
        dialog = save_dialog("document-copy-dialog", text("case.documents.copy_title"), self)
        downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog.setDirectory(downloads)
        dialog.selectFile(Path(self._path).name)
        dialog.fileSelected.connect(self._want_copy)
        dialog.open()

    @Slot(str)
    def _want_copy(self, out: str) -> None:
        self.copy_wanted.emit(self._path, Path(out))
