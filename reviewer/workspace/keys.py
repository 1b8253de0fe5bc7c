"""From a passphrase to the key of the file, and the key in a form to print and type.

The derivation is SQLCipher 4's own (PBKDF2-HMAC-SHA512, 256,000 rounds, the salt in the file's first 16 bytes),
done here so that the passphrase need not be kept and the key can be printed.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from reviewer.errors import EmptyPassphraseError, RecoveryKeyIncompleteError, RecoveryKeyMistypedError

SALT_BYTES: Final = 16
_KEY_BYTES: Final = 32
_ROUNDS: Final = 256_000

# Crockford's digits: no I, L, O, U, which are mistaken for others on paper.
_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FIELD: Final = 32
_FIELD_POLYNOMIAL: Final = 0b100101
_GROUP_DIGITS: Final = 4
_KEY_GROUPS: Final = 13
RECOVERY_KEY_GROUPS: Final = _KEY_GROUPS + 1


@dataclass(frozen=True, slots=True)
class RawKey:
    """The key of a file and the salt in its first bytes; neither shows in any message."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def is_key(self, other: RawKey) -> bool:
        """Compare without telling by the time how far they agree."""
        return hmac.compare_digest(self.key, other.key) and self.salt == other.salt


def derived_key(passphrase: str, salt: bytes) -> RawKey:
    """Derive the key of a file; takes a tenth of a second or more, on purpose."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return RawKey(hashlib.pbkdf2_hmac("sha512", secret, salt, _ROUNDS, _KEY_BYTES), salt)


def new_key(passphrase: str) -> RawKey:
    """Derive a key with a fresh salt.

    Raises:
        EmptyPassphraseError: nothing was chosen.
    """
    if not passphrase:
        raise EmptyPassphraseError
    return derived_key(passphrase, os.urandom(SALT_BYTES))


def recovery_key_text(key: RawKey) -> str:
    """Write a key as 14 groups of five, each with a check digit, the last one checking the whole."""
    digits = _digits(int.from_bytes(key.key) << 4, _KEY_GROUPS * _GROUP_DIGITS)
    groups = [digits[start : start + _GROUP_DIGITS] for start in range(0, len(digits), _GROUP_DIGITS)]
    groups.append(_whole_check(key.key))
    return " ".join(group + _check_digit(number, group) for number, group in enumerate(groups, start=1))


def key_of_recovery_text(typed: str, salt: bytes) -> RawKey:
    """Read a printed key back; case, spaces and hyphens do not matter, nor O for 0 and I or L for 1.

    Args:
        typed: what was typed.
        salt: the first 16 bytes of the file to open.

    Raises:
        RecoveryKeyMistypedError: names the group that is not as printed.
        RecoveryKeyIncompleteError: groups are missing, too many or mixed up.
    """
    digits = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    size = _GROUP_DIGITS + 1
    groups = [digits[start : start + size] for start in range(0, len(digits), size)]
    for number, group in enumerate(groups[:RECOVERY_KEY_GROUPS], start=1):
        if len(group) == size and not _is_as_printed(number, group):
            raise RecoveryKeyMistypedError(group=number)
    if len(digits) != size * RECOVERY_KEY_GROUPS:
        raise RecoveryKeyIncompleteError(groups=RECOVERY_KEY_GROUPS)
    value = _value("".join(group[:_GROUP_DIGITS] for group in groups[:_KEY_GROUPS]))
    key = (value >> 4).to_bytes(_KEY_BYTES)
    if value & 0xF or groups[-1][:_GROUP_DIGITS] != _whole_check(key):
        raise RecoveryKeyIncompleteError(groups=RECOVERY_KEY_GROUPS)
    return RawKey(key, salt)


def _is_as_printed(number: int, group: str) -> bool:
    return all(digit in _DIGITS for digit in group) and _check_digit(number, group[:_GROUP_DIGITS]) == group[-1]


def _check_digit(number: int, group: str) -> str:
    """Return the check digit of one group; any one wrong digit shows, any two swapped ones, and a group out of place.

    The digits are elements of the field of 32, each times another power of its generator.
    """
    check = number
    for digit in group:
        check = _doubled(check) ^ _DIGITS.index(digit)
    return _DIGITS[_doubled(check)]


def _doubled(element: int) -> int:
    return element << 1 if element < _FIELD // 2 else element << 1 ^ _FIELD_POLYNOMIAL


def _whole_check(key: bytes) -> str:
    return _digits(int.from_bytes(hashlib.sha256(key).digest()[:3]) >> 4, _GROUP_DIGITS)


def _digits(value: int, count: int) -> str:
    return "".join(_DIGITS[value >> 5 * place & 0x1F] for place in reversed(range(count)))


def _value(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value << 5 | _DIGITS.index(digit)
    return value
