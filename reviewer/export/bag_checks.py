"""Checks of a foreign package's bag: its files, digests, labels and signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.export import bag, names
from reviewer.export.problems import problem
from reviewer.export.profiles import OFFICE, PROFILES
from reviewer.export.signing import SignatureFault, fault_in_signature, read_signature

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from reviewer.export.profiles import Profile
    from reviewer.export.signing import PublicKey
    from reviewer.export.untrusted_archive import Reading, UntrustedFile
    from reviewer.submission.findings import Finding

_COPIES = "|".join(profile.id for profile in PROFILES.values() if profile.is_copy)
_FOLDER = re.compile(
    rf"decisions-(?P<reviewer_id>[A-Za-z0-9][A-Za-z0-9._-]{{0,63}})-(?P<sequence>[0-9]{{4}})(-(?P<copy_for>{_COPIES}))?",
    re.ASCII,
)
_MANIFEST_LINE = re.compile(r"(?P<sha256>[0-9a-fA-F]{64})[ \t]+\*?(?P<path>.+)")
_LETTER = re.compile(r"data/letters/[^/]+\.pdf")
_JOURNAL = re.compile(r"data/journal/[^/]+\.jsonl")
_ALWAYS_THERE = (
    names.BAG_DECLARATION,
    names.BAG_INFO,
    names.MANIFEST,
    names.TAG_MANIFEST,
    names.SIGNATURE,
    names.ALLOWED_SIGNERS,
    names.COVER,
    names.DECISIONS,
    names.DETERMINATIONS_TABLE,
    names.JUDGMENTS_TABLE,
)


@dataclass(frozen=True, slots=True)
class UntrustedBag:
    """A package's files by their paths from the bag's root; `damaged` could not be read.

    `reviewer_id`, `sequence` and `profile` are those of the top folder's name.
    """

    folder: str
    reviewer_id: str
    sequence: int
    files: Mapping[str, UntrustedFile]
    damaged: frozenset[str]
    profile: Profile = OFFICE

    def text_of(self, path: str) -> bytes | None:
        """Return the bytes of a file that is not a PDF; None where it is missing or damaged."""
        file = self.files.get(path)
        return None if file is None else file.data

    @property
    def payload(self) -> dict[str, UntrustedFile]:
        """The files below `data/`."""
        return {path: file for path, file in self.files.items() if path.startswith("data/")}

    @property
    def signing_key(self) -> PublicKey | None:
        """The key that made the signature, as the signature itself says; None where it cannot be read."""
        armored = self.text_of(names.SIGNATURE)
        signature = None if armored is None else read_signature(armored)
        return None if signature is None else signature.key


def bag_in(reading: Reading) -> UntrustedBag | None:
    """Find the package's one top folder; None when no folder is named like one."""
    everything = sorted({*reading.files, *reading.damaged})
    folders = {name.split("/", 1)[0] for name in everything if "/" in name}
    for folder in sorted(folders):
        named = _FOLDER.fullmatch(folder)
        if named is not None:
            files = {_from_the_root(name, folder): file for name, file in reading.files.items()}
            damaged = frozenset(_from_the_root(name, folder) for name in reading.damaged)
            profile = PROFILES[named["copy_for"] or OFFICE.id]
            return UntrustedBag(folder, named["reviewer_id"], int(named["sequence"]), files, damaged, profile)
    return None


def _from_the_root(name: str, folder: str) -> str:
    # A file beside the folder must never pass for one in it.
    return name.removeprefix(f"{folder}/") if name.startswith(f"{folder}/") else f"../{name}"


def check_files(untrusted: UntrustedBag) -> Iterator[Finding]:
    """List files that are missing or do not belong there."""
    there = {*untrusted.files, *untrusted.damaged}
    yield from (problem("missing-file", path) for path in _ALWAYS_THERE if path not in there)
    for path in sorted(there.difference(_ALWAYS_THERE)):
        if not _may_be_there(path, untrusted.profile):
            yield problem("unexpected-file", path or untrusted.folder)


def _may_be_there(path: str, profile: Profile) -> bool:
    is_letter = profile.holds_letters and _LETTER.fullmatch(path)
    return bool(is_letter or (profile.holds_journals and _JOURNAL.fullmatch(path)))


def check_manifests(untrusted: UntrustedBag) -> Iterator[Finding]:
    """Compare every file with its digest in the manifest or the tag manifest."""
    payload = {path: file.sha256 for path, file in untrusted.payload.items()}
    yield from _check_manifest(untrusted, names.MANIFEST, payload)
    tags = {path: untrusted.files[path].sha256 for path in names.SIGNED_TAG_FILES if path in untrusted.files}
    yield from _check_manifest(untrusted, names.TAG_MANIFEST, tags)


def check_labels(untrusted: UntrustedBag, journal_head: str | None) -> Iterator[Finding]:
    """Compare `bagit.txt` and `bag-info.txt` with what our rules give; `journal_head` None where it is unknown."""
    declaration = untrusted.text_of(names.BAG_DECLARATION)
    if declaration is not None and declaration != bag.BAG_DECLARATION_TEXT:
        yield problem("not-as-written", names.BAG_DECLARATION)
    info = untrusted.text_of(names.BAG_INFO)
    if info is None:
        return
    found = _labels(info)
    head = journal_head or found.get("Journal-Head", "")
    sizes = [file.size_bytes for file in untrusted.payload.values()]
    copy_for = untrusted.profile.id if untrusted.profile.is_copy else ""
    expected = bag.bag_info(untrusted.reviewer_id, untrusted.sequence, head, sizes, copy_for)
    wrong = [label for label, value in _labels(expected).items() if found.get(label) != value]
    if untrusted.damaged and "Payload-Oxum" in wrong:
        # What could not be read was not counted; it is named by itself.
        wrong.remove("Payload-Oxum")
    yield from (problem(_LABEL_CODES[label], names.BAG_INFO) for label in wrong)
    if not wrong and not untrusted.damaged and info != expected:
        yield problem("not-as-written", names.BAG_INFO)


def check_signature(untrusted: UntrustedBag) -> Iterator[Finding]:
    """Check the signature against its own key, and that `allowed_signers` names that key and reviewer."""
    armored, signed = untrusted.text_of(names.SIGNATURE), untrusted.text_of(names.TAG_MANIFEST)
    key = untrusted.signing_key
    if armored is None:
        return
    if key is None:
        yield problem(_SIGNATURE_CODES[SignatureFault.ARMOR], names.SIGNATURE)
        return
    fault = fault_in_signature(armored, signed or b"", names.DECISION_NAMESPACE, key)
    if fault is not None:
        yield problem(_SIGNATURE_CODES[fault], names.SIGNATURE)
    signers = untrusted.text_of(names.ALLOWED_SIGNERS)
    if signers is not None and signers != bag.allowed_signers(untrusted.reviewer_id, key.line):
        yield problem("key-mismatch", names.ALLOWED_SIGNERS)


_LABEL_CODES = {
    "Decision-Format": "format",
    "Decision-Profile": "profile-mismatch",
    "Reviewer-Id": "reviewer-mismatch",
    "Package-Sequence": "sequence-mismatch",
    "Journal-Head": "journal-head",
    "Payload-Oxum": "oxum-mismatch",
}
_SIGNATURE_CODES = {
    SignatureFault.ARMOR: "signature-form",
    SignatureFault.NAMESPACE: "signature-use",
    SignatureFault.OTHER_KEY: "key-mismatch",
    SignatureFault.NOT_SIGNED: "signature",
}


def _check_manifest(untrusted: UntrustedBag, manifest: str, found: Mapping[str, str]) -> Iterator[Finding]:
    written = untrusted.text_of(manifest)
    if written is None:
        return
    listed = _listed(written)
    for path in sorted(listed.keys() | found.keys()):
        yield from _check_digest(path, listed.get(path), found.get(path), untrusted.damaged)
    if listed == found and written != bag.manifest(found):
        yield problem("not-as-written", manifest)


def _check_digest(path: str, listed: str | None, found: str | None, damaged: Collection[str]) -> Iterator[Finding]:
    if found is None:
        if path not in damaged and path not in _ALWAYS_THERE:
            yield problem("missing-file", path)
    elif listed is None:
        yield problem("unlisted-file", path)
    elif listed != found:
        yield problem("digest-mismatch", path, expected=listed, found=found)


def _listed(untrusted: bytes) -> dict[str, str]:
    lines = untrusted.decode("utf-8", errors="replace").split("\n")
    entries = (_MANIFEST_LINE.fullmatch(line) for line in lines)
    return {entry["path"]: entry["sha256"].lower() for entry in entries if entry is not None}


def _labels(untrusted: bytes) -> dict[str, str]:
    lines = untrusted.decode("utf-8", errors="replace").split("\n")
    return dict(line.split(": ", 1) for line in lines if ": " in line)
