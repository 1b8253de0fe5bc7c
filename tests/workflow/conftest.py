"""Desks on workspaces that are made once and copied for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.workflow import loading, opening
from reviewer.workflow.viewing import DocumentViewer
from tests import judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewer.workflow.desk import Desk


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
def desk(sample_file: Callable[[str], Path], tmp_path: Path) -> Iterator[Desk]:
    """A workspace with both samples declared and nothing judged."""
    desk = opened(sample_file("declared"), tmp_path)
    yield desk
    opening.close_desk(desk)


@pytest.fixture
def judged_desk(sample_file: Callable[[str], Path], tmp_path: Path) -> Iterator[Desk]:
    """A workspace with both samples judged and not signed."""
    desk = opened(sample_file("judged"), tmp_path)
    yield desk
    opening.close_desk(desk)


@pytest.fixture
def case(empty_desk: Desk, shared_data: Path) -> Desk:
    """A workspace with the strong sample as it lies beside the repository, declared."""
    loading.load_bundles(empty_desk, [shared_data / "bundles" / f"{judged.STRONG.submission_id}_r1.zip"])
    empty_desk.workspace.record_declaration(judged.STRONG, "none", "", "opening")
    return empty_desk


@pytest.fixture(scope="module")
def viewer() -> Iterator[DocumentViewer]:
    """What opens documents."""
    made = DocumentViewer()
    yield made
    made.close()
