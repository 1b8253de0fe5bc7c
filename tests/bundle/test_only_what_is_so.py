"""A refused bundle is refused for what is so, and for nothing that follows from not having read it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.bundle.intake import examine
from tests.bundle.builders import FORMAT_LINE, NOTE, RawMember, bag, codes, raw_members, raw_zip, zipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("added", [b"junk", bytes(1000), b"junk" * 30_000])
def test_what_was_added_after_the_end_is_not_called_an_early_end(added: bytes, tmp_path: Path) -> None:
    path = zipped(bag(), tmp_path / "b.zip")
    path.write_bytes(path.read_bytes() + added)
    (problem,) = examine(path).report.problems
    assert (problem.code, f" {len(added)} bytes after the end" in problem.message) == ("damaged", True)


def test_the_end_of_an_archive_inside_is_not_taken_for_the_end(tmp_path: Path) -> None:
    inside = zipped(bag(), tmp_path / "inside.zip").read_bytes()
    path = raw_zip([*raw_members(bag()), RawMember(b"bag/data/evidence/inside.zip", inside)], tmp_path / "b.zip")
    path.write_bytes(path.read_bytes()[:-30])
    assert codes(examine(path)) == ["truncated"]


@pytest.mark.parametrize(("flags", "mode", "code"), [(0x1, 0o100644, "encrypted-member"), (0, 0o120777, "symlink")])
def test_where_nothing_can_be_read_nothing_else_is_held_against_the_bundle(
    flags: int, mode: int, code: str, tmp_path: Path
) -> None:
    members = [replace(member, flags=flags, mode=mode) for member in raw_members(bag())]
    found = examine(raw_zip(members, tmp_path / "b.zip"))
    assert codes(found) == [code] * len(members)


def test_a_link_has_not_the_size_of_its_file_but_counts_as_one(tmp_path: Path) -> None:
    oxum = FORMAT_LINE + "Payload-Oxum: 99999.{count}\n"
    for count, expected in ((3, ["symlink"]), (4, ["oxum-mismatch", "symlink"])):
        members = raw_members(bag(info=oxum.format(count=count)))
        linked = [replace(one, mode=0o120777) if one.name.endswith(NOTE.encode()) else one for one in members]
        assert sorted(set(codes(examine(raw_zip(linked, tmp_path / "b.zip"))))) == expected
