"""Pages that a submission cites and its documents do not have: a warning at loading, a hint after that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.bundle import intake
from reviewer.errors import BundleError
from reviewer.submission import kinds
from reviewer.submission.findings import Finding
from reviewer.text import text
from reviewer.vocabulary import Cell
from reviewer.workflow.viewing import DocumentViewer, Fetched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.submission.model import EvidenceRef, Submission

MISSING_PAGE = "missing-page"

# Of other kinds nobody can say what page something is on.
WITH_PAGES = frozenset({kinds.FileKind.PDF, kinds.FileKind.IMAGE, kinds.FileKind.PPTX})
_LARGEST_BYTES = 256 * 1024 * 1024


def with_page_warnings(examined: intake.Examined) -> intake.Examined:
    """Return what examining a bundle found, with a warning for each cited page that is not there.

    Only documents of which a page is cited are opened, by the renderer. What cannot be opened gives no warning.
    """
    submission = examined.submission
    if submission is None:
        return examined
    cited = {ref.path for _, _, ref in references(submission) if ref.page is not None}
    sizes = {file.path: file.size_bytes for file in examined.files}
    openable = sorted(path for path in cited if sizes.get(path, _LARGEST_BYTES + 1) <= _LARGEST_BYTES)
    if not openable:
        return examined
    counts = _page_counts(examined, openable)
    found = tuple(
        Finding(pointer, MISSING_PAGE, _message(ref, counts[ref.path]))
        for pointer, _, ref in references(submission)
        if ref.page is not None and ref.page > counts.get(ref.path, ref.page)
    )
    report = examined.report
    return replace(examined, report=replace(report, warnings=(*report.warnings, *found))) if found else examined


def missing_page(ref: EvidenceRef, pages: int) -> str:
    """Return what is said of a reference to a page that a document of so many pages does not have; empty if it has."""
    return _message(ref, pages) if ref.page is not None and ref.page > pages else ""


def references(submission: Submission) -> Iterator[tuple[str, Cell | None, EvidenceRef]]:
    """Yield every reference to evidence with its JSON pointer, and the cell where a claim makes it."""
    for number, project in enumerate(submission.projects):
        here = f"/projects/{number}"
        for place, claim in enumerate(project.claims):
            cell = Cell(project.project_id, claim.standard)
            yield from _each(f"{here}/claims/{place}", cell, claim.evidence)
        for place, attestation in enumerate(project.attestations):
            yield from _each(f"{here}/attestations/{place}", None, attestation.evidence)
    if submission.ethics is not None:
        yield from _each("/ethics", None, submission.ethics.evidence)
    for place, activity in enumerate(submission.activities):
        yield from _each(f"/activities/{place}", None, activity.evidence)
    for place, milestone in enumerate(submission.milestones):
        yield from _each(f"/milestones/{place}", None, milestone.evidence)


def _each(
    pointer: str, cell: Cell | None, evidence: tuple[EvidenceRef, ...]
) -> Iterator[tuple[str, Cell | None, EvidenceRef]]:
    for number, ref in enumerate(evidence):
        yield f"{pointer}/evidence/{number}", cell, ref


def _page_counts(examined: intake.Examined, paths: list[str]) -> dict[str, int]:
    """Return how many pages each of some documents has; those that cannot be opened are left out."""
    counts: dict[str, int] = {}
    viewer = DocumentViewer()
    try:
        with intake.accept(examined) as accepted:
            for path in paths:
                face = viewer.open(Fetched(path, path, b"".join(accepted.chunks(path))))
                viewer.forget(path)
                if face.is_shown and face.kind in WITH_PAGES:
                    counts[path] = face.parts
    except BundleError:
        # What cannot be read any more is told by taking it in.
        return counts
    finally:
        viewer.close()
    return counts


def _message(ref: EvidenceRef, pages: int) -> str:
    return text("review.hint.missing_page", path=ref.path, page=ref.page, pages=pages)
