"""Taking submission bundles in, and making them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING

from reviewer.bundle import intake, packing
from reviewer.bundle.known import KnownPrograms
from reviewer.bundle.limits import Limits
from reviewer.changes import NOTHING, Changes
from reviewer.errors import BundleConflictError, ReviewerError
from reviewer.program import catalog
from reviewer.progress import Cancelled, Silent
from reviewer.review.case import case_of
from reviewer.review.checklist import checks
from reviewer.review.how_far import how_far
from reviewer.review.judgment import Record
from reviewer.review.missing import waiting_checks
from reviewer.submission.findings import LoadResult, Report
from reviewer.vocabulary import LoadStatus
from reviewer.workflow import cited_pages, programs
from reviewer.workspace.values import KeptFile, LoadCounts, ProgramPin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewer.program.catalog import ProgramFile
    from reviewer.program.model import ProgramDefinition
    from reviewer.progress import Progress
    from reviewer.submission.model import Submission
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


_LIMITS = "bundle_limits"
_LOADED_BEFORE = "loaded_before"


@dataclass(frozen=True, slots=True)
class Packed:
    """A bundle that was made; `sha256` is the digest of the ZIP, `bundle_sha256` the content digest."""

    path: Path
    sha256: str
    bundle_sha256: str


def load_bundles(
    desk: Desk, paths: Sequence[Path], *, dry_run: bool = False, progress: Progress | None = None
) -> tuple[tuple[LoadResult, ...], Changes]:
    """Check and keep submission bundles, all or nothing for each.

    Args:
        desk: the open workspace.
        paths: ZIP files, folders of a bag, or folders that hold these.
        dry_run: only tell what loading would do.
        progress: told the bytes read; may call the work off between bundles or within one.

    Returns:
        one result for each bundle, in order.

    Raises:
        EnvironmentFailedError: the disk is full, or a file cannot be read.
        Cancelled: the work was called off, or interrupted from the keyboard.
            Of both `loaded_before` tells what became of the bundles before.
    """
    progress = progress or Silent()
    found = [bundle for path in paths for bundle in intake.find_bundles(path)]
    would_hold: dict[CaseKey, str] | None = {} if dry_run else None
    results: list[LoadResult] = []
    try:
        # One by one, so that those before a failure are there to be told.
        results.extend(_load(desk, bundle, would_hold, progress) for bundle in found)
    except ReviewerError as failure:
        failure.details[_LOADED_BEFORE] = tuple(results)
        raise
    except KeyboardInterrupt as interrupt:
        raise Cancelled(**{_LOADED_BEFORE: tuple(results)}) from interrupt
    loaded = [result for result in results if result.status is LoadStatus.LOADED and not dry_run]
    return tuple(results), Changes(inbox=True) if loaded else NOTHING


def loaded_before(failure: ReviewerError) -> tuple[LoadResult, ...]:
    """Return what became of the bundles before the one that a failure of loading is about."""
    results = failure.details.get(_LOADED_BEFORE)
    return results if isinstance(results, tuple) else ()


def pack_bundle(folder: Path, out: Path, progress: Progress | None = None, *, desk: Desk | None = None) -> Packed:
    """Make a submission bundle from a folder with `submission.json` and `evidence/`.

    Programs that are installed in an open workspace are known beside those that ship.

    Raises:
        PackingError: the folder would make a bundle that is refused; details carry the report.
        EnvironmentFailedError: the disk is full, or the place cannot be written.
    """
    bundle_sha256 = packing.pack(folder, out, known_programs=known_programs(desk), progress=progress or Silent())
    with out.open("rb") as file:
        return Packed(out.absolute(), hashlib.file_digest(file, "sha256").hexdigest(), bundle_sha256)


def bundle_limits(desk: Desk) -> Limits:
    """Return how large a bundle may be, as the settings have it."""
    stored = desk.workspace.get_setting(_LIMITS)
    return Limits(**json.loads(stored)) if stored else Limits()


def set_bundle_limits(desk: Desk, limits: Limits | None) -> tuple[None, Changes]:
    """Keep how large a bundle may be; None goes back to the limits of the contract."""
    stored = None if limits is None else json.dumps(asdict(limits)).encode()
    desk.workspace.set_setting(_LIMITS, stored)
    return None, Changes(profile=True)


def known_programs(desk: Desk | None = None) -> KnownPrograms:
    """Return what the bundle room needs to know of the programs."""
    words = catalog.known(programs.list_programs(desk))
    return KnownPrograms(words.editions, words.pathways, words.standards, words.words)


def _load(desk: Desk, path: Path, would_hold: dict[CaseKey, str] | None, progress: Progress) -> LoadResult:
    examined = intake.examine(
        path,
        limits=bundle_limits(desk),
        known_programs=known_programs(desk),
        known_candidates=desk.workspace.candidate_name,
        progress=progress,
    )
    examined = cited_pages.with_page_warnings(examined)
    status, report = LoadStatus.REFUSED, examined.report
    try:
        if examined.submission is not None:
            status = _take_in(desk, examined, examined.submission, would_hold, progress)
        elif examined.key is not None and examined.bundle_sha256 is not None:
            # It is refused whatever this says, which is only asked for a conflict.
            _would_take_in(desk, examined.key, examined.bundle_sha256, dict(would_hold or {}))
    except BundleConflictError as conflict:
        report = _with_conflict(examined, conflict)
    submission_id, revision = (examined.key.submission_id, examined.key.revision) if examined.key else (None, None)
    return LoadResult(path, submission_id, revision, status, report)


def _take_in(
    desk: Desk,
    examined: intake.Examined,
    submission: Submission,
    would_hold: dict[CaseKey, str] | None,
    progress: Progress,
) -> LoadStatus:
    if would_hold is None:
        return _keep(desk, examined, progress)
    return _would_take_in(desk, submission.key, submission.bundle_sha256, would_hold)


def _would_take_in(desk: Desk, key: CaseKey, offered: str, would_hold: dict[CaseKey, str]) -> LoadStatus:
    """Tell what loading would do; `would_hold` has the content digests of the bundles before this one."""
    held = would_hold.get(key)
    if held is None:
        status = desk.workspace.would_keep(key.submission_id, key.revision, offered)
        would_hold[key] = offered
        return status
    if held != offered:
        raise BundleConflictError(str(key), kept=held, offered=offered)
    return LoadStatus.ALREADY_LOADED


def _keep(desk: Desk, examined: intake.Examined, progress: Progress) -> LoadStatus:
    with intake.accept(examined) as accepted:
        return keep_accepted(desk, accepted, accepted.submission, accepted.submission_json, progress)


def keep_accepted(
    desk: Desk,
    accepted: intake.AcceptedBundle,
    submission: Submission,
    submission_json: bytes,
    progress: Progress,
    *,
    is_practice: bool = False,
) -> LoadStatus:
    """Keep a submission with the evidence of an accepted bundle, under the program text that is in use now."""
    program = _program_file(desk, submission)
    return desk.workspace.keep(
        submission,
        submission_json,
        [_kept(accepted, file) for file in accepted.files],
        ProgramPin(program.program, program.edition, program.sha256, program.definition, program.letters),
        accepted.report,
        progress=progress,
        counts=counts_of(catalog.read_pinned(program.definition, program.letters), submission),
        is_practice=is_practice,
    )


def _kept(accepted: intake.AcceptedBundle, file: intake.PayloadFile) -> KeptFile:
    return KeptFile(file.path, file.size_bytes, file.sha256, file.is_listed, partial(accepted.chunks, file.path))


def _program_file(desk: Desk, submission: Submission) -> ProgramFile:
    edition = (submission.program, submission.edition)
    return next(file for file in programs.files_in_use(desk) if (file.program, file.edition) == edition)


def counts_of(program: ProgramDefinition, submission: Submission) -> LoadCounts:
    """Return what the inbox shows of a submission before anything is recorded."""
    case = case_of(program, submission, Record())
    waiting = tuple(check.computed.rule for check in waiting_checks(case, checks(case)))
    progress = how_far(case)
    proposed = progress.judged if case.pathway.layout != "matrix" else 0
    return LoadCounts(progress.to_judge, waiting, proposed, progress.open_rows)


def _with_conflict(examined: intake.Examined, conflict: BundleConflictError) -> Report:
    found = examined.report
    details = {name: str(conflict.details[name]) for name in ("kept", "offered")}
    problem = intake.conflict(conflict.subject, kept=details["kept"], found=details["offered"])
    return Report((*found.problems, problem), found.warnings, found.notices)
