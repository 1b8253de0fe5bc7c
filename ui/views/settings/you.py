"""Whose workspace it is; a mistyped name or number is corrected in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.errors import BadReviewerIdError
from reviewer.text import text
from ui.failures import MessageKind
from ui.plain_text import PlainLabel, grouped
from ui.theme import Space
from ui.views.parts.fields import EscapableLine, button, field_label
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from reviewer.errors import ReviewerError
    from ui.session.settings_session import Kept


class NameForm(QWidget):
    """The name and the number as they should be; Enter saves, Escape leaves all as it is.

    Signals:
        saved: the name, the number.
        left: nothing is to be corrected.
    """

    saved = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settings-correcting")
        self._name = self._line("settings-correct-name")
        self._id = self._line("settings-correct-id")
        self._stays = PlainLabel(name="settings-correct-stays", role="soft", parent=self)
        self._save = button(text("ui.settings.save"), name="settings-correct-save", parent=self, role="primary")
        self._cancel = button(text("ui.settings.cancel"), name="settings-correct-cancel", parent=self)
        name_label = field_label(text("ui.unlock.name"), self._name, self)
        self._id_label = field_label(text("ui.unlock.id"), self._id, self)
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        for part in (name_label, self._name, self._id_label, self._id, self._stays):
            column.addWidget(part)
        column.addLayout(row)
        self._save.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.left)

    def begin(self, kept: Kept) -> None:
        """Show what stands there now, to be corrected."""
        self._name.setText(kept.reviewer_name)
        self._id.setText(kept.reviewer_id)
        self.allow(kept)
        self.show()
        self.focus()
        self._name.selectAll()

    def allow(self, kept: Kept) -> None:
        """Say whether the number can still be another; what is being typed stays."""
        for part in (self._id_label, self._id):
            part.setVisible(kept.may_correct_id)
        self._stays.say(text("ui.settings.number_stays", id=kept.reviewer_id))
        self._stays.setVisible(not kept.may_correct_id)
        if not kept.may_correct_id:
            self._id.setText(kept.reviewer_id)

    def focus(self, refused: ReviewerError | None = None) -> None:
        """Put the focus into what was refused, else into the name."""
        wrong = self._id if isinstance(refused, BadReviewerIdError) else self._name
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        self.hide()
        self._name.clear()
        self._id.clear()
        self._stays.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _line(self, name: str) -> EscapableLine:
        made = EscapableLine(self)
        made.setObjectName(name)
        made.returnPressed.connect(self._tell)
        made.left.connect(self.left)
        return made

    @Slot()
    def _tell(self) -> None:
        self.saved.emit(self._name.text(), self._id.text())


class YouSection(Section):
    """Whose workspace it is, and the public key that the office wants.

    Signals:
        correction_asked: the name and the number as they should be.
        form_shown: the part to correct them in.
    """

    correction_asked = Signal(str, str)
    form_shown = Signal(QWidget)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("settings-you", text("ui.settings.you"), parent, explanation=text("ui.settings.you_means"))
        self._kept: Kept | None = None
        self._name = PlainLabel(name="settings-name", role="field", parent=self)
        self._correct = button(text("ui.settings.correct"), name="settings-correct", parent=self)
        self._form = NameForm(self)
        self._form.hide()
        self._line = PlainLabel(name="settings-public-key", role="small", parent=self)
        self._copy = button(text("ui.settings.copy_key"), name="settings-copy-key", parent=self)
        self.add_wide(self._name)
        self.add_row(self._correct)
        self.add_wide(self._form)
        self.add_wide(PlainLabel(text("ui.settings.key"), name="settings-key-label", role="soft", parent=self))
        self.add_wide(self._line)
        self.add_row(self._copy)
        self._correct.clicked.connect(self._begin)
        self._form.saved.connect(self._ask_correction)
        self._form.left.connect(self._leave)
        self._copy.clicked.connect(self._copy_key)

    def show_kept(self, kept: Kept) -> None:
        """Show who it is; a correction that was begun stays."""
        self._kept = kept
        self._name.say(text("ui.settings.name_and_id", name=kept.reviewer_name, id=kept.reviewer_id))
        self._form.allow(kept)
        kind, _, key = kept.public_key.partition(" ")
        self._line.say(f"{kind}\n{grouped(key)}")

    def show_corrected(self, kept: Kept) -> None:
        """Say that the correction is kept."""
        before = self._kept
        self.show_kept(kept)
        self._leave()
        if before is None or before.reviewer_id != kept.reviewer_id:
            self.message.show_message(text("ui.settings.number_corrected"), MessageKind.DONE)
        elif before.reviewer_name != kept.reviewer_name:
            self.message.show_message(text("ui.settings.name_corrected"), MessageKind.DONE)

    def show_refused(self, error: ReviewerError) -> None:
        """Say why it was not kept; what was typed stays to be put right."""
        self.message.show_failure(error)
        if not self._form.isHidden():
            self._form.focus(error)
            self.form_shown.emit(self._form)

    def clear(self) -> None:
        """Show nothing of the workspace."""
        self._kept = None
        self._form.clear()
        self._turn(is_correcting=False)
        self._name.say("")
        self._line.say("")
        self.message.clear()

    def _turn(self, *, is_correcting: bool) -> None:
        self._name.setVisible(not is_correcting)
        self._correct.setVisible(not is_correcting)

    @Slot()
    def _begin(self) -> None:
        if self._kept is None:
            return
        self.message.clear()
        self._form.begin(self._kept)
        self._turn(is_correcting=True)
        self.form_shown.emit(self._form)

    @Slot()
    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._form.isAncestorOf(focused)
        self.message.clear()
        self._turn(is_correcting=False)
        if had_focus:
            self._correct.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.clear()

    @Slot(str, str)
    def _ask_correction(self, name: str, reviewer_id: str) -> None:
        self.message.clear()
        self.correction_asked.emit(name, reviewer_id)

    @Slot()
    def _copy_key(self) -> None:
        if self._kept is not None:
            QGuiApplication.clipboard().setText(self._kept.public_key)
            self.message.show_message(text("ui.settings.copied"), MessageKind.DONE)
