"""OpenDocument files under a password, as LibreOffice writes them: each part by itself, or since 24.8 the whole file.

Opened in memory with the kept library `cryptography`. How the parts are locked is said in OpenDocument 1.3, part 2,
3.4; Argon2id and the whole file in one in LibreOffice's notes on its own values (and OpenDocument 1.5).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from reviewer.evidence.opened import MOST_UNPACKED_BYTES, RefusedError
from reviewer.evidence.package_parts import Package, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_MANIFEST = "META-INF/manifest.xml"
_WHOLE = "encrypted-package"
_MOST_ROUNDS = 5_000_000
_MOST_PASSES, _MOST_KILOBYTES, _MOST_LANES = 20, 512 * 1024, 16
_RAW_DEFLATE = -zlib.MAX_WBITS
_KEY_BYTES = (16, 24, 32)
_ARGON = ("iterations", "memory", "lanes")


@dataclass(frozen=True, slots=True)
class _Lock:
    """How a part is locked; `rounds` are those of PBKDF2, `argon` the passes, kilobytes and lanes of Argon2id."""

    is_gcm: bool
    start: bytes
    salt: bytes
    is_sha256: bool
    key_bytes: int
    rounds: int = 0
    argon: tuple[int, int, int] | None = None


def is_protected(content: bytes) -> bool:
    """Tell whether a file is an OpenDocument file under a password."""
    with Package(content) as package:
        return b"encryption-data" in package.content(_MANIFEST)


def unprotected(content: bytes, password: str) -> bytes:
    """Return the document without its password.

    Raises:
        RefusedError: it wants a password or another one, is damaged, or is locked in a way that is not known.
    """
    with Package(content) as package:
        manifest = package.xml(_MANIFEST)
        if manifest is None:
            raise RefusedError("encrypted")
        locks = dict(_locks(manifest))
        if not password:
            raise RefusedError("password")
        keys: dict[_Lock, bytes] = {}
        if _WHOLE in locks:
            return _opened(package.content(_WHOLE, MOST_UNPACKED_BYTES), locks[_WHOLE], password, keys)
        plain, size = io.BytesIO(), 0
        with zipfile.ZipFile(plain, "w") as archive:
            for name in dict.fromkeys(package.names):
                written = package.content(name, MOST_UNPACKED_BYTES)
                if name in locks:
                    written = _opened(written, locks[name], password, keys)
                size += len(written)
                if size > MOST_UNPACKED_BYTES:
                    raise RefusedError("too_large")
                if name != _MANIFEST:
                    archive.writestr(name, written)
    return plain.getvalue()


def _locks(manifest: Element) -> Iterator[tuple[str, _Lock]]:
    for entry in manifest:
        data = next((child for child in entry if local_name(child) == "encryption-data"), None)
        if data is not None:
            try:
                yield _attribute(entry, "full-path"), _lock(data)
            except (ValueError, binascii.Error) as failure:
                raise RefusedError("encrypted") from failure


def _lock(data: Element) -> _Lock:
    """Read how a part is locked.

    Raises:
        ValueError: in a way that is not known, or that would take too long to open.
    """
    parts = {local_name(child): child for child in data}
    cipher = _attribute(parts.get("algorithm"), "algorithm-name").rpartition("#")[2]
    if cipher not in {"aes128-cbc", "aes192-cbc", "aes256-cbc", "aes256-gcm"}:
        raise ValueError(cipher)
    begun, derived = parts.get("start-key-generation"), parts.get("key-derivation")
    salt = base64.b64decode(_attribute(derived, "salt"), validate=True)
    start = base64.b64decode(_attribute(parts.get("algorithm"), "initialisation-vector"), validate=True)
    key_bytes = int(_attribute(derived, "key-size") or "16")
    is_sha256 = "sha256" in _attribute(begun, "start-key-generation-name").lower()
    if key_bytes not in _KEY_BYTES:
        raise ValueError(key_bytes)
    is_gcm = cipher.endswith("gcm")
    if "argon2id" in _attribute(derived, "key-derivation-name"):
        passes, kilobytes, lanes = (int(_attribute(derived, f"argon2-{name}")) for name in _ARGON)
        if not (0 < passes <= _MOST_PASSES and 0 < kilobytes <= _MOST_KILOBYTES and 0 < lanes <= _MOST_LANES):
            raise ValueError(kilobytes)
        return _Lock(is_gcm, start, salt, is_sha256, key_bytes, argon=(passes, kilobytes, lanes))
    rounds = int(_attribute(derived, "iteration-count"))
    if not 0 < rounds <= _MOST_ROUNDS:
        raise ValueError(rounds)
    return _Lock(is_gcm, start, salt, is_sha256, key_bytes, rounds)


def _attribute(element: Element | None, name: str) -> str:
    """Return an attribute whatever its namespace, for LibreOffice uses its own."""
    given = () if element is None else element.attrib.items()
    return next((value for key, value in given if key.rpartition("}")[2] == name), "")


def _opened(written: bytes, lock: _Lock, password: str, keys: dict[_Lock, bytes]) -> bytes:
    """Return a part in the clear; what does not unpack was opened with the wrong key."""
    if lock not in keys:
        keys[lock] = _key(lock, password)
    try:
        if lock.is_gcm:
            packed = AESGCM(keys[lock]).decrypt(lock.start, written.removeprefix(lock.start), None)
        else:
            decryptor = Cipher(algorithms.AES(keys[lock]), modes.CBC(lock.start)).decryptor()
            packed = decryptor.update(written) + decryptor.finalize()
        unpacker = zlib.decompressobj(_RAW_DEFLATE)
        plain = unpacker.decompress(packed, MOST_UNPACKED_BYTES)
    except (InvalidTag, zlib.error, ValueError) as failure:
        raise RefusedError("wrong_password") from failure
    if not unpacker.eof:
        raise RefusedError("too_large" if unpacker.unconsumed_tail else "wrong_password")
    return plain


def _key(lock: _Lock, password: str) -> bytes:
    begun = hashlib.new("sha256" if lock.is_sha256 else "sha1", password.encode(), usedforsecurity=False).digest()
    if lock.argon is None:
        return hashlib.pbkdf2_hmac("sha1", begun, lock.salt, lock.rounds, lock.key_bytes)
    passes, kilobytes, lanes = lock.argon
    try:
        made = Argon2id(salt=lock.salt, length=lock.key_bytes, iterations=passes, lanes=lanes, memory_cost=kilobytes)
    except (UnsupportedAlgorithm, ValueError) as failure:
        raise RefusedError("encrypted") from failure
    return made.derive(begun)
