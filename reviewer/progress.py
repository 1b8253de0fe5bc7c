"""How long work tells how far it is, and learns that nobody waits for it any more."""

from __future__ import annotations

from typing import Protocol

from reviewer.errors import ReviewerError


class Cancelled(ReviewerError):  # noqa: N818 - a wish of the reviewer, not a fault
    """The reviewer called the work off; nothing was changed."""

    text_key = "error.cancelled"


class Progress(Protocol):
    """Receives the steps of one piece of work."""

    def step(self, done: int, total: int, subject: str = "") -> None:
        """Tell that `done` of `total` units (bytes, pages or cases) are finished.

        Raises:
            Cancelled: the reviewer called the work off.
        """
        ...


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, subject: str = "") -> None:
        """Do nothing."""
