"""A sample as a practice case: nothing that an office sends can be mistaken for it."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from reviewer.resource_files import resource
from reviewer.submission.practice import as_practice, practice_id
from reviewer.submission.reading import submission_from_bytes

if TYPE_CHECKING:
    from pathlib import Path

IN_THE_CONTRACT = re.compile(r"[A-Za-z0-9._-]{1,64}")


@pytest.mark.parametrize("sample", sorted(resource("samples").glob("*.zip")), ids=lambda path: path.stem)
def test_only_the_id_the_digest_and_the_due_date_are_others(sample: Path) -> None:
    with zipfile.ZipFile(sample) as archive:
        name = next(each for each in archive.namelist() if each.endswith("data/submission.json"))
        content = archive.read(name)
    before = submission_from_bytes(content, bundle_sha256="a" * 64)
    written, after = as_practice(content, bundle_sha256="a" * 64)
    assert (before.due_on is None, after.due_on) == (False, None)
    assert after.submission_id == practice_id(before.submission_id)
    assert after.bundle_sha256 != before.bundle_sha256
    assert (after.candidate, after.projects, after.documents, after.experience) == (
        before.candidate,
        before.projects,
        before.documents,
        before.experience,
    )
    assert submission_from_bytes(written, bundle_sha256=after.bundle_sha256) == after


def test_no_bundle_can_have_the_id_of_a_practice_case() -> None:
    assert IN_THE_CONTRACT.fullmatch("CPT-2026-0101")
    assert not IN_THE_CONTRACT.fullmatch(practice_id("CPT-2026-0101"))
