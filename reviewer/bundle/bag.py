"""Checks a bag against RFC 8493: what it declares, what its manifests list, what is there."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.bundle.bag_files import DECLARATION, PAYLOAD, SUBMISSION
from reviewer.bundle.paths import composed
from reviewer.bundle.tag_files import (
    METADATA,
    Declaration,
    Manifest,
    decode_tags,
    manifest_kind,
    read_declaration,
    read_manifest,
    read_metadata,
    unread_manifest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.bundle.bag_files import BagFiles
    from reviewer.bundle.limits import Limits
    from reviewer.bundle.notes import Notes
    from reviewer.bundle.streaming import FileRead, Streamer

FETCH = "fetch.txt"
FORMAT = "submission/1"
STRONG = frozenset({"sha256", "sha512"})
_AS_USUAL = Declaration("1.0", "utf-8")
_FETCH_LINE = re.compile(r"\S+[ \t]+\S+[ \t]+(.*\S)\s*")
_OXUM = re.compile(r"([0-9]{1,30})\.([0-9]{1,30})")


@dataclass(slots=True)
class Tags:
    """What the tag files of one bag say; `promised` are files that `fetch.txt` would fetch."""

    manifests: list[Manifest] = field(default_factory=list)
    metadata: list[tuple[str, str]] = field(default_factory=list)
    promised: set[str] = field(default_factory=set)

    def algorithms(self, files: BagFiles) -> dict[str, frozenset[str]]:
        """Return the digests that each file's manifests need; SHA-256 of every payload file."""
        of_payload = {one.algorithm for one in self.manifests if not one.is_of_tags and one.algorithm}
        wanted = dict.fromkeys(files.payload, frozenset(of_payload | {"sha256"}))
        for manifest in self.manifests:
            if manifest.is_of_tags and manifest.algorithm:
                for path in manifest.digests:
                    wanted[path] = wanted.get(path, frozenset()) | {manifest.algorithm}
        return wanted


def read_tags(streamer: Streamer, files: BagFiles, limits: Limits, notes: Notes) -> Tags:
    """Read all tag files, noting what is wrong with each."""
    declared = streamer.read_whole(DECLARATION, limits.tag_file_bytes)
    # Why a file cannot be read is told elsewhere; what it would have said is not held against the bag.
    declaration = _AS_USUAL if declared is None else read_declaration(declared, notes)
    tags = Tags()
    for path in sorted(files.members):
        if manifest_kind(path) is not None:
            written = _read_text(path, streamer, declaration, limits, notes)
            tags.manifests.append(
                unread_manifest(path)
                if written is None
                else read_manifest(path, written, declaration, files.members, notes)
            )
    _check_algorithms(tags.manifests, notes)
    _check_metadata(tags, streamer, files, declaration, limits, notes)
    if FETCH in files.members:
        tags.promised = _check_fetch(_read_text(FETCH, streamer, declaration, limits, notes) or "", notes)
    return tags


def _read_text(path: str, streamer: Streamer, declaration: Declaration, limits: Limits, notes: Notes) -> str | None:
    content = streamer.read_whole(path, limits.tag_file_bytes)
    return None if content is None else decode_tags(path, content, declaration, notes)


def _check_algorithms(manifests: Iterable[Manifest], notes: Notes) -> None:
    of_payload = [one for one in manifests if not one.is_of_tags]
    for manifest in manifests:
        if manifest.algorithm is None:
            notes.problem(manifest.name, "not-a-bag", "unknown_algorithm", name=manifest.name)
    if not of_payload:
        notes.problem("manifest-sha256.txt", "not-a-bag", "no_manifest")
    elif not any(one.algorithm in STRONG for one in of_payload):
        names = ", ".join(one.name for one in of_payload)
        notes.problem(of_payload[0].name, "not-a-bag", "weak_manifests", names=names)


def _check_metadata(
    tags: Tags, streamer: Streamer, files: BagFiles, declaration: Declaration, limits: Limits, notes: Notes
) -> None:
    written = _read_text(METADATA, streamer, declaration, limits, notes) if METADATA in files.members else ""
    if written is not None:
        tags.metadata = read_metadata(written, notes)
        _check_format(tags.metadata, notes)
    if SUBMISSION not in files.members:
        notes.problem(SUBMISSION, "not-a-submission", "no_submission")


def _check_format(metadata: Iterable[tuple[str, str]], notes: Notes) -> None:
    formats = {value for label, value in metadata if label == "submission-format"}
    if not formats:
        notes.problem(METADATA, "not-a-submission", "no_format", format=FORMAT)
    elif formats != {FORMAT}:
        notes.problem(METADATA, "not-a-submission", "other_format", found=", ".join(sorted(formats)), format=FORMAT)


def _check_fetch(written: str, notes: Notes) -> set[str]:
    # URL, length and path; what else stands there does not matter to a refusal.
    found = (_FETCH_LINE.fullmatch(line) for line in re.split(r"\r\n|\r|\n", written))
    promised = {line[1] for line in found if line is not None}
    notes.problem(FETCH, "fetch-txt", "fetch", names=", ".join(sorted(promised)[:20]) or FETCH)
    return promised


def check_manifests(tags: Tags, files: BagFiles, read: Mapping[str, FileRead], notes: Notes) -> dict[str, str]:
    """Compare the manifests with the files that are there.

    Returns:
        The name under which the manifests list each payload file, by its path in the container;
        the two differ at most in Unicode normalization.
    """
    by_composed = {composed(path): path for path in files.members}
    names: dict[str, str] = {}
    missing: defaultdict[str, list[str]] = defaultdict(list)
    unlisted: defaultdict[str, list[str]] = defaultdict(list)
    for manifest in (one for one in tags.manifests if one.is_read):
        found = {name: _file_of(name, manifest, files, by_composed) for name in manifest.digests}
        for name, path in found.items():
            if path is None:
                missing[name].append(manifest.name)
            else:
                names.setdefault(path, name)
                _compare(manifest, name, path, read, notes)
        if not manifest.is_of_tags:
            for path in set(files.payload).difference(path for path in found.values() if path):
                unlisted[path].append(manifest.name)
    for name in sorted(missing.keys() - tags.promised):
        notes.problem(name, "missing-file", "missing_file", name=name, manifests=", ".join(missing[name]))
    for path in sorted(unlisted):
        notes.problem(path, "unlisted-file", "unlisted_file", name=path, manifests=", ".join(unlisted[path]))
    return names


def _file_of(name: str, manifest: Manifest, files: BagFiles, by_composed: Mapping[str, str]) -> str | None:
    if name in files.members:
        return name
    path = by_composed.get(composed(name))
    # A file that is listed under its own name cannot stand for another one as well.
    return None if path in manifest.digests else path


def _compare(manifest: Manifest, name: str, path: str, read: Mapping[str, FileRead], notes: Notes) -> None:
    if path != name:
        notes.warn(name, "name-form", "name_form", name=name, other=path, manifest=manifest.name)
    if manifest.algorithm is None or path not in read:
        return
    expected, found = manifest.digests[name], read[path].digests[manifest.algorithm]
    if found != expected:
        where = manifest.name
        notes.problem(
            path, "digest-mismatch", "digest_mismatch", name=path, manifest=where, expected=expected, found=found
        )


def check_oxum(tags: Tags, files: BagFiles, read: Mapping[str, FileRead], notes: Notes) -> None:
    """Compare `Payload-Oxum`, where given, with the payload's bytes and number of files."""
    sizes = [
        read[path].size_bytes if path in read else files.members[path].size_bytes
        for path in files.members
        if path.startswith(PAYLOAD)
    ]
    # A link or a device has not the size of the file that it stands for.
    is_sized = not any(files.members[path].faults for path in files.payload)
    found = f"{sum(sizes)}.{len(sizes)}"
    claims = [value for label, value in tags.metadata if label == "payload-oxum"]
    if len(claims) > 1:
        notes.problem(METADATA, "oxum-mismatch", "oxum_twice")
    for claimed in claims:
        numbers = _OXUM.fullmatch(claimed)
        size_bytes = sum(sizes) if is_sized or numbers is None else int(numbers[1])
        if numbers is None or (int(numbers[1]), int(numbers[2])) != (size_bytes, len(sizes)):
            notes.problem(METADATA, "oxum-mismatch", "oxum", claimed=claimed, found=found)
