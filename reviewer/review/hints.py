"""What a reviewer should look at, each with its place; never a verdict.

A place is a JSON pointer into the submission, as in the findings of loading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.review import attesting, names
from reviewer.review.conflict import has_training_tie
from reviewer.review.judgment import AttestationKey
from reviewer.review.missing import cell_name
from reviewer.review.parameters import words
from reviewer.review.sheet_rows import HintRow, HintWords
from reviewer.submission.model import Month
from reviewer.text import counted, text
from reviewer.vocabulary import NOT_CLAIMED, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewer.review.case import Case
    from reviewer.submission.findings import Finding, Report
    from reviewer.submission.model import Attestation, EvidenceRef, Project, Submission


TRAINING_TIE = "training-tie"


def hints_in(case: Case, findings: Report, reviewer_id: str) -> tuple[HintRow, ...]:
    """Return the hints: ties first, then what loading warned about, then what the submission shows."""
    own = (
        *_ties(case, reviewer_id),
        *_moves(case),
        *_attestations(case),
        *_narratives(case),
        *_confidential_names(case),
        *_without_evidence(case),
        *_not_claimed(case),
        *_dates(case),
        *_commitment(case),
        *_uncited(case),
        *_unclosed(case),
    )
    places = {(hint.code, hint.place) for hint in own}
    warned = (_of_finding(case, warning) for warning in findings.warnings)
    return (*(hint for hint in warned if (hint.code, hint.place) not in places), *own)


def _hint(code: str, place: str, /, **values: object) -> HintRow:
    return HintRow(code, place, text(f"review.hint.{code.replace('-', '_')}", **values))


def _hint_at(cell: Cell | None, code: str, place: str, /, **values: object) -> HintRow:
    return replace(_hint(code, place, **values), cell=cell)


# From loading -------------------------------------------------------------------------------


_CLAIM = re.compile(r"/projects/(\d+)(?:/claims/(\d+))?(?:/|$)")


def _of_finding(case: Case, warning: Finding) -> HintRow:
    return HintRow(warning.code, warning.where, warning.message, _cell_at(case, warning.where))


def _cell_at(case: Case, where: str) -> Cell | None:
    found = _CLAIM.match(where)
    if found is None or found[2] is None:
        return None
    project = case.submission.projects[int(found[1])]
    cell = Cell(project.project_id, project.claims[int(found[2])].standard)
    return cell if cell in case.levels else None


# Ties, attestations -------------------------------------------------------------------------


def _ties(case: Case, reviewer_id: str) -> Iterator[HintRow]:
    if has_training_tie(case.submission, reviewer_id):
        yield _hint(TRAINING_TIE, "/candidate/instructors", reviewer=reviewer_id)


def _moves(case: Case) -> Iterator[HintRow]:
    for move in case.record.moves:
        judged = {cell.standard for cell, level in case.levels.items() if level not in {None, NOT_CLAIMED}}
        reworded = [number for number in move.reworded if number in judged]
        key = "review.hint.moved_edition" if reworded else "review.hint.moved_edition_same"
        standards = _numbered(reworded) if reworded else ""
        message = text(key, before=move.from_edition, after=move.to_edition, because=move.because, standards=standards)
        yield HintRow("moved-edition", "/edition", message)


def _attestations(case: Case) -> Iterator[HintRow]:
    rules = [rule for rule in case.pathway.rules if rule.function == "attested_projects"]
    relations = tuple(dict.fromkeys(relation for rule in rules for relation in words(rule, "relations")))
    for place, project in enumerate(case.submission.projects):
        if not project.attestations and _asks_for_attestations(case):
            yield _hint("attestation-missing", f"/projects/{place}", project=project.project_id)
        for number, attestation in enumerate(project.attestations):
            where = f"/projects/{place}/attestations/{number}"
            yield from _attestation(project, attestation, where, relations)
            check = case.record.attestations.get(AttestationKey(project.project_id, number + 1))
            if check is not None and not check.agrees:
                whose = {"project": project.project_id, "attester": attestation.attester_name}
                yield _hint("attestation-differs", where, because=check.because, **whose)


def _asks_for_attestations(case: Case) -> bool:
    return any(pathway.rules_with("attested_projects") for pathway in case.program.pathways.values())


def _numbered(standards: Sequence[int]) -> str:
    return counted("review.standards", len(standards), numbers=", ".join(map(str, standards)))


def _attestation(
    project: Project, attestation: Attestation, where: str, relations: tuple[str, ...]
) -> Iterator[HintRow]:
    whose = {"project": project.project_id, "attester": attestation.attester_name}
    if relations and attestation.relation not in relations:
        relation = {"relation": attesting.named([attestation.relation]), "relations": attesting.named(relations)}
        yield _hint("attestation-relation", f"{where}/relation", **whose, **relation)
    if attestation.signed_on is None:
        yield _hint("attestation-unsigned", where, **whose)
    if attesting.is_early(project, attestation):
        yield _hint(
            "early-attestation", f"{where}/signed_on", signed_on=attestation.signed_on, end=project.end, **whose
        )
    if standards := attesting.left_open(project, attestation):
        yield _hint("attestation-left-open", where, standards=_numbered(standards), **whose)
    if standards := attesting.not_confirmed(project, attestation):
        yield _hint("attestation-cannot-confirm", where, standards=_numbered(standards), **whose)


# Words of the candidate ---------------------------------------------------------------------


def _narratives(case: Case) -> Iterator[HintRow]:
    first: dict[str, Cell] = {}
    for place, project in enumerate(case.submission.projects):
        for number, claim in enumerate(project.claims):
            where = f"/projects/{place}/claims/{number}/narrative"
            cell = Cell(project.project_id, claim.standard)
            if cell not in case.levels:
                continue
            same = " ".join(claim.narrative.split())
            if not same:
                yield _hint_at(cell, "narrative-empty", where, here=cell_name(case, cell))
            elif same in first:
                other = cell_name(case, first[same])
                yield _hint_at(cell, "same-narrative", where, here=cell_name(case, cell), other=other)
            first.setdefault(same, cell)


def _confidential_names(case: Case) -> Iterator[HintRow]:
    for place, project in enumerate(case.submission.projects):
        for number, claim in enumerate(project.claims):
            cell = Cell(project.project_id, claim.standard)
            path = f"narrative:{project.project_id}:{claim.standard}"
            for name, start, end in _first_names(claim.narrative, project):
                where = f"/projects/{place}/claims/{number}/narrative"
                message = text("review.hint.confidential_name_in_claim", name=name, here=cell_name(case, cell))
                shown = cell if cell in case.levels else None
                yield HintRow("confidential-name", where, message, shown, HintWords(path, None, start, end))
        for name, _, _ in _first_names(project.summary, project):
            where = f"/projects/{place}/summary"
            yield _hint("confidential-name", where, name=name, project=project.project_id)


def _first_names(written: str, project: Project) -> Iterator[tuple[str, int, int]]:
    """Yield each confidential name of a project once, with where it stands first."""
    told: set[str] = set()
    for name, start, end in names.name_spans(written, project.confidential_names):
        if name not in told:
            told.add(name)
            yield name, start, end


def _without_evidence(case: Case) -> Iterator[HintRow]:
    if not any(claim.evidence for project in case.submission.projects for claim in project.claims):
        return
    for place, project in enumerate(case.submission.projects):
        cells = [Cell(project.project_id, claim.standard) for claim in project.claims if not claim.evidence]
        known = [cell for cell in cells if cell in case.levels]
        if known:
            standards = _numbered([cell.standard for cell in known])
            where = f"/projects/{place}/claims"
            only = known[0] if len(known) == 1 else None
            yield _hint_at(only, "claim-without-evidence", where, project=project.project_id, standards=standards)


def _not_claimed(case: Case) -> Iterator[HintRow]:
    for place, project in enumerate(case.submission.projects):
        cells = [cell for cell, level in case.levels.items() if cell.project_id == project.project_id]
        without = [cell.standard for cell in cells if case.levels[cell] == NOT_CLAIMED]
        if without:
            where = f"/projects/{place}/claims"
            yield _hint("not-claimed", where, project=project.project_id, standards=_numbered(without))


# Dates and documents ------------------------------------------------------------------------


def _dates(case: Case) -> Iterator[HintRow]:
    submission = case.submission
    last = Month.of(submission.submitted_on)
    for place, row in enumerate(submission.experience):
        where = f"/experience/{place}"
        if row.end is not None and row.end < row.start:
            yield _hint("dates-reversed", where, what=row.employer, start=row.start, end=row.end)
        elif max(row.start, row.end or row.start) > last:
            yield _hint("after-submission", where, what=row.employer, submitted_on=submission.submitted_on)
    for place, project in enumerate(submission.projects):
        where = f"/projects/{place}/end"
        if project.start and project.end and project.end < project.start:
            yield _hint("dates-reversed", where, what=project.title, start=project.start, end=project.end)
        elif project.end and project.end > last:
            yield _hint("after-submission", where, what=project.title, submitted_on=submission.submitted_on)
        elif project.end is None:
            yield _hint("project-without-end", where, project=project.project_id)


def _commitment(case: Case) -> Iterator[HintRow]:
    ethics, name = case.submission.ethics, case.submission.candidate.name
    if case.program.ethics_items and not ethics.agreed and not case.pathway.rules_with("commitment_signed"):
        yield _hint("commitment-open", "/ethics/agreed")
    if ethics.agreed and ethics.signed_name and _plain(ethics.signed_name) != _plain(name):
        yield _hint("signed-name", "/ethics/signed_name", signed=ethics.signed_name, name=name)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _uncited(case: Case) -> Iterator[HintRow]:
    cited = {reference.path for reference in _citations(case.submission)}
    if case.submission.appeal_of:
        cited.add(case.submission.appeal_of.package)
    for place, document in enumerate(case.submission.documents):
        if document.path not in cited:
            yield _hint("uncited-document", f"/documents/{place}", title=document.title, path=document.path)


def _citations(submission: Submission) -> Iterable[EvidenceRef]:
    yield from submission.ethics.evidence
    for project in submission.projects:
        for claim in project.claims:
            yield from claim.evidence
        for attestation in project.attestations:
            yield from attestation.evidence
    for activity in submission.activities:
        yield from activity.evidence
    for milestone in submission.milestones:
        yield from milestone.evidence


# The reviewer's own -------------------------------------------------------------------------


def _unclosed(case: Case) -> Iterator[HintRow]:
    for cell, judgment in case.record.judgments.items():
        draft = case.record.drafts.get(cell)
        if cell in case.levels and draft and draft.text != judgment.text:
            yield _hint_at(cell, "unclosed-draft", "", here=cell_name(case, cell))
