"""ZIP files that lie, hide or hurt are refused; odd but honest ones load."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.bundle.intake import accept, examine
from reviewer.bundle.limits import Limits
from tests.bundle.builders import (
    NOTE,
    RawMember,
    Told,
    bag,
    codes,
    evidence,
    payload,
    places,
    raw_members,
    raw_zip,
    words,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Limits(
    unpacked_bytes=40_000, file_bytes=10_000, files=5, ratio_from_bytes=1_000, path_bytes=60, json_bytes=5_000
)


def _with(tmp_path: Path, *more: RawMember, top: str = "bag/") -> Path:
    return raw_zip([*raw_members(bag(), top), *more], tmp_path / "bundle.zip")


@pytest.mark.parametrize("top", ["", "bag/", "Bewerbung Łódź/"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_bag_loads_from_the_root_or_one_top_folder(top: str, packed: bool, tmp_path: Path) -> None:
    result = examine(zipped(bag(), tmp_path / "b.zip", top=top, packed=packed))
    assert codes(result) == []
    with accept(result) as accepted:
        assert {file.path: b"".join(accepted.chunks(file.path)) for file in accepted.files} == evidence()


def test_a_bag_two_folders_down_is_none(tmp_path: Path) -> None:
    assert codes(examine(zipped(bag(), tmp_path / "b.zip", top="a/b/"))) == ["not-a-bag"]


def test_anything_beside_the_one_top_folder_is_refused_and_named(tmp_path: Path) -> None:
    result = examine(_with(tmp_path, RawMember(b"__MACOSX/._x"), RawMember(b"readme.txt")))
    assert places(result) == [("bundle.zip", "not-a-bag")]
    assert "__MACOSX, readme.txt" in result.report.problems[0].message


def test_two_bags_in_one_file_are_refused(tmp_path: Path) -> None:
    members = [*raw_members(bag(), "a/"), *raw_members(bag(), "b/")]
    assert codes(examine(raw_zip(members, tmp_path / "b.zip"))) == ["not-a-bag"]


@pytest.mark.parametrize("name", [b"bag/", b"bag/data/", b"bag/data/evidence/empty/"])
def test_folder_entries_are_ignored(name: bytes, tmp_path: Path) -> None:
    assert codes(examine(_with(tmp_path, RawMember(name, mode=0o040755), RawMember(b"bag/data/", mode=0o040755)))) == []


@pytest.mark.parametrize(
    "name",
    [
        b"../outside.txt",
        b"bag/../../outside.txt",
        b"bag/data/../../outside.txt",
        b"/etc/passwd",
        b"//server/share",
        b"C:/windows/x",
        b"c:x",
        b"bag/data/C:/x",
        b"bag\\data\\x",
        b"..\\outside.txt",
        b"bag/./x",
        b"bag//x",
        b"bag/data/evidence/a\0.txt",
        b"",
        b"../",
        b"bag/data/evidence/../",
    ],
)
def test_an_unsafe_name_is_refused_and_shown_escaped(name: bytes, tmp_path: Path) -> None:
    result = examine(_with(tmp_path, RawMember(name)))
    shown = name.decode().replace("\0", "\\x00")
    assert places(result) == [(shown, "unsafe-path")]


def test_a_name_that_is_flagged_as_utf8_and_is_not_is_refused(tmp_path: Path) -> None:
    result = examine(_with(tmp_path, RawMember(b"bag/data/\xff.txt", flags=0x800)))
    assert places(result) == [("bag/data/\\xff.txt", "unsafe-path")]


def test_traversal_strings_never_become_files(shared_data: Path, tmp_path: Path) -> None:
    lines = (shared_data / "text" / "directory_traversal.txt").read_bytes().splitlines()
    members = [RawMember(b"bag/" + line.lstrip(b"/")) for line in dict.fromkeys(lines) if line.strip()]
    before = set(tmp_path.parent.rglob("*"))
    result = examine(raw_zip([*raw_members(bag()), *members], tmp_path / "b.zip"))
    upward = {line.decode("utf-8", "surrogateescape") for line in lines if b"../" in line or b"..\\" in line}
    assert len(upward) > 20
    refused = {where for where, code in places(result) if code == "unsafe-path"}
    assert len(refused) >= len({line for line in upward if ".." in line.replace("\\", "/").split("/")})
    assert set(tmp_path.parent.rglob("*")) - before == {tmp_path / "b.zip"}


@pytest.mark.parametrize(
    ("mode", "code"),
    [(0o120777, "symlink"), (0o020666, "device"), (0o060660, "device"), (0o010644, "device"), (0o140755, "device")],
)
def test_links_and_devices_are_refused_by_their_raw_name(mode: int, code: str, tmp_path: Path) -> None:
    member = RawMember(b"bag/data/evidence/odd", b"../../../etc", mode=mode)
    assert (("bag/data/evidence/odd", code)) in places(examine(_with(tmp_path, member)))


def test_a_link_listed_in_the_manifest_is_one_problem(tmp_path: Path) -> None:
    members = words()
    members["documents"].append({"path": "evidence/link", "title": "Link"})
    files = bag(payload(members, evidence() | {"evidence/link": b"../x"}))
    linked = [replace(one, mode=0o120777) if one.name.endswith(b"/link") else one for one in raw_members(files)]
    assert places(examine(raw_zip(linked, tmp_path / "b.zip"))) == [("bag/data/evidence/link", "symlink")]


@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2001])
def test_encrypted_members_are_refused(flags: int, tmp_path: Path) -> None:
    members = [replace(one, flags=flags) if one.name.endswith(b"note.txt") else one for one in raw_members(bag())]
    assert places(examine(raw_zip(members, tmp_path / "b.zip"))) == [(f"data/{NOTE}", "encrypted-member")]


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 95])
def test_compression_other_than_deflate_is_refused(method: int, tmp_path: Path) -> None:
    members = [replace(one, method=method) if one.name.endswith(b"note.txt") else one for one in raw_members(bag())]
    assert places(examine(raw_zip(members, tmp_path / "b.zip"))) == [(f"data/{NOTE}", "compression")]


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    result = examine(_with(tmp_path, RawMember(f"bag/data/{NOTE}".encode(), b"another")))
    assert (f"data/{NOTE}", "duplicate-member") in places(result)


@pytest.mark.parametrize(
    "name",
    [
        "data/evidence/p1/NOTE.txt",
        "data/evidence/P1/note.txt",
        "DATA/evidence/p1/note.txt",
        "data/Evidence/p1/note.TXT",
    ],
)
def test_names_that_differ_in_case_collide(name: str, tmp_path: Path) -> None:
    result = examine(_with(tmp_path, RawMember(f"bag/{name}".encode())))
    (problem,) = [one for one in result.report.problems if one.code == "name-collision"]
    assert problem.where == name
    assert NOTE in problem.message


@pytest.mark.parametrize(("one", "other"), [("é", "e\u0301"), ("straße", "STRASSE"), ("\u212b", "å"), ("ﬁ", "FI")])
def test_names_that_differ_in_unicode_form_or_folding_collide(one: str, other: str, tmp_path: Path) -> None:
    members = [RawMember(f"bag/data/evidence/{name}".encode(), flags=0x800) for name in (one, other)]
    assert "name-collision" in codes(examine(_with(tmp_path, *members)))


def test_a_file_that_is_also_a_folder_collides(tmp_path: Path) -> None:
    result = examine(_with(tmp_path, RawMember(b"bag/data/evidence/P1")))
    assert ("data/evidence/P1", "name-collision") in places(result)


def test_two_names_for_one_member_are_refused(tmp_path: Path) -> None:
    members = [
        replace(one, local_name=b"bag/other") if one.name.endswith(b"note.txt") else one for one in raw_members(bag())
    ]
    result = examine(raw_zip(members, tmp_path / "b.zip"))
    assert places(result) == [(f"bag/data/{NOTE}", "unsafe-path")]
    assert "bag/other" in result.report.problems[0].message


def test_members_that_share_bytes_are_refused(tmp_path: Path) -> None:
    members = raw_members(bag())
    inner = replace(members[-1], offset=0, name=members[0].name, content=members[0].content)
    result = examine(raw_zip([*members, inner], tmp_path / "b.zip"))
    assert {"overlap", "duplicate-member"} <= set(codes(result))


def test_a_member_that_reaches_into_the_next_is_refused(tmp_path: Path) -> None:
    members = raw_members(bag())
    longer = replace(members[-2], size=len(members[-2].content) + 20, packed_size=len(members[-2].content) + 20)
    result = examine(raw_zip([*members[:-2], longer, members[-1]], tmp_path / "b.zip"))
    assert "overlap" in codes(result)


def test_a_member_that_reaches_into_the_directory_is_refused(tmp_path: Path) -> None:
    members = raw_members(bag())
    longer = replace(members[-1], size=len(members[-1].content) + 20, packed_size=len(members[-1].content) + 20)
    assert "overlap" in codes(examine(raw_zip([*members[:-1], longer], tmp_path / "b.zip")))


def test_a_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    bomb = RawMember(b"bag/data/evidence/zeros", bytes(3 * 1024 * 1024), method=8)
    result = examine(_with(tmp_path, bomb))
    assert ("data/evidence/zeros", "bomb") in places(result)


def test_words_that_are_too_many_and_packed_too_well_are_both(tmp_path: Path) -> None:
    files = bag(payload(b" " * (17 * 1024 * 1024) + b"{}"))
    result = examine(zipped(files, tmp_path / "b.zip"))
    assert places(result) == [("data/submission.json", "too-large"), ("data/submission.json", "bomb")]


def test_a_bomb_that_declares_little_is_read_no_further_than_it_declares(tmp_path: Path) -> None:
    members = words()
    members["documents"].append({"path": "evidence/zeros", "title": "Zeros"})
    files = bag(payload(members, evidence() | {"evidence/zeros": bytes(100)}))
    zeros = bytes(64 * 1024 * 1024)
    lying = [
        replace(one, content=zeros, method=8, size=100, crc=zlib.crc32(bytes(100)))
        if one.name.endswith(b"zeros")
        else one
        for one in raw_members(files)
    ]
    progress = Told()
    result = examine(raw_zip(lying, tmp_path / "b.zip"), progress=progress)
    assert places(result) == [("data/evidence/zeros", "bomb")]
    assert max(done for done, _, _ in progress.steps) < 10_000


def test_a_ratio_at_the_limit_is_no_bomb(tmp_path: Path) -> None:
    limits = replace(SMALL, ratio=4, ratio_from_bytes=100)
    at, above = (RawMember(f"bag/data/{n}".encode(), b"", size=n, packed_size=50, method=8) for n in (200, 201))
    result = examine(_with(tmp_path, at, above), limits=limits)
    assert [where for where, code in places(result) if code == "bomb"] == ["data/201"]


def test_sizes_past_the_limits_are_refused_with_the_limit(tmp_path: Path) -> None:
    large = RawMember(b"bag/data/evidence/large", b"x" * 10_001)
    result = examine(_with(tmp_path, large), limits=SMALL)
    assert ("data/evidence/large", "too-large") in places(result)
    assert "10,000" in next(one.message for one in result.report.problems if one.code == "too-large")
    many = [RawMember(f"bag/data/evidence/{n}".encode(), b"x" * 10_000) for n in range(5)]
    result = examine(_with(tmp_path, *many), limits=SMALL)
    assert [where for where, code in places(result) if code == "too-large"] == ["bundle.zip", "bundle.zip"]


def test_as_many_evidence_files_as_the_limit_load(tmp_path: Path) -> None:
    for count, expected in ((5, []), (6, [("b.zip", "too-large")])):
        files = {f"evidence/{n}": b"" for n in range(count)}
        members = words(documents=[{"path": path, "title": "x"} for path in files], projects=[])
        assert places(examine(zipped(bag(payload(members, files)), tmp_path / "b.zip"), limits=SMALL)) == expected


def test_a_path_longer_than_the_limit_is_refused(tmp_path: Path) -> None:
    for length, expected in ((60, []), (61, ["too-large"])):
        path = "evidence/" + "é" * ((length - 14) // 2) + "x" * (length % 2)
        assert len(f"data/{path}".encode()) == length
        members = words()
        members["documents"].append({"path": path, "title": "Long"})
        result = examine(zipped(bag(payload(members, evidence() | {path: b""})), tmp_path / "b.zip"), limits=SMALL)
        assert codes(result) == expected


def test_more_entries_than_a_bag_can_need_are_not_even_listed(tmp_path: Path) -> None:
    members = [RawMember(f"bag/{n}/".encode()) for n in range(SMALL.entries)]
    assert places(examine(_with(tmp_path, *members), limits=SMALL)) == [("bundle.zip", "too-large")]


def test_data_descriptors_are_read(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in bag().items():
            archive.writestr(f"bag/{name}", data)
    path = tmp_path / "streamed.zip"
    path.write_bytes(pipe.data)
    assert zipfile.ZipFile(path).infolist()[0].flag_bits & 8
    assert codes(examine(path)) == []


def test_zip64_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in bag().items():
            with archive.open(f"bag/{name}", "w", force_zip64=True) as member:
                member.write(data)
    assert codes(examine(path)) == []
    small = zipped(bag(), tmp_path / "small.zip").read_bytes()
    count, size, start = struct.unpack("<H2L", small[-12:-2])
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(small) - 22, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(small[:-22] + record + locator + end)
    assert codes(examine(path)) == []
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, size, start, 0)
    path.write_bytes(small[:-22] + record + locator + end)
    assert codes(examine(path)) == ["damaged"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_without_the_utf8_flag_are_read(encoding: str, tmp_path: Path) -> None:
    path = "evidence/Übersicht é.txt"
    members = words()
    members["documents"].append({"path": path, "title": "Overview"})
    files = bag(payload(members, evidence() | {path: b"x"}))
    raw = [RawMember(f"bag/{name}".encode(encoding), data) for name, data in files.items()]
    assert codes(examine(raw_zip(raw, tmp_path / "b.zip"))) == []


def test_the_unicode_path_of_old_tools_is_read(tmp_path: Path) -> None:
    path = "evidence/Łódź.txt"
    members = words()
    members["documents"].append({"path": path, "title": "Overview"})
    files = bag(payload(members, evidence() | {path: b"x"}))
    raw = raw_members(files)
    told = struct.pack("<HHBL", 0x7075, 5 + len(raw[-1].name), 1, zlib.crc32(b"bag/data/L.txt")) + raw[-1].name
    raw[-1] = replace(raw[-1], name=b"bag/data/L.txt", extra=told)
    assert codes(examine(raw_zip(raw, tmp_path / "b.zip"))) == []


def test_a_comment_after_the_end_is_read_and_anything_else_is_not(tmp_path: Path) -> None:
    path = zipped(bag(), tmp_path / "b.zip")
    whole = path.read_bytes()
    path.write_bytes(whole[:-2] + struct.pack("<H", 5) + b"hello")
    assert codes(examine(path)) == []
    for damaged, code in (
        (whole + b"junk", "damaged"),
        (whole[:-1], "truncated"),
        (b"MZ" + whole, "damaged"),
        (b"", "not-a-bag"),
    ):
        path.write_bytes(damaged)
        assert places(examine(path)) == [("b.zip", code)]


def test_an_end_hidden_in_the_comment_is_ambiguous(tmp_path: Path) -> None:
    path = zipped(bag(), tmp_path / "b.zip")
    whole = path.read_bytes()
    path.write_bytes(whole[:-2] + struct.pack("<H", 22) + whole[-22:])
    assert codes(examine(path)) == ["damaged"]


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = zipped(bag(), tmp_path / "b.zip").read_bytes()
    for length in range(0, len(whole), 37):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert set(codes(examine(tmp_path / "cut.zip"))) <= {"truncated", "not-a-bag"}
        assert codes(examine(tmp_path / "cut.zip"))


def test_damage_inside_a_member_is_named(tmp_path: Path) -> None:
    for change, code in (
        ({"crc": 1}, "damaged"),
        ({"content": b"We met on Friday.\n", "crc": zlib.crc32(b"We met on Friday.\n")}, "digest-mismatch"),
        ({"method": 8, "size": 99}, "truncated"),
    ):
        members = [replace(one, **change) if one.name.endswith(b"note.txt") else one for one in raw_members(bag())]
        assert places(examine(raw_zip(members, tmp_path / "b.zip"))) == [(f"data/{NOTE}", code)]


def test_garbage_instead_of_deflate_is_damage(tmp_path: Path) -> None:
    members = raw_members(bag())
    garbage = b"\xff" * len(members[-1].content)

    class Garbage(RawMember):
        @property
        def packed(self) -> bytes:
            return garbage

    last = members[-1]
    members[-1] = Garbage(last.name, last.content, method=8)
    assert codes(examine(raw_zip(members, tmp_path / "b.zip"))) == ["damaged"]


def test_something_that_is_no_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n" * 100)
    assert places(examine(tmp_path / "letter.pdf")) == [("letter.pdf", "not-a-bag")]
    assert places(examine(tmp_path / "absent.zip")) == [("absent.zip", "missing-file")]


def test_a_drive_behind_the_top_folder_is_refused(tmp_path: Path) -> None:
    path = zipped({**bag(), "C:x": b"1"}, tmp_path / "b.zip")
    assert places(examine(path)) == [("bag/C:x", "unsafe-path")]
