"""The sample bundles of every pathway in one workspace, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6

from reviewer.clock import SystemClock
from reviewer.vocabulary import CaseKey
from reviewer.workflow import judging, loading, opening, reading
from tests.judged import judge
from ui.jobs import Runner
from ui.session.workspace_session import WorkspaceSession
from ui.settings import LayoutSettings
from ui.views.case.screen import CaseScreen
from ui.views.later_steps import later_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet

PASSPHRASE = "correct horse battery staple"
RENEWAL = CaseKey("CPT-2026-0104", 1)
DRAFT = CaseKey("CPT-2026-0105", 1)
MIXED = CaseKey("CPT-2026-0102", 1)
COURSE = CaseKey("CPTM-2026-0201", 1)
HOURS = CaseKey("CPTM-2026-0202", 1)
KEYS = (RENEWAL, DRAFT, MIXED, COURSE, HOURS)


@pytest.fixture(scope="session")
def pathways_file(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """A workspace with one case of each pathway, declared, the draft judged; copy it."""
    path = tmp_path_factory.mktemp("pathways") / "pathways.reviewer"
    desk, _ = opening.create(path, PASSPHRASE, "R-042", "Maria Santos", clock=SystemClock())
    loading.load_bundles(desk, [shared_data / "bundles" / f"{key.submission_id}_r{key.revision}.zip" for key in KEYS])
    for key in KEYS:
        judging.declare(desk, key, "none")
    judge(desk, DRAFT, {"p1:4": "not_met"})
    opening.close_desk(desk)
    return path


@pytest.fixture(scope="session")
def sheets(pathways_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[CaseKey, Sheet]:
    """Every case as it is laid out at first."""
    copy = Path(shutil.copy(pathways_file, tmp_path_factory.mktemp("sheets") / "sheets.reviewer"))
    desk, _ = opening.open_desk(copy, PASSPHRASE, clock=SystemClock())
    try:
        return {key: reading.open_case(desk, key) for key in KEYS}
    finally:
        opening.close_desk(desk)


@pytest.fixture
def workspace(qtbot: QtBot, pathways_file: Path, tmp_path: Path) -> Iterator[WorkspaceSession]:
    """A copy of the workspace, open."""
    made = WorkspaceSession(Runner())
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open(Path(shutil.copy(pathways_file, tmp_path / "mine.reviewer")), PASSPHRASE)
    yield made
    made.shut_down()


@pytest.fixture
def open_case(qtbot: QtBot, workspace: WorkspaceSession) -> Iterator[Callable[[CaseKey, str], CaseScreen]]:
    """Open a case at a step, in a screen with all steps."""
    screens: list[CaseScreen] = []

    def go(key: CaseKey, step: str) -> CaseScreen:
        made = CaseScreen(workspace, LayoutSettings(), later_steps=later_steps(workspace, LayoutSettings(), workspace))
        screens.append(made)
        made.resize(1280, 752)
        made.show()
        with qtbot.waitSignals([made.session.documents_listed, made.session.looked_up], timeout=10_000):
            made.show_case(key)
        made.pages.go_to_step(step)
        assert made.pages.step == step
        made.pages.focus_step()
        return made

    yield go
    # Now and here: left to chance, a worker's thread could be the one that takes a screen apart.
    for screen in screens:
        screen.close()
        shiboken6.delete(screen)
