"""Looking after the workspace: passphrases, sheets, settings, backups, programs, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.errors import (
    BadReviewerIdError,
    BadReviewerNameError,
    EmptyPassphraseError,
    EnvironmentFailedError,
    LetterError,
    ProgramRefusedError,
    UsageError,
    WorkspaceExistsError,
    WrongPassphraseError,
)
from reviewer.progress import Silent
from reviewer.vocabulary import CaseKey, CaseState
from reviewer.workflow import deciding, inbox, loading, opening, preferences, programs, upkeep, writing
from tests.conftest import REPOSITORY
from tests.judged import MIXED, PASSPHRASE, STRONG

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workflow.desk import Desk


def test_a_new_workspace_needs_an_id_a_name_and_an_empty_place(tmp_path: Path) -> None:
    path = tmp_path / "new.reviewer"
    for reviewer_id, name, refusal in (("a b", "Ada", BadReviewerIdError), ("r-1", "  ", BadReviewerNameError)):
        with pytest.raises(refusal):
            opening.create(path, PASSPHRASE, reviewer_id, name, clock=SystemClock())
    with pytest.raises(EmptyPassphraseError):
        opening.create(path, "", "r-1", "Ada", clock=SystemClock())
    assert not path.exists()
    path.write_bytes(b"mine")
    with pytest.raises(WorkspaceExistsError):
        opening.create(path, PASSPHRASE, "r-1", "Ada", clock=SystemClock())


def test_the_passphrase_is_changed_only_by_who_knows_the_old_one(empty_desk: Desk) -> None:
    with pytest.raises(WrongPassphraseError):
        opening.change_passphrase(empty_desk, "a new one", old="not it")
    opening.change_passphrase(empty_desk, "a new one", old=PASSPHRASE)
    path = empty_desk.workspace.path
    opening.close_desk(empty_desk)
    with pytest.raises(WrongPassphraseError):
        opening.open_desk(path, PASSPHRASE, clock=SystemClock())
    again, changes = opening.open_desk(path, "a new one", clock=SystemClock())
    assert (changes.inbox, changes.profile) == (True, True)
    opening.close_desk(again)


def test_a_recovery_that_fails_at_the_new_passphrase_leaves_the_workspace_closed(empty_desk: Desk) -> None:
    path, key = empty_desk.workspace.path, empty_desk.workspace.recovery_key()
    opening.close_desk(empty_desk)
    with pytest.raises(EmptyPassphraseError):
        opening.recover(path, key, "", clock=SystemClock())
    opened, _ = opening.open_desk(path, PASSPHRASE, clock=SystemClock())
    opening.close_desk(opened)


def test_the_daily_backup_is_handed_out_once_and_opens_elsewhere(desk: Desk, tmp_path: Path) -> None:
    due = upkeep.due_backup(desk)
    assert due is not None
    made = due(Silent())
    assert upkeep.due_backup(desk) is None
    restored = upkeep.restore(made, PASSPHRASE, tmp_path / "elsewhere" / "restored.reviewer")
    other, _ = opening.open_desk(restored, PASSPHRASE, clock=SystemClock())
    assert other.workspace.cases() == desk.workspace.cases()
    assert upkeep.check(other).is_healthy
    opening.close_desk(other)


def test_the_office_and_the_pictures_of_the_letterhead_are_kept(empty_desk: Desk, tmp_path: Path) -> None:
    kept, changes = preferences.set_office(empty_desk, " The Office ", "12 Quiet Lane\n\n Marram Point ", "a4")
    assert (kept.office_name, kept.address, kept.paper) == ("The Office", "12 Quiet Lane\nMarram Point", "a4")
    assert changes.profile
    with pytest.raises(UsageError):
        preferences.set_office(empty_desk, "x", "", "papyrus")
    picture = next((REPOSITORY / "docs").rglob("*.png"))
    for which in (preferences.LOGO, preferences.SIGNATURE):
        kept, _ = preferences.set_picture(empty_desk, which, picture)
        assert getattr(kept, which)
    kept, _ = preferences.set_picture(empty_desk, preferences.LOGO, None)
    assert (kept.logo, bool(kept.signature)) == (None, True)
    text_file = tmp_path / "logo.png"
    text_file.write_text("not a picture")
    with pytest.raises(LetterError):
        preferences.set_picture(empty_desk, preferences.LOGO, text_file)
    with pytest.raises(EnvironmentFailedError):
        preferences.set_picture(empty_desk, preferences.LOGO, tmp_path / "none.png")
    assert preferences.preferences(empty_desk) == kept


def test_the_workspace_that_is_open_is_backed_up_where_one_wishes(desk: Desk, tmp_path: Path) -> None:
    out = preferences.backup_open(desk, tmp_path / "copy.reviewer", Silent())
    with pytest.raises(WorkspaceExistsError):
        preferences.backup_open(desk, out, Silent())


def test_programs_are_listed_and_one_is_read(tmp_path: Path) -> None:
    assert ("cpt", "2013") in {(program.id, program.edition) for program in programs.list_programs()}
    definition = REPOSITORY / "resources" / "programs" / "cpt" / "2013" / "program.toml"
    broken = tmp_path / "program.toml"
    broken.write_bytes(definition.read_bytes() + b"\n[unknown]\n")
    with pytest.raises(ProgramRefusedError):
        programs.validate_program(broken)
    with pytest.raises(ProgramRefusedError, match=r"none\.toml"):
        programs.validate_program(tmp_path / "none.toml")


def test_the_inbox_finds_words_whatever_their_accents_and_knows_each_state(judged_desk: Desk) -> None:
    assert {row.state for row in inbox.list_cases(judged_desk)} == {CaseState.COMPLETE}
    assert [row.key for row in inbox.list_cases(judged_desk, search="MÁRISOL cpt")] == [STRONG]
    with pytest.raises(UsageError):
        inbox.list_cases(judged_desk, state="lost")
    deciding.sign(judged_desk, STRONG, conflict="none")
    assert [row.key for row in inbox.list_cases(judged_desk, state="signed")] == [STRONG]
    judged_desk.workspace.record_acknowledgement(STRONG, 1, "accepted", "")
    states = {row.key: row.state for row in inbox.list_cases(judged_desk)}
    assert states == {STRONG: CaseState.ACKNOWLEDGED, MIXED: CaseState.COMPLETE}
    assert inbox.resolve(judged_desk, "CPT-2026-0101@1") == inbox.resolve(judged_desk, "CPT-2026-0101") == STRONG


def test_only_the_last_few_submissions_are_kept_in_memory(empty_desk: Desk, shared_data: Path) -> None:
    loading.load_bundles(empty_desk, [shared_data / "bundles" / "CPT-2026-0103_r1.zip"])
    key = CaseKey("CPT-2026-0103", 1)
    first = empty_desk.submission(key)
    for number in range(20):
        empty_desk._submissions[CaseKey(f"CPT-{number}", 1)] = first
    again = empty_desk.submission(CaseKey("CPT-2026-0103", 1))
    assert again == first
    empty_desk.forget()
    assert empty_desk._submissions == {}


# Letters and files --------------------------------------------------------------------------


def test_a_letter_is_a_draft_until_it_is_sealed(judged_desk: Desk, tmp_path: Path) -> None:
    draft = writing.letter(judged_desk, STRONG)
    assert draft.is_draft
    other = writing.letter(judged_desk, STRONG, outcome="more_information")
    assert other.pdf.sha256 != draft.pdf.sha256
    with pytest.raises(UsageError):
        writing.letter(judged_desk, STRONG, language="tlh")
    deciding.sign(judged_desk, STRONG, conflict="none")
    sealed = writing.letter(judged_desk, STRONG)
    assert (sealed.is_draft, sealed.problems) == (False, ())
    saved = writing.save_letter(judged_desk, STRONG, tmp_path / "letter.pdf")
    assert saved.path.read_bytes() == sealed.pdf.data
