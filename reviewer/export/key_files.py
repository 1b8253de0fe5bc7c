"""Reading the key file of an office: an `allowed_signers` file or a `.pub` file.

Source: ssh-keygen(1), section "Allowed signers". Lines that do not hold an Ed25519 key are passed over,
as ssh-keygen passes over what it cannot use; so are certificate authorities.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from reviewer.export.signing import PublicKey, read_public_key

LARGEST_KEY_FILE_BYTES: Final = 2**20

_FIRST_WORD = re.compile(r'(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))[ \t]+(?P<rest>.*)')
_OPTIONS = re.compile(r'(?P<options>(?:"[^"]*"|[^\s"])+)[ \t]+(?P<key>.*)')
_OPTION = re.compile(r'(?P<name>[A-Za-z-]+)(?:="(?P<value>[^"]*)")?(?:,|$)')
_MOMENT = re.compile(r"(?P<digits>\d{8}|\d{12}|\d{14})(?P<zone>Z|UTC)?", re.IGNORECASE)
_MOMENT_FORMATS = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_KNOWN_OPTIONS = frozenset({"namespaces", "valid-after", "valid-before"})


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key that the office trusts.

    `principals` and `namespaces` are lists of patterns as OpenSSH writes them, None for any;
    `valid_after` and `valid_before` bound when a check may rest on the key.
    """

    key: PublicKey
    principals: str | None = None
    namespaces: str | None = None
    valid_after: datetime | None = None
    valid_before: datetime | None = None

    def speaks_for(self, reviewer_id: str, namespace: str, now: datetime) -> bool:
        """True when the office trusts this key now, for this reviewer and use."""
        return (
            _is_in(reviewer_id, self.principals)
            and _is_in(namespace, self.namespaces)
            and (self.valid_after is None or self.valid_after <= now)
            and (self.valid_before is None or now <= self.valid_before)
        )


def trusted_keys(untrusted: bytes) -> tuple[TrustedKey, ...]:
    """Return the Ed25519 keys of a key file, in order; empty when it holds none."""
    lines = (line.strip() for line in _decoded(untrusted).splitlines())
    keys = (_trusted_key(line) for line in lines if line and not line.startswith("#"))
    return tuple(key for key in keys if key is not None)


def _decoded(untrusted: bytes) -> str:
    # PowerShell redirects into UTF-16.
    if untrusted.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return untrusted.decode("utf-16", errors="replace")
    return untrusted.decode("utf-8-sig", errors="replace")


def _trusted_key(line: str) -> TrustedKey | None:
    plain = read_public_key(line)
    if plain is not None:
        return TrustedKey(plain)
    words = _FIRST_WORD.fullmatch(line)
    if words is None:
        return None
    principals = words["quoted"] or words["plain"] or ""
    key = read_public_key(words["rest"])
    return TrustedKey(key, principals) if key is not None else _key_with_options(principals, words["rest"])


def _key_with_options(principals: str, rest: str) -> TrustedKey | None:
    words = _OPTIONS.fullmatch(rest)
    key = read_public_key(words["key"]) if words is not None else None
    options = _options(words["options"]) if words is not None else None
    if key is None or options is None:
        return None
    try:
        valid_after, valid_before = (_moment(options.get(name)) for name in ("valid-after", "valid-before"))
    except ValueError:
        return None
    return TrustedKey(key, principals, options.get("namespaces"), valid_after, valid_before)


def _options(written: str) -> dict[str, str] | None:
    """Return the options by name; None when one is unknown, for it may narrow what the key is for."""
    options: dict[str, str] = {}
    position = 0
    while position < len(written):
        option = _OPTION.match(written, position)
        if option is None or option["name"].lower() not in _KNOWN_OPTIONS or option["value"] is None:
            return None
        options[option["name"].lower()] = option["value"]
        position = option.end()
    return options


def _moment(written: str | None) -> datetime | None:
    if written is None:
        return None
    parts = _MOMENT.fullmatch(written)
    if parts is None:
        raise ValueError(written)
    moment = datetime.strptime(parts["digits"], _MOMENT_FORMATS[len(parts["digits"])])  # noqa: DTZ007 - zone follows
    # Without a zone, the time is that of the machine, as for ssh-keygen.
    return moment.replace(tzinfo=UTC) if parts["zone"] else moment.astimezone(UTC)


def _is_in(word: str, patterns: str | None) -> bool:
    """Match as OpenSSH's pattern lists do: `*` and `?` are wild, `!` excludes."""
    if patterns is None:
        return True
    listed = [pattern.strip() for pattern in patterns.split(",")]
    excluded = [pattern[1:] for pattern in listed if pattern.startswith("!")]
    included = [pattern for pattern in listed if not pattern.startswith("!")]
    return any(_matches(word, pattern) for pattern in included) and not any(
        _matches(word, pattern) for pattern in excluded
    )


def _matches(word: str, pattern: str) -> bool:
    wild = {"*": ".*", "?": "."}
    expression = "".join(wild.get(character, re.escape(character)) for character in pattern)
    return re.fullmatch(expression, word, re.DOTALL) is not None
