"""Office files under a password: opened in memory by msoffcrypto-tool."""

from __future__ import annotations

import io
from typing import Any

import msoffcrypto
from cryptography.hazmat.backends import default_backend
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from reviewer.evidence.opened import RefusedError

WRAPPER_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def get_ready() -> None:
    """Load what is otherwise loaded with the first password."""
    default_backend()


def is_protected(content: bytes) -> bool:
    """Tell whether a file is the wrapper of an Office document under a password."""
    return content.startswith(WRAPPER_MARK) and _PACKAGE in content


def unprotected(content: bytes, password: str) -> bytes:
    """Return the document in the wrapper.

    Raises:
        RefusedError: it wants a password, another one, or is damaged.
    """
    if not password:
        raise RefusedError("password")
    opened: Any
    plain = io.BytesIO()
    try:
        opened = msoffcrypto.OfficeFile(io.BytesIO(content))
        opened.load_key(password=password, verify_password=True)
        opened.decrypt(plain)
    except InvalidKeyError as failure:
        raise RefusedError("wrong_password") from failure
    except (FileFormatError, ParseError, DecryptionError, OSError, ValueError, LookupError, TypeError) as failure:
        raise RefusedError("damaged") from failure
    return plain.getvalue()
