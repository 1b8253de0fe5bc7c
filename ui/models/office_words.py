"""What was asked and told the office, as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.text import text
from reviewer.vocabulary import REFERRED, CaseState
from ui.models.case_words import clock_words

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet


def question_lines(sheet: Sheet) -> tuple[str, ...]:
    """Return each question with its answer, the newest first."""
    lines: list[str] = []
    for question in reversed(sheet.questions):
        lines.append(text("ui.office.question", when=clock_words(question.asked_at), words=question.text))
        if question.answered is None:
            lines.append(text("ui.office.waits"))
        else:
            when = clock_words(question.answered_at)
            lines.append(text("ui.office.answer", when=when, words=question.answered))
    return tuple(lines)


def alert_lines(sheet: Sheet) -> tuple[str, ...]:
    """Return each alert, the newest first."""
    return tuple(
        text(
            "ui.office.alert_line",
            when=clock_words(alert.raised_at),
            kind=text(f"alert.{alert.kind}"),
            words=alert.note,
        )
        for alert in reversed(sheet.alerts)
    )


def waiting_count(sheet: Sheet) -> int:
    """Return how many questions wait for an answer."""
    return sum(question.answered is None for question in sheet.questions)


def is_referred(sheet: Sheet) -> bool:
    """True while a serious ethics answer stands, so that the case can only be referred."""
    effects = {choice.id: choice.effect for choice in sheet.ethics_choices}
    is_serious = any(row.answer is not None and effects.get(row.answer.answer) == "refer" for row in sheet.ethics)
    is_sealed_so = sheet.sealed is not None and sheet.sealed.outcome == REFERRED
    return is_serious or is_sealed_so or sheet.state is CaseState.REFERRED
