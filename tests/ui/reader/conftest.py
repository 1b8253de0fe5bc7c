"""A reader on the real renderer, and documents to read in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.review.sheet_rows import DocumentRow
from reviewer.submission.kinds import FileKind
from reviewer.vocabulary import CaseKey
from reviewer.workflow.viewing import Fetched
from ui.session.viewing_session import ViewingSession
from ui.views.reader.document_reader import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from ui.jobs import Job, Runner

KEY = CaseKey("CPT-1", 1)


@dataclass
class Folder:
    """Stands in for the workspace: documents are files."""

    passwords: dict[str, str] = field(default_factory=dict)

    @property
    def evidence(self) -> Folder:
        return self

    def fetch(self, _key: CaseKey, path: str) -> Fetched:
        content = Path(path).read_bytes()
        return Fetched(hashlib.sha256(content).hexdigest(), path, content, self.passwords.get(path, ""))

    def view(self, _key: CaseKey, _path: str) -> str:
        return ""

    def find_in_document(self, _document_id: str, _words: str) -> None:
        return None

    def remember_password(self, _key: CaseKey, path: str, password: str) -> None:
        self.passwords[path] = password


@dataclass
class FolderRunner:
    """Runs what is asked of the folder beside the window."""

    runner: Runner
    folder: Folder

    def run(self, ask: Callable[[Folder], object], *, must_finish: bool) -> Job:
        del must_finish
        folder = self.folder
        return self.runner.beside(lambda _progress: ask(folder))


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture
def viewing(runner: Runner, folder: Folder) -> Iterator[ViewingSession]:
    """A session whose renderers end with the test."""
    made = ViewingSession(FolderRunner(runner, folder), runner)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def reader(qtbot: QtBot, viewing: ViewingSession) -> DocumentReader:
    """A reader, shown, with nothing in it."""
    made = DocumentReader("reader", None)  # type: ignore[arg-type]
    made.use(viewing)
    made.know_standards(frozenset(range(1, 11)))
    qtbot.addWidget(made)
    made.resize(700, 640)
    made.show()
    return made


def row_of(path: Path, kind: FileKind = FileKind.PDF) -> DocumentRow:
    """The row of a file."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return DocumentRow(str(path), path.name, kind, path.stat().st_size, digest, "", None, (), True)


@pytest.fixture
def open_file(qtbot: QtBot, reader: DocumentReader, shared_data: Path) -> Callable[[str], DocumentReader]:
    """Opens a file of the shared data and waits until it is shown."""

    def opened(name: str) -> DocumentReader:
        with qtbot.waitSignal(reader.shown, timeout=20_000):
            reader.open(KEY, row_of(shared_data / name))
        return reader

    return opened


@pytest.fixture
def four_pages(qtbot: QtBot, open_file: Callable[[str], DocumentReader]) -> DocumentReader:
    """A PDF of four pages, its first page drawn and its words known."""
    made = open_file("pdf/pdflatex-4-pages.pdf")
    qtbot.waitUntil(lambda: 1 in made.canvas.texts and made.canvas.store.size_bytes > 0, timeout=20_000)
    return made
