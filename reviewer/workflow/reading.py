"""Opening a case and reading what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer import files
from reviewer.errors import UnknownDocumentError
from reviewer.review import sheet
from reviewer.review.sheet_rows import DocumentRow
from reviewer.review.training import hints_on_training
from reviewer.submission import kinds, preview
from reviewer.text import text
from reviewer.vocabulary import Cell
from reviewer.workflow import document_hints, programs

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.model import Document, Submission
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workspace.store import StoredFile


def open_case(desk: Desk, key: CaseKey) -> Sheet:
    """Return everything about one case, ready to show; looking records nothing.

    Raises:
        UnknownCaseError: the workspace has no such case.
    """
    case = desk.case_file(key)
    laid_out = sheet.lay_out(
        case.program,
        case.submission,
        case.record,
        findings=case.findings,
        revisions=case.revisions,
        reviewer_id=case.reviewer_id,
        is_practice=case.is_practice,
    )
    # Practice is what a lapsed training asks for.
    profile = () if case.is_practice else programs.training(desk)
    trained = hints_on_training(profile, case.program, desk.clock.now().astimezone().date())
    known = {(hint.code, hint.place) for hint in laid_out.hints}
    found = [hint for hint in document_hints.document_hints(desk, key) if (hint.code, hint.place) not in known]
    return replace(laid_out, hints=(*trained, *laid_out.hints, *found)) if trained or found else laid_out


def documents(desk: Desk, key: CaseKey) -> tuple[DocumentRow, ...]:
    """Return the evidence files of a case, in the order of the submission, unlisted ones last."""
    submission = desk.submission(key)
    cited_by = _cells_by_path(submission)
    listed = {document.path: document for document in submission.documents}
    order = {path: place for place, path in enumerate(listed)}
    stored = sorted(desk.workspace.evidence_list(key), key=lambda file: (order.get(file.path, len(order)), file.path))
    return tuple(_row(desk, key, file, listed.get(file.path), cited_by.get(file.path, ())) for file in stored)


def document(desk: Desk, key: CaseKey, path: str) -> DocumentRow:
    """Return one evidence file of a case.

    Raises:
        UnknownDocumentError: the case has no document of that path.
    """
    for row in documents(desk, key):
        if row.path == path:
            return row
    raise UnknownDocumentError(path)


def document_text(desk: Desk, key: CaseKey, path: str) -> preview.TextPreview | preview.PlainPage:
    """Return what can be shown of one document: its text, or a page that says what it is."""
    row = document(desk, key, path)
    shown = None
    if row.kind in kinds.TEXT_KINDS:
        shown = preview.text_preview_of(desk.workspace.evidence_chunks(key, path))
    return shown or preview.PlainPage(row.kind, row.size_bytes, row.sha256, row.media_type, text("document.advice"))


def save_copy(desk: Desk, key: CaseKey, path: str, out: Path) -> Path:
    """Write one document to a file of the reviewer's choice; that copy is not encrypted.

    Raises:
        EnvironmentFailedError: the disk is full or the place cannot be written.
    """
    return files.write_whole(out, desk.workspace.evidence_chunks(key, path))


def _row(
    desk: Desk, key: CaseKey, stored: StoredFile, document: Document | None, cited_by: tuple[Cell, ...]
) -> DocumentRow:
    workspace = desk.workspace
    first = workspace.evidence_head(key, stored.path, kinds.SAMPLE_BYTES)
    last = workspace.evidence_tail(key, stored.path, kinds.SAMPLE_BYTES)
    return DocumentRow(
        path=stored.path,
        title=document.title if document else stored.path.rpartition("/")[2],
        kind=kinds.kind_of(first, stored.path, last),
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        media_type=document.media_type if document else "",
        project_id=document.project_id if document else None,
        cited_by=cited_by,
        is_listed=stored.is_listed,
    )


def _cells_by_path(submission: Submission) -> dict[str, tuple[Cell, ...]]:
    cells: dict[str, list[Cell]] = {}
    for project in submission.projects:
        for claim in project.claims:
            for path in dict.fromkeys(reference.path for reference in claim.evidence):
                cells.setdefault(path, []).append(Cell(project.project_id, claim.standard))
    return {path: tuple(cited) for path, cited in cells.items()}
