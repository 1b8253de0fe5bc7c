"""Packing a folder into a bundle."""

from __future__ import annotations

import json
import subprocess
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Any

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.bundle.intake import accept, examine
from reviewer.bundle.known import KnownPrograms
from reviewer.bundle.packing import pack
from reviewer.errors import EnvironmentFailedError, PackingError
from reviewer.progress import Cancelled
from tests.bundle.builders import COUNTS, NOTE, Impatient, evidence, unpacked, words

if TYPE_CHECKING:
    from pathlib import Path


def _folder(tmp_path: Path, members: dict[str, Any] | None = None, files: dict[str, bytes] | None = None) -> Path:
    content = json.dumps(words() if members is None else members).encode()
    return unpacked({"submission.json": content} | (evidence() if files is None else files), tmp_path / "made")


def _codes(folder: Path, out: Path, **more: Any) -> list[str]:  # noqa: ANN401 - options of pack
    with pytest.raises(PackingError) as refused:
        pack(folder, out, **more)
    report: Any = refused.value.details["report"]
    assert not out.exists()
    assert [path for path in out.parent.iterdir() if path.suffix == ".part"] == []
    return [problem.code for problem in report.problems]


def test_a_packed_folder_loads(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "draft.docx").write_bytes(b"stays out")
    (folder / "evidence" / ".DS_Store").write_bytes(b"stays out")
    digest = pack(folder, tmp_path / "out.zip")
    result = examine(tmp_path / "out.zip")
    assert result.report.problems == ()
    assert result.report.warnings == ()
    assert result.bundle_sha256 == digest
    with accept(result) as accepted:
        assert {file.path: b"".join(accepted.chunks(file.path)) for file in accepted.files} == evidence()
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"CPT-1_r1"}


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    pack(folder, tmp_path / "one.zip")
    (folder / NOTE).touch()
    pack(folder, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_other_tools_find_the_bag_valid(tmp_path: Path) -> None:
    pack(_folder(tmp_path), tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "opened")
    bag = tmp_path / "opened" / "CPT-1_r1"
    assert bagit.Bag(str(bag)).is_valid()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--check", "--strict", manifest], cwd=bag, check=True, capture_output=True)


def test_what_would_be_refused_is_not_made(tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    assert _codes(_folder(tmp_path / "a", words(revision="1")), out) == ["schema"]
    assert _codes(_folder(tmp_path / "b", files={NOTE: b"x"}), out) == ["missing-file"]
    assert _codes(tmp_path / "absent", out) == ["missing-file"]
    (tmp_path / "c").mkdir()
    assert _codes(tmp_path / "c", out) == ["not-a-submission"]
    folder = _folder(tmp_path / "d")
    (folder / "evidence" / "link").symlink_to(tmp_path)
    assert _codes(folder, out) == ["symlink"]
    (folder / "evidence" / "link").unlink()
    (folder / "evidence" / "a\\b").touch()
    assert _codes(folder, out) == ["unsafe-path"]
    known = KnownPrograms(editions={"cptm": ("2024",)}, pathways={})
    assert _codes(_folder(tmp_path / "e"), out, known_programs=known) == ["unknown-program"]


@pytest.mark.parametrize("place", ["evidence/x.zip", "evidence/more/../x.zip", "submission.json", "link/x.zip"])
def test_a_bundle_is_not_made_among_the_files_that_are_packed(tmp_path: Path, place: str) -> None:
    folder = _folder(tmp_path)
    (folder / "link").symlink_to(folder / "evidence")
    before = {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}
    with pytest.raises(PackingError) as refused:
        pack(folder, folder / place)
    report: Any = refused.value.details["report"]
    assert ["outside of the folder" in problem.message for problem in report.problems] == [True]
    assert {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")} == before


def test_a_bundle_beside_the_evidence_is_not_in_the_next_one(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    first = pack(folder, folder / "bundle.zip")
    assert pack(folder, folder / "bundle.zip") == first


def test_a_bundle_that_is_there_stays_when_packing_fails(tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    out.write_bytes(b"earlier")
    with pytest.raises(PackingError):
        pack(_folder(tmp_path, words(revision="1")), out)
    assert out.read_bytes() == b"earlier"
    pack(_folder(tmp_path), out)
    assert examine(out).report.is_acceptable


def test_packing_can_be_called_off_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    with pytest.raises(Cancelled):
        pack(_folder(tmp_path), tmp_path / "target" / "out.zip", progress=Impatient())
    assert list((tmp_path / "target").iterdir()) == []


def test_a_target_that_cannot_be_written_is_a_matter_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailedError):
        pack(_folder(tmp_path), tmp_path / "no" / "folder" / "out.zip")


def test_names_are_written_as_the_documents_write_them(tmp_path: Path) -> None:
    listed = "evidence/Łąka é.txt"
    members = words(projects=[], documents=[{"path": listed, "title": "T"}])
    pack(_folder(tmp_path, members, {unicodedata.normalize("NFD", listed): b"x"}), tmp_path / "out.zip")
    result = examine(tmp_path / "out.zip")
    assert [file.path for file in result.files] == [listed]
    assert [warning.code for warning in result.report.warnings] == ["uncited-document"]


def test_large_and_packed_files_come_through(tmp_path: Path) -> None:
    files = {NOTE: b"words " * 500_000, COUNTS: bytes(range(256)) * 5_000, "evidence/empty": b""}
    pack(_folder(tmp_path, files=files), tmp_path / "out.zip")
    with accept(examine(tmp_path / "out.zip")) as accepted:
        assert {path: b"".join(accepted.chunks(path)) for path in files} == files


names = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\0", exclude_categories=["Cs"]), min_size=1, max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(files=st.dictionaries(names, st.binary(max_size=200), max_size=6), summary=st.text(max_size=40))
def test_whatever_is_packed_comes_out_again_or_is_refused(
    files: dict[str, bytes], summary: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tmp_path = tmp_path_factory.mktemp("packing")
    listed = {f"evidence/{name}": data for name, data in files.items() if name not in {".", ".."}}
    project = {"project_id": "p1", "title": "T", "claims": [{"standard": 1, "narrative": summary}]}
    members = words(projects=[project], documents=[{"path": path, "title": "T"} for path in listed])
    try:
        folder = _folder(tmp_path, members, listed)
        digest = pack(folder, tmp_path / "out.zip")
    except PackingError as refused:
        report: Any = refused.details["report"]
        assert report.problems
    else:
        result = examine(tmp_path / "out.zip")
        assert result.bundle_sha256 == digest
        with accept(result) as accepted:
            assert {file.path: b"".join(accepted.chunks(file.path)) for file in accepted.files} == listed
            assert accepted.submission.projects[0].claims[0].narrative == summary.replace("\r\n", "\n")
