"""Everything that can be wrong with a program definition, found in one pass."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewer.program.functions import MATRIX_ONLY, ONCE_ONLY, RULE_FUNCTIONS, ParameterKind
from reviewer.program.parsing import plain_parameter, sourced_parameters
from reviewer.program.problems import ProgramProblem
from reviewer.resource_files import resource_text
from reviewer.text import known_keys, text
from reviewer.vocabulary import NO_CONFLICT, NOT_APPLICABLE, NOT_CLAIMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    Tables = dict[str, Any]


LARGEST_NUMBER = 1_000_000
"""No points, hours or marks are more than this."""
LARGEST_COUNT = 1200
"""No number of months, projects, years or attempts is more than this; a hundred years of months are."""


def problems_of(tables: Tables) -> tuple[ProgramProblem, ...]:
    """Return all problems of a parsed definition: what the schema refuses, and what does not fit together."""
    found = [_told(error) for error in _schema().iter_errors(tables)]
    # A check that stumbles over what the schema refuses has nothing to add to it.
    stumbles = (KeyError, TypeError, AttributeError) if found else ()
    for check in _cross_checks(tables):
        with suppress(*stumbles):
            found += list(check)
    return tuple(sorted(set(found)))


# The schema ---------------------------------------------------------------------------------


@cache
def _schema() -> Draft202012Validator:
    # jsonschema takes a tenth of a second to import, which the first window should not pay.
    from jsonschema import Draft202012Validator

    definition = json.loads(resource_text("schemas", "program.schema.json"))
    return Draft202012Validator(definition, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _schema_of_source() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    whole = json.loads(resource_text("schemas", "program.schema.json"))
    properties = whole["$defs"]["provenance"]["properties"] | {"value": True, "unit": {"$ref": "#/$defs/line"}}
    return Draft202012Validator(
        {
            "$defs": whole["$defs"],
            "type": "object",
            "additionalProperties": False,
            "required": ["value", "status", "source"],
            "properties": properties,
        },
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def _told(error: ValidationError, prefix: str = "") -> ProgramProblem:
    key = f"program.problem.schema.{error.validator}"
    described = error.schema if isinstance(error.schema, dict) and error.validator == "pattern" else {}
    right = described.get("description", error.validator_value)
    words = {"found": _short(error.instance), "right": _short(right), "detail": error.message}
    known = key if key in known_keys() else "program.problem.schema.other"
    return ProgramProblem(prefix + pointer(error.absolute_path), text(known, **words))


def pointer(path: Iterable[str | int]) -> str:
    """Write a path as a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _short(value: object, longest: int = 120) -> str:
    written = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return written if len(written) <= longest else written[: longest - 1] + "…"


# What refers to what ------------------------------------------------------------------------


def _cross_checks(tables: Tables) -> Iterator[Iterator[ProgramProblem]]:
    """Give the checks one by one, so that one that cannot be made keeps no other from being made."""
    yield from (_validity(tables), _lists(tables), _levels(tables), _coverage(tables), _conflicts(tables))
    pathways = tables.get("pathways")
    for name, pathway in pathways.items() if isinstance(pathways, dict) else ():
        yield _pathway(tables, pathway, f"/pathways/{name}")


def _validity(tables: Tables) -> Iterator[ProgramProblem]:
    first, last = (tables["program"].get(member, "") for member in ("valid_from", "valid_until"))
    if first and last and last < first:
        yield _problem("/program/valid_until", "validity_reversed")


def _lists(tables: Tables) -> Iterator[ProgramProblem]:
    standards = tables.get("standards", [])
    yield from _repeated("/standards", (standard["number"] for standard in standards))
    for place, standard in enumerate(standards):
        yield from _repeated(f"/standards/{place}/prompts", _ids(standard.get("prompts", [])))
    ethics = tables.get("ethics", {"items": [], "choices": []})
    keyed_levels = [*tables.get("levels", []), *([tables["not_applicable"]] if "not_applicable" in tables else [])]
    yield from _repeated("/levels", _ids(tables.get("levels", [])))
    yield from _repeated("/levels", (level["key"] for level in keyed_levels))
    yield from _repeated("/fixes", _ids(tables.get("fixes", [])))
    yield from _repeated("/ethics/items", _ids(ethics["items"]))
    yield from _repeated("/ethics/choices", _ids(ethics["choices"]))
    yield from _repeated("/ethics/choices", (choice["key"] for choice in ethics["choices"]))
    yield from _repeated("/conflicts", _ids(tables["conflicts"]))
    if ethics["choices"] and not any(choice["effect"] == "none" for choice in ethics["choices"]):
        yield _problem("/ethics/choices", "no_free_choice")


def _ids(entries: list[Tables]) -> Iterator[str]:
    return (entry["id"] for entry in entries)


def _repeated(where: str, values: Iterable[object]) -> Iterator[ProgramProblem]:
    for value, times in Counter(values).items():
        if times > 1:
            yield _problem(where, "repeated", word=value, count=times)


def _problem(where: str, key: str, **values: object) -> ProgramProblem:
    return ProgramProblem(where, text(f"program.problem.{key}", **values))


def _levels(tables: Tables) -> Iterator[ProgramProblem]:
    levels = tables.get("levels", [])
    for place, level in enumerate(levels):
        if level["id"] in {NOT_CLAIMED, NOT_APPLICABLE}:
            yield _problem(f"/levels/{place}/id", "reserved_level", word=level["id"])
        if level["shows"] and place and not levels[place - 1]["shows"]:
            yield _problem(f"/levels/{place}/shows", "levels_not_in_order", word=level["id"])
    if levels and len({level["shows"] for level in levels}) == 1:
        yield _problem("/levels", "levels_all_alike")


def _coverage(tables: Tables) -> Iterator[ProgramProblem]:
    numbers = [standard["number"] for standard in tables.get("standards", [])]
    covered = Counter(number for entry in tables.get("coverage", []) for number in entry["standards"])
    for number in sorted(set(numbers) - set(covered)):
        yield _problem("/coverage", "standard_without_coverage", number=number)
    for number in sorted(set(covered) - set(numbers)):
        yield _problem("/coverage", "coverage_of_unknown_standard", number=number)
    for number, times in sorted(covered.items()):
        if times > 1:
            yield _problem("/coverage", "repeated", word=number, count=times)


def _conflicts(tables: Tables) -> Iterator[ProgramProblem]:
    if NO_CONFLICT not in _ids(tables["conflicts"]):
        yield _problem("/conflicts", "no_conflict_missing", word=NO_CONFLICT)


def _pathway(tables: Tables, pathway: Tables, where: str) -> Iterator[ProgramProblem]:
    yield from _repeated(f"{where}/outcomes", _ids(pathway["outcomes"]))
    yield from _repeated(f"{where}/rules", _ids(pathway["rules"]))
    steps = {rule["step"] for rule in pathway["rules"]}
    if pathway.get("has_ethics", False) != ("ethics" in steps):
        yield _problem(where, "ethics_without_rule")
    if "ethics" in steps and "ethics" not in tables:
        yield _problem(where, "ethics_without_items")
    if pathway["layout"] == "matrix" and not (tables.get("standards") and tables.get("levels")):
        yield _problem(where, "matrix_without_standards")
    if pathway["layout"] == "activities" and "activities" not in pathway:
        yield _problem(where, "part_missing", word="activities")
    yield from _repeated(f"{where}/activities/ledgers", _ids(pathway.get("activities", {}).get("ledgers", [])))
    yield from _repeated(
        f"{where}/rules", (rule["function"] for rule in pathway["rules"] if rule["function"] in ONCE_ONLY)
    )
    yield from _named_twice(tables, pathway, where)
    for place, rule in enumerate(pathway["rules"]):
        yield from _parts(rule, pathway, f"{where}/rules/{place}")
        yield from _rule(rule, [*_ids(pathway["outcomes"])], f"{where}/rules/{place}")


def _named_twice(tables: Tables, pathway: Tables, where: str) -> Iterator[ProgramProblem]:
    """Find rules with the id of an item of the checklist, which nobody could tell apart in a set of changes."""
    if pathway.get("has_ethics", False):
        items = {*_ids(tables.get("ethics", {"items": []})["items"])}
        for place, rule in enumerate(pathway["rules"]):
            if rule["id"] in items:
                yield _problem(f"{where}/rules/{place}/id", "repeated", word=rule["id"], count=2)


def _parts(rule: Tables, pathway: Tables, where: str) -> Iterator[ProgramProblem]:
    signature = RULE_FUNCTIONS.get(rule["function"])
    for part in signature.parts if signature else ():
        at: object = pathway
        for name in part.split("."):
            at = at.get(name) if isinstance(at, dict) else None
        if at is None:
            yield _problem(f"{where}/function", "part_missing", word=part)
    if rule["function"] in MATRIX_ONLY and pathway["layout"] != "matrix":
        yield _problem(f"{where}/function", "matrix_only", word=rule["function"])


def _rule(rule: Tables, outcomes: list[str], where: str) -> Iterator[ProgramProblem]:
    if rule["when_fails"] not in outcomes[1:]:
        yield _problem(f"{where}/when_fails", "unknown_outcome", word=rule["when_fails"], known=", ".join(outcomes[1:]))
    signature = RULE_FUNCTIONS.get(rule["function"])
    if signature is None:
        yield _problem(
            f"{where}/function", "unknown_function", word=rule["function"], known=", ".join(sorted(RULE_FUNCTIONS))
        )
        return
    if signature.step != rule["step"]:
        yield _problem(f"{where}/step", "wrong_step", word=rule["function"], right=signature.step)
    parameters = rule.get("parameters", {})
    for name in sorted(set(parameters) - set(signature.parameters)):
        yield _problem(f"{where}/parameters/{name}", "unknown_parameter", word=name)
    for name, kind in signature.parameters.items():
        yield from _parameter(parameters, name, kind, outcomes, where)


def _parameter(
    parameters: Tables, name: str, kind: ParameterKind, outcomes: list[str], where: str
) -> Iterator[ProgramProblem]:
    place = f"{where}/parameters/{name}"
    if name not in parameters:
        yield _problem(place, "parameter_missing", word=name)
        return
    broken = [
        _told(error, f"{where}/parameters/{dotted.replace('.', '/')}")
        for dotted, sourced in sourced_parameters({name: parameters[name]}).items()
        for error in _schema_of_source().iter_errors(sourced)
    ]
    yield from broken
    if not broken and not _fits(plain_parameter(parameters[name]), kind, outcomes):
        yield _problem(place, f"parameter_kind.{kind}", known=", ".join(outcomes[1:]))


def _fits(value: object, kind: ParameterKind, outcomes: list[str]) -> bool:
    match kind:
        case ParameterKind.COUNT:
            return _is_count(value)
        case ParameterKind.WORDS:
            return isinstance(value, tuple) and bool(value) and all(isinstance(word, str) for word in value)
        case ParameterKind.COUNTS_BY_WORD:
            return isinstance(value, dict) and all(_is_count(count) for count in value.values())
        case ParameterKind.NUMBER:
            return isinstance(value, int | Decimal) and not isinstance(value, bool) and _is_from_zero(value)
        case ParameterKind.OUTCOME:
            return value in outcomes[1:]


def _is_from_zero(value: int | Decimal) -> bool:
    return Decimal(value).is_finite() and 0 <= value <= LARGEST_NUMBER


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LARGEST_COUNT
