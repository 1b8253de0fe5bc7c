"""Turns the members of `submission.json` into a `Submission`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.submission.model import (
    Activity,
    AppealOf,
    Attestation,
    Candidate,
    Claim,
    Declaration,
    Document,
    EthicsStatement,
    EvidenceRef,
    ExperienceRow,
    Milestone,
    Month,
    Project,
    ResponsePoint,
    Submission,
)
from reviewer.submission.names import escape_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def submission_from_bytes(content: bytes, *, bundle_sha256: str) -> Submission:
    """Read the bytes of a `submission.json` that was accepted before.

    Raises:
        ValueError: these are no such bytes.
    """
    parsed = json.loads(content.decode("utf-8-sig"), parse_float=_number)
    if not isinstance(parsed, dict):
        raise TypeError
    return submission_from_json(_with_line_feeds(parsed), bundle_sha256=bundle_sha256)


def submission_from_json(members: Mapping[str, object], *, bundle_sha256: str) -> Submission:
    """Build a submission from members that satisfy the contract's schema.

    Args:
        members: numbers are int or Decimal, line ends in texts are LF.
        bundle_sha256: content digest of the bundle that they came in.
    """
    unknown: dict[str, object] = {}
    return _submission(_Members(members, "", unknown), bundle_sha256, unknown)


def _number(written: str) -> int | Decimal:
    value = Decimal(written)
    # As the bundle's reader has it: 1.0 is an integer, 1e300 stays what it is.
    if not value:
        return 0
    is_whole = value.copy_abs() < 2**53 and value == value.to_integral_value()
    return int(value) if is_whole else value


def _with_line_feeds(members: dict[str, object]) -> dict[str, object]:
    return {_line_feeds(name): _value_with_line_feeds(value) for name, value in members.items()}


def _value_with_line_feeds(value: object) -> object:
    if isinstance(value, str):
        return _line_feeds(value)
    if isinstance(value, list):
        return [_value_with_line_feeds(part) for part in value]
    return _with_line_feeds(value) if isinstance(value, dict) else value


def _line_feeds(written: str) -> str:
    return written.replace("\r\n", "\n")


class _Members:
    """The members of one object, read by name; those never asked for are unknown."""

    def __init__(self, members: Mapping[str, object], pointer: str, unknown: dict[str, object]) -> None:
        self._members = members
        self._pointer = pointer
        self._unknown = unknown

    def known(self, *names: str) -> _Members:
        """Put every other member aside as unknown."""
        for name in self._members:
            if name not in names:
                self._unknown[f"{self._pointer}/{escape_pointer(name)}"] = self._members[name]
        return self

    def text(self, name: str) -> str:
        value = self._members.get(name)
        return value if isinstance(value, str) else ""

    def text_or_none(self, name: str) -> str | None:
        value = self._members.get(name)
        return value if isinstance(value, str) else None

    def is_true(self, name: str) -> bool:
        return self._members.get(name) is True

    def whole(self, name: str) -> int | None:
        value = self._members.get(name)
        return int(value) if isinstance(value, int | Decimal) else None

    def decimal(self, name: str) -> Decimal | None:
        value = self._members.get(name)
        return Decimal(value) if isinstance(value, int | Decimal) else None

    def day(self, name: str) -> date | None:
        value = self._members.get(name)
        return date.fromisoformat(value) if isinstance(value, str) else None

    def month(self, name: str) -> Month | None:
        value = self._members.get(name)
        return Month.parse(value) if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self._list(name))

    def wholes(self, name: str) -> tuple[int, ...]:
        return tuple(int(value) for value in self._list(name) if isinstance(value, int | Decimal))

    def child(self, name: str) -> _Members:
        value = self._members.get(name)
        return _Members(value if isinstance(value, dict) else {}, f"{self._pointer}/{name}", self._unknown)

    def children(self, name: str) -> Iterator[_Members]:
        for index, value in enumerate(self._list(name)):
            if isinstance(value, dict):
                yield _Members(value, f"{self._pointer}/{name}/{index}", self._unknown)

    def has(self, name: str) -> bool:
        return self._members.get(name) is not None

    def needed_day(self, name: str) -> date:
        return date.fromisoformat(self.text(name))

    def needed_month(self, name: str) -> Month:
        return Month.parse(self.text(name))

    def _list(self, name: str) -> list[object]:
        value = self._members.get(name)
        return value if isinstance(value, list) else []


def _submission(members: _Members, bundle_sha256: str, unknown: dict[str, object]) -> Submission:
    members.known(*SUBMISSION_MEMBERS)
    return Submission(
        submission_id=members.text("submission_id"),
        revision=members.whole("revision") or 1,
        program=members.text("program"),
        edition=members.text("edition"),
        pathway=members.text("pathway"),
        submitted_on=members.needed_day("submitted_on"),
        candidate=_candidate(members.child("candidate")),
        ethics=_ethics(members.child("ethics")),
        documents=tuple(_document(one) for one in members.children("documents")),
        bundle_sha256=bundle_sha256,
        entry_route=members.text("entry_route"),
        registered_on=members.day("registered_on"),
        due_on=members.day("due_on"),
        certified_on=members.day("certified_on"),
        experience=tuple(_experience(one) for one in members.children("experience")),
        declarations=tuple(_declaration(one) for one in members.children("declarations")),
        projects=tuple(_project(one) for one in members.children("projects")),
        activities=tuple(_activity(one) for one in members.children("activities")),
        milestones=tuple(_milestone(one) for one in members.children("milestones")),
        appeal_of=_appeal(members.child("appeal_of")) if members.has("appeal_of") else None,
        response_to=_response(members.child("response_to")),
        unknown=unknown,
    )


SUBMISSION_MEMBERS = (
    "format",
    "submission_id",
    "revision",
    "program",
    "edition",
    "pathway",
    "entry_route",
    "registered_on",
    "submitted_on",
    "due_on",
    "certified_on",
    "candidate",
    "experience",
    "ethics",
    "declarations",
    "projects",
    "activities",
    "milestones",
    "documents",
    "appeal_of",
    "response_to",
)
"""Every member of the outermost object that the contract names."""


def _evidence(members: _Members) -> tuple[EvidenceRef, ...]:
    return tuple(
        EvidenceRef(one.text("path"), one.whole("page"), one.text("note"))
        for one in (child.known("path", "page", "note") for child in members.children("evidence"))
    )


def _candidate(members: _Members) -> Candidate:
    members.known("candidate_id", "name", "email", "postal_address", "organization", "language", "instructors")
    return Candidate(
        candidate_id=members.text("candidate_id"),
        name=members.text("name"),
        email=members.text("email"),
        postal_address=members.texts("postal_address"),
        organization=members.text("organization"),
        language=members.text("language"),
        instructors=members.texts("instructors"),
    )


def _experience(members: _Members) -> ExperienceRow:
    members.known("employer", "role", "start", "end", "share", "duties")
    share = members.decimal("share")
    return ExperienceRow(
        employer=members.text("employer"),
        role=members.text("role"),
        start=members.needed_month("start"),
        end=members.month("end"),
        share=Decimal(1) if share is None else share,
        duties=members.text("duties"),
    )


def _ethics(members: _Members) -> EthicsStatement:
    members.known("code_edition", "agreed", "signed_name", "signed_on", "evidence")
    return EthicsStatement(
        agreed=members.is_true("agreed"),
        code_edition=members.text("code_edition"),
        signed_name=members.text("signed_name"),
        signed_on=members.day("signed_on"),
        evidence=_evidence(members),
    )


def _declaration(members: _Members) -> Declaration:
    members.known("kind", "agreed", "signed_on")
    return Declaration(members.text("kind"), members.is_true("agreed"), members.day("signed_on"))


def _project(members: _Members) -> Project:
    members.known(
        "project_id",
        "title",
        "client",
        "client_kind",
        "role",
        "start",
        "end",
        "summary",
        "confidential_names",
        "claims",
        "attestations",
    )
    return Project(
        project_id=members.text("project_id"),
        title=members.text("title"),
        claims=tuple(_claim(one) for one in members.children("claims")),
        client=members.text("client"),
        client_kind=members.text("client_kind"),
        role=members.text("role"),
        start=members.month("start"),
        end=members.month("end"),
        summary=members.text("summary"),
        confidential_names=members.texts("confidential_names"),
        attestations=tuple(_attestation(one) for one in members.children("attestations")),
    )


def _claim(members: _Members) -> Claim:
    members.known("standard", "narrative", "evidence")
    return Claim(members.whole("standard") or 0, members.text("narrative"), _evidence(members))


def _attestation(members: _Members) -> Attestation:
    members.known(
        "attester_name",
        "relation",
        "organization",
        "email",
        "known_from",
        "known_to",
        "confirms",
        "cannot_confirm",
        "not_observed",
        "statement",
        "signed_on",
        "evidence",
    )
    return Attestation(
        attester_name=members.text("attester_name"),
        relation=members.text("relation"),
        organization=members.text("organization"),
        email=members.text("email"),
        known_from=members.month("known_from"),
        known_to=members.month("known_to"),
        confirms=members.wholes("confirms"),
        cannot_confirm=members.wholes("cannot_confirm"),
        not_observed=members.wholes("not_observed"),
        statement=members.text("statement"),
        signed_on=members.day("signed_on"),
        evidence=_evidence(members),
    )


def _activity(members: _Members) -> Activity:
    members.known(
        "activity_id",
        "ledger",
        "kind",
        "title",
        "provider",
        "start",
        "end",
        "quantity",
        "unit",
        "points_claimed",
        "evidence",
    )
    return Activity(
        activity_id=members.text("activity_id"),
        kind=members.text("kind"),
        title=members.text("title"),
        start=members.needed_day("start"),
        quantity=members.decimal("quantity") or Decimal(0),
        unit=members.text("unit"),
        ledger=members.text("ledger"),
        provider=members.text("provider"),
        end=members.day("end"),
        points_claimed=members.decimal("points_claimed"),
        evidence=_evidence(members),
    )


def _milestone(members: _Members) -> Milestone:
    members.known(
        "kind", "ref", "completed_on", "score", "attempt", "attended_minutes", "scheduled_minutes", "evidence"
    )
    return Milestone(
        kind=members.text("kind"),
        ref=members.text("ref"),
        completed_on=members.needed_day("completed_on"),
        score=members.decimal("score"),
        attempt=members.whole("attempt"),
        attended_minutes=members.whole("attended_minutes"),
        scheduled_minutes=members.whole("scheduled_minutes"),
        evidence=_evidence(members),
    )


def _document(members: _Members) -> Document:
    members.known("path", "title", "media_type", "project_id", "note")
    return Document(
        path=members.text("path"),
        title=members.text("title"),
        media_type=members.text("media_type"),
        project_id=members.text_or_none("project_id"),
        note=members.text("note"),
    )


def _appeal(members: _Members) -> AppealOf:
    members.known("submission_id", "revision", "determination_id", "outcome", "reviewers", "package")
    return AppealOf(
        submission_id=members.text("submission_id"),
        revision=members.whole("revision") or 1,
        outcome=members.text("outcome"),
        reviewers=members.texts("reviewers"),
        determination_id=members.text("determination_id"),
        package=members.text("package"),
    )


def _response(members: _Members) -> tuple[ResponsePoint, ...]:
    return tuple(
        ResponsePoint(one.text("response"), one.text("project_id"), one.whole("standard"))
        for one in (
            child.known("project_id", "standard", "response") for child in members.known("points").children("points")
        )
    )
