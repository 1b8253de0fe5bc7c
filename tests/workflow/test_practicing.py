"""Practice cases: judged like real ones, apart from them, and never on their way to an office."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from reviewer.errors import ExportError, NothingToExportError, PackingError, ReviewError, UnknownCaseError
from reviewer.resource_files import resource
from reviewer.review.training import Training
from reviewer.submission.findings import Report
from reviewer.text import text
from reviewer.vocabulary import CaseKey, CaseState, LoadStatus
from reviewer.workflow import (
    deciding,
    inbox,
    judging,
    loading,
    office,
    practicing,
    preferences,
    printing,
    programs,
    reading,
    releasing,
    upkeep,
    writing,
)
from tests.judged import MIXED, STRONG, WEAK, judge

if TYPE_CHECKING:
    from reviewer.workflow.desk import Desk

FIRST, SECOND = (CaseKey(f"practice+{key.submission_id}", 1) for key in (STRONG, MIXED))
SAMPLE = Path(str(resource("samples", "CPT-2026-0101_r1.zip")))


def signed(desk: Desk, key: CaseKey, weak: dict[str, str] | None = None) -> None:
    """Judge everything in a practice case and sign it."""
    judging.declare(desk, key, "none")
    judge(desk, key, weak or {})
    deciding.sign(desk, key, conflict="none")


def test_practice_cases_are_loaded_once(empty_desk: Desk) -> None:
    results, changes = practicing.load_practice(empty_desk)
    assert [(result.submission_id, result.status) for result in results] == [
        (FIRST.submission_id, LoadStatus.LOADED),
        (SECOND.submission_id, LoadStatus.LOADED),
    ]
    assert changes.inbox
    again, changes = practicing.load_practice(empty_desk)
    assert {result.status for result in again} == {LoadStatus.ALREADY_LOADED}
    assert not changes.inbox
    rows = inbox.list_cases(empty_desk, search="practice")
    assert [(row.key, row.is_practice, row.due_on) for row in rows] == [(FIRST, True, None), (SECOND, True, None)]


@pytest.mark.parametrize("real_first", [True, False])
def test_the_real_bundle_of_the_same_id_is_another_case(empty_desk: Desk, *, real_first: bool) -> None:
    if not real_first:
        practicing.load_practice(empty_desk)
    ((real,), _) = loading.load_bundles(empty_desk, [SAMPLE])
    practicing.load_practice(empty_desk)
    assert real.status is LoadStatus.LOADED
    assert {row.key: row.is_practice for row in inbox.list_cases(empty_desk)} == {
        STRONG: False,
        FIRST: True,
        SECOND: True,
    }
    assert loading.load_bundles(empty_desk, [SAMPLE])[0][0].status is LoadStatus.ALREADY_LOADED
    assert empty_desk.workspace.revisions(STRONG.submission_id) == (1,)
    assert real.report.warnings == loading.load_bundles(empty_desk, [SAMPLE], dry_run=True)[0][0].report.warnings


def test_a_revision_of_the_real_case_does_not_replace_the_practice_case(empty_desk: Desk, shared_data: Path) -> None:
    practicing.load_practice(empty_desk)
    loading.load_bundles(empty_desk, [shared_data / "bundles" / "CPT-2026-0102_r2.zip"])
    rows = {row.key: row.replaced_by for row in inbox.list_cases(empty_desk)}
    assert rows == {CaseKey("CPT-2026-0102", 2): None, FIRST: None, SECOND: None}


def test_no_bundle_makes_itself_practice(empty_desk: Desk, tmp_path: Path) -> None:
    practicing.load_practice(empty_desk)
    folder = unpacked(tmp_path / "sample")
    written(folder, practice=True, is_practice=True)
    loading.pack_bundle(folder, tmp_path / "says-so.zip")
    ((loaded,), _) = loading.load_bundles(empty_desk, [tmp_path / "says-so.zip"])
    assert loaded.status is LoadStatus.LOADED
    assert not reading.open_case(empty_desk, STRONG).is_practice
    written(folder, submission_id=FIRST.submission_id)
    with pytest.raises(PackingError) as refused:
        loading.pack_bundle(folder, tmp_path / "practice.zip")
    report = refused.value.details["report"]
    assert isinstance(report, Report)
    assert "schema" in {problem.code for problem in report.problems}


def unpacked(folder: Path) -> Path:
    """Lay a sample out as an office does before it packs it."""
    with zipfile.ZipFile(SAMPLE) as archive:
        for name in archive.namelist():
            inside = name.partition("/data/")[2]
            if inside and not name.endswith("/"):
                place = folder / inside
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(name))
    return folder


def written(folder: Path, **members: object) -> None:
    """Change members of a submission that is not packed yet."""
    file = folder / "submission.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | members), encoding="utf-8")


def test_a_lapsed_training_is_hinted_at_in_real_cases_only(empty_desk: Desk) -> None:
    programs.set_training(empty_desk, [Training("cpt", "2013", date(2020, 1, 1))])
    practicing.load_practice(empty_desk)
    loading.load_bundles(empty_desk, [SAMPLE])
    codes = {key: [hint.code for hint in reading.open_case(empty_desk, key).hints] for key in (STRONG, FIRST)}
    assert ("training-lapsed" in codes[STRONG], "training-lapsed" in codes[FIRST]) == (True, False)


def test_a_practice_case_is_judged_and_signed_like_a_real_one(judged_desk: Desk) -> None:
    practicing.load_practice(judged_desk)
    signed(judged_desk, SECOND, WEAK)
    deciding.sign(judged_desk, MIXED, conflict="none")
    mine, real = (judged_desk.workspace.record(key).sealed[-1] for key in (SECOND, MIXED))
    assert (mine.outcome, mine.recommended) == (real.outcome, real.recommended)
    assert reading.open_case(judged_desk, SECOND).is_practice
    deciding.reopen(judged_desk, SECOND, "Once more.")
    assert reading.open_case(judged_desk, SECOND).state is CaseState.COMPLETE
    assert judged_desk.workspace.check().is_healthy
    assert upkeep.check(judged_desk).is_healthy


def test_every_page_of_its_letter_says_that_it_is_practice(empty_desk: Desk) -> None:
    practicing.load_practice(empty_desk)
    judging.declare(empty_desk, SECOND, "none")
    judge(empty_desk, SECOND, WEAK)
    draft = writing.letter(empty_desk, SECOND).pdf
    deciding.sign(empty_desk, SECOND, conflict="none")
    final = writing.letter(empty_desk, SECOND).pdf
    explained = printing.explanation_pdf(empty_desk, SECOND)
    for made in (draft, final, explained):
        pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made.data)).pages]
        assert len(pages) == made.pages
        assert all(text("letter.practice") in page for page in pages)
    assert "DRAFT" in draft_words(draft.data).upper()
    assert "DRAFT" not in draft_words(final.data).upper()


def draft_words(data: bytes) -> str:
    return PdfReader(BytesIO(data)).pages[0].extract_text()


def test_a_real_letter_says_nothing_of_practice(judged_desk: Desk) -> None:
    pages = PdfReader(BytesIO(writing.letter(judged_desk, MIXED).pdf.data)).pages
    assert not any("ractice:" in page.extract_text() for page in pages)


@pytest.mark.parametrize("profile", ["office", "applicant", "research"])
def test_a_practice_case_is_never_handed_over_or_copied(judged_desk: Desk, tmp_path: Path, profile: str) -> None:
    practicing.load_practice(judged_desk)
    signed(judged_desk, FIRST)
    office.alert(judged_desk, SECOND, "other", "Look at this.")
    deciding.sign(judged_desk, MIXED, conflict="none")
    assert releasing.sealed_practice(judged_desk) == (FIRST,)
    assert [row.key for row in releasing.exportable(judged_desk, profile)] == [MIXED]
    for named in ([FIRST], [MIXED, FIRST], [SECOND]):
        with pytest.raises(ExportError, match="practice") as refused:
            releasing.export(judged_desk, named, tmp_path / "out", profile=profile)
        assert "is never handed over" in str(refused.value.details["reason"])
    assert not (tmp_path / "out").exists()
    made, _ = releasing.export(judged_desk, None, tmp_path / "out", profile=profile)
    assert made.submissions == (MIXED,)
    assert judged_desk.workspace.record(FIRST).exported_versions == frozenset()
    packaged = made.package.read_bytes()
    assert b"practice+" not in packaged


def test_where_only_practice_is_signed_the_export_says_so(empty_desk: Desk, tmp_path: Path) -> None:
    practicing.load_practice(empty_desk)
    with pytest.raises(NothingToExportError):
        releasing.export(empty_desk, None, tmp_path / "out")
    signed(empty_desk, FIRST)
    with pytest.raises(ExportError, match=str(FIRST).replace("+", r"\+")):
        releasing.export(empty_desk, None, tmp_path / "out")


def test_a_signed_practice_case_does_not_bind_the_reviewers_id(empty_desk: Desk) -> None:
    practicing.load_practice(empty_desk)
    signed(empty_desk, FIRST)
    preferences.correct_reviewer(empty_desk, "Maria Santos", "R-024")
    assert empty_desk.workspace.reviewer.reviewer_id == "R-024"
    assert upkeep.check(empty_desk).is_healthy


def test_what_is_asked_in_a_practice_case_goes_nowhere_and_nobody_is_waited_for(
    empty_desk: Desk, tmp_path: Path
) -> None:
    practicing.load_practice(empty_desk)
    judging.declare(empty_desk, FIRST, "none")
    state, _ = office.ask(empty_desk, FIRST, "Which pages?")
    assert state is CaseState.IN_REVIEW
    assert inbox.list_cases(empty_desk, state="waiting") == ()
    assert empty_desk.workspace.fresh_messages() == ()
    with pytest.raises(NothingToExportError):
        releasing.export(empty_desk, None, tmp_path / "out")


def test_a_practice_case_begins_afresh_as_it_was_loaded(judged_desk: Desk) -> None:
    practicing.load_practice(judged_desk)
    before = reading.open_case(judged_desk, FIRST)
    signed(judged_desk, FIRST)
    judging.declare(judged_desk, SECOND, "family")
    for key in (FIRST, SECOND):
        _, changes = practicing.begin_afresh(judged_desk, key)
        assert changes.gone == {key}
    after = reading.open_case(judged_desk, FIRST)
    assert (after.state, after.judged, after.declarations) == (before.state, before.judged, ())
    assert reading.open_case(judged_desk, SECOND).state is CaseState.RECEIVED
    assert judged_desk.workspace.check().is_healthy


def test_only_practice_cases_begin_afresh(judged_desk: Desk) -> None:
    before = judged_desk.workspace.journal(STRONG)
    with pytest.raises(ReviewError) as refused:
        practicing.begin_afresh(judged_desk, STRONG)
    assert "is a real case" in str(refused.value.details["reason"])
    with pytest.raises(UnknownCaseError):
        practicing.begin_afresh(judged_desk, FIRST)
    assert judged_desk.workspace.journal(STRONG) == before


def test_a_practice_case_that_ships_no_more_stays_and_can_be_removed(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    practicing.load_practice(empty_desk)
    monkeypatch.setattr(practicing, "resource", lambda *_: tmp_path)
    with pytest.raises(ReviewError) as refused:
        practicing.begin_afresh(empty_desk, FIRST)
    assert "does not come with this version" in str(refused.value.details["reason"])
    assert reading.open_case(empty_desk, FIRST).is_practice
    assert practicing.remove_practice(empty_desk)[0] == (FIRST, SECOND)


def test_removing_practice_leaves_real_cases_as_they_were(judged_desk: Desk) -> None:
    keys = (STRONG, MIXED)
    before = {key: (reading.open_case(judged_desk, key), judged_desk.workspace.journal(key)) for key in keys}
    practicing.load_practice(judged_desk)
    signed(judged_desk, FIRST)
    removed, changes = practicing.remove_practice(judged_desk)
    assert (removed, changes.gone, changes.inbox) == ((FIRST, SECOND), frozenset({FIRST, SECOND}), True)
    assert {key: (reading.open_case(judged_desk, key), judged_desk.workspace.journal(key)) for key in keys} == before
    assert {row.key for row in inbox.list_cases(judged_desk)} == set(keys)
    assert judged_desk.workspace.check().is_healthy
    assert practicing.remove_practice(judged_desk)[0] == ()
