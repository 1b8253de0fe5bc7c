"""Putting a decision package together from sealed and recused cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from reviewer.export import content as packaged
from reviewer.export import names
from reviewer.export.bag import head_over
from reviewer.letter import cover, pdf
from reviewer.review import comparing, deciding
from reviewer.review.case import case_of
from reviewer.review.confidential import confidential_note
from reviewer.review.judgment import JudgmentText
from reviewer.text import text
from reviewer.vocabulary import NOT_CLAIMED, CaseKey
from reviewer.workflow import reading, writing

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import (
        ActivityRow,
        CellRow,
        ChecklistRow,
        ExperienceRowShown,
        MilestoneRow,
        Sheet,
    )
    from reviewer.workflow.desk import CaseFile, Desk
    from reviewer.workspace.values import ExportItem, StoredExport


@dataclass(frozen=True, slots=True)
class SealedLetters(Mapping[CaseKey, bytes]):
    """The sealed letters of the cases in a package, read one at a time when they are asked for."""

    desk: Desk
    versions: Mapping[CaseKey, int]

    def __getitem__(self, key: CaseKey) -> bytes:
        return self.desk.workspace.letter(key, self.versions[key])

    def __iter__(self) -> Iterator[CaseKey]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)


def package_content(desk: Desk, export: StoredExport) -> packaged.PackageContent:
    """Return everything of one package; the same export gives the same content again."""
    determined = {item.key: item.number for item in export.items if item.kind == "determination"}
    journals = {head.key: desk.workspace.journal(head.key, length=head.length) for head in export.heads}
    recusals = tuple(_recusal(desk, item) for item in export.items if item.kind == "recusal")
    cases = {key: desk.case_file(key) for key in sorted(determined)}
    determinations = {key: sealed_determination(desk, key, case) for key, case in cases.items()}
    reviewer = desk.workspace.reviewer
    alerts, questions = tuple(_alerts(desk, export)), tuple(_questions(desk, export))
    return packaged.PackageContent(
        reviewer_id=reviewer.reviewer_id,
        reviewer_name=desk.workspace.name_in_package(export.profile, export.sequence),
        sequence=export.sequence,
        made_at=export.made_at,
        cover_pdf=_cover(desk, export, cases, recusals, alerts, questions),
        determinations=tuple(determinations.values()),
        letters=SealedLetters(desk, determined),
        journals=journals,
        recusals=recusals,
        alerts=alerts,
        questions=questions,
        confidential_notes=tuple(_confidential(cases)),
        generator_version=export.generator_version,
    )


def _alerts(desk: Desk, export: StoredExport) -> Iterator[packaged.Alert]:
    for key, numbers in _messages(export, "alert").items():
        for alert in desk.workspace.record(key).alerts:
            if alert.n in numbers:
                kind = packaged.AlertKind(alert.kind)
                yield packaged.Alert(key.submission_id, alert.raised_at, kind, alert.note)


def _questions(desk: Desk, export: StoredExport) -> Iterator[packaged.Question]:
    for key, numbers in _messages(export, "question").items():
        for question in desk.workspace.record(key).questions:
            if question.n in numbers:
                yield packaged.Question(key.submission_id, question.asked_at, question.text)


def _messages(export: StoredExport, kind: str) -> dict[CaseKey, set[int]]:
    found: dict[CaseKey, set[int]] = {}
    for item in export.items:
        if item.kind == kind:
            found.setdefault(item.key, set()).add(item.number)
    return found


def _confidential(cases: Mapping[CaseKey, CaseFile]) -> Iterator[packaged.ConfidentialNote]:
    for key, case in cases.items():
        note = confidential_note(case.program, case.record)
        if note:
            yield packaged.ConfidentialNote(key.submission_id, note)


def sealed_determination(desk: Desk, key: CaseKey, case: CaseFile) -> packaged.PackagedDetermination:
    """Return the determination in force of a sealed case, with the record that it rests on."""
    sealed = case.record.sealed[-1]
    determination = deciding.determine(case.program, case.submission, case.record)
    sheet = reading.open_case(desk, key)
    submission = case.submission
    return packaged.PackagedDetermination(
        key=key,
        bundle_sha256=submission.bundle_sha256,
        program=submission.program,
        edition=case.program.edition,
        program_sha256=case.program.sha256,
        pathway=submission.pathway,
        candidate_id=submission.candidate.candidate_id,
        determination_id=sealed.determination_id,
        version=sealed.version,
        supersedes=sealed.supersedes,
        recommended=sealed.recommended,
        outcome=sealed.outcome,
        because=sealed.because,
        signed_at=sealed.signed_at,
        declarations=case.record.declarations,
        eligibility=tuple(_eligibility(row, case) for row in sheet.eligibility),
        ethics=_ethics(sheet),
        judgments=tuple(_judgment(row) for row in sheet.cells),
        activities=tuple(_activity(row) for row in sheet.activities),
        milestones=tuple(_milestone(row) for row in sheet.milestones if row.ruled is not None),
        experience=tuple(_experience(row) for row in sheet.experience_rows if row.ruled is not None),
        rules=determination.rules,
        smallest_changes=determination.smallest_changes,
        margin=determination.margin,
    )


def _eligibility(row: ChecklistRow, case: CaseFile) -> packaged.ChecklistAnswer:
    source = packaged.AnswerSource.REVIEWER if row.note or row.confirmed else packaged.AnswerSource.COMPUTED
    compared = comparing.told_to_office(case.program, case.submission, case.record, row.id)
    note = " ".join(part for part in (row.note or row.because, compared) if part)
    return packaged.ChecklistAnswer(row.id, row.answer, note, source)


def _ethics(sheet: Sheet) -> tuple[packaged.ChecklistAnswer, ...]:
    return tuple(
        packaged.ChecklistAnswer(
            row.id, row.answer.answer, row.answer.note, packaged.AnswerSource.REVIEWER, row.answer.citations
        )
        for row in sheet.ethics
        if row.answer is not None
    )


def _judgment(row: CellRow) -> packaged.PackagedJudgment:
    return packaged.PackagedJudgment(row.cell, row.closed or JudgmentText(level=NOT_CLAIMED), row.closed_at)


def _activity(row: ActivityRow) -> packaged.ActivityRuling:
    return packaged.ActivityRuling(row.activity_id, row.claimed, row.proposed, row.counted, row.because)


def _milestone(row: MilestoneRow) -> packaged.MilestoneRuling:
    return packaged.MilestoneRuling(row.ref, row.attempt, bool(row.counts), row.because)


def _experience(row: ExperienceRowShown) -> packaged.ExperienceRuling:
    return packaged.ExperienceRuling(row.number, row.counts, row.because)


def _recusal(desk: Desk, item: ExportItem) -> packaged.Recusal:
    declared = desk.workspace.record(item.key).declarations[-1]
    return packaged.Recusal(item.key, declared.kind, declared.declared_at)


def _cover(
    desk: Desk,
    export: StoredExport,
    cases: Mapping[CaseKey, CaseFile],
    recusals: tuple[packaged.Recusal, ...],
    alerts: tuple[packaged.Alert, ...],
    questions: tuple[packaged.Question, ...],
) -> bytes:
    reviewer = desk.workspace.reviewer
    content = cover.CoverContent(
        package=names.package_folder(reviewer.reviewer_id, export.sequence),
        reviewer_name=desk.workspace.name_in_package(export.profile, export.sequence),
        reviewer_id=reviewer.reviewer_id,
        made_on=_day(export.made_at),
        journal_head=head_over({head.key: head.head for head in export.heads}),
        alerts=tuple(_cover_alert(alert) for alert in sorted(alerts)),
        recusals=tuple(_cover_recusal(desk, recusal) for recusal in recusals),
        questions=tuple(
            cover.CoverQuestion(question.submission_id, question.text, question.asked_at)
            for question in sorted(questions)
        ),
        cases=tuple(_cover_case(desk, key, case) for key, case in cases.items()),
    )
    return cover.cover_pdf(content).data


def _cover_alert(alert: packaged.Alert) -> cover.CoverAlert:
    return cover.CoverAlert(alert.submission_id, text(f"alert.{alert.kind}"), alert.note, alert.raised_at)


def _cover_recusal(desk: Desk, recusal: packaged.Recusal) -> cover.CoverRecusal:
    kinds = {kind.id: kind.name for kind in desk.program(recusal.key).conflict_kinds}
    return cover.CoverRecusal(recusal.key.submission_id, recusal.key.revision, kinds[recusal.kind], recusal.at)


def _cover_case(desk: Desk, key: CaseKey, case: CaseFile) -> cover.CoverCase:
    sealed = case.record.sealed[-1]
    determination = deciding.determine(case.program, case.submission, case.record)
    # The day as it was where the letter was signed: the cover must name the same day to answer by.
    dated_on = pdf.day_of(desk.workspace.letter(key, sealed.version))
    letter = writing.compose(desk, key, case, determination, sealed.outcome, is_draft=False, dated_on=dated_on)
    outcome = case.program.pathway(case.submission.pathway).outcome(sealed.outcome)
    return cover.CoverCase(
        key.submission_id,
        key.revision,
        case.submission.candidate.name,
        f"{case.program.name} {case.program.edition}",
        outcome.name,
        tuple(item.title for item in letter.requests),
        letter.answer_by,
        has_confidential_note=bool(confidential_note(case.program, case.record)),
        second_reader=deciding.second_reader(case_of(case.program, case.submission, case.record), determination),
    )


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
