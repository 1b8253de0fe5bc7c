"""Desks on workspaces that are made once and copied for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.workflow import opening
from tests.ui.finish import judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewer.workflow.desk import Desk


@pytest.fixture(scope="session")
def make_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a workspace with both samples, `declared` or `judged`, the first time it is asked for."""
    folder = tmp_path_factory.mktemp("workspaces")

    def make(how: str) -> Path:
        path = folder / f"{how}.reviewer"
        if not path.exists():
            judged.make_workspace(path, is_judged=how == "judged")
        return path

    return make


def opened(file: Path, folder: Path) -> Desk:
    """Open a copy of a workspace."""
    copy = shutil.copyfile(file, folder / "reviews.reviewer")
    desk, _ = opening.open_desk(copy, judged.PASSPHRASE, clock=SystemClock())
    return desk


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """A new workspace."""
    desk, _ = opening.create(
        tmp_path / "reviews.reviewer", judged.PASSPHRASE, "R-042", "Maria Santos", clock=SystemClock()
    )
    yield desk
    opening.close_desk(desk)


@pytest.fixture
def desk(make_file: Callable[[str], Path], tmp_path: Path) -> Iterator[Desk]:
    """A workspace with both samples declared and nothing judged."""
    desk = opened(make_file("declared"), tmp_path)
    yield desk
    opening.close_desk(desk)


@pytest.fixture
def judged_desk(make_file: Callable[[str], Path], tmp_path: Path) -> Iterator[Desk]:
    """A workspace with both samples judged and not signed."""
    desk = opened(make_file("judged"), tmp_path)
    yield desk
    opening.close_desk(desk)
