"""Changing the passphrase, and the printed key that opens without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import (
    EmptyPassphraseError,
    RecoveryKeyIncompleteError,
    RecoveryKeyMistypedError,
    RecoveryKeyVoidError,
    ReviewerError,
    WorkspaceBusyError,
    WrongPassphraseError,
)
from reviewer.text import text
from reviewer.workspace.keys import RawKey, key_of_recovery_text, recovery_key_text
from reviewer.workspace.store import open_with_recovery_key, open_workspace
from tests.workspace.builders import (
    CELL,
    PASSPHRASE,
    OtherProcess,
    a_bundle,
    a_text,
    new_workspace,
    reopened,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace

SALT = bytes(range(16))
KEYS = st.binary(min_size=32, max_size=32).map(lambda key: RawKey(key, SALT))
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_only_the_new_passphrase_opens_afterwards(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_judgment(case, CELL, a_text("met"))
    workspace.change_passphrase("eight keys")
    workspace.record_judgment(case, CELL, a_text("not_met"))
    assert workspace.is_passphrase("eight keys")
    assert not workspace.is_passphrase(PASSPHRASE)
    workspace.close()
    with pytest.raises(WrongPassphraseError):
        reopened(workspace.path)
    with open_workspace(workspace.path, "eight keys") as again:
        assert again.record(case).judgments[CELL].text.level == "not_met"
        assert again.check().is_healthy
    assert [file.name for file in workspace.path.parent.iterdir()] == [workspace.path.name]


def test_an_empty_new_passphrase_changes_nothing(workspace: Workspace) -> None:
    with pytest.raises(EmptyPassphraseError):
        workspace.change_passphrase("")
    assert workspace.is_passphrase(PASSPHRASE)


def test_backups_stay_under_the_passphrase_they_were_made_with(workspace: Workspace, tmp_path: Path) -> None:
    copy = workspace.backup(tmp_path / "copy.reviewer")
    workspace.change_passphrase("eight keys")
    with reopened(copy) as backup:
        assert backup.is_passphrase(PASSPHRASE)


KILLED_WHILE_CHANGING = """
from tests.workspace.builders import reopened
class Waiting:
    def step(self, done, total, subject=""):
        say("copying")
        wait()
reopened(Path(sys.argv[1])).change_passphrase("eight keys", Waiting())
"""


def test_killed_while_changing_leaves_everything_as_it_was(path: Path) -> None:
    bundle = a_bundle()
    with new_workspace(path) as workspace:
        bundle.keep_in(workspace)
    with OtherProcess(KILLED_WHILE_CHANGING, (str(path),)) as other:
        assert other.line() == "copying"
        other.kill()
    with reopened(path) as workspace:
        assert workspace.cases() == (bundle.key,)
        assert workspace.check().is_healthy
        assert sorted(file.name for file in path.parent.iterdir()) == [
            "mine.reviewer",
            "mine.reviewer-shm",
            "mine.reviewer-wal",
            "mine.reviewer.copying",
            "mine.reviewer.lock",
        ]
        workspace.change_passphrase("eight keys")
    open_workspace(path, "eight keys").close()


READ_MEANWHILE = """
from reviewer.workspace import connection, keys
path = Path(sys.argv[1])
database = connection.connect(path, keys.derived_key(sys.argv[2], path.read_bytes()[:16]))
database.conn.execute("BEGIN")
database.conn.execute("SELECT count(*) FROM journal").fetchone()
say("reading")
wait()
"""


def test_a_file_that_another_program_reads_is_not_replaced(workspace: Workspace, case: CaseKey) -> None:
    with OtherProcess(READ_MEANWHILE, (str(workspace.path), PASSPHRASE)) as other:
        assert other.line() == "reading"
        workspace.record_judgment(case, CELL, a_text("met"))
        with pytest.raises(WorkspaceBusyError):
            workspace.change_passphrase("eight keys")
    assert workspace.is_passphrase(PASSPHRASE)
    workspace.record_judgment(case, CELL, a_text("not_met"))
    workspace.change_passphrase("eight keys")
    assert workspace.record(case).judgments[CELL].text.level == "not_met"
    assert workspace.check().is_healthy


def test_the_recovery_key_opens_without_the_passphrase(path: Path) -> None:
    with new_workspace(path) as workspace:
        printed = workspace.recovery_key()
    with open_with_recovery_key(path, printed.lower().replace(" ", "\n")) as workspace:
        workspace.change_passphrase("eight keys")
    with open_workspace(path, "eight keys") as workspace:
        assert workspace.is_passphrase("eight keys")


def test_the_recovery_key_is_void_after_a_change(workspace: Workspace) -> None:
    before = workspace.recovery_key()
    workspace.change_passphrase("eight keys")
    assert workspace.recovery_key() != before
    workspace.close()
    with pytest.raises(RecoveryKeyVoidError) as failed:
        open_with_recovery_key(workspace.path, before)
    assert failed.value.exit_code == 3


def test_the_recovery_key_of_another_workspace_does_not_open(path: Path, tmp_path: Path) -> None:
    new_workspace(path).close()
    with new_workspace(tmp_path / "other.reviewer") as other:
        printed = other.recovery_key()
    with pytest.raises(RecoveryKeyVoidError):
        open_with_recovery_key(path, printed)


def test_a_mistyped_recovery_key_names_the_group(path: Path) -> None:
    with new_workspace(path) as workspace:
        groups = workspace.recovery_key().split()
    assert [len(group) for group in groups] == [5] * 14
    groups[4] = ("0" if groups[4][0] != "0" else "1") + groups[4][1:]
    with pytest.raises(RecoveryKeyMistypedError) as failed:
        open_with_recovery_key(path, " ".join(groups))
    assert "Group 5" in sentence(failed.value)
    with pytest.raises(RecoveryKeyIncompleteError) as short:
        open_with_recovery_key(path, "")
    assert "14 groups" in sentence(short.value)


def sentence(failure: ReviewerError) -> str:
    return text(failure.text_key, subject=failure.subject, **failure.details)


@given(KEYS)
def test_a_printed_key_reads_back(key: RawKey) -> None:
    printed = recovery_key_text(key)
    assert key_of_recovery_text(printed, SALT) == key
    assert key_of_recovery_text(printed.lower().replace("0", "o").replace("1", "l").replace(" ", "-"), SALT) == key


@given(KEYS, st.integers(0, 69), st.sampled_from(DIGITS))
def test_one_wrong_digit_names_its_group(key: RawKey, place: int, digit: str) -> None:
    typed = list(recovery_key_text(key).replace(" ", ""))
    if typed[place] == digit:
        return
    typed[place] = digit
    with pytest.raises(RecoveryKeyMistypedError) as failed:
        key_of_recovery_text("".join(typed), SALT)
    assert failed.value.details["group"] == place // 5 + 1


@given(KEYS, st.integers(0, 68))
def test_two_swapped_digits_are_always_found(key: RawKey, place: int) -> None:
    typed = list(recovery_key_text(key).replace(" ", ""))
    if typed[place] == typed[place + 1]:
        return
    typed[place], typed[place + 1] = typed[place + 1], typed[place]
    with pytest.raises(RecoveryKeyMistypedError):
        key_of_recovery_text("".join(typed), SALT)


@given(KEYS, st.permutations(range(14)))
def test_groups_in_another_order_are_always_found(key: RawKey, order: list[int]) -> None:
    groups = recovery_key_text(key).split()
    if [groups[number] for number in order] == groups:
        return
    with pytest.raises(RecoveryKeyMistypedError):
        key_of_recovery_text(" ".join(groups[number] for number in order), SALT)


@given(st.text(max_size=90))
def test_whatever_is_typed_is_answered_plainly(typed: str) -> None:
    with pytest.raises((RecoveryKeyMistypedError, RecoveryKeyIncompleteError)):
        key_of_recovery_text(typed, SALT)


def test_keys_never_show() -> None:
    assert "ab" not in repr(RawKey(b"\xab" * 32, b"\xab" * 16)).replace("RawKey", "")
