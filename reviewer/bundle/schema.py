"""Holds `submission.json` against the contract's JSON Schema, every breach with its pointer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import extend

from reviewer.bundle.json_reader import DOCUMENT, nothing
from reviewer.resource_files import resource_text
from reviewer.submission.names import escape_pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema import TypeChecker, ValidationError
    from jsonschema.protocols import Validator

    from reviewer.bundle.notes import Notes

LONGEST_SHOWN = 80
ENTRIES_A_TICK = 512
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_RULES = {
    "required",
    "type",
    "const",
    "enum",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "maxItems",
}


def check_schema(members: object, unfit: frozenset[str], notes: Notes, tick: Callable[[], None] = nothing) -> None:
    """Note every breach of the schema.

    Args:
        members: what `submission.json` holds, numbers as int or Decimal.
        unfit: pointers of values that were refused already and stand for something else now.
        notes: takes in the breaches: code `bad-date` for a date that no calendar has, else `schema`.
        tick: called for every few hundred entries of a list; may raise to call the work off.
    """
    broken: set[str] = set()
    for error in _validator(tick).iter_errors(cast("Any", members)):
        if notes.is_full:
            return
        pointer = "".join(f"/{escape_pointer(str(part))}" for part in error.absolute_path)
        is_missing = error.validator == "required"
        # A value is wrong once: a date that is none also breaks the pattern of dates.
        if not is_missing and (pointer in broken or pointer in unfit):
            continue
        if not is_missing:
            broken.add(pointer)
        notes.problem(pointer or DOCUMENT, _code(error), _sentence(error), **_values(error))


def _code(error: ValidationError) -> str:
    """Tell a date that no calendar has from what is not written as a date at all."""
    is_day = isinstance(error.instance, str) and bool(_DAY.fullmatch(error.instance))
    return "bad-date" if error.validator == "format" and is_day else "schema"


def _sentence(error: ValidationError) -> str:
    kind = error.schema.get("x-kind") if isinstance(error.schema, Mapping) else None
    if error.validator in {"pattern", "oneOf"}:
        return f"schema_{kind or 'other'}"
    if error.validator == "format":
        return "schema_format" if _code(error) == "bad-date" else "schema_date"
    return f"schema_{error.validator}" if error.validator in _PLAIN_RULES else "schema_other"


def _values(error: ValidationError) -> dict[str, object]:
    wanted = error.validator_value
    if error.validator == "required":
        # jsonschema tells the missing name only in its sentence; one error is one name.
        return {"name": error.message.split("'")[1]}
    if isinstance(wanted, list) and error.validator == "enum":
        wanted = ", ".join(str(word) for word in wanted)
    return {"found": shown(error.instance), "wanted": _type_name(wanted) if error.validator == "type" else wanted}


def _type_name(wanted: object) -> str:
    names = {"object": "an object", "array": "a list", "string": "text", "integer": "a whole number"}
    return names.get(str(wanted), {"number": "a number", "boolean": "true or false"}.get(str(wanted), str(wanted)))


def shown(value: object) -> str:
    """Write a foreign value short enough for a sentence."""
    if isinstance(value, str):
        written = f"“{value[:LONGEST_SHOWN]}{'…' if len(value) > LONGEST_SHOWN else ''}”"
    elif isinstance(value, bool) or value is None:
        written = {True: "true", False: "false", None: "null"}[value]
    elif isinstance(value, int | Decimal):
        written = str(value)[:LONGEST_SHOWN]
    else:
        written = "{…}" if isinstance(value, dict) else "[…]"
    return written


@cache
def _schema() -> object:
    schema = json.loads(resource_text("schemas", "submission.schema.json"))
    return _expanded(schema, schema["$defs"])


def _validator(tick: Callable[[], None]) -> Validator:
    checker = FormatChecker(formats=())
    checker.checks("date")(_is_date)
    types = Draft202012Validator.TYPE_CHECKER.redefine_many({"integer": _is_integer, "number": _is_number})
    rules = {"items": partial(_check_items, tick)}
    strict = extend(Draft202012Validator, validators=rules, type_checker=types)  # type: ignore[no-untyped-call]
    return cast("Validator", strict(_schema(), format_checker=checker))


def _check_items(
    tick: Callable[[], None], validator: Validator, items: object, instance: object, _: object
) -> Iterator[ValidationError]:
    """Check every entry of a list as jsonschema does, but let the work be called off in between."""
    if not isinstance(instance, list):
        return
    for index, entry in enumerate(instance):
        if index % ENTRIES_A_TICK == 0:
            tick()
        yield from cast("Any", validator).descend(entry, items, path=index)


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_integer(_: TypeChecker, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(_: TypeChecker, value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _expanded(part: object, definitions: Mapping[str, object]) -> object:
    """Return a part of the schema with every `$ref` written out, which checks much faster.

    What was a definition keeps its name as `x-kind`; patterns become Python's.
    """
    if isinstance(part, list):
        return [_expanded(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        name = str(part["$ref"]).rpartition("/")[2]
        return _named(_expanded(definitions[name], definitions), name)
    expanded = {name: _expanded(one, definitions) for name, one in part.items() if name != "$defs"}
    if isinstance(expanded.get("pattern"), str):
        expanded["pattern"] = python_pattern(str(expanded["pattern"]))
    if isinstance(part.get("oneOf"), list):
        return _named(expanded, f"{str(part['oneOf'][0]['$ref']).rpartition('/')[2]}_or_null")
    return expanded


def _named(part: object, kind: str) -> dict[str, object]:
    return {**part, "x-kind": kind} if isinstance(part, dict) else {}


def python_pattern(pattern: str) -> str:
    r"""Translate an ECMA-262 pattern: `$` is the very end, `.` stops at more line ends than Python's.

    Only what the contract's schema uses is translated; `\d` and the like do not occur in it.
    """
    written: list[str] = []
    in_class = is_escaped = False
    for letter in pattern:
        if is_escaped or letter == "\\":
            written.append(letter)
            is_escaped = not is_escaped
        elif in_class or letter == "[":
            written.append(letter)
            in_class = letter != "]"
        else:
            written.append({"$": r"\Z", ".": r"[^\n\r\u2028\u2029]"}.get(letter, letter))
    return "".join(written)
