"""A package's content as the value that `data/decisions.json` holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewer.export.names import DECISIONS_FORMAT, GENERATOR_NAME, letter_path
from reviewer.review.explanation import explanation
from reviewer.review.members import case_members, citation_members, declaration_members, judgment_members

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.export.content import (
        ActivityRuling,
        ChecklistAnswer,
        ExperienceRuling,
        MilestoneRuling,
        PackageContent,
        PackagedDetermination,
        PackagedJudgment,
    )
    from reviewer.vocabulary import CaseKey

Json = dict[str, Any]


def decisions_value(
    content: PackageContent,
    *,
    public_key: str,
    journal_head: str,
    heads: Mapping[CaseKey, str],
    letter_digests: Mapping[CaseKey, str],
) -> Json:
    """Return the whole of `decisions.json`, cases in the order of their ids.

    Args:
        content: what the reviewer releases.
        public_key: the reviewer's key, `ssh-ed25519 AAAA…`.
        journal_head: head over all journals of the package.
        heads: head of each determination's journal, where there is one.
        letter_digests: SHA-256 of each determination's letter, where there is one.
    """
    return {
        "format": DECISIONS_FORMAT,
        "generator": {"name": GENERATOR_NAME, "version": content.generator_version},
        "reviewer": {"reviewer_id": content.reviewer_id, "name": content.reviewer_name, "public_key": public_key},
        "sequence": content.sequence,
        "made_at": content.made_at,
        "journal_head": journal_head,
        "determinations": [
            _determination(determination, heads.get(determination.key), letter_digests.get(determination.key))
            for determination in sorted(content.determinations, key=lambda determination: determination.key)
        ],
        **_messages_to_the_office(content),
    }


def _messages_to_the_office(content: PackageContent) -> Json:
    return {
        "alerts": [
            {"submission_id": alert.submission_id, "kind": alert.kind, "note": alert.note, "raised_at": alert.raised_at}
            for alert in sorted(content.alerts)
        ],
        "questions": [
            {"submission_id": question.submission_id, "text": question.text, "asked_at": question.asked_at}
            for question in sorted(content.questions)
        ],
        "recusals": [
            {**case_members(recusal.key), "kind": recusal.kind, "at": recusal.at}
            for recusal in sorted(content.recusals)
        ],
        "confidential_notes": [
            {"submission_id": note.submission_id, "text": note.text} for note in sorted(content.confidential_notes)
        ],
    }


def _determination(determination: PackagedDetermination, head: str | None, letter_sha256: str | None) -> Json:
    return {
        **case_members(determination.key),
        "bundle_sha256": determination.bundle_sha256,
        "program": determination.program,
        "edition": determination.edition,
        "program_sha256": determination.program_sha256,
        "pathway": determination.pathway,
        "candidate_id": determination.candidate_id,
        "determination_id": determination.determination_id,
        "version": determination.version,
        "supersedes": determination.supersedes,
        "journal_head": head,
        "recommended": determination.recommended,
        "outcome": determination.outcome,
        "because": determination.because,
        "signed_at": determination.signed_at,
        "letter": {"path": letter_path(determination.key), "sha256": letter_sha256},
        **_record(determination),
        **explanation(determination.rules, determination.smallest_changes, determination.margin),
    }


def _record(determination: PackagedDetermination) -> Json:
    return {
        "declarations": [declaration_members(declaration) for declaration in determination.declarations],
        "eligibility": [_answer(answer) for answer in determination.eligibility],
        "ethics": [_answer(answer) for answer in determination.ethics],
        "judgments": [_judgment(judgment) for judgment in determination.judgments],
        "activities": [_activity(ruling) for ruling in determination.activities],
        "milestones": [_milestone(ruling) for ruling in determination.milestones],
        "experience": [_experience(ruling) for ruling in determination.experience],
    }


def _answer(answer: ChecklistAnswer) -> Json:
    return {
        "id": answer.id,
        "answer": answer.answer,
        "note": answer.note,
        "source": answer.source,
        "citations": citation_members(answer.citations),
    }


def _judgment(judgment: PackagedJudgment) -> Json:
    return {**judgment_members(judgment.cell, judgment.text), "judged_at": judgment.judged_at}


def _activity(ruling: ActivityRuling) -> Json:
    return {
        "activity_id": ruling.activity_id,
        "points_claimed": ruling.points_claimed,
        "points_proposed": ruling.points_proposed,
        "points_allowed": ruling.points_allowed,
        "because": ruling.because,
    }


def _milestone(ruling: MilestoneRuling) -> Json:
    return {"ref": ruling.ref, "attempt": ruling.attempt, "counts": ruling.counts, "because": ruling.because}


def _experience(ruling: ExperienceRuling) -> Json:
    return {"row": ruling.row, "counts": ruling.counts, "because": ruling.because}
