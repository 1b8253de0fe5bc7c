"""What a reviewer rules on: activities, rows of experience, milestones, attestations; a later ruling counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reviewer.review.judgment import AttestationCheck, AttestationKey, CountsRuling, MilestoneKey, PointsRuling
from reviewer.workspace.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.values import Entry

ACTIVITY_RULED = "activity_ruled"
EXPERIENCE_RULED = "experience_ruled"
MILESTONE_RULED = "milestone_ruled"
ATTESTATION_COMPARED = "attestation_compared"

ACTIVITY = "activity"
EXPERIENCE = "experience"
MILESTONE = "milestone"


class Ruling(Journal):
    """Rulings on single rows. Those on a sealed or recused case raise `CaseSealedError`."""

    def record_activity(self, key: CaseKey, activity_id: str, allowed: Decimal, because: str) -> Entry:
        """Record the points or hours allowed for one activity."""
        body = {"activity_id": activity_id, "points_allowed": json_number(allowed), "because": because}
        return self._record_ruling(key, ACTIVITY_RULED, body)

    def record_experience(self, key: CaseKey, row: int, because: str, *, counts: bool) -> Entry:
        """Record whether one row of experience counts; rows count from 1."""
        return self._record_ruling(key, EXPERIENCE_RULED, {"row": row, "counts": counts, "because": because})

    def record_milestone(self, key: CaseKey, milestone: MilestoneKey, because: str, *, counts: bool) -> Entry:
        """Record whether one milestone counts."""
        body = {"ref": milestone.ref, "attempt": milestone.attempt, "counts": counts, "because": because}
        return self._record_ruling(key, MILESTONE_RULED, body)

    def record_attestation(
        self, key: CaseKey, attestation: AttestationKey, because: str, *, agrees: bool | None
    ) -> Entry:
        """Record whether a signed attestation says what was typed of it; None takes an earlier word back."""
        place = {"project_id": attestation.project_id, "number": attestation.number}
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, ATTESTATION_COMPARED, {**place, "agrees": agrees, "because": because})
            self._run(
                "INSERT INTO attestation_check (case_id, project_id, number, n, agrees) VALUES (?, ?, ?, ?, ?)",
                case_id,
                *place.values(),
                entry.n,
                agrees if agrees is None else int(agrees),
            )
            return entry

    def _record_ruling(self, key: CaseKey, event: str, body: dict[str, Any]) -> Entry:
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, event, body)
            checklist, item, answer = ruling_in(event, body)
            self._insert_answer(case_id, checklist, item, answer, entry.n)
            return entry

    def _insert_answer(self, case_id: int, checklist: str, item: str, answer: str, n: int) -> None:
        self._run(
            "INSERT INTO answer (case_id, checklist, item, n, answer, supersedes) VALUES (?1, ?2, ?3, ?4, ?5,"
            " (SELECT max(n) FROM answer WHERE case_id = ?1 AND checklist = ?2 AND item = ?3))",
            case_id,
            checklist,
            item,
            n,
            answer,
        )


def ruling_in(event: str, body: dict[str, Any]) -> tuple[str, str, str]:
    """Return the checklist, item and answer under which a ruling stands in its table.

    Raises:
        KeyError: the event is no ruling.
    """
    if event == ACTIVITY_RULED:
        return ACTIVITY, body["activity_id"], f"{decimal_of(body['points_allowed']):f}"
    answer = "yes" if body["counts"] else "no"
    if event == EXPERIENCE_RULED:
        return EXPERIENCE, str(body["row"]), answer
    return MILESTONE, str(MilestoneKey(body["ref"], body["attempt"])), answer


def points_ruling(body: dict[str, Any], at: str) -> tuple[str, PointsRuling]:
    """Read a ruling on an activity back, after the activity's id."""
    return body["activity_id"], PointsRuling(decimal_of(body["points_allowed"]), body["because"], at)


def experience_ruling(body: dict[str, Any], at: str) -> tuple[int, CountsRuling]:
    """Read a ruling on a row of experience back, after the row's number."""
    return body["row"], CountsRuling(body["counts"], body["because"], at)


def milestone_ruling(body: dict[str, Any], at: str) -> tuple[MilestoneKey, CountsRuling]:
    """Read a ruling on a milestone back, after what names it."""
    return MilestoneKey(body["ref"], body["attempt"]), CountsRuling(body["counts"], body["because"], at)


def attestation_checks(rows: Iterable[tuple[dict[str, Any], str]]) -> dict[AttestationKey, AttestationCheck]:
    """Read back what was said of signed attestations; what was taken back is left out."""
    return {
        AttestationKey(body["project_id"], body["number"]): AttestationCheck(body["agrees"], body["because"], at)
        for body, at in rows
        if body["agrees"] is not None
    }


def json_number(number: Decimal) -> int | float:
    """Return a decimal number as JSON writes it; read back by `decimal_of` it is the same.

    Raises:
        ValueError: it has more digits than a JSON number keeps.
    """
    if number == number.to_integral_value():
        return int(number)
    written = float(number)
    if Decimal(repr(written)) != number:
        raise ValueError(f"{number} has too many digits")
    return written


def decimal_of(number: float) -> Decimal:
    """Return the decimal number that a JSON number writes."""
    return Decimal(repr(number))
