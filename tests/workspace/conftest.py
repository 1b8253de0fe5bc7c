"""A workspace to work in, and one case in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workspace.builders import SetClock, a_bundle, new_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace


@pytest.fixture
def clock() -> SetClock:
    """The clock of `workspace`."""
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where `workspace` lies."""
    return tmp_path / "reviews" / "mine.reviewer"


@pytest.fixture
def workspace(path: Path, clock: SetClock) -> Iterator[Workspace]:
    """A new workspace, open."""
    with new_workspace(path, clock) as opened:
        yield opened


@pytest.fixture
def case(workspace: Workspace) -> CaseKey:
    """One case in `workspace`, declared free of conflict."""
    bundle = a_bundle()
    bundle.keep_in(workspace)
    workspace.record_declaration(bundle.key, "none", "", "opening")
    return bundle.key
