"""Cases to show: submissions of any size, laid out by the real rules."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from reviewer.errors import CaseSealedError, JudgmentRefusedError
from reviewer.program import catalog
from reviewer.review import closing
from reviewer.review.begun import NOTHING_BEGUN, Begun
from reviewer.review.judgment import (
    ConflictDeclaration,
    Draft,
    EligibilityCorrection,
    EthicsAnswer,
    EthicsDraft,
    Judgment,
    JudgmentText,
    PrivateNotes,
    Record,
)
from reviewer.review.sheet import lay_out
from reviewer.review.sheet_rows import DocumentRow
from reviewer.submission.findings import Report
from reviewer.submission.kinds import FileKind
from reviewer.submission.model import (
    Attestation,
    Candidate,
    Claim,
    Declaration,
    Document,
    EthicsStatement,
    EvidenceRef,
    ExperienceRow,
    Month,
    Project,
    Submission,
)
from reviewer.submission.preview import PlainPage, TextPreview
from reviewer.text import text
from reviewer.vocabulary import CONFIRMED, NO_CONFLICT, CaseKey, Cell
from reviewer.workflow.read_map import ReadRow
from reviewer.workflow.searching import CaseHit
from reviewer.workflow.viewing import Fetched, Hit, hits_in
from reviewer.workspace.passages import PrivatePart
from tests.ui.case.compared import with_compared
from ui.session.rulings import CompareAttestation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewer.program.model import ProgramDefinition
    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import Sheet
    from reviewer.workflow.cited import BrokenCitation
    from ui.session.found import ToCover
    from ui.session.rulings import Question, Ruling

SAVED_AT = "2026-11-21T14:03:00.000Z"
STANDARDS = range(1, 11)
NO_CONFLICT_DECLARED = (ConflictDeclaration(NO_CONFLICT, "", "opening", SAVED_AT),)


@cache
def program() -> ProgramDefinition:
    """The shipped program."""
    return catalog.find("cpt", "2013")


def key(number: int = 1) -> CaseKey:
    """The key of the case of a number."""
    return CaseKey(f"CPT-{number}", 1)


def submission(
    number: int = 1, *, projects: int = 3, words: int = 60, not_claimed: frozenset[Cell] = frozenset()
) -> Submission:
    """A submission whose claims have about so many words each; each case says its own number in every text."""
    return Submission(
        submission_id=f"CPT-{number}",
        revision=1,
        program="cpt",
        edition="2013",
        pathway="initial",
        submitted_on=date(2026, 8, 24),
        due_on=date(2026, 9, 25),
        registered_on=date(2026, 3, 19),
        candidate=Candidate(f"C-{number}", f"Candidate {number}", organization="Ostrow Lane", instructors=("I-007",)),
        ethics=EthicsStatement(
            agreed=True, code_edition="2013", signed_name=f"Candidate {number}", signed_on=date(2026, 8, 20)
        ),
        documents=(
            Document("evidence/p1/study.pdf", "Study", "application/pdf", "p1"),
            Document("evidence/p1/notes.txt", "Notes", "text/plain", "p1"),
        ),
        experience=(ExperienceRow("Ostrow Lane", "Consultant", Month(2021, 6), None, Decimal("0.4")),),
        declarations=(Declaration("application_agreement", agreed=True, signed_on=date(2026, 8, 20)),),
        projects=tuple(_project(number, place, words, not_claimed) for place in range(1, projects + 1)),
    )


def _project(number: int, place: int, words: int, not_claimed: frozenset[Cell]) -> Project:
    project_id = f"p{place}"
    claims = tuple(
        Claim(
            standard, _narrative(number, project_id, standard, words), (EvidenceRef("evidence/p1/study.pdf", page=3),)
        )
        for standard in STANDARDS
        if Cell(project_id, standard) not in not_claimed
    )
    return Project(
        project_id,
        f"Project {place} of case {number}",
        claims,
        client=f"Client {place}",
        client_kind="external",
        role="Consultant",
        start=Month(2023, 4),
        end=Month(2024, 5),
        summary="Complaints came twice; now they come once.",
        attestations=(_attestation(),),
    )


def _attestation() -> Attestation:
    return Attestation(
        "Henrietta Obafemi-Strand",
        "client",
        organization="Larchmere Home Credit",
        known_from=Month(2021, 6),
        confirms=(1, 2, 4, 5, 6, 7, 8, 9),
        cannot_confirm=(3,),
        statement="The account is right.",
        signed_on=date(2024, 6, 11),
    )


def _narrative(number: int, project_id: str, standard: int, words: int) -> str:
    sentence = f"Case {number} project {project_id} Standard {standard} tells what was done and why it worked out. "
    paragraph = sentence * max(1, words // 20)
    return f"{paragraph.strip()}\n\n{paragraph.strip()}"


def record(*, is_declared: bool = True) -> Record:
    """A record with nothing but the declaration."""
    return Record(declarations=NO_CONFLICT_DECLARED) if is_declared else Record()


def sheet_of(case: Submission, kept: Record) -> Sheet:
    """Lay a case out by the real rules."""
    return lay_out(program(), case, kept, findings=Report(), revisions=(1,), reviewer_id="R-1")


def sheet(number: int = 1, *, projects: int = 3, words: int = 60, kept: Record | None = None) -> Sheet:
    """A case that is declared, with one cell not claimed."""
    case = submission(number, projects=projects, words=words, not_claimed=frozenset({Cell("p3", 9)}))
    return sheet_of(case, kept or record())


def judged(level: str = "met", finding: str = "") -> Judgment:
    """A closed judgment."""
    return Judgment(JudgmentText(level=level, finding=finding), SAVED_AT)


def drafted(level: str | None = "met", finding: str = "") -> Draft:
    """A draft."""
    return Draft(JudgmentText(level=level, finding=finding), SAVED_AT)


def documents() -> tuple[DocumentRow, ...]:
    """The rows of the documents of a case."""
    cited = tuple(Cell("p1", standard) for standard in STANDARDS)
    return (
        DocumentRow("evidence/p1/notes.txt", "Notes", FileKind.TEXT, 120, "0" * 64, "text/plain", "p1", (), True),
        DocumentRow(
            "evidence/p1/study.pdf", "Study", FileKind.PDF, 54_000, "1" * 64, "application/pdf", "p1", cited, True
        ),
        DocumentRow("evidence/p9/extra.bin", "extra.bin", FileKind.OTHER, 9, "2" * 64, "", None, (), False),
    )


@dataclass
class EvidenceShelf:
    """Stands in for what the workspace knows of documents: a short text, whatever is asked for."""

    views: dict[str, str] = field(default_factory=dict)
    opened: dict[str, set[object]] = field(default_factory=dict)
    covers: dict[str, tuple[PrivatePart, ...]] = field(default_factory=dict)
    breaks: tuple[BrokenCitation, ...] = ()
    contents: dict[str, bytes] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Hit, ...]] = field(default_factory=dict)

    def fetch(self, case: CaseKey, path: str) -> Fetched:
        content = self.contents.get(path, f"Notes of {case}".encode())
        digest, password = hashlib.sha256(content).hexdigest(), self.passwords.get(path, "")
        return Fetched(digest, path, content, password, self.covers.get(path, ()))

    def remember_password(self, _case: CaseKey, path: str, password: str) -> None:
        self.passwords[path] = password

    def view(self, _case: CaseKey, path: str) -> str:
        return self.views.get(path, "")

    def keep_view(self, _case: CaseKey, path: str, view: str) -> None:
        self.views[path] = view

    def keep_opened(self, _case: CaseKey, path: str, places: Iterable[object]) -> None:
        self.opened.setdefault(path, set()).update(places)

    def private_parts(self, _case: CaseKey, path: str) -> tuple[PrivatePart, ...]:
        return self.covers.get(path, ())

    def cover(self, _case: CaseKey, path: str, parts: Iterable[ToCover]) -> tuple[PrivatePart, ...]:
        for part in parts:
            before = self.covers.get(path, ())
            start, end = part.span or (None, None)
            self.covers[path] = (*before, PrivatePart(len(before) + 1, part.place, part.rect, start, end))
        return self.covers[path]

    def uncover(self, _case: CaseKey, path: str, part_ids: Iterable[int]) -> tuple[PrivatePart, ...]:
        gone = set(part_ids)
        self.covers[path] = tuple(part for part in self.covers.get(path, ()) if part.part_id not in gone)
        return self.covers[path]

    def names_in(self, _case: CaseKey, path: str) -> tuple[Hit, ...]:
        return self.names.get(path, ())

    def broken(self, _case: CaseKey) -> tuple[BrokenCitation, ...]:
        return self.breaks

    def find(self, case: CaseKey | None, words: str) -> tuple[CaseHit, ...]:
        shown = case or key(2)
        return tuple(
            CaseHit(shown, path, hit)
            for path, content in self.contents.items()
            for hit in hits_in(None, content.decode(errors="replace"), words)
        )

    def find_in_document(self, _document_id: str, _words: str) -> None:
        return None

    def read_map(self, _case: CaseKey) -> tuple[ReadRow, ...]:
        rows = []
        for row in documents():
            opened = frozenset(self.opened.get(row.path, ()))
            rows.append(ReadRow(row.path, row.project_id, opened, frozenset(), 3, bool(row.cited_by)))  # type: ignore[arg-type]
        return tuple(rows)

    def unread(self, _case: CaseKey) -> tuple[str, ...]:
        never = [row.path for row in documents() if row.path not in self.opened]
        return (f"{len(never)} documents were not opened.",) if never else ()

    def next_to_index(self) -> Fetched | None:
        return None


@dataclass
class CaseBook:
    """Stands in for the workspace: keeps records in memory and refuses what the real rules refuse."""

    cases: dict[CaseKey, Submission] = field(default_factory=dict)
    records: dict[CaseKey, Record] = field(default_factory=dict)
    places: dict[CaseKey, str] = field(default_factory=dict)
    forms: dict[CaseKey, dict[str, Begun]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    fails: Exception | None = None
    evidence: EvidenceShelf = field(default_factory=EvidenceShelf)

    @classmethod
    def of(cls, *numbers: int, is_declared: bool = True) -> CaseBook:
        """A book of cases by their numbers."""
        cases = {key(number): submission(number, not_claimed=frozenset({Cell("p3", 9)})) for number in numbers}
        return cls(cases, {each: record(is_declared=is_declared) for each in cases})

    def _note(self, what: str) -> None:
        self.calls.append(what)
        if self.fails is not None and what != "open":
            raise self.fails

    def open(self, case: CaseKey) -> Sheet:
        self._note("open")
        return sheet_of(self.cases[case], self.records[case])

    def place(self, case: CaseKey) -> str | None:
        return self.places.get(case)

    def save_place(self, case: CaseKey, place: str) -> None:
        self.places[case] = place

    def begun(self, case: CaseKey) -> dict[str, Begun]:
        return self.forms.get(case, {})

    def keep_begun(self, case: CaseKey, form: str, begun: Begun) -> str | None:
        self._note(f"begun {form}")
        self.forms.setdefault(case, {})[form] = begun
        return None if begun == NOTHING_BEGUN else SAVED_AT

    def documents(self, case: CaseKey) -> tuple[DocumentRow, ...]:
        del case
        return documents()

    def document(self, case: CaseKey, path: str) -> TextPreview | PlainPage:
        self._note(f"document {path}")
        if path.endswith(".txt"):
            return TextPreview(f"Notes of {case}", "utf-8")
        return PlainPage(FileKind.PDF, 54_000, "1" * 64, "application/pdf", "Pages come later.")

    def save_copy(self, case: CaseKey, path: str, out: Path) -> Path:
        self._note(f"copy {path}")
        out.write_text(str(case), encoding="utf-8")
        return out

    def declare(self, case: CaseKey, kind: str, note: str) -> Sheet:
        self._note(f"declare {kind}")
        declared = (ConflictDeclaration(kind, note, "opening", SAVED_AT),)
        recused = None if kind == NO_CONFLICT else kind
        self.records[case] = replace(self.records[case], declarations=declared, recused_kind=recused)
        return self.open(case)

    def save_draft(self, case: CaseKey, cell: Cell, written: JudgmentText) -> str:
        self._note("draft")
        if not self.records[case].is_open:
            raise CaseSealedError(str(case))
        drafts = {**self.records[case].drafts, cell: Draft(written, SAVED_AT)}
        self.records[case] = replace(self.records[case], drafts=drafts, last_saved_at=SAVED_AT)
        return SAVED_AT

    def discard_draft(self, case: CaseKey, cell: Cell) -> None:
        self._note("discard")
        drafts = {each: draft for each, draft in self.records[case].drafts.items() if each != cell}
        self.records[case] = replace(self.records[case], drafts=drafts)

    def save_private(self, case: CaseKey, cell: Cell, notes: PrivateNotes) -> str:
        self._note("private")
        self.records[case] = replace(self.records[case], private={**self.records[case].private, cell: notes})
        return SAVED_AT

    def close(self, case: CaseKey, cell: Cell, written: JudgmentText) -> Sheet:
        self._note("close")
        why_not = closing.why_not_closable(program(), self.cases[case], cell, written)
        if why_not is not None:
            raise JudgmentRefusedError(str(cell), reason=why_not.reason, field=why_not.field)
        self.discard_draft(case, cell)
        judgments = {**self.records[case].judgments, cell: Judgment(written, SAVED_AT)}
        self.records[case] = replace(self.records[case], judgments=judgments, last_saved_at=SAVED_AT)
        return self.open(case)

    def save_ethics_draft(
        self, case: CaseKey, item: str, answer: str | None, note: str, citations: tuple[Citation, ...] = ()
    ) -> str:
        self._note("ethics draft")
        drafts = {**self.records[case].ethics_drafts, item: EthicsDraft(answer, note, SAVED_AT, citations)}
        self.records[case] = replace(self.records[case], ethics_drafts=drafts)
        return SAVED_AT

    def answer_ethics(
        self, case: CaseKey, item: str, answer: str, note: str, citations: tuple[Citation, ...] = ()
    ) -> Sheet:
        self._note("ethics")
        needs_note = next(choice.needs_note for choice in program().ethics_choices if choice.id == answer)
        if needs_note and not note.strip():
            raise JudgmentRefusedError(item, reason=text("review.closing.ethics_needs_note"))
        kept = self.records[case]
        drafts = {each: draft for each, draft in kept.ethics_drafts.items() if each != item}
        answers = {**kept.ethics, item: EthicsAnswer(answer, note, citations, SAVED_AT)}
        self.records[case] = replace(kept, ethics=answers, ethics_drafts=drafts)
        return self.open(case)

    def correct_eligibility(self, case: CaseKey, item: str, answer: str, note: str) -> Sheet:
        self._note("eligibility")
        if not note.strip():
            raise JudgmentRefusedError(item, reason=text("review.closing.correction_needs_note"))
        corrections = {**self.records[case].eligibility, item: EligibilityCorrection(answer, note, SAVED_AT)}
        self.records[case] = replace(self.records[case], eligibility=corrections)
        return self.open(case)

    def confirm_eligibility(self, case: CaseKey, item: str) -> Sheet:
        row = next(row for row in self.open(case).eligibility if row.id == item)
        return self.correct_eligibility(case, item, CONFIRMED, row.because)

    def rule(self, case: CaseKey, ruling: Ruling) -> Sheet:
        self._note(f"rule {type(ruling).__name__}")
        if isinstance(ruling, CompareAttestation):
            self.records[case] = with_compared(self.records[case], ruling)
        return self.open(case)

    def look_up(self, case: CaseKey, question: Question) -> object:
        del case, question
        return ()
