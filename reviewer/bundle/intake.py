"""Takes a submission bundle in: examines it, accepts it, streams its evidence."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from reviewer.bundle import advisories
from reviewer.bundle.archive import translating
from reviewer.bundle.bag import check_manifests, check_oxum, read_tags
from reviewer.bundle.bag_files import PAYLOAD, SUBMISSION, BagFiles, find_bag
from reviewer.bundle.json_reader import parse_json
from reviewer.bundle.limits import Limits
from reviewer.bundle.notes import Notes, sentence
from reviewer.bundle.opening import open_archive
from reviewer.bundle.schema import check_schema
from reviewer.bundle.streaming import FileRead, Streamer
from reviewer.bundle.submission_checks import DocumentList, check_ids, check_program
from reviewer.errors import BundleRefusedError, BundleUnreadableError, EvidenceDigestError
from reviewer.files import is_there
from reviewer.progress import Silent
from reviewer.submission.findings import Finding, Report
from reviewer.submission.reading import submission_from_json
from reviewer.vocabulary import CaseKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from reviewer.bundle.archive import Archive, Member
    from reviewer.bundle.bag import Tags
    from reviewer.bundle.json_reader import Parsed
    from reviewer.bundle.known import KnownPrograms
    from reviewer.bundle.members import Members
    from reviewer.progress import Progress
    from reviewer.submission.model import Submission


def nobody(_candidate_id: str) -> str | None:
    """Know no candidate."""
    return None


@dataclass(frozen=True, slots=True)
class PayloadFile:
    """One evidence file; `path` is relative to `data/`, as `documents` writes it where it lists the file."""

    path: str
    size_bytes: int
    sha256: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """What examining one bundle found.

    `submission`, `submission_json` and `files` are set only when the report is acceptable;
    `bundle_sha256`, the content digest, whenever all payload files could be read; `key` whenever id
    and revision could. `sources` names each of `files` as the container does.
    """

    path: Path
    report: Report
    submission: Submission | None = None
    submission_json: bytes | None = None
    files: tuple[PayloadFile, ...] = ()
    bundle_sha256: str | None = None
    key: CaseKey | None = None
    limits: Limits = field(default_factory=Limits)
    sources: Mapping[str, str] = field(default_factory=dict)


def examine(
    path: Path,
    *,
    limits: Limits | None = None,
    known_programs: KnownPrograms | None = None,
    known_candidates: Callable[[str], str | None] = nobody,
    progress: Progress | None = None,
) -> Examined:
    """Check a bundle, a ZIP file or a folder, and list everything that is wrong with it.

    Args:
        path: the ZIP file or the bag's folder.
        limits: how large it may be.
        known_programs: the programs that it may name; None checks no program.
        known_candidates: gives the name under which a candidate id is known, or None.
        progress: told bytes done, bytes in all, and the file.

    Returns:
        Findings in one pass; nothing is written anywhere.

    Raises:
        Cancelled: the reviewer called the work off.
        NotPermittedError: the system refuses access.
    """
    limits = limits or Limits()
    notes = Notes()
    try:
        archive = open_archive(path, limits.entries)
    except BundleUnreadableError as error:
        notes.add_problem(error.subject, str(error.details["code"]), str(error.details["reason"]))
        return Examined(path, notes.report())
    try:
        examiner = _Examiner(path, archive, limits, notes, progress or Silent())
        return examiner.examine(known_programs, known_candidates)
    finally:
        archive.close()


@dataclass(frozen=True, slots=True)
class _Payload:
    """The payload as it was read; `names` are the manifests' names of the container's paths."""

    read: Mapping[str, FileRead]
    names: Mapping[str, str]
    digest: str | None

    def evidence(self, file: str, listed: str | None) -> PayloadFile:
        """Return the value for one file; `listed` is its path in `documents`."""
        path = listed or self.names.get(file, file).removeprefix(PAYLOAD)
        found = self.read[file]
        return PayloadFile(path, found.size_bytes, found.digests["sha256"], is_listed=listed is not None)


class _Examiner:
    """Examines one opened bundle."""

    def __init__(self, path: Path, archive: Archive, limits: Limits, notes: Notes, progress: Progress) -> None:
        self._path = path
        self._limits = limits
        self._notes = notes
        self._files: BagFiles = find_bag(archive.members, path.name, limits, notes)
        self._streamer = Streamer(archive, self._files, notes, progress)

    def examine(self, known: KnownPrograms | None, known_candidates: Callable[[str], str | None]) -> Examined:
        if not self._files.members:
            return Examined(self._path, self._notes.report())
        tags = read_tags(self._streamer, self._files, self._limits, self._notes)
        content = self._streamer.read_whole(SUBMISSION, self._limits.json_bytes)
        parsed = None if content is None else self._parse(content, known)
        payload = self._read_payload(tags, content)
        members = parsed.value if parsed is not None else None
        if not isinstance(members, dict):
            return Examined(self._path, self._notes.report(), bundle_sha256=payload.digest)
        documents = DocumentList(members, self._files.payload)
        noted = {problem.where for problem in self._notes.report().problems if problem.code == "missing-file"}
        documents.check(frozenset(noted | tags.promised), self._notes)
        if self._notes.refuse or payload.digest is None or content is None:
            report, key = self._notes.report(), _key(members)
            return Examined(self._path, report, bundle_sha256=payload.digest, key=key)
        return self._accepted(members, content, payload, documents, known, known_candidates)

    def _accepted(
        self,
        members: Members,
        content: bytes,
        payload: _Payload,
        documents: DocumentList,
        known: KnownPrograms | None,
        known_candidates: Callable[[str], str | None],
    ) -> Examined:
        submission = submission_from_json(members, bundle_sha256=payload.digest or "")
        advisories.warn_of_documents(members, documents, payload.read, self._notes)
        advisories.warn_of_members(members, known, self._notes)
        advisories.warn_of_candidate(submission, known_candidates, self._notes)
        advisories.notice_unknown(submission, self._notes)
        listed = documents.files()
        files = {file: listed.get(file) for file in self._files.payload if file != SUBMISSION}
        advisories.warn_of_unlisted([file for file, path in files.items() if path is None], self._notes)
        evidence = {file: payload.evidence(file, path) for file, path in files.items()}
        return Examined(
            path=self._path,
            report=self._notes.report(),
            submission=submission,
            submission_json=content,
            files=tuple(evidence.values()),
            bundle_sha256=payload.digest,
            key=submission.key,
            limits=self._limits,
            sources={one.path: self._files.members[file].name for file, one in evidence.items()},
        )

    def _read_payload(self, tags: Tags, content: bytes | None) -> _Payload:
        read = self._streamer.read_all(tags.algorithms(self._files))
        if content is not None and SUBMISSION in read and _sha256(content) != read[SUBMISSION].digests["sha256"]:
            self._notes.problem(SUBMISSION, "damaged", "file_changed", name=SUBMISSION)
        names = check_manifests(tags, self._files, read, self._notes)
        check_oxum(tags, self._files, read, self._notes)
        payload = self._files.payload
        is_whole = all(path in read for path in payload)
        digests = {names.get(path, path): read[path].digests["sha256"] for path in payload} if is_whole else {}
        return _Payload(read, names, content_digest(digests) if is_whole else None)

    def _parse(self, content: bytes, known: KnownPrograms | None) -> Parsed | None:
        parsed = parse_json(content, self._limits.depth, self._notes, self._streamer.tick)
        if parsed is None:
            return None
        check_schema(parsed.value, parsed.unfit, self._notes, self._streamer.tick)
        if isinstance(parsed.value, dict):
            check_ids(parsed.value, self._notes)
            if known is not None:
                check_program(parsed.value, known, self._notes)
        return parsed


def content_digest(sha256_by_path: Mapping[str, str]) -> str:
    """Return the content digest of a bundle.

    Args:
        sha256_by_path: hexadecimal SHA-256 of every payload file by its path from the bag's root
            (`data/…`), `submission.json` included, percent signs decoded, as the manifests name it.

    Source: contract `submission/1`, "Content digest".
    """
    lines = sorted((path.encode("utf-8"), digest) for path, digest in sha256_by_path.items())
    return hashlib.sha256(b"".join(b"%s  %s\n" % (digest.encode(), path) for path, digest in lines)).hexdigest()


def _key(members: Members) -> CaseKey | None:
    """Return id and revision where both can be shown, for bundles whose other members are wrong."""
    submission_id, revision = members.get("submission_id"), members.get("revision")
    is_id = isinstance(submission_id, str) and re.fullmatch(r"[A-Za-z0-9._-]{1,64}", submission_id)
    if not is_id or not isinstance(revision, int) or isinstance(revision, bool) or revision < 1:
        return None
    return CaseKey(str(submission_id), revision)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def conflict(submission: str, *, kept: str, found: str) -> Finding:
    """Return the problem of a bundle whose id and revision are taken by different content.

    Args:
        submission: the id and revision that both have, `ID@REVISION`.
        kept: content digest of the bundle in the workspace.
        found: content digest of the bundle that came now.
    """
    message = sentence("problem.conflict", submission=submission, kept=kept, found=found)
    return Finding("/submission_id", "conflict", message)


def accept(examined: Examined) -> AcceptedBundle:
    """Accept a bundle that nothing refuses.

    Raises:
        BundleRefusedError: it has problems; details carry the `report`.
    """
    if not examined.report.is_acceptable or examined.submission is None or examined.submission_json is None:
        count = len(examined.report.problems)
        raise BundleRefusedError(examined.path.name, count=count, report=examined.report)
    return AcceptedBundle(examined, examined.submission, examined.submission_json)


class AcceptedBundle:
    """A bundle without problems, whose evidence can be streamed once more.

    The container is opened with the first file and stays open until `close`; the object is its own
    context manager.
    """

    def __init__(self, examined: Examined, submission: Submission, submission_json: bytes) -> None:
        self.submission = submission
        self.submission_json = submission_json
        self.files = examined.files
        self.report = examined.report
        self._examined = examined
        self._checked = {file.path: file for file in examined.files}
        self._archive: Archive | None = None
        self._members: Mapping[str, Member] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the container."""
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    def chunks(self, path: str) -> Iterator[bytes]:
        """Stream one evidence file, named as in `files`, and check it against what was examined.

        Raises:
            EvidenceDigestError: its bytes have changed since; what came before is not to be kept.
            MemberUnreadableError: it can no longer be read.
            KeyError: the bundle holds no such file.
        """
        checked = self._checked[path]
        found = hashlib.sha256()
        for chunk in self._open().chunks(self._member(path)):
            found.update(chunk)
            yield chunk
        if found.hexdigest() != checked.sha256:
            raise EvidenceDigestError(path, expected=checked.sha256, found=found.hexdigest())

    def _open(self) -> Archive:
        if self._archive is None:
            self._archive = open_archive(self._examined.path, self._examined.limits.entries)
            self._members = {member.name: member for member in self._archive.members}
        return self._archive

    def _member(self, path: str) -> Member:
        member = self._members.get(self._examined.sources[path])
        if member is None or member.faults or member.is_folder:
            raise EvidenceDigestError(path, expected=self._checked[path].sha256, found="-")
        return member


def find_bundles(path: Path) -> list[Path]:
    """Expand what the reviewer named into single bundles.

    Args:
        path: a ZIP file, a bag's folder, or a folder of these.

    Returns:
        The bundles in a folder of bundles by name, folders inside it not searched any further;
        otherwise `path` itself, whatever it is.

    Raises:
        NotPermittedError: the system refuses access to the folder.
    """
    if not is_there(path) or not path.is_dir() or _looks_like_a_bag(path):
        return [path]
    with translating(path.name):
        found = [entry for entry in sorted(path.iterdir()) if _looks_like_a_bundle(entry)]
    # “.” has no name to tell it by.
    return found or [path if path.name else path.absolute()]


def _looks_like_a_bundle(path: Path) -> bool:
    if path.is_dir():
        return _looks_like_a_bag(path)
    return path.suffix.lower() == ".zip" and path.is_file()


def _looks_like_a_bag(folder: Path) -> bool:
    # Without its declaration it is a broken bag, which must be named and not passed over.
    marks = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt", "data/submission.json")
    return any((folder / mark).exists() for mark in marks)
