"""Values by the member names of the contracts: the same in a package, in the journal and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.review.judgment import Citation, ConflictDeclaration, JudgmentText
    from reviewer.vocabulary import CaseKey, Cell

Members = dict[str, object]


def case_members(key: CaseKey) -> Members:
    """Name one case."""
    return {"submission_id": key.submission_id, "revision": key.revision}


def cell_members(cell: Cell) -> Members:
    """Name one cell."""
    return {"project_id": cell.project_id, "standard": cell.standard}


def citation_members(given: Iterable[Citation]) -> list[Members]:
    """Write citations; what does not apply is None."""
    return [
        {
            "kind": citation.kind.value,
            "source": citation.source.value,
            "path": citation.path,
            "sha256": citation.sha256 or None,
            "place": citation.place,
            "start": citation.start,
            "end": citation.end,
            "rect": list(citation.rect) if citation.rect else None,
            "quote": citation.quote,
        }
        for citation in given
    ]


def judgment_members(cell: Cell, said: JudgmentText) -> Members:
    """Write a judgment, without its moment."""
    return {
        **cell_members(cell),
        "level": said.level,
        "finding": said.finding,
        "feedback": said.feedback,
        "remedy": said.remedy,
        "fix": said.fix,
        "same_as": cell_members(said.same_as) if said.same_as else None,
        "prompts": list(said.prompts),
        "citations": citation_members(said.citations),
    }


def declaration_members(declaration: ConflictDeclaration) -> Members:
    """Write a conflict-of-interest declaration."""
    return {
        "kind": declaration.kind,
        "note": declaration.note,
        "occasion": declaration.occasion,
        "declared_at": declaration.declared_at,
    }
