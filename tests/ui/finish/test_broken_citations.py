"""A citation that does not match the stored documents any more turns red, and keeps a case from being signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QRadioButton

from reviewer.clock import SystemClock
from reviewer.errors import CitationsBrokenError
from reviewer.review.judgment import Citation, JudgmentText
from reviewer.vocabulary import Cell, CitationKind, SourceKind
from reviewer.workflow import citing, deciding, judging, opening, privacy, reading, releasing
from tests import judged
from tests.judged import STRONG
from tests.ui.driving import find, press, words_of
from tests.ui.finish.conftest import _open

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

    Go = Callable[[MainWindow, CaseKey, str], CaseScreen]

CELL = Cell("p1", 1)
REPORT = "evidence/p1/baseline-and-cause-report.pdf"
MAIL = "evidence/p2/email-thread.txt"
OF_ANOTHER_FILE = Citation(CitationKind.PASSAGE, SourceKind.DOCUMENT, REPORT, "0" * 64, "as it was", 1, 0, 9)
OF_OTHER_WORDS = Citation(CitationKind.PASSAGE, SourceKind.NARRATIVE, "narrative:p1:1", "1" * 64, "once", None, 0, 4)


@pytest.fixture
def broken_file(judged_file: Path, tmp_path: Path) -> Path:
    """A judged case in which a judgment and an ethics answer cite what is not there any more."""
    path = judged.copy_workspace(judged_file, tmp_path)
    desk = _desk(path)
    desk.workspace.record_judgment(STRONG, CELL, JudgmentText("met", "Shown.", citations=(OF_ANOTHER_FILE,)))
    desk.workspace.record_ethics(STRONG, "1", "no_concern", "", (OF_OTHER_WORDS,))
    desk.workspace.close()
    return path


def _desk(path: Path) -> Desk:
    desk, _ = opening.open_desk(path, judged.PASSPHRASE, clock=SystemClock())
    return desk


def _broken(error: CitationsBrokenError) -> list[Citation]:
    broken = error.details["broken"]
    assert isinstance(broken, tuple)
    return [each.citation for each in broken]


def test_signing_does_not_go_on_with_it_and_all_are_listed(broken_file: Path) -> None:
    desk = _desk(broken_file)
    with pytest.raises(CitationsBrokenError) as refused:
        deciding.sign(desk, STRONG, conflict="none")
    assert _broken(refused.value) == [OF_ANOTHER_FILE, OF_OTHER_WORDS]
    assert reading.open_case(desk, STRONG).sealed is None
    desk.workspace.close()


def test_exporting_does_not_go_on_with_what_broke_after_it_was_signed(judged_file: Path, tmp_path: Path) -> None:
    desk = _desk(judged.copy_workspace(judged_file, tmp_path))
    cited = citing.cite(desk, STRONG, CitationKind.PASSAGE, f"{MAIL}=withdraw the shorter list")
    judging.close_criterion(desk, STRONG, Cell("p2", 5), JudgmentText("met", "Shown.", citations=(cited,)))
    deciding.sign(desk, STRONG, conflict="none")
    assert cited.start is not None
    assert cited.end is not None
    privacy.mark_private(desk, STRONG, MAIL, cited.place, span=(cited.start, cited.end))
    with pytest.raises(CitationsBrokenError) as refused:
        releasing.export(desk, [STRONG], tmp_path / "out")
    assert _broken(refused.value) == [cited]
    assert not list((tmp_path / "out").glob("*.zip"))
    desk.workspace.close()


def test_chips_of_judgments_and_answers_turn_red_at_opening_and_signing_says_which(
    qtbot: QtBot, window: MainWindow, broken_file: Path, at_step: Go
) -> None:
    _open(qtbot, window, broken_file)
    screen = at_step(window, STRONG, "judge")
    chip = "citations-1-press"
    qtbot.waitUntil(lambda: find(QPushButton, screen, chip).property("state") == "broken", timeout=10_000)
    screen.pages.go_to_step("ethics")
    screen.pages.workbench.ethics.show_item("1")
    assert find(QPushButton, screen, f"ethics-{chip}").property("state") == "broken"
    screen.pages.go_to_step("sign")
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    qtbot.waitUntil(lambda: bool(words_of(screen, "sign-message-details")), timeout=20_000)
    lines = words_of(screen, "sign-message-details").splitlines()
    assert [line.partition(":")[0] for line in lines] == ["1 Focus on Results or Outcomes in project 1", "Add Value"]
    assert screen.session.sheet is not None
    assert screen.session.sheet.sealed is None
    window.workspace.lock()
