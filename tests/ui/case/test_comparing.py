"""Signed attestations beside what was typed of them, ethics answers that cite, answers to read, dates by keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QTabBar

from reviewer.review.judgment import AttestationKey
from reviewer.submission.model import EvidenceRef, ResponsePoint
from reviewer.vocabulary import Cell, CitationKind
from tests.ui.case.builders import CaseBook, key
from tests.ui.case.finding import click, part, select
from ui.models.citations import all_filed
from ui.models.dates_model import DateRole
from ui.views.case.dates_view import DatesView
from ui.views.case.reading_text import ReadingText
from ui.views.case.words_field import WordsField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.review.judgment import AttestationCheck, Citation
    from ui.views.case.screen import CaseScreen

NOTES = "evidence/p1/notes.txt"
FIRST = AttestationKey("p1", 1)


@pytest.fixture
def book() -> CaseBook:
    """Two cases; the first answers a letter and brings the signed page of an attestation."""
    made = CaseBook.of(1, 2)
    case = made.cases[key(1)]
    first, *others = case.projects
    signed = replace(first.attestations[0], evidence=(EvidenceRef(NOTES),))
    projects = (replace(first, attestations=(signed,)), *others)
    answers = (ResponsePoint("The cause comes first now.", "p1", 6), ResponsePoint("The file is masked."))
    made.cases[key(1)] = replace(case, projects=projects, response_to=answers)
    return made


def check_of(screen: CaseScreen) -> AttestationCheck | None:
    assert screen.session.sheet is not None
    return next(row.check for row in screen.session.sheet.attestations if row.key == FIRST)


def item_cites(screen: CaseScreen, item: str) -> tuple[Citation, ...]:
    assert screen.session.sheet is not None
    return next(row.citations for row in screen.session.sheet.ethics if row.id == item)


# Attestations -----------------------------------------------------------------------------


def test_the_line_of_the_rubric_opens_the_signed_page_beside_what_was_typed(desk: CaseScreen) -> None:
    click(desk, "rubric-attested")
    reading = desk.pages.workbench.reading
    assert reading.tab == "attestations"
    assert (reading.beside.isVisible(), reading.beside.path_shown) == (True, NOTES)
    assert part(desk, QPushButton, "compare-agree").hasFocus()
    assert not part(desk, QPushButton, "compare-page").isVisible()
    reading.show_tab("claim")
    assert not reading.beside.isVisible()
    assert not reading.compare.isVisible()


def test_agreement_is_recorded_at_once_and_can_be_undone(qtbot: QtBot, desk: CaseScreen) -> None:
    click(desk, "rubric-attested")
    with qtbot.waitSignal(desk.session.ruled):
        click(desk, "compare-agree")
    assert (check := check_of(desk)) is not None
    assert check.agrees
    with qtbot.waitSignal(desk.session.ruled):
        QTest.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert check_of(desk) is None


def test_a_difference_asks_for_its_reason_and_shows_in_the_rubric(qtbot: QtBot, desk: CaseScreen) -> None:
    click(desk, "rubric-attested")
    click(desk, "compare-differ")
    field = part(desk, WordsField, "compare-because")
    assert field.hasFocus()
    with qtbot.waitSignal(desk.session.refused):
        desk.finish()
    assert check_of(desk) is None
    QTest.keyClicks(field, "Another date.")
    with qtbot.waitSignal(desk.session.ruled):
        desk.finish()
    check = check_of(desk)
    assert check is not None
    assert (check.agrees, check.because) == (False, "Another date.")
    assert not field.isVisible()
    assert part(desk, QPushButton, "rubric-attested").text().endswith("signed page differs")
    assert any(hint.code == "attestation-differs" for hint in desk.session.sheet.hints)  # type: ignore[union-attr]


def test_a_reason_that_was_begun_is_there_when_the_case_is_opened_again(qtbot: QtBot, desk: CaseScreen) -> None:
    click(desk, "rubric-attested")
    click(desk, "compare-differ")
    QTest.keyClicks(part(desk, WordsField, "compare-because"), "Half a rea")
    with qtbot.waitSignal(desk.session.documents_listed):
        desk.show_case(key(2))
    assert not part(desk, WordsField, "compare-because").words
    with qtbot.waitSignal(desk.session.documents_listed):
        desk.show_case(key(1))
    assert part(desk, WordsField, "compare-because").words == "Half a rea"


# Citing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tab", "words", "path"),
    [
        ("claim", "tells what was done", "narrative:p1:1"),
        ("attestations", "account is right", "attestation:p1:1"),
        ("answers", "file is masked", "answer:2"),
    ],
)
def test_an_ethics_answer_cites_every_text_and_the_chip_leads_back(
    desk: CaseScreen, tab: str, words: str, path: str
) -> None:
    desk.pages.go_to_step("ethics")
    desk.pages.workbench.ethics.show_item("2")
    select(desk, tab, words)
    desk.desk.filing.cite()
    assert [(one.path, one.quote) for one in item_cites(desk, "2")] == [(path, words)]
    assert item_cites(desk, "1") == ()
    reading = desk.pages.workbench.reading
    reading.show_tab("dates")
    click(desk, "ethics-citations-1-press")
    assert reading.tab == tab
    assert part(reading, ReadingText, f"words-{tab}").textCursor().selectedText() == words


def test_a_mark_leads_to_the_ethics_answer_that_it_belongs_to(desk: CaseScreen) -> None:
    desk.pages.go_to_step("ethics")
    desk.pages.workbench.ethics.show_item("3")
    select(desk, "answers", "cause comes first")
    desk.desk.filing.cite()
    desk.pages.go_to_step("judge")
    assert desk.session.sheet is not None
    (filed,) = all_filed(desk.session.sheet)
    desk.desk.go_to_cell_of(filed)
    assert (desk.pages.step, desk.pages.workbench.ethics.item) == ("ethics", "3")
    assert part(desk, QPushButton, "ethics-citations-1-press").hasFocus()


def test_citations_stay_with_the_answer_through_typing_and_answering(qtbot: QtBot, desk: CaseScreen) -> None:
    desk.pages.go_to_step("ethics")
    desk.pages.workbench.ethics.show_item("1")
    select(desk, "answers", "file is masked")
    desk.desk.filing.cite()
    assert desk.pages.workbench.ethics.answer_by_key("K")
    with qtbot.waitSignal(desk.session.answered):
        desk.finish()
    assert [one.path for one in item_cites(desk, "1")] == ["answer:2"]
    assert desk.session.sheet is not None
    row = next(row for row in desk.session.sheet.ethics if row.id == "1")
    assert row.answer is not None
    assert (row.draft, [one.path for one in row.answer.citations]) == (None, ["answer:2"])


def test_a_document_of_the_list_is_filed_as_a_whole_by_digits_and_taken_back(desk: CaseScreen) -> None:
    documents = desk.pages.workbench.reading.documents
    desk.pages.workbench.reading.show_tab("documents")
    table = part(documents, QAbstractItemView, "documents-list")
    table.setCurrentIndex(documents.model.index(documents.model.row_of(NOTES), 0))
    QTest.keyClick(table, Qt.Key.Key_6)
    assert desk.session.sheet is not None
    (one,) = all_filed(desk.session.sheet)
    assert (one.cell, one.citation.path, one.citation.place) == (Cell("p1", 6), NOTES, None)
    assert desk.desk.undo()
    assert not list(all_filed(desk.session.sheet))


def test_what_is_not_in_a_claim_is_cited_as_looked_in(desk: CaseScreen) -> None:
    desk.pages.workbench.reading.show_tab("claim")
    desk.desk.filing.look()
    field = part(desk, QLineEdit, "looked-in-field")
    QTest.keyClicks(field, "a baseline")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.session.sheet is not None
    (one,) = all_filed(desk.session.sheet)
    assert one.cell == Cell("p1", 1)
    assert (one.citation.kind, one.citation.path, one.citation.quote) == (
        CitationKind.LOOKED_IN,
        "narrative:p1:1",
        "a baseline",
    )
    assert part(desk, ReadingText, "words-claim").hasFocus()


def test_answers_are_counted_and_stand_beside_the_declarations(desk: CaseScreen) -> None:
    tabs = part(desk, QTabBar, "reading-tabs")
    assert "Answers 2" in [tabs.tabText(place) for place in range(tabs.count())]
    words = select(desk, "answers", "masked").toPlainText()
    assert "Application agreement: agreed, signed 20 Aug 2026" in words
    assert "Answer 1 · 1 Project 1 of case 1 · 6 Determine Cause" in words


# Dates ------------------------------------------------------------------------------------


def test_arrow_keys_go_through_the_dates_and_enter_leads_to_what_they_stand_for(desk: CaseScreen) -> None:
    reading = desk.pages.workbench.reading
    reading.show_tab("dates")
    dates = part(reading, DatesView, "dates")
    dates.setFocus()
    spoken = []
    for _ in range(dates.model().rowCount()):
        spoken.append(str(dates.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))
        QTest.keyClick(dates, Qt.Key.Key_Down)
    assert spoken[0] == "Experience: Ostrow Lane, Jun 2021 to today"
    assert "Attestations signed: Henrietta Obafemi-Strand, 11 Jun 2024" in spoken
    assert "Papers: Application agreement, 20 Aug 2026" in spoken
    assert any(each.endswith("Notes, 11 Jun 2024") for each in spoken)
    model = dates.model()
    project = next(
        model.index(row, 0)
        for row in range(model.rowCount())
        if getattr(model.index(row, 0).data(DateRole.ROW), "label", "").startswith("2 Project 2")
    )
    dates.setCurrentIndex(project)
    QTest.keyClick(dates, Qt.Key.Key_Return)
    assert (reading.tab, desk.pages.workbench.cell) == ("project", Cell("p2", 1))


def test_dates_stand_below_their_names_where_there_is_little_room(qtbot: QtBot, desk: CaseScreen) -> None:
    desk.pages.workbench.reading.show_tab("dates")
    dates = part(desk.pages.workbench.reading, DatesView, "dates")
    heights = []
    for width in (1400, 300):
        dates.resize(width, 600)
        qtbot.waitUntil(lambda width=width: dates.is_stacked == (width < 500))  # type: ignore[misc]
        heights.append(dates.sizeHintForRow(1))
    assert heights[0] < heights[1]


def test_the_signed_page_is_there_again_when_the_case_is_opened_at_the_attestations(
    qtbot: QtBot, desk: CaseScreen
) -> None:
    desk.resize(1800, 900)
    desk.pages.workbench.reading.show_tab("attestations")
    assert desk.pages.workbench.reading.beside.path_shown == NOTES
    with qtbot.waitSignal(desk.session.documents_listed):
        desk.show_case(key(2))
    assert not desk.pages.workbench.reading.beside.isVisible()
    with qtbot.waitSignal(desk.session.documents_listed):
        desk.show_case(key(1))
    assert desk.pages.workbench.reading.tab == "attestations"
    qtbot.waitUntil(lambda: desk.pages.workbench.reading.beside.path_shown == NOTES)
