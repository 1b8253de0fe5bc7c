"""Packages: numbered without gaps, and the same again for the same set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from reviewer.workspace.store import ExportItem, StoredExport
from tests.builders import MOMENT
from tests.workspace.builders import CELL, CONTENT, LETTER, a_seal, a_text, reopened

if TYPE_CHECKING:
    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace


def sealed(workspace: Workspace, case: CaseKey) -> ExportItem:
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    return ExportItem("determination", case, 1)


def exported(workspace: Workspace, *items: ExportItem, profile: str = "office") -> StoredExport:
    made = StoredExport(
        workspace.next_sequence(),
        profile,
        "2026-03-05T08:00:00.000Z",
        "0.1.0",
        tuple(sorted(items)),
        workspace.heads(item.key for item in items),
        "ab" * 32,
    )
    workspace.record_export(made)
    return made


def test_packages_are_numbered_from_one_without_gaps(workspace: Workspace, case: CaseKey) -> None:
    assert (workspace.next_sequence(), workspace.exports()) == (1, ())
    item = sealed(workspace, case)
    first = exported(workspace, item)
    second = exported(workspace, item, profile="research")
    assert (first.sequence, second.sequence, workspace.next_sequence()) == (1, 2, 3)
    assert workspace.exports() == (first, second)


def test_heads_are_from_before_the_export_is_journaled(workspace: Workspace, case: CaseKey) -> None:
    item = sealed(workspace, case)
    before = workspace.journal(case)
    made = exported(workspace, item)
    (head,) = made.heads
    assert (head.key, head.length, head.head) == (case, len(before), json.loads(before[-1])["hash"])
    assert workspace.journal(case, length=head.length) == before
    last = json.loads(workspace.journal(case)[-1])
    assert (last["event"], last["body"]["sequence"], last["body"]["package_sha256"]) == ("exported", 1, "ab" * 32)


def test_exported_versions_show_in_the_record_and_the_inbox(workspace: Workspace, case: CaseKey) -> None:
    exported(workspace, sealed(workspace, case))
    assert workspace.record(case).exported_versions == {1}
    assert workspace.inbox_facts()[0].is_exported
    workspace.record_reopening(case, "x")
    workspace.record_judgment(case, CELL, a_text())
    workspace.record_sealing(case, a_seal(2, supersedes=1), CONTENT, LETTER)
    assert workspace.record(case).exported_versions == {1}
    assert not workspace.inbox_facts()[0].is_exported


def test_a_sequence_is_never_used_twice(workspace: Workspace, case: CaseKey) -> None:
    item = sealed(workspace, case)
    made = exported(workspace, item)
    before = workspace.journal(case)
    with pytest.raises(dbapi2.IntegrityError):
        workspace.record_export(made)
    with pytest.raises(dbapi2.IntegrityError, match="append-only"):
        workspace._run("UPDATE export SET made_at = 'never'")
    assert workspace.journal(case) == before
    assert workspace.exports() == (made,)


def test_a_changed_journal_differs_from_what_was_exported(workspace: Workspace, case: CaseKey) -> None:
    item = sealed(workspace, case)
    exported(workspace, item)
    assert workspace.check().is_healthy
    workspace._run("DROP TRIGGER export_head_keeps_its_rows_on_update")
    workspace._run("UPDATE export_head SET head = ?", "0" * 64)
    assert [problem.code for problem in workspace.check().problems] == ["journal-exported"]


def test_copies_are_numbered_by_profile_and_change_nothing_of_a_case(workspace: Workspace, case: CaseKey) -> None:
    items = (sealed(workspace, case),)
    before = workspace.journal(case)
    for profile in ("applicant", "research"):
        assert workspace.next_copy_sequence(profile) == 1
        workspace.record_copy(StoredExport(1, profile, MOMENT, "0.1.0", items, (), "ab" * 32))
        assert workspace.next_copy_sequence(profile) == 2
    assert (workspace.next_sequence(), workspace.exports(), workspace.journal(case)) == (1, (), before)
    assert workspace.record(case).exported_versions == frozenset()
    assert not workspace.inbox_facts()[0].is_exported


def test_a_copy_of_the_same_set_is_found_again(workspace: Workspace, case: CaseKey) -> None:
    items = (sealed(workspace, case),)
    made = StoredExport(1, "applicant", MOMENT, "0.1.0", items, (), "ab" * 32)
    workspace.record_copy(made)
    workspace.close()
    with reopened(workspace.path) as again:
        assert again.find_copy("applicant", items) == made
        assert again.find_copy("research", items) is None
        assert again.find_copy("applicant", (ExportItem("determination", case, 2),)) is None
