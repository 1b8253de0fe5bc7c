"""What a reviewer sets once: the letterhead, and looking after the workspace from within."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reviewer import files
from reviewer.letter.values import Paper
from reviewer.review.closing import one_of
from reviewer.workflow import naming, writing

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.changes import Changes
    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk

PAPERS = tuple(str(paper) for paper in Paper)
"""The papers that a letter can be made for."""

LOGO, SIGNATURE = "logo", "signature"
_MOST_PICTURE_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Preferences:
    """Whose workspace it is, and the letterhead; pictures are the bytes of a PNG or JPEG, or None."""

    reviewer_id: str
    reviewer_name: str
    may_correct_id: bool
    public_key: str
    office_name: str
    address: str
    paper: str
    logo: bytes | None = field(repr=False)
    signature: bytes | None = field(repr=False)


def preferences(desk: Desk) -> Preferences:
    """Return what is set now."""
    head = writing.letterhead(desk)
    return Preferences(
        reviewer_id=head.reviewer_id,
        reviewer_name=head.reviewer_name,
        may_correct_id=naming.may_correct_id(desk),
        public_key=desk.workspace.reviewer.public_key,
        office_name=head.office_name,
        address="\n".join(head.address),
        paper=str(head.paper),
        logo=head.logo,
        signature=head.signature,
    )


def set_office(desk: Desk, office_name: str, address: str, paper: str) -> tuple[Preferences, Changes]:
    """Set the words of the letterhead and its paper.

    Raises:
        UsageError: there is no such paper.
    """
    one_of(paper, PAPERS)
    lines = tuple(line.strip() for line in address.split("\n") if line.strip())
    head = replace(writing.letterhead(desk), office_name=office_name.strip(), address=lines, paper=Paper(paper))
    _, changes = writing.set_letterhead(desk, head)
    return preferences(desk), changes


def correct_reviewer(desk: Desk, name: str, reviewer_id: str) -> tuple[Preferences, Changes]:
    """Correct a mistyped name or id of the reviewer; what is sealed keeps what it was signed with.

    Raises:
        UsageError: the name or the id cannot be used; nothing was changed.
        ReviewError: something is signed or handed over under the id, so that it stays; nothing was changed.
    """
    _, changes = naming.correct(desk, name, reviewer_id)
    return preferences(desk), changes


def set_picture(desk: Desk, which: str, picture: Path | None) -> tuple[Preferences, Changes]:
    """Set the logo or the signature picture; None takes it away.

    Raises:
        LetterError: the file is no picture that can be used; nothing was changed.
        EnvironmentFailedError: the file cannot be read.
    """
    one_of(which, (LOGO, SIGNATURE))
    data = None if picture is None else _read(picture)
    head = writing.letterhead(desk)
    head = replace(head, logo=data) if which == LOGO else replace(head, signature=data)
    _, changes = writing.set_letterhead(desk, head)
    return preferences(desk), changes


def backup_open(desk: Desk, out: Path, progress: Progress) -> Path:
    """Write a consistent encrypted copy of the workspace that is open; it opens with the same passphrase.

    Raises:
        WorkspaceError: the copy could not be made; nothing half done is kept.
    """
    return desk.workspace.backup(out, progress)


def _read(picture: Path) -> bytes:
    with files.translated(picture), picture.open("rb") as file:
        # What is larger is refused for its size by the letter; it need not be read to its end.
        return file.read(_MOST_PICTURE_BYTES)
