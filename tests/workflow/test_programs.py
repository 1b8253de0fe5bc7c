"""Programs beside those that ship, what a reviewer was trained on, and cases that move between editions."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import CaseSealedError, JudgmentRefusedError, ProgramRefusedError, UsageError
from reviewer.program import catalog
from reviewer.review.training import Training
from reviewer.vocabulary import CaseKey, CaseState
from reviewer.workflow import deciding, inbox, judging, loading, moving, office, programs, reading, ruling
from tests.builders import CRAFT

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workflow.desk import Desk

RENEWAL = CaseKey("CPT-2026-0104", 1)


@pytest.fixture
def renewal(empty_desk: Desk, shared_data: Path) -> Desk:
    """A workspace with the sample of a renewal, declared."""
    loading.load_bundles(empty_desk, [shared_data / "bundles" / "CPT-2026-0104_r1.zip"])
    judging.declare(empty_desk, RENEWAL, "none")
    return empty_desk


def test_the_profile_of_trainings_is_kept_and_a_lapsed_one_is_a_hint(renewal: Desk) -> None:
    assert programs.training(renewal) == ()
    profile = (Training("cpt", "2013", date(2020, 1, 31)), Training("cptm", "2024"))
    programs.set_training(renewal, profile)
    assert programs.training(renewal) == profile
    assert reading.open_case(renewal, RENEWAL).hints[0].code == "training-lapsed"


def test_a_definition_is_installed_with_the_letters_beside_it(empty_desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    (folder / "letters").mkdir(parents=True)
    shutil.copyfile(CRAFT, folder / "program.toml")
    (folder / "letters" / "en.toml").write_text('[words]\nsalutation = "Master {name},"\n', encoding="utf-8")
    installed, _ = programs.install_program(empty_desk, folder / "program.toml")
    assert installed.letters == {"en.toml": '[words]\nsalutation = "Master {name},"\n'}
    in_use = {(program.id, program.edition): program for program in programs.list_programs(empty_desk)}
    assert in_use["binders", "2031"] == installed
    assert len(in_use) == len(catalog.shipped()) + 1


def test_a_new_text_of_a_shipped_edition_is_used_for_what_is_loaded_from_then_on(
    renewal: Desk, shared_data: Path, tmp_path: Path
) -> None:
    file = catalog.find_file("cpt", "2013")
    (tmp_path / "own.toml").write_bytes(file.definition.replace(b"margin = 1", b"margin = 2"))
    programs.install_program(renewal, tmp_path / "own.toml")
    loading.load_bundles(renewal, [shared_data / "bundles" / "CPT-2026-0105_r1.zip"])
    own = renewal.program(CaseKey("CPT-2026-0105", 1))
    assert own.sha256 != file.sha256
    assert renewal.program(RENEWAL).sha256 == file.sha256


def test_a_case_is_listed_and_found_by_the_name_that_its_program_has(
    empty_desk: Desk, shared_data: Path, tmp_path: Path
) -> None:
    named = catalog.find_file("cpt", "2013").definition.replace(b'name = "CPT"', b'name = "Master Practitioner"', 1)
    (tmp_path / "named.toml").write_bytes(named)
    programs.install_program(empty_desk, tmp_path / "named.toml")
    loading.load_bundles(empty_desk, [shared_data / "bundles" / "CPT-2026-0105_r1.zip"])
    for search in ("", "master practitioner", "cpt"):
        (row,) = inbox.list_cases(empty_desk, search=search)
        assert (row.program, row.program_name) == ("cpt", "Master Practitioner")


def test_a_definition_that_is_not_right_changes_nothing(empty_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("format = 1", encoding="utf-8")
    with pytest.raises(ProgramRefusedError):
        programs.install_program(empty_desk, tmp_path / "broken.toml")
    assert len(programs.list_programs(empty_desk)) == len(catalog.shipped())


def test_a_case_can_move_to_editions_that_have_its_pathway(renewal: Desk, tmp_path: Path) -> None:
    assert moving.editions(renewal, RENEWAL) == ("2007", "2012")
    other = catalog.find_file("cpt", "2012").definition.decode()
    first_only = other[: other.index("# The renewal every three years")].replace(
        'edition = "2012"', 'edition = "2012b"'
    )
    (tmp_path / "first.toml").write_text(first_only, encoding="utf-8")
    programs.install_program(renewal, tmp_path / "first.toml")
    assert moving.editions(renewal, RENEWAL) == ("2007", "2012")
    with pytest.raises(UsageError):
        moving.preview(renewal, RENEWAL, "2012b")
    assert moving.preview(renewal, RENEWAL, "2007").standards == ()


def test_a_moved_case_shows_its_edition_everywhere(renewal: Desk) -> None:
    with pytest.raises(JudgmentRefusedError):
        moving.move(renewal, RENEWAL, "2012", "  ")
    moving.move(renewal, RENEWAL, "2012", "Certified under it.")
    assert reading.open_case(renewal, RENEWAL).edition == "2012"
    assert [row.edition for row in inbox.list_cases(renewal)] == ["2012"]
    assert renewal.workspace.pin(RENEWAL).edition == "2012"


# Rulings --------------------------------------------------------------------------------------


def test_a_ruling_moves_the_sum_and_a_sealed_case_takes_none(renewal: Desk) -> None:
    ruling.allow_activity(renewal, RENEWAL, "A-14", Decimal(2))
    sheet = reading.open_case(renewal, RENEWAL)
    assert sheet.activity_sum is not None
    assert sheet.activity_sum.counted == Decimal(38)
    for item in sheet.ethics:
        judging.answer_ethics(renewal, RENEWAL, item.id, "no_concern")
    sealed, _ = deciding.sign(renewal, RENEWAL, conflict="none")
    assert sealed is not None
    assert sealed.outcome == "more_information"
    with pytest.raises(CaseSealedError):
        ruling.allow_activity(renewal, RENEWAL, "A-14", Decimal(1), "Less.")
    groups = [group.text for group in deciding.reasons_for(renewal, RENEWAL).children]
    assert any("enough" in words or "It takes" in words for words in groups)


def test_a_matrix_has_no_activities_to_rule_on(renewal: Desk, shared_data: Path) -> None:
    loading.load_bundles(renewal, [shared_data / "bundles" / "CPT-2026-0105_r1.zip"])
    draft = CaseKey("CPT-2026-0105", 1)
    judging.declare(renewal, draft, "none")
    with pytest.raises(JudgmentRefusedError) as refused:
        ruling.allow_activity(renewal, draft, "A-01", Decimal(1))
    assert "Preparation" in str(refused.value.details["reason"])


def test_a_recused_case_takes_no_alert(empty_desk: Desk, shared_data: Path) -> None:
    loading.load_bundles(empty_desk, [shared_data / "bundles" / "CPT-2026-0104_r1.zip"])
    assert office.ask(empty_desk, RENEWAL, "Is this mine?")[0] is CaseState.WAITING
    judging.declare(empty_desk, RENEWAL, "family")
    with pytest.raises(CaseSealedError):
        office.alert(empty_desk, RENEWAL, "other", "Look.")
    with pytest.raises(CaseSealedError):
        office.ask(empty_desk, RENEWAL, "And now?")


def test_a_confidential_note_is_kept_with_the_case(renewal: Desk) -> None:
    office.save_confidential_note(renewal, RENEWAL, " Please call me. ")
    assert reading.open_case(renewal, RENEWAL).confidential_note == "Please call me."
