"""Programs in the settings: listed with their unverified rules, installed, printed, and the training kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QTableView

from reviewer.program import catalog
from reviewer.resource_files import resource
from tests.builders import craft_program
from tests.ui.case.finding import click, part
from ui.models.programs_model import ProgramColumn, ProgramRow, ProgramsModel, program_rows, trained_words
from ui.plain_text import PlainLabel
from ui.settings import LayoutSettings
from ui.views.settings.programs import ProgramsSection
from ui.views.settings.screen import SettingsScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from ui.session.workspace_session import WorkspaceSession
    from ui.theme import Theme

CPT = ProgramRow("cpt", "2013", "CPT", "certification", 21, (("initial", "Initial"),), True, date(2020, 6, 30))


@pytest.fixture
def settings(qtbot: QtBot, workspace: WorkspaceSession, theme: Theme) -> Iterator[SettingsScreen]:
    """The settings, with the programs listed."""
    made = SettingsScreen(workspace, LayoutSettings(), theme)
    made.resize(1280, 752)
    made.show()
    with qtbot.waitSignal(section(made).model.modelReset, timeout=10_000):
        made.enter()
    yield made
    made.close()
    shiboken6.delete(made)


def section(screen: SettingsScreen) -> ProgramsSection:
    return part(screen, ProgramsSection, "settings-programs")


def choose(screen: SettingsScreen, edition: str) -> None:
    model = section(screen).model
    places = [place for place in range(model.rowCount()) if model.index(place, ProgramColumn.EDITION).data() == edition]
    part(screen, QTableView, "settings-programs-table").selectRow(places[0])


def test_the_model_of_programs_is_sound(qtmodeltester: ModelTester) -> None:
    model = ProgramsModel()
    model.show_rows((CPT,))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.index(0, ProgramColumn.UNVERIFIED).data() == "21"
    assert "Unverified rules 21" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.row_at(7) is None


def test_a_lapsed_training_says_so() -> None:
    assert trained_words(CPT) == "ran until 2020-06-30"


def test_the_kind_of_every_program_stands_whole(qtbot: QtBot, settings: SettingsScreen) -> None:
    shown = section(settings)
    shown.show_rows(program_rows((*map(catalog.find, ("cpt", "cptm"), ("2013", "2024")), craft_program()), ()))
    table = part(settings, QTableView, "settings-programs-table")

    def has_room() -> bool:
        words = [str(shown.model.index(place, ProgramColumn.SCHEME).data()) for place in range(3)]
        return all(
            table.columnWidth(ProgramColumn.SCHEME) > table.fontMetrics().horizontalAdvance(each) + 20 for each in words
        )

    qtbot.waitUntil(has_room)
    settings.resize(620, 752)
    qtbot.waitUntil(lambda: not has_room() and table.rowHeight(1) > table.rowHeight(0))
    qtbot.waitUntil(lambda: table.viewport().height() >= sum(table.rowHeight(place) for place in range(3)))


def test_programs_are_listed_with_what_is_not_verified(settings: SettingsScreen) -> None:
    model = section(settings).model
    editions = [model.index(place, ProgramColumn.EDITION).data() for place in range(model.rowCount())]
    assert editions == ["2007", "2012", "2013", "2024"]
    assert int(model.index(0, ProgramColumn.UNVERIFIED).data()) > 0


def test_the_training_is_kept_and_a_wrong_day_is_told(qtbot: QtBot, settings: SettingsScreen) -> None:
    choose(settings, "2013")
    assert part(settings, PlainLabel, "settings-training-title").text() == "Your training for CPT 2013"
    part(settings, QCheckBox, "settings-trained").setChecked(True)
    until = part(settings, QLineEdit, "settings-trained-until")
    until.setText("June 2030")
    click(settings, "settings-training-keep")
    assert "2027-06-30" in section(settings).message.words
    until.setText("2030-06-30")
    with qtbot.waitSignal(section(settings).model.modelReset, timeout=10_000):
        click(settings, "settings-training-keep")
    assert section(settings).model.index(2, ProgramColumn.TRAINED).data() == "2030-06-30"
    assert part(settings, PlainLabel, "settings-training-title").text() == "Your training for CPT 2013"


def test_a_file_from_the_office_is_installed_or_refused_with_its_problems(
    qtbot: QtBot, settings: SettingsScreen, tmp_path: Path
) -> None:
    shipped = resource("programs", "cpt", "2013", "program.toml").read_bytes()
    mine = tmp_path / "program.toml"
    mine.write_bytes(shipped.replace(b'edition = "2013"', b'edition = "2027"', 1))
    section(settings).take_file(str(mine))
    qtbot.waitUntil(lambda: bool(section(settings).message.words), timeout=10_000)
    bad = tmp_path / "bad.toml"
    bad.write_text("id = 3\n", encoding="utf-8")
    section(settings).take_file(str(bad))
    assert section(settings).message.words == ""
    qtbot.waitUntil(lambda: "bad.toml" in section(settings).message.words, timeout=10_000)


def test_the_rule_sheet_of_a_pathway_is_saved(qtbot: QtBot, settings: SettingsScreen, tmp_path: Path) -> None:
    choose(settings, "2024")
    out = tmp_path / "rules.pdf"
    section(settings).take_sheet_place(str(out))
    qtbot.waitUntil(lambda: "rules.pdf" in section(settings).message.words, timeout=10_000)
    assert out.read_bytes().startswith(b"%PDF")


def test_locking_leaves_nothing_of_the_programs(settings: SettingsScreen) -> None:
    settings.forget()
    assert section(settings).model.rowCount() == 0
    assert not part(settings, QPushButton, "settings-rule-sheet").isEnabled()
