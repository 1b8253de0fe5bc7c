"""Practice cases in the inbox: loading them, beginning one afresh, and taking them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.text import counted, text
from reviewer.vocabulary import LoadStatus
from ui.failures import MessageKind
from ui.models.inbox import candidate_label
from ui.views.inbox.practice_question import PracticeQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from reviewer.review.sheet_rows import InboxRow
    from reviewer.submission.findings import LoadResult
    from reviewer.vocabulary import CaseKey
    from ui.failures import MessageBar
    from ui.models.inbox import InboxModel
    from ui.session.inbox_session import InboxSession
    from ui.views.inbox.in_short import InShortPane
    from ui.views.inbox.load_panel import LoadPanel
    from ui.views.inbox.tools import EmptyInbox


class InboxPractice(QObject):
    """What the inbox does with practice cases; it says what became of them in the inbox's own message.

    Signals:
        began: something began or ended, so that other actions make sense.
        left: the question was answered: back to where the focus was.
        stood_at: a practice case that is to be selected.
    """

    began = Signal()
    left = Signal()
    stood_at = Signal(object)

    def __init__(
        self, session: InboxSession, model: InboxModel, message: MessageBar, panel: LoadPanel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inbox-practice")
        self._session = session
        self._model = model
        self._message = message
        self._panel = panel
        self._row: InboxRow | None = None
        self.question = PracticeQuestion(parent)
        self.question.afresh_confirmed.connect(session.begin_afresh)
        self.question.removal_confirmed.connect(session.remove_practice)
        self.question.put_away.connect(self.left)
        session.practice_loaded.connect(self._tell_loaded)
        session.practice_gone.connect(self._tell_gone)
        session.practice_afresh.connect(self._tell_afresh)

    @property
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """What is done for which action id."""
        return {"practice": self.load, "practice_afresh": self.ask_afresh, "practice_remove": self.ask_removal}

    def can(self, action_id: str, current: CaseKey | None) -> bool:
        """Say whether there is a practice case to begin afresh, or any to take away."""
        if action_id == "practice_afresh":
            return any(row.key == current for row in self._model.practice)
        return bool(self._model.practice)

    def counted(self, everything: int) -> str:
        """Say how many cases there are; practice is counted apart."""
        practice = len(self._model.practice)
        real = counted("ui.inbox.cases", everything - practice)
        return (
            text("ui.practice.beside", real=real, practice=counted("ui.practice.cases", practice)) if practice else real
        )

    def connect_to(self, empty: EmptyInbox, in_short: InShortPane) -> None:
        """Follow the buttons of the inbox."""
        empty.practice_asked.connect(self.load)
        in_short.afresh_asked.connect(self.ask_afresh)

    def turn_to(self, row: InboxRow) -> None:
        """Another case is selected: a question about the one before is not asked any more."""
        if self._row is None or self._row.key != row.key:
            self.question.close_question()
        self._row = row

    def forget(self) -> None:
        """Show nothing of any case."""
        self._row = None
        self.question.close_question()

    @Slot()
    def load(self) -> None:
        """Load the practice cases."""
        if self._session.is_loading:
            return
        self._message.clear()
        self._panel.begin()
        self._session.load_practice()
        self.began.emit()

    @Slot()
    def ask_afresh(self) -> None:
        """Ask before the selected practice case is begun again."""
        if self._row is not None and self._row.is_practice:
            self._make_room()
            self.question.ask_afresh(self._row.key, candidate_label(self._row))

    @Slot()
    def ask_removal(self) -> None:
        """Ask before the practice cases go."""
        if self._model.practice:
            self._make_room()
            self.question.ask_removal(counted("ui.practice.ask_remove", len(self._model.practice)))

    def _make_room(self) -> None:
        self._message.clear()
        if not self._session.is_loading:
            self._panel.forget()

    @Slot(object)
    def _tell_loaded(self, results: tuple[LoadResult, ...]) -> None:
        if any(result.status is LoadStatus.REFUSED for result in results):
            self._panel.show_results(results)
            return
        loaded = [result for result in results if result.status is LoadStatus.LOADED]
        words = counted("ui.practice.loaded", len(loaded)) if loaded else text("ui.practice.in_already")
        self._message.show_message(words, MessageKind.DONE if loaded else MessageKind.NOTE)

    @Slot(object)
    def _tell_gone(self, removed: tuple[CaseKey, ...]) -> None:
        self._row = None
        self._message.show_message(counted("ui.practice.gone", len(removed)), MessageKind.DONE)
        self.left.emit()

    @Slot(object)
    def _tell_afresh(self, key: CaseKey) -> None:
        self.stood_at.emit(key)
        self._message.show_message(text("ui.practice.is_afresh"), MessageKind.DONE)
