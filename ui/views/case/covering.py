"""Covering personal data in documents, uncovering it, and telling the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.text import text
from ui.failures import MessageKind
from ui.session.alerting import AlertOfPrivate
from ui.session.found import ToCover

if TYPE_CHECKING:
    from ui.session.case_session import CaseSession
    from ui.session.evidence_session import EvidenceSession
    from ui.session.found import PrivatePart
    from ui.views.case.reading_pane import ReadingPane
    from ui.views.reader.document_reader import DocumentReader

UNDO_COVER = "undo_cover"
UNCOVER = "uncover"


@dataclass(frozen=True, slots=True)
class _Done:
    """What was covered or uncovered last, so that it can be taken back."""

    path: str
    parts: tuple[PrivatePart, ...]
    is_cover: bool


class Covering(QObject):
    """Acts on what the readers tell of personal data.

    Signals:
        acted: something was covered or uncovered; whatever else could be undone is older.
    """

    acted = Signal()

    def __init__(self, session: CaseSession, evidence: EvidenceSession, reading: ReadingPane, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("covering")
        self._session = session
        self._evidence = evidence
        self._reading = reading
        self._asked = ""
        self._before: frozenset[int] = frozenset()
        self._done: _Done | None = None
        self._chosen: tuple[str, int] | None = None
        evidence.covers_changed.connect(self._take)
        session.ruled.connect(self._take_ruled)
        line = reading.alert
        line.told.connect(self._tell)
        line.taken_back.connect(self.undo)
        line.closed.connect(reading.focus_words)
        for reader in reading.readers:
            reader.cover_chosen.connect(self._choose)
            reader.uncover_wanted.connect(self._uncover_of)

    def forget(self) -> None:
        """Know nothing of any case."""
        self._asked, self._before = "", frozenset()
        self._done = self._chosen = None
        self._reading.alert.hide()
        self._reading.alert.field.clear()

    def cover(self, reader: DocumentReader, *, is_whole_page: bool) -> None:
        """Cover the page that is shown, or what is selected."""
        parts = reader.marks.parts_to_cover(is_whole_page=is_whole_page)
        if not parts:
            self._reading.filed_line.show_message(text("ui.private.select_first"), MessageKind.NOTE)
            return
        self._asked = reader.path
        self._before = frozenset(part.part_id for part in reader.marks.private_parts)
        self._evidence.cover(reader.path, parts)

    @Slot()
    def undo(self) -> bool:
        """Take the last covering or uncovering back; False where there is none."""
        done, self._done = self._done, None
        if done is None:
            return False
        if done.is_cover:
            self._evidence.uncover(done.path, tuple(part.part_id for part in done.parts))
        else:
            self._evidence.cover(done.path, tuple(_again(part) for part in done.parts))
        if not self._reading.alert.isHidden():
            self._reading.alert.close_line()
        what = "cover" if done.is_cover else "uncover"
        self._reading.filed_line.show_message(text(f"ui.private.undone_{what}"), MessageKind.NOTE)
        return True

    def drop_undo(self) -> None:
        """Something else was done since."""
        self._done = None

    def act(self, action: str) -> None:
        """Do what the button of a message says."""
        if action == UNDO_COVER:
            self.undo()
        elif action == UNCOVER and self._chosen is not None:
            self._uncover(*self._chosen)

    # What comes back --------------------------------------------------------------------------

    @Slot(str, object)
    def _take(self, path: str, parts: tuple[PrivatePart, ...]) -> None:
        for reader in self._reading.readers:
            if path == reader.path:
                reader.marks.show_private(parts)
        if path != self._asked:
            return
        self._asked = ""
        made = tuple(part for part in parts if part.part_id not in self._before)
        if made:
            for reader in self._reading.readers:
                if path == reader.path:
                    reader.end_selection()
            self._done = _Done(path, made, is_cover=True)
            self._reading.filed_line.clear()
            self._reading.alert.ask()
            self.acted.emit()

    @Slot(object)
    def _take_ruled(self, ruling: object) -> None:
        if isinstance(ruling, AlertOfPrivate):
            self._reading.alert.close_line()
            self._reading.filed_line.show_message(text("ui.private.alerted"), MessageKind.DONE)

    # Telling and uncovering -------------------------------------------------------------------

    @Slot(str)
    def _tell(self, words: str) -> None:
        done = self._done
        if done is None or not done.is_cover:
            return
        reader = self._reader_of(done.path)
        covered = "\n".join(reader.marks.words_of(part) for part in done.parts) if reader is not None else ""
        self._session.rule(AlertOfPrivate(done.path, done.parts[0].place, words, covered))

    @Slot(int)
    def _choose(self, part_id: int) -> None:
        reader = self.sender()
        path = getattr(reader, "path", "")
        self._chosen = (path, part_id)
        self._reading.filed_line.show_message(
            text("ui.private.cover_chosen"),
            MessageKind.NOTE,
            action=UNCOVER,
            action_label=text("ui.private.uncover"),
        )

    @Slot(int)
    def _uncover_of(self, part_id: int) -> None:
        self._uncover(getattr(self.sender(), "path", ""), part_id)

    def _uncover(self, path: str, part_id: int) -> None:
        reader = self._reader_of(path)
        parts = tuple(part for part in reader.marks.private_parts if part.part_id == part_id) if reader else ()
        if not parts:
            return
        self._done = _Done(path, parts, is_cover=False)
        self._chosen = None
        self._evidence.uncover(path, (part_id,))
        if not self._reading.alert.isHidden():
            self._reading.alert.close_line()
        self._reading.filed_line.show_message(
            text("ui.private.uncovered"),
            MessageKind.NOTE,
            action=UNDO_COVER,
            action_label=text("ui.private.take_back"),
        )
        self.acted.emit()

    def _reader_of(self, path: str) -> DocumentReader | None:
        return next((reader for reader in self._reading.readers if path and reader.path == path), None)


def _again(part: PrivatePart) -> ToCover:
    span = (part.start, part.end) if part.start is not None and part.end is not None else None
    return ToCover(part.place, part.rect, span)
