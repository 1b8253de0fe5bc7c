"""What the workspace remembers of documents: how they were looked at, what is covered, what no longer matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.workspace_session import expected

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.errors import ReviewerError
    from reviewer.submission.flow import Place
    from reviewer.vocabulary import CaseKey
    from ui.session.case_answers import CaseRunner
    from ui.session.case_work import CaseWork
    from ui.session.evidence_work import EvidenceWork
    from ui.session.found import ToCover


@dataclass(frozen=True, slots=True)
class _Answer:
    key: CaseKey | None
    intention: str
    subject: str
    value: object = None
    error: ReviewerError | None = None


class EvidenceSession(QObject):
    """Asks and tells what belongs to documents of one case; what comes back late for another is dropped.

    Signals:
        view_found: path, JSON of how it was looked at last.
        covers_changed: path, tuple of the parts that are covered.
        names_found: path, tuple of `Hit`: names that the candidate wants kept confidential.
        broken_found: tuple of `BrokenCitation`.
        found: words, `case` or `everywhere`, tuple of `CaseHit`.
        mapped: tuple of `ReadRow`.
        unread_found: sentences on cited documents that were never opened.
        failed: the error that says why something was not done.
    """

    view_found = Signal(str, str)
    covers_changed = Signal(str, object)
    names_found = Signal(str, object)
    broken_found = Signal(object)
    found = Signal(str, str, object)
    mapped = Signal(object)
    unread_found = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: CaseRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-session")
        self._runner = runner
        self._key: CaseKey | None = None

    @property
    def key(self) -> CaseKey | None:
        """The case that is looked at."""
        return self._key

    @Slot(object)
    def turn_to(self, key: CaseKey | None) -> None:
        """Look at another case, or at none."""
        self._key = key

    def ask_view(self, path: str) -> None:
        """Ask how a document was looked at last, and where in it names stand that are to be kept confidential."""
        self._ask("view", path, lambda work, key: work.view(key, path))
        self.ask_names(path)

    def ask_names(self, path: str) -> None:
        """Ask where names that the candidate wants kept confidential stand in a document."""
        self._ask("names", path, lambda work, key: work.names_in(key, path))

    def keep_view(self, path: str, view: str) -> None:
        """Remember how a document is looked at."""
        self._ask("keep", path, lambda work, key: work.keep_view(key, path, view))

    def keep_opened(self, path: str, places: tuple[Place, ...]) -> None:
        """Remember what was on the screen; for the reviewer alone."""
        self._ask("keep", path, lambda work, key: work.keep_opened(key, path, places))

    def cover(self, path: str, parts: tuple[ToCover, ...]) -> None:
        """Cover personal data."""
        self._ask("covers", path, lambda work, key: work.cover(key, path, parts))

    def uncover(self, path: str, part_ids: tuple[int, ...]) -> None:
        """Uncover parts again."""
        self._ask("covers", path, lambda work, key: work.uncover(key, path, part_ids))

    @Slot()
    def check_citations(self) -> None:
        """Ask which citations do not match any more."""
        self._ask("broken", "", lambda work, key: work.broken(key))

    def find(self, words: str, *, is_everywhere: bool = False) -> None:
        """Search the case, or all cases."""
        scope = "everywhere" if is_everywhere else "case"
        self._ask(scope, words, lambda work, key: work.find(None if is_everywhere else key, words))

    @Slot()
    def ask_map(self) -> None:
        """Ask what was read."""
        self._ask("map", "", lambda work, key: work.read_map(key))

    def ask_unread(self) -> None:
        """Ask which cited documents were never opened."""
        self._ask("unread", "", lambda work, key: work.unread(key))

    def _ask(self, intention: str, subject: str, ask: Callable[[EvidenceWork, CaseKey], object]) -> None:
        key = self._key
        if key is None:
            return
        is_kept = intention in ("keep", "covers")
        job = self._runner.run(_Asking(key, intention, subject, ask), must_finish=is_kept)
        if job is not None:
            job.done.connect(self._receive)

    @Slot(object)
    def _receive(self, result: object) -> None:
        # What had to finish comes with the changes that the workspace session already told.
        answer = result[0] if isinstance(result, tuple) and result else result
        if not isinstance(answer, _Answer) or answer.key != self._key:
            return
        if answer.error is not None:
            self.failed.emit(answer.error)
            return
        match answer.intention:
            case "view":
                self.view_found.emit(answer.subject, answer.value)
            case "covers":
                self.covers_changed.emit(answer.subject, answer.value)
            case "names":
                self.names_found.emit(answer.subject, answer.value)
            case "broken":
                self.broken_found.emit(answer.value)
            case "case" | "everywhere":
                self.found.emit(answer.subject, answer.intention, answer.value)
            case "map":
                self.mapped.emit(answer.value)
            case "unread":
                self.unread_found.emit(answer.value)


@dataclass(frozen=True, slots=True)
class _Asking:
    key: CaseKey
    intention: str
    subject: str
    ask: Callable[[EvidenceWork, CaseKey], object]

    def __call__(self, work: CaseWork) -> _Answer:
        try:
            return _Answer(self.key, self.intention, self.subject, self.ask(work.evidence, self.key))
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told where the reader is
            return _Answer(self.key, self.intention, self.subject, error=expected(error))
