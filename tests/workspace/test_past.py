"""Workspaces of the past open today, after a copy was put aside; what cannot be brought up to date stays as it was."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import NotPermittedError, WorkspaceError
from reviewer.vocabulary import CaseKey
from reviewer.workspace import schema
from reviewer.workspace.connection import Migrations
from tests.workspace.builders import (
    CELL,
    CONTENT,
    LETTER,
    REPORT,
    REPORT_PATH,
    a_bundle,
    a_citation,
    a_pin,
    a_seal,
    a_text,
    reopened,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.workspace.connection import Database
    from reviewer.workspace.store import Workspace

PAST = Path(__file__).parent / "past"
SEALED, OPENED, RECUSED = (CaseKey(f"PAST-{number}", 1) for number in (1, 2, 3))


def test_every_schema_has_its_file() -> None:
    expected = {f"schema-{number}.reviewer" for number in range(1, schema.newest_schema() + 1)}
    assert {file.name for file in PAST.glob("*.reviewer")} == expected


@pytest.fixture(params=sorted(PAST.glob("*.reviewer")), ids=lambda file: file.stem)
def past(request: pytest.FixtureRequest, path: Path) -> Path:
    """A copy of one past workspace."""
    path.parent.mkdir()
    shutil.copyfile(request.param, path)
    return path


def require_everything(workspace: Workspace) -> None:
    assert workspace.check().is_healthy
    assert workspace.reviewer.reviewer_id == "rev-07"
    assert workspace.get_setting("address") == b"12 Quiet Lane"
    assert workspace.submission(SEALED) == a_bundle("PAST-1").submission
    assert b"".join(workspace.evidence_chunks(SEALED, REPORT_PATH)) == REPORT
    record = workspace.record(SEALED)
    assert record.judgments[CELL].text == a_text("met", citations=(a_citation(),))
    assert (record.ethics["1"].answer, record.eligibility["projects"].answer) == ("no_concern", "holds")
    assert (record.sealed, workspace.letter(SEALED, 1)) == ((a_seal(),), LETTER)
    assert workspace._rows("SELECT content FROM determination") == [(CONTENT,)]
    assert {name: ruling.allowed for name, ruling in record.activities.items()} == {"A-01": Decimal("1.5")}
    assert [(row, ruling.counts) for row, ruling in record.experience.items()] == [(1, False)]
    assert [(str(key), ruling.counts) for key, ruling in record.milestones.items()] == [("module-04@2", True)]
    assert [question.answered for question in record.questions] == ["The second."]
    assert ([alert.note for alert in record.alerts], record.confidential_note) == (["Please look."], "Call me.")
    assert workspace.installed_programs() == (a_pin(),)
    assert workspace.record(OPENED).drafts[CELL].text == a_text("partly_met")
    assert workspace.record(OPENED).private[CELL].note == "look again"
    assert workspace.record(RECUSED).recused_kind == "family"


def test_a_past_workspace_opens_with_everything_in_it(past: Path) -> None:
    with reopened(past) as workspace:
        require_everything(workspace)
        workspace.record_judgment(OPENED, CELL, a_text())
        assert workspace.record(OPENED).judgments[CELL].text == a_text()


def add_a_table(database: Database) -> None:
    database.execute("CREATE TABLE added (id INTEGER PRIMARY KEY) STRICT")
    database.execute(f"PRAGMA user_version = {schema.schema_of(database) + 1}")


def break_down(database: Database) -> None:
    database.execute("CREATE TABLE added (id INTEGER PRIMARY KEY) STRICT")
    raise WorkspaceError(reason="the next step cannot be taken")


def with_next_step(monkeypatch: pytest.MonkeyPatch, step: Callable[[Database], None]) -> None:
    """Let the program be one schema further than it is."""
    longer = Migrations("workspace")
    for known in schema.migrations._migrations:
        longer(name=known.name)(known.fn)
    longer(name=f"schema_{schema.newest_schema() + 1}")(step)
    monkeypatch.setattr(schema, "migrations", longer)


def test_a_copy_is_put_aside_before_the_schema_changes(past: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_next_step(monkeypatch, add_a_table)
    with reopened(past) as workspace:
        require_everything(workspace)
        assert workspace._rows("SELECT count(*) FROM added") == [(0,)]
        (aside,) = past.with_name(past.name + ".backups").iterdir()
    with reopened(past) as workspace:
        require_everything(workspace)
    monkeypatch.undo()
    with reopened(aside) as workspace:
        require_everything(workspace)


def test_a_schema_change_that_fails_leaves_everything_as_it_was(past: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_next_step(monkeypatch, break_down)
    with pytest.raises(WorkspaceError, match=r"^$"):
        reopened(past)
    monkeypatch.undo()
    with reopened(past) as workspace:
        require_everything(workspace)
        assert workspace._rows("SELECT count(*) FROM sqlite_master WHERE name = 'added'") == [(0,)]


def test_without_a_copy_the_schema_is_not_changed(past: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_next_step(monkeypatch, add_a_table)

    def refuse(*_: object) -> None:
        raise NotPermittedError(str(past))

    monkeypatch.setattr("reviewer.workspace.copies.make_folder", refuse)
    before = past.read_bytes()
    with pytest.raises(NotPermittedError):
        reopened(past)
    assert past.read_bytes() == before
