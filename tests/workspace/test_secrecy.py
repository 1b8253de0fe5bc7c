"""Nothing that the program writes can be read without the passphrase, or by anybody else."""

from __future__ import annotations

import base64
import os
import stat
from typing import TYPE_CHECKING

import pytest

from reviewer.review.judgment import PrivateNotes
from reviewer.workspace.store import restore
from tests.workspace.builders import (
    CELL,
    CONTENT,
    LETTER,
    NARRATIVE,
    PASSPHRASE,
    REPORT,
    REVIEWER,
    SetClock,
    a_bundle,
    a_citation,
    a_seal,
    a_text,
    new_workspace,
    reopened,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.workspace.store import Workspace

SECRETS = {
    "narrative": NARRATIVE.encode()[:20],
    "evidence": REPORT[:20],
    "large evidence": b"SCANNED-PAGE-SCANNED-PAGE",
    "candidate": "Zoë Ångström".encode(),
    "candidate id": b"cand-1",
    "submission id": b"CPT-1",
    "email": b"zoe@example.org",
    "finding": b"Shown by the report.",
    "draft": b"a thought half typed",
    "private note": b"she reminds me of my aunt",
    "place": b"reading p1:3",
    "letter": LETTER,
    "content": CONTENT,
    "program": b"Dear {candidate}",
    "setting": b"12 Quiet Lane",
    "private key": REVIEWER.private_key,
    "reviewer": b"Noor Haddad",
    "passphrase": PASSPHRASE.encode(),
    "schema": b"CREATE TABLE",
    "plain database": b"SQLite format 3",
}


def do_everything(workspace: Workspace) -> None:
    scan = SECRETS["large evidence"] * 400_000
    bundle = a_bundle(files={"evidence/p1/report.txt": REPORT, "evidence/scan.bin": scan})
    bundle.keep_in(workspace)
    key = bundle.key
    workspace.set_setting("address", SECRETS["setting"])
    workspace.record_declaration(key, "none", "", "opening")
    workspace.save_draft(key, CELL, a_text(finding=SECRETS["draft"].decode()))
    workspace.save_private(key, CELL, PrivateNotes(SECRETS["private note"].decode()))
    workspace.save_place(key, SECRETS["place"].decode())
    workspace.record_judgment(key, CELL, a_text(citations=(a_citation(),)))
    workspace.record_sealing(key, a_seal(), CONTENT, LETTER)


def spellings(secret: bytes) -> Iterator[bytes]:
    yield secret
    yield secret.hex().encode()
    yield base64.b64encode(secret).rstrip(b"=")[:-1]
    yield secret.decode("utf-8", "replace").encode("utf-16-le")


def readable(folder: Path) -> list[tuple[str, str]]:
    """Every secret found in any file below a folder."""
    contents = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert contents
    return [
        (file.name, name)
        for file, content in contents.items()
        for name, secret in SECRETS.items()
        if any(spelling in content for spelling in spellings(secret))
    ]


def too_open(folder: Path) -> list[str]:
    return [
        f"{place.name} {stat.filemode(place.stat().st_mode)}"
        for place in (folder, *folder.rglob("*"))
        if place.stat().st_mode & 0o077
    ]


class Looking:
    """Progress that looks at every file while work goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: set[str] = set()
        self.steps = 0

    def step(self, done: int, total: int, subject: str = "") -> None:
        assert done <= total
        assert subject
        self.steps += 1
        if self.steps % 3 == 1:
            assert readable(self.folder) == []
            assert too_open(self.folder) == []
            self.seen |= {file.name for file in self.folder.rglob("*")}


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that holds the workspace, every copy and every temporary file, under a careless umask."""
    folder = tmp_path / "everything"
    temporary = folder / "temporary"
    temporary.mkdir(parents=True)
    for place in (folder, temporary):
        place.chmod(0o700)
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(temporary))
    before = os.umask(0)
    yield folder
    os.umask(before)
    assert list(temporary.iterdir()) == []


def test_no_file_holds_anything_readable(watched: Path) -> None:
    clock = SetClock()
    with new_workspace(watched / "mine" / "mine.reviewer", clock) as workspace:
        do_everything(workspace)
        # The log holds the newest pages, and a lock file tells who has it open.
        names = {file.name for file in watched.rglob("*")}
        assert {"mine.reviewer-wal", "mine.reviewer-shm", "mine.reviewer.lock"} <= names
        assert readable(watched) == []
        looking = Looking(watched)
        copy = workspace.backup(watched / "copy.reviewer", looking)
        due = workspace.due_backup()
        assert due is not None
        due.run(looking)
        restore(copy, PASSPHRASE, watched / "back.reviewer", looking)
        assert workspace.check().is_healthy
        workspace.change_passphrase("eight keys", looking)
        workspace._rows("SELECT line FROM journal ORDER BY line")
        workspace._run("VACUUM")
        assert readable(watched) == []
        assert {".copy.reviewer.part", ".mine.reviewer.part"} <= looking.seen
    assert readable(watched) == []


def test_every_file_is_for_its_owner_only(watched: Path) -> None:
    with new_workspace(watched / "mine" / "deeper" / "mine.reviewer") as workspace:
        do_everything(workspace)
        workspace.backup(watched / "copy.reviewer")
        due = workspace.due_backup()
        assert due is not None
        due.run()
        workspace.change_passphrase("eight keys")
        assert too_open(watched) == []
    assert too_open(watched) == []


def test_a_file_opened_to_others_is_closed_to_them_again(path: Path) -> None:
    new_workspace(path).close()
    path.chmod(0o664)
    reopened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_grep_finds_what_is_readable(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"..." + NARRATIVE.encode().hex().encode())
    assert readable(tmp_path) == [("leak", "narrative")]
