"""Makes bundles, good and bad, as an office or an attacker would."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.bundle.intake import examine
from reviewer.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reviewer.bundle.intake import Examined

FORMAT_LINE = "Submission-Format: submission/1\n"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
NOTE = "evidence/p1/note.txt"
COUNTS = "evidence/p1/counts.csv"


def words(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - members are of any kind
    """Members of a small submission that loads, with `changes` of the outermost ones."""
    members: dict[str, Any] = {
        "format": "submission/1",
        "submission_id": "CPT-1",
        "revision": 1,
        "program": "cpt",
        "edition": "2013",
        "pathway": "initial",
        "submitted_on": "2026-09-30",
        "candidate": {"candidate_id": "C-1", "name": "Perpetua Lindqvist"},
        "ethics": {"agreed": True},
        "projects": [
            {
                "project_id": "p1",
                "title": "Late orders",
                "start": "2025-09",
                "end": "2026-08",
                "claims": [
                    {"standard": 1, "narrative": "What counts.", "evidence": [{"path": NOTE}, {"path": COUNTS}]}
                ],
                "attestations": [],
            }
        ],
        "documents": [
            {"path": NOTE, "title": "Note", "media_type": "text/plain", "project_id": "p1"},
            {"path": COUNTS, "title": "Counts", "media_type": "text/csv", "project_id": None},
        ],
    }
    members.update(changes)
    return members


def evidence() -> dict[str, bytes]:
    """Return the files that `words` lists, by path below `data/`."""
    return {NOTE: b"We met on Monday.\n", COUNTS: b"week,late\n1,57\n2,44\n"}


def payload(members: object = None, files: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Return a payload by path from the bag's root; `members` may be bytes to write as they are."""
    content = members if isinstance(members, bytes) else json.dumps(words() if members is None else members).encode()
    listed = evidence() if files is None else files
    return {"data/submission.json": content} | {f"data/{path}": data for path, data in listed.items()}


def manifest(files: Mapping[str, bytes], algorithm: str = "sha256", line_end: str = "\n") -> bytes:
    """Return a manifest of files, written as RFC 8493 wants it."""
    lines = [f"{hashlib.new(algorithm, data).hexdigest()}  {_percent(path)}{line_end}" for path, data in files.items()]
    return "".join(lines).encode()


def _percent(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def bag(
    files: Mapping[str, bytes] | None = None,
    *,
    algorithms: Iterable[str] = ("sha256",),
    info: str = FORMAT_LINE,
    declaration: bytes = BAGIT,
    tag_algorithms: Iterable[str] = ("sha256",),
) -> dict[str, bytes]:
    """Return all files of a bag that fits together, by path from its root."""
    inside = payload() if files is None else dict(files)
    tags = {"bagit.txt": declaration, "bag-info.txt": info.encode()}
    tags |= {f"manifest-{one}.txt": manifest(inside, one) for one in algorithms}
    sealed = {f"tagmanifest-{one}.txt": manifest(tags, one) for one in tag_algorithms}
    return tags | sealed | inside


def zipped(files: Mapping[str, bytes], path: Path, *, top: str = "bag/", packed: bool = True) -> Path:
    """Write files into a ZIP file as any tool would."""
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(top + name, data)
    return path


def unpacked(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files into a folder."""
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def examined(files: Mapping[str, bytes], tmp_path: Path) -> Examined:
    """Examine a bag of these files as a ZIP."""
    return examine(zipped(files, tmp_path / "bundle.zip"))


class Told:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, subject: str = "") -> None:
        """Remember one step."""
        self.steps.append((done, total, subject))


class Impatient(Told):
    """Progress that calls the work off at the first step."""

    def step(self, done: int, total: int, subject: str = "") -> None:
        """Call the work off."""
        super().step(done, total, subject)
        raise Cancelled


def codes(result: Examined) -> list[str]:
    """Return the codes of all problems."""
    return [problem.code for problem in result.report.problems]


def places(result: Examined) -> list[tuple[str, str]]:
    """Return place and code of all problems."""
    return [(problem.where, problem.code) for problem in result.report.problems]


def warned(result: Examined) -> list[tuple[str, str]]:
    """Return place and code of all warnings."""
    return [(warning.where, warning.code) for warning in result.report.warnings]


@dataclass(frozen=True, slots=True)
class RawMember:
    """One member of a ZIP file, written exactly as told; None takes the honest value."""

    name: bytes
    content: bytes = b""
    method: int = 0
    flags: int = 0
    mode: int = 0o100644
    local_name: bytes | None = None
    local_flags: int | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    extra: bytes = b""
    offset: int | None = None

    @property
    def packed(self) -> bytes:
        """Return the bytes that stand in the file."""
        if self.method != 8:
            return self.content
        deflater = zlib.compressobj(9, wbits=-15)
        return deflater.compress(self.content) + deflater.flush()


def raw_members(files: Mapping[str, bytes], top: str = "bag/") -> list[RawMember]:
    """Return honest members for files."""
    return [RawMember((top + name).encode(), data) for name, data in files.items()]


LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
DAY = 33


def raw_zip(members: Iterable[RawMember], path: Path, *, before: bytes = b"", after: bytes = b"") -> Path:
    """Write a ZIP file by hand."""
    body, directory = bytearray(before), bytearray()
    written = list(members)
    for member in written:
        offset = len(body) if member.offset is None else member.offset
        told = _sizes(member)
        if member.offset is None:
            name = member.name if member.local_name is None else member.local_name
            flags = member.flags if member.local_flags is None else member.local_flags
            body += LOCAL.pack(b"PK\3\4", 20, flags, member.method, 0, DAY, *told, len(name), 0)
            body += name + member.packed
        lengths = len(member.name), len(member.extra), 0, 0, 0
        directory += CENTRAL.pack(
            b"PK\1\2", 0x314, 20, member.flags, member.method, 0, DAY, *told, *lengths, member.mode << 16, offset
        )
        directory += member.name + member.extra
    end = END.pack(b"PK\5\6", 0, 0, len(written), len(written), len(directory), len(body), 0)
    path.write_bytes(bytes(body + directory) + end + after)
    return path


def _sizes(member: RawMember) -> tuple[int, int, int]:
    crc = zlib.crc32(member.content) if member.crc is None else member.crc
    packed_size = len(member.packed) if member.packed_size is None else member.packed_size
    return crc, packed_size, len(member.content) if member.size is None else member.size
