"""The workspace: one encrypted file that holds everything, opened by one process at a time."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from reviewer.clock import SystemClock, utc_text
from reviewer.errors import RecoveryKeyVoidError, WorkspaceBusyError, WorkspaceExistsError, WrongPassphraseError
from reviewer.progress import Silent
from reviewer.workspace.checking import Checking
from reviewer.workspace.connection import connect, translated
from reviewer.workspace.copies import (
    DueBackup,
    backup,
    copy_before_migrating,
    copy_pages,
    copy_to,
    due_backup,
    require_whole,
    restore,
)
from reviewer.workspace.exports import Exports
from reviewer.workspace.keys import derived_key, key_of_recovery_text, new_key
from reviewer.workspace.opening import (
    lock_copying,
    lock_owner,
    open_checked,
    require_file,
    require_writable,
    salt_of,
    set_to_work,
)
from reviewer.workspace.places import (
    made_beside,
    make_folder,
    put_in_place,
    put_in_place_of,
    remove_leftovers,
    restrict,
    wal_path,
)
from reviewer.workspace.practice import Practice
from reviewer.workspace.profile import Profile, insert_reviewer
from reviewer.workspace.programs import Programs
from reviewer.workspace.recording import Recording
from reviewer.workspace.records import Records
from reviewer.workspace.schema import migrate, newest_schema, schema_of
from reviewer.workspace.values import (
    CheckResult,
    Entry,
    ExportHead,
    ExportItem,
    InboxFacts,
    KeptFile,
    LoadCounts,
    NewReviewer,
    ProgramPin,
    ReviewerProfile,
    StoredExport,
    StoredFile,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.clock import Clock
    from reviewer.errors import WorkspaceError
    from reviewer.progress import Progress
    from reviewer.workspace.connection import Database
    from reviewer.workspace.keys import RawKey

__all__ = [
    "CheckResult",
    "DueBackup",
    "Entry",
    "ExportHead",
    "ExportItem",
    "InboxFacts",
    "KeptFile",
    "LoadCounts",
    "NewReviewer",
    "ProgramPin",
    "ReviewerProfile",
    "StoredExport",
    "StoredFile",
    "Workspace",
    "backup",
    "create_workspace",
    "open_with_recovery_key",
    "open_workspace",
    "restore",
]


class Workspace(Checking, Recording, Records, Exports, Practice, Profile, Programs):
    """An open workspace. It belongs to the thread that opened it, and nobody else can open it meanwhile."""

    def change_passphrase(self, new: str, progress: Progress | None = None) -> None:
        """Put the workspace under a new passphrase, by a new file that takes the old one's place when it is whole.

        The recovery sheet printed before is void then. Backups made before stay under the old passphrase.

        Raises:
            EmptyPassphraseError: nothing was changed.
            WorkspaceBusyError: a copy is being made; nothing was changed.
            DiskFullError: nothing was changed.
        """
        key = new_key(new)
        with contextlib.ExitStack() as held:
            held.callback(lock_copying(self._path).release)
            beside = held.enter_context(made_beside(self._path))
            copy_pages(self._path, self._key, beside, key, progress or Silent())
            require_whole(beside, key, self._path)
            self._replace_file(beside, key)

    def backup(self, out: Path, progress: Progress | None = None) -> Path:
        """Make an encrypted copy under the same passphrase; returns its absolute path.

        Raises:
            WorkspaceExistsError: there is a file of that name already.
            DiskFullError: nothing was left behind.
        """
        return copy_to(self._path, self._key, out.absolute(), progress or Silent())

    def due_backup(self) -> DueBackup | None:
        """Return today's automatic backup if it is to be made; running it needs neither this object nor its thread."""
        return due_backup(self._path, self._key, self._clock)

    def _replace_file(self, beside: Path, key: RawKey) -> None:
        with translated(self._path):
            self._database.close()
        try:
            # A log that is left would be taken for the new file's, and ruin it.
            log = wal_path(self._path)
            if log.exists() and log.stat().st_size:
                raise WorkspaceBusyError(str(self._path))
            put_in_place_of(beside, self._path)
            self._key = key
        finally:
            self._open_again()


def create_workspace(path: Path, passphrase: str, profile: NewReviewer, clock: Clock | None = None) -> Workspace:
    """Make a new workspace and open it; folders that are missing are made for the owner only.

    Args:
        path: where it is to be; nothing may be there.
        passphrase: what opens it; written the same in any keyboard's Unicode form.
        profile: whose it is.
        clock: tells the time.

    Raises:
        WorkspaceExistsError: something of that name is there.
        EmptyPassphraseError: the passphrase is empty.
        EnvironmentFailedError: the place cannot be written to.
    """
    path, clock = path.resolve(), clock or SystemClock()
    key = new_key(passphrase)
    make_folder(path.parent)
    with contextlib.ExitStack() as held:
        lock = lock_owner(path)
        held.callback(lock.release)
        if os.path.lexists(path):
            raise WorkspaceExistsError(str(path))
        with made_beside(path) as beside:
            _fill(beside, key, profile, utc_text(clock.now()))
            put_in_place(beside, path)
        database = set_to_work(path, open_checked(path, key))
        held.pop_all()
    return Workspace(path, database, key, lock, clock)


def open_workspace(path: Path, passphrase: str, clock: Clock | None = None) -> Workspace:
    """Open a workspace with its passphrase, bringing it to the newest schema after a copy was put aside.

    Raises:
        WorkspaceMissingError, NotAWorkspaceError, WrongPassphraseError, WorkspaceInUseError, NewerWorkspaceError,
        NotPermittedError: each says so plainly; the file is as it was.
    """
    return _open(path.resolve(), lambda salt: derived_key(passphrase, salt), WrongPassphraseError, clock)


def open_with_recovery_key(path: Path, typed_key: str, clock: Clock | None = None) -> Workspace:
    """Open a workspace with the key of its recovery sheet; set a new passphrase then.

    Raises:
        RecoveryKeyMistypedError, RecoveryKeyIncompleteError: it is not as printed.
        RecoveryKeyVoidError: it is as printed, of another workspace or an older passphrase.
        WorkspaceError: as for `open_workspace`.
    """
    return _open(path.resolve(), lambda salt: key_of_recovery_text(typed_key, salt), RecoveryKeyVoidError, clock)


def _open(
    path: Path, derive: Callable[[bytes], RawKey], wrong_key: type[WorkspaceError], clock: Clock | None
) -> Workspace:
    require_file(path)
    require_writable(path)
    clock = clock or SystemClock()
    with contextlib.ExitStack() as held:
        lock = lock_owner(path)
        held.callback(lock.release)
        key = derive(salt_of(path))
        restrict(path)
        remove_leftovers(path)
        database = open_checked(path, key, wrong_key=wrong_key)
        held.callback(database.close)
        _bring_up_to_date(path, database, key, clock)
        set_to_work(path, database)
        held.pop_all()
    return Workspace(path, database, key, lock, clock)


def _bring_up_to_date(path: Path, database: Database, key: RawKey, clock: Clock) -> None:
    with translated(path):
        schema = schema_of(database)
    if schema < newest_schema():
        copy_before_migrating(path, key, clock, newest_schema())
        with translated(path):
            migrate(database)


def _fill(beside: Path, key: RawKey, profile: NewReviewer, created_at: str) -> None:
    with contextlib.closing(connect(beside, key)) as database, translated(beside):
        migrate(database)
        insert_reviewer(database, profile, created_at)
