"""Packs a folder with `submission.json` and `evidence/` into a submission bundle."""

from __future__ import annotations

import itertools
import zipfile
import zlib
from typing import TYPE_CHECKING

from reviewer import files
from reviewer.bundle.archive import translating
from reviewer.bundle.bag import FORMAT
from reviewer.bundle.folder_archive import FolderArchive
from reviewer.bundle.intake import examine
from reviewer.bundle.json_reader import parse_json
from reviewer.bundle.limits import Limits
from reviewer.bundle.members import each, written
from reviewer.bundle.notes import Notes
from reviewer.bundle.paths import composed, unsafe_because
from reviewer.bundle.tag_files import new_hash
from reviewer.errors import BundleError, BundleUnreadableError, MemberUnreadableError, PackingError
from reviewer.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reviewer.bundle.archive import Member
    from reviewer.bundle.known import KnownPrograms
    from reviewer.bundle.members import Members
    from reviewer.progress import Progress

SUBMISSION = "submission.json"
EVIDENCE = "evidence/"
OLDEST_DATE = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644
MADE_ON_UNIX = 3
SAMPLE_BYTES = 64 * 1024
WORTH_PACKING = 0.95

# What systems leave in folders; no candidate means it as evidence.
LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def pack(
    folder: Path,
    out: Path,
    *,
    limits: Limits | None = None,
    known_programs: KnownPrograms | None = None,
    progress: Progress | None = None,
) -> str:
    """Make a submission bundle; the same folder gives the same bytes.

    The bundle is written beside `out`, examined as a reviewer would, and moved into place only when
    nothing refuses it; a file that is there already is replaced.

    Args:
        folder: holds `submission.json` and `evidence/`; anything else in it stays out.
        out: the ZIP file to make.
        limits: how large a bundle may be.
        known_programs: the programs that it may name; None checks no program.
        progress: told bytes packed, bytes in all, and the file; then the same of examining.

    Returns:
        The content digest of the bundle.

    Raises:
        PackingError: the bundle would be refused, or `out` is among what is packed; details carry the `report` with
            every problem.
        Cancelled: the reviewer called the work off; no file was made.
        EnvironmentFailedError: the disk is full or the system refuses access.
    """
    limits, progress = limits or Limits(), progress or Silent()
    # “.” has no name to tell it by.
    folder = folder if folder.name else folder.absolute()
    source = _open(folder, limits)
    members = _members_to_pack(source, folder)
    _require_outside(folder, out)
    with files.beside(out) as beside:
        try:
            packer = _Packer(source, _spelling(source, members), limits, progress)
            packer.write(beside, _top_folder(source, members))
        except (MemberUnreadableError, BundleUnreadableError) as error:
            raise _refused(folder, Notes(), error) from error
        examined = examine(beside, limits=limits, known_programs=known_programs, progress=progress)
        if examined.bundle_sha256 is None or not examined.report.is_acceptable:
            count = len(examined.report.problems)
            raise PackingError(str(folder), count=count, report=examined.report)
        files.move_into_place(beside, out)
    return examined.bundle_sha256


def _open(folder: Path, limits: Limits) -> FolderArchive:
    notes = Notes()
    if not (files.is_there(folder) and folder.is_dir()):
        notes.problem(folder.name, "missing-file", "not_there", name=str(folder))
        raise _refused(folder, notes)
    try:
        with translating(folder.name):
            return FolderArchive(folder, limits.entries)
    except BundleUnreadableError as error:
        raise _refused(folder, notes, error) from error


def _members_to_pack(source: FolderArchive, folder: Path) -> dict[str, Member]:
    notes = Notes()
    members: dict[str, Member] = {}
    for member in source.members:
        if member.is_folder or not (member.name == SUBMISSION or member.name.startswith(EVIDENCE)):
            continue
        if member.name.rpartition("/")[2].lower() in LITTER:
            continue
        members[member.name] = member
        for fault in member.faults:
            notes.add_problem(member.name, fault.code, fault.message)
        why = unsafe_because(member.name)
        if why is not None:
            notes.problem(member.name, "unsafe-path", f"path_{why}", name=member.name)
    if SUBMISSION not in members:
        notes.problem(SUBMISSION, "not-a-submission", "no_submission")
    if notes.refuse:
        raise _refused(folder, notes)
    return members


def _require_outside(folder: Path, out: Path) -> None:
    place, packed = out.resolve(), folder.resolve()
    if place == packed / SUBMISSION or place.is_relative_to(packed / EVIDENCE):
        notes = Notes()
        notes.problem(str(out), "unsafe-path", "out_is_packed", name=str(out))
        raise _refused(folder, notes)


def _refused(folder: Path, notes: Notes, error: BundleError | None = None) -> PackingError:
    if error is not None:
        notes.add_problem(error.subject, str(error.details["code"]), str(error.details["reason"]))
    report = notes.report()
    return PackingError(str(folder), count=len(report.problems), report=report)


def _words(source: FolderArchive, members: Mapping[str, Member]) -> Members:
    """Return the members of `submission.json` as far as they can be read; examining tells the rest."""
    try:
        content = b"".join(source.chunks(members[SUBMISSION]))
    except (MemberUnreadableError, BundleUnreadableError):
        return {}
    parsed = parse_json(content, Limits().depth, Notes())
    return parsed.value if parsed is not None and isinstance(parsed.value, dict) else {}


def _spelling(source: FolderArchive, members: Mapping[str, Member]) -> dict[str, Member]:
    """Name each file as `documents` writes it, where this disk keeps names in another Unicode form."""
    paths = (written(document, "path") for _, document in each(_words(source, members), "documents"))
    listed = {composed(path): path for path in paths if path is not None}
    return {listed.get(composed(name), name): member for name, member in members.items()}


def _top_folder(source: FolderArchive, members: Mapping[str, Member]) -> str:
    words = _words(source, members)
    name = f"{written(words, 'submission_id')}_r{words.get('revision')}"
    return name if unsafe_because(name) is None and "/" not in name and name.isascii() else "submission"


class _Packer:
    """Writes one bag into one ZIP file, streaming every file once."""

    def __init__(self, source: FolderArchive, files: Mapping[str, Member], limits: Limits, progress: Progress) -> None:
        self._source = source
        self._longest_packed = limits.ratio_from_bytes
        self._files = sorted(files.items(), key=lambda item: item[0].encode())
        self._progress = progress
        self._done = 0
        self._total = sum(member.size_bytes for _, member in self._files)

    def write(self, path: Path, top: str) -> None:
        lines: list[str] = []
        with zipfile.ZipFile(path, "w", allowZip64=True) as bundle:
            for name, member in self._files:
                digest = self._add(bundle, f"{top}/data/{name}", member)
                lines.append(f"{digest}  {_percent_encoded(f'data/{name}')}\n")
            tags = {
                "bag-info.txt": f"Submission-Format: {FORMAT}\nPayload-Oxum: {self._total}.{len(self._files)}\n",
                "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
                "manifest-sha256.txt": "".join(lines),
            }
            tags["tagmanifest-sha256.txt"] = "".join(f"{_sha256(text)}  {name}\n" for name, text in tags.items())
            for name, text in tags.items():
                bundle.writestr(_entry(f"{top}/{name}"), text.encode(), compress_type=zipfile.ZIP_DEFLATED)

    def _add(self, bundle: zipfile.ZipFile, name: str, member: Member) -> str:
        digest = new_hash("sha256")
        chunks = self._source.chunks(member)
        first = next(chunks, b"")
        entry = _entry(name)
        entry.file_size = member.size_bytes
        # A large file is stored: packed too well, it would look like a bomb.
        is_packed = member.size_bytes <= self._longest_packed and _is_worth_packing(first)
        entry.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
        with bundle.open(entry, "w") as target:
            for chunk in itertools.chain((first,), chunks):
                self._progress.step(self._done, self._total, member.name)
                digest.update(chunk)
                target.write(chunk)
                self._done += len(chunk)
        self._progress.step(self._done, self._total, member.name)
        return digest.hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, OLDEST_DATE)
    entry.external_attr = FILE_MODE << 16
    entry.create_system = MADE_ON_UNIX
    return entry


def _is_worth_packing(first: bytes) -> bool:
    """Tell whether a file packs smaller; pictures and Office files are packed already."""
    sample = first[:SAMPLE_BYTES]
    return len(zlib.compress(sample, 1)) < WORTH_PACKING * len(sample)


def _percent_encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _sha256(text: str) -> str:
    digest = new_hash("sha256")
    digest.update(text.encode())
    return digest.hexdigest()
