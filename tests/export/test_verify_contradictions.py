"""A package that contradicts itself is refused, though it is properly signed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import rfc8785

from reviewer.export import names
from reviewer.export.signing import public_key_line
from tests.export.builders import KEY, OTHER_SEED, journal
from tests.export.tampering import changed, codes, files_of, signed, verified, with_decisions, zipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("reviewer/reviewer_id", "rev-08", "reviewer-mismatch"),
        ("reviewer/public_key", public_key_line(OTHER_SEED), "key-mismatch"),
        ("sequence", 2, "sequence-mismatch"),
        ("journal_head", "0" * 64, "journal-head"),
        ("determinations/0/journal_head", "0" * 64, "journal-head"),
        ("determinations/0/outcome", "not_certified", "table-mismatch"),
        ("determinations/0/letter/sha256", "0" * 64, "letter-mismatch"),
        ("determinations/0/letter/path", "../letter.pdf", "letter-mismatch"),
        ("determinations/0/revision", 2, "missing-file"),
        ("determinations/0/revision", "1", "schema"),
        ("determinations/0/submission_id", "../S", "schema"),
        ("format", "decisions/2", "schema"),
        ("alerts", None, "schema"),
    ],
)
def test_decisions_that_contradict_the_rest_are_refused(
    package: Path, tmp_path: Path, place: str, value: object, code: str
) -> None:
    path = zipped(tmp_path / "changed.zip", with_decisions(files_of(package), changed(place, value)))
    assert code in codes(verified(path))


def test_a_case_decided_twice_is_refused(package: Path, tmp_path: Path) -> None:
    def repeat(decisions: dict[str, Any]) -> None:
        decisions["determinations"] *= 2

    path = zipped(tmp_path / "changed.zip", with_decisions(files_of(package), repeat))
    assert "determined-twice" in codes(verified(path))


def test_decisions_in_another_spelling_are_refused(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    spaced = json.dumps(json.loads(files[names.DECISIONS]), sort_keys=True).encode()
    path = zipped(tmp_path / "changed.zip", signed(files | {names.DECISIONS: spaced}))
    assert codes(verified(path)) == {"not-canonical"}


def _relinked(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(rfc8785.dumps(line) + b"\n" for line in lines)


JOURNAL = [json.loads(line) for line in journal("declaration", "judgment", "sealing")]
BROKEN_JOURNALS = {
    "a changed event": _relinked([JOURNAL[0] | {"event": "other"}, *JOURNAL[1:]]),
    "a changed body": _relinked([*JOURNAL[:2], JOURNAL[2] | {"body": {}}]),
    "another number": _relinked([JOURNAL[0], JOURNAL[1] | {"n": 3}, JOURNAL[2]]),
    "the first cut off": _relinked(JOURNAL[1:]),
    "one left out": _relinked([JOURNAL[0], JOURNAL[2]]),
    "two turned around": _relinked([JOURNAL[1], JOURNAL[0], JOURNAL[2]]),
    "another member": _relinked([*JOURNAL[:2], JOURNAL[2] | {"more": 1}]),
    "no object": b"1\n" + _relinked(JOURNAL[1:]),
    "deep nesting": b'{"body":' + b"[" * 900 + b"]" * 900 + b"}\n" + _relinked(JOURNAL[1:]),
    "spaces": _relinked(JOURNAL).replace(b'"at":', b'"at": ', 1),
}


@pytest.mark.parametrize("name", BROKEN_JOURNALS)
def test_a_broken_journal_is_refused(package: Path, tmp_path: Path, name: str) -> None:
    files = files_of(package) | {names.journal_path(KEY): BROKEN_JOURNALS[name]}
    assert "journal-chain" in codes(verified(zipped(tmp_path / "changed.zip", signed(files))))


def test_a_journal_cut_at_its_end_is_refused(package: Path, tmp_path: Path) -> None:
    files = files_of(package) | {names.journal_path(KEY): _relinked(JOURNAL[:2])}
    assert codes(verified(zipped(tmp_path / "changed.zip", signed(files)))) == {"journal-head"}
