"""Exporting signed decision packages, and checking them as an office does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.changes import NOTHING, Changes
from reviewer.clock import utc_text
from reviewer.errors import ExportError, NothingToExportError, NotReadyToExportError
from reviewer.export import package, writing
from reviewer.export.profiles import OFFICE, PROFILES
from reviewer.export.verify import verify_package
from reviewer.progress import Silent
from reviewer.review import closing
from reviewer.text import text
from reviewer.vocabulary import CaseState
from reviewer.workflow import cited, copying, inbox, packaging
from reviewer.workspace.values import ExportItem, StoredExport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reviewer.export.profiles import Profile
    from reviewer.export.verify import Verification
    from reviewer.export.writing import WrittenPackage
    from reviewer.progress import Progress
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

_RECUSAL = "recusal"

# A case is recused once and for all.
_ONLY_RECUSAL = 1

_MESSAGES = ("question", "alert")

_READY = (CaseState.SIGNED, CaseState.EXPORTED, CaseState.RECUSED)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A package in its folder; `sha256` is the digest of the ZIP, `is_new` False when it was made before.

    `submissions` are all that it tells of, each once, sorted: also those of which only a message travels.
    `before_sha256` is what its digest was then, where the file that was made again is another one; else empty.
    """

    package: Path
    submissions: tuple[CaseKey, ...]
    sha256: str
    sequence: int
    is_new: bool
    before_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking one package found."""

    path: Path
    found: Verification


def exportable(desk: Desk, profile: str = OFFICE.id) -> tuple[InboxRow, ...]:
    """Return the cases that a package can hold: sealed and not acknowledged, recused, or with something to tell.

    A question or an alert that was in no package yet is in the next one, whatever the state of its case. Copies for
    others than the office hold signed determinations only. Practice cases are never among them.
    """
    if PROFILES[profile].is_copy:
        return copying.copyable(desk)
    telling = {item.key for item in desk.workspace.fresh_messages()}
    handed = desk.workspace.handed_over(_RECUSAL)
    return tuple(
        replace(row, is_handed_over=row.key not in telling and (row.state is CaseState.EXPORTED or row.key in handed))
        for row in inbox.list_cases(desk)
        if (row.state in _READY or row.key in telling) and not row.is_practice
    )


def sealed_practice(desk: Desk) -> tuple[CaseKey, ...]:
    """Return the practice cases that could be handed over if they were real."""
    return tuple(row.key for row in inbox.list_cases(desk) if row.is_practice and row.state in _READY)


def export(
    desk: Desk,
    keys: Sequence[CaseKey] | None,
    folder: Path,
    *,
    profile: str = "office",
    progress: Progress | None = None,
) -> tuple[ExportResult, Changes]:
    """Write a signed decision package; the same set of determinations gives the same bytes again.

    Questions and alerts travel once, in the next package of their case. A copy for others than the office changes
    no case: nothing was handed over by it.

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
        ExportError: a copy cannot be made of these cases, a named one is practice, or nothing but practice is sealed.
        EnvironmentFailedError: the disk is full, or the folder cannot be written.
    """
    closing.one_of(profile, PROFILES)
    if PROFILES[profile].is_copy:
        return _export_copy(desk, keys, folder, PROFILES[profile], progress or Silent()), NOTHING
    chosen = _chosen(desk, keys)
    items = _items(desk, chosen)
    _require_sound(desk, items)
    stored = _stored(desk, profile, chosen, items)
    planned = stored or _planned(desk, items, profile)
    built = package.build_package(packaging.package_content(desk, planned), desk.workspace.private_key())
    with desk.workspace.transaction():
        if stored is None:
            desk.workspace.record_export(replace(planned, package_sha256=built.sha256))
        # Inside: a package that could not be written was not exported.
        written = writing.write_package(built, folder, progress or Silent())
    result = _result(written, planned, stored)
    return result, NOTHING if stored else Changes(cases=frozenset(result.submissions), inbox=True)


def _export_copy(
    desk: Desk, keys: Sequence[CaseKey] | None, folder: Path, profile: Profile, progress: Progress
) -> ExportResult:
    items = copying.items_to_copy(desk, keys, profile)
    _require_sound(desk, items)
    with desk.workspace.transaction():
        stored = desk.workspace.find_copy(profile.id, items)
        planned = stored or copying.planned_copy(desk, items, profile)
        built = package.build_package(copying.copy_content(desk, planned, profile), desk.workspace.private_key())
        if stored is None:
            desk.workspace.record_copy(replace(planned, package_sha256=built.sha256))
        # Inside: a copy that could not be written was not made.
        written = writing.write_package(built, folder, progress)
    return _result(written, planned, stored)


def _require_sound(desk: Desk, items: Sequence[ExportItem]) -> None:
    for item in items:
        if item.kind == "determination":
            cited.require_sound(desk, item.key)


def _result(written: WrittenPackage, planned: StoredExport, stored: StoredExport | None) -> ExportResult:
    before = stored.package_sha256 if stored is not None and stored.package_sha256 != written.sha256 else ""
    return ExportResult(
        package=written.path,
        submissions=tuple(sorted({item.key for item in planned.items})),
        sha256=written.sha256,
        sequence=planned.sequence,
        is_new=stored is None,
        before_sha256=before,
    )


def verify(path: Path, public_key: Path | None = None) -> Verified:
    """Check one package as an office does; without a key nobody but the package vouches for the signature."""
    return Verified(path, verify_package(path, public_key))


def _chosen(desk: Desk, keys: Iterable[CaseKey] | None) -> tuple[InboxRow, ...]:
    ready = {row.key: row for row in exportable(desk)}
    if keys is None:
        chosen = tuple(ready.values())
    else:
        told = {item.key for export in desk.workspace.exports() for item in export.items if item.kind in _MESSAGES}
        rows = ready | {row.key: row for row in inbox.list_cases(desk) if row.key in told}
        for key in keys:
            if desk.workspace.is_practice(key):
                raise _refused(key)
            if key not in rows:
                raise NotReadyToExportError(str(key))
        chosen = tuple(rows[key] for key in dict.fromkeys(keys))
    if not chosen:
        if sealed := sealed_practice(desk):
            raise _refused(sealed[0])
        raise NothingToExportError(desk.workspace.path.name)
    return chosen


def _refused(practice: CaseKey) -> ExportError:
    return ExportError(str(practice), reason=text("export.reason.practice", submission=practice))


def _items(desk: Desk, chosen: Sequence[InboxRow]) -> tuple[ExportItem, ...]:
    keys = {row.key for row in chosen}
    messages = [item for item in desk.workspace.fresh_messages() if item.key in keys]
    return tuple(sorted([*messages, *(_item(desk, row.key, row) for row in chosen if row.state in _READY)]))


def _stored(desk: Desk, profile: str, chosen: Sequence[InboxRow], items: tuple[ExportItem, ...]) -> StoredExport | None:
    """Return the package that was made of the same before; None where there is something new to tell.

    Raises:
        NotReadyToExportError: there is nothing to make a package of, and nothing was made.
    """
    if any(item.kind in _MESSAGES for item in items):
        return None
    made = [export for export in desk.workspace.exports() if export.profile == profile]
    if items:
        return next((export for export in reversed(made) if _without_messages(export) == items), None)
    keys = {row.key for row in chosen}
    only_told = [export for export in made if not _without_messages(export)]
    for export in reversed(only_told):
        if {item.key for item in export.items} == keys:
            return export
    raise NotReadyToExportError(str(chosen[0].key))


def _without_messages(export: StoredExport) -> tuple[ExportItem, ...]:
    return tuple(item for item in export.items if item.kind not in _MESSAGES)


def _item(desk: Desk, key: CaseKey, row: InboxRow) -> ExportItem:
    if row.state is CaseState.RECUSED:
        return ExportItem(_RECUSAL, key, _ONLY_RECUSAL)
    return ExportItem("determination", key, desk.workspace.record(key).sealed[-1].version)


def _planned(desk: Desk, items: tuple[ExportItem, ...], profile: str) -> StoredExport:
    workspace = desk.workspace
    # The journal of a case that is still being judged stays here, also when a question about it travels.
    heads = workspace.heads(item.key for item in items if item.kind not in _MESSAGES)
    return StoredExport(workspace.next_sequence(), profile, utc_text(desk.clock.now()), __version__, items, heads, "")
