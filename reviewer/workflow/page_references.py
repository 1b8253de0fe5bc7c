"""Where a submission refers to its evidence, and what is said of a page that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.submission.kinds import FileKind
from reviewer.text import text
from reviewer.vocabulary import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.submission.model import EvidenceRef, Submission

MISSING_PAGE = "missing-page"
"""Code of the warning and the hint."""

WITH_PAGES = frozenset({FileKind.PDF, FileKind.IMAGE, FileKind.PPTX})
"""Of other kinds nobody can say what page something is on."""


def missing_page(ref: EvidenceRef, pages: int) -> str:
    """Return what is said of a reference to a page that a document of so many pages does not have; empty if it has."""
    if ref.page is None or ref.page <= pages:
        return ""
    return text("review.hint.missing_page", path=ref.path, page=ref.page, pages=pages)


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
