"""What was read of a case: a quiet map for the reviewer alone, in no export and in no journal."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from reviewer.text import counted
from reviewer.vocabulary import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.submission.flow import Place
    from reviewer.submission.model import EvidenceRef, Project
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One document: the places that were on the screen, those that the reviewer cited, and how many it has.

    `parts` is None until the document was read for the index. `is_claimed` says that the candidate cites it.
    """

    path: str
    project_id: str | None
    opened: frozenset[Place]
    cited: frozenset[Place]
    parts: int | None
    is_claimed: bool

    @property
    def was_opened(self) -> bool:
        """True when anything of it was on the screen."""
        return bool(self.opened)


def read_map(desk: Desk, key: CaseKey) -> tuple[ReadRow, ...]:
    """Return every document of a case with what was opened and cited of it, by path."""
    submission = desk.submission(key)
    claimed = {ref.path: project.project_id for project in submission.projects for ref in _references(project)}
    listed = {document.path: document.project_id for document in submission.documents}
    opened, cited = desk.workspace.opened(key), _cited(desk, key)
    rows: list[ReadRow] = []
    for file in desk.workspace.evidence_list(key):
        known = desk.workspace.indexed(file.sha256)
        rows.append(
            ReadRow(
                path=file.path,
                project_id=listed.get(file.path) or claimed.get(file.path),
                opened=opened.get(file.path, frozenset()),
                cited=frozenset(cited.get(file.path, ())),
                parts=None if known is None else known[1],
                is_claimed=file.path in claimed,
            )
        )
    return tuple(rows)


def unread(desk: Desk, key: CaseKey) -> tuple[tuple[str, str], ...]:
    """Return one sentence for each project with cited documents that were never opened: project id and sentence.

    A hint before signing; it holds nothing up.
    """
    counts: dict[str, int] = {}
    for row in read_map(desk, key):
        if row.is_claimed and not row.was_opened and row.project_id is not None:
            counts[row.project_id] = counts.get(row.project_id, 0) + 1
    return tuple(
        (project, counted("review.unread", count, project=project)) for project, count in sorted(counts.items())
    )


def _references(project: Project) -> Iterator[EvidenceRef]:
    for claim in project.claims:
        yield from claim.evidence
    for attestation in project.attestations:
        yield from attestation.evidence


def _cited(desk: Desk, key: CaseKey) -> dict[str, set[Place]]:
    record = desk.workspace.record(key)
    found: dict[str, set[Place]] = {}
    # What was filed and not closed yet is cited all the same, and stands for what was closed before.
    judged = {cell: judgment.text for cell, judgment in record.judgments.items()}
    judged |= {cell: draft.text for cell, draft in record.drafts.items()}
    answered = {item: answer.citations for item, answer in record.ethics.items()}
    answered |= {item: draft.citations for item, draft in record.ethics_drafts.items()}
    for citation in chain(*(written.citations for written in judged.values()), *answered.values()):
        if citation.source is SourceKind.DOCUMENT:
            found.setdefault(citation.path, set()).add(citation.place)
    return found
