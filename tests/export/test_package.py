"""A package is the bag of the contract, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import bagit
import pytest
import rfc8785

from reviewer.errors import ExportError
from reviewer.export.package import build_package
from reviewer.export.writing import write_package
from reviewer.vocabulary import CaseKey
from tests.conftest import REPOSITORY
from tests.export.builders import (
    COVER,
    KEY,
    LETTER,
    OTHER_SEED,
    SEED,
    content,
    determination,
    journal,
    judgment,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.export.content import PackageContent

FOLDER = "decisions-rev-07-0001"
FILES = [
    "allowed_signers",
    "bag-info.txt",
    "bagit.txt",
    "data/cover.pdf",
    "data/decisions.json",
    "data/determinations.csv",
    "data/journal/S-0101-r1.jsonl",
    "data/judgments.csv",
    "data/letters/S-0101-r1.pdf",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "tagmanifest-sha256.txt.sig",
]


def _unpacked(folder: Path, package: PackageContent | None = None) -> Path:
    with zipfile.ZipFile(written(folder, package or content())) as archive:
        archive.extractall(folder)
    return folder / FOLDER


def _decisions(folder: Path, package: PackageContent | None = None) -> dict[str, Any]:
    decisions: dict[str, Any] = json.loads((_unpacked(folder, package) / "data/decisions.json").read_bytes())
    return decisions


def _rows(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_package_is_named_for_its_reviewer_and_sequence(tmp_path: Path) -> None:
    assert written(tmp_path, content(sequence=42)).name == "decisions-rev-07-0042.zip"


def test_the_package_holds_the_files_of_the_contract(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, content())) as archive:
        assert archive.namelist() == [f"{FOLDER}/{name}" for name in FILES]


def test_every_member_is_stored_dated_1980_and_of_mode_0644(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, content())) as archive:
        for member in archive.infolist():
            assert member.compress_type == zipfile.ZIP_STORED
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert member.external_attr >> 16 & 0o777 == 0o644
            assert member.extra == b""
            assert member.comment == b""


def test_the_archive_is_what_the_standard_library_writes_by_the_same_rules(tmp_path: Path) -> None:
    package = written(tmp_path, content())
    rewritten = io.BytesIO()
    with zipfile.ZipFile(package) as archive, zipfile.ZipFile(rewritten, "w") as again:
        for name in archive.namelist():
            member = zipfile.ZipInfo(name)
            member.create_system = 3
            member.external_attr = 0o100644 << 16
            again.writestr(member, archive.read(name))
    assert rewritten.getvalue() == package.read_bytes()


def test_bagit_finds_nothing_wrong(tmp_path: Path) -> None:
    bag = bagit.Bag(str(_unpacked(tmp_path)))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert list(bag.info) == ["Decision-Format", "Reviewer-Id", "Package-Sequence", "Journal-Head", "Payload-Oxum"]
    assert bag.info["Decision-Format"] == "decisions/1"
    assert bag.info["Package-Sequence"] == "0001"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum_finds_nothing_wrong(tmp_path: Path, manifest: str) -> None:
    run = subprocess.run(
        ["sha256sum", "--strict", "-c", manifest], cwd=_unpacked(tmp_path), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def _ssh_keygen_verify(bag: Path, reviewer_id: str) -> subprocess.CompletedProcess[bytes]:
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", reviewer_id, "-n", "reviewer-decision"]
    command += ["-s", "tagmanifest-sha256.txt.sig"]
    message = (bag / "tagmanifest-sha256.txt").read_bytes()
    return subprocess.run(command, cwd=bag, input=message, capture_output=True, check=False)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_ssh_keygen_knows_the_signature(tmp_path: Path) -> None:
    bag = _unpacked(tmp_path)
    assert _ssh_keygen_verify(bag, "rev-07").returncode == 0
    assert _ssh_keygen_verify(bag, "rev-08").returncode != 0
    (bag / "tagmanifest-sha256.txt").write_bytes(b"")
    assert _ssh_keygen_verify(bag, "rev-07").returncode != 0


def test_the_decisions_are_canonical_json_with_the_members_of_the_contract(tmp_path: Path) -> None:
    decisions = _decisions(tmp_path)
    assert rfc8785.dumps(decisions) == (tmp_path / FOLDER / "data/decisions.json").read_bytes()
    assert set(decisions) == {
        *("format", "generator", "reviewer", "sequence", "made_at", "journal_head"),
        *("determinations", "alerts", "questions", "recusals", "confidential_notes"),
    }
    assert set(decisions["determinations"][0]) == {
        *("submission_id", "revision", "bundle_sha256", "program", "edition", "program_sha256", "pathway"),
        *("candidate_id", "determination_id", "version", "supersedes", "journal_head", "recommended", "outcome"),
        *("because", "signed_at", "letter", "declarations", "eligibility", "ethics", "judgments", "activities"),
        *("milestones", "experience", "rules", "smallest_changes", "margin"),
    }


def test_a_judgment_is_written_with_every_member(tmp_path: Path) -> None:
    first, second = _decisions(tmp_path)["determinations"][0]["judgments"]
    assert second["same_as"] == {"project_id": "p1", "standard": 1}
    assert (first["same_as"], first["fix"]) == (None, None)
    assert first["citations"] == [
        {
            "kind": "passage",
            "source": "document",
            "path": "evidence/p1/plan.pdf",
            "sha256": "a" * 64,
            "place": 3,
            "start": 10,
            "end": 29,
            "rect": [72, 90.5, 300.25, 102],
            "quote": "we piloted it twice",
        }
    ]


def test_the_explanation_is_written_as_the_command_line_gives_it(tmp_path: Path) -> None:
    entry = _decisions(tmp_path)["determinations"][0]
    assert entry["rules"] == [
        {"rule": "every-standard-met", "holds": "fails", "because": "one open", "status": "assumed"}
    ]
    assert entry["smallest_changes"] == [
        [
            {"project_id": "p1", "standard": 1, "from": "partly_met", "to": "met"},
            {"item": "experience", "from": "fails", "to": "holds"},
        ]
    ]


def test_messages_to_the_office_are_written(tmp_path: Path) -> None:
    decisions = _decisions(tmp_path)
    assert decisions["recusals"] == [
        {"submission_id": "S-0103", "revision": 2, "kind": "employer", "at": "2026-11-21T20:00:00.000Z"}
    ]
    assert decisions["alerts"][0]["kind"] == "personal_data"
    assert decisions["questions"][0]["text"] == "Which edition?"
    assert decisions["confidential_notes"] == [{"submission_id": "S-0101", "text": "Please call me."}]


def test_the_letter_is_named_with_its_digest(tmp_path: Path) -> None:
    decisions = _decisions(tmp_path)
    letter = decisions["determinations"][0]["letter"]
    assert letter == {"path": "data/letters/S-0101-r1.pdf", "sha256": hashlib.sha256(LETTER).hexdigest()}
    assert (tmp_path / FOLDER / letter["path"]).read_bytes() == LETTER
    assert (tmp_path / FOLDER / "data/cover.pdf").read_bytes() == COVER


def test_the_journal_head_covers_every_journal(tmp_path: Path) -> None:
    other = CaseKey("S-0101", 2)
    journals = {KEY: journal("a", "b"), other: journal("c")}
    both = content(
        determinations=(determination(), determination(other)), letters={KEY: LETTER, other: LETTER}, journals=journals
    )
    decisions = _decisions(tmp_path, both)
    heads = {key: json.loads(lines[-1])["hash"] for key, lines in journals.items()}
    lines = f"S-0101@1 {heads[KEY]}\nS-0101@2 {heads[other]}\n"
    assert decisions["journal_head"] == hashlib.sha256(lines.encode()).hexdigest()
    assert [entry["journal_head"] for entry in decisions["determinations"]] == [heads[KEY], heads[other]]


def test_tables_open_in_a_spreadsheet_without_running_anything(tmp_path: Path) -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]
    judgments = tuple(judgment(number, finding=words, feedback='a "b",\nc') for number, words in enumerate(dangerous))
    bag = _unpacked(tmp_path, content(determinations=(determination(judgments=judgments),)))
    data = (bag / "data/judgments.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfsubmission_id,revision,project_id,standard,level,finding,feedback\r\n")
    rows = _rows(bag / "data/judgments.csv")
    assert [row["finding"] for row in rows] == [f"'{words}" for words in dangerous]
    assert {row["feedback"] for row in rows} == {'a "b",\nc'}


def test_the_table_of_determinations_has_the_columns_of_the_contract(tmp_path: Path) -> None:
    assert _rows(_unpacked(tmp_path) / "data/determinations.csv") == [
        {
            "submission_id": "S-0101",
            "revision": "1",
            "program": "cpt",
            "edition": "2013",
            "pathway": "initial",
            "candidate_id": "C-9",
            "determination_id": "D-S-0101",
            "version": "1",
            "recommended": "certify",
            "outcome": "certify",
            "signed_at": "2026-11-21T20:10:00.000Z",
        }
    ]


def test_a_package_of_messages_alone_can_be_made(tmp_path: Path) -> None:
    decisions = _decisions(tmp_path, content(determinations=(), letters={}, journals={}))
    assert decisions["determinations"] == []
    assert decisions["journal_head"] == hashlib.sha256(b"").hexdigest()


def test_the_order_of_cases_and_messages_does_not_matter() -> None:
    other = CaseKey("S-0100", 1)
    cases = (determination(), determination(other))
    one = content(
        determinations=cases, letters={KEY: LETTER, other: b"x"}, journals={KEY: journal("a"), other: journal("b")}
    )
    turned = replace(
        one,
        determinations=cases[::-1],
        letters=dict(sorted(one.letters.items())),
        journals=dict(sorted(one.journals.items())),
        alerts=one.alerts[::-1],
    )
    assert build_package(one, SEED).sha256 == build_package(turned, SEED).sha256


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_makes_the_same_bytes(tmp_path: Path, hash_seed: str) -> None:
    program = """
from pathlib import Path
from tests.export.builders import content, written
written(Path.cwd(), content())
"""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(REPOSITORY), "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, env=environment)
    here = tmp_path / "here"
    assert (tmp_path / f"{FOLDER}.zip").read_bytes() == written(here, content()).read_bytes()


def test_another_key_makes_another_package() -> None:
    assert build_package(content(), SEED).sha256 != build_package(content(), OTHER_SEED).sha256


def test_the_digest_and_size_are_those_of_the_file(tmp_path: Path) -> None:
    package = build_package(content(), SEED)
    data = write_package(package, tmp_path).path.read_bytes()
    assert package.sha256 == hashlib.sha256(data).hexdigest()
    assert package.size_bytes == len(data)


def test_the_submissions_are_those_determined_and_recused() -> None:
    assert content().submissions == (KEY, CaseKey("S-0103", 2))


def test_content_has_no_place_for_what_stays_on_the_laptop() -> None:
    names = {
        field.name for value in (content(), determination(), judgment(), judgment().text) for field in fields(value)
    }
    assert not {"email", "postal_address", "private", "sureness", "comes_back", "candidate", "drafts"} & names


REFUSED = {
    "no letter": (content(letters={}), "letter"),
    "no journal": (content(journals={}), "journal"),
    "broken journal": (content(journals={KEY: journal("a", "b")[1:]}), "journal"),
    "no reason": (content(determinations=(determination(outcome="not_certified"),)), "reason"),
    "twice": (content(determinations=(determination(), determination())), "twice"),
    "reviewer id": (content(reviewer_id='x" *'), "reviewer id"),
    "sequence": (content(sequence=10_000), "9999"),
    "nothing": (
        content(determinations=(), alerts=(), questions=(), recusals=(), confidential_notes=()),
        "nothing to send",
    ),
    "half a character": (content(reviewer_name="\ud800"), "JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_ready_is_refused_with_the_reason(name: str) -> None:
    package, word = REFUSED[name]
    with pytest.raises(ExportError) as refusal:
        build_package(package, SEED)
    assert word in str(refusal.value.details["reason"])
