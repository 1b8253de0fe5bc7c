"""A mistyped name or id is corrected; what was signed stays as it was signed."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.errors import BadReviewerIdError, BadReviewerNameError, ReviewError, UsageError
from reviewer.workflow import deciding, naming, office, opening, preferences, releasing, upkeep, writing
from tests.judged import MIXED, PASSPHRASE, STRONG
from tests.letter.reading import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

BEFORE, AFTER, ID = "Maria Santos", "Maria dos Santos", "R-042"


def letter_of(desk: Desk, key: CaseKey) -> bytes:
    return writing.letter(desk, key).pdf.data


def sent(package: Path) -> dict[str, object]:
    with zipfile.ZipFile(package) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("decisions.json"))
        found: dict[str, object] = json.loads(archive.read(name))["reviewer"]
    return found


def test_the_next_letter_bears_the_corrected_name(judged_desk: Desk) -> None:
    assert BEFORE in words_of(letter_of(judged_desk, STRONG))
    kept, changes = preferences.correct_reviewer(judged_desk, f"  {AFTER} ", ID)
    assert (kept.reviewer_name, kept.reviewer_id) == (AFTER, ID)
    assert (changes.profile, changes.inbox, changes.cases) == (True, True, frozenset({STRONG, MIXED}))
    words = words_of(letter_of(judged_desk, STRONG))
    assert (AFTER in words, BEFORE in words) == (True, False)


def test_a_sealed_letter_and_its_package_stay_as_they_were_signed(judged_desk: Desk, tmp_path: Path) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    letter = letter_of(judged_desk, STRONG)
    office_first, _ = releasing.export(judged_desk, None, tmp_path / "first")
    copy_first, _ = releasing.export(judged_desk, [STRONG], tmp_path / "first", profile="applicant")
    preferences.correct_reviewer(judged_desk, AFTER, ID)
    assert letter_of(judged_desk, STRONG) == letter
    again, _ = releasing.export(judged_desk, [STRONG], tmp_path / "again")
    copy_again, _ = releasing.export(judged_desk, [STRONG], tmp_path / "again", profile="applicant")
    assert (again.sha256, again.before_sha256) == (office_first.sha256, "")
    assert (copy_again.sha256, copy_again.before_sha256) == (copy_first.sha256, "")
    assert sent(again.package)["name"] == BEFORE
    deciding.sign(judged_desk, MIXED, conflict="none")
    later, _ = releasing.export(judged_desk, None, tmp_path / "later")
    assert sent(later.package)["name"] == AFTER
    for made in (again, copy_again, later):
        assert releasing.verify(made.package).found.problems == ()
    assert upkeep.check(judged_desk).is_healthy


def test_a_case_sealed_before_and_handed_over_after_keeps_its_letter(judged_desk: Desk, tmp_path: Path) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    letter = letter_of(judged_desk, STRONG)
    preferences.correct_reviewer(judged_desk, AFTER, ID)
    made, _ = releasing.export(judged_desk, None, tmp_path)
    assert sent(made.package)["name"] == AFTER
    with zipfile.ZipFile(made.package) as archive:
        letters = [archive.read(name) for name in archive.namelist() if "/letters/" in name]
    assert letters == [letter]
    assert releasing.verify(made.package).found.problems == ()
    assert upkeep.check(judged_desk).is_healthy


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("  ", "needs a name"),
        ("Maria\nSantos", "cannot be seen"),
        ("Maria\u202eSantos", "cannot be seen"),
        ("Maria\x07", "cannot be seen"),
        ("M" * 121, "120 characters"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_and_changes_nothing(empty_desk: Desk, name: str, told: str) -> None:
    with pytest.raises(BadReviewerNameError) as refused:
        preferences.correct_reviewer(empty_desk, name, ID)
    assert told in str(refused.value.details["reason"])
    assert empty_desk.workspace.reviewer.name == BEFORE


@pytest.mark.parametrize("name", ["Łucja Đặng", "کیان\u200cپور", "李小龍", "M" * 120])
def test_names_of_all_scripts_are_taken(empty_desk: Desk, name: str) -> None:
    kept, _ = preferences.correct_reviewer(empty_desk, name, ID)
    assert kept.reviewer_name == name


def test_a_new_workspace_takes_the_same_names(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        opening.may_create(tmp_path / "new.reviewer", ID, "Maria\tSantos")


def test_nothing_is_changed_by_saving_what_stands_there(empty_desk: Desk) -> None:
    _, changes = preferences.correct_reviewer(empty_desk, BEFORE, ID)
    assert (changes.profile, changes.inbox) == (False, False)


def test_an_id_is_corrected_while_nothing_is_signed(judged_desk: Desk, tmp_path: Path) -> None:
    office.alert(judged_desk, STRONG, "other", "Please look.")
    assert preferences.preferences(judged_desk).may_correct_id
    with pytest.raises(BadReviewerIdError):
        preferences.correct_reviewer(judged_desk, BEFORE, "R 24")
    kept, _ = preferences.correct_reviewer(judged_desk, BEFORE, " R-024 ")
    assert (kept.reviewer_name, kept.reviewer_id) == (BEFORE, "R-024")
    deciding.sign(judged_desk, STRONG, conflict="none")
    made, _ = releasing.export(judged_desk, None, tmp_path)
    assert made.package.name == "decisions-R-024-0001.zip"
    assert releasing.verify(made.package).found.problems == ()


def test_an_id_that_something_is_signed_under_stays_and_the_name_does_not(judged_desk: Desk) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    deciding.reopen(judged_desk, STRONG, "One more look.")
    assert not preferences.preferences(judged_desk).may_correct_id
    with pytest.raises(ReviewError, match=ID) as refused:
        preferences.correct_reviewer(judged_desk, AFTER, "R-024")
    assert "public key" in str(refused.value.details["reason"])
    assert judged_desk.workspace.reviewer.name == BEFORE
    kept, _ = preferences.correct_reviewer(judged_desk, AFTER, ID)
    assert (kept.reviewer_name, kept.reviewer_id) == (AFTER, ID)


def test_an_id_that_an_alert_was_handed_over_under_stays(judged_desk: Desk, tmp_path: Path) -> None:
    office.alert(judged_desk, STRONG, "other", "Please look.")
    releasing.export(judged_desk, None, tmp_path)
    assert not naming.may_correct_id(judged_desk)


def test_what_was_corrected_is_there_when_the_workspace_opens_again(empty_desk: Desk) -> None:
    preferences.correct_reviewer(empty_desk, AFTER, "R-024")
    path = empty_desk.workspace.path
    opening.close_desk(empty_desk)
    again, _ = opening.open_desk(path, PASSPHRASE, clock=SystemClock())
    assert (again.workspace.reviewer.name, again.workspace.reviewer.reviewer_id) == (AFTER, "R-024")
    opening.close_desk(again)
