"""Filing, chips, marks and documents in the case: what is read and what is judged lead to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPushButton

from reviewer.vocabulary import Cell, CitationKind, SourceKind
from reviewer.workflow.cited import BrokenCitation
from tests.ui.case.builders import key
from tests.ui.case.finding import click, part, select
from tests.ui.case.reading import NOTES, cited, open_notes
from ui.models.citations import Target
from ui.models.document_view import FlowPlace
from ui.models.documents_model import DocumentColumn
from ui.views.case.reading_text import ReadingText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.case.builders import CaseBook
    from ui.views.case.screen import CaseScreen


def test_words_of_a_claim_are_filed_by_a_digit(qtbot: QtBot, desk: CaseScreen) -> None:
    shown = select(desk, "claim", "tells what was done")
    QTest.keyClick(shown, Qt.Key.Key_4)
    (one,) = cited(desk, 4)
    assert (one.source, one.path, one.quote) == (SourceKind.NARRATIVE, "narrative:p1:1", "tells what was done")
    sheet = desk.session.sheet
    assert sheet is not None
    claim = sheet.submission.projects[0].claim(1)
    assert claim is not None
    assert claim.narrative[one.start : one.end] == one.quote
    assert desk.pages.workbench.reading.filed_line.words == "Filed under 4"


def test_words_of_another_project_are_filed_there(desk: CaseScreen) -> None:
    shown = select(desk, "standard", "project p2")
    QTest.keyClick(shown, Qt.Key.Key_3)
    assert cited(desk, 3) == ()
    assert [one.path for one in cited(desk, 3, "p2")] == ["narrative:p2:1"]
    assert desk.pages.workbench.reading.filed_line.words == "Filed under 3 in project 2"


def test_attestations_are_cited_like_documents(desk: CaseScreen) -> None:
    shown = select(desk, "attestations", "account is right")
    QTest.keyClick(shown, Qt.Key.Key_2)
    assert [one.path for one in cited(desk, 2)] == ["attestation:p1:1"]


def test_filing_can_be_undone_by_its_button(desk: CaseScreen) -> None:
    QTest.keyClick(select(desk, "claim", "tells what was done"), Qt.Key.Key_4)
    assert len(cited(desk, 4)) == 1
    click(desk, "filed-act")
    assert cited(desk, 4) == ()


def test_filing_can_be_undone_by_keys(desk: CaseScreen) -> None:
    QTest.keyClick(select(desk, "claim", "tells what was done"), Qt.Key.Key_4)
    QTest.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cited(desk, 4) == ()


def test_words_with_the_address_of_the_candidate_are_not_filed(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    case, email = book.cases[key(1)], "a.b@here.example"
    book.cases[key(1)] = replace(case, candidate=replace(case.candidate, email=email))
    with qtbot.waitSignal(desk.session.sheet_changed):
        desk.session.reload()
    open_notes(qtbot, desk, f"Write to {email} for the rest.")
    line = desk.pages.workbench.reading.filed_line
    flow = desk.pages.workbench.reading.documents.reader.flow
    flow.selectAll()
    QTest.keyClick(flow, Qt.Key.Key_4)
    assert cited(desk, 4) == ()
    assert "e-mail address" in line.words
    flow.setTextCursor(flow.document().find("for the rest"))
    QTest.keyClick(flow, Qt.Key.Key_4)
    assert [one.quote for one in cited(desk, 4)] == ["for the rest"]


def test_nothing_is_filed_where_nothing_is_claimed(desk: CaseScreen) -> None:
    desk.pages.workbench.go_to(Cell("p3", 8))
    QTest.keyClick(select(desk, "claim", "tells what was done"), Qt.Key.Key_9)
    assert "not claimed" in desk.pages.workbench.reading.filed_line.words


def test_a_chip_leads_to_the_words_and_a_mark_to_the_judgment(desk: CaseScreen) -> None:
    bench = desk.pages.workbench
    QTest.keyClick(select(desk, "claim", "tells what was done"), Qt.Key.Key_4)
    bench.go_to(Cell("p1", 4))
    (chip,) = bench.rubric.chips.items
    assert "claim 1 of project 1" in chip.words
    part(bench.rubric, QPushButton, "citations-1-press").click()
    assert bench.reading.tab == "project"
    words = part(bench.reading, ReadingText, "words-project")
    assert words.textCursor().selectedText() == "tells what was done"
    bench.go_to(Cell("p1", 1))
    words.mark_chosen.emit(chip.about)
    assert bench.cell == Cell("p1", 4)


def file_first(qtbot: QtBot, screen: CaseScreen) -> ReadingText:
    """File words under Standard 1; its digit could begin 10 and waits."""
    shown = select(screen, "claim", "tells what was done")
    QTest.keyClick(shown, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(cited(screen, 1)) == 1)
    return shown


def test_delete_takes_a_citation_away_and_it_can_come_back(qtbot: QtBot, desk: CaseScreen) -> None:
    file_first(qtbot, desk)
    assert len(cited(desk, 1)) == 1
    QTest.keyClick(part(desk, QPushButton, "citations-1-press"), Qt.Key.Key_Delete)
    assert cited(desk, 1) == ()
    assert desk.pages.workbench.rubric.chips.isHidden()
    click(desk, "filed-act")
    assert len(cited(desk, 1)) == 1


def test_cited_words_are_marked_in_the_claim(qtbot: QtBot, desk: CaseScreen) -> None:
    shown = file_first(qtbot, desk)
    (mark,) = shown.extraSelections()
    assert mark.cursor.selectedText() == "tells what was done"


def test_what_the_claim_cites_opens_at_its_page(qtbot: QtBot, desk: CaseScreen) -> None:
    bench = desk.pages.workbench
    bench.reading.show_tab("claim")
    (item,) = bench.reading._cited.items
    assert item.words == "Study p. 3"
    part(bench.reading, QPushButton, "claim-cites-1-press").click()
    assert bench.reading.tab == "documents"
    assert bench.reading.documents.reader.path == "evidence/p1/study.pdf"


def test_a_document_is_cited_and_opened_again_by_its_chip(qtbot: QtBot, desk: CaseScreen) -> None:
    open_notes(qtbot, desk)
    bench = desk.pages.workbench
    reader = bench.reading.documents.reader
    reader.flow.setTextCursor(reader.flow.document().find("Another"))
    QTest.keyClick(reader.flow, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(cited(desk, 1)) == 1)
    (one,) = cited(desk, 1)
    assert (one.kind, one.path, one.quote) == (CitationKind.PASSAGE, NOTES, "Another")
    bench.reading.show_tab("claim")
    part(bench.rubric, QPushButton, "citations-1-press").click()
    assert bench.reading.tab == "documents"


def test_looked_in_says_what_was_looked_for(qtbot: QtBot, desk: CaseScreen) -> None:
    open_notes(qtbot, desk)
    bench = desk.pages.workbench
    bench.reading.documents.reader.choice_made.emit("looked_in")
    QTest.keyClicks(bench.reading.looked_in._field, "a control group")
    QTest.keyClick(bench.reading.looked_in._field, Qt.Key.Key_Return)
    (one,) = cited(desk, 1)
    assert (one.kind, one.quote, one.path) == (CitationKind.LOOKED_IN, "a control group", NOTES)
    assert bench.reading.looked_in.isHidden()


def test_how_a_document_was_looked_at_is_remembered(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    book.evidence.views[NOTES] = FlowPlace(0, 1.5).written()
    open_notes(qtbot, desk)
    reader = desk.pages.workbench.reading.documents.reader
    reader.zoom_in()
    reader._keep_view()
    qtbot.waitUntil(lambda: FlowPlace.read(book.evidence.views[NOTES]).zoom != 1.5)
    with qtbot.waitSignal(reader.seen):
        reader._note_seen()
    qtbot.waitUntil(lambda: book.evidence.opened.get(NOTES) == {None})


def test_a_citation_that_does_not_match_is_red(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    file_first(qtbot, desk)
    (one,) = cited(desk, 1)
    book.evidence.breaks = (BrokenCitation(one, Cell("p1", 1), None, "its words are not there any more"),)
    desk.evidence.check_citations()
    qtbot.waitUntil(lambda: bool(desk.pages.workbench.rubric.chips.items[0].reason))
    assert part(desk, QPushButton, "citations-1-press").property("state") == "broken"
    assert "marked red" in desk.pages.workbench.reading.filed_line.words


def test_the_case_is_searched_and_a_hit_opens(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    book.evidence.contents[NOTES] = b"One thing.\nAnother thing."
    desk.desk.start_case_search()
    search = desk.pages.workbench.reading.documents.search
    QTest.keyClicks(search.field, "another")
    hits = part(search, QListView, "case-search-hits")
    qtbot.waitUntil(hits.isVisible)
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(desk.pages.workbench.reading.documents.reader.shown, timeout=20_000):
        hits.clicked.emit(hits.currentIndex())
    assert desk.pages.workbench.reading.documents.reader.path == NOTES


def test_a_hit_in_another_case_leads_there(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    book.evidence.contents[NOTES] = b"Another thing."
    desk.desk.start_case_search()
    search = desk.pages.workbench.reading.documents.search
    search._everywhere.click()
    QTest.keyClicks(search.field, "another")
    hits = part(search, QListView, "case-search-hits")
    qtbot.waitUntil(hits.isVisible)
    with qtbot.waitSignal(desk.went_to) as went:
        hits.clicked.emit(hits.model().index(0, 0))
    assert went.args == ["case", key(2)]


def test_enter_in_a_search_stays_in_the_search(qtbot: QtBot, desk: CaseScreen) -> None:
    open_notes(qtbot, desk)
    bench = desk.pages.workbench
    reader = bench.reading.documents.reader
    reader.start_search()
    for field in (reader.panel.field, bench.reading.alert.field):
        field.setFocus()
        with qtbot.assertNotEmitted(bench.rubric.typed):
            QTest.keyClick(field, Qt.Key.Key_Return)
        assert not bench.rubric.isAncestorOf(desk.focusWidget())


def test_escape_leaves_the_search(qtbot: QtBot, desk: CaseScreen) -> None:
    desk.desk.start_case_search()
    search = desk.pages.workbench.reading.documents.search
    QTest.keyClicks(search.field, "another")
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert search.words == ""


def test_a_project_stands_beside_a_claim(desk: CaseScreen) -> None:
    reading = desk.pages.workbench.reading
    reading.show_tab("claim")
    reading.toggle_beside()
    reading.beside._box.setCurrentIndex(2)
    reading.beside._box.activated.emit(2)
    assert "Project 2 of case 1" in reading.beside.words.toPlainText()
    assert desk.pages.workbench.rubric.isVisible()
    click(reading, "beside-close")
    assert reading.beside.isHidden()


def test_a_document_stands_beside_a_document(qtbot: QtBot, desk: CaseScreen) -> None:
    open_notes(qtbot, desk)
    reading = desk.pages.workbench.reading
    with qtbot.waitSignal(reading.beside.reader.shown, timeout=20_000):
        reading.documents.reader.choice_made.emit("beside")
    assert reading.beside.reader.path == NOTES


def test_what_is_read_moves_to_a_second_window_and_back(qtbot: QtBot, desk: CaseScreen) -> None:
    bench = desk.pages.workbench
    bench.toggle_window()
    assert bench.is_detached
    assert bench.reading.window() is not desk.window()
    assert bench.rubric.isVisible()
    bench.reading.window().close()
    assert bench._window is None
    assert bench.reading.window() is desk.window()


def test_keys_of_the_second_window_judge(qtbot: QtBot, desk: CaseScreen) -> None:
    bench = desk.pages.workbench
    bench.toggle_window()
    QTest.keyClick(bench.reading.window(), Qt.Key.Key_M)
    assert bench.rubric.levels.chosen == "met"
    bench.attach()


def test_leaving_the_case_leaves_nothing_to_read(qtbot: QtBot, desk: CaseScreen) -> None:
    open_notes(qtbot, desk)
    file_first(qtbot, desk)
    desk.pages.workbench.toggle_window()
    desk.forget()
    bench = desk.pages.workbench
    assert bench._window is None
    assert bench.rubric.chips.items == ()
    assert bench.reading.documents.reader.flow.toPlainText() == ""
    assert bench.reading.documents.reader.path == ""
    assert bench.reading.filed_line.words == ""


def test_a_document_that_is_not_there_is_told(desk: CaseScreen) -> None:
    desk.desk.open("evidence/none.pdf", Target(1))
    assert "no such document" in desk.pages.workbench.reading.filed_line.words


def test_a_selection_in_the_claim_keeps_letters_for_levels(desk: CaseScreen) -> None:
    shown = select(desk, "claim", "tells what was done")
    QTest.keyClick(shown, Qt.Key.Key_M)
    assert desk.pages.workbench.rubric.levels.chosen == "met"
    assert shown.textCursor().hasSelection()
    cursor = shown.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    shown.setTextCursor(cursor)
    QTest.keyClick(shown, Qt.Key.Key_4)
    assert cited(desk, 4) == ()


def test_the_list_says_what_was_read(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    book.evidence.opened["evidence/p1/study.pdf"] = {1, 2}
    model = desk.pages.workbench.reading.documents.model
    desk.evidence.ask_map()
    row = model.row_of("evidence/p1/study.pdf")
    qtbot.waitUntil(lambda: model.index(row, DocumentColumn.READ).data() == "2 of 3")
    assert model.index(model.row_of(NOTES), DocumentColumn.READ).data() == "not opened"


def test_before_signing_what_was_never_opened_is_named(qtbot: QtBot, desk: CaseScreen) -> None:
    with qtbot.waitSignal(desk.evidence.unread_found) as found:
        desk.evidence.ask_unread()
    assert found.args == [("3 documents were not opened.",)]
