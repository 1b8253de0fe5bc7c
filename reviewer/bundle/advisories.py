"""Warns of what a reviewer should know about a bundle that loads all the same."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reviewer.bundle.members import child, citations, claims, each, written
from reviewer.submission.kinds import disagreement
from reviewer.submission.model import Month
from reviewer.text import known_keys, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewer.bundle.known import KnownPrograms
    from reviewer.bundle.members import Members
    from reviewer.bundle.notes import Notes
    from reviewer.bundle.streaming import FileRead
    from reviewer.bundle.submission_checks import DocumentList
    from reviewer.submission.model import Submission

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")

VOCABULARIES = {
    "activities.kind": ("activities", "kind"),
    "activities.ledger": ("activities", "ledger"),
    "milestones.ref": ("milestones", "ref"),
    "declarations.kind": ("declarations", "kind"),
}


def warn_of_members(members: Members, known: KnownPrograms | None, notes: Notes) -> None:
    """Warn of everything that the members alone tell; they satisfy the schema."""
    if known is not None:
        _warn_of_standards(members, known, notes)
        _warn_of_words(members, known, notes)
    _warn_of_attestations(members, notes)
    _warn_of_repeated_narratives(members, notes)


def warn_of_documents(members: Members, documents: DocumentList, read: Mapping[str, FileRead], notes: Notes) -> None:
    """Warn of media types that the content belies, documents that nothing cites, and files not listed."""
    cited = {path for _, path in citations(members)}
    cited.add(written(child(members, "appeal_of"), "package") or "")
    for pointer, document in each(members, "documents"):
        path, media_type = written(document, "path"), written(document, "media_type")
        if path is None:
            continue
        found = read.get(documents.file_of(path) or "")
        if media_type and found is not None and found.content is not None:
            content = disagreement(found.content, media_type)
            if content:
                where = f"{pointer}/media_type"
                spoken = {"claimed": _kind_spoken(media_type), "found": _kind_spoken(content)}
                notes.warn(where, "media-type", "media_type", name=path, **spoken)
        if path not in cited:
            notes.warn(pointer, "uncited-document", "uncited_document", name=path)


def _kind_spoken(media_type: str) -> str:
    """Say a media type as people do, such as `a picture (JPEG)`; one that is rare stays as it is written."""
    key = f"bundle.kind.{_NOT_IN_KEYS.sub('_', media_type.partition(';')[0].strip().lower())}"
    return text(key) if key in known_keys() else media_type


def warn_of_unlisted(files: Iterable[str], notes: Notes) -> None:
    """Warn of payload files that `documents` does not list; they are kept and shown."""
    for path in files:
        notes.warn(path, "unlisted-document", "unlisted_document", name=path)


def _warn_of_standards(members: Members, known: KnownPrograms, notes: Notes) -> None:
    """Warn of Standards that the program does not know."""
    standards = known.standards.get(_program(members))
    if not standards:
        return
    for pointer, number in _standards(members):
        if number not in standards:
            notes.warn(pointer, "unknown-standard", "unknown_standard", standard=number)


def _standards(members: Members) -> Iterator[tuple[str, int]]:
    for pointer, claim in claims(members):
        yield from _numbers(f"{pointer}/standard", [claim.get("standard")])
    for project in each(members, "projects"):
        for pointer, attestation in each(project.members, "attestations", project.pointer):
            for name in ("confirms", "cannot_confirm", "not_observed"):
                listed = attestation.get(name)
                for index, number in enumerate(listed if isinstance(listed, list) else []):
                    yield from _numbers(f"{pointer}/{name}/{index}", [number])
    for pointer, point in each(child(members, "response_to"), "points", "/response_to"):
        yield from _numbers(f"{pointer}/standard", [point.get("standard")])


def _numbers(pointer: str, values: list[object]) -> Iterator[tuple[str, int]]:
    for value in values:
        if isinstance(value, int) and not isinstance(value, bool):
            yield pointer, value


def _program(members: Members) -> tuple[str, str]:
    return written(members, "program") or "", written(members, "edition") or ""


def _warn_of_words(members: Members, known: KnownPrograms, notes: Notes) -> None:
    """Warn of words that the program's vocabularies do not hold; they wait for the reviewer's ruling."""
    vocabularies = known.words.get(_program(members), {})
    for vocabulary, (array, name) in VOCABULARIES.items():
        words = vocabularies.get(vocabulary)
        if words is None:
            continue
        for pointer, member in each(members, array):
            word = written(member, name)
            if word is not None and not _is_word(word, words):
                listed = ", ".join(sorted(words)) or "-"
                notes.warn(f"{pointer}/{name}", "unknown-word", "unknown_word", word=word, known=listed)


def _is_word(word: str, words: frozenset[str]) -> bool:
    if word in words:
        return True
    stem = word.rstrip("0123456789")
    return stem != word and f"{stem}*" in words


def _warn_of_attestations(members: Members, notes: Notes) -> None:
    """Warn of attestations signed before the month in which the project ended."""
    for project in each(members, "projects"):
        ended = _end_of(project.members, members)
        if ended is None:
            continue
        for pointer, attestation in each(project.members, "attestations", project.pointer):
            signed_on = written(attestation, "signed_on")
            if signed_on is not None and Month.of(date.fromisoformat(signed_on)).index < ended.index:
                where = f"{pointer}/signed_on"
                notes.warn(where, "early-attestation", "early_attestation", signed_on=signed_on, ended=str(ended))


def _end_of(project: Members, members: Members) -> Month | None:
    ended = written(project, "end")
    if ended is not None:
        return Month.parse(ended)
    submitted_on = written(members, "submitted_on")
    # A project without the member may have ended at any time; null says that it still runs.
    runs_on = "end" in project and submitted_on is not None
    return Month.of(date.fromisoformat(submitted_on)) if runs_on and submitted_on else None


def _warn_of_repeated_narratives(members: Members, notes: Notes) -> None:
    """Warn of the same words in two claims, line breaks and spaces aside."""
    first: dict[str, str] = {}
    for pointer, claim in claims(members):
        words = " ".join((written(claim, "narrative") or "").split())
        if not words:
            continue
        where = f"{pointer}/narrative"
        other = first.setdefault(words, where)
        if other != where:
            notes.warn(where, "same-narrative", "same_narrative", other=other)


def warn_of_candidate(submission: Submission, known_candidates: Callable[[str], str | None], notes: Notes) -> None:
    """Warn of a candidate id that stands for another name in an earlier submission."""
    candidate = submission.candidate
    name = known_candidates(candidate.candidate_id)
    if name is not None and name.split() != candidate.name.split():
        notes.warn(
            "/candidate/name",
            "candidate-name",
            "candidate_name",
            candidate=candidate.candidate_id,
            name=candidate.name,
            known=name,
        )


def notice_unknown(submission: Submission, notes: Notes) -> None:
    """Name every member that the contract does not know, once however many objects have it."""
    places: dict[str, list[str]] = {}
    for pointer in submission.unknown:
        shape = "/".join("*" if part.isdecimal() else part for part in pointer.split("/"))
        places.setdefault(shape, []).append(pointer)
    for pointers in places.values():
        name = pointers[0].rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        notes.notice(pointers[0], "unknown-member", "unknown_member", name=name, count=len(pointers))
