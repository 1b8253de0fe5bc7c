"""Workspaces, submissions and what is recorded, with sensible defaults."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reviewer.review.judgment import Citation, JudgmentText, Sealed
from reviewer.submission.findings import Finding, Report
from reviewer.submission.reading import submission_from_bytes
from reviewer.vocabulary import Cell, CitationKind, SourceKind
from reviewer.workspace.store import (
    KeptFile,
    LoadCounts,
    NewReviewer,
    ProgramPin,
    Workspace,
    create_workspace,
    open_workspace,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewer.submission.model import Submission
    from reviewer.vocabulary import CaseKey, LoadStatus

REPOSITORY = Path(__file__).resolve().parents[2]
PASSPHRASE = "a ring of seven keys"
REVIEWER = NewReviewer("rev-07", "Noor Haddad", b"\x07" * 32, "ssh-ed25519 AAAA rev-07")
NARRATIVE = "We measured the error rate before and after."
FINDINGS = Report(warnings=(Finding("/documents/0", "media-type", "says PDF, is text"),))
REPORT_PATH = "evidence/p1/report.txt"
REPORT = b"The rate fell from 9 to 2 percent." * 100
CELL = Cell("p1", 3)


class SetClock:
    """A clock that a test sets; each look is a millisecond later."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment


@dataclass(frozen=True)
class Bundle:
    """What keeping one submission takes."""

    submission: Submission
    submission_json: bytes
    files: tuple[KeptFile, ...]

    @property
    def key(self) -> CaseKey:
        return self.submission.key

    def keep_in(self, workspace: Workspace, *, to_judge: int = 1, is_practice: bool = False) -> LoadStatus:
        return workspace.keep(
            self.submission,
            self.submission_json,
            self.files,
            a_pin(),
            FINDINGS,
            counts=LoadCounts(to_judge, ("entry_window",)),
            is_practice=is_practice,
        )


def a_bundle(
    submission_id: str = "CPT-1",
    revision: int = 1,
    *,
    files: Mapping[str, bytes] | None = None,
    name: str = "Zoë Ångström",
) -> Bundle:
    """One candidate with one project, one claim and one attestation."""
    members = {
        "format": "submission/1",
        "submission_id": submission_id,
        "revision": revision,
        "program": "cpt",
        "edition": "2013",
        "pathway": "initial",
        "submitted_on": "2026-02-01",
        "due_on": "2026-05-01",
        "candidate": {"candidate_id": "cand-1", "name": name, "email": "zoe@example.org"},
        "ethics": {"agreed": True},
        "documents": [{"path": path, "title": "Report"} for path in files or {REPORT_PATH: REPORT}],
        "projects": [
            {
                "project_id": "p1",
                "title": "Fewer errors",
                "claims": [{"standard": 3, "narrative": NARRATIVE}],
                "attestations": [{"attester_name": "Ida", "relation": "client", "statement": "It is so."}],
            }
        ],
    }
    written = json.dumps(members).encode()
    kept = tuple(a_file(path, content) for path, content in (files or {REPORT_PATH: REPORT}).items())
    digest = hashlib.sha256(written + b"".join(file.sha256.encode() for file in kept)).hexdigest()
    return Bundle(submission_from_bytes(written, bundle_sha256=digest), written, kept)


def a_file(path: str, content: bytes, *, is_listed: bool = True) -> KeptFile:
    """An evidence file that comes in pieces of 1,000 bytes or 300,000 where it is long."""
    step = 1000 if len(content) < 1_000_000 else 300_000

    def chunks() -> Iterator[bytes]:
        return (content[start : start + step] for start in range(0, len(content), step))

    return KeptFile(path, len(content), hashlib.sha256(content).hexdigest(), is_listed, chunks)


def a_pin(definition: bytes = b'format = "program/1"') -> ProgramPin:
    """A program's text with one letter."""
    sha256 = hashlib.sha256(definition).hexdigest()
    return ProgramPin("cpt", "2013", sha256, definition, {"certify.toml": b"Dear {candidate}"})


def new_workspace(path: Path, clock: SetClock | None = None) -> Workspace:
    """An empty workspace, open."""
    return create_workspace(path, PASSPHRASE, REVIEWER, clock or SetClock())


def reopened(path: Path, clock: SetClock | None = None) -> Workspace:
    """The same workspace again."""
    return open_workspace(path, PASSPHRASE, clock or SetClock())


def a_text(level: str = "met", **members: object) -> JudgmentText:
    """What a reviewer says of a cell."""
    return JudgmentText(level=level, **{"finding": "Shown by the report.", **members})  # type: ignore[arg-type]


def a_citation(quote: str = "error rate") -> Citation:
    """A passage of the narrative."""
    start = NARRATIVE.index(quote)
    digest = hashlib.sha256(NARRATIVE.encode()).hexdigest()
    return Citation(
        CitationKind.PASSAGE,
        SourceKind.NARRATIVE,
        "narrative:p1:3",
        digest,
        quote,
        start=start,
        end=start + len(quote),
    )


LETTER = b"%PDF-1.7 a letter"
CONTENT = b'{"outcome":"certify"}'


def a_seal(version: int = 1, *, supersedes: int | None = None, outcome: str = "certify") -> Sealed:
    """A signed determination with `LETTER`."""
    return Sealed(
        determination_id="det-1",
        version=version,
        supersedes=supersedes,
        recommended="certify",
        outcome=outcome,
        because="",
        signed_at="2026-03-04T10:00:00.000Z",
        letter_sha256=hashlib.sha256(LETTER).hexdigest(),
    )


@dataclass
class OtherProcess:
    """Another Python that says a line when it is ready and then waits."""

    program: str
    arguments: tuple[str, ...] = ()
    _process: subprocess.Popen[str] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WAITING + self.program, *self.arguments],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def line(self) -> str:
        """The next line that it says; empty when it ended."""
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def go_on(self) -> None:
        """Let it go on where it waits."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.communicate()


_WAITING = """
import sys
from pathlib import Path
def say(words):
    print(words, flush=True)
def wait():
    sys.stdin.readline()
"""
