"""Making, opening and closing a workspace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from reviewer import files
from reviewer.changes import NOTHING, Changes
from reviewer.errors import WorkspaceExistsError, WrongPassphraseError
from reviewer.export import signing
from reviewer.workflow import naming
from reviewer.workflow.desk import Desk
from reviewer.workspace import discarding, store
from reviewer.workspace.opening import require_file

if TYPE_CHECKING:
    from reviewer.clock import Clock

DEFAULT_NAME = "reviews.reviewer"


def default_workspace_path() -> Path:
    """Return where a reviewer's workspace lies unless another is named: the platform's data folder."""
    return Path(platformdirs.user_data_dir("Reviewer", appauthor=False)) / DEFAULT_NAME


def look_at(path: Path) -> None:
    """Look at a workspace from outside, before a passphrase is asked for.

    Raises:
        WorkspaceError: it is not there, or plainly not a workspace.
    """
    require_file(path)


def may_create(path: Path, reviewer_id: str, reviewer_name: str) -> None:
    """Check what a new workspace is to be called and where it is to lie, before a passphrase is asked for.

    Raises:
        UsageError: the reviewer's id or name cannot be used.
        WorkspaceExistsError: there is something at that path.
    """
    naming.checked_id(reviewer_id)
    naming.checked_name(reviewer_name)
    if os.path.lexists(path):
        raise WorkspaceExistsError(str(path))


def create(path: Path, passphrase: str, reviewer_id: str, reviewer_name: str, *, clock: Clock) -> tuple[Desk, Changes]:
    """Make an encrypted workspace with the reviewer's signing key, and open it.

    Raises:
        UsageError: the reviewer's id or name cannot be used.
        WorkspaceExistsError: there is something at that path; it was not touched.
        EnvironmentFailedError: the disk is full, or the folder cannot be written.
    """
    may_create(path, reviewer_id, reviewer_name)
    seed = signing.new_private_key()
    reviewer = store.NewReviewer(reviewer_id, reviewer_name.strip(), seed, signing.public_key_line(seed))
    return Desk(store.create_workspace(path, passphrase, reviewer, clock), clock), Changes(inbox=True, profile=True)


def open_desk(path: Path, passphrase: str, *, clock: Clock) -> tuple[Desk, Changes]:
    """Open a workspace with its passphrase.

    Raises:
        WorkspaceError: it is missing, not a workspace, newer than this program, in use, or the passphrase is wrong.
    """
    return Desk(store.open_workspace(path, passphrase, clock), clock), Changes(inbox=True, profile=True)


def close_desk(desk: Desk) -> None:
    """Close the workspace and forget what was read from it."""
    desk.forget()
    desk.workspace.close()


def change_passphrase(desk: Desk, new: str, *, old: str | None = None) -> tuple[None, Changes]:
    """Encrypt the workspace anew; an old passphrase that is given must be the one in force.

    Raises:
        WorkspaceError: the old passphrase is wrong, or the new one cannot be used.
    """
    if old is not None and not desk.workspace.is_passphrase(old):
        raise WrongPassphraseError(str(desk.workspace.path))
    desk.workspace.change_passphrase(new)
    return None, NOTHING


def recover(path: Path, recovery_key: str, new_passphrase: str, *, clock: Clock) -> tuple[Desk, Changes]:
    """Open a workspace with the key of its recovery sheet and set a new passphrase.

    Raises:
        WorkspaceError: the key does not fit; nothing was changed.
    """
    workspace = store.open_with_recovery_key(path, recovery_key, clock)
    try:
        workspace.change_passphrase(new_passphrase)
    except BaseException:
        workspace.close()
        raise
    return Desk(workspace, clock), Changes(inbox=True, profile=True)


def recovery_sheet(desk: Desk) -> bytes:
    """Return the recovery sheet as PDF: the key that opens the file without the passphrase."""
    # The page engine is not needed to open a workspace, and loads slowly.
    from reviewer.letter import recovery_sheet as sheets

    workspace = desk.workspace
    sheet = sheets.RecoverySheet(
        reviewer_name=workspace.reviewer.name,
        reviewer_id=workspace.reviewer.reviewer_id,
        workspace_name=workspace.path.name,
        made_on=desk.clock.now().astimezone().date(),
        key=workspace.recovery_key(),
    )
    return sheets.recovery_sheet_pdf(sheet).data


def may_write_sheet(out: Path) -> None:
    """Check that a new recovery sheet takes no other file's place: it may be another workspace's only key.

    Raises:
        WorkspaceExistsError: there is something at that path.
    """
    if os.path.lexists(out):
        raise WorkspaceExistsError(str(out))


def save_recovery_sheet(desk: Desk, out: Path) -> Path:
    """Write the recovery sheet to a file, to be printed, put away and deleted."""
    return files.write_whole(out, [recovery_sheet(desk)])


def discard(path: Path) -> None:
    """Take away a workspace of samples with what lies beside it, so that it can be made anew.

    Raises:
        WorkspaceError: it is in use, or the file is something else; nothing was removed.
    """
    discarding.discard(path)
