"""Makes a copy for others than the office out of the value of `decisions.json`, and the schema that it must fit."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from reviewer.export.profiles import Shape, Way, shape_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.export.profiles import Profile

Json = dict[str, Any]

PSEUDONYM_KEY_BYTES: Final = 32
_PSEUDONYM_DIGITS: Final = 16
_MONTHS_IN_A_QUARTER: Final = 3

_LETTERS: Final = {
    Way.CANDIDATE: "C",
    Way.SUBMISSION: "S",
    Way.DETERMINATION: "D",
    Way.PROJECT: "P",
    Way.ACTIVITY: "A",
    Way.MILESTONE: "M",
}
# What two submissions may call the same is not the same.
_ONLY_WITHIN_A_CASE: Final = frozenset({Way.PROJECT, Way.ACTIVITY, Way.MILESTONE})
_TEXTS: Final = frozenset({"name", "because", "note", "finding", "feedback", "remedy", "quote", "text"})
"""Members that are empty texts where they are left out; others are null, lists are empty."""

_EMPTY: Final[list[object]] = ["", [], None]


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Names that only who has the key can make again: `key` is random, 32 bytes, and never leaves the workspace.

    The same key gives the same pseudonyms in every package; a plain hash of an id that somebody knows would give
    that id away.
    """

    key: bytes = field(repr=False)

    def name(self, way: Way, real: str, case: str) -> str:
        """Return the pseudonym of an id; `case` is the submission that it belongs to."""
        within = case if way in _ONLY_WITHIN_A_CASE else ""
        message = f"{way}\0{within}\0{real}".encode()
        return f"{_LETTERS[way]}-{hmac.new(self.key, message, hashlib.sha256).hexdigest()[:_PSEUDONYM_DIGITS]}"


def copy_value(decisions: Json, profile: Profile, pseudonyms: Pseudonyms) -> Json:
    """Return what a profile gets of the whole record.

    Members that the profile does not name are there and empty. Where names are hidden, cases are
    in the order of their pseudonyms, so that their places say nothing.
    """
    if profile.shape is None:
        return decisions
    given = {**decisions, "profile": profile.id}
    copying = _Copying(profile, pseudonyms)
    copied: Json = copying.shaped(given, profile.shape)
    if profile.hides_names:
        copied["determinations"].sort(key=lambda each: (each["submission_id"], each["revision"]))
    return copied


@dataclass(frozen=True, slots=True)
class _Copying:
    profile: Profile
    pseudonyms: Pseudonyms
    case: str = ""
    milestones: frozenset[str] = frozenset()

    def shaped(self, value: Any, shape: Shape) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, list):
            return [self.shaped(each, shape) for each in value if _tells(each, shape)]
        if not isinstance(value, dict):
            return value
        inside = self._inside(value)
        shape = shape_for(self.profile, value["outcome"], shape) if "outcome" in value else shape
        return {name: inside.member(name, part, shape.members.get(name)) for name, part in value.items()}

    def member(self, name: str, value: Any, way: Way | Shape | None) -> Any:  # noqa: ANN401 - any JSON value
        if way is None or value is None:
            return _empty(name, value)
        if isinstance(way, Shape):
            return self.shaped(value, way)
        if way is Way.KEPT:
            return value
        if way is Way.QUARTER:
            return quarter_of(str(value))
        if way is Way.ITEM:
            return self._item(str(value))
        return self.pseudonyms.name(way, str(value), self.case)

    def _inside(self, value: Json) -> _Copying:
        if "milestones" not in value:
            return self
        refs = frozenset(str(each["ref"]) for each in value["milestones"])
        return _Copying(self.profile, self.pseudonyms, str(value["submission_id"]), refs)

    def _item(self, written: str) -> str:
        """Keep an id that the program knows; one that the submission gave to a milestone gets its pseudonym."""
        ref, attempt = written, ""
        if ref not in self.milestones:
            ref, _, attempt = written.rpartition("@")
        if ref not in self.milestones:
            return written
        name = self.pseudonyms.name(Way.MILESTONE, ref, self.case)
        return f"{name}@{attempt}" if attempt else name


def _tells(value: Any, shape: Shape) -> bool:  # noqa: ANN401 - any JSON value
    return not shape.telling or any(value[name] for name in shape.telling)


def _empty(name: str, value: object) -> object:
    if isinstance(value, list):
        return []
    return "" if name in _TEXTS else None


def quarter_of(moment: str) -> str:
    """Return the quarter of the year that a moment lies in, `2026-Q4`."""
    year, month = moment.split("-")[:2]
    return f"{year}-Q{(int(month) - 1) // _MONTHS_IN_A_QUARTER + 1}"


# What a copy must look like -----------------------------------------------------------------------

_PATTERNS: Final = {
    Way.QUARTER: r"^[0-9]{4}-Q[1-4](?![\s\S])",
    Way.ITEM: r"^[A-Za-z0-9._@-]{1,100}(?![\s\S])",
    **{way: rf"^{letter}-[0-9a-f]{{{_PSEUDONYM_DIGITS}}}(?![\s\S])" for way, letter in _LETTERS.items()},
}


def copy_schema(schema: Json, profile: Profile) -> Json:
    """Return the schema of a copy: the office's, with every member that is left out empty, and no other member.

    Args:
        schema: that of `decisions/1`.
        profile: one with a shape.
    """
    if profile.shape is None:
        return schema
    narrowing = _Narrowing(schema["$defs"], profile)
    whole = narrowing.object_of({**schema, "properties": {**schema["properties"], "profile": {}}}, profile.shape)
    whole["properties"]["profile"] = {"const": profile.id}
    return {**whole, "required": [*schema["required"], "profile"], "$defs": schema["$defs"]}


@dataclass(frozen=True, slots=True)
class _Narrowing:
    definitions: Mapping[str, Json]
    profile: Profile

    def object_of(self, node: Json, shape: Shape) -> Json:
        node = self._resolved(node)
        if node.get("type") == "array":
            return {"type": "array", "items": self.object_of(node["items"], shape)}
        full = self._members(node, shape)
        if "outcome" not in node.get("properties", {}) or self.profile.bare is None:
            return full
        return {"anyOf": [full, self._members(node, self.profile.bare)]}

    def _members(self, node: Json, shape: Shape) -> Json:
        declared = node.get("properties", {})
        names = dict.fromkeys((*declared, *node.get("required", ()), *shape.members))
        return {
            "type": ["object", "null"],
            "required": list(node.get("required", ())),
            "properties": {name: self._member(declared.get(name, {}), shape.members.get(name)) for name in names},
            "additionalProperties": False,
        }

    def _member(self, node: Json, way: Way | Shape | None) -> Json:
        if way is None:
            return {"enum": _EMPTY}
        if isinstance(way, Shape):
            return self.object_of(node, way)
        return node if way is Way.KEPT else {"type": ["string", "null"], "pattern": _PATTERNS[way]}

    def _resolved(self, node: Json) -> Json:
        for part in node.get("oneOf", ()):
            if "$ref" in part:
                return self._resolved(part)
        if "$ref" in node:
            return self.definitions[str(node["$ref"]).rsplit("/", maxsplit=1)[-1]]
        return node
