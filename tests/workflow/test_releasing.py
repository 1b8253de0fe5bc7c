"""Exporting: what may go out, and the same set giving the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.errors import EnvironmentFailedError, NothingToExportError, NotReadyToExportError, UsageError
from reviewer.workflow import deciding, inbox, releasing
from tests.ui.finish.judged import MIXED, STRONG

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workflow.desk import Desk


def test_the_same_set_gives_the_same_bytes_after_the_program_was_upgraded(
    judged_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    first, _ = releasing.export(judged_desk, None, tmp_path / "before")
    monkeypatch.setattr(releasing, "__version__", "99.0.0")
    again, _ = releasing.export(judged_desk, [STRONG], tmp_path / "after")
    assert (again.sha256, again.is_new, first.is_new) == (first.sha256, False, True)
    deciding.sign(judged_desk, MIXED, conflict="none")
    releasing.export(judged_desk, None, tmp_path / "after")
    assert [made.generator_version for made in judged_desk.workspace.exports()][1:] == ["99.0.0"]


def test_exporting_again_into_the_same_folder_leaves_the_file_as_it_is(judged_desk: Desk, tmp_path: Path) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    first, changes = releasing.export(judged_desk, None, tmp_path / "out")
    assert (changes.cases, changes.inbox) == (frozenset({STRONG}), True)
    again, changes = releasing.export(judged_desk, None, tmp_path / "out")
    assert (again.package, changes.cases) == (first.package, frozenset())
    assert [file.name for file in (tmp_path / "out").iterdir()] == [first.package.name]


def test_what_is_not_signed_cannot_be_exported(judged_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NothingToExportError):
        releasing.export(judged_desk, None, tmp_path / "out")
    with pytest.raises(NotReadyToExportError):
        releasing.export(judged_desk, [MIXED], tmp_path / "out")
    with pytest.raises(UsageError):
        releasing.export(judged_desk, [MIXED], tmp_path / "out", profile="everybody")
    assert not (tmp_path / "out").exists()


def test_a_package_that_could_not_be_written_was_not_exported(judged_desk: Desk, tmp_path: Path) -> None:
    deciding.sign(judged_desk, STRONG, conflict="none")
    (tmp_path / "out").write_bytes(b"not a folder")
    with pytest.raises(EnvironmentFailedError):
        releasing.export(judged_desk, None, tmp_path / "out")
    assert judged_desk.workspace.exports() == ()
    assert [row.state.value for row in inbox.list_cases(judged_desk, state="signed")] == ["signed"]
    made, _ = releasing.export(judged_desk, None, tmp_path / "other")
    assert made.sequence == 1


def test_a_recusal_is_exported_without_a_determination(desk: Desk, tmp_path: Path) -> None:
    deciding.sign(desk, STRONG, conflict="employer", conflict_note="We worked together.")
    made, _ = releasing.export(desk, None, tmp_path / "out")
    assert made.submissions == (STRONG,)
    verified = releasing.verify(made.package)
    assert (verified.found.valid, verified.found.submissions) == (True, (STRONG,))
