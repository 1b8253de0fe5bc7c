"""Whom a package is made for, and what of the record each of them gets: what is not named here is left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from reviewer.vocabulary import REFERRED, ProfileId

if TYPE_CHECKING:
    from collections.abc import Mapping


class Way(StrEnum):
    """How a member of `decisions.json` gets into a copy; all but the first two put a pseudonym in its place."""

    KEPT = "kept"
    QUARTER = "quarter"
    CANDIDATE = "candidate"
    SUBMISSION = "submission"
    DETERMINATION = "determination"
    PROJECT = "project"
    ACTIVITY = "activity"
    MILESTONE = "milestone"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Shape:
    """The members of an object, or of each object in a list, that a copy has; every other member is there and empty.

    `telling` names members of which at least one must hold something, or the whole object is left out.
    """

    members: Mapping[str, Way | Shape]
    telling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Whom a package is for.

    `shape` is None where everything goes out; `bare` is the shape of a determination whose outcome is not told yet.
    """

    id: str
    shape: Shape | None = None
    bare: Shape | None = None
    holds_letters: bool = True
    holds_journals: bool = True
    is_of_one_candidate: bool = False
    hides_names: bool = False

    @property
    def is_copy(self) -> bool:
        """True for what does not go to the office."""
        return self.shape is not None


def _kept(*names: str) -> dict[str, Way | Shape]:
    return dict.fromkeys(names, Way.KEPT)


_LETTER: Final = _kept("path", "sha256")
_OWN_CASE: Final = _kept(
    "submission_id",
    "revision",
    "bundle_sha256",
    "program",
    "edition",
    "program_sha256",
    "pathway",
    "candidate_id",
    "determination_id",
    "version",
    "supersedes",
    "signed_at",
)
_PACKAGE: Final = _kept("format", "profile", "sequence", "journal_head")
_GENERATOR: Final = Shape(_kept("name", "version"))
_CELL: Final = Shape(_kept("project_id", "standard"))

# Levels, counts, reasons for the file and what was cited are no part of it: as in a letter.
_APPLICANT: Final = Shape(
    {
        **_OWN_CASE,
        "outcome": Way.KEPT,
        "letter": Shape(_LETTER),
        "eligibility": Shape(_kept("id", "answer", "source")),
        "judgments": Shape(
            {**_kept("project_id", "standard", "feedback", "remedy"), "same_as": _CELL}, telling=("feedback", "remedy")
        ),
        "activities": Shape(_kept("activity_id", "points_claimed", "points_allowed")),
        "milestones": Shape(_kept("ref", "attempt", "counts")),
        "experience": Shape(_kept("row", "counts")),
        "rules": Shape(_kept("rule", "holds", "status")),
    }
)
# The letter of a case that was referred says that there is no result yet, and so must everything else.
_APPLICANT_BARE: Final = Shape({**_OWN_CASE, "letter": Shape(_LETTER)})

_PSEUDONYMOUS_CELL: Final = Shape({"project_id": Way.PROJECT, "standard": Way.KEPT})
# Digests of texts and files that somebody may know would give away what pseudonyms hide.
_RESEARCH: Final = Shape(
    {
        "submission_id": Way.SUBMISSION,
        "candidate_id": Way.CANDIDATE,
        "determination_id": Way.DETERMINATION,
        **_kept("revision", "program", "edition", "program_sha256", "pathway", "version", "supersedes"),
        **_kept("recommended", "outcome", "margin"),
        "signed_at": Way.QUARTER,
        "declarations": Shape(_kept("kind", "occasion")),
        "eligibility": Shape(_kept("id", "answer", "source")),
        "ethics": Shape({**_kept("id", "answer", "source"), "citations": Shape(_kept("kind", "source"))}),
        "judgments": Shape(
            {
                **_PSEUDONYMOUS_CELL.members,
                **_kept("level", "fix", "prompts"),
                "same_as": _PSEUDONYMOUS_CELL,
                "citations": Shape(_kept("kind", "source")),
            }
        ),
        "activities": Shape(
            {"activity_id": Way.ACTIVITY, **_kept("points_claimed", "points_proposed", "points_allowed")}
        ),
        "milestones": Shape({"ref": Way.MILESTONE, **_kept("attempt", "counts")}),
        "experience": Shape(_kept("row", "counts")),
        "rules": Shape(_kept("rule", "holds", "status")),
        "smallest_changes": Shape(
            {
                **_PSEUDONYMOUS_CELL.members,
                "activity_id": Way.ACTIVITY,
                "item": Way.ITEM,
                **_kept("from", "to"),
            }
        ),
    }
)

OFFICE: Final = Profile(ProfileId.OFFICE.value)
APPLICANT: Final = Profile(
    ProfileId.APPLICANT.value,
    shape=Shape(
        {
            **_PACKAGE,
            "generator": _GENERATOR,
            "made_at": Way.KEPT,
            "reviewer": Shape(_kept("reviewer_id", "name", "public_key")),
            "determinations": _APPLICANT,
        }
    ),
    bare=_APPLICANT_BARE,
    holds_journals=False,
    is_of_one_candidate=True,
)
RESEARCH: Final = Profile(
    ProfileId.RESEARCH.value,
    shape=Shape(
        {
            **_PACKAGE,
            "generator": _GENERATOR,
            "made_at": Way.QUARTER,
            "reviewer": Shape(_kept("reviewer_id", "public_key")),
            "determinations": _RESEARCH,
        }
    ),
    holds_letters=False,
    holds_journals=False,
    hides_names=True,
)

PROFILES: Final = {profile.id: profile for profile in (OFFICE, APPLICANT, RESEARCH)}
"""All of them by their ids, the office first."""


def shape_for(profile: Profile, outcome: object, shape: Shape) -> Shape:
    """Return what a copy has of a determination: less where its outcome is not told yet."""
    return profile.bare if profile.bare is not None and outcome == REFERRED else shape
