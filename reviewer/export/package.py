"""Builds one signed decision package: the same content and key give the same bytes, everywhere."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reviewer.errors import ExportError
from reviewer.export import bag, names
from reviewer.export.archive import (
    LARGEST_PACKAGE_BYTES,
    LARGEST_TEXT_BYTES,
    MOST_FILES,
    Member,
    zip_pieces,
    zip_size_bytes,
)
from reviewer.export.canonical import canonical_json
from reviewer.export.copies import PSEUDONYM_KEY_BYTES, Pseudonyms, copy_value
from reviewer.export.decisions import decisions_value
from reviewer.export.journal_chain import read_chain
from reviewer.export.signing import public_key_of, sign
from reviewer.export.tables import determinations_table, judgments_table
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reviewer.export.content import PackageContent, PackagedDetermination
    from reviewer.vocabulary import CaseKey


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file of the bag; `read` gives its bytes anew each time."""

    size_bytes: int
    sha256: str
    crc32: int
    read: Callable[[], bytes]

    @classmethod
    def measured(cls, read: Callable[[], bytes]) -> PackageFile:
        """Take the measures of a file, and let its bytes go."""
        data = read()
        return cls(len(data), hashlib.sha256(data).hexdigest(), zlib.crc32(data), read)

    @classmethod
    def of(cls, data: bytes) -> PackageFile:
        """Take a file that stays in memory."""
        return cls.measured(lambda: data)

    def chunks(self) -> Iterator[bytes]:
        """Yield the file's bytes."""
        yield self.read()


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package ready to be written; `file_name` ends in `.zip`."""

    file_name: str
    members: tuple[Member, ...]

    @property
    def size_bytes(self) -> int:
        """How long the file will be."""
        return zip_size_bytes(self.members)

    @property
    def sha256(self) -> str:
        """The digest of the whole file, in lowercase hex."""
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """Yield the file's bytes in order."""
        return zip_pieces(self.members)


def build_package(content: PackageContent, seed: bytes) -> BuiltPackage:
    """Build the package and sign it.

    Args:
        content: what the reviewer releases.
        seed: the reviewer's Ed25519 key, 32 bytes.

    Raises:
        ExportError: something is missing, contradicts itself or does not fit into a package.
        SigningError: the key cannot sign.
    """
    _refuse_what_is_not_ready(content)
    files = _payload(content, public_key_of(seed).line)
    files |= _tag_files(content, files, public_key_of(seed).line)
    tag_manifest = bag.manifest({path: files[path].sha256 for path in names.SIGNED_TAG_FILES})
    files[names.TAG_MANIFEST] = PackageFile.of(tag_manifest)
    files[names.SIGNATURE] = PackageFile.of(sign(seed, tag_manifest, names.DECISION_NAMESPACE))
    folder = names.package_folder(content.reviewer_id, content.sequence, _copy_for(content))
    members = tuple(
        Member(f"{folder}/{path}", file.size_bytes, file.crc32, file.chunks) for path, file in files.items()
    )
    _refuse_what_does_not_fit(files, members)
    return BuiltPackage(f"{folder}.zip", members)


def _payload(content: PackageContent, public_key: str) -> dict[str, PackageFile]:
    letters = {
        determination.key: PackageFile.measured(partial(_letter, content, determination.key))
        for determination in content.determinations
        if content.profile.holds_letters
    }
    decisions = _decisions(content, public_key, {key: letter.sha256 for key, letter in letters.items()})
    files = {
        names.COVER: PackageFile.of(content.cover_pdf),
        names.DECISIONS: PackageFile.of(canonical_json(decisions)),
        names.DETERMINATIONS_TABLE: PackageFile.of(determinations_table(decisions["determinations"])),
        names.JUDGMENTS_TABLE: PackageFile.of(judgments_table(decisions["determinations"])),
    }
    files |= {names.letter_path(key): letter for key, letter in letters.items()}
    files |= {
        names.journal_path(key): PackageFile.of(b"".join(line + b"\n" for line in lines))
        for key, lines in _journals(content).items()
    }
    return files


def _copy_for(content: PackageContent) -> str:
    return content.profile.id if content.profile.is_copy else ""


def _journals(content: PackageContent) -> Mapping[CaseKey, tuple[bytes, ...]]:
    return content.journals if content.profile.holds_journals else {}


def _letter(content: PackageContent, key: CaseKey) -> bytes:
    return content.letters[key]


def _decisions(content: PackageContent, public_key: str, letter_digests: Mapping[CaseKey, str]) -> dict[str, Any]:
    heads = _heads(content)
    whole = decisions_value(
        content,
        public_key=public_key,
        journal_head=bag.head_over(heads),
        heads=heads,
        letter_digests=letter_digests,
    )
    return copy_value(whole, content.profile, Pseudonyms(content.pseudonym_key))


def _tag_files(content: PackageContent, payload: Mapping[str, PackageFile], public_key: str) -> dict[str, PackageFile]:
    sizes = [file.size_bytes for file in payload.values()]
    head = bag.head_over(_heads(content))
    info = bag.bag_info(content.reviewer_id, content.sequence, head, sizes, _copy_for(content))
    return {
        names.BAG_DECLARATION: PackageFile.of(bag.BAG_DECLARATION_TEXT),
        names.BAG_INFO: PackageFile.of(info),
        names.MANIFEST: PackageFile.of(bag.manifest({path: file.sha256 for path, file in payload.items()})),
        names.ALLOWED_SIGNERS: PackageFile.of(bag.allowed_signers(content.reviewer_id, public_key)),
    }


def _heads(content: PackageContent) -> dict[CaseKey, str]:
    chains = {key: read_chain(lines) for key, lines in _journals(content).items()}
    return {key: chain.head for key, chain in chains.items() if chain.head is not None}


def _refuse_what_is_not_ready(content: PackageContent) -> None:
    if not names.is_reviewer_id(content.reviewer_id):
        raise ExportError(reason=text("export.reason.reviewer_id", reviewer_id=content.reviewer_id))
    if not 1 <= content.sequence <= names.HIGHEST_SEQUENCE:
        raise ExportError(reason=text("export.reason.sequence", highest=names.HIGHEST_SEQUENCE))
    messages = content.alerts or content.questions or content.recusals or content.confidential_notes
    if not (content.determinations or (messages and not content.profile.is_copy)):
        raise ExportError(reason=text("export.reason.nothing"))
    _refuse_what_is_not_for_them(content)
    _refuse_broken_cases(content)


def _refuse_what_is_not_for_them(content: PackageContent) -> None:
    profile = content.profile
    if profile.is_of_one_candidate and len({each.candidate_id for each in content.determinations}) > 1:
        cases = ", ".join(str(key) for key in content.submissions)
        raise ExportError(reason=text("export.reason.several_candidates", cases=cases))
    if profile.hides_names and len(content.pseudonym_key) != PSEUDONYM_KEY_BYTES:
        raise ExportError(reason=text("export.reason.no_pseudonym_key"))


def _refuse_broken_cases(content: PackageContent) -> None:
    keys = sorted(determination.key for determination in content.determinations)
    for one, next_one in pairwise(keys):
        if one == next_one:
            raise ExportError(reason=text("export.reason.twice", submission=one))
    for key, lines in _journals(content).items():
        if read_chain(lines).head is None:
            raise ExportError(reason=text("export.reason.journal", submission=key))
    for determination in content.determinations:
        _refuse_incomplete(determination, content)


def _refuse_incomplete(determination: PackagedDetermination, content: PackageContent) -> None:
    if content.profile.holds_letters and determination.key not in content.letters:
        raise ExportError(reason=text("export.reason.no_letter", submission=determination.key))
    if content.profile.holds_journals and determination.key not in content.journals:
        raise ExportError(reason=text("export.reason.no_journal", submission=determination.key))
    if determination.outcome != determination.recommended and not determination.because.strip():
        raise ExportError(reason=text("export.reason.no_because", submission=determination.key))


def _refuse_what_does_not_fit(files: Mapping[str, PackageFile], members: tuple[Member, ...]) -> None:
    texts = (file.size_bytes for path, file in files.items() if not path.endswith(".pdf"))
    fits = (
        len(members) <= MOST_FILES
        and max(texts) <= LARGEST_TEXT_BYTES
        and zip_size_bytes(members) <= LARGEST_PACKAGE_BYTES
    )
    if not fits:
        raise ExportError(reason=text("export.reason.too_large"))
