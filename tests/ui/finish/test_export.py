"""Sealed cases are ticked and handed over in one signed package that is checked after it was written."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QRadioButton, QTabBar, QWidget

from reviewer.text import text
from reviewer.vocabulary import CaseState, ProfileId
from tests.judged import MIXED, STRONG
from tests.ui.builders import inbox_row
from tests.ui.driving import find, key, press, words_of
from ui.models.export_rows import ExportColumn, ExportModel
from ui.session.export_session import HandedOver
from ui.session.rulings import AskOffice
from ui.views.export.profile_choice import ProfileChoice
from ui.views.export.result_card import ResultCard
from ui.views.export.screen import ExportScreen, HandOverPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

    Go = Callable[[MainWindow, CaseKey, str], CaseScreen]


def seal(qtbot: QtBot, screen: CaseScreen) -> None:
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    qtbot.waitUntil(
        lambda: screen.session.sheet is not None and screen.session.sheet.sealed is not None, timeout=20_000
    )


@pytest.fixture
def export(qtbot: QtBot, judged_window: MainWindow, at_step: Go, tmp_path: Path) -> ExportScreen:
    """The screen with both cases sealed, and a folder chosen."""
    for case in (STRONG, MIXED):
        seal(qtbot, at_step(judged_window, case, "sign"))
    judged_window.show_screen("export")
    screen = judged_window.screen_named("export")
    assert isinstance(screen, ExportScreen)
    qtbot.waitUntil(lambda: screen.panel.model.rowCount() == 2, timeout=10_000)
    screen.panel.place_at(tmp_path / "out")
    return screen


def write(qtbot: QtBot, export: ExportScreen) -> Path:
    export.panel.result.clear()
    press(export, "export-write")
    qtbot.waitUntil(lambda: export.panel.result.package is not None, timeout=20_000)
    package = export.panel.result.package
    assert package is not None
    return package


def test_what_is_sealed_is_ticked_and_handed_over(qtbot: QtBot, export: ExportScreen) -> None:
    assert set(export.panel.model.chosen) == {STRONG, MIXED}
    package = write(qtbot, export)
    assert zipfile.is_zipfile(package)
    assert words_of(export, "handed-over-file") == str(package)
    assert words_of(export, "handed-over-checked") == "Read again after writing: every byte is as signed."
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    assert export.panel.result.digest == digest
    press(export, "handed-over-copy")
    assert QGuiApplication.clipboard().text() == digest


def test_what_was_handed_over_is_no_longer_ticked(qtbot: QtBot, export: ExportScreen) -> None:
    write(qtbot, export)
    qtbot.waitUntil(lambda: export.panel.model.chosen == (), timeout=10_000)
    write_button = find(QPushButton, export, "export-write")
    assert not write_button.isEnabled()
    assert write_button.text() == "Tick a case to hand over"


def test_the_same_set_again_is_the_same_package(qtbot: QtBot, export: ExportScreen) -> None:
    package = write(qtbot, export)
    before = package.read_bytes()
    qtbot.waitUntil(lambda: export.panel.model.chosen == (), timeout=10_000)
    press(export, "export-all")
    assert write(qtbot, export).read_bytes() == before
    assert "same package as before, byte for byte" in words_of(export, "handed-over-title")


def test_space_and_a_click_anywhere_in_a_row_set_its_tick(export: ExportScreen) -> None:
    table, model = export.panel.table, export.panel.model
    press(export, "export-none")
    # The one that is due first stands first.
    table.setCurrentIndex(model.index(0, 0))
    key(table, Qt.Key.Key_Space)
    assert set(model.chosen) == {MIXED}
    state = table.visualRect(model.index(1, ExportColumn.STATE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=state)
    assert set(model.chosen) == {MIXED, STRONG}
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=state)
    assert set(model.chosen) == {MIXED}


def test_a_folder_that_cannot_be_made_is_told_here(qtbot: QtBot, export: ExportScreen, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"not a folder")
    export.panel.place_at(tmp_path / "file" / "out")
    press(export, "export-write")
    qtbot.waitUntil(lambda: export.panel.message.words != "", timeout=10_000)
    assert find(QPushButton, export, "export-write").isEnabled()
    assert export.panel.result.package is None
    assert find(QPushButton, export, "export-write").hasFocus()


def test_the_folder_is_remembered(judged_window: MainWindow, tmp_path: Path) -> None:
    judged_window.show_screen("export")
    screen = judged_window.screen_named("export")
    assert isinstance(screen, ExportScreen)
    press(screen, "export-choose") if find(
        QPushButton, screen, "export-choose"
    ).isVisible() else screen.panel.choose_folder()
    dialog = find(QFileDialog, screen, "export-dialog")
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert screen.panel.folder == tmp_path
    assert judged_window.settings.export_folder == tmp_path


def test_with_nothing_sealed_it_says_what_to_do(qtbot: QtBot, judged_window: MainWindow) -> None:
    judged_window.show_screen("export")
    screen = judged_window.screen_named("export")
    qtbot.waitUntil(lambda: not find(QPushButton, screen, "export-write").isVisible(), timeout=10_000)
    assert words_of(screen, "export-empty").startswith("Nothing is ready")


def test_an_unsigned_case_leads_to_signing(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, STRONG, "handover")
    press(screen, "hand-over-sign")
    assert screen.pages.step == "sign"


def test_a_question_can_be_handed_over_before_the_case_is_signed(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go, tmp_path: Path
) -> None:
    screen = at_step(judged_window, STRONG, "handover")
    page = find(HandOverPage, screen, "hand-over-page")
    assert not page.panel.isVisible()
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        screen.session.rule(AskOffice("Is one attestation enough?"))
    assert words_of(screen, "hand-over-words").startswith("Not signed yet. What you asked")
    page.entered()
    qtbot.waitUntil(lambda: page.panel.model.chosen == (STRONG,), timeout=10_000)
    page.panel.place_at(tmp_path)
    press(page, "export-write")
    qtbot.waitUntil(lambda: page.panel.result.package is not None, timeout=20_000)


def test_the_step_of_a_case_hands_over_that_case_alone(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go, tmp_path: Path
) -> None:
    for case in (STRONG, MIXED):
        screen = at_step(judged_window, case, "sign")
        seal(qtbot, screen)
    screen = at_step(judged_window, MIXED, "handover")
    page = find(HandOverPage, screen, "hand-over-page")
    qtbot.waitUntil(lambda: page.panel.model.chosen == (MIXED,), timeout=10_000)
    page.panel.place_at(tmp_path)
    press(page, "export-write")
    qtbot.waitUntil(lambda: page.panel.result.package is not None, timeout=20_000)
    state = "exported"
    qtbot.waitUntil(lambda: screen.session.sheet is not None and screen.session.sheet.state == state, timeout=10_000)
    tabs = find(QTabBar, screen, "step-tabs")
    assert "Hand over ✓" in [tabs.tabText(place) for place in range(tabs.count())]


def test_locking_takes_the_list_away(export: ExportScreen, judged_window: MainWindow) -> None:
    judged_window.actions_of_window.action("lock").trigger()
    assert export.panel.model.rowCount() == 0
    assert not export.panel.result.isVisible()


def test_the_model_of_what_is_ready_is_sound() -> None:
    model = ExportModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows((inbox_row(1, state=CaseState.SIGNED), inbox_row(2, state=CaseState.RECUSED)))
    model.choose_none()
    assert tester.model() is model


def test_sealed_and_recused_cases_are_ticked_and_exported_ones_are_not() -> None:
    model = ExportModel()
    states = (CaseState.SIGNED, CaseState.EXPORTED, CaseState.RECUSED, CaseState.RECUSED)
    rows = tuple(
        replace(inbox_row(number, state=state), is_handed_over=number in (1, 3)) for number, state in enumerate(states)
    )
    model.show_rows(rows)
    assert model.chosen == (rows[0].key, rows[2].key)


def test_a_recused_case_that_was_handed_over_is_not_ticked_again() -> None:
    model = ExportModel()
    row = inbox_row(1, state=CaseState.RECUSED)
    handed = replace(row, is_handed_over=True)
    chosen = []
    for rows in ((row,), (handed,)):
        model.show_rows(rows)
        chosen.append(model.chosen)
    model.choose_only(row.key)
    assert [*chosen, model.chosen] == [(row.key,), (), ()]


def test_a_tick_taken_away_stays_away_when_the_list_is_read_again() -> None:
    model = ExportModel()
    rows = (inbox_row(1, state=CaseState.SIGNED), inbox_row(2, state=CaseState.SIGNED))
    model.show_rows(rows)
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    model.show_rows(rows)
    assert model.chosen == (rows[1].key,)


def test_after_handing_over_one_goes_on_to_the_next_unfinished_case(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go, tmp_path: Path
) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    seal(qtbot, screen)
    screen.pages.go_to_step("handover")
    page = find(HandOverPage, screen, "hand-over-page")
    page.panel.place_at(tmp_path / "out")
    qtbot.waitUntil(lambda: page.panel.model.chosen == (STRONG,), timeout=10_000)
    press(page, "export-write")
    qtbot.waitUntil(lambda: page.panel.result.package is not None, timeout=20_000)
    press(page, "handed-over-next")
    qtbot.waitUntil(lambda: screen.session.key == MIXED, timeout=10_000)
    qtbot.waitUntil(lambda: judged_window.screen_shown is screen, timeout=10_000)


def test_where_no_case_waits_any_more_the_inbox_says_so(
    qtbot: QtBot, export: ExportScreen, judged_window: MainWindow
) -> None:
    write(qtbot, export)
    press(export, "handed-over-next")
    inbox = judged_window.screen_named("inbox")
    qtbot.waitUntil(lambda: text("ui.inbox.none_unfinished") in words_of(inbox, "inbox-message-words"), timeout=10_000)
    assert judged_window.screen_shown is inbox


def turn_to(qtbot: QtBot, export: ExportScreen, profile: str) -> None:
    with qtbot.waitSignal(export.panel.session.listed, timeout=10_000):
        find(QRadioButton, export, f"export-for-{profile}").click()


def test_each_copy_says_what_it_leaves_out_and_is_written(qtbot: QtBot, export: ExportScreen) -> None:
    for profile, word, ticked in (("applicant", "levels", ()), ("research", "name", (STRONG, MIXED))):
        turn_to(qtbot, export, profile)
        assert "leaves out" in words_of(export, "export-explanation")
        assert word in words_of(export, "export-explanation")
        assert set(export.panel.model.chosen) == set(ticked)
    package = write(qtbot, export)
    assert package.name.endswith("-0001-research.zip")
    assert words_of(export, "handed-over-whom") == "Research"
    assert set(export.panel.model.chosen) == {STRONG, MIXED}
    turn_to(qtbot, export, "office")
    assert set(export.panel.model.chosen) == {STRONG, MIXED}
    assert not export.panel.result.isVisible()
    assert write(qtbot, export).name.endswith("-0001.zip")


def test_a_candidates_copy_of_two_candidates_is_refused_in_place(qtbot: QtBot, export: ExportScreen) -> None:
    turn_to(qtbot, export, "applicant")
    press(export, "export-all")
    press(export, "export-write")
    qtbot.waitUntil(lambda: export.panel.message.words != "", timeout=10_000)
    assert "one candidate" in export.panel.message.words
    press(export, "export-none")
    export.panel.model.setData(export.panel.model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert write(qtbot, export).name.endswith("-applicant.zip")
    assert not export.panel.message.isVisible()


def test_the_step_of_a_case_makes_the_candidates_copy_of_that_case(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go, tmp_path: Path
) -> None:
    for case in (MIXED, STRONG):
        seal(qtbot, at_step(judged_window, case, "sign"))
    screen = at_step(judged_window, STRONG, "handover")
    page = find(HandOverPage, screen, "hand-over-page")
    page.panel.place_at(tmp_path)
    find(QRadioButton, page, "export-for-applicant").click()
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 2 and page.panel.model.chosen == (STRONG,), timeout=10_000)
    press(page, "export-write")
    qtbot.waitUntil(lambda: page.panel.result.package is not None, timeout=20_000)
    assert screen.session.sheet is not None
    assert screen.session.sheet.state is CaseState.SIGNED


def test_a_package_that_differs_from_the_one_before_is_told(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    card = ResultCard(parent)
    card.show_result(HandedOver(Path("p.zip"), (STRONG,), "ab" * 32, is_new=False, before_sha256="cd" * 32))
    assert "not the same file as before" in words_of(card, "handed-over-checked")
    assert "cdcd" in words_of(card, "handed-over-checked")


def test_whom_it_is_for_is_chosen_with_the_arrow_keys(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    choice = ProfileChoice(parent)
    with qtbot.waitExposed(parent):
        parent.show()
    find(QRadioButton, choice, "export-for-office").setFocus()
    with qtbot.waitSignal(choice.chosen) as chosen:
        key(find(QRadioButton, choice, "export-for-office"), Qt.Key.Key_Right)
    assert (chosen.args, choice.profile) == (["applicant"], ProfileId.APPLICANT)
    described = find(QRadioButton, choice, "export-for-applicant").accessibleDescription()
    assert described == words_of(choice, "export-explanation")


def test_a_case_is_named_as_people_say_it() -> None:
    model = ExportModel()
    model.show_rows((inbox_row(2, revision=2),))
    index = model.index(0, ExportColumn.CASE)
    assert index.data() == f"{inbox_row(2).key.submission_id} · revision 2"
    assert "@" not in index.data(Qt.ItemDataRole.ToolTipRole)
