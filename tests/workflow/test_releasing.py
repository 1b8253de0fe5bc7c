"""Exporting: what may go out, and the same set giving the same bytes."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import EnvironmentFailedError, NothingToExportError, NotReadyToExportError, UsageError
from reviewer.vocabulary import RuleStatus
from reviewer.workflow import deciding, inbox, office, opening, releasing, writing
from tests.judged import MIXED, STRONG
from tests.letter.reading import words_of
from tests.workflow.conftest import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


def test_the_same_set_gives_the_same_bytes_after_the_program_was_upgraded(
    judged_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    first, _ = releasing.export(judged_desk, None, tmp_path / "before")
    monkeypatch.setattr(releasing, "__version__", "99.0.0")
    again, _ = releasing.export(judged_desk, [STRONG], tmp_path / "after")
    assert (again.sha256, again.is_new, first.is_new) == (first.sha256, False, True)
    deciding.sign(judged_desk, MIXED, conflict="none")
    releasing.export(judged_desk, None, tmp_path / "after")
    assert [made.generator_version for made in judged_desk.workspace.exports()][1:] == ["99.0.0"]


def test_exporting_again_into_the_same_folder_leaves_the_file_as_it_is(judged_desk: Desk, tmp_path: Path) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    first, changes = releasing.export(judged_desk, None, tmp_path / "out")
    assert (changes.cases, changes.inbox) == (frozenset({STRONG}), True)
    again, changes = releasing.export(judged_desk, None, tmp_path / "out")
    assert (again.package, changes.cases) == (first.package, frozenset())
    assert [file.name for file in (tmp_path / "out").iterdir()] == [first.package.name]


def test_what_is_not_signed_cannot_be_exported(judged_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NothingToExportError):
        releasing.export(judged_desk, None, tmp_path / "out")
    with pytest.raises(NotReadyToExportError):
        releasing.export(judged_desk, [MIXED], tmp_path / "out")
    with pytest.raises(UsageError):
        releasing.export(judged_desk, [MIXED], tmp_path / "out", profile="everybody")
    assert not (tmp_path / "out").exists()


def test_a_package_that_could_not_be_written_was_not_exported(judged_desk: Desk, tmp_path: Path) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    (tmp_path / "out").write_bytes(b"not a folder")
    with pytest.raises(EnvironmentFailedError):
        releasing.export(judged_desk, None, tmp_path / "out")
    assert judged_desk.workspace.exports() == ()
    assert [row.state.value for row in inbox.list_cases(judged_desk, state="signed")] == ["signed"]
    made, _ = releasing.export(judged_desk, None, tmp_path / "other")
    assert made.sequence == 1


def test_a_recusal_is_exported_without_a_determination(desk: Desk, tmp_path: Path) -> None:
    deciding.sign(desk, STRONG, conflict="employer", conflict_note="We worked together.")
    made, _ = releasing.export(desk, None, tmp_path / "out")
    assert made.submissions == (STRONG,)
    verified = releasing.verify(made.package)
    assert (verified.found.valid, verified.found.submissions) == (True, (STRONG,))


def test_a_case_of_which_only_a_question_or_an_alert_travels_is_named_too(judged_desk: Desk, tmp_path: Path) -> None:
    office.ask(judged_desk, MIXED, "Which pages belong to the claim?")
    asked, changes = releasing.export(judged_desk, None, tmp_path / "asked")
    assert (asked.submissions, changes.cases) == ((MIXED,), frozenset({MIXED}))
    again, _ = releasing.export(judged_desk, [MIXED], tmp_path / "asked")
    assert (again.submissions, again.is_new) == ((MIXED,), False)
    deciding.sign(judged_desk, STRONG, conflict="none")
    office.alert(judged_desk, MIXED, "personal_data", "A client's address.")
    both, changes = releasing.export(judged_desk, None, tmp_path / "both")
    assert (both.submissions, changes.cases) == ((STRONG, MIXED), frozenset({STRONG, MIXED}))


def test_the_list_says_of_a_recusal_that_the_office_has_it(desk: Desk, tmp_path: Path) -> None:
    deciding.sign(desk, STRONG, conflict="employer", conflict_note="We worked together.")
    assert [row.is_handed_over for row in releasing.exportable(desk)] == [False]
    releasing.export(desk, None, tmp_path / "out")
    assert [row.is_handed_over for row in releasing.exportable(desk)] == [True]


class _AtNight:
    """Late in the evening in UTC, which is the next day in Tokyo."""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


def test_the_cover_names_the_day_to_answer_by_that_the_letter_names(
    sample_file: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        desk = replace(opened(sample_file("judged"), tmp_path), clock=_AtNight())
        try:
            _with_known_days(desk, MIXED)
            deciding.sign(desk, MIXED, conflict="none")
            made, _ = releasing.export(desk, None, tmp_path / "out")
            letter = words_of(writing.letter(desk, MIXED).pdf.data)
        finally:
            opening.close_desk(desk)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    with zipfile.ZipFile(made.package) as archive:
        cover = words_of(archive.read(f"{made.package.stem}/data/cover.pdf"))
    assert "Date: November 21, 2026" in letter
    assert "December 21, 2026" in letter
    assert "December 21, 2026" in cover


def _with_known_days(desk: Desk, key: CaseKey) -> None:
    """Let the program know by when a candidate answers, as the body's own rule."""
    program = desk.program(key)
    provenance = replace(program.letter.answer_provenance, status=RuleStatus.FOUND)
    known = replace(program.letter, answer_within_days=30, answer_provenance=provenance)
    desk._programs[key] = replace(program, letter=known)
