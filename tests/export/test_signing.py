"""Signatures are those of ssh-keygen, byte for byte, and nothing else passes for one."""

from __future__ import annotations

import base64
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import SigningError
from reviewer.export.signing import (
    PublicKey,
    SignatureFault,
    armored,
    fault_in_signature,
    new_private_key,
    public_key_line,
    public_key_of,
    read_public_key,
    read_signature,
    sign,
)
from tests.export.builders import OTHER_SEED, SEED

if TYPE_CHECKING:
    from pathlib import Path

KEY = public_key_of(SEED)
MESSAGE = b"what is signed\n"
needs_ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")


def _key_file(folder: Path) -> Path:
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    path = folder / "id"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption())
    )
    path.chmod(0o600)
    return path


@needs_ssh_keygen
@pytest.mark.parametrize("message", [b"", MESSAGE, bytes(range(256)) * 999], ids=["empty", "short", "long"])
def test_a_signature_is_the_one_that_ssh_keygen_makes(tmp_path: Path, message: bytes) -> None:
    command = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(_key_file(tmp_path)), "-n", "reviewer-decision"]
    made = subprocess.run(command, input=message, capture_output=True, check=True).stdout
    assert sign(SEED, message, "reviewer-decision") == made


@needs_ssh_keygen
def test_the_fingerprint_is_the_one_that_ssh_keygen_shows(tmp_path: Path) -> None:
    path = tmp_path / "id.pub"
    path.write_text(public_key_line(SEED, "someone") + "\n", encoding="utf-8")
    shown = subprocess.run(["ssh-keygen", "-l", "-f", str(path)], capture_output=True, text=True, check=True).stdout
    assert shown.split()[1] == KEY.fingerprint


def test_a_new_key_is_a_new_key() -> None:
    keys = {new_private_key() for _ in range(3)}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}


def test_a_public_key_line_is_read_back() -> None:
    assert read_public_key(public_key_line(SEED)) == KEY
    assert read_public_key(public_key_line(SEED, "rev-07 at home")) == KEY


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 ÄÄÄÄ",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==",
        "ssh-ed25519 " + base64.b64encode(KEY.blob + b"x").decode(),
        "ssh-ed25519 " + base64.b64encode(KEY.blob[1:]).decode(),
    ],
)
def test_what_is_no_ed25519_key_is_not_read_as_one(line: str) -> None:
    assert read_public_key(line) is None


@pytest.mark.parametrize("seed", [b"", b"x" * 31, b"x" * 33], ids=len)
def test_a_damaged_key_cannot_sign(seed: bytes) -> None:
    with pytest.raises(SigningError):
        sign(seed, MESSAGE, "reviewer-decision")


@given(message=st.binary(max_size=200), namespace=st.text(st.characters(codec="ascii", categories=["L"]), min_size=1))
def test_what_was_signed_is_known_again(message: bytes, namespace: str) -> None:
    signature = sign(SEED, message, namespace)
    assert fault_in_signature(signature, message, namespace, KEY) is None
    assert fault_in_signature(signature, message + b"x", namespace, KEY) is SignatureFault.NOT_SIGNED
    assert fault_in_signature(signature, message, namespace + "x", KEY) is SignatureFault.NAMESPACE


def test_the_signature_of_another_key_is_told_apart() -> None:
    signature = sign(OTHER_SEED, MESSAGE, "reviewer-decision")
    assert fault_in_signature(signature, MESSAGE, "reviewer-decision", KEY) is SignatureFault.OTHER_KEY


def test_any_changed_byte_of_the_armor_is_refused() -> None:
    signature = sign(SEED, MESSAGE, "reviewer-decision")
    for position in range(len(signature)):
        for flip in (1, 2, 0x20, 0x80):
            changed = bytearray(signature)
            changed[position] ^= flip
            assert fault_in_signature(bytes(changed), MESSAGE, "reviewer-decision", KEY) is not None


def _rewrapped(signature: bytes, columns: int, end: bytes = b"\n") -> bytes:
    first, *lines, last, _ = signature.split(b"\n")
    encoded = b"".join(lines)
    wrapped = [encoded[start : start + columns] for start in range(0, len(encoded), columns)]
    return end.join([first, *wrapped, last, b""])


def test_another_armor_of_the_same_signature_is_refused() -> None:
    signature = sign(SEED, MESSAGE, "reviewer-decision")
    assert _rewrapped(signature, 70) == signature
    for other in (_rewrapped(signature, 76), _rewrapped(signature, 70, b"\r\n"), signature[:-1], signature + b"\n"):
        assert read_signature(other) is None


@given(untrusted=st.binary(max_size=400))
def test_no_bytes_make_reading_a_signature_fail(untrusted: bytes) -> None:
    assert read_signature(untrusted) is None
    wrapped = b"-----BEGIN SSH SIGNATURE-----\n" + base64.b64encode(untrusted) + b"\n-----END SSH SIGNATURE-----\n"
    assert read_signature(wrapped) is None


@pytest.mark.parametrize("nobody", [b"\xff" * 32, b"\0" * 32, b"\1" + b"\0" * 31], ids=["no point", "zero", "one"])
def test_a_signature_put_under_another_key_is_none(nobody: bytes) -> None:
    genuine = read_signature(sign(SEED, MESSAGE, "reviewer-decision"))
    assert genuine is not None
    forged = armored(replace(genuine, key=PublicKey(nobody)))
    fault = fault_in_signature(forged, MESSAGE, "reviewer-decision", PublicKey(nobody))
    assert fault is SignatureFault.NOT_SIGNED
