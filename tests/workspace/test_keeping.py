"""Keeping submissions: all or nothing, once, streamed, and back byte for byte."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import BundleConflictError, DiskFullError, UnknownCaseError, WorkspaceDiskError
from reviewer.progress import Cancelled
from reviewer.submission.findings import Report
from reviewer.text import text
from reviewer.vocabulary import CaseKey, LoadStatus
from reviewer.workspace.store import KeptFile, StoredFile
from tests.workspace.builders import (
    CELL,
    FINDINGS,
    REPORT,
    REPORT_PATH,
    OtherProcess,
    a_bundle,
    a_file,
    a_pin,
    a_text,
    new_workspace,
    reopened,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.workspace.store import Workspace

LARGE = os.urandom(3 * 1024 * 1024 + 17)


def row_counts(workspace: Workspace) -> dict[str, int]:
    tables = [name for (name,) in workspace._rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: workspace._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}  # noqa: S608


def test_a_submission_comes_back_as_it_was_kept(workspace: Workspace) -> None:
    bundle = a_bundle()
    assert bundle.keep_in(workspace) is LoadStatus.LOADED
    assert workspace.cases() == (CaseKey("CPT-1", 1),)
    assert workspace.submission(bundle.key) == bundle.submission
    assert workspace.submission_json(bundle.key) == bundle.submission_json
    assert workspace.findings(bundle.key) == FINDINGS
    assert workspace.pin(bundle.key) == a_pin()


def test_evidence_comes_back_byte_for_byte(path: Path) -> None:
    files = {"evidence/empty.txt": b"", REPORT_PATH: REPORT, "evidence/scan.bin": LARGE}
    bundle = a_bundle(files=files)
    with new_workspace(path) as workspace:
        bundle.keep_in(workspace)
    with reopened(path) as workspace:
        for name, content in files.items():
            assert b"".join(workspace.evidence_chunks(bundle.key, name)) == content
            assert workspace.evidence_size(bundle.key, name) == len(content)
            assert workspace.evidence_head(bundle.key, name, 64) == content[:64]
            assert workspace.evidence_tail(bundle.key, name, 64) == content[-64:]
        assert max(map(len, workspace.evidence_chunks(bundle.key, "evidence/scan.bin"))) == 1024 * 1024


def test_evidence_is_listed_with_size_and_digest(workspace: Workspace) -> None:
    bundle = a_bundle()
    files = (*bundle.files, a_file("evidence/stray.txt", b"stray", is_listed=False))
    workspace.keep(bundle.submission, bundle.submission_json, files, a_pin(), Report())
    assert workspace.evidence_list(bundle.key) == (
        StoredFile(REPORT_PATH, len(REPORT), hashlib.sha256(REPORT).hexdigest(), is_listed=True),
        StoredFile("evidence/stray.txt", 5, hashlib.sha256(b"stray").hexdigest(), is_listed=False),
    )


def test_an_unknown_file_is_a_key_error(workspace: Workspace, case: CaseKey) -> None:
    with pytest.raises(KeyError):
        workspace.evidence_size(case, "evidence/none.txt")


@pytest.mark.parametrize("key", [CaseKey("CPT-1", 2), CaseKey("CPT-2", 1), CaseKey("\udcff", 1)], ids=str)
def test_an_unknown_case_is_named(workspace: Workspace, case: CaseKey, key: CaseKey) -> None:
    with pytest.raises(UnknownCaseError) as failed:
        workspace.record(key)
    assert str(key) in text(failed.value.text_key, subject=failed.value.subject)
    assert workspace.revisions("\udcff") == ()


def test_the_same_bundle_again_changes_nothing(workspace: Workspace) -> None:
    a_bundle().keep_in(workspace)
    before = row_counts(workspace)
    assert a_bundle().keep_in(workspace) is LoadStatus.ALREADY_LOADED
    assert row_counts(workspace) == before


def test_other_content_under_the_same_id_is_a_conflict_with_both_digests(workspace: Workspace) -> None:
    first, other = a_bundle(), a_bundle(name="Somebody Else")
    first.keep_in(workspace)
    before = row_counts(workspace)
    with pytest.raises(BundleConflictError) as failed:
        other.keep_in(workspace)
    sentence = text(failed.value.text_key, subject=failed.value.subject, **failed.value.details)
    assert first.submission.bundle_sha256 in sentence
    assert other.submission.bundle_sha256 in sentence
    assert failed.value.exit_code == 1
    assert row_counts(workspace) == before


def test_a_dry_run_tells_what_keeping_would_do(workspace: Workspace) -> None:
    bundle, other = a_bundle(), a_bundle(name="Somebody Else")
    assert workspace.would_keep("CPT-1", 1, bundle.submission.bundle_sha256) is LoadStatus.LOADED
    bundle.keep_in(workspace)
    assert workspace.would_keep("CPT-1", 1, bundle.submission.bundle_sha256) is LoadStatus.ALREADY_LOADED
    with pytest.raises(BundleConflictError):
        workspace.would_keep("CPT-1", 1, other.submission.bundle_sha256)


def test_revisions_are_linked_and_share_what_they_send_again(workspace: Workspace) -> None:
    second = a_bundle(revision=2, files={REPORT_PATH: REPORT, "evidence/new.txt": b"new"})
    second.keep_in(workspace)
    a_bundle().keep_in(workspace)
    assert workspace.revisions("CPT-1") == (1, 2)
    assert workspace.revisions("CPT-2") == ()
    assert row_counts(workspace)["evidence_blob"] == 2
    assert b"".join(workspace.evidence_chunks(CaseKey("CPT-1", 1), REPORT_PATH)) == REPORT


def test_a_program_text_is_stored_once(workspace: Workspace) -> None:
    a_bundle().keep_in(workspace)
    a_bundle("CPT-2").keep_in(workspace)
    assert row_counts(workspace)["pin"] == 1
    other = a_bundle("CPT-3")
    workspace.keep(other.submission, other.submission_json, other.files, a_pin(b"another edition"), Report())
    assert workspace.pin(other.key).definition == b"another edition"
    assert workspace.pin(CaseKey("CPT-1", 1)) == a_pin()


def test_a_candidate_is_known_by_the_first_name(workspace: Workspace) -> None:
    assert workspace.candidate_name("cand-1") is None
    a_bundle().keep_in(workspace)
    a_bundle("CPT-2", name="Zoe").keep_in(workspace)
    assert workspace.candidate_name("cand-1") == "Zoë Ångström"


class Stopping:
    """Progress that calls the work off after some steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int, subject: str = "") -> None:
        assert subject
        self.told.append((done, total))
        self.left -= 1
        if not self.left:
            raise Cancelled


@pytest.mark.parametrize("steps", [1, 3, 5])
def test_called_off_keeps_nothing(workspace: Workspace, steps: int) -> None:
    before = row_counts(workspace)
    bundle = a_bundle(files={"evidence/scan.bin": LARGE, REPORT_PATH: REPORT})
    with pytest.raises(Cancelled):
        workspace.keep(
            bundle.submission, bundle.submission_json, bundle.files, a_pin(), Report(), progress=Stopping(steps)
        )
    assert row_counts(workspace) == before
    assert bundle.keep_in(workspace) is LoadStatus.LOADED


def test_progress_counts_the_bytes(workspace: Workspace) -> None:
    watching = Stopping(0)
    bundle = a_bundle(files={"evidence/scan.bin": LARGE, REPORT_PATH: REPORT})
    workspace.keep(bundle.submission, bundle.submission_json, bundle.files, a_pin(), Report(), progress=watching)
    total = len(LARGE) + len(REPORT)
    assert watching.told == sorted(watching.told)
    assert watching.told[-1] == (total, total)


def test_bytes_that_are_not_what_their_digest_says_keep_nothing(workspace: Workspace) -> None:
    before = row_counts(workspace)
    bundle = a_bundle()
    wrong = KeptFile(REPORT_PATH, len(REPORT), hashlib.sha256(b"other").hexdigest(), True, bundle.files[0].chunks)
    with pytest.raises(ValueError, match="digest"):
        workspace.keep(bundle.submission, bundle.submission_json, (wrong,), a_pin(), Report())
    assert row_counts(workspace) == before


def test_a_source_that_breaks_off_keeps_nothing_and_is_not_blamed_on_the_workspace(workspace: Workspace) -> None:
    def breaking() -> Iterator[bytes]:
        yield REPORT[:100]
        raise FileNotFoundError("the stick was pulled")

    before = row_counts(workspace)
    bundle = a_bundle()
    broken = KeptFile(REPORT_PATH, len(REPORT), bundle.files[0].sha256, True, breaking)
    with pytest.raises(FileNotFoundError):
        workspace.keep(bundle.submission, bundle.submission_json, (broken,), a_pin(), Report())
    assert row_counts(workspace) == before


def test_a_full_disk_loses_nothing_and_the_work_goes_on(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_judgment(case, CELL, a_text())
    before = row_counts(workspace)
    pages = workspace._rows("PRAGMA page_count")[0][0]
    workspace._rows(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(DiskFullError) as failed:
        a_bundle("CPT-2", files={"evidence/scan.bin": LARGE}).keep_in(workspace)
    assert failed.value.exit_code == 4
    assert str(workspace.path) in text(failed.value.text_key, subject=failed.value.subject)
    assert row_counts(workspace) == before
    workspace.save_draft(case, CELL, a_text("partly_met"))
    workspace._rows("PRAGMA max_page_count = 1000000")
    assert a_bundle("CPT-2", files={"evidence/scan.bin": LARGE}).keep_in(workspace) is LoadStatus.LOADED
    assert workspace.check().is_healthy


def test_what_can_never_fit_is_refused_before_anything_is_read(workspace: Workspace) -> None:
    def unread() -> Iterator[bytes]:
        raise AssertionError

    bundle = a_bundle()
    huge = KeptFile("evidence/huge.bin", 1 << 60, "0" * 64, True, unread)
    with pytest.raises(DiskFullError):
        workspace.keep(bundle.submission, bundle.submission_json, (huge,), a_pin(), Report())


A_DISK_THAT_STOPS = """
import os, resource
from reviewer.errors import ReviewerError
from tests.workspace.builders import a_bundle, a_text, reopened, CELL
path = Path(sys.argv[1])
with reopened(path) as workspace:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, resource.RLIM_INFINITY))
    try:
        a_bundle("CPT-2", files={"evidence/scan.bin": os.urandom(3_000_000)}).keep_in(workspace)
    except ReviewerError as failure:
        say(type(failure).__name__)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    workspace.save_draft(workspace.cases()[0], CELL, a_text("partly_met"))
"""


def test_a_disk_that_stops_writing_loses_nothing(path: Path) -> None:
    bundle = a_bundle()
    with new_workspace(path) as workspace:
        bundle.keep_in(workspace)
        workspace.record_judgment(bundle.key, CELL, a_text())
    with OtherProcess(A_DISK_THAT_STOPS, (str(path),)) as other:
        assert other.line() in (WorkspaceDiskError.__name__, DiskFullError.__name__)
        assert other.line() == ""
    with reopened(path) as workspace:
        assert workspace.cases() == (bundle.key,)
        record = workspace.record(bundle.key)
        assert (record.judgments[CELL].text, record.drafts[CELL].text) == (a_text(), a_text("partly_met"))
        assert workspace.check().is_healthy


KEEP_AND_SAY = """
from tests.workspace.builders import a_bundle, reopened
class Telling:
    def step(self, done, total, subject=""):
        say("some")
        wait()
import os
workspace = reopened(Path(sys.argv[1]))
bundle = a_bundle("CPT-2", files={"evidence/scan.bin": os.urandom(60_000_000)})
from tests.workspace.builders import a_pin
from reviewer.submission.findings import Report
class Late(Telling):
    def step(self, done, total, subject=""):
        if done > 50_000_000:
            super().step(done, total)
workspace.keep(bundle.submission, bundle.submission_json, bundle.files, a_pin(), Report(), progress=Late())
"""


def test_killed_while_loading_keeps_nothing_of_it(path: Path) -> None:
    bundle = a_bundle()
    with new_workspace(path) as workspace:
        bundle.keep_in(workspace)
        before = row_counts(workspace)
    with OtherProcess(KEEP_AND_SAY, (str(path),)) as other:
        assert other.line() == "some"
        other.kill()
    with reopened(path) as workspace:
        assert row_counts(workspace) == before
        assert workspace.check().is_healthy
        assert a_bundle("CPT-2").keep_in(workspace) is LoadStatus.LOADED


def test_a_large_load_gives_the_room_of_its_log_back(workspace: Workspace) -> None:
    a_bundle(files={"evidence/scan.bin": os.urandom(70 * 1024 * 1024)}).keep_in(workspace)
    log = workspace.path.with_name(workspace.path.name + "-wal")
    assert log.stat().st_size < 1024 * 1024
