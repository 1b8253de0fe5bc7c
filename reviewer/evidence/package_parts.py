"""The parts of an Office file (Open Packaging): their XML, and which leads to which. Nothing outside is followed."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self
    from xml.etree.ElementTree import Element

_LARGEST_PART_BYTES = 24 * 1024 * 1024
_MOST_RELATIONS = 2_000
_BROKEN = (KeyError, RuntimeError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError)


@dataclass(frozen=True, slots=True)
class Relation:
    """One part leads to another: its id, the last word of its type (`chart`, `comments`), and the part's name.

    The name is empty where it leads outside.
    """

    id: str
    kind: str
    part: str


class Package:
    """An Office file as its parts; what is missing, damaged or too large is as if it were not there."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = tuple(self._archive.namelist())

    def __enter__(self) -> Self:
        """Give the package itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self._archive.close()

    def content(self, name: str, most_bytes: int = _LARGEST_PART_BYTES) -> bytes:
        """Return the bytes of a part, none where it cannot be read."""
        try:
            if self._archive.getinfo(name).file_size > most_bytes:
                return b""
            return self._archive.read(name)
        except _BROKEN:
            return b""

    def xml(self, name: str) -> Element | None:
        """Return the root of a part's XML; entities and document types are refused."""
        try:
            root: Element = fromstring(self.content(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError):
            return None
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return where a part leads within the file, in its order; `""` is the file itself."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return () if root is None else tuple(_relation(element, folder) for element in list(root)[:_MOST_RELATIONS])

    def related(self, part: str, *kinds: str) -> list[str]:
        """Return the parts of some kinds to which a part leads."""
        return [relation.part for relation in self.relations(part) if relation.kind in kinds and relation.part]


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def _relation(element: Element, folder: str) -> Relation:
    target, name = element.get("Target", ""), element.get("Id", "")
    kind = element.get("Type", "").rpartition("/")[2]
    if element.get("TargetMode") == "External" or not target:
        return Relation(name, kind, "")
    whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(name, kind, whole)
