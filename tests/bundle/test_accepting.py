"""Accepting what was examined: progress, cancelling, memory, conflicts."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from reviewer.bundle.intake import accept, conflict, examine
from reviewer.bundle.limits import Limits
from reviewer.errors import BundleRefusedError, EvidenceDigestError
from reviewer.progress import Cancelled
from reviewer.submission.reading import submission_from_bytes
from tests.bundle.builders import NOTE, Impatient, Told, bag, codes, evidence, payload, words, zipped

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1024 * 1024


def _bag_of(files: dict[str, bytes]) -> dict[str, bytes]:
    members = words(projects=[], documents=[{"path": path, "title": "T"} for path in files])
    return bag(payload(members, files))


def test_what_is_accepted_carries_the_words_as_they_came(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(words()).replace("What counts.", "One\\r\\ntwo").encode()
    accepted = accept(examine(zipped(bag(payload(content)), tmp_path / "b.zip")))
    assert accepted.submission_json == content
    again = submission_from_bytes(content, bundle_sha256=accepted.submission.bundle_sha256)
    assert again == accepted.submission
    assert again.projects[0].claims[0].narrative == "One\ntwo"


def test_a_bundle_with_problems_is_not_accepted(tmp_path: Path) -> None:
    result = examine(zipped(bag(info=""), tmp_path / "b.zip"))
    with pytest.raises(BundleRefusedError) as refused:
        accept(result)
    assert refused.value.subject == "b.zip"
    assert refused.value.details["report"] is result.report


def test_progress_tells_bytes_and_files(tmp_path: Path) -> None:
    files = _bag_of({"evidence/a": b"a" * (3 * MIB), "evidence/b": b"b"})
    progress = Told()
    examine(zipped(files, tmp_path / "b.zip", packed=False), progress=progress)
    told = progress.steps
    total = sum(len(data) for data in files.values())
    assert {whole for _, whole, _ in told} == {total}
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == total
    assert {subject for _, _, subject in told} == set(files)


def test_examining_can_be_called_off(tmp_path: Path) -> None:
    path = zipped(bag(), tmp_path / "b.zip")
    with pytest.raises(Cancelled):
        examine(path, progress=Impatient())
    path.unlink()


@pytest.mark.parametrize("steps", range(1, 7))
def test_long_lists_of_words_can_be_called_off_in_between(steps: int, tmp_path: Path) -> None:
    class Patient(Told):
        def step(self, done: int, total: int, subject: str = "") -> None:
            super().step(done, total, subject)
            if len(self.steps) == steps:
                raise Cancelled

    attestation = {"attester_name": "A", "relation": "peer", "confirms": [1] * 10_000}
    project = {"project_id": "p1", "title": "T", "claims": [], "attestations": [attestation]}
    progress = Patient()
    with pytest.raises(Cancelled):
        examine(zipped(bag(payload(words(projects=[project]))), tmp_path / "b.zip"), progress=progress)
    assert progress.steps[0] == progress.steps[-1]


def test_a_zip_that_changes_after_it_was_examined_is_noticed(tmp_path: Path) -> None:
    path = zipped(bag(), tmp_path / "b.zip")
    result = examine(path)
    zipped(bag(payload(files=evidence() | {NOTE: b"We met on Sunday.\n"})), path)
    with accept(result) as accepted, pytest.raises(EvidenceDigestError):
        list(accepted.chunks(NOTE))
    zipped({"bagit.txt": b""}, path)
    with accept(result) as accepted, pytest.raises(EvidenceDigestError):
        list(accepted.chunks(NOTE))


def test_files_can_be_streamed_by_turns(tmp_path: Path) -> None:
    files = {"evidence/a": b"a" * (3 * MIB), "evidence/b": bytes(range(256)) * 12_000}
    for packed in (True, False):
        with accept(
            examine(zipped(_bag_of(files), tmp_path / "b.zip", packed=packed), limits=Limits(ratio=10_000))
        ) as accepted:
            streams = {path: accepted.chunks(path) for path in files}
            found = {path: hashlib.sha256() for path in files}
            for _ in range(4):
                for path, stream in streams.items():
                    found[path].update(next(stream, b""))
            assert {path: one.digest() for path, one in found.items()} == {
                path: hashlib.sha256(data).digest() for path, data in files.items()
            }


def test_memory_does_not_grow_with_the_bundle(tmp_path: Path) -> None:
    peaks = []
    for count in (1, 8):
        files = _bag_of({f"evidence/{number}": bytes(8 * MIB) for number in range(count)})
        path = zipped(files, tmp_path / f"{count}.zip", packed=count == 1)
        del files
        tracemalloc.start()
        result = examine(path, limits=Limits(ratio=10_000))
        with accept(result) as accepted:
            for file in accepted.files:
                for _ in accepted.chunks(file.path):
                    pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert codes(result) == []
    assert max(peaks) < 16 * MIB


def test_words_larger_than_the_limit_are_not_read(tmp_path: Path) -> None:
    path = zipped(bag(), tmp_path / "b.zip")
    size = len(payload()["data/submission.json"])
    assert codes(examine(path, limits=Limits(json_bytes=size))) == []
    assert codes(examine(path, limits=Limits(json_bytes=size - 1))) == ["too-large"]


def test_a_conflict_names_both_digests() -> None:
    finding = conflict("CPT-1@2", kept="a" * 64, found="b" * 64)
    assert finding.code == "conflict"
    assert [part for part in ("CPT-1@2", "a" * 64, "b" * 64) if part not in finding.message] == []


def test_five_thousand_documents_are_examined_without_comparing_each_with_each(tmp_path: Path) -> None:
    paths = [f"evidence/{number:04d}.txt" for number in range(5_000)]
    claims = [
        {
            "standard": standard,
            "narrative": f"N {standard}",
            "evidence": [{"path": path} for path in paths[part::50][:100]],
        }
        for part, standard in enumerate(range(1, 51))
    ]
    members = words(
        projects=[{"project_id": "p1", "title": "T", "claims": claims}],
        documents=[{"path": path, "title": "T", "media_type": "text/plain"} for path in paths],
    )
    result = examine(zipped(bag(payload(members, dict.fromkeys(paths, b"x"))), tmp_path / "b.zip", packed=False))
    assert codes(result) == []
    assert len(result.files) == 5_000
    assert result.report.warnings == ()
