"""The screen of one case: what the session tells goes to the pages, what the pages ask goes to the session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.text import text
from reviewer.vocabulary import CaseState, Cell
from ui.failures import MessageBar, MessageKind, reason
from ui.models.case_words import doubts, title_words
from ui.models.day_words import projects_spoken
from ui.models.outcome import is_recused, is_sealed
from ui.models.place import Place
from ui.session.case_runner import WorkspaceCaseRunner
from ui.session.case_session import CaseSession
from ui.session.evidence_session import EvidenceSession
from ui.session.indexing import Indexing
from ui.session.viewing_session import ViewingSession
from ui.theme import Space
from ui.views.case.case_keys import JUDGING_STEPS, answer_key
from ui.views.case.case_pages import WORKBENCH_STEPS, CasePages
from ui.views.case.case_rulings import CaseRulings
from ui.views.case.evidence_desk import EvidenceDesk
from ui.views.case.going_on import GoingOn
from ui.views.case.left_writing import LeftWriting
from ui.views.parts.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from reviewer.errors import ReviewerError
    from reviewer.review.sheet_rows import DocumentRow, Sheet
    from reviewer.vocabulary import CaseKey
    from ui.models.before_texts import Destination
    from ui.session.case_answers import CaseRunner
    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings
    from ui.views.case.steps import CaseStep

PLACE_MS = 600
_STEPS = ("before", "read", "judge", "ethics", "outcome", "sign", "handover")
_AT_THE_BENCH = ("standard_before", "standard_after", "words", "find", "find_in_case", "beside", "detach")
RETRY = "retry"


class CaseScreen(Screen):
    """One case, from the declaration to the last step; `later_steps` are those after ethics, in order.

    `runner` runs its work, the workspace's own where none is given; where not `is_whole`, its maker takes the `stages`.
    """

    def __init__(
        self,
        workspace: WorkspaceSession,
        settings: LayoutSettings,
        parent: QWidget | None = None,
        later_steps: Sequence[CaseStep] = (),
        runner: CaseRunner | None = None,
        *,
        is_whole: bool = True,
    ) -> None:
        super().__init__("case", parent)
        self._settings = settings
        self._workspace = workspace
        self._case_runner = runner or WorkspaceCaseRunner(workspace)
        self.session = CaseSession(self._case_runner, self)
        self._place = Place()
        self._left_writing = LeftWriting(self)
        self._is_sealed = False
        self._place_timer = QTimer(self)
        self._place_timer.setSingleShot(True)
        self._place_timer.setInterval(PLACE_MS)
        self.message = MessageBar(self, "case-message")
        self.pages = CasePages(settings, later_steps, self)
        if is_whole:
            list(self.stages())

    def stages(self) -> Iterator[None]:
        yield from self.pages.stages()
        self._rulings = CaseRulings(self.session, self.pages, self)
        self._workbench = self.pages.workbench
        self._going = GoingOn(self.session, self.pages, self.message, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self.message)
        column.addWidget(self.pages, 1)
        self._connect_session()
        yield
        self._connect_pages()
        self._workspace.changed.connect(self.session.hear)
        self.session.changed.connect(self._workspace.changed)

    def extras(self) -> Iterator[None]:
        return self.pages.extras()

    def _connect_session(self) -> None:
        session, documents = self.session, self._workbench.reading.documents
        self.evidence = EvidenceSession(self._case_runner, self)
        self.viewing = ViewingSession(self._case_runner, self._workspace.runner, self)
        self.indexing = Indexing(self._case_runner, self._workspace.runner, self)
        self.desk = EvidenceDesk(session, self.viewing, self.evidence, self._workbench)
        self.evidence.unread_found.connect(self._tell_unread)
        self.desk.follow(self.indexing)
        session.documents_listed.connect(self.indexing.start)
        self.desk.went_to.connect(self.went_to)
        self.desk.step_wanted.connect(self.pages.go_to_step)
        session.opened.connect(self._show_opened)
        session.sheet_changed.connect(self._show_changed)
        session.place_found.connect(self._take_place)
        session.saved.connect(self.saved)
        session.save_failed.connect(self._show_unsaved)
        session.refused.connect(self._show_refusal)
        session.failed.connect(self._show_failure)
        session.left.connect(self.pages.clear)
        session.documents_listed.connect(self._show_documents)
        session.copy_saved.connect(documents.show_copy_saved)

    def _connect_pages(self) -> None:
        session, bench = self.session, self._workbench
        self.pages.opening.declared.connect(session.declare)
        self.pages.before.destination_wanted.connect(self._follow)
        self.pages.bar.doubts_wanted.connect(self._going.go_to_doubt)
        self.pages.step_changed.connect(self._note_step)
        self.pages.actions_changed.connect(self.actions_changed)
        self.pages.next_case_wanted.connect(self._leave_for_next)
        bench.cell_changed.connect(self._note_cell)
        bench.row_changed.connect(self._note_cell)
        self._rulings.next_wanted.connect(self._going.go_to_unjudged)
        self._rulings.done.connect(self._say_done)
        bench.reading.place_changed.connect(self._place_timer.start)
        rubric = bench.rubric
        rubric.typed.connect(session.type_judgment)
        rubric.chosen.connect(session.choose_judgment)
        rubric.notes_typed.connect(session.type_notes)
        rubric.notes_chosen.connect(session.choose_notes)
        bench.aside.notes_typed.connect(session.type_notes)
        bench.ethics.typed.connect(session.type_ethics)
        bench.ethics.done_wanted.connect(session.answer_ethics)
        for pane in (rubric, bench.aside, bench.ethics):
            pane.settled.connect(session.flush)
        self._place_timer.timeout.connect(self._keep_place)
        self.message.action_chosen.connect(self._retry)

    @property
    def is_practice(self) -> bool:
        return self.session.sheet is not None and self.session.sheet.is_practice

    @property
    def has_typed_keys(self) -> bool:
        """True while single letters act; the reviewer may have switched them off in the settings."""
        return self._settings.has_typed_keys

    # The screen ---------------------------------------------------------------------------

    def show_case(self, key: CaseKey) -> None:
        """Open a case; the one on the screen is saved and left first."""
        if key == self.session.key and self.session.sheet is not None:
            self.session.reload()
            return
        self._keep_place()
        self.message.clear()
        # The time of the last save is that of one case.
        self.saved.emit("")
        self.session.open(key)

    def enter(self) -> None:
        self._tell_title()
        self.pages.focus_step()

    def save_now(self) -> None:
        self._keep_place()
        self._workbench.remember_layout()
        self.session.flush()

    def forget(self) -> None:
        self._left_writing.note(self.session.key)
        self._place_timer.stop()
        self.message.clear()
        self.session.forget()
        self.viewing.forget()
        self.indexing.stop()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "done": self.finish,
            "standard_before": partial(self._workbench.step_standard, -1),
            "standard_after": partial(self._workbench.step_standard, 1),
            "next_unjudged": self._going.go_to_unjudged,
            "next_doubt": self._going.go_to_doubt,
            "cite": self.desk.filing.cite,
            "find": self.desk.start_search,
            "beside": self._workbench.reading.toggle_beside,
            "detach": self._workbench.toggle_window,
            "find_in_case": self.desk.start_case_search,
            "only_me": self._workbench.rubric.focus_notes,
            "words": self._workbench.reading.focus_words,
            **{f"step_{step}": partial(self.pages.go_to_step, step) for step in _STEPS},
            "step_office": self.pages.go_to_office,
            "step_rows": self.pages.go_to_rows,
            **self.pages.handlers,
        }

    def can(self, action_id: str) -> bool:
        if action_id not in self.handlers() or not self.pages.is_open:
            return False
        if action_id in ("done", "cite"):
            is_asked = self.pages.step in (*JUDGING_STEPS, "ethics")
            return is_asked or (action_id == "done" and action_id in self.pages.handlers)
        if action_id == "only_me":
            return self.pages.step == "judge"
        if action_id.startswith("step_"):
            return self.pages.offers(action_id.removeprefix("step_"))
        if action_id in _AT_THE_BENCH:
            return self.pages.step in WORKBENCH_STEPS
        return action_id != "next_doubt" or bool(self.session.sheet and doubts(self.session.sheet))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.desk.undo():
            return
        if not answer_key(self.pages, self.finish, event, has_letters=self.has_typed_keys):
            super().keyPressEvent(event)

    # What the session tells ---------------------------------------------------------------

    @Slot(object)
    def _take_place(self, written: str | None) -> None:
        self._place = Place.read(written)

    @Slot(object)
    def _show_opened(self, sheet: Sheet) -> None:
        place = self._place
        self._is_sealed = is_sealed(sheet)
        self._workbench.begin_at(place.cell)
        self.pages.show_sheet(sheet, place.step)
        if self.pages.is_open:
            self.pages.fill_bench(sheet)
            if place.cell is not None:
                self._workbench.go_to(place.cell)
            self._workbench.board.go_to(place.row)
            self._workbench.reading.restore(place.tab, place.scrolls)
            self.session.list_documents()
            if sheet.saved_at:
                self.saved.emit(sheet.saved_at)
        self._tell_title()
        if self.isVisible():
            self.pages.focus_step()
            self._left_writing.go_back(self.session.key)
        self.actions_changed.emit()

    @Slot(object)
    def _show_changed(self, sheet: Sheet) -> None:
        was_open = self.pages.is_open
        was_sealed, self._is_sealed = self._is_sealed, is_sealed(sheet)
        self.pages.show_sheet(sheet)
        if was_sealed and self.pages.step == "sign":
            self._look_for_unread()
        if (is_sealed(sheet) or is_recused(sheet)) and self.message.property("kind") == MessageKind.NOTE:
            # What was to be thought of before signing is done with.
            self.message.clear()
        if was_open != self.pages.is_open:
            if self.pages.is_open:
                self.pages.fill_bench_soon()
                self.session.list_documents()
            self._tell_title()
            self.pages.focus_step()
            self.actions_changed.emit()

    @Slot(object)
    def _show_documents(self, documents: tuple[DocumentRow, ...]) -> None:
        sheet = self.session.sheet
        if sheet is not None:
            project_ids = tuple(project.project_id for project in sheet.submission.projects)
            self._workbench.reading.documents.show_documents(documents, project_ids, sheet.key)

    @Slot(object)
    def _show_unsaved(self, error: ReviewerError) -> None:
        self.message.show_failure(error, action=RETRY, action_label=text("case.save_again"))

    @Slot(str)
    def _retry(self, action: str) -> None:
        if action == RETRY:
            self.message.clear()
            self.session.flush()

    @Slot(str, object, object)
    def _show_refusal(self, intention: str, subject: object, error: ReviewerError) -> None:
        bench, why = self._workbench, reason(error)
        if intention == "rule" and self._rulings.show_refusal(subject, why):
            return
        if intention == "close" and isinstance(subject, Cell):
            self._going.take_refusal(subject)
            bench.rubric.show_refusal(why, str(error.details.get("field", "")))
        elif intention == "ethics" and subject == bench.ethics.item:
            bench.ethics.show_refusal(why)
        elif intention == "eligibility":
            self.pages.before.show_refusal(str(subject), why)
        elif intention in ("document", "copy"):
            bench.reading.documents.show_refusal(error)
        else:
            self.message.show_failure(error)

    @Slot(str)
    def _say_done(self, words: str) -> None:
        self.message.show_message(words, MessageKind.DONE)
        self._tell_title()

    @Slot(object)
    def _show_failure(self, error: Exception) -> None:
        self.message.show_failure(error)

    def _tell_title(self) -> None:
        sheet = self.session.sheet
        if sheet is None:
            self.titled.emit("")
        else:
            # Before the declaration a case is nothing but its names.
            is_open = bool(sheet.declarations) or sheet.state is CaseState.RECUSED
            self.titled.emit(title_words(sheet) if is_open else sheet.submission.candidate.name)

    # Going places -------------------------------------------------------------------------

    def finish(self) -> None:
        """Done with the current criterion or item, or with what is being compared."""
        if self.desk.comparing.finish():
            return
        if self.pages.step in JUDGING_STEPS:
            self._workbench.finish()
        elif self.pages.step == "ethics":
            self._workbench.ethics.finish()

    @Slot(object)
    def _follow(self, destination: Destination) -> None:
        is_read = destination.tab in ("project", "dates", "documents") and "read" in self.pages.bar.steps
        self.pages.go_to_step("read" if is_read else "judge")
        self.desk.go_to(destination)

    @Slot()
    def _leave_for_next(self) -> None:
        self.action_wanted.emit("next_unfinished")

    @Slot(str)
    def _note_step(self, step: str) -> None:
        # What was said of the step before is done with; what went wrong stays.
        if self.message.property("kind") in (MessageKind.DONE, MessageKind.NOTE):
            self.message.clear()
        self.session.flush()
        self._place_timer.start()
        self.actions_changed.emit()
        if step == "sign":
            self._look_for_unread()

    def _look_for_unread(self) -> None:
        """Before signing, ask which cited documents were never opened."""
        if self.session.sheet is not None and not is_sealed(self.session.sheet):
            self.evidence.ask_unread()

    @Slot(object)
    def _tell_unread(self, sentences: tuple[str, ...]) -> None:
        if sentences and self.pages.step == "sign" and self.session.sheet is not None:
            words = projects_spoken(self.session.sheet, " ".join(sentences))
            self.message.show_message(words, MessageKind.NOTE)

    @Slot(object)
    def _note_cell(self, _where: Cell | str) -> None:
        self.session.flush()
        self._place_timer.start()

    @Slot()
    def _keep_place(self) -> None:
        self._place_timer.stop()
        if not self.pages.is_open:
            return
        reading = self._workbench.reading
        row = self._workbench.board.row_id
        place = Place(self.pages.step, self._workbench.cell, reading.tab, dict(reading.scrolls), row)
        if place != self._place:
            self._place = place
            self.session.keep_place(place.written())
