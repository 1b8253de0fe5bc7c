"""What the window brings in while nothing else happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.workflow.ahead import bring_in, bring_in_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.jobs import Runner


def letters(runner: Runner) -> Iterator[None]:
    """Bring in what letters and packages are made with: the long imports in a worker, then the short ones here.

    Imported when they are asked for, they would slow the window down just then.
    """
    runner.beside(bring_in_drawing)
    yield
    yield from bring_in()
