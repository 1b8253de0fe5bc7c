"""What goes to the office beside a determination: questions, alerts, confidential notes; and moves between editions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewer.review.judgment import EditionMove, OfficeAlert, OfficeQuestion
from reviewer.vocabulary import CaseKey
from reviewer.workspace.cases import Cases
from reviewer.workspace.values import ExportItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.workspace.values import Entry, LoadCounts, ProgramPin

ASKED = "asked"
QUESTION_ANSWERED = "question_answered"
ALERTED = "alerted"
CONFIDENTIAL_NOTED = "confidential_noted"
MOVED = "moved"

QUESTION = "question"
ANSWER = "answer"
ALERT = "alert"


class Office(Cases):
    """Messages to the office and its answers, and the edition that a case is judged under."""

    def record_question(self, key: CaseKey, text: str) -> Entry:
        """Ask the office something; the case waits until it is answered.

        Raises:
            CaseSealedError: the case is signed or recused.
        """
        with self.transaction():
            return self._record_message(self._open_case_id(key), ASKED, QUESTION, {"text": text})

    def record_answer(self, key: CaseKey, question: int, text: str) -> Entry:
        """Keep the office's answer to one question, named by its journal line."""
        body = {"question": question, "text": text}
        with self.transaction():
            return self._record_message(self._case_id(key), QUESTION_ANSWERED, ANSWER, body)

    def record_alert(self, key: CaseKey, kind: str, note: str) -> Entry:
        """Alert the office to something; a signed case can be the subject too."""
        with self.transaction():
            return self._record_message(self._case_id(key), ALERTED, ALERT, {"kind": kind, "note": note})

    def record_confidential_note(self, key: CaseKey, text: str) -> Entry:
        """Keep a note for the office alone; a later one takes its place.

        Raises:
            CaseSealedError: the case is signed or recused.
        """
        with self.transaction():
            return self._append(self._open_case_id(key), CONFIDENTIAL_NOTED, {"text": text})

    def record_move(self, key: CaseKey, pin: ProgramPin, counts: LoadCounts, body: Mapping[str, object]) -> Entry:
        """Judge a case under another edition from now on; nothing that was recorded is changed.

        Args:
            key: the case.
            pin: the program text that it is judged under from now on.
            counts: what the inbox shows under that text.
            body: `from`, `to`, `because` and `reworded`, as the journal keeps them.

        Raises:
            CaseSealedError: the case is signed or recused.
        """
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, MOVED, {**body, "program_sha256": pin.sha256})
            self._run(
                "UPDATE review_case SET pin_id = ?, edition = ?, to_judge = ?, eligibility_open = ?,"
                " rows_proposed = ?, rows_open = ? WHERE case_id = ?",
                self._pin_id(pin),
                pin.edition,
                counts.to_judge,
                json.dumps(counts.eligibility_open),
                counts.rows_proposed,
                json.dumps(counts.rows_open),
                case_id,
            )
            return entry

    def fresh_messages(self) -> tuple[ExportItem, ...]:
        """Return the questions and alerts that were in no package yet, sorted; those of practice cases never are."""
        rows = self._rows(
            "SELECT kind, submission_id, revision, n FROM message JOIN review_case USING (case_id)"
            " WHERE kind IN (?1, ?2) AND NOT is_practice AND NOT EXISTS (SELECT 1 FROM export_item"
            " WHERE export_item.case_id = message.case_id AND export_item.kind = message.kind"
            " AND export_item.number = message.n)",
            QUESTION,
            ALERT,
        )
        return tuple(sorted(ExportItem(kind, CaseKey(*key), number) for kind, *key, number in rows))

    def _record_message(self, case_id: int, event: str, kind: str, body: Mapping[str, object]) -> Entry:
        entry = self._append(case_id, event, body)
        self._run("INSERT INTO message (case_id, n, kind) VALUES (?, ?, ?)", case_id, entry.n, kind)
        return entry

    def _questions(self, case_id: int) -> tuple[OfficeQuestion, ...]:
        answers = {
            entry.body["question"]: (str(entry.body["text"]), entry.at)
            for entry in self._entries(case_id, QUESTION_ANSWERED)
        }
        return tuple(
            OfficeQuestion(entry.n, str(entry.body["text"]), entry.at, *answers.get(entry.n, (None, None)))
            for entry in self._entries(case_id, ASKED)
        )

    def _alerts(self, case_id: int) -> tuple[OfficeAlert, ...]:
        entries = self._entries(case_id, ALERTED)
        return tuple(OfficeAlert(e.n, str(e.body["kind"]), str(e.body["note"]), e.at) for e in entries)

    def _confidential_note(self, case_id: int) -> str:
        notes = self._entries(case_id, CONFIDENTIAL_NOTED)
        return str(notes[-1].body["text"]) if notes else ""

    def _moves(self, case_id: int) -> tuple[EditionMove, ...]:
        return tuple(_move(dict(entry.body), entry.at) for entry in self._entries(case_id, MOVED))


def _move(body: dict[str, Any], at: str) -> EditionMove:
    return EditionMove(body["from"], body["to"], body["because"], tuple(body["reworded"]), at)
