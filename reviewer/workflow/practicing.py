"""Practice cases: the samples that ship, to be judged in one's own workspace and never handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.bundle import intake
from reviewer.changes import NOTHING, Changes
from reviewer.errors import ReviewError
from reviewer.progress import Silent
from reviewer.resource_files import resource
from reviewer.submission.findings import LoadResult
from reviewer.submission.practice import as_practice, practice_id
from reviewer.text import text
from reviewer.vocabulary import CaseKey, LoadStatus
from reviewer.workflow import cited_pages, loading

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk


def load_practice(desk: Desk, progress: Progress | None = None) -> tuple[tuple[LoadResult, ...], Changes]:
    """Take the samples in as practice cases, whatever the reviewer was trained on; those that are in stay as they are.

    Returns:
        one result for each sample, named by the practice case.

    Raises:
        EnvironmentFailedError: the disk is full, or a file cannot be read.
        Cancelled: the work was called off.
    """
    results = tuple(_load(desk, path, progress or Silent()) for path in _samples())
    is_new = any(result.status is LoadStatus.LOADED for result in results)
    return results, Changes(inbox=True) if is_new else NOTHING


def begin_afresh(desk: Desk, key: CaseKey, progress: Progress | None = None) -> tuple[CaseKey, Changes]:
    """Put a practice case back to how it was loaded: what was recorded and typed in it is gone.

    Raises:
        UnknownCaseError: there is no such case.
        ReviewError: it is a real case, or does not ship any more; nothing was changed.
        EnvironmentFailedError: the disk is full; nothing was changed.
    """
    if not desk.workspace.is_practice(key):
        raise ReviewError(str(key), reason=text("practice.reason.real", case=key))
    progress = progress or Silent()
    samples = (_examined(desk, path, progress) for path in _samples())
    examined = next((found for found in samples if _key(found) == key), None)
    if examined is None:
        raise ReviewError(str(key), reason=text("practice.reason.no_sample", case=key))
    with desk.workspace.transaction():
        desk.workspace.remove_practice(key)
        _keep(desk, examined, progress)
    desk.forget()
    return key, Changes(inbox=True, gone=frozenset({key}))


def remove_practice(desk: Desk) -> tuple[tuple[CaseKey, ...], Changes]:
    """Take all practice cases away with everything that was done in them; real cases are not touched."""
    removed = desk.workspace.practice_cases()
    with desk.workspace.transaction():
        for key in removed:
            desk.workspace.remove_practice(key)
    desk.forget()
    return removed, Changes(inbox=True, gone=frozenset(removed)) if removed else NOTHING


def _samples() -> tuple[Path, ...]:
    return tuple(sorted(resource("samples").glob("*.zip")))


def _examined(desk: Desk, path: Path, progress: Progress) -> intake.Examined:
    # Under the program's own limits: the reviewer's are for what comes from outside.
    found = intake.examine(path, known_programs=loading.known_programs(desk), progress=progress)
    return cited_pages.with_page_warnings(found)


def _load(desk: Desk, path: Path, progress: Progress) -> LoadResult:
    examined = _examined(desk, path, progress)
    key = _key(examined)
    if key is None:
        return LoadResult(path, None, None, LoadStatus.REFUSED, examined.report)
    # What ships may have changed since: a practice case that is in stays as it is.
    is_in = key.revision in desk.workspace.revisions(key.submission_id)
    status = LoadStatus.ALREADY_LOADED if is_in else _keep(desk, examined, progress)
    return LoadResult(path, key.submission_id, key.revision, status, examined.report)


def _key(examined: intake.Examined) -> CaseKey | None:
    if examined.submission is None:
        return None
    return CaseKey(practice_id(examined.submission.submission_id), examined.submission.revision)


def _keep(desk: Desk, examined: intake.Examined, progress: Progress) -> LoadStatus:
    with intake.accept(examined) as accepted:
        bundle_sha256 = accepted.submission.bundle_sha256
        content, submission = as_practice(accepted.submission_json, bundle_sha256=bundle_sha256)
        return loading.keep_accepted(desk, accepted, submission, content, progress, is_practice=True)
