"""Checks of what a foreign package says: decisions, letters, journals and tables against each other."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewer.export import bag, names
from reviewer.export.canonical import read_canonical_json
from reviewer.export.copies import copy_schema
from reviewer.export.journal_chain import read_chain
from reviewer.export.problems import problem
from reviewer.export.profiles import PROFILES
from reviewer.export.tables import determinations_table, judgments_table
from reviewer.resource_files import resource_bytes
from reviewer.vocabulary import CaseKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema import Draft202012Validator

    from reviewer.export.bag_checks import UntrustedBag
    from reviewer.submission.findings import Finding

SCHEMA = "decisions.schema.json"

_JOURNAL = re.compile(r"data/journal/(?P<submission_id>[^/]+)-r(?P<revision>[1-9][0-9]{0,8})\.jsonl", re.ASCII)
_MOST_SCHEMA_PROBLEMS = 50


def read_decisions(untrusted: UntrustedBag) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    """Read `decisions.json`; None with its problems unless it is canonical and of the format's shape."""
    data = untrusted.text_of(names.DECISIONS)
    if data is None:
        return None, ()
    try:
        decisions = read_canonical_json(data)
    except ValueError:
        return None, (problem("not-canonical", names.DECISIONS),)
    problems = tuple(_schema_problems(decisions, untrusted.profile.id))
    return (None, problems) if problems else (decisions, ())


def submissions_in(decisions: Mapping[str, Any]) -> tuple[CaseKey, ...]:
    """Return the cases determined or recused, each once, sorted."""
    return tuple(sorted({_key(entry) for entry in (*decisions["determinations"], *decisions["recusals"])}))


def read_journals(untrusted: UntrustedBag) -> tuple[dict[CaseKey, str], tuple[Finding, ...]]:
    """Follow every journal of the package; return the heads of the whole ones, and what is wrong."""
    heads: dict[CaseKey, str] = {}
    problems: list[Finding] = []
    for path in sorted(untrusted.payload):
        case = _JOURNAL.fullmatch(path)
        data = untrusted.text_of(path)
        if case is None or data is None:
            continue
        chain = read_chain(_lines(data))
        if chain.head is None or not data.endswith(b"\n"):
            problems.append(problem("journal-chain", path, line=chain.line or len(_lines(data))))
        else:
            heads[CaseKey(case["submission_id"], int(case["revision"]))] = chain.head
    return heads, tuple(problems)


def check_identity(untrusted: UntrustedBag, decisions: Mapping[str, Any]) -> Iterator[Finding]:
    """Compare who and which number the decisions name with the package around them."""
    key = untrusted.signing_key
    if decisions["reviewer"]["reviewer_id"] != untrusted.reviewer_id:
        yield problem("reviewer-mismatch", names.DECISIONS)
    if decisions["sequence"] != untrusted.sequence:
        yield problem("sequence-mismatch", names.DECISIONS)
    if key is not None and decisions["reviewer"]["public_key"] != key.line:
        yield problem("key-mismatch", names.DECISIONS)


def check_cases(
    untrusted: UntrustedBag, decisions: Mapping[str, Any], heads: Mapping[CaseKey, str]
) -> Iterator[Finding]:
    """Compare each determination with its letter and its journal."""
    keys = [_key(entry) for entry in decisions["determinations"]]
    for key in sorted(key for key, count in Counter(keys).items() if count > 1):
        yield problem("determined-twice", names.DECISIONS, submission=key)
    for key, entry in zip(keys, decisions["determinations"], strict=True):
        if untrusted.profile.holds_letters:
            yield from _check_letter(untrusted, key, entry["letter"])
        if untrusted.profile.holds_journals:
            yield from _check_head(untrusted, key, entry["journal_head"], heads)
    letters = {names.letter_path(key) for key in keys}
    for path in sorted(untrusted.payload):
        if path.startswith("data/letters/") and path not in letters:
            yield problem("unexpected-file", path)
    if decisions["journal_head"] != bag.head_over(heads):
        yield problem("journal-head", names.DECISIONS)


def check_tables(untrusted: UntrustedBag, decisions: Mapping[str, Any]) -> Iterator[Finding]:
    """Write the tables anew from the decisions and compare them."""
    tables = {
        names.DETERMINATIONS_TABLE: determinations_table(decisions["determinations"]),
        names.JUDGMENTS_TABLE: judgments_table(decisions["determinations"]),
    }
    for path, expected in tables.items():
        data = untrusted.text_of(path)
        if data is not None and data != expected:
            yield problem("table-mismatch", path)


def _check_letter(untrusted: UntrustedBag, key: CaseKey, letter: Mapping[str, Any]) -> Iterator[Finding]:
    path = names.letter_path(key)
    file = untrusted.files.get(path)
    if file is None and path not in untrusted.damaged:
        yield problem("missing-file", path)
    if letter["path"] != path or (file is not None and file.sha256 != letter["sha256"]):
        yield problem("letter-mismatch", path, submission=key)


def _check_head(untrusted: UntrustedBag, key: CaseKey, head: str, heads: Mapping[CaseKey, str]) -> Iterator[Finding]:
    path = names.journal_path(key)
    if path not in untrusted.files and path not in untrusted.damaged:
        yield problem("missing-file", path)
    elif key in heads and heads[key] != head:
        yield problem("journal-head", path)


def _key(entry: Mapping[str, Any]) -> CaseKey:
    return CaseKey(entry["submission_id"], entry["revision"])


def _lines(data: bytes) -> list[bytes]:
    return data.removesuffix(b"\n").split(b"\n") if data else []


def _schema_problems(decisions: object, profile: str) -> Iterator[Finding]:
    found = sorted(_validator(profile).iter_errors(decisions), key=lambda error: error.json_path)
    for error in found[:_MOST_SCHEMA_PROBLEMS]:
        place = "/" + "/".join(str(part) for part in error.absolute_path)
        yield problem("schema", names.DECISIONS, place=place)


@cache
def _validator(profile: str) -> Draft202012Validator:
    # Only the check of a package needs it, and it is slow to import.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(copy_schema(json.loads(resource_bytes("schemas", SCHEMA)), PROFILES[profile]))
