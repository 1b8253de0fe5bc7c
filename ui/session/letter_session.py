"""The letter of a case: written in the workspace, drawn beside it, saved as a file."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.workspace_session import Session, expected

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.progress import Progress
    from reviewer.submission.pages import PageImage
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.pages import PagePainter
    from ui.session.workspace_session import DeskWork, WorkspaceSession


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter as the window shows it; `problems` is what to look at before it is signed."""

    key: CaseKey
    pdf: bytes = field(repr=False)
    pages: int
    sha256: str
    problems: tuple[str, ...]
    is_draft: bool


@dataclass(frozen=True, slots=True)
class DrawnLetter:
    """The pages of the letter with that digest, at `scale` pixels per point, and the words of each."""

    sha256: str
    scale: float
    pages: tuple[PageImage, ...]
    is_for_print: bool = False
    words: tuple[str, ...] = field(default=(), repr=False)


class LetterSession(Session):
    """Writes, draws and saves the letter of the case that was asked for last.

    Signals:
        asked: a letter is being written.
        written: a `ShownLetter`.
        unwritten: there is no letter to show any more, or not yet.
        drawn: a `DrawnLetter` for the window.
        drawn_for_print: a `DrawnLetter` at the resolution of a printer.
        saved: the path of the PDF just written.
    """

    asked = Signal()
    written = Signal(object)
    unwritten = Signal()
    drawn = Signal(object)
    drawn_for_print = Signal(object)
    saved = Signal(object)

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("letter-session")
        self._key: CaseKey | None = None
        self._asked: tuple[CaseKey, str | None] | None = None
        self._letter: ShownLetter | None = None
        self._painter = _PainterKeeper()

    @property
    def letter(self) -> ShownLetter | None:
        """The letter asked for last, once it is written."""
        return self._letter

    def ask(self, key: CaseKey, outcome: str | None = None) -> None:
        """Ask for the letter of a case; a draft for `outcome` instead of the recommended one where that is given."""
        if self._key != key:
            self.forget()
        self._key = key
        self._asked = (key, outcome)
        self.asked.emit()
        self._ask(self._writing(key, outcome)).done.connect(self._take_written)

    def draw(self, scale: float, *, is_for_print: bool = False) -> None:
        """Draw the letter's pages.

        Args:
            scale: pixels per point (1/72 inch).
            is_for_print: the pages come in `drawn_for_print`.
        """
        if self._letter is None:
            return
        work = _Drawing(self._painter, self._letter, scale, is_for_print)
        job = self.workspace.runner.beside(work)
        job.done.connect(self._take_drawn)
        job.failed.connect(self._tell_undrawn)

    def save(self, path: Path) -> None:
        """Write the letter of the case to a file; `saved` follows."""
        if self._key is not None:
            self._ask(self._saving(self._key, path)).done.connect(self.saved)

    def _writing(self, key: CaseKey, outcome: str | None) -> DeskWork:
        return _Writing(key, outcome)

    def _saving(self, key: CaseKey, path: Path) -> DeskWork:
        return _Saving(key, path)

    @Slot()
    def forget(self) -> None:
        self._key = None
        self._asked = None
        self._letter = None
        self._painter.let_go()
        self.unwritten.emit()

    @Slot(object)
    def _take_written(self, outcome: tuple[tuple[CaseKey, str | None], ShownLetter]) -> None:
        asked, letter = outcome
        # Another case or another outcome may have been asked for since.
        if asked == self._asked:
            self._letter = letter
            self.written.emit(letter)

    @Slot(object)
    def _take_drawn(self, drawn: DrawnLetter) -> None:
        if self._letter is None or drawn.sha256 != self._letter.sha256:
            return
        if drawn.is_for_print:
            self.drawn_for_print.emit(drawn)
        else:
            self.drawn.emit(drawn)

    @Slot(object)
    def _tell_undrawn(self, error: Exception) -> None:
        self.failed.emit(expected(error))


class _PainterKeeper:
    """Holds the painter, made at the first use off the window's thread; may be asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._painter: PagePainter | None = None

    @property
    def painter(self) -> PagePainter:
        from reviewer.workflow.pages import PagePainter

        with self._lock:
            if self._painter is None:
                self._painter = PagePainter()
            return self._painter

    def let_go(self) -> None:
        # The renderer ends with its last user: a drawing that is under way is not waited for here.
        with self._lock:
            self._painter = None


@dataclass(frozen=True)
class _Writing:
    key: CaseKey
    outcome: str | None

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[tuple[CaseKey, str | None], ShownLetter]:
        from reviewer.workflow import writing

        written = writing.letter(desk, self.key, outcome=self.outcome)
        problems = tuple(problem.message for problem in written.problems)
        pdf = written.pdf
        letter = ShownLetter(self.key, pdf.data, pdf.pages, pdf.sha256, problems, written.is_draft)
        return (self.key, self.outcome), letter


@dataclass(frozen=True)
class _Drawing:
    keeper: _PainterKeeper
    letter: ShownLetter
    scale: float
    is_for_print: bool

    def __call__(self, _progress: Progress) -> DrawnLetter:
        subject = f"{self.letter.key}.pdf"
        painter, pdf = self.keeper.painter, self.letter.pdf
        pages = painter.letter_pages(pdf, self.scale, subject)
        words = () if self.is_for_print else painter.letter_words(pdf, subject)
        return DrawnLetter(self.letter.sha256, self.scale, pages, self.is_for_print, words)


@dataclass(frozen=True)
class _Saving:
    key: CaseKey
    path: Path

    def __call__(self, desk: Desk, _progress: Progress) -> Path:
        from reviewer.workflow import writing

        return writing.save_letter(desk, self.key, self.path).path
