"""Reading a case's journal: one canonical JSON line an event, each chained to the one before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from reviewer.export.canonical import canonical_json, read_canonical_json

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_PREV: Final = "0" * 64
ENTRY_MEMBERS: Final = frozenset({"n", "at", "event", "body", "prev", "hash"})


class ChainFault(StrEnum):
    """What breaks a journal."""

    EMPTY = "empty"
    NOT_CANONICAL = "not_canonical"
    NOT_AN_ENTRY = "not_an_entry"
    NUMBER = "number"
    LINK = "link"
    HASH = "hash"


@dataclass(frozen=True, slots=True)
class Chain:
    """A journal read: its head, or the first fault and its line (from 1)."""

    head: str | None
    fault: ChainFault | None = None
    line: int = 0


def read_chain(untrusted_lines: Sequence[bytes]) -> Chain:
    """Follow a journal from its first line; lines come without their line feeds."""
    if not untrusted_lines:
        return Chain(head=None, fault=ChainFault.EMPTY, line=1)
    head = FIRST_PREV
    for number, untrusted in enumerate(untrusted_lines, start=1):
        try:
            entry = read_canonical_json(untrusted)
        except ValueError:
            return Chain(head=None, fault=ChainFault.NOT_CANONICAL, line=number)
        fault = _fault_in(entry, number, head)
        if fault is not None:
            return Chain(head=None, fault=fault, line=number)
        head = entry["hash"]
    return Chain(head=head)


def _fault_in(entry: Any, number: int, prev: str) -> ChainFault | None:  # noqa: ANN401 - any JSON value
    if not isinstance(entry, dict) or entry.keys() != ENTRY_MEMBERS:
        return ChainFault.NOT_AN_ENTRY
    if type(entry["n"]) is not int or entry["n"] != number:
        return ChainFault.NUMBER
    if entry["prev"] != prev:
        return ChainFault.LINK
    without_hash = {name: value for name, value in entry.items() if name != "hash"}
    if entry["hash"] != hashlib.sha256(canonical_json(without_hash)).hexdigest():
        return ChainFault.HASH
    return None
