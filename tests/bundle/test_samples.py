"""The sample bundles, bags and archives beside the repository."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

import bagit
import pytest

from reviewer.bundle.intake import content_digest, examine
from reviewer.bundle.known import KnownPrograms
from tests.bundle.builders import codes, places, warned

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.submission.findings import Finding

GOOD = {
    "CPT-2026-0101_r1": 14,
    "CPT-2026-0102_r1": 11,
    "CPT-2026-0102_r2": 12,
    "CPT-2026-0103_r1": 4,
    "CPT-2026-0104_r1": 5,
    "CPT-2026-0105_r1": 2,
    "CPT-2026-0106_r1": 7,
    "CPTM-2026-0201_r1": 3,
    "CPTM-2026-0202_r1": 1,
}
PROGRAMS = KnownPrograms(
    editions={"cpt": ("2012", "2013"), "cptm": ("2024",)},
    pathways={("cpt", "2012"): ("initial",), ("cpt", "2013"): ("initial", "preparation"), ("cptm", "2024"): ()},
    standards={("cpt", "2013"): frozenset(range(1, 11))},
)
REFUSED = {
    "digest-mismatch": ("data/evidence/p1/note.txt", "digest-mismatch", ["note.txt", "manifest-sha256.txt"]),
    "missing-payload-file": ("data/evidence/p1/counts.csv", "missing-file", ["counts.csv", "incomplete"]),
    "unlisted-payload-file": ("data/evidence/p1/old-draft.txt", "unlisted-file", ["old-draft.txt", "not listed"]),
    "bad-payload-oxum": ("bag-info.txt", "oxum-mismatch", ["1772.3", "1771.3"]),
    "duplicate-json-keys": ("/ethics/agreed", "duplicate-key", ["agreed"]),
    "unknown-program": ("/program", "unknown-program", ["cpq", "cpt 2012, 2013", "cptm 2024"]),
    "evidence-path-not-in-documents": (
        "/projects/0/claims/0/evidence/2/path",
        "dangling-evidence",
        ["evidence/p1/minutes.pdf"],
    ),
    "zip-slip-path": ("../outside.txt", "unsafe-path", ["../outside.txt"]),
    "symlink-member": ("CPT-2026-0910_r1/data/evidence/p1/link.txt", "symlink", ["link.txt"]),
    "fetch-txt": ("fetch.txt", "fetch-txt", ["offline", "film.bin"]),
    "case-colliding-names": ("data/evidence/p1/counts.csv", "name-collision", ["Counts.csv", "counts.csv"]),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_sample_loads(name: str, shared_data: Path) -> None:
    result = examine(shared_data / "bundles" / f"{name}.zip")
    assert result.report.problems == ()
    assert result.submission is not None
    assert str(result.submission.key) == name.replace("_r", "@")
    assert len(result.files) == len(result.submission.documents) == GOOD[name]
    assert all(file.is_listed for file in result.files)


@pytest.mark.parametrize("name", ["CPT-2026-0101_r1", "CPT-2026-0106_r1"])
def test_the_content_digest_is_that_of_the_contract(name: str, shared_data: Path) -> None:
    path = shared_data / "bundles" / f"{name}.zip"
    with zipfile.ZipFile(path) as archive:
        files = {one.partition("/")[2]: archive.read(one) for one in archive.namelist() if "/data/" in one}
    lines = sorted((one.encode(), hashlib.sha256(data).hexdigest().encode()) for one, data in files.items())
    expected = hashlib.sha256(b"".join(digest + b"  " + one + b"\n" for one, digest in lines)).hexdigest()
    assert examine(path).bundle_sha256 == expected
    assert content_digest({one: hashlib.sha256(data).hexdigest() for one, data in files.items()}) == expected


def test_a_bag_packed_again_is_the_same_bundle(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "bundles" / "CPT-2026-0106_r1.zip"
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as target:
        for one in reversed(source.namelist()):
            target.writestr(one.partition("/")[2], source.read(one))
        source.extractall(tmp_path / "folder")
    digests = {examine(one).bundle_sha256 for one in (path, again, tmp_path / "folder" / "CPT-2026-0106_r1")}
    assert len(digests) == 1


def test_what_is_planted_in_the_samples_is_warned_about(shared_data: Path) -> None:
    mixed = examine(shared_data / "bundles" / "CPT-2026-0102_r1.zip", known_programs=PROGRAMS)
    assert warned(mixed) == [
        ("/documents/10", "uncited-document"),
        ("/projects/2/attestations/0/signed_on", "early-attestation"),
    ]
    thin = examine(shared_data / "bundles" / "CPT-2026-0103_r1.zip", known_programs=PROGRAMS)
    assert warned(thin) == [
        ("/documents/1/media_type", "media-type"),
        ("/projects/1/claims/2/narrative", "same-narrative"),
    ]
    assert warned(examine(shared_data / "bundles" / "CPT-2026-0101_r1.zip", known_programs=PROGRAMS)) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_sample_is_refused_for_its_one_fault(name: str, shared_data: Path) -> None:
    where, code, named = REFUSED[name]
    result = examine(shared_data / "bundles" / "refused" / f"{name}.zip", known_programs=PROGRAMS)
    (problem,) = result.report.problems
    assert (problem.where, problem.code) == (where, code)
    assert [part for part in named if part not in problem.message] == []
    assert result.submission is None
    assert result.submission_json is None


def test_a_digest_mismatch_names_both_digests(shared_data: Path) -> None:
    result = examine(shared_data / "bundles" / "refused" / "digest-mismatch.zip")
    message = result.report.problems[0].message
    with zipfile.ZipFile(shared_data / "bundles" / "refused" / "digest-mismatch.zip") as archive:
        found = hashlib.sha256(archive.read("CPT-2026-0901_r1/data/evidence/p1/note.txt")).hexdigest()
    assert found in message
    assert "f063260c50a5660ccfb418d57df0cf865786288fb18b08997900a0f71b16dd44" in message


def test_five_breaches_of_the_schema_are_listed_in_one_pass(shared_data: Path) -> None:
    result = examine(shared_data / "bundles" / "refused" / "schema-errors-in-five-places.zip", known_programs=PROGRAMS)
    assert places(result) == [
        ("/revision", "schema"),
        ("/pathway", "schema"),
        ("/registered_on", "schema"),
        ("/projects/0/claims/0/standard", "schema"),
        ("/documents/1", "schema"),
    ]
    assert "title" in result.report.problems[-1].message


def test_pathways_that_no_program_defines_yet_are_refused_by_name(shared_data: Path) -> None:
    result = examine(shared_data / "bundles" / "CPT-2026-0104_r1.zip", known_programs=PROGRAMS)
    (problem,) = result.report.problems
    assert (problem.where, problem.code) == ("/pathway", "unknown-program")
    assert "recertification" in problem.message
    assert "initial, preparation" in problem.message


BAGS = ["valid", "valid-with-multi-manifests", "valid-with-subdirs", "valid-bag-info-with-blank-lines"]


def _of_the_bag(problems: tuple[Finding, ...]) -> list[str]:
    return [problem.code for problem in problems if problem.code != "not-a-submission"]


@pytest.mark.parametrize("name", [*BAGS, "TestEncodingBag"])
def test_a_valid_bag_lacks_only_the_submission(name: str, shared_data: Path) -> None:
    result = examine(shared_data / "bags" / name)
    assert _of_the_bag(result.report.problems) == []
    assert set(codes(result)) == {"not-a-submission"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("malformed-checksum", {"digest-mismatch"}),
        ("unexpected-files", {"unlisted-file"}),
        ("TestBadFilePathsBag", {"bad-tag-file", "unlisted-file"}),
        ("example.edu.sample_good.zip", {"not-a-bag"}),
    ],
)
def test_a_bag_that_is_not_valid_here_says_why(name: str, expected: set[str], shared_data: Path) -> None:
    result = examine(shared_data / "bags" / name)
    assert set(_of_the_bag(result.report.problems)) == expected


# The library and RFC 8493 differ about a percent sign in a name; SOURCES.md tells which is right.
@pytest.mark.parametrize("name", [*BAGS, "malformed-checksum", "unexpected-files"])
def test_our_reader_and_the_known_library_agree(name: str, shared_data: Path, caplog: pytest.LogCaptureFixture) -> None:
    theirs = bagit.Bag(str(shared_data / "bags" / name)).is_valid()
    ours = _of_the_bag(examine(shared_data / "bags" / name).report.problems) == []
    assert ours == theirs


ARCHIVES = {
    "relative2": {"unsafe-path"},
    "absolute1": {"unsafe-path"},
    "dirsymlink2a": {"symlink", "name-collision"},
    "sloppy-filenames": {"unsafe-path"},
    "absolute_path_C_xt": {"unsafe-path"},
    "filename_duplicate": {"duplicate-member"},
    "incons-local-filename": {"unsafe-path"},
    "incons-filename-nul-byte": {"unsafe-path"},
    "encrypt-aes256": {"encrypted-member"},
    "test-cp437": {"unsafe-path", "name-collision"},
    "zip64": {"device"},
    "comment-truncated": {"truncated"},
    "go-with-datadesc-sig": set(),
    "test_read_format_zip_uncompressed_size_off_by_4gib": {"bomb", "damaged", "too-large"},
    "bigzero-zip": {"bomb"},
    "testfile-truncated": {"truncated"},
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_archive_is_refused_for_what_it_is(name: str, shared_data: Path) -> None:
    result = examine(shared_data / "archives" / f"{name}.zip")
    assert set(codes(result)) - {"not-a-bag"} == ARCHIVES[name]
    assert not result.report.is_acceptable
    assert result.submission is None


def test_every_archive_of_the_samples_is_tried(shared_data: Path) -> None:
    assert {path.stem for path in (shared_data / "archives").glob("*.zip")} == set(ARCHIVES)
    assert {path.stem for path in (shared_data / "bundles").glob("*.zip")} == set(GOOD)
    tried = {*REFUSED, "schema-errors-in-five-places"}
    assert {path.stem for path in (shared_data / "bundles" / "refused").glob("*.zip")} == tried
