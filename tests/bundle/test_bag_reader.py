"""Bags that RFC 8493 allows load; bags that it forbids are refused for the reason."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.bundle.builders import (
    BAGIT,
    COUNTS,
    FORMAT_LINE,
    bag,
    codes,
    evidence,
    examined,
    manifest,
    payload,
    places,
    warned,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path


def _document(path: str) -> dict[str, object]:
    return {"path": path, "title": "Another"}


def _with_file(path: str, data: bytes = b"more\n") -> dict[str, bytes]:
    members = words()
    members["documents"].append(_document(path))
    return payload(members, evidence() | {path: data})


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(line_end: str, tmp_path: Path) -> None:
    files = bag(
        info=f"Source-Organization: Office{line_end}{FORMAT_LINE.strip()}{line_end}",
        declaration=BAGIT.replace(b"\n", line_end.encode()),
    )
    files["manifest-sha256.txt"] = manifest(payload(), line_end=line_end)
    del files["tagmanifest-sha256.txt"]
    assert codes(examined(files, tmp_path)) == []


@pytest.mark.parametrize(
    "info",
    [
        "Submission-Format:\n  submission/1\n",
        "Submission-Format: \r\n\tsubmission/1\r\n",
        "Note: long\n  and folded\n\tagain\nSubmission-Format: submission/1",
        "SUBMISSION-FORMAT: submission/1\n\n\n",
        "Submission-Format:submission/1\n",
        "Submission-Format  :\tsubmission/1  \n",
    ],
)
def test_metadata_may_be_folded_and_spaced(info: str, tmp_path: Path) -> None:
    assert codes(examined(bag(info=info), tmp_path)) == []


@pytest.mark.parametrize("algorithms", [["sha256"], ["sha512"], ["md5", "sha256"], ["sha1", "sha512", "sha256"]])
def test_strong_manifests_alone_or_beside_others_are_accepted(algorithms: list[str], tmp_path: Path) -> None:
    result = examined(bag(algorithms=algorithms, tag_algorithms=["md5", *algorithms]), tmp_path)
    assert codes(result) == []
    assert len({file.sha256 for file in result.files}) == 2


@pytest.mark.parametrize("algorithms", [["md5"], ["sha1"], ["md5", "sha1"]])
def test_weak_manifests_alone_are_refused(algorithms: list[str], tmp_path: Path) -> None:
    assert places(examined(bag(algorithms=algorithms), tmp_path)) == [(f"manifest-{min(algorithms)}.txt", "not-a-bag")]


def test_a_bag_without_a_manifest_is_refused(tmp_path: Path) -> None:
    assert "not-a-bag" in codes(examined(bag(algorithms=[]), tmp_path))


def test_a_manifest_of_a_kind_that_cannot_be_computed_is_refused(tmp_path: Path) -> None:
    files = bag() | {"manifest-crc32.txt": b""}
    assert ("manifest-crc32.txt", "not-a-bag") in places(examined(files, tmp_path))


@pytest.mark.parametrize("algorithm", ["md5", "sha256", "sha512"])
def test_every_manifest_is_checked(algorithm: str, tmp_path: Path) -> None:
    files = bag(algorithms=["md5", "sha256", "sha512"], tag_algorithms=[])
    name = f"manifest-{algorithm}.txt"
    files[name] = manifest(payload(files={**evidence(), COUNTS: b"other"}), algorithm)
    result = examined(files, tmp_path)
    assert places(result) == [(f"data/{COUNTS}", "digest-mismatch")]
    assert name in result.report.problems[0].message


def test_a_file_must_be_in_every_payload_manifest(tmp_path: Path) -> None:
    files = bag(algorithms=["sha256", "sha512"], tag_algorithms=[])
    files["manifest-sha512.txt"] = b"\n".join(files["manifest-sha512.txt"].splitlines()[:-1]) + b"\n"
    result = examined(files, tmp_path)
    assert places(result) == [(f"data/{COUNTS}", "unlisted-file")]
    assert "manifest-sha512.txt" in result.report.problems[0].message


def test_tag_files_are_held_against_the_tag_manifest(tmp_path: Path) -> None:
    files = bag() | {"bag-info.txt": f"Bagging-Date: 2026-01-01\n{FORMAT_LINE}".encode()}
    files["tagmanifest-sha256.txt"] += b"0" * 64 + b"  lost.txt\n"
    assert places(examined(files, tmp_path)) == [
        ("bag-info.txt", "digest-mismatch"),
        ("lost.txt", "missing-file"),
    ]


def test_uppercase_digests_tabs_asterisks_and_dots_are_read(tmp_path: Path) -> None:
    files = bag(tag_algorithms=[])
    lines = files["manifest-sha256.txt"].decode().splitlines()
    marks = ("\t", " *", "   ./")
    parts = [line.split("  ") for line in lines]
    written = [f"{digest.upper()}{mark}{path}" for (digest, path), mark in zip(parts, marks, strict=True)]
    files["manifest-sha256.txt"] = "\n".join(written).encode()
    files["tagmanifest-sha256.txt"] = manifest({"bagit.txt": BAGIT}).replace(b"  ", b" *")
    assert codes(examined(files, tmp_path)) == []


@pytest.mark.parametrize("path", ["evidence/100%.txt", "evidence/a%0Ab.txt", "evidence/ü b\n%25.txt"])
def test_percent_signs_and_line_ends_in_names_are_decoded(path: str, tmp_path: Path) -> None:
    result = examined(bag(_with_file(path)), tmp_path)
    assert codes(result) == []
    assert path in {file.path for file in result.files}


@pytest.mark.parametrize("path", ["evidence/a%20b.txt", "evidence/50%"])
def test_a_bare_percent_sign_is_refused_in_1_0_and_read_in_0_97(path: str, tmp_path: Path) -> None:
    files = bag(_with_file(path), tag_algorithms=[])
    files["manifest-sha256.txt"] = files["manifest-sha256.txt"].replace(b"%25", b"%")
    assert ("manifest-sha256.txt", "bad-tag-file") in places(examined(files, tmp_path))
    files["bagit.txt"] = BAGIT.replace(b"1.0", b"0.97")
    result = examined(files, tmp_path)
    assert codes(result) == []
    assert ("bagit.txt", "bagit-version") in warned(result)


def test_an_encoded_percent_sign_in_0_97_is_read_where_it_must_be_one(tmp_path: Path) -> None:
    files = bag(_with_file("evidence/50%.txt"), declaration=BAGIT.replace(b"1.0", b"0.97"))
    assert codes(examined(files, tmp_path)) == []


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-16BE", "ISO-8859-1", "utf-8", "windows-1252"])
@pytest.mark.parametrize("with_mark", [True, False])
def test_tag_files_are_in_the_declared_encoding(encoding: str, with_mark: bool, tmp_path: Path) -> None:
    files = bag(
        _with_file("evidence/über.txt"), tag_algorithms=[], declaration=BAGIT.replace(b"UTF-8", encoding.encode())
    )
    mark = "\ufeff" if with_mark and encoding.lower().startswith("utf") else ""
    for name in ("bag-info.txt", "manifest-sha256.txt"):
        written = files[name].decode()
        codec = "utf-16-le" if encoding == "UTF-16" and with_mark else "utf-16-be" if encoding == "UTF-16" else encoding
        files[name] = (mark + written).encode(codec)
    assert codes(examined(files, tmp_path)) == []


@pytest.mark.parametrize(
    "declaration",
    [
        b"\xef\xbb\xbf" + BAGIT,
        BAGIT.decode().encode("utf-16"),
        BAGIT.replace(b"1.0", b"0.96"),
        BAGIT.replace(b"1.0", b"2.0"),
        BAGIT.replace(b"UTF-8", b"KLINGON-8"),
        BAGIT.replace(b"UTF-8", b"zlib"),
        BAGIT.replace(b"UTF-8", b"idna"),
        BAGIT.splitlines()[0],
        b"\n".join(reversed(BAGIT.splitlines())),
        BAGIT + b"Extra: yes\n",
        b"",
    ],
)
def test_a_declaration_that_is_none_is_refused(declaration: bytes, tmp_path: Path) -> None:
    found = places(examined(bag(declaration=declaration), tmp_path))
    assert ("bagit.txt", "not-a-bag") in found
    assert {where for where, _ in found} <= {"bagit.txt"}


def test_a_manifest_that_is_no_text_in_its_encoding_is_refused(tmp_path: Path) -> None:
    files = bag(tag_algorithms=[])
    files["manifest-sha256.txt"] += b"\xff\xfe"
    assert ("manifest-sha256.txt", "bad-tag-file") in places(examined(files, tmp_path))


@pytest.mark.parametrize(
    "info", ["", "Payload-Oxum: 1.1\n", "Submission-Format: submission/2\n", f"{FORMAT_LINE}Submission-Format: x\n"]
)
def test_a_bag_that_names_no_format_is_no_submission(info: str, tmp_path: Path) -> None:
    assert ("bag-info.txt", "not-a-submission") in places(examined(bag(info=info), tmp_path))


def test_a_bag_without_metadata_is_no_submission(tmp_path: Path) -> None:
    files = bag(tag_algorithms=[])
    del files["bag-info.txt"]
    assert places(examined(files, tmp_path)) == [("bag-info.txt", "not-a-submission")]


def test_a_bag_without_words_is_no_submission(tmp_path: Path) -> None:
    inside = {path: data for path, data in payload().items() if path != "data/submission.json"}
    assert places(examined(bag(inside), tmp_path)) == [("data/submission.json", "not-a-submission")]


@pytest.mark.parametrize("claimed", ["7.3", "x", "1.2.3", "", "-1.3"])
def test_a_wrong_oxum_is_refused_with_both_numbers(claimed: str, tmp_path: Path) -> None:
    total = sum(len(data) for data in payload().values())
    result = examined(bag(info=f"{FORMAT_LINE}Payload-Oxum: {claimed}\n"), tmp_path)
    assert places(result) == [("bag-info.txt", "oxum-mismatch")]
    assert claimed in result.report.problems[0].message
    assert f"{total}.3" in result.report.problems[0].message


def test_an_oxum_given_twice_is_refused(tmp_path: Path) -> None:
    line = f"Payload-Oxum: {sum(len(data) for data in payload().values())}.3\n"
    assert codes(examined(bag(info=FORMAT_LINE + line), tmp_path)) == []
    assert codes(examined(bag(info=FORMAT_LINE + line + line), tmp_path)) == ["oxum-mismatch"]


@pytest.mark.parametrize(
    ("line", "where", "code"),
    [
        (b"zz  data/evidence/x\n", "manifest-sha256.txt", "bad-tag-file"),
        (b"no path here\n", "manifest-sha256.txt", "bad-tag-file"),
        (b"aa  bag-info.txt\n", "manifest-sha256.txt", "bad-tag-file"),
        (b"aa  data/evidence/p1/\n", "manifest-sha256.txt", "bad-tag-file"),
        (b"aa  data/../../x\n", "data/../../x", "unsafe-path"),
        (b"aa  /etc/passwd\n", "/etc/passwd", "unsafe-path"),
        (b"aa  data\\evidence\\x\n", "data\\evidence\\x", "unsafe-path"),
        (b"aa  C:/data/x\n", "C:/data/x", "unsafe-path"),
        (b"aa  data/evidence/lost.txt\n", "data/evidence/lost.txt", "missing-file"),
        (b"aa  data/evidence/p1/note.txt\n", "manifest-sha256.txt", "bad-tag-file"),
    ],
)
def test_a_bad_line_of_a_manifest_is_refused(line: bytes, where: str, code: str, tmp_path: Path) -> None:
    files = bag(tag_algorithms=[])
    files["manifest-sha256.txt"] += line
    assert places(examined(files, tmp_path)) == [(where, code)]


def test_a_tag_manifest_must_not_list_the_payload(tmp_path: Path) -> None:
    files = bag()
    files["tagmanifest-sha256.txt"] += manifest({"data/submission.json": b""})
    assert places(examined(files, tmp_path)) == [("tagmanifest-sha256.txt", "bad-tag-file")]


def test_a_line_of_metadata_without_a_colon_is_refused(tmp_path: Path) -> None:
    result = examined(bag(info=f"{FORMAT_LINE}what is this\n"), tmp_path)
    assert places(result) == [("bag-info.txt", "bad-tag-file")]
    assert "2" in result.report.problems[0].message


def test_names_that_differ_only_in_unicode_form_are_one_with_a_warning(tmp_path: Path) -> None:
    composed = "evidence/Łąka-é.txt"
    apart = unicodedata.normalize("NFD", composed)
    assert apart != composed
    inside = _with_file(composed)
    sealed = bag(inside)
    moved = {unicodedata.normalize("NFD", name): data for name, data in sealed.items()}
    result = examined(moved, tmp_path)
    assert codes(result) == []
    assert (f"data/{composed}", "name-form") in warned(result)
    assert composed in {file.path for file in result.files}
    assert result.bundle_sha256 == examined(sealed, tmp_path).bundle_sha256


def test_one_file_cannot_stand_for_two_names(tmp_path: Path) -> None:
    composed = "evidence/é.txt"
    apart = unicodedata.normalize("NFD", composed)
    files = bag(_with_file(composed), tag_algorithms=[])
    files["manifest-sha256.txt"] += manifest({f"data/{apart}": b"more\n"})
    assert places(examined(files, tmp_path)) == [(f"data/{apart}", "missing-file")]
    members = words()
    members["documents"] += [_document(composed), _document(apart)]
    result = examined(bag(payload(members, evidence() | {composed: b""})), tmp_path)
    assert places(result) == [("/documents/3/path", "name-collision")]


def test_fetching_is_refused_and_what_it_promises_is_not_called_missing(tmp_path: Path) -> None:
    files = bag(tag_algorithms=[]) | {"fetch.txt": b"https://office.example/a 5 data/evidence/a.bin\r\n"}
    files["manifest-sha256.txt"] += b"00  data/evidence/a.bin\n"
    assert places(examined(files, tmp_path)) == [("fetch.txt", "fetch-txt")]


def test_everything_wrong_is_told_in_one_pass(tmp_path: Path) -> None:
    members = words(program=7, submitted_on="2026-02-30")
    members["documents"].append(_document("evidence/p1/absent.pdf"))
    files = bag(payload(members), info=f"{FORMAT_LINE}Payload-Oxum: 1.1\n", tag_algorithms=[])
    files["manifest-sha256.txt"] = files["manifest-sha256.txt"].replace(b"counts.csv", b"Counts.txt")
    files["data/evidence/p1/note.txt"] = b"changed"
    result = examined(files | {"fetch.txt": b"", "data/evidence/P1/NOTE.txt": b""}, tmp_path)
    assert set(codes(result)) == {
        "name-collision",
        "fetch-txt",
        "schema",
        "bad-date",
        "digest-mismatch",
        "missing-file",
        "unlisted-file",
        "oxum-mismatch",
    }
