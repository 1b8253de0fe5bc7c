"""The smaller models of a case: documents, ethics, places, dates, and what stands before judging."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from reviewer.review.judgment import EthicsAnswer, EthicsDraft, PrivateNotes
from reviewer.review.sheet_rows import HintRow
from reviewer.vocabulary import CaseState, Cell
from reviewer.workflow.read_map import ReadRow
from tests.ui.case.builders import SAVED_AT, documents, drafted, judged, record, sheet
from ui.models.before_texts import (
    Destination,
    attestation_lines,
    destination_of,
    experience_row_words,
)
from ui.models.case_words import (
    attested_words,
    clock_words,
    doubts,
    is_finished,
    next_unjudged,
    standing_words,
    title_words,
)
from ui.models.dates import Track, date_bars
from ui.models.declarations import declaration_lines
from ui.models.documents_model import DocumentColumn, DocumentsModel, read_words, size_words
from ui.models.ethics_model import EthicsModel, EthicsRole
from ui.models.place import Place

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

# Documents --------------------------------------------------------------------------------


def test_the_documents_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = DocumentsModel()
    model.show_documents(documents(), ("p1",))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == len(documents())


def test_documents_that_the_claim_cites_come_first() -> None:
    model = DocumentsModel()
    model.show_documents(documents(), ("p1",))
    assert model.index(0, DocumentColumn.TITLE).data() == "Notes"
    model.show_cell(Cell("p1", 1))
    assert [model.index(row, DocumentColumn.TITLE).data() for row in range(3)] == ["Study", "Notes", "extra.bin"]
    assert model.of_claim_count == 1


def test_a_document_says_kind_size_and_where_it_belongs() -> None:
    model = DocumentsModel()
    model.show_documents(documents(), ("p1",))
    model.show_cell(Cell("p1", 1))
    rows = [[model.index(row, column).data() for column in DocumentColumn] for row in range(3)]
    assert rows == [
        ["Study", "PDF", "52.7 KiB", "cited here", ""],
        ["Notes", "Text", "120 bytes", "project 1", ""],
        ["extra.bin", "Other", "9 bytes", "not listed by the candidate", ""],
    ]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Study, PDF, 52.7 KiB, cited here"
    assert size_words(54_000) == "52.7 KiB"


# Ethics -----------------------------------------------------------------------------------


def test_the_ethics_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = EthicsModel()
    model.show_sheet(sheet())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == len(sheet().ethics)


def test_items_carry_the_sign_of_their_answer() -> None:
    kept = replace(
        record(),
        ethics={"1": EthicsAnswer("no_concern", "", (), SAVED_AT)},
        ethics_drafts={"2": EthicsDraft("concern", "why", SAVED_AT)},
    )
    model = EthicsModel()
    model.show_sheet(sheet(kept=kept))
    signs = [model.index(place).data(EthicsRole.SIGN) for place in range(model.rowCount())]
    assert signs == ["", "full", "half", "", "", "", ""]
    assert model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "2 Validated Practice: draft, A concern"


def test_the_next_open_item_goes_round() -> None:
    kept = replace(record(), ethics={"6": EthicsAnswer("no_concern", "", (), SAVED_AT)})
    model = EthicsModel()
    model.show_sheet(sheet(kept=kept))
    assert model.next_open("commitment") == "1"
    assert model.next_open("5") == "commitment"


# Places -----------------------------------------------------------------------------------


@given(
    st.builds(
        Place,
        step=st.text(),
        cell=st.none() | st.builds(Cell, st.text(), st.integers(0, 99)),
        tab=st.text(),
        scrolls=st.dictionaries(st.text(), st.integers(0, 10**9)),
    )
)
def test_a_place_comes_back_as_it_was_written(place: Place) -> None:
    assert Place.read(place.written()) == place


@given(st.none() | st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(repr))
def test_a_place_that_cannot_be_read_is_the_beginning(written: str | None) -> None:
    assert Place.read(written).cell is None


@pytest.mark.parametrize(
    "written", ['{"cell": ["p1"]}', '{"cell": 3, "scrolls": []}', "[]", "7", '{"scrolls": {"a": "b"}}']
)
def test_a_damaged_place_is_the_beginning(written: str) -> None:
    assert Place.read(written) == Place()


# Words ------------------------------------------------------------------------------------


def test_the_title_names_candidate_program_revision_and_due_date() -> None:
    assert title_words(sheet()) == "Candidate 1 · CPT 2013 initial · due 25 Sep · certification · revision 1"


def test_a_cell_says_whether_it_is_open_a_draft_or_closed() -> None:
    first, second, third, fourth = (Cell("p1", standard) for standard in (1, 2, 3, 4))
    kept = replace(
        record(),
        judgments={second: judged(), third: judged()},
        drafts={third: drafted("not_met"), fourth: drafted()},
    )
    case = sheet(kept=kept)
    time = clock_words(SAVED_AT)
    assert standing_words(case.cell(first)) == "Not judged yet"
    assert standing_words(case.cell(second)) == f"Closed {time}, in the journal"
    assert standing_words(case.cell(third)) == (
        f"Closed {time}, changed since. Draft: saved {time}, not yet in the journal"
    )
    assert standing_words(case.cell(fourth)) == f"Draft: saved {time}, not yet in the journal"
    assert standing_words(case.cell(Cell("p3", 9))) == "Not claimed: nothing to judge"
    unsaved = replace(case.cell(fourth), saved_at=None)
    assert standing_words(unsaved) == "Draft: saving…"


def test_the_attesters_mark_is_said_for_the_cell() -> None:
    case = sheet()
    assert attested_words(case, case.cell(Cell("p1", 1))) == "Attester: confirmed"
    assert attested_words(case, case.cell(Cell("p1", 3))) == "Attester: cannot confirm"
    assert attested_words(case, case.cell(Cell("p1", 10))) == "Attester: left open"
    assert attested_words(case, replace(case.cell(Cell("p1", 1)), attested=None)) == "Attester: no attestation"


def test_the_next_unjudged_cell_skips_what_is_closed_or_not_claimed() -> None:
    kept = replace(record(), judgments={Cell("p1", 2): judged()})
    case = sheet(kept=kept)
    assert next_unjudged(case, Cell("p1", 1)) == Cell("p1", 3)
    assert next_unjudged(case, Cell("p3", 8)) == Cell("p3", 10)
    assert next_unjudged(case, Cell("p3", 10)) == Cell("p1", 1)


def test_when_all_is_judged_there_is_no_next_cell() -> None:
    cells = [row.cell for row in sheet().cells]
    assert next_unjudged(sheet(kept=replace(record(), judgments={cell: judged() for cell in cells})), cells[0]) is None


def test_doubts_are_the_cells_to_come_back_to() -> None:
    kept = replace(record(), private={Cell("p2", 2): PrivateNotes(comes_back=True), Cell("p2", 3): PrivateNotes("x")})
    assert doubts(sheet(kept=kept)) == (Cell("p2", 2),)


def test_a_signed_case_is_finished() -> None:
    assert not is_finished(sheet())
    assert is_finished(replace(sheet(), state=CaseState.SIGNED))


# Dates, before judging --------------------------------------------------------------------


def test_all_dates_stand_in_the_order_of_their_tracks() -> None:
    bars = date_bars(sheet())
    assert [bar.track for bar in bars] == sorted((bar.track for bar in bars), key=list(Track).index)
    experience = bars[0]
    assert (experience.label, experience.words) == ("Ostrow Lane", "Jun 2021 to today")
    assert experience.last == 2026 * 12 + 7
    assert [bar.words for bar in bars if bar.track is Track.ATTESTATION] == ["11 Jun 2024"] * 3


def test_declarations_attestations_and_experience_are_told_in_lines() -> None:
    case = sheet()
    assert declaration_lines(case) == (
        "Commitment to the code of ethics: agreed, signed 20 Aug 2026",
        "Application agreement: agreed, signed 20 Aug 2026",
    )
    assert attestation_lines(case)[0] == (
        "1 Project 1 of case 1: Henrietta Obafemi-Strand (client) · signed 11 Jun 2024 · confirms 8 of 10 Standards"
        " · signed page not compared yet"
    )
    words = [experience_row_words(row) for row in case.experience_rows]
    assert words == ["Jun 2021 to today · Ostrow Lane · Consultant · 40 % of full time · 25.2 months"]


@pytest.mark.parametrize(
    ("place", "cell", "destination"),
    [
        ("/projects/0/claims/2/narrative", Cell("p1", 3), Destination("claim", Cell("p1", 3))),
        ("/projects/1/attestations/0", None, Destination("attestations", Cell("p2", 1))),
        ("/projects/2/end", None, Destination("dates", Cell("p3", 1))),
        ("/projects/2", None, Destination("project", Cell("p3", 1))),
        ("/documents/3", None, Destination("documents")),
        ("/experience/0", None, Destination("dates")),
        ("/candidate/instructors", None, None),
        ("/projects/9", None, None),
    ],
    ids=str,
)
def test_a_hint_leads_to_its_place(place: str, cell: Cell | None, destination: Destination | None) -> None:
    assert destination_of(sheet(), HintRow("code", place, "message", cell)) == destination


@pytest.mark.parametrize(
    ("opened", "parts", "words"),
    [
        ((), None, "not opened"),
        ((1, 3), None, "2 pages"),
        ((1,), None, "1 page"),
        ((1, 3), 6, "2 of 6"),
        ((1, 2), 2, "all"),
        ((None,), None, "all"),
    ],
)
def test_all_was_read_only_where_it_is_known_how_much_there_is(
    opened: tuple[int | None, ...], parts: int | None, words: str
) -> None:
    row = ReadRow("a.pdf", None, frozenset(opened), frozenset(), parts, is_claimed=False)
    assert read_words(row) == words
