"""Unpacked bags: nothing outside is touched, nothing waits, changes are noticed."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from reviewer.bundle.intake import accept, examine, find_bundles
from reviewer.bundle.limits import Limits
from reviewer.errors import EvidenceDigestError, MemberUnreadableError, NotPermittedError
from tests.bundle.builders import NOTE, Told, bag, codes, evidence, places, unpacked, zipped

if TYPE_CHECKING:
    from pathlib import Path


def test_an_unpacked_bag_loads(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    (folder / "data" / "empty").mkdir()
    result = examine(folder)
    assert codes(result) == []
    with accept(result) as accepted:
        assert {file.path: b"".join(accepted.chunks(file.path)) for file in accepted.files} == evidence()


def test_an_unpacked_bag_in_one_folder_loads(tmp_path: Path) -> None:
    unpacked(bag(), tmp_path / "outer" / "bag")
    assert codes(examine(tmp_path / "outer")) == []


def test_links_are_refused_and_not_followed(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    secret = tmp_path / "secret.txt"
    secret.write_text("not yours")
    (folder / "data" / "evidence" / "link.txt").symlink_to(secret)
    (folder / "data" / "evidence" / "away").symlink_to(tmp_path)
    (folder / "data" / "evidence" / "round").symlink_to(folder)
    assert sorted(places(examine(folder))) == sorted(
        [
            ("data/evidence/away", "symlink"),
            ("data/evidence/link.txt", "symlink"),
            ("data/evidence/round", "symlink"),
            *((f"data/evidence/{name}", "unlisted-file") for name in ("away", "link.txt", "round")),
        ]
    )


def test_a_listed_file_replaced_by_a_link_to_the_same_bytes_is_refused(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    (folder / "data" / NOTE).rename(tmp_path / "note.txt")
    (folder / "data" / NOTE).symlink_to(tmp_path / "note.txt")
    assert places(examine(folder)) == [(f"data/{NOTE}", "symlink")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_pipes_and_sockets_are_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = unpacked(bag(), tmp_path / "b")
    os.mkfifo(folder / "pipe")
    # The system limits the length of a socket's path.
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert sorted(places(examine(folder))) == [("pipe", "device"), ("socket", "device")]


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    (folder / os.fsdecode(b"\xff.txt")).write_bytes(b"x")
    assert places(examine(folder)) == [("\\xff.txt", "unsafe-path")]


def test_a_backslash_in_a_name_is_refused(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    (folder / "a\\b").write_bytes(b"x")
    assert places(examine(folder)) == [("a\\b", "unsafe-path")]


def test_more_files_than_a_bag_can_have_are_refused(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    limits = Limits(files=0)
    for number in range(limits.entries):
        (folder / str(number)).touch()
    assert places(examine(folder, limits=limits)) == [("bag", "too-large")]


def test_a_file_that_changes_after_it_was_examined_is_not_kept(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    with accept(examine(folder)) as accepted:
        (folder / "data" / NOTE).write_bytes(b"We met on Sunday.\n")
        with pytest.raises(EvidenceDigestError):
            list(accepted.chunks(NOTE))
    with accept(examine(unpacked(bag(), tmp_path / "second"))) as accepted:
        (tmp_path / "second" / "data" / NOTE).unlink()
        with pytest.raises(EvidenceDigestError):
            list(accepted.chunks(NOTE))


def test_a_file_that_grows_or_vanishes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    note = folder / "data" / NOTE

    class Growing(Told):
        def step(self, done: int, total: int, subject: str = "") -> None:
            super().step(done, total, subject)
            if subject.endswith("counts.csv") and note.exists():
                note.write_bytes(note.read_bytes() + b"more")

    assert (f"data/{NOTE}", "damaged") in places(examine(folder, progress=Growing()))
    folder = unpacked(bag(), tmp_path / "second")
    accepted = accept(examine(folder))
    list(accepted.chunks("evidence/p1/counts.csv"))
    (folder / "data" / NOTE).unlink()
    with pytest.raises(MemberUnreadableError):
        list(accepted.chunks(NOTE))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_a_folder_that_may_not_be_read_is_a_matter_of_the_system(tmp_path: Path) -> None:
    folder = unpacked(bag(), tmp_path / "bag")
    (folder / "data").chmod(0)
    with pytest.raises(NotPermittedError):
        examine(folder)
    (folder / "data").chmod(0o700)


def test_a_folder_of_bundles_is_expanded_by_name(tmp_path: Path) -> None:
    zipped(bag(), tmp_path / "b.ZIP")
    zipped(bag(), tmp_path / "a.zip")
    unpacked(bag(), tmp_path / "c")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest-sha256.txt").touch()
    (tmp_path / "README.md").touch()
    (tmp_path / "other").mkdir()
    assert [path.name for path in find_bundles(tmp_path)] == ["a.zip", "b.ZIP", "broken", "c"]
    for single in (tmp_path / "a.zip", tmp_path / "c", tmp_path / "other", tmp_path / "absent.zip"):
        assert find_bundles(single) == [single]


def test_an_empty_folder_is_no_bag(tmp_path: Path) -> None:
    assert codes(examine(tmp_path)) == ["not-a-bag"]
