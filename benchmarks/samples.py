"""Submissions made up for measuring: CPT, initial, with as much evidence as asked for."""

from __future__ import annotations

import hashlib
import json
import random
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

MEGABYTE = 10**6
_FILE_BYTES = 10 * MEGABYTE
_STANDARDS = 10
_PROJECTS = 3
_SENTENCE = "We asked the client's staff what they do when the line stops, and wrote the steps down with them. "


def make_bundle(
    path: Path,
    *,
    submission_id: str = "CPT-2026-9001",
    evidence_bytes: int = 0,
    documents: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a bundle, stored as a packer leaves what does not shrink.

    Args:
        path: where to.
        submission_id: its id, which the candidate's name repeats.
        evidence_bytes: how much evidence in all, in files of 10 MB.
        documents: documents to add, by their paths below `evidence/`.
    """
    added = documents or {}
    sizes = [min(_FILE_BYTES, evidence_bytes - start) for start in range(0, evidence_bytes, _FILE_BYTES)]
    paths = [f"evidence/p1/scan-{number:03d}.pdf" for number in range(1, len(sizes) + 1)]
    digests: dict[str, str] = {}
    with zipfile.ZipFile(path, "w") as archive:
        submission = submission_bytes(submission_id, [*paths, *added])
        digests["data/submission.json"] = _add(archive, "data/submission.json", iter([submission]))
        for number, (name, size) in enumerate(zip(paths, sizes, strict=True)):
            digests[f"data/{name}"] = _add(archive, f"data/{name}", _scan(number, size))
        for name, content in added.items():
            digests[f"data/{name}"] = _add(archive, f"data/{name}", iter([content]))
        archive.writestr("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        archive.writestr("bag-info.txt", "Submission-Format: submission/1\n")
        lines = (f"{digest}  {name}\n" for name, digest in digests.items())
        archive.writestr("manifest-sha256.txt", "".join(lines))
    return path


def submission_bytes(submission_id: str, paths: Sequence[str] = ()) -> bytes:
    """Return a `submission.json` that lists these documents."""
    return json.dumps(_submission(submission_id, list(paths))).encode()


def _add(archive: zipfile.ZipFile, name: str, chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    with archive.open(name, "w") as member:
        for chunk in chunks:
            digest.update(chunk)
            member.write(chunk)
    return digest.hexdigest()


def _scan(number: int, size: int) -> Iterator[bytes]:
    """Yield bytes that begin like a PDF and do not shrink, like a scan."""
    source = random.Random(number)
    yield b"%PDF-1.7\n"[:size]
    for start in range(9, size, MEGABYTE):
        yield source.randbytes(min(MEGABYTE, size - start))


def _submission(submission_id: str, paths: list[str]) -> dict[str, Any]:
    number = submission_id.rsplit("-", 1)[-1]
    return {
        "format": "submission/1",
        "submission_id": submission_id,
        "revision": 1,
        "program": "cpt",
        "edition": "2013",
        "pathway": "initial",
        "entry_route": "direct",
        "submitted_on": "2026-10-01",
        "due_on": "2026-12-15",
        "candidate": {
            "candidate_id": f"C-{number}",
            "name": f"Candidate {number}",
            "email": "candidate@example.org",
            "postal_address": ["1 Long Street", "Springfield"],
        },
        "experience": [{"employer": "A works", "role": "Trainer", "start": "2020-01", "end": None, "share": 1}],
        "ethics": {"code_edition": "2013", "agreed": True, "signed_name": "C", "signed_on": "2026-09-01"},
        "declarations": [
            {"kind": kind, "agreed": True, "signed_on": "2026-09-01"}
            for kind in ("declaration_and_release", "application_agreement")
        ],
        "projects": [_project(project, paths) for project in range(1, _PROJECTS + 1)],
        "documents": [{"path": path, "title": path, "media_type": "application/pdf"} for path in paths],
    }


def _project(project: int, paths: list[str]) -> dict[str, Any]:
    cited = [{"path": path} for path in paths] if project == 1 else []
    return {
        "project_id": f"p{project}",
        "title": f"Safe start-up, part {project}",
        "client": "A client",
        "client_kind": "external",
        "start": "2024-01",
        "end": "2025-06",
        "summary": _SENTENCE * 4,
        "claims": [
            {
                "standard": standard,
                "narrative": f"Project {project}, Standard {standard}. {_SENTENCE * 12}",
                "evidence": cited if standard == 1 else [],
            }
            for standard in range(1, _STANDARDS + 1)
        ],
        "attestations": [
            {
                "attester_name": f"Attester {project}",
                "relation": "client",
                "confirms": list(range(1, _STANDARDS + 1)),
                "signed_on": "2025-07-01",
            }
        ],
    }
