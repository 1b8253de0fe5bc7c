"""Encrypted copies: backups by hand and by the calendar, and back again.

A copy is taken page by page from one moment's state, over a connection of its own, also while the workspace is open
in another process.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from reviewer.errors import DiskFullError, WorkspaceDamagedError, WorkspaceExistsError
from reviewer.progress import Silent
from reviewer.workspace.connection import PAGE_SIZE_BYTES, connect, translated
from reviewer.workspace.keys import derived_key
from reviewer.workspace.opening import lock_copying, open_checked, require_file, require_writable, salt_of
from reviewer.workspace.places import (
    backup_folder,
    free_bytes,
    made_beside,
    make_folder,
    put_in_place,
    remove_unfinished,
    restrict,
    wal_path,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewer.clock import Clock
    from reviewer.progress import Progress
    from reviewer.workspace.connection import Database
    from reviewer.workspace.keys import RawKey

_PAGES_A_STEP: Final = 256
_ROOM_TO_SPARE_BYTES: Final = 64 * 1024 * 1024
# Where another process just moves its log into the file, a page may look half written once.
_LOOKS: Final = 3
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAMED: Final = re.compile(r"(?P<kind>daily|before-schema-\d+)-(?P<stamp>\d{8}T\d{6}Z)\.reviewer")
_DAILY: Final = "daily"
_DAYS_KEPT: Final = 7
_WEEKS_KEPT: Final = 4
_BEFORE_SCHEMA_KEPT: Final = 2
_ALWAYS_KEPT: Final = 2
_ALL_COPIES_BYTES: Final = 8 * 1024**3
"""Older copies go when all together pass this, but the two newest stay."""


def backup(path: Path, passphrase: str, out: Path, progress: Progress | None = None) -> Path:
    """Make an encrypted copy, under the same passphrase, also while the workspace is open elsewhere.

    Returns:
        the absolute path of the copy.

    Raises:
        WorkspaceExistsError: there is a file of that name already.
        WorkspaceError: the workspace cannot be opened.
        DiskFullError: nothing was left behind.
    """
    path, out = path.resolve(), out.absolute()
    require_file(path)
    require_writable(path)
    key = derived_key(passphrase, salt_of(path))
    open_checked(path, key).close()
    return copy_to(path, key, out, progress or Silent())


def restore(copy: Path, passphrase: str, out: Path, progress: Progress | None = None) -> Path:
    """Make a workspace of a copy, after checking every page of it; the copy stays as it is.

    Returns:
        the absolute path of the workspace.

    Raises:
        WorkspaceExistsError: there is a file of that name already.
        WorkspaceError: the copy cannot be opened, or is damaged.
    """
    copy, out = copy.resolve(), out.absolute()
    require_file(copy)
    key = derived_key(passphrase, salt_of(copy))
    # A finished copy has no log beside it and may lie on a medium that cannot be written to.
    mode = "rw" if wal_path(copy).exists() else "ro&immutable=1"
    open_checked(copy, key, mode=mode).close()
    make_folder(out.parent)
    return copy_to(copy, key, out, progress or Silent(), mode=mode)


def copy_to(path: Path, key: RawKey, out: Path, progress: Progress, *, mode: str = "rw") -> Path:
    """Copy a workspace file under its own key, whole or not at all, and check every page of the copy.

    Raises:
        WorkspaceBusyError: somebody else is copying it.
    """
    if os.path.lexists(out):
        raise WorkspaceExistsError(str(out))
    with contextlib.ExitStack() as held:
        if mode == "rw":
            held.callback(lock_copying(path).release)
        if out.parent == backup_folder(path):
            # Nobody else copies now, so what a killed process began there is nobody's.
            for begun in out.parent.glob(".*.reviewer.part"):
                remove_unfinished(begun)
        beside = held.enter_context(made_beside(out))
        copy_pages(path, key, beside, key, progress, mode=mode)
        require_whole(beside, key, path)
        put_in_place(beside, out)
    return out


def copy_pages(path: Path, key: RawKey, beside: Path, new_key: RawKey, progress: Progress, *, mode: str = "rw") -> None:
    """Copy every page of one moment's state into an empty file, under another key if wished."""
    size_bytes = path.stat().st_size + (wal_path(path).stat().st_size if wal_path(path).exists() else 0)
    if free_bytes(beside.parent) < size_bytes + _ROOM_TO_SPARE_BYTES:
        raise DiskFullError(str(beside.parent))

    def tell(_status: int, remaining: int, total: int) -> None:
        progress.step((total - remaining) * PAGE_SIZE_BYTES, total * PAGE_SIZE_BYTES, path.name)

    with (
        contextlib.closing(open_checked(path, key, mode=mode)) as source,
        contextlib.closing(connect(beside, new_key)) as target,
    ):
        with translated(beside):
            # Nobody reads the copy before it is finished, so it needs no journal.
            target.conn.execute("PRAGMA journal_mode = OFF")
        with translated(path):
            # A read transaction fixes the moment: what is written meanwhile does not get in.
            source.conn.execute("BEGIN")
            source.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
            _require_sound(source, path)
            source.conn.backup(target.conn, pages=_PAGES_A_STEP, progress=tell)
            source.conn.execute("ROLLBACK")


def require_whole(copy: Path, key: RawKey, path: Path) -> None:
    """Make sure that every page of a finished copy is as it was written.

    Raises:
        WorkspaceDamagedError: the copy is not; `path` is what it was copied from.
    """
    with contextlib.closing(open_checked(copy, key, mode="ro&immutable=1")) as database, translated(copy):
        if database.conn.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _damaged(path)


def _require_sound(source: Database, path: Path) -> None:
    """Make sure that every page of the file to copy is as it was written, for copying would turn a bad page into zeros.

    Raises:
        WorkspaceDamagedError: a page is not.
    """
    for _ in range(_LOOKS):
        if source.conn.execute("PRAGMA cipher_integrity_check").fetchone() is None:
            return
    raise _damaged(path)


def _damaged(path: Path) -> WorkspaceDamagedError:
    return WorkspaceDamagedError(str(path), backups=backup_folder(path).name)


# By the calendar -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """One automatic backup that is there."""

    path: Path
    kind: str
    made_at: datetime
    size_bytes: int


@dataclass(frozen=True, slots=True)
class DueBackup:
    """A backup to be made now; it has its own connection and may run in any thread."""

    path: Path
    key: RawKey = field(repr=False)
    moment: datetime

    def run(self, progress: Progress | None = None) -> Path:
        """Make the copy and let go of those that are not kept any longer.

        Raises:
            ReviewerError: it could not be made; the workspace itself is not touched.
        """
        changed_at = _changed_at(self.path)
        copy = _copy_aside(self.path, self.key, _DAILY, self.moment, progress or Silent())
        # So that the next look sees whether anything was written since this moment.
        with contextlib.suppress(OSError):
            os.utime(copy, ns=(changed_at, changed_at))
        _let_go(self.path)
        return copy


def due_backup(path: Path, key: RawKey, clock: Clock) -> DueBackup | None:
    """Return the backup to make now, or None: one a day, when something was written since the last."""
    moment = clock.now().astimezone(UTC)
    daily = [copy for copy in copies_of(path) if copy.kind == _DAILY]
    if daily:
        newest = daily[-1]
        is_recent = timedelta(0) <= moment - newest.made_at < timedelta(days=1)
        if is_recent or newest.path.stat().st_mtime_ns == _changed_at(path):
            return None
    return DueBackup(path, key, moment)


def copy_before_migrating(path: Path, key: RawKey, clock: Clock, schema: int) -> Path:
    """Put a copy aside before the schema changes.

    Raises:
        ReviewerError: it could not be made, so nothing may be changed.
    """
    copy = _copy_aside(path, key, f"before-schema-{schema}", clock.now().astimezone(UTC), Silent())
    _let_go(path)
    return copy


def copies_of(path: Path) -> tuple[Copy, ...]:
    """Return the automatic backups of a workspace, oldest first; files of other names are none of ours."""
    folder = backup_folder(path)
    found: list[Copy] = []
    with translated(folder):
        for file in folder.iterdir() if folder.is_dir() else ():
            match = _NAMED.fullmatch(file.name)
            if match:
                made_at = datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC)
                found.append(Copy(file, match["kind"], made_at, file.stat().st_size))
    return tuple(sorted(found, key=lambda copy: (copy.made_at, copy.path.name)))


def copies_to_keep(copies: Sequence[Copy]) -> tuple[Copy, ...]:
    """Choose which automatic backups stay: the newest of each of 7 days, of each of 4 weeks, and 2 before a new schema.

    Args:
        copies: oldest first.

    Returns:
        newest first; fewer where all together would pass 8 GiB, but always the two newest.
    """
    newest_first = tuple(reversed(copies))
    daily = [copy for copy in newest_first if copy.kind == _DAILY]
    days = {copy.made_at.date(): copy for copy in reversed(daily)}
    weeks = {tuple(copy.made_at.isocalendar())[:2]: copy for copy in reversed(daily)}
    chosen = {
        *sorted(days.values(), key=_made_at)[-_DAYS_KEPT:],
        *sorted(weeks.values(), key=_made_at)[-_WEEKS_KEPT:],
        *[copy for copy in newest_first if copy.kind != _DAILY][:_BEFORE_SCHEMA_KEPT],
    }
    kept: list[Copy] = []
    for copy in (copy for copy in newest_first if copy in chosen):
        if len(kept) < _ALWAYS_KEPT or sum(other.size_bytes for other in kept) + copy.size_bytes <= _ALL_COPIES_BYTES:
            kept.append(copy)
    return tuple(kept)


def _made_at(copy: Copy) -> datetime:
    return copy.made_at


def _copy_aside(path: Path, key: RawKey, kind: str, moment: datetime, progress: Progress) -> Path:
    folder = backup_folder(path)
    make_folder(folder)
    out = folder / f"{kind}-{moment:{_STAMP}}.reviewer"
    return out if out.exists() else copy_to(path, key, out, progress)


def _let_go(path: Path) -> None:
    copies = copies_of(path)
    kept = copies_to_keep(copies)
    for copy in copies:
        if copy not in kept:
            # A copy that cannot be taken away now goes next time.
            with contextlib.suppress(OSError):
                copy.path.unlink()
        else:
            restrict(copy.path)


def _changed_at(path: Path) -> int:
    return max(file.stat().st_mtime_ns for file in (path, wal_path(path)) if file.exists())
