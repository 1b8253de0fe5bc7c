"""Keeping accepted submissions with their evidence and the program text that they are judged under."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from reviewer.errors import BundleConflictError, DiskFullError
from reviewer.progress import Silent
from reviewer.submission.reading import submission_from_bytes
from reviewer.vocabulary import CaseKey, LoadStatus
from reviewer.workspace.connection import BUSY_TIMEOUT_MS, translated
from reviewer.workspace.journal import Journal
from reviewer.workspace.places import free_bytes, wal_path
from reviewer.workspace.values import LoadCounts, ProgramPin, StoredFile
from reviewer.workspace.written import report, report_text, whole_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.progress import Progress
    from reviewer.submission.findings import Report
    from reviewer.submission.model import Submission
    from reviewer.workspace.values import KeptFile

CHUNK_BYTES: Final = 1024 * 1024
LOADED: Final = "loaded"
PRACTICE_MARK: Final = "practice"
SUBMISSION_DIGEST: Final = "submission_json_sha256"
_LARGE_WAL_BYTES: Final = 64 * 1024 * 1024
_ROOM_TO_SPARE_BYTES: Final = 16 * 1024 * 1024


class Cases(Journal):
    """The submissions, one case for each revision."""

    def keep(  # noqa: PLR0913 - a case is kept from exactly these
        self,
        submission: Submission,
        submission_json: bytes,
        files: Iterable[KeptFile],
        pin: ProgramPin,
        findings: Report,
        progress: Progress | None = None,
        counts: LoadCounts | None = None,
        *,
        is_practice: bool = False,
    ) -> LoadStatus:
        """Keep one accepted submission, all or nothing; the same bundle again changes nothing.

        Args:
            submission: the accepted submission.
            submission_json: the bytes it was read from.
            files: its evidence; each is read once, in a stream.
            pin: the program text that it is judged under.
            findings: what checking the bundle found.
            progress: told the bytes kept; may call the work off.
            counts: what the inbox shows without reading the submission again.
            is_practice: the case is there to practice on; that cannot be changed afterwards.

        Raises:
            BundleConflictError: the workspace holds the same id and revision with other content.
            Cancelled: called off; nothing was kept.
            DiskFullError: nothing was kept.
        """
        with self.transaction():
            key = submission.key
            if self.would_keep(key.submission_id, key.revision, submission.bundle_sha256) is LoadStatus.ALREADY_LOADED:
                return LoadStatus.ALREADY_LOADED
            kept = tuple(files)
            self._require_room(sum(file.size_bytes for file in kept))
            case_id = self._insert_case(submission, self._pin_id(pin), counts or LoadCounts(), is_practice=is_practice)
            self._run(
                "INSERT INTO submission_text (case_id, content, findings) VALUES (?, ?, ?)",
                case_id,
                submission_json,
                report_text(findings),
            )
            self._keep_files(case_id, kept, progress or Silent())
            said = {PRACTICE_MARK: True} if is_practice else {}
            self._append(case_id, LOADED, _loaded(submission, submission_json, pin) | said)
        self._give_room_back()
        return LoadStatus.LOADED

    def would_keep(self, submission_id: str, revision: int, bundle_sha256: str) -> LoadStatus:
        """Tell what keeping a bundle would do.

        Raises:
            BundleConflictError: the workspace holds the same id and revision with other content.
        """
        found = self._row(
            "SELECT bundle_sha256 FROM review_case WHERE submission_id = ? AND revision = ?", submission_id, revision
        )
        if found is None:
            return LoadStatus.LOADED
        if found[0] != bundle_sha256:
            raise BundleConflictError(str(CaseKey(submission_id, revision)), kept=found[0], offered=bundle_sha256)
        return LoadStatus.ALREADY_LOADED

    def cases(self) -> tuple[CaseKey, ...]:
        """Return all cases, by id and revision."""
        rows = self._rows("SELECT submission_id, revision FROM review_case ORDER BY submission_id, revision")
        return tuple(CaseKey(*row) for row in rows)

    def revisions(self, submission_id: str) -> tuple[int, ...]:
        """Return the revisions of a submission that are here, lowest first; none for an unknown id."""
        rows = self._rows(
            "SELECT revision FROM review_case WHERE submission_id = ? ORDER BY revision",
            whole_characters(submission_id),
        )
        return tuple(revision for (revision,) in rows)

    def candidate_name(self, candidate_id: str) -> str | None:
        """Return the name under which a candidate is known here, or None; nobody is known from practice cases."""
        found = self._row(
            "SELECT candidate_name FROM review_case WHERE candidate_id = ? AND NOT is_practice"
            " ORDER BY case_id LIMIT 1",
            candidate_id,
        )
        return str(found[0]) if found else None

    def submission(self, key: CaseKey) -> Submission:
        """Read a stored submission.

        Raises:
            UnknownCaseError: there is no such case.
            WorkspaceDamagedError: it is not as it was kept.
        """
        content = self.submission_json(key)
        bundle_sha256 = self._rows("SELECT bundle_sha256 FROM review_case WHERE case_id = ?", self._case_id(key))[0][0]
        return submission_from_bytes(content, bundle_sha256=bundle_sha256)

    def submission_json(self, key: CaseKey) -> bytes:
        """Return the bytes that a stored submission was read from.

        Raises:
            WorkspaceDamagedError: they are not as they were kept.
        """
        case_id = self._case_id(key)
        found = self._row("SELECT content FROM submission_text WHERE case_id = ?", case_id)
        loaded = self._entries(case_id, LOADED)
        if not (found and loaded) or loaded[0].body[SUBMISSION_DIGEST] != hashlib.sha256(found[0]).hexdigest():
            raise self._damaged()
        return bytes(found[0])

    def findings(self, key: CaseKey) -> Report:
        """Return what checking the bundle found when it was loaded."""
        return report(self._rows("SELECT findings FROM submission_text WHERE case_id = ?", self._case_id(key))[0][0])

    def pin(self, key: CaseKey) -> ProgramPin:
        """Return the program text that a case is judged under.

        Raises:
            WorkspaceDamagedError: it is not as it was kept.
        """
        pin_id, content_sha256, *texts = self._rows(
            "SELECT pin_id, content_sha256, program, edition, sha256, definition FROM pin"
            " WHERE pin_id = (SELECT pin_id FROM review_case WHERE case_id = ?)",
            self._case_id(key),
        )[0]
        program, edition, sha256, definition = texts
        letters = self._rows("SELECT name, content FROM pin_letter WHERE pin_id = ? ORDER BY name", pin_id)
        pin = ProgramPin(program, edition, sha256, definition, dict(letters))
        if _pin_digest(pin) != content_sha256:
            raise self._damaged()
        return pin

    # Evidence ------------------------------------------------------------------------------------

    def evidence_list(self, key: CaseKey) -> tuple[StoredFile, ...]:
        """Return a case's evidence files, by path."""
        rows = self._rows(
            "SELECT path, size_bytes, sha256, is_listed FROM evidence_file JOIN evidence_blob USING (blob_id)"
            " WHERE case_id = ? ORDER BY path",
            self._case_id(key),
        )
        return tuple(StoredFile(path, size, sha256, bool(is_listed)) for path, size, sha256, is_listed in rows)

    def evidence_size(self, key: CaseKey, path: str) -> int:
        """Return the size of one evidence file in bytes.

        Raises:
            KeyError: the case has no such file.
        """
        return self._blob(key, path)[1]

    def evidence_chunks(self, key: CaseKey, path: str) -> Iterator[bytes]:
        """Read one evidence file in pieces of 1 MiB, straight from the database.

        Raises:
            KeyError: the case has no such file.
            WorkspaceDamagedError: it is not as it was loaded; this may show only after the last piece.
        """
        return self._chunks(*self._blob(key, path))

    def evidence_head(self, key: CaseKey, path: str, size_bytes: int) -> bytes:
        """Read the first bytes of one evidence file, at most 1 MiB, without reading the rest.

        Raises:
            KeyError: the case has no such file.
        """
        blob_id = self._blob(key, path)[0]
        found = self._row("SELECT rowid FROM evidence_chunk WHERE blob_id = ? AND n = 0", blob_id)
        if found is None:
            return b""
        # sqlcipher3 calls it otherwise than sqlite3, after which the connection is typed.
        connection: Any = self._database.conn
        place = ("evidence_chunk", "content", found[0])
        with translated(self._path), connection.open_blob(*place, readonly=True) as blob:
            return bytes(blob.read(size_bytes))

    def evidence_tail(self, key: CaseKey, path: str, size_bytes: int) -> bytes:
        """Read the last bytes of one evidence file, at most 1 MiB, without reading what comes before.

        Raises:
            KeyError: the case has no such file.
        """
        blob_id, whole_bytes, _ = self._blob(key, path)
        tail = b""
        n = (whole_bytes - 1) // CHUNK_BYTES
        while n >= 0 and len(tail) < size_bytes:
            found = self._row("SELECT content FROM evidence_chunk WHERE blob_id = ? AND n = ?", blob_id, n)
            if found is None:
                raise self._damaged()
            tail = found[0] + tail
            n -= 1
        return tail[-size_bytes:]

    def _chunks(self, blob_id: int, size_bytes: int, sha256: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for n in range(-(-size_bytes // CHUNK_BYTES)):
            found = self._row("SELECT content FROM evidence_chunk WHERE blob_id = ? AND n = ?", blob_id, n)
            if found is None:
                raise self._damaged()
            digest.update(found[0])
            yield found[0]
        if digest.hexdigest() != sha256:
            raise self._damaged()

    def _blob(self, key: CaseKey, path: str) -> tuple[int, int, str]:
        found = self._row(
            "SELECT blob_id, size_bytes, sha256 FROM evidence_file JOIN evidence_blob USING (blob_id)"
            " WHERE case_id = ? AND path = ?",
            self._case_id(key),
            path,
        )
        if found is None:
            raise KeyError(path)
        return found[0], found[1], found[2]

    def _keep_files(self, case_id: int, files: tuple[KeptFile, ...], progress: Progress) -> None:
        total = sum(file.size_bytes for file in files)
        done = 0
        for file in files:
            known = self._row("SELECT blob_id FROM evidence_blob WHERE sha256 = ?", file.sha256)
            blob_id = known[0] if known else self._keep_blob(file, done, total, progress)
            self._run(
                "INSERT INTO evidence_file (case_id, path, blob_id, is_listed) VALUES (?, ?, ?, ?)",
                case_id,
                file.path,
                blob_id,
                int(file.is_listed),
            )
            done += file.size_bytes
            progress.step(done, total, file.path)

    def _keep_blob(self, file: KeptFile, done: int, total: int, progress: Progress) -> int:
        blob_id = self._insert(
            "INSERT INTO evidence_blob (sha256, size_bytes) VALUES (?, ?)", file.sha256, file.size_bytes
        )
        digest, size_bytes = hashlib.sha256(), 0
        for n, chunk in enumerate(_in_pieces(file.chunks())):
            digest.update(chunk)
            size_bytes += len(chunk)
            self._run("INSERT INTO evidence_chunk (blob_id, n, content) VALUES (?, ?, ?)", blob_id, n, chunk)
            progress.step(done + size_bytes, total, file.path)
        if (size_bytes, digest.hexdigest()) != (file.size_bytes, file.sha256):
            raise ValueError(f"{file.path} is not what its digest says")
        return blob_id

    # Cases ---------------------------------------------------------------------------------------

    def _insert_case(self, submission: Submission, pin_id: int, counts: LoadCounts, *, is_practice: bool) -> int:
        row = {
            "submission_id": submission.submission_id,
            "revision": submission.revision,
            "bundle_sha256": submission.bundle_sha256,
            "program": submission.program,
            "edition": submission.edition,
            "pathway": submission.pathway,
            "candidate_id": submission.candidate.candidate_id,
            "candidate_name": submission.candidate.name,
            "due_on": submission.due_on.isoformat() if submission.due_on else None,
            "to_judge": counts.to_judge,
            "eligibility_open": json.dumps(counts.eligibility_open),
            "rows_proposed": counts.rows_proposed,
            "rows_open": json.dumps(counts.rows_open),
            "loaded_at": self._now(),
            "pin_id": pin_id,
            "is_practice": int(is_practice),
        }
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        return self._insert(f"INSERT INTO review_case ({names}) VALUES ({marks})", *row.values())  # noqa: S608 - own names

    def _pin_id(self, pin: ProgramPin) -> int:
        content_sha256 = _pin_digest(pin)
        known = self._row("SELECT pin_id FROM pin WHERE content_sha256 = ?", content_sha256)
        if known:
            return int(known[0])
        pin_id = self._insert(
            "INSERT INTO pin (content_sha256, program, edition, sha256, definition) VALUES (?, ?, ?, ?, ?)",
            content_sha256,
            pin.program,
            pin.edition,
            pin.sha256,
            pin.definition,
        )
        for name, content in pin.letters.items():
            self._run("INSERT INTO pin_letter (pin_id, name, content) VALUES (?, ?, ?)", pin_id, name, content)
        return pin_id

    def _require_room(self, size_bytes: int) -> None:
        """Refuse at once what cannot fit: it is written to the log first and to the file then."""
        if size_bytes and free_bytes(self._path.parent) < 2 * size_bytes + _ROOM_TO_SPARE_BYTES:
            raise DiskFullError(str(self._path))

    def _give_room_back(self) -> None:
        """Empty the write-ahead log after a large load; where a copy is being made, it waits for the next time."""
        log = wal_path(self._path)
        if not self._database.conn.in_transaction and log.exists() and log.stat().st_size > _LARGE_WAL_BYTES:
            self._rows("PRAGMA busy_timeout = 0")
            self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
            self._rows(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _loaded(submission: Submission, submission_json: bytes, pin: ProgramPin) -> dict[str, object]:
    return {
        "bundle_sha256": submission.bundle_sha256,
        SUBMISSION_DIGEST: hashlib.sha256(submission_json).hexdigest(),
        "program": pin.program,
        "edition": pin.edition,
        "program_sha256": pin.sha256,
        "pathway": submission.pathway,
        "candidate_id": submission.candidate.candidate_id,
    }


def _pin_digest(pin: ProgramPin) -> str:
    digest = hashlib.sha256(pin.definition)
    for name, content in sorted(pin.letters.items()):
        digest.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest())
    return digest.hexdigest()


def _in_pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Cut a stream into pieces of `CHUNK_BYTES`, the last one shorter."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting[:CHUNK_BYTES])
            del waiting[:CHUNK_BYTES]
    if waiting:
        yield bytes(waiting)
