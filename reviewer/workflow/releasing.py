"""Exporting signed decision packages, and checking them as an office does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.changes import NOTHING, Changes
from reviewer.clock import utc_text
from reviewer.errors import NothingToExportError, NotReadyToExportError
from reviewer.export import package, writing
from reviewer.export.verify import verify_package
from reviewer.progress import Silent
from reviewer.review import closing
from reviewer.vocabulary import CaseState
from reviewer.workflow import cited, inbox, packaging
from reviewer.workspace.values import ExportItem, StoredExport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reviewer.export.verify import Verification
    from reviewer.progress import Progress
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

PROFILES = ("office",)
"""Whom a package can be made for."""

# A case is recused once and for all.
_ONLY_RECUSAL = 1

_READY = (CaseState.SIGNED, CaseState.EXPORTED, CaseState.RECUSED)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A package in its folder; `sha256` is the digest of the ZIP, `is_new` False when it was made before."""

    package: Path
    submissions: tuple[CaseKey, ...]
    sha256: str
    sequence: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking one package found."""

    path: Path
    found: Verification


def exportable(desk: Desk) -> tuple[InboxRow, ...]:
    """Return the cases that a package can hold: sealed and not acknowledged, or recused."""
    return tuple(row for row in inbox.list_cases(desk) if row.state in _READY)


def export(
    desk: Desk,
    keys: Sequence[CaseKey] | None,
    folder: Path,
    *,
    profile: str = "office",
    progress: Progress | None = None,
) -> tuple[ExportResult, Changes]:
    """Write a signed decision package; the same set of determinations gives the same bytes again.

    Args:
        desk: the open workspace.
        keys: the cases; None for all that are ready.
        folder: where to; made where it is missing.
        profile: whom the package is for.
        progress: told the bytes written.

    Raises:
        NothingToExportError: no case is ready.
        NotReadyToExportError: a named case is not sealed.
        CitationsBrokenError: a citation does not match the stored documents any more.
        UsageError: there is no such profile.
        EnvironmentFailedError: the disk is full, or the folder cannot be written.
    """
    closing.one_of(profile, PROFILES)
    items = _items(desk, keys)
    for item in items:
        if item.kind == "determination":
            cited.require_sound(desk, item.key)
    stored = desk.workspace.find_export(profile, items)
    planned = stored or _planned(desk, items, profile)
    built = package.build_package(packaging.package_content(desk, planned), desk.workspace.private_key())
    with desk.workspace.transaction():
        if stored is None:
            desk.workspace.record_export(replace(planned, package_sha256=built.sha256))
        # Inside: a package that could not be written was not exported.
        written = writing.write_package(built, folder, progress or Silent())
    result = ExportResult(written.path, built.submissions, written.sha256, planned.sequence, is_new=stored is None)
    return result, NOTHING if stored else Changes(cases=frozenset(built.submissions), inbox=True)


def verify(path: Path, public_key: Path | None = None) -> Verified:
    """Check one package as an office does; without a key nobody but the package vouches for the signature."""
    return Verified(path, verify_package(path, public_key))


def _items(desk: Desk, keys: Iterable[CaseKey] | None) -> tuple[ExportItem, ...]:
    ready = {row.key: row for row in exportable(desk)}
    if keys is None:
        chosen = tuple(ready)
    else:
        chosen = tuple(dict.fromkeys(keys))
        for key in chosen:
            if key not in ready:
                raise NotReadyToExportError(str(key))
    if not chosen:
        raise NothingToExportError(desk.workspace.path.name)
    return tuple(sorted(_item(desk, key, ready[key]) for key in chosen))


def _item(desk: Desk, key: CaseKey, row: InboxRow) -> ExportItem:
    if row.state is CaseState.RECUSED:
        return ExportItem("recusal", key, _ONLY_RECUSAL)
    return ExportItem("determination", key, desk.workspace.record(key).sealed[-1].version)


def _planned(desk: Desk, items: tuple[ExportItem, ...], profile: str) -> StoredExport:
    workspace = desk.workspace
    heads = workspace.heads(item.key for item in items)
    return StoredExport(workspace.next_sequence(), profile, utc_text(desk.clock.now()), __version__, items, heads, "")
