"""How a case asks the workspace: who runs the work, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reviewer.errors import ReviewerError
from reviewer.review.begun import OPENING_CONFLICT, on_check

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from reviewer.vocabulary import CaseKey
    from ui.session.case_work import CaseWork


class CaseJob(Protocol):
    """A piece of work that runs."""

    @property
    def done(self) -> SignalInstance:
        """Carries what it came to."""
        ...

    @property
    def failed(self) -> SignalInstance:
        """Carries the exception that nobody expected."""
        ...


class CaseRunner(Protocol):
    """Runs use cases on the workspace's thread, one after another."""

    def run(self, ask: Callable[[CaseWork], object], *, must_finish: bool) -> CaseJob | None:
        """Start a piece of work, or return None while no workspace is open.

        Its result comes back in the window's thread. What `must_finish` is done even while closing.
        """
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and to which case and intention it belongs; `error` when it was refused."""

    key: CaseKey
    intention: str
    subject: object
    value: object = None
    error: ReviewerError | None = None


def answering(
    key: CaseKey, intention: str, subject: object, ask: Callable[[CaseWork], object]
) -> Callable[[CaseWork], Answer]:
    """Return the work as one that answers with what it came to, or with why it was refused."""

    def carry_out(work: CaseWork) -> Answer:
        try:
            return Answer(key, intention, subject, ask(work))
        except ReviewerError as error:
            return Answer(key, intention, subject, error=error)

    return carry_out


def form_of(answer: Answer) -> str:
    """Return the form that was recorded, empty where it was none."""
    match answer.intention:
        case "rule":
            return str(getattr(answer.subject, "form", ""))
        case "eligibility":
            return on_check(str(answer.subject))
        case "declare":
            return OPENING_CONFLICT
    return ""
