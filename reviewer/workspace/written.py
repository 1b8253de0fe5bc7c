"""Values as the JSON that the workspace stores: RFC 8785, members named as in the package contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import rfc8785

from reviewer.review.judgment import Citation, JudgmentText
from reviewer.submission.findings import Finding, Report
from reviewer.vocabulary import Cell, CitationKind, SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def canonical(members: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Write a JSON value as RFC 8785; half characters, which no file can hold, become the replacement character."""
    try:
        return rfc8785.dumps(members)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        return rfc8785.dumps(_whole_characters(members))


def whole_characters(typed: str) -> str:
    """Return text without half characters (lone surrogates), as pasted text may hold them."""
    return typed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def judgment_text(members: Mapping[str, Any]) -> JudgmentText:
    """Read a judgment's members back."""
    same_as = members["same_as"]
    return JudgmentText(
        level=members["level"],
        finding=members["finding"],
        feedback=members["feedback"],
        remedy=members["remedy"],
        fix=members["fix"],
        same_as=Cell(same_as["project_id"], same_as["standard"]) if same_as else None,
        prompts=tuple(members["prompts"]),
        citations=citations(members["citations"]),
    )


def citations(members: Sequence[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Read citations back."""
    return tuple(
        Citation(
            kind=CitationKind(one["kind"]),
            source=SourceKind(one["source"]),
            path=one["path"],
            sha256=one["sha256"] or "",
            quote=one["quote"],
            place=one["place"],
            start=one["start"],
            end=one["end"],
            rect=_rect(one["rect"]),
        )
        for one in members
    )


def report_text(report: Report) -> str:
    """Write the findings of a bundle."""
    kinds = {"problems": report.problems, "warnings": report.warnings, "notices": report.notices}
    members = {
        kind: [[finding.where, finding.code, finding.message] for finding in found] for kind, found in kinds.items()
    }
    return canonical(members).decode()


def report(written: str) -> Report:
    """Read the findings of a bundle back."""
    kinds = json.loads(written)
    return Report(**{kind: tuple(Finding(*finding) for finding in found) for kind, found in kinds.items()})


def _rect(members: Sequence[float] | None) -> tuple[float, float, float, float] | None:
    if members is None:
        return None
    left, top, right, bottom = members
    return float(left), float(top), float(right), float(bottom)


def _whole_characters(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    match value:
        case str():
            return whole_characters(value)
        case dict():
            return {whole_characters(name): _whole_characters(member) for name, member in value.items()}
        case list() | tuple():
            return [_whole_characters(member) for member in value]
    return value
