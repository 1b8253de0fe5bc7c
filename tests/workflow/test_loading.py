"""Loading bundles: what becomes of each, and that no fact is told twice."""

from __future__ import annotations

import shutil
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from reviewer.bundle.opening import open_archive
from reviewer.errors import EvidenceDigestError, NotPermittedError
from reviewer.progress import Cancelled
from reviewer.vocabulary import CaseKey, LoadStatus
from reviewer.workflow import loading, reading

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.submission.findings import LoadResult
    from reviewer.workflow.desk import Desk

SHARED_FACTS = {"same-narrative", "uncited-document", "early-attestation"}


def load(desk: Desk, *paths: Path, dry_run: bool = False) -> tuple[LoadResult, ...]:
    return loading.load_bundles(desk, paths, dry_run=dry_run)[0]


def test_a_refused_bundle_names_its_submission_where_that_could_be_read(empty_desk: Desk, shared_data: Path) -> None:
    results = {result.path.stem: result for result in load(empty_desk, shared_data / "bundles" / "refused")}
    assert {result.status for result in results.values()} == {LoadStatus.REFUSED}
    named = {name: (result.submission_id, result.revision) for name, result in results.items()}
    assert named["unknown-program"][1] == 1
    assert str(named["unknown-program"][0]).startswith("CPT")
    assert named["digest-mismatch"][0] is not None


def test_other_content_under_a_taken_id_is_refused_with_both_digests(
    empty_desk: Desk, shared_data: Path, tmp_path: Path
) -> None:
    first = shared_data / "bundles" / "CPT-2026-0103_r1.zip"
    (kept,) = load(empty_desk, first)
    other = changed(first, tmp_path)
    for dry_run in (True, False):
        (result,) = load(empty_desk, other, dry_run=dry_run)
        assert (result.submission_id, result.revision) == (kept.submission_id, kept.revision)
        assert [problem.code for problem in result.report.problems] == ["conflict"]
    assert len(empty_desk.workspace.cases()) == 1


def changed(bundle: Path, folder: Path) -> Path:
    """Make another bundle of the same submission, one word of it changed."""
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(folder / "unpacked")
    (data,) = (folder / "unpacked").glob("*/data")
    submission = data / "submission.json"
    submission.write_text(submission.read_text(encoding="utf-8").replace("Storyboard", "Story board"), encoding="utf-8")
    return loading.pack_bundle(data, folder / "changed.zip").path


def test_what_loading_and_the_sheet_both_see_is_told_once(empty_desk: Desk, shared_data: Path) -> None:
    names = ("CPT-2026-0102_r1", "CPT-2026-0102_r2", "CPT-2026-0103_r1")
    results = load(empty_desk, *(shared_data / "bundles" / f"{name}.zip" for name in names))
    warned = {warning.code for result in results for warning in result.report.warnings}
    assert warned >= SHARED_FACTS
    for key in empty_desk.workspace.cases():
        told = Counter((hint.code, hint.place) for hint in reading.open_case(empty_desk, key).hints)
        assert set(told.values()) <= {1}
        report = empty_desk.workspace.findings(key)
        assert {(warning.code, warning.where) for warning in report.warnings} <= set(told)


def test_a_dry_run_keeps_nothing(empty_desk: Desk, shared_data: Path) -> None:
    results, changes = loading.load_bundles(
        empty_desk, [shared_data / "bundles" / "CPT-2026-0103_r1.zip"], dry_run=True
    )
    assert ([result.status for result in results], changes.inbox) == ([LoadStatus.LOADED], False)
    assert empty_desk.workspace.cases() == ()


class CallsOff:
    """Calls the work off at its first step."""

    def step(self, *_step: object) -> None:
        raise Cancelled


def test_loading_that_is_called_off_leaves_nothing(empty_desk: Desk, shared_data: Path) -> None:
    with pytest.raises(Cancelled):
        loading.load_bundles(empty_desk, [shared_data / "bundles"], progress=CallsOff())
    assert empty_desk.workspace.cases() == ()
    assert empty_desk.workspace.check().is_healthy


def test_what_became_of_the_bundles_before_a_failure_is_told(
    empty_desk: Desk, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundles = [shared_data / "bundles" / f"CPT-2026-{name}_r1.zip" for name in ("0103", "0106")]

    def refuse(path: Path, most_entries: int) -> object:
        if path == bundles[1]:
            raise NotPermittedError(path.name)
        return open_archive(path, most_entries)

    monkeypatch.setattr("reviewer.bundle.intake.open_archive", refuse)
    with pytest.raises(NotPermittedError) as stopped:
        loading.load_bundles(empty_desk, bundles)
    (before,) = loading.loaded_before(stopped.value)
    assert (before.path, before.status) == (bundles[0], LoadStatus.LOADED)
    assert [str(key) for key in empty_desk.workspace.cases()] == ["CPT-2026-0103@1"]


def test_a_conflict_stands_beside_the_other_problems_of_a_bundle(
    empty_desk: Desk, shared_data: Path, tmp_path: Path
) -> None:
    first = shared_data / "bundles" / "CPT-2026-0103_r1.zip"
    load(empty_desk, first)
    bundle = tmp_path / "other"
    with zipfile.ZipFile(first) as packed:
        packed.extractall(bundle)
    (root,) = bundle.iterdir()
    (root / "data" / "evidence" / "unlisted.txt").write_text("Nobody listed this.")
    for dry_run in (True, False):
        (result,) = load(empty_desk, root, dry_run=dry_run)
        codes = {problem.code for problem in result.report.problems}
        assert (result.status, codes >= {"unlisted-file", "conflict"}) == (LoadStatus.REFUSED, True)


def test_evidence_that_changes_while_it_is_kept_leaves_nothing(
    empty_desk: Desk, shared_data: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "moving"
    with zipfile.ZipFile(shared_data / "bundles" / "CPT-2026-0103_r1.zip") as packed:
        packed.extractall(bundle)
    (root,) = bundle.iterdir()
    evidence = next(path for path in sorted((root / "data" / "evidence").rglob("*")) if path.is_file())

    class Meddles:
        def step(self, done: int, total: int, _subject: str = "") -> None:
            if done >= total:
                evidence.write_bytes(b"something else")

    with pytest.raises(EvidenceDigestError):
        loading.load_bundles(empty_desk, [root], progress=Meddles())
    assert empty_desk.workspace.cases() == ()
    shutil.rmtree(bundle)


def test_a_resubmission_stands_beside_its_first_revision(empty_desk: Desk, shared_data: Path) -> None:
    names = ("CPT-2026-0102_r2", "CPT-2026-0102_r1")
    load(empty_desk, *(shared_data / "bundles" / f"{name}.zip" for name in names))
    first, second = (CaseKey("CPT-2026-0102", number) for number in (1, 2))
    assert set(empty_desk.workspace.cases()) == {first, second}
    assert reading.open_case(empty_desk, second).revisions == (1, 2)
