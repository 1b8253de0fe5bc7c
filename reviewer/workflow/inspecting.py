"""Looking at files with the isolated renderer, without a workspace: for offices and tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.submission.kinds import FileKind
from reviewer.submission.pages import DocumentFace, DocumentStatus, Layout, PageFault
from reviewer.text import text
from reviewer.workflow.viewing import DocumentViewer, Fetched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LARGEST_BYTES = 512 * 1024 * 1024
_SMALL = 0.5


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the renderer makes of one file; `pages` counts pages, slides or sheets, 1 for a text that just flows."""

    path: Path
    kind: FileKind
    status: DocumentStatus
    pages: int = 0
    characters: int = 0
    message: str = ""


def inspect(paths: Sequence[Path], viewer: DocumentViewer | None = None) -> Iterator[Inspected]:
    """Open each file, draw its first page and read all its text; whatever one does, the next is looked at."""
    own = viewer or DocumentViewer()
    try:
        for path in paths:
            yield _inspected(path, own)
    finally:
        if viewer is None:
            own.close()


def _inspected(path: Path, viewer: DocumentViewer) -> Inspected:
    try:
        if not path.is_file():
            return _refused(path, "not_a_file" if path.exists() else "missing")
        if path.stat().st_size > _LARGEST_BYTES:
            return _refused(path, "too_big_to_read")
        content = path.read_bytes()
    except (OSError, ValueError):
        return _refused(path, "missing")
    fetched = Fetched(hashlib.sha256(content).hexdigest(), path.name, content)
    face = viewer.open(fetched)
    try:
        return _looked_at(path, face, fetched.id, viewer)
    finally:
        viewer.forget(fetched.id)


def _looked_at(path: Path, face: DocumentFace, document_id: str, viewer: DocumentViewer) -> Inspected:
    if not face.is_shown:
        return Inspected(path, face.kind, face.status, message=face.message)
    if face.layout is Layout.FLOW:
        return Inspected(path, face.kind, face.status, face.parts, len(viewer.flow(document_id).text))
    drawn, page = None, 0
    for page in range(1, len(face.pages) + 1):
        drawn = viewer.image(document_id, page, _scale(face, page))
        if not isinstance(drawn, PageFault):
            break
    if drawn is None or isinstance(drawn, PageFault):
        message = drawn.message if drawn else ""
        return Inspected(path, face.kind, DocumentStatus.DAMAGED, message=message)
    characters = sum(len(written) for _, written in viewer.places(document_id))
    damaged = text("evidence.inspect.first_pages", page=page) if page > 1 else ""
    return Inspected(path, face.kind, face.status, len(face.pages), characters, damaged)


def _scale(face: DocumentFace, page: int) -> float:
    size = face.pages[page - 1]
    return min(_SMALL, 1000 / max(size.width, size.height))


def _refused(path: Path, fault: str) -> Inspected:
    reason = text(f"evidence.fault.{fault}")
    return Inspected(path, FileKind.OTHER, DocumentStatus.DAMAGED, message=f"{reason[:1].upper()}{reason[1:]}.")
