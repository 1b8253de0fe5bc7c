"""The programs that `benchmarks.evidence` starts: readers in windows, that tell what it took."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from benchmarks.evidence_samples import KEY, PATH, bare_page
from benchmarks.turns import Heart
from reviewer.review.sheet_rows import DocumentRow
from reviewer.submission.kinds import FileKind
from ui.demo.driver import Driver, Looks, Until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.demo.driver import Script
    from ui.views.reader.page_canvas import PageCanvas

_WIDTH, _HEIGHT = 1_272, 1_000
"""A page as wide as this window is drawn in about two pixels a point."""
_SCALE = 2.0
_OPENINGS = 12
_PAGES_ON = 40
_STEPS = 160
_FIRST_PAGES = 60


class _Painted(QObject):
    """Notes when a canvas was painted with everything that is in sight."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_waiting = False
        self.at = 0.0
        canvas.viewport().installEventFilter(self)

    def begin(self) -> float:
        """Wait for it from now on; returns the moment."""
        self._is_waiting, self.at = True, 0.0
        return time.perf_counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        del watched
        if event.type() == QEvent.Type.Paint and self._is_waiting and self._canvas.is_sharp:
            self._is_waiting = False
            # After the painting that is about to begin.
            QTimer.singleShot(0, self, self._note)
        return False

    @Slot()
    def _note(self) -> None:
        self.at = time.perf_counter()


class _Bare(QWidget):
    """A window that bare PDFium draws a page into, whole and in the window's own thread."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.resize(_WIDTH, _HEIGHT)
        self.show()

    def seconds_to_open(self, pdf: bytes, scale: float) -> float:
        """Open a document that is in memory, draw its first page and paint it; how long that takes."""
        began = time.perf_counter()
        bitmap = bare_page(pdf, scale)
        shape = (bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        self._image = QImage(memoryview(bitmap.buffer), *shape)
        self.repaint()
        taken = time.perf_counter() - began
        # The next drawing may have its memory, as it would be slower otherwise.
        self._image = QImage()
        return taken

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.end()


class _Reading(QObject):
    """A reader on a real workspace, in a window of its own."""

    def __init__(self, application: QApplication, workspace: str) -> None:
        from ui.jobs import Runner
        from ui.session.case_runner import WorkspaceCaseRunner
        from ui.session.viewing_session import ViewingSession
        from ui.session.workspace_session import WorkspaceSession
        from ui.views.reader.document_reader import DocumentReader

        super().__init__(application)
        self._application = application
        self.workspace = WorkspaceSession(Runner(self))
        self.viewing = ViewingSession(WorkspaceCaseRunner(self.workspace), self.workspace.runner, self)
        self.reader = DocumentReader("reader", None)  # type: ignore[arg-type]  # a window
        self.reader.use(self.viewing)
        self.reader.resize(_WIDTH, _HEIGHT)
        self.reader.show()
        self.painted = _Painted(self.reader.canvas)
        self.is_open = False
        self.workspace.opened.connect(self._note_open)
        self.workspace.open(Path(workspace), os.environ["REVIEWER_BENCHMARK"])
        self.row = DocumentRow(PATH, PATH, FileKind.PDF, 1, "", "application/pdf", None, (), is_listed=True)
        self.told: dict[str, float] = {}

    def run(self, script: Script) -> None:
        """Carry a script out, write what it told, and end."""
        self._driver = Driver(script, self)
        self._driver.finished.connect(self._tell)
        self._driver.failed.connect(self._fail)
        self._driver.begin()
        self._application.exec()

    @property
    def is_ready(self) -> bool:
        """True when what comes next is there too, and nothing is under way."""
        return self.reader.canvas.has_neighbors and not self.workspace.runner.is_busy

    def is_painted(self) -> bool:
        """Tell whether all that is in sight was painted."""
        return self.painted.at > 0

    @Slot(object)
    def _note_open(self) -> None:
        self.is_open = True

    @Slot()
    def _tell(self) -> None:
        self.viewing.close()
        sys.stdout.write(json.dumps(self.told))
        sys.stdout.flush()
        os._exit(0)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(1)


def open_and_turn(workspace: str, pdf: str) -> None:
    """Open a long document several times and turn its pages: seconds for bare PDFium, first page and next page."""
    reading, content = _begun(workspace), Path(pdf).read_bytes()
    reading.run(_opening_and_turning(reading, content))


def _opening_and_turning(reading: _Reading, pdf: bytes) -> Script:
    reader, canvas = reading.reader, reading.reader.canvas
    yield Until("open", lambda: reading.is_open)
    reading.viewing.warm_up()
    floors, firsts, following, bare, scale = [], [], [], _Bare(), _SCALE
    for _ in range(_OPENINGS):
        reader.clear()
        yield Looks(5)
        floors.append(bare.seconds_to_open(pdf, scale))
        began = reading.painted.begin()
        reader.open(KEY, reading.row)
        yield Until("first page", reading.is_painted)
        firsts.append(reading.painted.at - began)
        scale = canvas.layout_of_pages.scale * canvas.devicePixelRatioF()
        yield Until("fetched ahead", lambda: reading.is_ready)
    for page in range(2, _PAGES_ON + 2):
        began = reading.painted.begin()
        canvas.go_to(page)
        yield Until("next page", reading.is_painted)
        following.append(reading.painted.at - began)
        yield Until("fetched ahead", lambda: reading.is_ready)
    # The very first opening starts what draws.
    reading.told = {"floor": median(floors[1:]), "first": median(firsts[1:]), "next": median(following)}


def open_and_scroll(workspace: str) -> None:
    """Open a large document and scroll through it: the longest turn of the event loop in seconds."""
    reading = _begun(workspace)
    reading.run(_opening_and_scrolling(reading))


def _opening_and_scrolling(reading: _Reading) -> Script:
    heart, canvas = Heart(reading), reading.reader.canvas
    yield Until("open", lambda: reading.is_open)
    yield Looks(20)
    heart.begin("document")
    reading.painted.begin()
    reading.reader.open(KEY, reading.row)
    yield Until("first page", reading.is_painted)
    bar = canvas.verticalScrollBar()
    for _ in range(_STEPS):
        bar.setValue(bar.value() + canvas.viewport().height() // 2)
        yield Looks(2)
    yield Until("all drawn", lambda: reading.is_ready)
    reading.told = {"longest": heart.phases["document"][0]}


def page_through(workspace: str) -> None:
    """Turn a thousand pages: by how many bytes this process and the renderers grew meanwhile."""
    reading = _begun(workspace)
    reading.run(_paging(reading))


def _paging(reading: _Reading) -> Script:
    canvas = reading.reader.canvas
    yield Until("open", lambda: reading.is_open)
    reading.reader.open(KEY, reading.row)
    yield Until("first page", lambda: canvas.page_count > 0)
    before = 0
    for turn, last in enumerate((_FIRST_PAGES, canvas.page_count)):
        for page in range(1, last + 1):
            reading.painted.begin()
            canvas.go_to(page)
            yield Until("page", reading.is_painted)
        yield Until("fetched ahead", lambda: reading.is_ready)
        if turn == 0:
            before = _memory()
    reading.told = {"grown": _memory() - before}


def _begun(workspace: str) -> _Reading:
    from ui.app import make_application
    from ui.theme import Theme, ThemeChoice

    application = make_application()
    Theme(application, ThemeChoice.LIGHT)
    return _Reading(application, workspace)


def _memory() -> int:
    """Return how many bytes this process and those that it started hold."""
    own = str(os.getpid())
    # Each thread has its own list of what it started.
    lists = [path.read_text(encoding="utf-8") for path in Path(f"/proc/{own}/task").glob("*/children")]
    return sum(_resident(process) for process in (own, *" ".join(lists).split()))


def _resident(process: str) -> int:
    return int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")
