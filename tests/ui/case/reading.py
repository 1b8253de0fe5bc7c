"""Opens a document in a case and tells what is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.vocabulary import Cell

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.review.judgment import Citation
    from ui.views.case.screen import CaseScreen

NOTES = "evidence/p1/notes.txt"


def cited(screen: CaseScreen, standard: int, project: str = "p1") -> tuple[Citation, ...]:
    """Return what is cited in a cell."""
    sheet = screen.session.sheet
    shown = sheet.cell(Cell(project, standard)).shown if sheet else None
    return shown.citations if shown else ()


def open_notes(qtbot: QtBot, screen: CaseScreen, words: str = "One thing.\nAnother thing.") -> None:
    """Open a text in the reader and wait until it is shown."""
    screen.session._runner._work.evidence.contents[NOTES] = words.encode()  # type: ignore[attr-defined]
    reader = screen.pages.workbench.reading.documents.reader
    with qtbot.waitSignal(reader.shown, timeout=20_000):
        screen.desk.open(NOTES)
