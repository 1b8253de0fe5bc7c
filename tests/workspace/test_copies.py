"""Copies: encrypted, of one moment, whole or not at all; and back again."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import (
    DiskFullError,
    NotAWorkspaceError,
    WorkspaceBusyError,
    WorkspaceDamagedError,
    WorkspaceExistsError,
    WorkspaceMissingError,
    WrongPassphraseError,
)
from reviewer.progress import Cancelled
from reviewer.workspace import lock
from reviewer.workspace.connection import PAGE_SIZE_BYTES
from reviewer.workspace.copies import Copy, copies_to_keep
from reviewer.workspace.places import copy_lock_path
from reviewer.workspace.store import backup, open_with_recovery_key, restore
from tests.workspace.builders import CELL, PASSPHRASE, OtherProcess, SetClock, a_bundle, a_text, new_workspace, reopened

if TYPE_CHECKING:
    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace

HOLD_OPEN_AND_WRITE = """
from tests.workspace.builders import CELL, a_text, reopened
workspace = reopened(Path(sys.argv[1]))
key = workspace.cases()[0]
workspace.record_judgment(key, CELL, a_text("partly_met"))
say("open")
wait()
workspace.record_judgment(key, CELL, a_text("not_met"))
say("written")
wait()
workspace.close()
say("closed")
"""


def level_in(path: Path) -> str | None:
    with reopened(path) as workspace:
        return workspace.record(workspace.cases()[0]).judgments[CELL].text.level


class Meanwhile:
    """Progress that does something once while a copy is made, or calls it off."""

    def __init__(self, work: object = None) -> None:
        self.work = work
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int, subject: str = "") -> None:
        assert subject
        self.told.append((done, total))
        work, self.work = self.work, None
        if callable(work):
            work()


def call_off() -> None:
    raise Cancelled


def test_a_copy_is_the_workspace_of_that_moment(workspace: Workspace, case: CaseKey, tmp_path: Path) -> None:
    workspace.record_judgment(case, CELL, a_text("met"))
    out = tmp_path / "copy.reviewer"
    watching = Meanwhile()
    assert workspace.backup(out, watching) == out
    assert watching.told[-1][0] == watching.told[-1][1] > 0
    workspace.record_judgment(case, CELL, a_text("not_met"))
    assert level_in(out) == "met"
    assert open_with_recovery_key(out, workspace.recovery_key()).check().is_healthy


def test_a_copy_can_be_made_while_another_process_has_it_open(path: Path, tmp_path: Path) -> None:
    with new_workspace(path) as workspace:
        a_bundle(files={"evidence/scan.bin": os.urandom(9_000_000)}).keep_in(workspace)
    with OtherProcess(HOLD_OPEN_AND_WRITE, (str(path),)) as other:
        assert other.line() == "open"
        first, second = tmp_path / "first.reviewer", tmp_path / "second.reviewer"

        def let_it_write() -> None:
            other.go_on()
            assert other.line() == "written"

        # What is written while the copy is made does not get in.
        assert backup(path, PASSPHRASE, first, Meanwhile(let_it_write)) == first
        backup(path, PASSPHRASE, second)
        other.go_on()
        assert other.line() == "closed"
    assert (level_in(first), level_in(second), level_in(path)) == ("partly_met", "not_met", "not_met")
    for each in (first, second, path):
        with reopened(each) as workspace:
            assert workspace.check().is_healthy


def test_a_copy_needs_the_passphrase_and_a_workspace(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.reviewer"
    with pytest.raises(WorkspaceMissingError):
        backup(path, PASSPHRASE, out)
    new_workspace(path).close()
    with pytest.raises(WrongPassphraseError):
        backup(path, "wrong", out)
    assert not out.exists()


def test_a_copy_overwrites_nothing(workspace: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "diary"
    out.write_bytes(b"a diary")
    with pytest.raises(WorkspaceExistsError):
        workspace.backup(out)
    assert out.read_bytes() == b"a diary"


def test_what_appears_while_copying_is_not_overwritten_either(workspace: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "diary"
    with pytest.raises(WorkspaceExistsError):
        workspace.backup(out, Meanwhile(lambda: out.write_bytes(b"a diary")))
    assert out.read_bytes() == b"a diary"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["diary"]


def test_a_copy_called_off_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "copies" / "copy.reviewer"
    out.parent.mkdir()
    with pytest.raises(Cancelled):
        workspace.backup(out, Meanwhile(call_off))
    assert list(out.parent.iterdir()) == []
    workspace.backup(out)


def test_a_copy_that_cannot_fit_is_refused_at_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.workspace.copies.free_bytes", lambda _: 1000)
    with pytest.raises(DiskFullError):
        workspace.backup(tmp_path / "copy.reviewer")
    assert not (tmp_path / "copy.reviewer").exists()


def test_a_copy_waits_for_another_and_gives_up_after_a_while(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.workspace.opening.PATIENCE_SECONDS", 0.2)
    held = lock.acquire(copy_lock_path(workspace.path))
    assert held is not None
    with pytest.raises(WorkspaceBusyError) as failed:
        workspace.backup(tmp_path / "copy.reviewer")
    assert failed.value.exit_code == 3
    with pytest.raises(WorkspaceBusyError):
        workspace.change_passphrase("another")
    monkeypatch.setattr("reviewer.workspace.opening.PATIENCE_SECONDS", 60)
    threading.Timer(0.2, held.release).start()
    workspace.backup(tmp_path / "copy.reviewer")


def test_a_restored_workspace_is_the_copied_one(workspace: Workspace, case: CaseKey, tmp_path: Path) -> None:
    workspace.record_judgment(case, CELL, a_text("met"))
    copy = workspace.backup(tmp_path / "copy.reviewer")
    copy.chmod(0o400)
    before = copy.read_bytes()
    out = tmp_path / "back" / "mine.reviewer"
    assert restore(copy, PASSPHRASE, out) == out
    assert level_in(out) == "met"
    assert copy.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["back", "copy.reviewer", "reviews"]


def test_a_workspace_with_a_log_can_be_restored_from_too(path: Path, tmp_path: Path) -> None:
    with new_workspace(path) as workspace:
        a_bundle().keep_in(workspace)
    with OtherProcess(HOLD_OPEN_AND_WRITE, (str(path),)) as other:
        assert other.line() == "open"
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    restore(path, PASSPHRASE, tmp_path / "back.reviewer")
    assert level_in(tmp_path / "back.reviewer") == "partly_met"


def test_restoring_overwrites_nothing(workspace: Workspace, tmp_path: Path) -> None:
    copy = workspace.backup(tmp_path / "copy.reviewer")
    with pytest.raises(WorkspaceExistsError):
        restore(copy, PASSPHRASE, workspace.path)


def test_only_a_workspace_is_restored(workspace: Workspace, tmp_path: Path) -> None:
    copy = workspace.backup(tmp_path / "copy.reviewer")
    diary = tmp_path / "diary"
    diary.write_bytes(b"dear diary " * 5000)
    with pytest.raises(NotAWorkspaceError):
        restore(diary, PASSPHRASE, tmp_path / "a")
    with pytest.raises(WrongPassphraseError):
        restore(copy, "wrong", tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_a_damaged_copy_is_not_restored(workspace: Workspace, tmp_path: Path) -> None:
    copy = workspace.backup(tmp_path / "copy.reviewer")
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size - PAGE_SIZE_BYTES + 10)
        file.write(b"\0" * 50)
    with pytest.raises(WorkspaceDamagedError):
        restore(copy, PASSPHRASE, tmp_path / "back.reviewer")
    assert not (tmp_path / "back.reviewer").exists()


# By the calendar -------------------------------------------------------------------------------------


def write_something(workspace: Workspace) -> None:
    workspace.set_setting("touched", os.urandom(8))


def copies_in(workspace: Workspace) -> list[str]:
    return sorted(file.name for file in workspace.path.with_name(workspace.path.name + ".backups").iterdir())


def backed_up(workspace: Workspace) -> Path | None:
    """Make today's automatic backup if it is to be made."""
    due = workspace.due_backup()
    return due.run() if due else None


def test_a_backup_is_due_once_a_day_and_only_when_something_was_written(workspace: Workspace, clock: SetClock) -> None:
    first = backed_up(workspace)
    assert first is not None
    assert first.name == "daily-20260304T093000Z.reviewer"
    write_something(workspace)
    assert backed_up(workspace) is None
    clock.moment += timedelta(hours=23)
    assert backed_up(workspace) is None
    clock.moment += timedelta(hours=2)
    assert backed_up(workspace) is not None
    clock.moment += timedelta(days=2)
    assert backed_up(workspace) is None
    assert len(copies_in(workspace)) == 2


def test_a_due_backup_opens_with_the_same_passphrase(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_judgment(case, CELL, a_text("met"))
    due = workspace.due_backup()
    assert due is not None
    workspace.close()
    assert level_in(due.run()) == "met"


def test_backups_rotate(workspace: Workspace, clock: SetClock) -> None:
    for _ in range(40):
        write_something(workspace)
        assert backed_up(workspace) is not None
        clock.moment += timedelta(days=1, seconds=1)
    kept = copies_in(workspace)
    assert len(kept) == 10
    assert kept[-7:] == [f"daily-202604{day:02}T0930{day + 27:02}Z.reviewer" for day in range(6, 13)]


def test_only_our_own_copies_are_let_go(workspace: Workspace, clock: SetClock) -> None:
    folder = workspace.path.with_name(workspace.path.name + ".backups")
    folder.mkdir()
    (folder / "my own copy.reviewer").write_bytes(b"mine")
    (folder / ".daily-20200101T000000Z.reviewer.part").write_bytes(b"begun and killed")
    for _ in range(12):
        write_something(workspace)
        backed_up(workspace)
        clock.moment += timedelta(days=1, seconds=1)
    assert "my own copy.reviewer" in copies_in(workspace)
    assert not any(name.endswith(".part") for name in copies_in(workspace))


def test_a_clock_set_back_still_leads_to_backups(workspace: Workspace, clock: SetClock) -> None:
    assert backed_up(workspace) is not None
    write_something(workspace)
    clock.moment -= timedelta(days=30)
    assert backed_up(workspace) is not None


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
COPIES = st.lists(
    st.builds(
        Copy,
        st.builds(Path, st.uuids().map(str)),
        st.sampled_from(["daily", "before-schema-2"]),
        MOMENTS,
        st.sampled_from([10_000, 1024**3, 6 * 1024**3]),
    ),
    max_size=60,
).map(lambda copies: sorted(copies, key=lambda copy: copy.made_at))


@given(COPIES)
def test_what_is_kept_is_bounded_and_never_without_the_newest(copies: list[Copy]) -> None:
    kept = copies_to_keep(copies)
    daily = [copy for copy in kept if copy.kind == "daily"]
    assert len(daily) <= 11
    assert len(kept) - len(daily) <= 2
    assert set(kept) <= set(copies)
    assert sum(copy.size_bytes for copy in kept[2:]) <= 8 * 1024**3
    if copies:
        assert kept[0].made_at == copies[-1].made_at


@given(COPIES)
def test_letting_go_twice_lets_go_of_nothing_more(copies: list[Copy]) -> None:
    kept = copies_to_keep(copies)
    assert copies_to_keep(tuple(reversed(kept))) == kept


def test_a_due_backup_runs_in_another_thread_while_work_goes_on(workspace: Workspace, case: CaseKey) -> None:
    a_bundle("CPT-2", files={"evidence/scan.bin": os.urandom(8_000_000)}).keep_in(workspace)
    workspace.record_judgment(case, CELL, a_text("met"))
    due = workspace.due_backup()
    assert due is not None
    with ThreadPoolExecutor(1) as beside:
        copying = beside.submit(due.run)
        for number in range(300):
            workspace.save_draft(case, CELL, a_text(finding=f"typed {number}"))
    with reopened(copying.result()) as copied:
        assert copied.check().is_healthy
        assert copied.record(case).judgments[CELL].text.level == "met"
    assert workspace.record(case).drafts[CELL].text.finding == "typed 299"
