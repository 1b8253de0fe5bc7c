"""Time that a test can set."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the moment now, in UTC, aware."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the moment now, in UTC, aware."""
        return datetime.now(UTC)


def utc_text(moment: datetime) -> str:
    """Write a moment as `2026-11-21T20:05:00.123Z`: UTC, milliseconds, sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
