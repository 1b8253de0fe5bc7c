"""Copies of the record for others than the office: the candidate's own, and one without names for research."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.clock import utc_text
from reviewer.errors import ExportError
from reviewer.export import content as packaged
from reviewer.export import names
from reviewer.export.copies import PSEUDONYM_KEY_BYTES, quarter_of
from reviewer.text import counted, text
from reviewer.vocabulary import REFERRED, CaseState
from reviewer.workflow import inbox
from reviewer.workflow.packaging import SealedLetters, sealed_determination
from reviewer.workspace.values import ExportItem, StoredExport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewer.export.profiles import Profile
    from reviewer.letter.printed import PrintedLine
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import CaseFile, Desk

_PSEUDONYM_KEY = "research.pseudonym_key"
_SIGNED = (CaseState.SIGNED, CaseState.EXPORTED, CaseState.ACKNOWLEDGED)
_BY_OFFICE = "office"
_MONTHS_IN_A_QUARTER = 3


def copyable(desk: Desk) -> tuple[InboxRow, ...]:
    """Return the cases of which a copy can be made: real ones with a signed determination in force."""
    return tuple(row for row in inbox.list_cases(desk) if row.state in _SIGNED and not row.is_practice)


def items_to_copy(desk: Desk, keys: Sequence[CaseKey] | None, profile: Profile) -> tuple[ExportItem, ...]:
    """Return the determinations of a copy.

    Args:
        desk: the open workspace.
        keys: the cases; None for all signed ones that the office has not acknowledged.
        profile: whom the copy is for.

    Raises:
        ExportError: no case is signed, a named one is not or is practice, or they are of several candidates and the
            copy is for one.
    """
    ready = {row.key: row for row in copyable(desk)}
    if keys is None:
        chosen = tuple(key for key, row in ready.items() if row.state is not CaseState.ACKNOWLEDGED)
    else:
        chosen = tuple(dict.fromkeys(keys))
    for key in chosen:
        if desk.workspace.is_practice(key):
            raise ExportError(str(key), reason=text("export.reason.practice", submission=key))
        if key not in ready:
            raise ExportError(str(key), reason=text("export.reason.not_signed", submission=key))
    if not chosen:
        raise ExportError(desk.workspace.path.name, reason=text("export.reason.nothing_to_copy"))
    if profile.is_of_one_candidate:
        _require_one_candidate(desk, chosen)
    return tuple(sorted(_item(desk, key) for key in chosen))


def planned_copy(desk: Desk, items: tuple[ExportItem, ...], profile: Profile) -> StoredExport:
    """Return a copy that was not made before."""
    sequence = desk.workspace.next_copy_sequence(profile.id)
    return StoredExport(sequence, profile.id, utc_text(desk.clock.now()), __version__, items, (), "")


def copy_content(desk: Desk, copy: StoredExport, profile: Profile) -> packaged.PackageContent:
    """Return everything of one copy; the same copy gives the same content again."""
    versions = {item.key: item.number for item in copy.items}
    cases = {key: desk.case_file(key) for key in sorted(versions)}
    is_unnamed = profile.hides_names or _is_signed_by_office(cases)
    content = packaged.PackageContent(
        reviewer_id=desk.workspace.reviewer.reviewer_id,
        reviewer_name="" if is_unnamed else desk.workspace.name_in_package(copy.profile, copy.sequence),
        sequence=copy.sequence,
        made_at=copy.made_at,
        cover_pdf=b"",
        determinations=tuple(sealed_determination(desk, key, case) for key, case in cases.items()),
        letters=SealedLetters(desk, versions) if profile.holds_letters else {},
        generator_version=copy.generator_version,
        profile=profile,
        pseudonym_key=_pseudonym_key(desk) if profile.hides_names else b"",
    )
    return replace(content, cover_pdf=_cover(content, cases))


def _item(desk: Desk, key: CaseKey) -> ExportItem:
    return ExportItem("determination", key, desk.workspace.record(key).sealed[-1].version)


def _require_one_candidate(desk: Desk, keys: Sequence[CaseKey]) -> None:
    candidates = {key: desk.submission(key).candidate for key in sorted(keys)}
    if len({candidate.candidate_id for candidate in candidates.values()}) > 1:
        named = (
            text("copy.applicant.named", candidate=candidate.name, id=key.submission_id, revision=key.revision)
            for key, candidate in candidates.items()
        )
        raise ExportError(reason=text("export.reason.several_candidates", cases=", ".join(named)))


def _is_signed_by_office(cases: Mapping[CaseKey, CaseFile]) -> bool:
    return any(case.program.letter.signed_by == _BY_OFFICE for case in cases.values())


def _pseudonym_key(desk: Desk) -> bytes:
    """Return the workspace's own key for pseudonyms, random and made when it is first needed."""
    key = desk.workspace.get_setting(_PSEUDONYM_KEY)
    if key is None:
        key = secrets.token_bytes(PSEUDONYM_KEY_BYTES)
        desk.workspace.set_setting(_PSEUDONYM_KEY, key)
    return key


def _cover(content: packaged.PackageContent, cases: Mapping[CaseKey, CaseFile]) -> bytes:
    from reviewer.letter.printed import PrintedPage, printed_pdf

    profile, folder = content.profile, names.package_folder(content.reviewer_id, content.sequence, content.profile.id)
    made_on = _quarter_begins(content.made_at) if profile.hides_names else _day(content.made_at)
    made = quarter_of(content.made_at) if profile.hides_names else made_on.isoformat()
    signed_by = " ".join(part for part in (content.reviewer_name, f"({content.reviewer_id})") if part)
    page = PrintedPage(
        title=text(f"copy.{profile.id}.title"),
        about=(folder, text("copy.made", made=made, reviewer=signed_by)),
        introduction=text(f"copy.{profile.id}.holds"),
        lines=tuple(_lines(content, cases)),
        author=content.reviewer_id,
        dated_on=made_on,
        footer=folder,
    )
    return printed_pdf(page).data


def _lines(content: packaged.PackageContent, cases: Mapping[CaseKey, CaseFile]) -> Iterator[PrintedLine]:
    from reviewer.letter.printed import PrintedLine

    profile = content.profile.id
    if content.profile.hides_names:
        yield PrintedLine(text("copy.research.how_many"), counted("copy.research.count", len(cases)), is_heading=True)
    else:
        yield PrintedLine(text("copy.applicant.cases"), is_heading=True)
        yield from (_case_line(key, case) for key, case in cases.items())
    yield PrintedLine(text("copy.left_out"), text(f"copy.{profile}.left_out"), is_heading=True)
    yield PrintedLine(text("copy.check"), text("copy.how_to_check"), is_heading=True)


def _case_line(key: CaseKey, case: CaseFile) -> PrintedLine:
    from reviewer.letter.printed import PrintedLine

    signed = case.record.sealed[-1].outcome
    told = case.program.pathway(case.submission.pathway).outcome(signed).name
    outcome = text("copy.applicant.no_result") if signed == REFERRED else told
    shown = text("copy.applicant.case", id=key.submission_id, revision=key.revision, outcome=outcome)
    return PrintedLine(shown, detail=text("copy.applicant.letter", path=names.letter_path(key)))


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def _quarter_begins(moment: str) -> date:
    day = _day(moment)
    return date(day.year, (day.month - 1) // _MONTHS_IN_A_QUARTER * _MONTHS_IN_A_QUARTER + 1, 1)
