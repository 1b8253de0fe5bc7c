"""What is covered in a document shows up nowhere: not in quotes, not in search, not in a package."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import CitationRefusedError, CitationsBrokenError, JudgmentRefusedError
from reviewer.review.judgment import JudgmentText
from reviewer.submission.covering import BLOT
from reviewer.vocabulary import Cell, CitationKind
from reviewer.workflow import (
    cited,
    citing,
    document_hints,
    office,
    privacy,
    reading,
    releasing,
    searching,
    viewing,
)
from tests.judged import STRONG
from tests.workflow.documents import PLAN, REPORT, TABLE, THREAD, opened_document

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.submission.flow import Place
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.viewing import DocumentViewer


def a_longest_word(words: str) -> str:
    return max(words.split(), key=len)


def first_long_line(viewer: DocumentViewer, document: str) -> tuple[int, str]:
    lines = ((block.line, block.text) for block in viewer.flow(document).blocks)
    return next((line, words) for line, words in lines if line is not None and len(words) > 30)


def first_wordy_cell(viewer: DocumentViewer, document: str) -> tuple[str, str]:
    cells = (cell for block in viewer.flow(document).blocks for row in block.rows for cell in row)
    return next((cell.place, cell.text) for cell in cells if cell.place and len(cell.text) > 8)


def is_found(desk: Desk, path: str, words: str) -> bool:
    hits = searching.find_in_case(desk, STRONG, words) + searching.find_everywhere(desk, words)
    return any(words in hit.hit.excerpt for hit in hits if hit.path == path)


@pytest.mark.parametrize("path", [THREAD, TABLE])
def test_words_covered_in_a_line_or_a_cell_are_out_of_search_and_quotes(
    case: Desk, viewer: DocumentViewer, path: str
) -> None:
    searching.index_all(case, viewer)
    document = opened_document(case, viewer, path)
    place: Place
    place, written = first_long_line(viewer, document) if path == THREAD else first_wordy_cell(viewer, document)
    word = a_longest_word(written)
    start = written.index(word)
    assert is_found(case, path, word)
    privacy.mark_private(case, STRONG, path, place, None, (start, start + len(word)))
    whole = viewer.place_text(document, None) or ""
    others = whole.count(word) - written.count(word)
    searching.index_all(case, viewer)
    assert opened_document(case, viewer, path) == document
    covered = case.workspace.private_parts(document)
    assert BLOT in (viewer.place_text(document, None, covered) or "")
    assert others == 0
    assert viewer.find(document, word, covered=covered) == ()
    assert not is_found(case, path, word)
    with pytest.raises(CitationRefusedError):
        citing.cite(case, STRONG, CitationKind.PASSAGE, f"{path}#{place}={word}", viewer)


def test_words_around_a_hit_do_not_tell_what_is_covered(case: Desk, viewer: DocumentViewer) -> None:
    document = opened_document(case, viewer, REPORT)
    words = viewer.place_text(document, 3) or ""
    line = max(words.splitlines(), key=len)
    first, second = line.split()[:2]
    start = words.index(line)
    privacy.mark_private(case, STRONG, REPORT, 3, (0.0, 0.0, 1.0, 1.0), (start, start + len(first)))
    covered = case.workspace.private_parts(document)
    around = [hit for hit in viewer.find(document, second, covered=covered) if hit.place == 3]
    near = [hit for hit in around if hit.start == start + len(first) + 1]
    assert near
    assert all(BLOT in hit.excerpt[: hit.found_from] for hit in near)


def test_a_citation_made_before_in_a_place_of_another_name_breaks(case: Desk, viewer: DocumentViewer) -> None:
    document = opened_document(case, viewer, THREAD)
    line, written = first_long_line(viewer, document)
    whole = viewer.flow(document).text
    citation = citing.cite(case, STRONG, CitationKind.PASSAGE, f"{THREAD}={written}", viewer)
    case.workspace.record_judgment(STRONG, Cell("p1", 1), JudgmentText(level="met", citations=(citation,)))
    cited.require_sound(case, STRONG, viewer)
    privacy.mark_private(case, STRONG, THREAD, None, None, (whole.index(written), whole.index(written) + 5))
    with pytest.raises(CitationsBrokenError) as broken:
        cited.require_sound(case, STRONG, viewer)
    assert "personal data" in str(broken.value.details["report"])
    assert line


def test_a_covered_heading_names_no_place_any_more(case: Desk, viewer: DocumentViewer) -> None:
    document = opened_document(case, viewer, PLAN)
    flow = viewer.flow(document)
    under = next(block for block in flow.blocks if block.place and block.kind == "paragraph" and len(block.text) > 60)
    heading = under.place
    word, quote = a_longest_word(under.text), under.text[:30]
    citation = citing.cite(case, STRONG, CitationKind.PASSAGE, f"{PLAN}#{heading}={quote}", viewer)
    case.workspace.record_judgment(STRONG, Cell("p1", 1), JudgmentText(level="met", citations=(citation,)))
    assert [hit.place for hit in viewer.find(document, quote)] == [heading]
    privacy.mark_private(case, STRONG, PLAN, heading, None, (0, len(str(heading))))
    covered = case.workspace.private_parts(document)
    assert heading not in [place for place, _ in viewer.places(document, covered)]
    (hit,) = viewer.find(document, quote, covered=covered)
    assert (hit.place, flow.text[hit.start : hit.end]) == (None, quote)
    searching.index_all(case, viewer)
    assert opened_document(case, viewer, PLAN) == document
    hits = [each.hit for each in searching.find_in_case(case, STRONG, word) if each.path == PLAN]
    assert hits
    assert all(str(heading) not in f"{each.place} {each.excerpt}" for each in hits)
    with pytest.raises(CitationsBrokenError) as broken:
        cited.require_sound(case, STRONG, viewer)
    assert "personal data" in str(broken.value.details["report"])


def test_words_under_a_covered_heading_are_quoted_without_its_name(case: Desk, viewer: DocumentViewer) -> None:
    document = opened_document(case, viewer, PLAN)
    flow = viewer.flow(document)
    under = next(block for block in flow.blocks if block.place and block.kind == "paragraph" and len(block.text) > 60)
    heading, quote = str(under.place), under.text[:30]
    privacy.mark_private(case, STRONG, PLAN, heading, None, (0, len(heading)))
    citation = citing.cite(case, STRONG, CitationKind.PASSAGE, f"{PLAN}={quote}", viewer)
    assert citation.place is None
    assert flow.text[citation.start : citation.end] == quote
    with pytest.raises(CitationRefusedError):
        citing.cite(case, STRONG, CitationKind.PASSAGE, f"{PLAN}={heading}", viewer)


def test_what_was_read_before_it_was_covered_is_not_put_in_the_index(case: Desk, viewer: DocumentViewer) -> None:
    document = opened_document(case, viewer, REPORT)
    read = searching.read_for_index(viewer, viewing.fetch(case, STRONG, REPORT))
    privacy.mark_private(case, STRONG, REPORT, 3)
    searching.keep_indexed(case, read)
    assert case.workspace.indexed(document) is None


def test_the_alert_says_where_and_what_kind_and_travels_alone(
    case: Desk, viewer: DocumentViewer, tmp_path: Path
) -> None:
    document = opened_document(case, viewer, THREAD)
    line, written = first_long_line(viewer, document)
    privacy.mark_private(case, STRONG, THREAD, line, None, (0, len(written)))
    for telling in (written, f"it says {' '.join(written.split()[:3])} there"):
        with pytest.raises(JudgmentRefusedError) as refused:
            office.alert_of_private(case, STRONG, THREAD, line, telling, written)
        assert "repeat what you covered" in str(refused.value.details["reason"])
    office.alert_of_private(case, STRONG, THREAD, line, "a private address", written)
    package = releasing.export(case, None, tmp_path)[0].package
    with zipfile.ZipFile(package) as archive:
        sent = b"\n".join(archive.read(name) for name in archive.namelist())
        decisions = next(archive.read(name) for name in archive.namelist() if name.endswith("decisions.json")).decode()
    assert f"Personal data in {THREAD}, place {line}: a private address" in decisions
    assert written.encode() not in sent


@pytest.mark.parametrize(
    ("note", "covered", "is_told"),
    [
        ("her telephone number", "Ms Amara Obi 0171 555 0199", False),
        ("the number 0171", "Ms Amara Obi 0171 555 0199", True),
        ("ms amara obi is named", "Ms Amara Obi 0171 555 0199", True),
        ("a client's e-mail address", "amara@example.org", False),
        ("amara@example.org", "write to amara@example.org", True),
        ("a private letter on a whole page", "", False),
        ("Zoë", "Zoe", True),
    ],
)
def test_a_note_gives_away_covered_words_or_not(note: str, covered: str, *, is_told: bool) -> None:
    assert privacy.repeats(note, covered) is is_told


def test_confidential_names_are_hinted_at_where_they_stand_and_not_inside_words(
    case: Desk, viewer: DocumentViewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    searching.index_all(case, viewer)
    document = opened_document(case, viewer, REPORT)
    name = a_longest_word(viewer.place_text(document, 3) or "").strip(".,;:()")
    submission = case.submission(STRONG)
    named = replace(submission.projects[0], confidential_names=(name, name[:4]))
    monkeypatch.setattr(
        type(case), "submission", lambda _desk, _key: replace(submission, projects=(named, *submission.projects[1:]))
    )
    hints = [hint for hint in document_hints.document_hints(case, STRONG) if hint.code == "confidential-name"]
    (one,) = [hint for hint in hints if hint.place == f"{REPORT}#{name}"]
    assert opened_document(case, viewer, REPORT) == document
    assert one.words is not None
    first = viewer.place_text(document, one.words.place) or ""
    assert first[one.words.start : one.words.end].lower() == name.lower()
    assert f"page {one.words.place}" in one.message
    assert not any(hint.place == f"{REPORT}#{name[:4]}" for hint in hints)
    places = document_hints.names_in(case, STRONG, REPORT)
    assert any(hit.place == 3 for hit in places)
    privacy.mark_private(case, STRONG, REPORT, 3)
    searching.index_all(case, viewer)
    assert not any(hit.place == 3 for hit in document_hints.names_in(case, STRONG, REPORT))
    assert reading.open_case(case, STRONG).hints
