"""The journal: one chain for each case, as the package contract says."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.export.journal_chain import read_chain
from reviewer.vocabulary import CaseKey, Cell
from tests.workspace.builders import CELL, CONTENT, LETTER, a_bundle, a_citation, a_seal, a_text

if TYPE_CHECKING:
    from reviewer.workspace.store import Workspace


def a_whole_review(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_judgment(case, CELL, a_text(citations=(a_citation(),)))
    workspace.record_judgment(case, Cell("p1", 4), a_text("not_met", finding='Ünïcödé\u2028 \U0001f600 "quoted"'))
    workspace.record_ethics(case, "1", "no_concern", "", (a_citation(),))
    workspace.record_eligibility(case, "projects", "holds", "Seen.")
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    workspace.record_reopening(case, "A page was missed.")


def test_every_line_is_canonical_and_chained(workspace: Workspace, case: CaseKey) -> None:
    a_whole_review(workspace, case)
    prev = "0" * 64
    for number, line in enumerate(workspace.journal(case), start=1):
        entry = json.loads(line)
        assert set(entry) == {"n", "at", "event", "body", "prev", "hash"}
        assert line == rfc8785.dumps(entry)
        assert (entry["n"], entry["prev"]) == (number, prev)
        prev = entry.pop("hash")
        assert prev == hashlib.sha256(rfc8785.dumps(entry)).hexdigest()
    assert workspace.journal_head(case) == prev
    assert len(workspace.journal(case)) == 8


def test_the_office_reads_the_same_chain(workspace: Workspace, case: CaseKey) -> None:
    a_whole_review(workspace, case)
    chain = read_chain(workspace.journal(case))
    assert (chain.head, chain.fault) == (workspace.journal_head(case), None)


def test_the_first_line_says_what_was_loaded(workspace: Workspace) -> None:
    bundle = a_bundle()
    bundle.keep_in(workspace)
    (line,) = workspace.journal(bundle.key)
    entry = json.loads(line)
    assert entry["event"] == "loaded"
    assert entry["body"]["bundle_sha256"] == bundle.submission.bundle_sha256
    assert entry["body"]["program_sha256"] == workspace.pin(bundle.key).sha256
    assert "zoe@example.org" not in line.decode()


def test_each_case_has_a_chain_of_its_own(workspace: Workspace, case: CaseKey) -> None:
    other = a_bundle(revision=2)
    other.keep_in(workspace)
    before = workspace.journal(other.key)
    workspace.record_judgment(case, CELL, a_text())
    assert workspace.journal(other.key) == before


def test_a_journal_may_be_read_up_to_a_length(workspace: Workspace, case: CaseKey) -> None:
    whole = workspace.journal(case)
    workspace.record_judgment(case, CELL, a_text())
    assert workspace.journal(case, length=len(whole)) == whole


def test_any_event_may_be_added(workspace: Workspace, case: CaseKey) -> None:
    entry = workspace.append(case, "asked", {"text": "Which page?"})
    last = json.loads(workspace.journal(case)[-1])
    assert (last["event"], last["body"]) == ("asked", {"text": "Which page?"})
    assert last == {
        "n": entry.n,
        "at": entry.at,
        "event": entry.event,
        "body": entry.body,
        "prev": entry.prev,
        "hash": entry.hash,
    }


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_changed_byte_of_a_line_is_found(workspace: Workspace, data: st.DataObject) -> None:
    bundle = a_bundle()
    bundle.keep_in(workspace)
    if len(workspace.journal(bundle.key)) == 1:
        a_whole_review(workspace, bundle.key)
        workspace._run("DROP TRIGGER journal_keeps_its_rows_on_update")
    lines = workspace.journal(bundle.key)
    n = data.draw(st.integers(1, len(lines)), label="line")
    place = data.draw(st.integers(0, len(lines[n - 1]) - 1), label="byte")
    change = data.draw(st.integers(1, 255), label="change")
    changed = bytearray(lines[n - 1])
    changed[place] ^= change
    workspace._run("UPDATE journal SET line = ? WHERE n = ?", bytes(changed), n)
    try:
        problems = workspace.check().problems
        assert [problem.code for problem in problems] == ["journal-chain"]
        assert str(n) in problems[0].where
    finally:
        workspace._run("UPDATE journal SET line = ? WHERE n = ?", lines[n - 1], n)
    assert workspace.check().is_healthy
