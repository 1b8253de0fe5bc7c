"""What stays on the laptop is nowhere in a package made from a real case."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.export.verify import verify_package
from reviewer.review.begun import Begun, on_row
from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.vocabulary import NO_CONFLICT
from reviewer.workflow import deciding, inbox, judging, loading, opening, read_map, reading, releasing, viewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

PRIVATE = "Zibeline-private-thought"
BEGUN = "Numbat-begun-and-not-recorded"
READ = "evidence/p2/visit-log.csv"


@pytest.fixture(scope="module")
def desk(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("desk") / "left-out.reviewer"
    desk, _ = opening.create(path, "a passphrase", "rev-07", "R. Viewer", clock=SystemClock())
    loading.load_bundles(desk, [shared_data / "bundles" / "CPT-2026-0101_r1.zip"])
    _review(desk, inbox.list_cases(desk)[0].key)
    yield desk
    opening.close_desk(desk)


def _review(desk: Desk, key: CaseKey) -> None:
    judging.declare(desk, key, NO_CONFLICT)
    for row in reading.open_case(desk, key).cells:
        if row.is_claimed:
            judging.save_private(desk, key, row.cell, PrivateNotes(PRIVATE, sureness=1))
            written = JudgmentText(level="met", feedback="Shown well.")
            judging.close_criterion(desk, key, row.cell, written)
    for item in reading.open_case(desk, key).ethics:
        judging.answer_ethics(desk, key, item.id, "no_concern")
    viewing.mark_opened(desk, key, READ, (None,))
    assert [row.path for row in read_map.read_map(desk, key) if row.was_opened] == [READ]
    desk.workspace.save_begun(key, on_row("A-01"), Begun(BEGUN, BEGUN, BEGUN))
    for missing in deciding.determine_case(desk, key).determination.missing:
        judging.correct_eligibility(desk, key, missing.id or "", "holds", "Seen in the papers.")
    deciding.sign(desk, key, conflict=NO_CONFLICT)


@pytest.fixture(scope="module")
def package(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return releasing.export(desk, None, tmp_path_factory.mktemp("sent"))[0].package


def _texts(package: Path) -> str:
    with zipfile.ZipFile(package) as archive:
        names = [name for name in archive.namelist() if not name.endswith(".pdf")]
        return "\n".join(archive.read(name).decode() for name in names)


def test_a_package_made_of_a_real_case_is_valid(package: Path) -> None:
    assert verify_package(package).problems == ()


def test_the_key_of_the_workspace_vouches_for_it(desk: Desk, package: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "reviewer.pub"
    key_file.write_text(desk.workspace.reviewer.public_key, encoding="utf-8")
    assert verify_package(package, key_file).vouched


def test_the_same_set_again_is_the_same_file(desk: Desk, package: Path, tmp_path: Path) -> None:
    again = releasing.export(desk, None, tmp_path)[0].package
    assert again.name == package.name
    assert again.read_bytes() == package.read_bytes()


def test_the_candidate_cannot_be_written_to_from_it(desk: Desk, package: Path) -> None:
    candidate = desk.submission(inbox.list_cases(desk)[0].key).candidate
    assert candidate.email
    assert candidate.postal_address
    texts = _texts(package)
    assert candidate.candidate_id in texts
    for line in (candidate.email, *candidate.postal_address):
        assert line not in texts


@pytest.mark.parametrize(
    "word",
    [
        PRIVATE,
        BEGUN,
        "sureness",
        "comes_back",
        "email",
        "postal_address",
        "doubt",
        "page_coverage",
        READ,
        "opened",
    ],
)
def test_what_is_only_the_reviewers_is_not_in_it(package: Path, word: str) -> None:
    assert word not in _texts(package)
