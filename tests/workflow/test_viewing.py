"""Reading, citing, searching and covering documents of a case, through the use cases."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import CitationRefusedError, CitationsBrokenError, UnknownDocumentError
from reviewer.review.judgment import JudgmentText
from reviewer.submission.flow import BlockKind
from reviewer.submission.pages import DocumentStatus, Layout, PageFault, PageImage
from reviewer.vocabulary import CaseKey, Cell, CitationKind
from reviewer.workflow import (
    cited,
    citing,
    document_hints,
    inspecting,
    loading,
    privacy,
    read_map,
    reading,
    searching,
    upkeep,
    viewing,
)
from reviewer.workflow.viewing import DocumentViewer, Fetched
from tests.evidence.samples import a_pdf, a_word_file
from tests.judged import STRONG
from tests.workflow.documents import PLAN, REPORT, SCAN, SLIDES, TABLE, THREAD, opened_document

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.review.judgment import Citation
    from reviewer.workflow.desk import Desk

CELL = Cell("p1", 1)


def cite(desk: Desk, viewer: DocumentViewer, written: str, kind: CitationKind = CitationKind.PASSAGE) -> Citation:
    return citing.cite(desk, STRONG, kind, written, viewer)


def judge_with(desk: Desk, *citations: Citation) -> None:
    desk.workspace.record_judgment(STRONG, CELL, JudgmentText(level="met", citations=citations))


# Viewing ----------------------------------------------------------------------------------------


def test_a_document_of_a_case_is_drawn_read_and_searched(case: Desk, viewer: DocumentViewer) -> None:
    document = opened_document(case, viewer, REPORT)
    face = viewer.face(document)
    assert face is not None
    assert (face.layout, len(face.pages)) == (Layout.PAGES, 47)
    assert isinstance(viewer.image(document, 1, 1.0), PageImage)
    (first, *_) = viewer.find(document, "summary")
    page = viewer.text(document, first.place if isinstance(first.place, int) else 0)
    assert page.text[first.start : first.end].lower() == "summary"
    assert first.excerpt[first.found_from : first.found_to].lower() == "summary"


def test_a_flowing_document_is_searched_in_the_texts_of_its_places(case: Desk, viewer: DocumentViewer) -> None:
    document = opened_document(case, viewer, PLAN)
    flow = viewer.flow(document)
    words = next(block.text for block in flow.blocks if block.kind is BlockKind.PARAGRAPH).split()[0]
    hits = viewer.find(document, words)
    assert hits
    for hit in hits:
        text = viewer.place_text(document, hit.place) or ""
        assert text[hit.start : hit.end].casefold() == words.casefold()


def test_searching_stops_when_it_is_not_wanted_any_more(case: Desk, viewer: DocumentViewer) -> None:
    assert viewer.find(opened_document(case, viewer, REPORT), "summary", is_wanted=lambda: False) == ()


def test_only_the_last_documents_stay_open() -> None:
    viewer = DocumentViewer()
    documents = [Fetched(f"id-{number}", "a.pdf", a_pdf(str(number))) for number in range(8)]
    for fetched in documents:
        viewer.open(fetched)
    assert [viewer.is_open(fetched.id) for fetched in documents] == [False] * 2 + [True] * 6
    gone = viewer.image("id-0", 1, 1.0)
    assert isinstance(gone, PageFault)
    assert "open it again" in gone.message
    viewer.forget("id-7")
    assert viewer.face("id-7") is None
    assert (viewer.place_text("id-7", 1), list(viewer.places("id-7"))) == (None, [])
    viewer.close()


def test_a_document_that_the_case_does_not_have_is_named(case: Desk) -> None:
    with pytest.raises(UnknownDocumentError):
        viewing.fetch(case, STRONG, "evidence/none.pdf")
    with pytest.raises(UnknownDocumentError):
        viewing.remember_password(case, STRONG, "evidence/none.pdf", "x")
    with pytest.raises(UnknownDocumentError):
        privacy.private_parts(case, STRONG, "evidence/none.pdf")


def test_a_password_is_remembered_for_the_document(case: Desk) -> None:
    assert viewing.fetch(case, STRONG, REPORT).password == ""
    viewing.remember_password(case, STRONG, REPORT, "open sesame")
    assert viewing.fetch(case, STRONG, REPORT).password == "open sesame"


def test_how_a_document_was_looked_at_is_remembered(case: Desk) -> None:
    assert viewing.saved_view(case, STRONG, REPORT) == ""
    viewing.save_view(case, STRONG, REPORT, '{"page": 3}')
    viewing.save_view(case, STRONG, REPORT, '{"page": 4}')
    assert viewing.saved_view(case, STRONG, REPORT) == '{"page": 4}'


# Citing -----------------------------------------------------------------------------------------


def test_a_quote_of_a_page_has_its_range_and_its_rectangle(case: Desk, viewer: DocumentViewer) -> None:
    text = viewer.text(opened_document(case, viewer, REPORT), 3).text
    quote = " ".join(text.split()[10:18])
    citation = cite(case, viewer, f"{REPORT}#3={quote}")
    assert (citation.place, citation.quote) == (3, quote)
    assert text[citation.start : citation.end].split() == quote.split()
    assert citation.rect is not None
    assert 0 <= citation.rect[0] < citation.rect[2] <= 612


def test_a_quote_without_a_page_is_looked_for_on_all(case: Desk, viewer: DocumentViewer) -> None:
    text = viewer.text(opened_document(case, viewer, REPORT), 12).text
    line = max(text.splitlines(), key=len)
    assert cite(case, viewer, f"{REPORT}={line}").place == 12


@pytest.mark.parametrize("path", [PLAN, TABLE, SLIDES, THREAD])
def test_a_quote_of_an_office_file_or_a_text_has_its_range(case: Desk, viewer: DocumentViewer, path: str) -> None:
    document = opened_document(case, viewer, path)
    line = max(viewer.flow(document).text.splitlines(), key=len)
    citation = cite(case, viewer, f"{path}={line}")
    text = viewer.place_text(document, citation.place) or ""
    assert text[citation.start : citation.end] == citation.quote == line


def test_a_cell_of_a_workbook_is_a_place(case: Desk, viewer: DocumentViewer) -> None:
    flow = viewer.flow(opened_document(case, viewer, TABLE))
    cell = next(cell for block in flow.blocks for row in block.rows for cell in row if cell.text.isalpha())
    citation = cite(case, viewer, f"{TABLE}#{cell.place}={cell.text}")
    assert (citation.place, citation.start, citation.end) == (cell.place, 0, len(cell.text))


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        ("99", (CitationKind.PASSAGE, CitationKind.LOOKED_IN)),
        ("Nowhere", (CitationKind.PASSAGE,)),
        ("Sheet9!A1", (CitationKind.PASSAGE,)),
    ],
)
def test_a_place_that_is_not_there_is_refused(
    case: Desk, viewer: DocumentViewer, place: str, kinds: tuple[CitationKind, ...]
) -> None:
    for kind in kinds:
        with pytest.raises(CitationRefusedError) as refused:
            cite(case, viewer, f"{REPORT}#{place}=words", kind)
        assert place in str(refused.value.details["reason"])


def test_words_that_do_not_stand_there_are_refused(case: Desk, viewer: DocumentViewer) -> None:
    for path in (f"{REPORT}#3", REPORT, PLAN):
        with pytest.raises(CitationRefusedError):
            cite(case, viewer, f"{path}=never written by anybody")


def test_a_scan_is_quoted_as_it_was_read(case: Desk, viewer: DocumentViewer) -> None:
    citation = cite(case, viewer, f"{SCAN}#1=I confirm")
    assert (citation.quote, citation.place, citation.start) == ("I confirm", 1, None)


def test_a_citation_can_be_made_without_a_viewer_at_hand(case: Desk) -> None:
    citation = citing.cite(case, STRONG, CitationKind.LOOKED_IN, f"{REPORT}#3=a budget")
    assert (citation.kind, citation.quote) == (CitationKind.LOOKED_IN, "a budget")


# Checking citations -----------------------------------------------------------------------------


def test_citations_that_match_hold(case: Desk, viewer: DocumentViewer) -> None:
    line = max(viewer.text(opened_document(case, viewer, REPORT), 12).text.splitlines(), key=len)
    narrative = case.submission(STRONG).projects[0].claims[0].narrative[:20]
    judge_with(
        case,
        cite(case, viewer, f"{REPORT}#12={line}"),
        cite(case, viewer, f"narrative:p1:1={narrative}"),
        cite(case, viewer, f"{SCAN}=signed", CitationKind.LOOKED_IN),
    )
    assert cited.broken_citations(case, STRONG) == ()
    cited.require_sound(case, STRONG)
    cited.require_sound(case, STRONG, viewer)


def test_a_citation_with_other_words_is_listed(case: Desk, viewer: DocumentViewer) -> None:
    line = max(viewer.text(opened_document(case, viewer, REPORT), 12).text.splitlines(), key=len)
    good = cite(case, viewer, f"{REPORT}#12={line}")
    judge_with(case, good, replace(good, quote="never said"), replace(good, sha256="0" * 64))
    with pytest.raises(CitationsBrokenError) as refused:
        cited.require_sound(case, STRONG, viewer)
    problems = refused.value.details["report"].problems  # type: ignore[attr-defined]
    assert [problem.where for problem in problems] == ["p1:1", "p1:1"]
    # At opening the index says the same, once the document is in it.
    assert len(cited.broken_citations(case, STRONG)) == 1
    searching.index_all(case, viewer)
    reasons = [broken.reason for broken in cited.broken_citations(case, STRONG)]
    assert len(reasons) == 2
    assert reasons[0] != reasons[1]


def test_checking_the_workspace_compares_quotes_with_what_was_read(case: Desk, viewer: DocumentViewer) -> None:
    line = max(viewer.text(opened_document(case, viewer, REPORT), 12).text.splitlines(), key=len)
    good = cite(case, viewer, f"{REPORT}#12={line}")
    judge_with(case, good, replace(good, quote="never said"))
    # What was not read yet is taken by its digest.
    assert upkeep.check(case).is_healthy
    searching.index_all(case, viewer)
    (problem,) = upkeep.check(case).problems
    assert (problem.code, problem.where, "never said" in problem.message) == ("citation", f"{STRONG}, p1:1", True)


def test_one_changed_byte_turns_exactly_its_citations_red(case: Desk, viewer: DocumentViewer) -> None:
    line = max(viewer.text(opened_document(case, viewer, REPORT), 12).text.splitlines(), key=len)
    thread = max(viewer.flow(opened_document(case, viewer, THREAD)).text.splitlines(), key=len)
    judge_with(case, cite(case, viewer, f"{REPORT}#12={line}"), cite(case, viewer, f"{THREAD}={thread}"))
    workspace = case.workspace
    ((rowid, content),) = workspace._rows(
        "SELECT evidence_chunk.rowid, content FROM evidence_chunk JOIN evidence_blob USING (blob_id)"
        " JOIN evidence_file USING (blob_id) WHERE path = ? AND n = 0",
        THREAD,
    )
    workspace._run("UPDATE evidence_chunk SET content = ? WHERE rowid = ?", b"!" + content[1:], rowid)
    with pytest.raises(CitationsBrokenError) as refused:
        cited.require_sound(case, STRONG)
    broken = refused.value.details["broken"]
    assert [one.citation.path for one in broken] == [THREAD]  # type: ignore[attr-defined]


# Searching, covering ----------------------------------------------------------------------------


def test_narratives_and_documents_of_a_case_are_searched_together(case: Desk, viewer: DocumentViewer) -> None:
    assert searching.index_all(case, viewer) == 14
    assert searching.next_to_index(case) is None
    hits = searching.find_in_case(case, STRONG, "baseline")
    assert {hit.path.partition(":")[0].partition("/")[0] for hit in hits} == {"narrative", "attestation", "evidence"}
    for hit in hits:
        assert hit.hit.excerpt[hit.hit.found_from : hit.hit.found_to].lower() == "baseline"
    assert searching.find_everywhere(case, "baseline") == hits
    assert searching.find_in_case(case, STRONG, "zzzz") == ()
    assert searching.find_in_case(case, STRONG, "...") == ()


def test_what_is_private_is_neither_found_nor_quoted(case: Desk, viewer: DocumentViewer) -> None:
    searching.index_all(case, viewer)
    document = opened_document(case, viewer, REPORT)
    page = viewer.text(document, 3)
    word = max(page.text.split(), key=len)
    start = page.text.index(word)
    rect = page.bounds(start, start + len(word))
    assert rect is not None
    places = {(hit.path, hit.hit.place) for hit in searching.find_in_case(case, STRONG, word)}
    assert (REPORT, 3) in places
    part = privacy.mark_private(case, STRONG, REPORT, 3, rect, (start, start + len(word)))
    searching.index_all(case, viewer)
    found = [hit for hit in searching.find_in_case(case, STRONG, word) if (hit.path, hit.hit.place) == (REPORT, 3)]
    assert all(hit.hit.start != start for hit in found)
    with pytest.raises(CitationRefusedError) as refused:
        cite(case, viewer, f"{REPORT}#3={word}")
    assert "personal data" in str(refused.value.details["reason"])
    privacy.unmark_private(case, STRONG, REPORT, part)
    assert privacy.private_parts(case, STRONG, REPORT) == ()
    assert cite(case, viewer, f"{REPORT}#3={word}").start == start


def test_a_whole_page_can_be_covered(case: Desk, viewer: DocumentViewer) -> None:
    line = max(viewer.text(opened_document(case, viewer, REPORT), 12).text.splitlines(), key=len)
    judge_with(case, cite(case, viewer, f"{REPORT}#12={line}"))
    privacy.mark_private(case, STRONG, REPORT, 12)
    searching.index_all(case, viewer)
    assert not any(hit.hit.place == 12 and hit.path == REPORT for hit in searching.find_in_case(case, STRONG, line))
    with pytest.raises(CitationsBrokenError):
        cited.require_sound(case, STRONG, viewer)


# Hints and what was read ------------------------------------------------------------------------


def test_a_cited_page_that_is_not_there_is_warned_of_once(empty_desk: Desk, shared_data: Path) -> None:
    viewer = DocumentViewer()
    results, _ = loading.load_bundles(empty_desk, [shared_data / "bundles" / "CPT-2026-0103_r1.zip"])
    (warning,) = (found for found in results[0].report.warnings if found.code == "missing-page")
    assert warning.where == "/projects/0/claims/8/evidence/0"
    assert "Page 7" in warning.message
    key = CaseKey("CPT-2026-0103", 1)
    searching.index_all(empty_desk, viewer)
    viewer.close()
    assert [hint.code for hint in document_hints.document_hints(empty_desk, key)] == ["missing-page"]
    assert [hint.code for hint in reading.open_case(empty_desk, key).hints].count("missing-page") == 1


def test_what_was_opened_and_cited_is_on_the_map(case: Desk, viewer: DocumentViewer) -> None:
    before = dict(read_map.unread(case, STRONG))
    assert set(before) == {"p1", "p2", "p3"}
    viewing.mark_opened(case, STRONG, REPORT, [1, 2, 2])
    judge_with(case, cite(case, viewer, f"{REPORT}#3=a budget", CitationKind.LOOKED_IN))
    row = next(row for row in read_map.read_map(case, STRONG) if row.path == REPORT)
    assert (row.opened, row.cited, row.was_opened, row.is_claimed) == (frozenset({1, 2}), frozenset({3}), True, True)
    assert dict(read_map.unread(case, STRONG))["p1"] != before["p1"]


def test_what_is_filed_and_not_closed_yet_is_on_the_map(case: Desk, viewer: DocumentViewer) -> None:
    judge_with(case, cite(case, viewer, f"{REPORT}#3=a budget", CitationKind.LOOKED_IN))
    filed = cite(case, viewer, f"{REPORT}#5=a date", CitationKind.LOOKED_IN)
    case.workspace.save_draft(STRONG, Cell("p1", 1), JudgmentText(citations=(filed,)))
    case.workspace.save_draft(STRONG, Cell("p1", 2), JudgmentText(citations=(filed,)))
    row = next(row for row in read_map.read_map(case, STRONG) if row.path == REPORT)
    assert 5 in row.cited


# Inspecting -------------------------------------------------------------------------------------


def test_files_are_inspected_one_after_the_other_whatever_each_does(tmp_path: Path) -> None:
    good, damaged, text = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.docx"
    good.write_bytes(a_pdf("hello", "world"))
    damaged.write_bytes(b"%PDF-1.7 nothing")
    text.write_bytes(a_word_file(("", "words")))
    rows = list(inspecting.inspect([good, tmp_path / "none", damaged, tmp_path, text]))
    assert [(row.status, row.pages, row.characters) for row in rows] == [
        (DocumentStatus.SHOWN, 2, 10),
        (DocumentStatus.DAMAGED, 0, 0),
        (DocumentStatus.DAMAGED, 0, 0),
        (DocumentStatus.DAMAGED, 0, 0),
        (DocumentStatus.SHOWN, 1, 5),
    ]
    assert all(row.message for row in rows if row.status is not DocumentStatus.SHOWN)


def test_a_file_that_is_larger_than_anybody_sends_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(600 * 1024 * 1024)
    (row,) = inspecting.inspect([huge])
    assert "larger" in row.message


def test_a_viewer_names_documents_by_their_digest(case: Desk) -> None:
    fetched = viewing.fetch(case, STRONG, THREAD)
    assert hashlib.sha256(fetched.content).hexdigest() == fetched.id
