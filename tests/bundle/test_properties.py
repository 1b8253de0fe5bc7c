"""Any change of a good bundle is refused with a listed problem, or loads as the same submission."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import TYPE_CHECKING, Any

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.bundle.intake import accept, examine
from reviewer.submission.reading import submission_from_bytes
from tests.bundle.builders import bag, evidence, payload, unpacked, words, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.bundle.intake import Examined

QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=250)


def _zip_bytes(files: dict[str, bytes], method: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(f"bag/{name}"), data, compress_type=method)
    return target.getvalue()


GOOD = [_zip_bytes(bag(), zipfile.ZIP_DEFLATED), _zip_bytes(bag(), zipfile.ZIP_STORED)]


def _is_same_or_refused(result: Examined, original: Examined) -> bool:
    if problems := result.report.problems:
        are_listed = all(problem.where and problem.code and problem.message for problem in problems)
        return result.submission is None and are_listed
    if (result.submission, result.bundle_sha256) != (original.submission, original.bundle_sha256):
        return False
    with accept(result) as accepted:
        return {file.path: b"".join(accepted.chunks(file.path)) for file in accepted.files} == evidence()


@QUICK
@given(data=st.data())
def test_changed_bytes_of_the_zip_change_nothing_or_are_refused(data: st.DataObject, tmp_path: Path) -> None:
    whole = bytearray(data.draw(st.sampled_from(GOOD)))
    original = _examined(bytes(whole), tmp_path)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    assert _is_same_or_refused(_examined(bytes(whole), tmp_path), original)


@QUICK
@given(data=st.data())
def test_bytes_cut_out_or_put_in_change_nothing_or_are_refused(data: st.DataObject, tmp_path: Path) -> None:
    whole = data.draw(st.sampled_from(GOOD))
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(len(whole), start + 40)))
    changed = whole[:start] + data.draw(st.binary(max_size=20)) + whole[stop:]
    assert _is_same_or_refused(_examined(changed, tmp_path), _examined(whole, tmp_path))


@pytest.mark.parametrize("kind", [0, 1])
def test_every_single_byte_of_the_directory_and_headers_is_safe_to_change(kind: int, tmp_path: Path) -> None:
    whole = GOOD[kind]
    original = _examined(whole, tmp_path)
    directory = whole.index(b"PK\x01\x02")
    for place in [*range(120), *range(directory, directory + 180), *range(len(whole) - 22, len(whole))]:
        changed = bytearray(whole)
        changed[place] ^= 0xFF
        assert _is_same_or_refused(_examined(bytes(changed), tmp_path), original)


def _examined(content: bytes, tmp_path: Path) -> Examined:
    path = tmp_path / "bundle.zip"
    path.write_bytes(content)
    return examine(path)


def _flip(files: dict[str, bytes], name: str, place: int) -> None:
    content = bytearray(files[name] or b"x")
    content[place % len(content)] ^= 1 << (place % 8)
    files[name] = bytes(content)


def _drop(files: dict[str, bytes], name: str, _place: int) -> None:
    del files[name]


def _rename(files: dict[str, bytes], name: str, place: int) -> None:
    files[f"{name[: place % len(name)]}x{name[place % len(name) :]}"] = files.pop(name)


def _add(files: dict[str, bytes], name: str, place: int) -> None:
    files[f"data/evidence/new-{place}{name[-4:]}"] = b"new"


def _swap(files: dict[str, bytes], name: str, place: int) -> None:
    other = sorted(files)[place % len(files)]
    files[name], files[other] = files[other], files[name]


@QUICK
@given(
    change=st.sampled_from([_flip, _drop, _rename, _add, _swap]),
    number=st.integers(0, 6),
    place=st.integers(0, 2_000),
)
def test_changed_files_of_the_bag_change_nothing_or_are_refused(
    change: Callable[[dict[str, bytes], str, int], None], number: int, place: int, tmp_path: Path
) -> None:
    files = bag()
    original = examine(zipped(files, tmp_path / "b.zip"))
    change(files, sorted(files)[number], place)
    assert _is_same_or_refused(examine(zipped(files, tmp_path / "b.zip")), original)


values: Any = st.sampled_from(
    [
        None,
        True,
        0,
        1,
        -1,
        1.0,
        0.5,
        2**53,
        1e300,
        "",
        "x",
        "2026-02-30",
        "2026-01-01",
        "2026-13",
        "evidence/x",
        "..",
        [],
        {},
        [[]],
        [{}],
        {"path": "evidence/x"},
    ]
)


def _places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any JSON value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here] * bool(here) + [place for key, part in parts for place in _places(part, (*here, key))]


@QUICK
@given(data=st.data())
def test_changed_words_are_refused_or_read_as_they_are_written(data: st.DataObject, tmp_path: Path) -> None:
    members = copy.deepcopy(words())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(_places(members)))
        holder: Any = members
        for part in place[:-1]:
            holder = holder[part]
        if data.draw(st.booleans()):
            holder[place[-1]] = copy.deepcopy(data.draw(values))
        elif isinstance(holder, dict):
            holder[data.draw(st.sampled_from(["end", "path", "x", "evidence", "note"]))] = holder.pop(place[-1])
        else:
            del holder[place[-1]]
    content = payload(members)["data/submission.json"]
    result = examine(zipped(bag(payload(content)), tmp_path / "b.zip"))
    if result.report.is_acceptable:
        digest = result.bundle_sha256 or ""
        assert result.submission == submission_from_bytes(content, bundle_sha256=digest)
    else:
        assert all(problem.where and problem.message for problem in result.report.problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(
    change=st.sampled_from([_flip, _drop, _rename, _add, _swap]),
    number=st.integers(0, 7),
    place=st.integers(0, 2_000),
    algorithm=st.sampled_from(["sha256", "sha512"]),
)
def test_our_reader_and_the_known_library_agree_on_changed_bags(
    change: Callable[[dict[str, bytes], str, int], None],
    number: int,
    place: int,
    algorithm: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    files = bag(algorithms=["md5", algorithm], tag_algorithms=[algorithm])
    change(files, sorted(files)[number], place)
    folder = unpacked(files, tmp_path_factory.mktemp("bag") / "b")
    about_the_bag = [
        problem.code
        for problem in examine(folder).report.problems
        if not problem.where.startswith("/") and problem.code not in OF_THE_SUBMISSION
    ]
    is_valid = _is_valid_for_the_library(folder)
    assert is_valid or about_the_bag
    # Only ever stricter: RFC 8493 wants things that the library does not look at.
    assert not is_valid or set(about_the_bag) <= STRICTER


OF_THE_SUBMISSION = {"not-a-submission", "schema", "bad-json", "bad-string"}
STRICTER = {"bad-tag-file", "not-a-bag", "unlisted-file", "oxum-mismatch"}


def _is_valid_for_the_library(folder: Path) -> bool:
    try:
        return bool(bagit.Bag(str(folder)).is_valid())
    except (bagit.BagError, UnicodeDecodeError, LookupError, ValueError):
        return False
