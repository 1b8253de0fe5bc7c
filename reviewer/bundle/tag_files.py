"""Reads a bag's tag files: the declaration, the metadata and the manifests (RFC 8493)."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.bundle.paths import unsafe_because

if TYPE_CHECKING:
    from collections.abc import Container

    from reviewer.bundle.notes import Notes

DECLARATION = "bagit.txt"
METADATA = "bag-info.txt"

_LINE_END = re.compile(r"\r\n|\r|\n")
_VERSION = re.compile(r"BagIt-Version[ \t]*:[ \t]*([0-9]+\.[0-9]+)[ \t]*")
_ENCODING = re.compile(r"Tag-File-Character-Encoding[ \t]*:[ \t]*([A-Za-z0-9][A-Za-z0-9._:+-]{0,39})[ \t]*")
_MANIFEST_NAME = re.compile(r"(tag)?manifest-([A-Za-z0-9]+)\.txt")
_MANIFEST_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(.+)", re.DOTALL)
_PERCENT = re.compile(r"%(0[AaDd]|25)?")
_METADATA_LINE = re.compile(r"[ \t]*([^:\s](?:[^:]*[^:\s])?)[ \t]*:(.*)", re.DOTALL)

# Decoders that are no character sets or take far longer than the text is long.
_NO_CHARACTER_SETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}

ALGORITHMS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha224": "sha224",
    "sha256": "sha256",
    "sha384": "sha384",
    "sha512": "sha512",
    "sha3224": "sha3_224",
    "sha3256": "sha3_256",
    "sha3384": "sha3_384",
    "sha3512": "sha3_512",
    "blake2b": "blake2b",
    "blake2b512": "blake2b",
    "blake2s": "blake2s",
    "blake2s256": "blake2s",
}
"""Algorithm names of manifests, and what hashlib calls them."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What `bagit.txt` says; an encoding of None cannot be used."""

    version: str
    encoding: str | None

    @property
    def is_old(self) -> bool:
        """True for BagIt 0.97, which did not encode a percent sign in manifests."""
        return self.version == "0.97"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One manifest: lowercase digests by path from the bag's root.

    `algorithm` is hashlib's name, None where this program cannot compute it. `is_read` is False where the file could
    not be read: then it is not known what the manifest lists.
    """

    name: str
    algorithm: str | None
    is_of_tags: bool
    digests: dict[str, str]
    is_read: bool = True


def new_hash(algorithm: str) -> hashlib._Hash:
    """Return a hash for integrity, not for secrets."""
    return hashlib.new(algorithm, usedforsecurity=False)


def read_declaration(content: bytes, notes: Notes) -> Declaration:
    """Read `bagit.txt`, noting what is not as RFC 8493 wants it."""
    if content.startswith(codecs.BOM_UTF8):
        notes.problem(DECLARATION, "not-a-bag", "declaration_bom")
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        lines = _lines(content.decode("utf-8"))
    except UnicodeDecodeError:
        notes.problem(DECLARATION, "not-a-bag", "declaration_not_utf8")
        return Declaration("", None)
    while lines and not lines[-1]:
        lines.pop()
    first, second, *more = [*lines, "", ""]
    version, encoding = _VERSION.fullmatch(first), _ENCODING.fullmatch(second)
    if version is None or encoding is None or any(more):
        notes.problem(DECLARATION, "not-a-bag", "declaration")
    elif version[1] == "0.97":
        notes.warn(DECLARATION, "bagit-version", "bagit_version", version=version[1])
    elif version[1] != "1.0":
        notes.problem(DECLARATION, "not-a-bag", "declaration_version", version=version[1])
    charset = _charset(encoding[1]) if encoding else None
    if encoding is not None and charset is None:
        notes.problem(DECLARATION, "not-a-bag", "declaration_encoding", encoding=encoding[1])
    return Declaration(version[1] if version else "", charset)


def _charset(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Python's registry also holds decoders that are none, such as zlib and rot13.
    if found.name in _NO_CHARACTER_SETS or not getattr(found, "_is_text_encoding", False):
        return None
    return found.name


def decode_tags(name: str, content: bytes, declaration: Declaration, notes: Notes) -> str:
    """Decode a tag file in the encoding that the bag declares; a byte order mark is passed over."""
    charset = declaration.encoding or "utf-8"
    # Without a mark Python takes the machine's own byte order; a tag file begins with ASCII.
    if charset in {"utf-16", "utf-32"} and content.startswith(b"\0") and not content.startswith(b"\0\0\xfe\xff"):
        charset += "-be"
    try:
        return content.decode(charset).removeprefix("\ufeff")
    except (UnicodeError, ValueError):
        notes.problem(name, "bad-tag-file", "tag_encoding", name=name, encoding=charset)
        return content.decode("utf-8", "replace").removeprefix("\ufeff")


def read_metadata(written: str, notes: Notes) -> list[tuple[str, str]]:
    """Read `bag-info.txt` into labels (lowercase) and values, folded lines put together."""
    elements: list[tuple[str, str]] = []
    for number, line in enumerate(_lines(written), start=1):
        if not line.strip():
            continue
        if line[0] in " \t" and elements:
            label, value = elements[-1]
            elements[-1] = (label, f"{value} {line.strip()}".strip())
            continue
        found = _METADATA_LINE.fullmatch(line)
        if found is None:
            notes.problem(METADATA, "bad-tag-file", "metadata_line", line=number)
        else:
            elements.append((found[1].lower(), found[2].strip()))
    return elements


def manifest_kind(path: str) -> tuple[bool, str] | None:
    """Tell whether a file is a manifest: (is of tags, algorithm as written), or None."""
    found = _MANIFEST_NAME.fullmatch(path)
    return None if found is None else (found[1] is not None, found[2].lower())


def unread_manifest(name: str) -> Manifest:
    """Return a manifest of which nothing but its name is known."""
    is_of_tags, algorithm = manifest_kind(name) or (False, "")
    return Manifest(name, ALGORITHMS.get(algorithm), is_of_tags, {}, is_read=False)


def read_manifest(name: str, written: str, declaration: Declaration, present: Container[str], notes: Notes) -> Manifest:
    """Read one manifest, noting lines that cannot be used; `present` are the paths in the bag."""
    is_of_tags, algorithm = manifest_kind(name) or (False, "")
    manifest = Manifest(name, ALGORITHMS.get(algorithm), is_of_tags, {})
    for number, line in enumerate(_lines(written), start=1):
        if not line.strip():
            continue
        found = _MANIFEST_LINE.fullmatch(line)
        if found is None:
            notes.problem(name, "bad-tag-file", "manifest_line", name=name, line=number)
            continue
        path = _listed_path(found[2], manifest, declaration, notes)
        if path is None:
            continue
        # BagIt 0.97 does not encode a percent sign, but some of its writers do.
        if declaration.is_old and path not in present and path.replace("%25", "%") in present:
            path = path.replace("%25", "%")
        if path in manifest.digests:
            notes.problem(name, "bad-tag-file", "listed_twice", name=name, path=path)
        manifest.digests.setdefault(path, found[1].lower())
    return manifest


def _listed_path(written: str, manifest: Manifest, declaration: Declaration, notes: Notes) -> str | None:
    """Return the path that a manifest line names, or None, noted, where it must not name it."""
    # Tools that read files as binary write an asterisk before the name; others begin with "./".
    if written.startswith("*") and (manifest.is_of_tags or written.startswith(("*data/", "*./"))):
        written = written[1:]
    path = _decode_percent(written.removeprefix("./"), declaration)
    if path is None:
        notes.problem(manifest.name, "bad-tag-file", "bare_percent", name=manifest.name, path=written)
        return None
    why = unsafe_because(path)
    if why is not None:
        notes.problem(path, "unsafe-path", f"path_{why}", name=path)
        return None
    if path.endswith("/") or path.startswith("data/") == manifest.is_of_tags:
        key = "tags_list_payload" if manifest.is_of_tags else "payload_lists_tags"
        notes.problem(manifest.name, "bad-tag-file", key, name=manifest.name, path=path)
        return None
    return path


def _decode_percent(path: str, declaration: Declaration) -> str | None:
    """Decode the three characters that a manifest encodes; None for a percent sign that stands alone."""
    if "%" not in path:
        return path
    if declaration.is_old:
        return re.sub("%0[Aa]", "\n", re.sub("%0[Dd]", "\r", path))
    if any(found[1] is None for found in _PERCENT.finditer(path)):
        return None
    return _PERCENT.sub(lambda found: chr(int(found[1], 16)), path)


def _lines(written: str) -> list[str]:
    return _LINE_END.split(written)
