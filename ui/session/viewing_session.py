"""Documents as the window sees them: fetched in the workspace, opened, drawn and searched beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.asking import Answering, ViewerKeeper
from ui.session.opening_work import Opening, Unopened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewer.vocabulary import CaseKey
    from ui.jobs import Work
    from ui.session.asking import Answered, Ask
    from ui.session.case_answers import CaseJob, CaseRunner
    from ui.session.case_work import CaseWork
    from ui.session.found import Hit, PrivatePart
    from ui.session.opening_work import Look, OpenDocument

MOST_AT_ONCE = 2


class BesideRunner(Protocol):
    """Runs work that needs no workspace."""

    def beside(self, work: Work) -> CaseJob:
        """Start a piece of work; its result comes back in the window's thread."""
        ...


@dataclass(frozen=True, slots=True)
class FoundInDocument:
    """Where words were found in one document."""

    document_id: str
    words: str
    hits: tuple[Hit, ...]


class ViewingSession(QObject):
    """Opens documents and answers what is asked of them, the most urgent first.

    Signals:
        opened: an `OpenDocument`, of which only the first pages are measured.
        measured: the `OpenDocument` with every page measured and its contents, once something of it is drawn.
        unopened: the path, and the error that says why it could not even be fetched.
        answered: an `Answered`; of what was asked only as long as it is wanted.
        found: a `FoundInDocument`.
    """

    opened = Signal(object)
    measured = Signal(object)
    unopened = Signal(str, object)
    answered = Signal(object)
    found = Signal(object)

    def __init__(self, runner: CaseRunner, beside: BesideRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewing-session")
        self._runner = runner
        self._beside = beside
        self._keeper = ViewerKeeper()
        self._waiting: dict[str, list[Ask]] = {}
        self._needed: dict[str, frozenset[Ask]] = {}
        self._wanted: frozenset[Ask] = frozenset()
        self._running: set[Ask] = set()
        self._searched: tuple[str, str] | None = None
        self._covered: tuple[PrivatePart, ...] = ()
        self._passwords: dict[tuple[CaseKey, str], str] = {}
        self._unmeasured: dict[str, OpenDocument] = {}

    def warm_up(self) -> None:
        """Start what draws pages, so that the first document opens at once."""
        self._beside.beside(_WarmingUp(self._keeper))

    def open(
        self, key: CaseKey, path: str, *, password: str = "", encoding: str = "", look: Look | None = None
    ) -> None:
        """Open a document of a case; `opened` or `unopened` follows.

        With a `look` what will be seen of it first is drawn in one go with opening.
        """
        if password:
            self._passwords[key, path] = password
        opening = Opening(self._keeper, key, path, password, encoding, look)
        job = self._runner.run(opening, must_finish=False)
        if job is not None:
            job.done.connect(self._take_opened)

    def want(self, owner: str, asks: Iterable[Ask]) -> None:
        """Say what one reader needs now, the most urgent first; what it asked before and needs no more is dropped."""
        needed = tuple(asks)
        self._needed[owner] = frozenset(needed)
        self._waiting[owner] = [ask for ask in needed if ask not in self._running]
        self._note_wanted()
        self._go_on()

    def find(self, document_id: str, words: str, covered: tuple[PrivatePart, ...] = (), *, encoding: str = "") -> None:
        """Search an open document but for what is covered; a search asked before ends. `found` follows.

        A text that is read in an `encoding` of the reviewer's choice is not what the index has.
        """
        self._searched, self._covered = (document_id, words), covered
        if encoding:
            self._take_from_index(None)
            return
        job = self._runner.run(_FindingInIndex(document_id, words), must_finish=False)
        if job is not None:
            job.done.connect(self._take_from_index)

    @Slot()
    def forget(self) -> None:
        """Close every document and drop what was asked: the workspace is locked."""
        self._waiting.clear()
        self._needed.clear()
        self._running.clear()
        self._wanted = frozenset()
        self._searched = None
        self._passwords.clear()
        self._unmeasured.clear()
        self._beside.beside(self._keeper.close)

    def close(self) -> None:
        """Stop the renderers here and now: the window closes."""
        self._keeper.close()

    # Coming back --------------------------------------------------------------------------

    @Slot(object)
    def _take_opened(self, document: OpenDocument | Unopened) -> None:
        if isinstance(document, Unopened):
            self.unopened.emit(document.path, document.error)
            return
        password = self._passwords.pop((document.key, document.path), "")
        if password and document.face.is_shown:
            self._runner.run(_Remembering(document.key, document.path, password), must_finish=True)
        if document.face.is_shown and document.face.layout == "pages":
            self._unmeasured[document.id] = document
        self.opened.emit(document)

    @Slot(object)
    def _take_answer(self, answered: Answered) -> None:
        self._running.discard(answered.ask)
        if answered.value is not None or answered.is_closed:
            self.answered.emit(answered)
            self._measure(answered.ask.document_id)
        else:
            self._ask_again(answered.ask)
        self._go_on()

    def _measure(self, document_id: str) -> None:
        # Not before something is on the screen.
        document = self._unmeasured.pop(document_id, None)
        if document is not None:
            self._beside.beside(_Measuring(self._keeper, document)).done.connect(self._take_measured)

    @Slot(object)
    def _take_measured(self, document: OpenDocument | None) -> None:
        if document is not None:
            self.measured.emit(document)

    @Slot(object)
    def _take_from_index(self, found: FoundInDocument | None) -> None:
        if found is not None:
            self._take_found(found)
        elif self._searched is not None:
            # It is not in the index yet, or open with another password or encoding.
            work = _Finding(self._keeper, *self._searched, self._covered, self._is_searched)
            self._beside.beside(work).done.connect(self._take_found)

    @Slot(object)
    def _take_found(self, found: FoundInDocument) -> None:
        if (found.document_id, found.words) == self._searched:
            self.found.emit(found)

    # Asking -------------------------------------------------------------------------------

    def _go_on(self) -> None:
        while len(self._running) < MOST_AT_ONCE and (ask := self._next()) is not None:
            self._running.add(ask)
            job = self._beside.beside(Answering(self._keeper, ask, self._is_wanted))
            job.done.connect(self._take_answer)

    def _next(self) -> Ask | None:
        for asks in self._waiting.values():
            while asks:
                ask = asks.pop(0)
                if ask not in self._running:
                    return ask
        return None

    def _note_wanted(self) -> None:
        self._wanted = frozenset(ask for asks in self._needed.values() for ask in asks)

    def _ask_again(self, ask: Ask) -> None:
        # It was called off, and is wanted again since.
        for owner, needed in self._needed.items():
            if ask in needed:
                self._waiting[owner].insert(0, ask)
                return

    def _is_wanted(self, ask: Ask) -> bool:
        # Asked from the pool: a frozen set is replaced, never changed.
        return ask in self._wanted

    def _is_searched(self, document_id: str, words: str) -> bool:
        return self._searched == (document_id, words)


@dataclass(frozen=True, slots=True)
class _Remembering:
    key: CaseKey
    path: str
    password: str

    def __call__(self, work: CaseWork) -> None:
        work.evidence.remember_password(self.key, self.path, self.password)


@dataclass(frozen=True, slots=True)
class _Measuring:
    keeper: ViewerKeeper
    document: OpenDocument

    def __call__(self, _progress: object) -> OpenDocument | None:
        face = self.keeper.viewer.whole_face(self.document.id)
        return replace(self.document, face=face) if face is not None else None


@dataclass(frozen=True, slots=True)
class _FindingInIndex:
    document_id: str
    words: str

    def __call__(self, work: CaseWork) -> FoundInDocument | None:
        hits = work.evidence.find_in_document(self.document_id, self.words)
        return FoundInDocument(self.document_id, self.words, hits) if hits is not None else None


@dataclass(frozen=True, slots=True)
class _Finding:
    keeper: ViewerKeeper
    document_id: str
    words: str
    covered: tuple[PrivatePart, ...]
    is_searched: Callable[[str, str], bool]

    def __call__(self, _progress: object) -> FoundInDocument:
        viewer, covered = self.keeper.viewer, self.covered
        hits = viewer.find(self.document_id, self.words, covered=covered, is_wanted=self._is_wanted)
        return FoundInDocument(self.document_id, self.words, hits)

    def _is_wanted(self) -> bool:
        return self.is_searched(self.document_id, self.words)


@dataclass(frozen=True, slots=True)
class _WarmingUp:
    keeper: ViewerKeeper

    def __call__(self, _progress: object) -> None:
        self.keeper.viewer.warm_up()
