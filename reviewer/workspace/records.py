"""Everything recorded for a case read back, and what the inbox shows of all cases."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from reviewer.review.judgment import (
    ConflictDeclaration,
    EligibilityCorrection,
    EthicsAnswer,
    Judgment,
    Record,
    Sealed,
)
from reviewer.vocabulary import CaseKey, Cell
from reviewer.workspace.base import OPEN
from reviewer.workspace.chain import entry_of
from reviewer.workspace.drafts import Drafts
from reviewer.workspace.office import Office
from reviewer.workspace.recording import DECLARED
from reviewer.workspace.ruling import attestation_checks, experience_ruling, milestone_ruling, points_ruling
from reviewer.workspace.values import InboxFacts
from reviewer.workspace.written import citations, judgment_text

if TYPE_CHECKING:
    from reviewer.workspace.values import Entry


class Records(Drafts, Office):
    """Reading what was recorded."""

    def record(self, key: CaseKey) -> Record:
        """Return all that was recorded for a case so far.

        Raises:
            UnknownCaseError: there is no such case.
        """
        case_id, standing, _ = self._case(key)
        return Record(
            declarations=self._declarations(case_id),
            judgments=self._judgments(case_id),
            drafts=self._drafts(case_id),
            private=self._private(case_id),
            ethics=self._ethics(case_id),
            ethics_drafts=self._ethics_drafts(case_id),
            eligibility=self._eligibility(case_id),
            sealed=self._sealed(case_id),
            is_open=standing == OPEN,
            recused_kind=self._rows("SELECT recused_kind FROM review_case WHERE case_id = ?", case_id)[0][0],
            exported_versions=self._exported_versions(case_id),
            last_saved_at=self._last_saved_at(case_id),
            activities=dict(points_ruling(*ruling) for ruling in self._rulings(case_id, "activity")),
            experience=dict(experience_ruling(*ruling) for ruling in self._rulings(case_id, "experience")),
            milestones=dict(milestone_ruling(*ruling) for ruling in self._rulings(case_id, "milestone")),
            questions=self._questions(case_id),
            alerts=self._alerts(case_id),
            moves=self._moves(case_id),
            confidential_note=self._confidential_note(case_id),
            attestations=attestation_checks(self._compared(case_id)),
        )

    def inbox_facts(self) -> tuple[InboxFacts, ...]:
        """Return what the inbox needs of every case, by id and revision, without reading the submissions."""
        tallies = _Tallies(self)
        rows = self._rows(
            "SELECT case_id, submission_id, revision, program, edition, pathway, candidate_id, candidate_name, due_on,"
            " to_judge, rows_proposed, eligibility_open, rows_open, is_declared, recused_kind, standing,"
            " is_practice"
            " FROM review_case"
            " ORDER BY submission_id, revision"
        )
        return tuple(tallies.facts(row) for row in rows)

    def _declarations(self, case_id: int) -> tuple[ConflictDeclaration, ...]:
        entries = self._entries(case_id, DECLARED)
        return tuple(ConflictDeclaration(**_members(entry), declared_at=entry.at) for entry in entries)

    def _judgments(self, case_id: int) -> dict[Cell, Judgment]:
        entries = self._in_force(case_id, "judgment", "project_id, standard")
        return {
            Cell(body["project_id"], body["standard"]): Judgment(judgment_text(body), entry.at)
            for entry, body in ((entry, _members(entry)) for entry in entries)
        }

    def _ethics(self, case_id: int) -> dict[str, EthicsAnswer]:
        entries = self._in_force(case_id, "answer", "item", "checklist = 'ethics'")
        return {
            body["item"]: EthicsAnswer(body["answer"], body["note"], citations(body["citations"]), entry.at)
            for entry, body in ((entry, _members(entry)) for entry in entries)
        }

    def _eligibility(self, case_id: int) -> dict[str, EligibilityCorrection]:
        entries = self._in_force(case_id, "answer", "item", "checklist = 'eligibility'")
        return {
            body["item"]: EligibilityCorrection(body["answer"], body["note"], entry.at)
            for entry, body in ((entry, _members(entry)) for entry in entries)
        }

    def _rulings(self, case_id: int, checklist: str) -> list[tuple[dict[str, Any], str]]:
        entries = self._in_force(case_id, "answer", "item", f"checklist = '{checklist}'")
        return [(_members(entry), entry.at) for entry in entries]

    def _compared(self, case_id: int) -> list[tuple[dict[str, Any], str]]:
        entries = self._in_force(case_id, "attestation_check", "project_id, number")
        return [(_members(entry), entry.at) for entry in entries]

    def _in_force(self, case_id: int, table: str, place: str, condition: str = "TRUE") -> list[Entry]:
        """Return the newest journal entry of each place, in the journal's order."""
        lines = self._lines(
            f"SELECT line, hash FROM journal WHERE case_id = ?1 AND n IN"  # noqa: S608 - own names only
            f" (SELECT max(n) FROM {table} WHERE case_id = ?1 AND {condition} GROUP BY {place}) ORDER BY n",
            case_id,
        )
        return [entry_of(line) for line in lines]

    def _sealed(self, case_id: int) -> tuple[Sealed, ...]:
        lines = self._lines(
            "SELECT line, hash FROM determination JOIN journal USING (case_id, n) WHERE case_id = ? ORDER BY version",
            case_id,
        )
        bodies = [_members(entry_of(line)) for line in lines]
        return tuple(Sealed(**{name: body[name] for name in Sealed.__slots__}) for body in bodies)

    def _exported_versions(self, case_id: int) -> frozenset[int]:
        rows = self._rows(
            "SELECT DISTINCT number FROM export_item WHERE case_id = ? AND kind = 'determination'", case_id
        )
        return frozenset(number for (number,) in rows)

    def _last_saved_at(self, case_id: int) -> str | None:
        found = self._rows(
            "SELECT max(at) FROM ("
            " SELECT max(saved_at) AS at FROM draft WHERE case_id = ?1"
            " UNION ALL SELECT max(saved_at) FROM private_note WHERE case_id = ?1"
            " UNION ALL SELECT max(saved_at) FROM ethics_draft WHERE case_id = ?1"
            " UNION ALL SELECT max(saved_at) FROM begun WHERE case_id = ?1"
            " UNION ALL SELECT max(at) FROM journal WHERE case_id = ?1 AND event NOT IN ('loaded', 'exported'))",
            case_id,
        )
        return None if found[0][0] is None else str(found[0][0])


class _Tallies:
    """Counts over all cases, each from one query."""

    def __init__(self, workspace: Records) -> None:
        rows = workspace._rows  # noqa: SLF001 - a part of the same class, kept apart for its length
        # The first judgment of a cell supersedes nothing, so these count cells.
        self._judged = dict(
            rows("SELECT case_id, count(*) FROM judgment WHERE supersedes IS NULL GROUP BY case_id"),
        )
        self._doubts = dict(rows("SELECT case_id, sum(comes_back) FROM private_note GROUP BY case_id"))
        self._waiting = dict(
            rows("SELECT case_id, sum(kind = 'question') - sum(kind = 'answer') FROM message GROUP BY case_id")
        )
        self._answers: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
        for case_id, checklist, item, answer in rows("SELECT case_id, checklist, item, answer FROM answer ORDER BY n"):
            self._answers[case_id, checklist][item] = answer
        compared: dict[tuple[int, str, int], int | None] = {
            (case_id, project_id, number): agrees
            for case_id, project_id, number, agrees in rows(
                "SELECT case_id, project_id, number, agrees FROM attestation_check ORDER BY n"
            )
        }
        self._differing = {case_id for (case_id, _, _), agrees in compared.items() if agrees == 0}
        self._sealed = dict(rows("SELECT case_id, max(version) FROM determination GROUP BY case_id"))
        self._exported = set(rows("SELECT case_id, number FROM export_item WHERE kind = 'determination'"))
        self._acknowledged = {
            (case_id, version)
            for case_id, version, status, _ in rows(
                "SELECT case_id, version, status, max(n) FROM acknowledgement GROUP BY case_id, version"
            )
            if status == "accepted"
        }

    def facts(self, row: tuple[Any, ...]) -> InboxFacts:
        case_id, submission_id, revision, *described, is_declared, recused_kind, standing, is_practice = row
        program, edition, pathway, candidate_id, candidate, due_on, to_judge, *waiting = described
        rows_proposed, eligibility_open, rows_open = waiting
        version = self._sealed.get(case_id)
        ethics, eligibility = self._answers[case_id, "ethics"], self._answers[case_id, "eligibility"]
        ruled = self._answers[case_id, "activity"].keys() | self._answers[case_id, "milestone"].keys()
        recorded = self._judged.get(case_id, 0)
        return InboxFacts(
            key=CaseKey(submission_id, revision),
            program=program,
            edition=edition,
            pathway=pathway,
            candidate_id=candidate_id,
            candidate=candidate,
            due_on=due_on,
            to_judge=to_judge,
            judged=recorded + rows_proposed + len(ruled & set(json.loads(rows_open))),
            ethics=tuple(ethics.items()),
            eligibility_open=tuple(json.loads(eligibility_open)),
            eligibility=tuple(eligibility.items()),
            is_declared=bool(is_declared),
            recused_kind=recused_kind,
            is_open=standing == OPEN,
            sealed_version=version,
            is_exported=(case_id, version) in self._exported,
            is_acknowledged=(case_id, version) in self._acknowledged,
            doubts=self._doubts.get(case_id, 0),
            is_waiting=self._waiting.get(case_id, 0) > 0,
            attestations_differ=case_id in self._differing,
            is_practice=bool(is_practice),
        )


def _members(entry: Entry) -> dict[str, Any]:
    return dict(entry.body)
