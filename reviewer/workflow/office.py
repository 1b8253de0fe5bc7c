"""Asking and alerting the office, and notes that only the office reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.changes import Changes
from reviewer.errors import CaseSealedError, JudgmentRefusedError
from reviewer.export.content import AlertKind
from reviewer.review import closing
from reviewer.text import text
from reviewer.workflow import judging, privacy, reading

if TYPE_CHECKING:
    from reviewer.submission.flow import Place
    from reviewer.vocabulary import CaseKey, CaseState
    from reviewer.workflow.desk import Desk

ALERT_KINDS = tuple(kind.value for kind in AlertKind)
"""What the office can be alerted to."""


def ask(desk: Desk, key: CaseKey, question: str) -> tuple[CaseState, Changes]:
    """Ask the office something; the case waits until it is answered, and the question is in the next package.

    Raises:
        JudgmentRefusedError: there is nothing asked, or the candidate's e-mail address stands in it.
        CaseSealedError: the case is signed or recused.
    """
    _require_words(desk, key, question)
    desk.workspace.record_question(key, question.strip())
    return _state(desk, key)


def answered(desk: Desk, key: CaseKey, answer: str) -> tuple[CaseState, Changes]:
    """Keep the office's answer to the oldest question that waits for one.

    Raises:
        JudgmentRefusedError: no question waits, there is nothing answered, or the candidate's e-mail address
            stands in it.
    """
    _require_words(desk, key, answer)
    waiting = [question for question in desk.workspace.record(key).questions if question.answered is None]
    if not waiting:
        raise JudgmentRefusedError(str(key), reason=text("review.closing.no_question"))
    desk.workspace.record_answer(key, waiting[0].n, answer.strip())
    return _state(desk, key)


def alert(desk: Desk, key: CaseKey, kind: str, note: str) -> tuple[CaseState, Changes]:
    """Alert the office; the alert is in the next package, determination or not.

    Raises:
        UsageError: there is no such kind of alert.
        JudgmentRefusedError: there is no note, or the candidate's e-mail address stands in it.
        CaseSealedError: the case is recused.
    """
    closing.one_of(kind, ALERT_KINDS)
    _require_words(desk, key, note)
    if desk.workspace.record(key).recused_kind is not None:
        raise CaseSealedError(str(key))
    desk.workspace.record_alert(key, kind, note.strip())
    return _state(desk, key)


def alert_of_private(
    desk: Desk, key: CaseKey, path: str, place: Place, note: str, covered: str = ""
) -> tuple[CaseState, Changes]:
    """Alert the office to personal data that was covered: where it stands and what kind it is, never its words.

    Args:
        desk: the open workspace.
        key: the case.
        path: the document.
        place: where in it.
        note: what was seen.
        covered: the covered words, which the note must not repeat.

    Raises:
        JudgmentRefusedError: there is no note, or it repeats what was covered.
        CaseSealedError: the case is recused.
    """
    _require_words(desk, key, note)
    if privacy.repeats(note, covered):
        raise JudgmentRefusedError(str(key), reason=text("review.closing.repeats_private"))
    # A heading may be what was covered.
    is_told = isinstance(place, int) or (isinstance(place, str) and not privacy.repeats(place, covered))
    where = text("review.hint.private_place" if is_told else "review.hint.private_document", path=path, place=place)
    return alert(desk, key, AlertKind.PERSONAL_DATA.value, f"{where}: {note.strip()}")


def save_confidential_note(desk: Desk, key: CaseKey, note: str) -> tuple[None, Changes]:
    """Keep a note for the office alone: it is in the package and never in a letter."""
    judging.may_change(desk, key)
    judging.require_releasable(desk, key, str(key), note)
    desk.workspace.record_confidential_note(key, note.strip())
    return None, Changes.of_case(key)


def _require_words(desk: Desk, key: CaseKey, words: str) -> None:
    if not words.strip():
        raise JudgmentRefusedError(str(key), reason=text("review.closing.no_words"))
    judging.require_releasable(desk, key, str(key), words)


def _state(desk: Desk, key: CaseKey) -> tuple[CaseState, Changes]:
    return reading.open_case(desk, key).state, Changes.of_case(key)
