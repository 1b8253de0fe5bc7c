"""Making and opening a workspace, and everything that may stand in the way."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from reviewer.errors import (
    DiskFullError,
    EmptyPassphraseError,
    EnvironmentFailedError,
    NewerWorkspaceError,
    NotAWorkspaceError,
    NotPermittedError,
    ReviewerError,
    WorkspaceDiskError,
    WorkspaceExistsError,
    WorkspaceInUseError,
    WorkspaceMissingError,
    WrongPassphraseError,
)
from reviewer.text import text
from reviewer.workspace.connection import PAGE_SIZE_BYTES, translated
from reviewer.workspace.store import ReviewerProfile, create_workspace, open_workspace
from reviewer.workspace.values import StoredExport
from tests.workspace.builders import PASSPHRASE, REPOSITORY, REVIEWER, OtherProcess, new_workspace, reopened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewer.workspace.store import Workspace

HOLD_OPEN = """
from tests.workspace.builders import reopened
workspace = reopened(Path(sys.argv[1]))
say("open")
wait()
"""

SET_UP = {
    "journal_mode": "wal",
    "synchronous": 2,
    "temp_store": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cipher_page_size": "16384",
    "kdf_iter": "256000",
}


def sentence(failure: ReviewerError) -> str:
    return text(failure.text_key, subject=failure.subject, **failure.details)


def test_a_new_workspace_knows_its_reviewer(path: Path) -> None:
    new_workspace(path).close()
    with reopened(path) as workspace:
        assert workspace.reviewer.reviewer_id == "rev-07"
        assert workspace.reviewer.name == "Noor Haddad"
        assert workspace.reviewer.public_key == REVIEWER.public_key
        assert workspace.private_key() == REVIEWER.private_key
        assert workspace.path == path


def test_a_reviewer_may_correct_name_and_id(workspace: Workspace) -> None:
    workspace.correct_reviewer("Noor H. Haddad", "rev-08")
    assert workspace.reviewer == ReviewerProfile("rev-08", "Noor H. Haddad", REVIEWER.public_key)


def test_a_package_keeps_the_name_that_it_was_made_under(workspace: Workspace) -> None:
    assert not workspace.is_id_in_use()
    workspace.record_export(StoredExport(1, "office", "2026-11-21T20:15:00.000Z", "0.1.0", (), (), "d" * 64))
    workspace.record_copy(StoredExport(1, "applicant", "2026-11-21T20:15:00.000Z", "0.1.0", (), (), "d" * 64))
    for name in ("Noor H. Haddad", "Nora Haddad"):
        workspace.correct_reviewer(name, "rev-07")
        assert [workspace.name_in_package(profile, 1) for profile in ("office", "applicant")] == ["Noor Haddad"] * 2
        assert [workspace.name_in_package(profile, 2) for profile in ("office", "applicant")] == [name] * 2
    assert workspace.is_id_in_use()


def test_settings_are_kept_changed_and_taken_away(workspace: Workspace) -> None:
    assert workspace.get_setting("logo") is None
    workspace.set_setting("logo", b"\x89PNG")
    workspace.set_setting("logo", b"\x89PNG 2")
    assert workspace.get_setting("logo") == b"\x89PNG 2"
    workspace.set_setting("logo", None)
    assert workspace.get_setting("logo") is None


def test_a_closed_workspace_is_one_file(path: Path) -> None:
    new_workspace(path).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_closing_twice_does_nothing_more(path: Path) -> None:
    workspace = new_workspace(path)
    workspace.close()
    workspace.close()
    with reopened(path) as again:
        assert again.check().is_healthy


def test_any_sqlcipher_opens_the_file_with_the_passphrase(path: Path) -> None:
    new_workspace(path).close()
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute(f"PRAGMA cipher_page_size = {PAGE_SIZE_BYTES}")
    assert connection.execute("SELECT name FROM reviewer").fetchall() == [("Noor Haddad",)]
    connection.close()


def test_a_passphrase_is_the_same_in_every_unicode_form(path: Path) -> None:
    create_workspace(path, "Zo\u00eb's cl\u00e9", REVIEWER).close()
    with open_workspace(path, "Zoe\u0308's cle\u0301") as workspace:
        assert workspace.is_passphrase("Zo\u00eb's cl\u00e9")


def test_an_empty_passphrase_is_refused(path: Path) -> None:
    with pytest.raises(EmptyPassphraseError):
        create_workspace(path, "", REVIEWER)
    assert not path.exists()


def test_nothing_is_overwritten(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"a diary")
    with pytest.raises(WorkspaceExistsError) as failed:
        new_workspace(path)
    assert path.read_bytes() == b"a diary"
    assert str(path) in sentence(failed.value)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_workspace_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "diary").write_bytes(b"a diary")
    with pytest.raises(EnvironmentFailedError) as failed:
        new_workspace(tmp_path / "diary" / "mine.reviewer")
    assert failed.value.exit_code == 4
    assert "diary" in sentence(failed.value)


def test_a_missing_workspace_is_said_to_be_missing(path: Path) -> None:
    with pytest.raises(WorkspaceMissingError) as failed:
        reopened(path)
    assert failed.value.exit_code == 3
    assert str(path) in sentence(failed.value)
    assert not path.parent.exists()


def test_a_workspace_is_set_up_to_lose_and_leak_nothing(workspace: Workspace) -> None:
    set_up = {name: workspace._rows(f"PRAGMA {name}")[0][0] for name in SET_UP}
    assert set_up == SET_UP


def test_a_wrong_passphrase_is_said_to_be_wrong(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    new_workspace(path).close()
    before = path.read_bytes()
    for wrong in ("a ring of seven key", "", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphraseError) as failed:
            open_workspace(path, wrong)
        assert failed.value.exit_code == 3
        assert PASSPHRASE not in sentence(failed.value)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    # SQLCipher itself would complain on standard error.
    assert capfd.readouterr() == ("", "")


def a_folder(place: Path) -> None:
    place.mkdir()


def a_plain_database(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.executescript("PRAGMA page_size = 16384; CREATE TABLE diary (day TEXT); VACUUM")
    connection.close()


def a_zip(place: Path) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("diary.txt", os.urandom(40_000))


def a_long_text(place: Path) -> None:
    place.write_text("Dear diary, " * 4096, encoding="utf-8")


def half_a_workspace(place: Path) -> None:
    new_workspace(place).close()
    os.truncate(place, place.stat().st_size // 2 + 1000)
    # What a cut off download looks like, under a key that does not fit.
    place.write_bytes(os.urandom(16) + place.read_bytes()[16:])


@pytest.mark.parametrize(
    "make",
    [
        Path.touch,
        a_folder,
        a_plain_database,
        a_zip,
        a_long_text,
        half_a_workspace,
    ],
    ids=["empty", "folder", "plain-database", "zip", "text", "cut-off"],
)
def test_something_else_is_not_a_workspace(tmp_path: Path, make: Callable[[Path], None]) -> None:
    place = tmp_path / "thing"
    make(place)
    with pytest.raises(NotAWorkspaceError) as failed:
        reopened(place)
    assert failed.value.exit_code == 3
    assert str(place) in sentence(failed.value)
    assert [file.name for file in tmp_path.iterdir()] == ["thing"]


def test_an_encrypted_database_of_another_program_is_not_a_workspace(path: Path) -> None:
    workspace = new_workspace(path)
    workspace._run("PRAGMA application_id = 7")
    workspace.close()
    with pytest.raises(NotAWorkspaceError):
        reopened(path)


def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    workspace = new_workspace(path)
    workspace._run("PRAGMA user_version = 999")
    workspace.close()
    before = path.read_bytes()
    with pytest.raises(NewerWorkspaceError) as failed:
        reopened(path)
    assert failed.value.exit_code == 3
    assert path.read_bytes() == before


def test_a_workspace_in_use_names_who_uses_it(path: Path) -> None:
    new_workspace(path).close()
    with OtherProcess(HOLD_OPEN, (str(path),)) as other:
        assert other.line() == "open"
        with pytest.raises(WorkspaceInUseError) as failed:
            reopened(path)
        assert failed.value.exit_code == 3
        assert str(other.pid) in sentence(failed.value)
        other.kill()
        reopened(path).close()


def test_a_workspace_is_opened_once_in_a_process_too(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceInUseError) as failed:
        reopened(workspace.path)
    assert str(os.getpid()) in sentence(failed.value)


def test_a_link_leads_to_the_same_workspace_and_the_same_lock(workspace: Workspace, tmp_path: Path) -> None:
    link = tmp_path / "link.reviewer"
    link.symlink_to(workspace.path)
    with pytest.raises(WorkspaceInUseError):
        reopened(link)


def test_a_lock_file_of_nobody_does_not_lock(path: Path) -> None:
    new_workspace(path).close()
    path.with_name("mine.reviewer.lock").write_text("left behind", encoding="utf-8")
    with reopened(path) as workspace:
        assert workspace.is_passphrase(PASSPHRASE)


@pytest.fixture
def ordinary_user_folder() -> Iterator[Path]:
    """A folder with a workspace, as somebody whom the system may refuse."""
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        folder.chmod(0o755)
        new_workspace(folder / "mine.reviewer").close()
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, 65534, -1)
            os.chown(folder / "mine.reviewer", 65534, -1)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_folder_that_may_not_be_written_to_is_named(ordinary_user_folder: Path) -> None:
    ordinary_user_folder.chmod(0o555)
    for attempt in (reopened, lambda path: new_workspace(path.with_name("new.reviewer"))):
        with pytest.raises(NotPermittedError) as failed:
            attempt(ordinary_user_folder / "mine.reviewer")
        assert failed.value.exit_code == 4
        assert str(ordinary_user_folder) in sentence(failed.value)


def test_a_file_that_may_not_be_written_to_is_named(ordinary_user_folder: Path) -> None:
    path = ordinary_user_folder / "mine.reviewer"
    path.chmod(0o400)
    with pytest.raises(NotPermittedError) as failed:
        reopened(path)
    assert str(path) in sentence(failed.value)
    assert [file.name for file in ordinary_user_folder.iterdir()] == ["mine.reviewer"]


def test_what_a_killed_creation_left_is_no_hindrance(path: Path) -> None:
    path.parent.mkdir()
    path.with_name(".mine.reviewer.part").write_bytes(b"half")
    new_workspace(path).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def run_python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_sqlite_utils_works_on_sqlcipher() -> None:
    program = (
        "from reviewer.workspace import connection; from sqlite_utils import db, utils; from sqlcipher3 import dbapi2;"
        "assert utils.sqlite3 is dbapi2 and db.sqlite3 is dbapi2 and utils.OperationalError is dbapi2.OperationalError"
    )
    assert run_python(program).returncode == 0


def test_importing_sqlite_utils_earlier_fails_loudly() -> None:
    result = run_python("import sqlite_utils; from reviewer.workspace import store")
    assert "sqlite_utils was imported before" in result.stderr


def test_nothing_else_imports_sqlite_utils() -> None:
    program = (
        "import sys, reviewer.workflow.desk, reviewer.review.judgment, reviewer.submission.reading;"
        "assert 'sqlite_utils' not in sys.modules"
    )
    assert run_python(program).returncode == 0


def test_a_full_disk_is_not_called_a_failing_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = dbapi2.OperationalError("disk I/O error")
    failure.sqlite_errorcode = dbapi2.SQLITE_IOERR
    usage = shutil.disk_usage(tmp_path)
    for free, expected in ((0, DiskFullError), (1 << 30, WorkspaceDiskError)):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: usage._replace(free=free))
        with pytest.raises(expected), translated(tmp_path / "reviews.reviewer"):
            raise failure
