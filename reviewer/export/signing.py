"""Ed25519 signatures in OpenSSH's SSHSIG form, which an office checks with `ssh-keygen -Y verify`.

Source: OpenSSH, PROTOCOL.sshsig and PROTOCOL.key.

`cryptography` is imported where it is needed: opening a workspace needs none of it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from reviewer.errors import SigningError
from reviewer.text import text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_TYPE: Final = "ssh-ed25519"
SEED_BYTES: Final = 32

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASH_NAME = b"sha512"
_ARMOR_FIRST = b"-----BEGIN SSH SIGNATURE-----"
_ARMOR_LAST = b"-----END SSH SIGNATURE-----"
# ssh-keygen wraps signatures at 70 columns.
_ARMOR_COLUMNS = 70
_LONGEST_ARMOR_BYTES = 4096


class SignatureFault(StrEnum):
    """Why a signature is not one."""

    ARMOR = "armor"
    NAMESPACE = "namespace"
    OTHER_KEY = "other_key"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 public key; `raw` is its 32 bytes."""

    raw: bytes

    @property
    def blob(self) -> bytes:
        """The key in SSH's wire form."""
        return _string(KEY_TYPE.encode()) + _string(self.raw)

    @property
    def line(self) -> str:
        """The key as a `.pub` file writes it, without a comment: `ssh-ed25519 AAAA…`."""
        return f"{KEY_TYPE} {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint as `ssh-keygen -l` shows it: `SHA256:…`."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest()).decode()
        return f"SHA256:{digest.rstrip('=')}"


@dataclass(frozen=True, slots=True)
class Signature:
    """What an SSHSIG holds: who signed, for what use, and the 64 bytes of Ed25519."""

    key: PublicKey
    namespace: str
    signature: bytes


def new_private_key() -> bytes:
    """Make a signing key; return its seed of 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(seed: bytes) -> PublicKey:
    """Return the public half of a signing key.

    Raises:
        SigningError: the seed is not 32 bytes long.
    """
    return PublicKey(_private_key(seed).public_key().public_bytes_raw())


def public_key_line(seed: bytes, comment: str = "") -> str:
    """Return the public half of a signing key as a `.pub` file writes it.

    Raises:
        SigningError: the seed is not 32 bytes long.
    """
    return f"{public_key_of(seed).line} {comment}".rstrip()


def read_public_key(line: str) -> PublicKey | None:
    """Read `ssh-ed25519 AAAA…` with or without a comment; None for anything else."""
    words = line.split(maxsplit=2)
    if len(words) < 2 or words[0] != KEY_TYPE:  # noqa: PLR2004 - a type and a key
        return None
    try:
        blob = base64.b64decode(words[1].encode(), validate=True)
    except (ValueError, binascii.Error):
        return None
    key = PublicKey(blob[-SEED_BYTES:])
    return key if key.blob == blob else None


def sign(seed: bytes, message: bytes, namespace: str) -> bytes:
    """Sign a message for one use; return the armored SSHSIG, byte for byte as ssh-keygen writes it.

    Raises:
        SigningError: the seed is not 32 bytes long.
    """
    key = _private_key(seed)
    signature = key.sign(_signed_bytes(message, namespace))
    return armored(Signature(PublicKey(key.public_key().public_bytes_raw()), namespace, signature))


def armored(signature: Signature) -> bytes:
    """Write a signature in the one armor that our rules give."""
    parts = (signature.key.blob, signature.namespace.encode(), b"", _HASH_NAME, _signature_blob(signature.signature))
    blob = _MAGIC + struct.pack(">I", _VERSION) + b"".join(map(_string, parts))
    encoded = base64.b64encode(blob)
    lines = [encoded[start : start + _ARMOR_COLUMNS] for start in range(0, len(encoded), _ARMOR_COLUMNS)]
    return b"\n".join((_ARMOR_FIRST, *lines, _ARMOR_LAST)) + b"\n"


def read_signature(untrusted: bytes) -> Signature | None:
    """Read an armored signature; None unless every byte is as our rules give it."""
    if len(untrusted) > _LONGEST_ARMOR_BYTES:
        return None
    lines = untrusted.split(b"\n")
    try:
        blob = base64.b64decode(b"".join(lines[1:-2]), validate=True)
        signature = _signature_in(blob)
    except (ValueError, struct.error):
        return None
    return signature if armored(signature) == untrusted else None


def fault_in_signature(untrusted: bytes, message: bytes, namespace: str, key: PublicKey) -> SignatureFault | None:
    """Return why the armored signature is not this key's for this message and use; None when it is."""
    signature = read_signature(untrusted)
    if signature is None:
        return SignatureFault.ARMOR
    if signature.namespace != namespace:
        return SignatureFault.NAMESPACE
    if signature.key != key:
        return SignatureFault.OTHER_KEY
    return None if _is_signed(signature, message) else SignatureFault.NOT_SIGNED


def _is_signed(signature: Signature, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(signature.key.raw)
        key.verify(signature.signature, _signed_bytes(message, signature.namespace))
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key(seed: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if len(seed) != SEED_BYTES:
        raise SigningError(text("export.subject.package"), reason=text("export.reason.bad_signing_key"))
    return Ed25519PrivateKey.from_private_bytes(seed)


def _signed_bytes(message: bytes, namespace: str) -> bytes:
    parts = (namespace.encode(), b"", _HASH_NAME, hashlib.sha512(message).digest())
    return _MAGIC + b"".join(map(_string, parts))


def _signature_blob(signature: bytes) -> bytes:
    return _string(KEY_TYPE.encode()) + _string(signature)


def _string(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def _signature_in(blob: bytes) -> Signature:
    # What is skipped here (magic, version, reserved, hash) is compared when the armor is written again.
    key_blob, rest = _take_string(blob[len(_MAGIC) + 4 :])
    namespace, rest = _take_string(rest)
    _, rest = _take_string(rest)
    _, rest = _take_string(rest)
    signature_blob, _ = _take_string(rest)
    _, signature_rest = _take_string(signature_blob)
    signature, _ = _take_string(signature_rest)
    return Signature(PublicKey(key_blob[-SEED_BYTES:]), namespace.decode(), signature)


def _take_string(data: bytes) -> tuple[bytes, bytes]:
    (length,) = struct.unpack(">I", data[:4])
    return data[4 : 4 + length], data[4 + length :]
