"""Keeps what is typed until it is saved: at once for a choice, within half a second for typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from reviewer.review.begun import Begun
    from reviewer.review.judgment import Citation, JudgmentText, PrivateNotes
    from reviewer.vocabulary import CaseKey, Cell
    from ui.session.case_work import CaseWork

TYPING_MS = 400
"""From the first unsaved letter to the save; going on typing does not put it off."""


@dataclass(frozen=True, slots=True)
class CellDraft:
    """What was typed for a cell; None when nothing differs from what is closed any more."""

    key: CaseKey
    cell: Cell
    written: JudgmentText | None

    @property
    def slot(self) -> tuple[str, CaseKey, object]:
        """What a later value of the same thing replaces."""
        return ("cell", self.key, self.cell)

    def save(self, work: CaseWork) -> str | None:
        """Save it; returns when (UTC), None where there was nothing left to save."""
        if self.written is None:
            work.discard_draft(self.key, self.cell)
            return None
        return work.save_draft(self.key, self.cell, self.written)


@dataclass(frozen=True, slots=True)
class CellNotes:
    """The reviewer's own notes on a cell."""

    key: CaseKey
    cell: Cell
    notes: PrivateNotes

    @property
    def slot(self) -> tuple[str, CaseKey, object]:
        """What a later value of the same thing replaces."""
        return ("notes", self.key, self.cell)

    def save(self, work: CaseWork) -> str | None:
        """Save it; returns when (UTC)."""
        return work.save_private(self.key, self.cell, self.notes)


@dataclass(frozen=True, slots=True)
class EthicsNote:
    """An answer to an ethics item that was begun."""

    key: CaseKey
    item: str
    answer: str | None
    note: str
    citations: tuple[Citation, ...] = ()

    @property
    def slot(self) -> tuple[str, CaseKey, object]:
        """What a later value of the same thing replaces."""
        return ("ethics", self.key, self.item)

    def save(self, work: CaseWork) -> str | None:
        """Save it; returns when (UTC)."""
        return work.save_ethics_draft(self.key, self.item, self.answer, self.note, self.citations)


@dataclass(frozen=True, slots=True)
class FormBegun:
    """What was typed into a form and is not recorded; nothing where nothing is left of it."""

    key: CaseKey
    form: str
    begun: Begun

    @property
    def slot(self) -> tuple[str, CaseKey, object]:
        """What a later value of the same thing replaces."""
        return ("form", self.key, self.form)

    def save(self, work: CaseWork) -> str | None:
        """Save it; returns when (UTC), None where there was nothing left to save."""
        return work.keep_begun(self.key, self.form, self.begun)


Kept = CellDraft | CellNotes | EthicsNote | FormBegun


class Keeper(QObject):
    """Holds values until they are due and until their save is confirmed.

    `due` carries one value to save now. A value stays unconfirmed until `confirm` names the very same
    value, so that what was typed during a save is not taken for saved.
    """

    due = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("keeper")
        self._waiting: dict[object, Kept] = {}
        self._unconfirmed: dict[object, Kept] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.flush)

    def typed(self, value: Kept) -> None:
        """Keep a value that may change with the next letter."""
        self._waiting[value.slot] = value
        self._unconfirmed[value.slot] = value
        if not self._timer.isActive():
            self._timer.start()

    def chosen(self, value: Kept) -> None:
        """Keep a value that is to be saved at once, and with it all that waits."""
        self._waiting[value.slot] = value
        self._unconfirmed[value.slot] = value
        self.flush()

    @Slot()
    def flush(self) -> None:
        """Send everything that waits."""
        self._timer.stop()
        waiting, self._waiting = tuple(self._waiting.values()), {}
        for value in waiting:
            self.due.emit(value)

    def confirm(self, value: Kept) -> None:
        """Say that a value is saved."""
        if self._unconfirmed.get(value.slot) is value:
            del self._unconfirmed[value.slot]

    def put_back(self, value: Kept) -> None:
        """Keep a value whose save failed for the next flush, unless a later one waits already."""
        if self._unconfirmed.get(value.slot) is value:
            self._waiting.setdefault(value.slot, value)

    def forget(self, slot: object) -> None:
        """Drop a value that something final has taken the place of."""
        self._waiting.pop(slot, None)
        self._unconfirmed.pop(slot, None)

    def clear(self) -> None:
        """Drop everything."""
        self._timer.stop()
        self._waiting.clear()
        self._unconfirmed.clear()

    @property
    def unconfirmed(self) -> tuple[Kept, ...]:
        """Everything typed or chosen that is not known to be saved."""
        return tuple(self._unconfirmed.values())
