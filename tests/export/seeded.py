"""Three reviewed cases with a word of its own in every field, so that a word tells where it leaked from."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reviewer.clock import SystemClock
from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.vocabulary import NO_CONFLICT, CaseKey, CitationKind
from reviewer.workflow import citing, deciding, judging, loading, office, opening, reading, ruling

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workflow.desk import Desk

INITIAL = CaseKey("ZqsubInitial", 1)
RENEWAL = CaseKey("ZqsubRenewal", 1)
COURSE = CaseKey("ZqsubCourse", 1)
REFERRED_CASE = CaseKey("ZqsubReferred", 1)
REVIEWER = "Zqreviewername"
MOMENT = "2025-06-30"

ONLY_FOR_THE_REVIEWER = ("Zqonlyme", "Zqdraft")
FOR_THE_OFFICE = (
    *("Zqfinding", "Zqethicsnote", "Zqeligibilitynote", "Zqdeclarationnote", "Zqsigningnote", "Zqquote", "Zqlookedin"),
    *("Zqalert", "Zqquestion", "Zqreply", "Zqconfidential", "Zqoutcomebecause"),
    *("Zqexperiencebecause", "Zqactivitybecause", "Zqmilestonebecause"),
)
FOR_THE_CANDIDATE = ("Zqfeedback", "Zqremedy")
CASES = {"initial": INITIAL, "renewal": RENEWAL, "course": COURSE, "referred": REFERRED_CASE}


def words_of(case: str) -> dict[str, str]:
    """Return the word in each field of one case's submission."""
    fields = (
        *("fullname", "email", "street", "organization", "instructor", "employer", "role", "duties", "signed"),
        *("title", "client", "projectrole", "summary", "narrative", "hidden", "attester", "attesterorg"),
        *("attestermail", "statement", "file", "document", "documentnote", "evidencenote", "activity", "provider"),
        *("candidateid", "projectid", "activityid", "milestoneref", "unknown", "content"),
    )
    return {field: f"Zq{case}{field}" for field in fields}


def submission_of(key: CaseKey, case: str, pathway: str, program: str = "cpt", edition: str = "2013") -> dict[str, Any]:
    """Return a `submission.json` with a word in each field."""
    word = words_of(case)
    path = f"evidence/{word['file']}.txt"
    evidence = [{"path": path, "note": word["evidencenote"]}]
    submission: dict[str, Any] = {
        "format": "submission/1",
        "submission_id": key.submission_id,
        "revision": key.revision,
        "program": program,
        "edition": edition,
        "pathway": pathway,
        "submitted_on": "2026-06-01",
        "candidate": {
            "candidate_id": word["candidateid"],
            "name": word["fullname"],
            "email": f"{word['email']}@example.org",
            "postal_address": [word["street"]],
            "organization": word["organization"],
            "instructors": [word["instructor"]],
        },
        "experience": [
            {"employer": word["employer"], "role": word["role"], "start": "2015-01", "duties": word["duties"]},
            {"employer": word["employer"], "role": word["role"], "start": "2014-01", "end": "2014-06"},
        ],
        "ethics": {"agreed": True, "signed_name": word["signed"], "signed_on": MOMENT, "code_edition": "2013"},
        "declarations": [{"kind": "application_agreement", "agreed": True, "signed_on": MOMENT}],
        "documents": [{"path": path, "title": word["document"], "note": word["documentnote"]}],
        "remark": word["unknown"],
    }
    return submission | _rest(pathway, program, word, evidence)


def _rest(pathway: str, program: str, word: dict[str, str], evidence: list[dict[str, str]]) -> dict[str, Any]:
    if program == "cptm":
        milestone = {
            "kind": "module_assessment",
            "ref": word["milestoneref"],
            "completed_on": "2026-01-05",
            "score": 91,
        }
        return {"milestones": [{**milestone, "evidence": evidence}]}
    if pathway == "recertification":
        activity = {
            "activity_id": word["activityid"],
            "kind": "workshop",
            "title": word["activity"],
            "ledger": "A",
            "provider": word["provider"],
            "start": "2025-03-01",
            "quantity": 9,
            "unit": "hours",
        }
        return {"certified_on": "2023-06-01", "activities": [{**activity, "points_claimed": 9, "evidence": evidence}]}
    return {"projects": [_project(word, evidence)]}


def _project(word: dict[str, str], evidence: list[dict[str, str]]) -> dict[str, Any]:
    claims = [{"standard": n, "narrative": f"{word['narrative']} {n} Zqquote", "evidence": evidence} for n in (1, 2, 3)]
    attestation = {
        "attester_name": word["attester"],
        "relation": "peer",
        "organization": word["attesterorg"],
        "email": f"{word['attestermail']}@example.org",
        "statement": word["statement"],
        "confirms": [1, 2, 3],
    }
    return {
        "project_id": word["projectid"],
        "title": word["title"],
        "client": word["client"],
        "role": word["projectrole"],
        "summary": word["summary"],
        "start": "2020-01",
        "end": "2021-01",
        "confidential_names": [word["hidden"]],
        "claims": claims,
        "attestations": [attestation],
    }


def pack(folder: Path, submission: dict[str, Any], case: str) -> Path:
    """Make a bundle of a submission, with its one document."""
    source, word = folder / f"source-{case}", words_of(case)
    (source / "evidence").mkdir(parents=True)
    (source / "submission.json").write_text(json.dumps(submission), encoding="utf-8")
    (source / "evidence" / f"{word['file']}.txt").write_text(f"{word['content']} Zqquote", encoding="utf-8")
    return loading.pack_bundle(source, folder / f"{case}.zip").path


def seeded_desk(folder: Path) -> Desk:
    """Return a workspace with every case reviewed and signed; whoever asks for it closes it."""
    desk, _ = opening.create(folder / "seeded.reviewer", "a passphrase", "rev-07", REVIEWER, clock=SystemClock())
    cases = (
        ("initial", submission_of(INITIAL, "initial", "initial")),
        ("renewal", submission_of(RENEWAL, "renewal", "recertification")),
        ("course", submission_of(COURSE, "course", "initial", "cptm", "2024")),
        ("referred", submission_of(REFERRED_CASE, "referred", "initial")),
    )
    loading.load_bundles(desk, [pack(folder, submission, case) for case, submission in cases])
    for key in CASES.values():
        _review(desk, key)
    return desk


def _review(desk: Desk, key: CaseKey) -> None:
    judging.declare(desk, key, NO_CONFLICT, "Zqdeclarationnote")
    _judge(desk, key)
    _rule(desk, key)
    office.alert(desk, key, "other", "Zqalert")
    office.ask(desk, key, "Zqquestion")
    office.answered(desk, key, "Zqreply")
    _close_what_is_open(desk, key)
    determination = deciding.determine_case(desk, key).determination
    other = "more_information" if key == INITIAL else None
    assert determination.recommended != other
    because = "Zqoutcomebecause" if other else ""
    deciding.sign(desk, key, conflict=NO_CONFLICT, conflict_note="Zqsigningnote", outcome=other, because=because)


def _judge(desk: Desk, key: CaseKey) -> None:
    sheet = reading.open_case(desk, key)
    for row in sheet.cells:
        if row.is_claimed:
            path = f"narrative:{row.cell.project_id}:{row.cell.standard}"
            cited = citing.cite(desk, key, CitationKind.PASSAGE, f"{path}=Zqquote")
            missed = citing.cite(desk, key, CitationKind.LOOKED_IN, f"{path}=Zqlookedin")
            written = JudgmentText("partly_met", "Zqfinding", "Zqfeedback", "Zqremedy", citations=(cited, missed))
            judging.save_private(desk, key, row.cell, PrivateNotes("Zqonlyme", sureness=1))
            judging.save_draft(desk, key, row.cell, JudgmentText(finding="Zqdraft"))
            judging.close_criterion(desk, key, row.cell, written)
    serious = "serious_concern" if key == REFERRED_CASE else "concern"
    for number, item in enumerate(sheet.ethics):
        judging.answer_ethics(desk, key, item.id, "no_concern" if number else serious, "Zqethicsnote")
    if key == REFERRED_CASE:
        office.save_confidential_note(desk, key, "Zqconfidential")


def _rule(desk: Desk, key: CaseKey) -> None:
    sheet = reading.open_case(desk, key)
    for activity in sheet.activities:
        ruling.allow_activity(desk, key, activity.activity_id, Decimal(8), "Zqactivitybecause")
    for milestone in sheet.milestones:
        ruling.rule_milestone(desk, key, milestone.key, counts=False, because="Zqmilestonebecause")
    for row in sheet.experience_rows[1:]:
        ruling.rule_experience(desk, key, row.number, counts=False, because="Zqexperiencebecause")


def _close_what_is_open(desk: Desk, key: CaseKey) -> None:
    checks = reading.open_case(desk, key).eligibility
    judging.correct_eligibility(desk, key, checks[-1].id, checks[-1].computed, "Zqeligibilitynote")
    for missing in deciding.determine_case(desk, key).determination.missing:
        judging.correct_eligibility(desk, key, missing.id or "", "holds", "Zqeligibilitynote")
