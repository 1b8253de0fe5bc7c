"""Checking a whole workspace: pages, rows, evidence, program texts, journals, citations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reviewer.errors import WorkspaceDamagedError
from reviewer.progress import Silent
from reviewer.submission.findings import Finding
from reviewer.text import text
from reviewer.vocabulary import CaseKey
from reviewer.workspace.base import OPEN, RECUSED, SEALED
from reviewer.workspace.cases import PRACTICE_MARK, SUBMISSION_DIGEST
from reviewer.workspace.chain import FIRST_PREV, entry_of, is_whole
from reviewer.workspace.cited import is_as_cited
from reviewer.workspace.office import ALERT, ALERTED, ANSWER, ASKED, QUESTION, QUESTION_ANSWERED
from reviewer.workspace.practice import Practice
from reviewer.workspace.recording import (
    CASE_RECUSED,
    CASE_REOPENED,
    CASE_SEALED,
    ELIGIBILITY_CORRECTED,
    ETHICS_ANSWERED,
    JUDGED,
)
from reviewer.workspace.ruling import (
    ACTIVITY_RULED,
    ATTESTATION_COMPARED,
    EXPERIENCE_RULED,
    MILESTONE_RULED,
    ruling_in,
)
from reviewer.workspace.values import CheckResult
from reviewer.workspace.written import citations

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.progress import Progress
    from reviewer.workspace.values import Entry

Problems = Iterator[Finding]


class Checking(Practice):
    """The check of everything that is stored."""

    def check(self, progress: Progress | None = None) -> CheckResult:
        """Look at every page, row, digest, journal line and citation; nothing is changed.

        Args:
            progress: told the parts done; may call the work off.
        """
        progress = progress or Silent()
        parts: list[tuple[str, Callable[[], Problems]]] = [
            (self._path.name, self._check_pages),
            (self._path.name, self._check_rows),
            (self._path.name, self._check_evidence),
            (self._path.name, self._check_pins),
            *((str(key), _Case(self, key).check) for key in self._known_cases()),
        ]
        problems: list[Finding] = []
        for done, (subject, part) in enumerate(parts):
            progress.step(done, len(parts), subject)
            problems += _found(part, subject)
        progress.step(len(parts), len(parts), self._path.name)
        return CheckResult(tuple(problems), self._count_entries())

    def _check_pages(self) -> Problems:
        # The cipher's check reads the file, so what is only in the log goes there first.
        self._rows("PRAGMA wal_checkpoint(PASSIVE)")
        for (found,) in self._rows("PRAGMA cipher_integrity_check"):
            yield _problem(self._path.name, "damaged-page", found=found)
        for (found,) in self._rows("PRAGMA integrity_check(20)"):
            if found != "ok":
                yield _problem(self._path.name, "damaged-database", found=found)

    def _check_rows(self) -> Problems:
        for table, row, parent, _ in self._rows("PRAGMA foreign_key_check"):
            yield _problem(f"{table} {row}" if row is not None else table, "missing-row", parent=parent)

    def _check_evidence(self) -> Problems:
        for blob_id, sha256, size_bytes in self._rows("SELECT blob_id, sha256, size_bytes FROM evidence_blob"):
            if self._size_found(blob_id, size_bytes, sha256) != size_bytes:
                yield _problem(self._name_of_blob(blob_id), "evidence-digest", expected=sha256)

    def _size_found(self, blob_id: int, size_bytes: int, sha256: str) -> int | None:
        try:
            return sum(map(len, self._chunks(blob_id, size_bytes, sha256)))
        except WorkspaceDamagedError:
            return None

    def _check_pins(self) -> Problems:
        for key in self._known_cases():
            try:
                self.pin(key)
            except WorkspaceDamagedError:
                yield _problem(str(key), "program-digest")

    def _name_of_blob(self, blob_id: int) -> str:
        found = self._row(
            "SELECT submission_id, revision, path FROM evidence_file JOIN review_case USING (case_id)"
            " WHERE blob_id = ?",
            blob_id,
        )
        return f"{CaseKey(found[0], found[1])} {found[2]}" if found else f"evidence {blob_id}"

    def _known_cases(self) -> tuple[CaseKey, ...]:
        try:
            return self.cases()
        except WorkspaceDamagedError:
            return ()

    def _count_entries(self) -> int:
        try:
            return int(self._rows("SELECT count(*) FROM journal")[0][0])
        except WorkspaceDamagedError:
            return 0


class _Case:
    """The check of one case's journal and of what rests on it."""

    def __init__(self, workspace: Checking, key: CaseKey) -> None:
        self._workspace = workspace
        self._rows = workspace._rows  # noqa: SLF001 - a part of the same class, kept apart for its length
        self._key = key

    def check(self) -> Problems:
        case_id = self._workspace._case_id(self._key)  # noqa: SLF001 - as above
        entries: dict[int, Entry] = {}
        prev = FIRST_PREV
        rows = self._rows("SELECT n, at, event, hash, line FROM journal WHERE case_id = ? ORDER BY n", case_id)
        for expected, (n, *columns, line) in enumerate(rows, start=1):
            if n != expected or not is_whole(line, n, prev):
                yield _problem(f"{self._key}, {n}", "journal-chain", case=self._key, line=expected)
                return
            entries[n] = entry_of(line)
            if columns != [entries[n].at, entries[n].event, entries[n].hash]:
                yield _problem(f"{self._key}, {n}", "journal-chain", case=self._key, line=n)
            prev = entries[n].hash
        yield from self._check_exported(case_id, entries)
        yield from self._check_submission(case_id, entries)
        yield from self._check_standing(case_id, entries)
        yield from self._check_recorded(case_id, entries)
        yield from self._check_determinations(case_id, entries)
        yield from self._check_citations(entries)

    def _check_exported(self, case_id: int, entries: dict[int, Entry]) -> Problems:
        for length, head in self._rows("SELECT length, head FROM export_head WHERE case_id = ?", case_id):
            if length not in entries or entries[length].hash != head:
                yield _problem(f"{self._key}, {length}", "journal-exported", case=self._key, line=length)

    def _check_submission(self, case_id: int, entries: dict[int, Entry]) -> Problems:
        body = entries[1].body if 1 in entries else {}
        rows = self._rows("SELECT content FROM submission_text WHERE case_id = ?", case_id)
        known = self._rows("SELECT bundle_sha256, candidate_id FROM review_case WHERE case_id = ?", case_id)
        is_whole = bool(rows) and hashlib.sha256(rows[0][0]).hexdigest() == body.get(SUBMISSION_DIGEST)
        if not is_whole or known != [(body.get("bundle_sha256"), body.get("candidate_id"))]:
            yield _problem(str(self._key), "submission-digest")
        if is_whole:
            yield from self._check_documents()
        said = bool(entries[1].body.get(PRACTICE_MARK)) if 1 in entries else None
        if said is not self._workspace.is_practice(self._key):
            yield _problem(str(self._key), "practice")

    def _check_documents(self) -> Problems:
        kept = {file.path for file in self._workspace.evidence_list(self._key)}
        for document in self._workspace.submission(self._key).documents:
            if document.path not in kept:
                yield _problem(f"{self._key} {document.path}", "evidence-missing")

    def _check_standing(self, case_id: int, entries: dict[int, Entry]) -> Problems:
        after = {CASE_SEALED: SEALED, CASE_REOPENED: OPEN, CASE_RECUSED: RECUSED}
        expected = next((after[e.event] for e in reversed(entries.values()) if e.event in after), OPEN)
        if self._rows("SELECT standing FROM review_case WHERE case_id = ?", case_id)[0][0] != expected:
            yield _problem(str(self._key), "standing")

    def _check_recorded(self, case_id: int, entries: dict[int, Entry]) -> Problems:
        """Every judgment, answer, ruling and message has its line and the line its row."""
        recorded: dict[int, tuple[Any, ...]] = {
            n: (project_id, standard, level)
            for n, project_id, standard, level in self._rows(
                "SELECT n, project_id, standard, level FROM judgment WHERE case_id = ?", case_id
            )
        }
        recorded |= {
            n: (item, answer)
            for n, item, answer in self._rows("SELECT n, item, answer FROM answer WHERE case_id = ?", case_id)
        }
        recorded |= {
            n: (project_id, number, None if agrees is None else bool(agrees))
            for n, project_id, number, agrees in self._rows(
                "SELECT n, project_id, number, agrees FROM attestation_check WHERE case_id = ?", case_id
            )
        }
        recorded |= {n: (kind,) for n, kind in self._rows("SELECT n, kind FROM message WHERE case_id = ?", case_id)}
        in_journal = {n: _recorded_in(entry) for n, entry in entries.items() if _recorded_in(entry)}
        for n in sorted(recorded.keys() | in_journal.keys()):
            if recorded.get(n) != in_journal.get(n):
                yield _problem(f"{self._key}, {n}", "recorded", case=self._key, line=n)

    def _check_determinations(self, case_id: int, entries: dict[int, Entry]) -> Problems:
        rows = self._rows("SELECT version, n, outcome, content, letter FROM determination WHERE case_id = ?", case_id)
        sealed = {n: entry.body for n, entry in entries.items() if entry.event == CASE_SEALED}
        for version, n, outcome, content, letter in rows:
            body = sealed.pop(n, {})
            found = (version, outcome, hashlib.sha256(content).hexdigest(), hashlib.sha256(letter).hexdigest())
            if found != tuple(body.get(member) for member in ("version", "outcome", "content_sha256", "letter_sha256")):
                yield _problem(str(self._key), "determination-digest", version=version)
        for body in sealed.values():
            yield _problem(str(self._key), "determination-missing", version=body["version"])

    def _check_citations(self, entries: dict[int, Entry]) -> Problems:
        cited = [
            (entry.n, citation)
            for entry in entries.values()
            if entry.event in (JUDGED, ETHICS_ANSWERED)
            for citation in citations(entry.body["citations"])  # type: ignore[arg-type] # written by this program
        ]
        if not cited:
            return
        submission = self._workspace.submission(self._key)
        digests = {file.path: file.sha256 for file in self._workspace.evidence_list(self._key)}
        for n, citation in cited:
            if not is_as_cited(citation, submission, digests):
                yield _problem(f"{self._key}, {n}", "citation", case=self._key, path=citation.path)


def _recorded_in(entry: Entry) -> tuple[Any, ...] | None:
    if entry.event == JUDGED:
        return entry.body["project_id"], entry.body["standard"], entry.body["level"]
    if entry.event in (ETHICS_ANSWERED, ELIGIBILITY_CORRECTED):
        return entry.body["item"], entry.body["answer"]
    if entry.event in (ACTIVITY_RULED, EXPERIENCE_RULED, MILESTONE_RULED):
        return ruling_in(entry.event, dict(entry.body))[1:]
    if entry.event == ATTESTATION_COMPARED:
        return entry.body["project_id"], entry.body["number"], entry.body["agrees"]
    return _MESSAGES.get(entry.event)


_MESSAGES = {ASKED: (QUESTION,), QUESTION_ANSWERED: (ANSWER,), ALERTED: (ALERT,)}


def _found(part: Callable[[], Problems], subject: str) -> list[Finding]:
    """Return what one part of the check found; where the file cannot be read, that is what it found."""
    found: list[Finding] = []
    try:
        found.extend(part())
    except WorkspaceDamagedError:
        found.append(_problem(subject, "unreadable"))
    return found


def _problem(where: str, code: str, **details: object) -> Finding:
    return Finding(where, code, text(f"workspace.check.{code.replace('-', '_')}", where=where, **details))
