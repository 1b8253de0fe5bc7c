"""A copy that holds more than its profile lets it, or passes for another, is refused, however well it is signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.export.profiles import APPLICANT, OFFICE, RESEARCH, Shape, Way
from reviewer.export.verify import verify_package
from tests.export.builders import content, small_content, written

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.export.profiles import Profile

KEY = b"k" * 32


def copy(folder: Path, profile: Profile) -> Path:
    return written(folder, content(profile=profile, pseudonym_key=KEY))


def with_member(profile: Profile, name: str, *, of_determinations: bool = False) -> Profile:
    """A profile that lets one more member out than it should."""
    assert profile.shape is not None
    members = dict(profile.shape.members)
    if of_determinations:
        inside = members["determinations"]
        assert isinstance(inside, Shape)
        members["determinations"] = Shape({**inside.members, name: Way.KEPT})
    else:
        members[name] = Way.KEPT
    return replace(profile, shape=Shape(members))


@pytest.mark.parametrize("profile", [OFFICE, APPLICANT, RESEARCH])
def test_a_package_of_each_profile_is_valid(tmp_path: Path, profile: Profile) -> None:
    found = verify_package(copy(tmp_path, profile))
    assert (found.valid, found.profile, found.problems) == (True, profile.id, ())


@pytest.mark.parametrize("profile", [APPLICANT, RESEARCH])
@pytest.mark.parametrize("name", ["alerts", "questions", "recusals", "confidential_notes"])
def test_what_is_for_the_office_alone_is_refused_in_a_copy(tmp_path: Path, profile: Profile, name: str) -> None:
    found = verify_package(copy(tmp_path, with_member(profile, name)))
    assert [(problem.code, problem.where) for problem in found.problems] == [("schema", "data/decisions.json")]


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        (APPLICANT, "recommended"),
        (APPLICANT, "judgments"),
        (APPLICANT, "ethics"),
        (APPLICANT, "declarations"),
        (APPLICANT, "smallest_changes"),
        (RESEARCH, "submission_id"),
        (RESEARCH, "determination_id"),
        (RESEARCH, "candidate_id"),
        (RESEARCH, "bundle_sha256"),
        (RESEARCH, "signed_at"),
        (RESEARCH, "judgments"),
        (RESEARCH, "activities"),
        (RESEARCH, "milestones"),
        (RESEARCH, "rules"),
    ],
)
def test_a_member_that_the_profile_leaves_out_is_refused(tmp_path: Path, profile: Profile, name: str) -> None:
    found = verify_package(copy(tmp_path, with_member(profile, name, of_determinations=True)))
    assert {problem.code for problem in found.problems} == {"schema"}


@pytest.mark.parametrize(
    "profile", [replace(APPLICANT, id="research"), replace(RESEARCH, id="applicant"), replace(APPLICANT, shape=None)]
)
def test_a_package_that_passes_for_another_is_refused(tmp_path: Path, profile: Profile) -> None:
    assert not verify_package(copy(tmp_path, profile)).valid


@pytest.mark.parametrize(
    "profile",
    [replace(APPLICANT, holds_journals=True), replace(RESEARCH, holds_letters=True)],
    ids=lambda each: each.id,
)
def test_a_journal_or_a_letter_does_not_belong_into_every_copy(tmp_path: Path, profile: Profile) -> None:
    found = verify_package(copy(tmp_path, profile))
    assert "unexpected-file" in {problem.code for problem in found.problems}


@pytest.mark.parametrize("profile", [APPLICANT, RESEARCH], ids=lambda each: each.id)
def test_a_changed_byte_anywhere_in_a_copy_is_refused(tmp_path: Path, profile: Profile) -> None:
    good = written(tmp_path, replace(small_content(), profile=profile, pseudonym_key=KEY)).read_bytes()
    changed = tmp_path / "changed.zip"
    passed = []
    for position in range(0, len(good), 11):
        damaged = bytearray(good)
        damaged[position] ^= 1 << position % 8
        changed.write_bytes(damaged)
        if verify_package(changed).valid:
            passed.append(position)
    assert passed == []
