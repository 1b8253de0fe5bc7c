"""Brings in, a little at a time, what is needed at the end of a case: letters and packages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reviewer.letter.ahead import LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.progress import Progress

_SHORT = (
    "csv",
    "reviewer.export.canonical",
    "reviewer.export.profiles",
    "reviewer.export.copies",
    "reviewer.export.signing",
    "reviewer.export.package",
    "reviewer.export.bag_checks",
    "reviewer.export.untrusted_archive",
    "reviewer.export.verify",
    "reviewer.export.content",
    *SHORT,
    "reviewer.review.sheet",
    "reviewer.workflow.folding",
    "reviewer.workflow.viewing",
    "reviewer.workflow.programs",
    "reviewer.workflow.writing",
    "reviewer.workflow.packaging",
    "reviewer.workflow.releasing",
)


def bring_in_drawing(progress: Progress) -> None:
    """Import what would hold up a window; a tenth of a second of work."""
    for count, module in enumerate(LONG):
        progress.step(count, len(LONG))
        import_module(module)


def bring_in() -> Iterator[None]:
    """Import the rest, one module a step."""
    for module in _SHORT:
        import_module(module)
        yield
