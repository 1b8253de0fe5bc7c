"""The office's check of a decision package: the bag, the signature, and every single byte."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.clock import SystemClock
from reviewer.export import bag, names
from reviewer.export.bag_checks import bag_in, check_files, check_labels, check_manifests, check_signature
from reviewer.export.decision_checks import (
    check_cases,
    check_identity,
    check_tables,
    read_decisions,
    read_journals,
    submissions_in,
)
from reviewer.export.key_files import LARGEST_KEY_FILE_BYTES, trusted_keys
from reviewer.export.problems import problem
from reviewer.export.untrusted_archive import is_as_written, read_archive
from reviewer.files import is_other_than_file
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewer.clock import Clock
    from reviewer.export.key_files import TrustedKey
    from reviewer.export.signing import PublicKey
    from reviewer.export.untrusted_archive import Reading
    from reviewer.submission.findings import Finding
    from reviewer.vocabulary import CaseKey


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check of one package found.

    `valid`: nothing is wrong; `vouched`: and a key that the office gave made the signature. `reviewer_id` and
    `profile` are what the package says of itself, None when it is no package; `remark` tells who vouches for it.
    """

    path: Path
    valid: bool
    vouched: bool
    reviewer_id: str | None
    submissions: tuple[CaseKey, ...]
    problems: tuple[Finding, ...]
    remark: str
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What reading a package brought to light."""

    problems: tuple[Finding, ...]
    reviewer_id: str | None = None
    key: PublicKey | None = None
    submissions: tuple[CaseKey, ...] = ()
    profile: str | None = None


def verify_package(path: Path, public_key_file: Path | None = None, clock: Clock | None = None) -> Verification:
    """Check a package; whatever the file holds, the answer is a list of problems.

    Args:
        path: the package, under whatever file name it arrived.
        public_key_file: the office's own `allowed_signers` or `.pub` file. A `.pub` file vouches for any
            reviewer id; `allowed_signers` only for the ids, uses and times that it names.
        clock: tells whether a key is trusted now.
    """
    found = _read(path)
    problems = found.problems
    if public_key_file is not None:
        problems += _doubts_about_key(found, public_key_file, clock or SystemClock())
    vouched = public_key_file is not None and not problems
    return Verification(
        path=path,
        valid=not problems,
        vouched=vouched,
        reviewer_id=found.reviewer_id,
        submissions=found.submissions,
        problems=problems,
        remark=_remark(found, is_valid=not problems, is_vouched=vouched),
        profile=found.profile,
    )


def _read(path: Path) -> _Found:
    try:
        if is_other_than_file(path):
            return _Found((problem("not-a-file", str(path)),))
        with path.open("rb") as untrusted, path.open("rb") as untrusted_again:
            reading = read_archive(untrusted, path.name)
            found = _check(reading, path.name)
            if reading.files and not is_as_written(untrusted, reading, untrusted_again):
                return _with(found, problem("not-as-written", path.name))
            return found
    except FileNotFoundError:
        return _Found((problem("not-there", str(path)),))
    except (OSError, ValueError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) and failure.strerror else type(failure).__name__
        return _Found((problem("unreadable", str(path), reason=reason),))


def _check(reading: Reading, name: str) -> _Found:
    untrusted = bag_in(reading)
    if untrusted is None:
        return _Found(reading.problems or (problem("not-a-package", name),))
    decisions, problems = read_decisions(untrusted)
    heads, broken_journals = read_journals(untrusted)
    found = [*reading.problems, *check_files(untrusted), *check_manifests(untrusted), *problems, *broken_journals]
    found += check_labels(untrusted, None if broken_journals else bag.head_over(heads))
    found += check_signature(untrusted)
    if decisions is not None:
        found += check_identity(untrusted, decisions)
        found += check_cases(untrusted, decisions, heads)
        found += check_tables(untrusted, decisions)
    return _Found(
        problems=tuple(dict.fromkeys(found)),
        reviewer_id=untrusted.reviewer_id,
        key=untrusted.signing_key,
        submissions=() if decisions is None else submissions_in(decisions),
        profile=untrusted.profile.id,
    )


def _with(found: _Found, another: Finding) -> _Found:
    return replace(found, problems=(*found.problems, another))


def _doubts_about_key(found: _Found, key_file: Path, clock: Clock) -> tuple[Finding, ...]:
    try:
        with key_file.open("rb") as file:
            keys = trusted_keys(file.read(LARGEST_KEY_FILE_BYTES))
    except (OSError, ValueError):
        return (problem("key-file-unreadable", str(key_file)),)
    if not keys:
        return (problem("key-file-empty", str(key_file)),)
    if found.key is None or found.reviewer_id is None:
        return ()
    if _is_trusted(keys, found.key, found.reviewer_id, clock):
        return ()
    return (problem("wrong-key", names.SIGNATURE, reviewer_id=found.reviewer_id, key_file=key_file.name),)


def _is_trusted(keys: Sequence[TrustedKey], key: PublicKey, reviewer_id: str, clock: Clock) -> bool:
    now = clock.now()
    return any(
        trusted.key == key and trusted.speaks_for(reviewer_id, names.DECISION_NAMESPACE, now) for trusted in keys
    )


def _remark(found: _Found, *, is_valid: bool, is_vouched: bool) -> str:
    if not is_valid or found.key is None:
        return text("export.verify.refused")
    key = "export.verify.vouched" if is_vouched else "export.verify.not_vouched"
    return text(key, reviewer_id=found.reviewer_id or "", fingerprint=found.key.fingerprint)
