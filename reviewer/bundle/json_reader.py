"""A strict JSON reader that lists every fault with its place and keeps nothing ambiguous.

The standard library's json takes the last of two equal names, reads NaN, turns decimals into binary
floating point and recurses as deep as the text wants; and it stops at the first fault without a
JSON pointer. Source: RFC 8259; contract `submission/1`, "`data/submission.json`".
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from reviewer.submission.names import escape_pointer

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.bundle.notes import Notes

LARGEST_INTEGER = 2**53 - 1
LONGEST_INTEGER = len(str(-LARGEST_INTEGER))
VALUES_A_TICK = 4_096
DOCUMENT = "data/submission.json"

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_PLAIN = re.compile(r'[^"\\]*')
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HEX = re.compile(r"[0-9A-Fa-f]{4}")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]|\r(?!\n)")
_RAW_CONTROL = re.compile("[\x00-\x1f]")
_HIGH_SURROGATES = range(0xD800, 0xDC00)
_LOW_SURROGATES = range(0xDC00, 0xE000)
_WORDS = {"t": ("true", True), "f": ("false", False), "n": ("null", None)}
_SPACES = (" ", "\n", "\r", "\t")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds; `unfit` are the pointers whose value could not be kept as written."""

    value: object
    unfit: frozenset[str]


class _SyntaxFaultError(Exception):
    """The text is no JSON from `place` on; `key` names the sentence that says why."""

    def __init__(self, place: int, key: str) -> None:
        super().__init__(key)
        self.place = place
        self.key = key


@dataclass(slots=True)
class _Frame:
    """One open object or array."""

    holder: dict[str, object] | list[object]
    name: str = ""
    names: set[str] = field(default_factory=set)
    is_repeated: bool = False


def nothing() -> None:
    """Do nothing, now and then."""


def parse_json(content: bytes, depth: int, notes: Notes, tick: Callable[[], None] = nothing) -> Parsed | None:
    """Read the bytes of `submission.json`.

    Args:
        content: UTF-8, with or without a byte order mark.
        depth: how many objects and arrays may be open at once.
        notes: takes in every fault, each with its pointer.
        tick: called every few thousand values; may raise to call the work off.

    Returns:
        Objects as dicts, arrays as lists, numbers as int (also `1.0`) or Decimal; None where the
        text cannot be read to its end.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        notes.warn(DOCUMENT, "byte-order-mark", "byte_order_mark")
        content = content[3:]
    # Bytes that are not UTF-8 become surrogates, which every string is searched for anyway.
    reader = _Reader(content.decode("utf-8", "surrogateescape"), depth, notes, tick)
    try:
        value = reader.read()
    except _SyntaxFaultError as fault:
        if fault.key == "nesting":
            notes.problem(reader.pointer() or DOCUMENT, "nesting", "nesting", limit=depth)
        else:
            line, column = reader.position(fault.place)
            notes.problem(DOCUMENT, "bad-json", fault.key, line=line, column=column)
        return None
    return Parsed(value, frozenset(reader.unfit))


class _Reader:
    def __init__(self, written: str, depth: int, notes: Notes, tick: Callable[[], None]) -> None:
        self._text = written
        self._tick = tick
        self._depth = depth
        self._notes = notes
        self._frames: list[_Frame] = []
        self.unfit: set[str] = set()

    def pointer(self) -> str:
        """Return the pointer of the value that is being read."""
        return "".join(
            f"/{len(frame.holder)}" if isinstance(frame.holder, list) else f"/{escape_pointer(frame.name)}"
            for frame in self._frames
        )

    def position(self, place: int) -> tuple[int, int]:
        """Return line and column, from 1, of a place in the text."""
        line_start = self._text.rfind("\n", 0, place) + 1
        return self._text.count("\n", 0, place) + 1, place - line_start + 1

    def read(self) -> object:
        """Read the one value of the text."""
        place = self._skip(0)
        for count in itertools.count():
            if count % VALUES_A_TICK == 0:
                self._tick()
            value, place, is_open = self._value(place)
            if is_open:
                place, is_empty = self._open(place)
                if not is_empty:
                    continue
                value = self._frames.pop().holder
            value, place, is_done = self._close(value, place)
            if is_done:
                return value
        return None

    def _close(self, value: object, place: int) -> tuple[object, int, bool]:
        """Put a finished value where it belongs, closing what ends with it; True at the end of the text."""
        while self._frames:
            self._put(value)
            place, is_next = self._after(place)
            if is_next:
                return None, place, False
            value = self._frames.pop().holder
        if place != len(self._text):
            raise _SyntaxFaultError(place, "json_trailing")
        return value, place, True

    def _skip(self, place: int) -> int:
        if not self._text.startswith(_SPACES, place):
            return place
        found = _SPACE.match(self._text, place)
        return found.end() if found else place

    def _value(self, place: int) -> tuple[object, int, bool]:
        """Read a plain value, or open an object or array (True)."""
        first = self._text[place : place + 1]
        if first == '"':
            written, end = self._string(place)
            self._judge(written, place, end)
            return written.replace("\r\n", "\n"), self._skip(end), False
        if first in ("{", "["):
            if len(self._frames) >= self._depth:
                raise _SyntaxFaultError(place, "nesting")
            self._frames.append(_Frame({} if first == "{" else []))
            return None, self._skip(place + 1), True
        word, value = _WORDS.get(first, ("", None))
        if word and self._text.startswith(word, place):
            return value, self._skip(place + len(word)), False
        return self._number(place)

    def _open(self, place: int) -> tuple[int, bool]:
        """Go to the first value of the object or array just opened; or past its end (True), as it is empty."""
        is_object = isinstance(self._frames[-1].holder, dict)
        if self._text.startswith("}" if is_object else "]", place):
            return self._skip(place + 1), True
        return (self._name(place) if is_object else place), False

    def _after(self, place: int) -> tuple[int, bool]:
        """Go on after a value: to the next one (True), or past the end of the object or array."""
        is_object = isinstance(self._frames[-1].holder, dict)
        mark = self._text[place : place + 1]
        if mark == ("}" if is_object else "]"):
            return self._skip(place + 1), False
        if mark != ",":
            raise _SyntaxFaultError(place, "json_syntax" if mark else "json_ends")
        place = self._skip(place + 1)
        return (self._name(place) if is_object else place), True

    def _name(self, place: int) -> int:
        if not self._text.startswith('"', place):
            raise _SyntaxFaultError(place, "json_syntax" if place < len(self._text) else "json_ends")
        frame = self._frames[-1]
        name, end = self._string(place)
        frame.name = name.replace("\r\n", "\n")
        self._judge(name, place, end)
        frame.is_repeated = frame.name in frame.names
        frame.names.add(frame.name)
        if frame.is_repeated:
            self._notes.problem(self.pointer(), "duplicate-key", "duplicate_key", name=frame.name)
        place = self._skip(end)
        if not self._text.startswith(":", place):
            raise _SyntaxFaultError(place, "json_syntax" if place < len(self._text) else "json_ends")
        return self._skip(place + 1)

    def _put(self, value: object) -> None:
        frame = self._frames[-1]
        if isinstance(frame.holder, list):
            frame.holder.append(value)
        elif not frame.is_repeated:
            frame.holder[frame.name] = value

    def _string(self, place: int) -> tuple[str, int]:
        """Read the string that starts here; return it and the place after its end."""
        start = place
        parts: list[str] = []
        place += 1
        while True:
            end = self._plain_end(place)
            parts.append(self._text[place:end])
            mark = self._text[end : end + 1]
            if mark == '"':
                return (parts[0] if len(parts) == 1 else "".join(parts)), end + 1
            if not mark:
                raise _SyntaxFaultError(start, "json_string_ends")
            part, place = self._escape(end)
            parts.append(part)

    def _plain_end(self, place: int) -> int:
        found = _PLAIN.match(self._text, place)
        return found.end() if found else place

    def _escape(self, place: int) -> tuple[str, int]:
        mark = self._text[place + 1 : place + 2]
        if mark in _ESCAPES:
            return _ESCAPES[mark], place + 2
        point = self._code_unit(place)
        if point in _HIGH_SURROGATES and self._text.startswith("\\u", place + 6):
            low = self._code_unit(place + 6)
            if low in _LOW_SURROGATES:
                return chr(0x10000 + ((point - 0xD800) << 10) + low - 0xDC00), place + 12
        return chr(point), place + 6

    def _code_unit(self, place: int) -> int:
        digits = _HEX.match(self._text, place + 2)
        if not self._text.startswith("\\u", place) or digits is None:
            raise _SyntaxFaultError(place, "json_escape")
        return int(digits[0], 16)

    def _judge(self, value: str, start: int, end: int) -> None:
        """Note what a string, written from `start` to `end`, must not hold."""
        if _RAW_CONTROL.search(self._text, start, end):
            self._note_unfit("raw_control")
            return
        found = _UNFIT.search(value)
        if found is not None:
            is_surrogate = "\ud800" <= found[0] <= "\udfff"
            self._note_unfit("lone_surrogate" if is_surrogate else "control_character", letter=found[0])

    def _note_unfit(self, key: str, **values: object) -> None:
        pointer = self.pointer()
        self.unfit.add(pointer)
        code = "bad-number" if "number" in values else "bad-string"
        self._notes.problem(pointer or DOCUMENT, code, key, **values)

    def _number(self, place: int) -> tuple[object, int, bool]:
        found = _NUMBER.match(self._text, place)
        if found is None:
            raise _SyntaxFaultError(place, "json_syntax" if place < len(self._text) else "json_ends")
        value = self._fit_number(found[0], is_integer=found[2] is None and found[3] is None)
        return value, self._skip(found.end()), False

    def _fit_number(self, written: str, *, is_integer: bool) -> int | Decimal:
        if is_integer:
            # Python will not read integers of thousands of digits.
            if len(written) <= LONGEST_INTEGER and abs(int(written)) <= LARGEST_INTEGER:
                return int(written)
            return self._unfit_number("integer_too_large", written)
        if math.isinf(float(written)):
            return self._unfit_number("number_overflows", written)
        try:
            value = Decimal(written)
        except InvalidOperation:
            return self._unfit_number("number_overflows", written)
        # Asked first, for 0e999999999 would be written out.
        if not value:
            return 0
        if value.copy_abs() <= LARGEST_INTEGER and value == value.to_integral_value():
            return int(value)
        return value

    def _unfit_number(self, key: str, written: str) -> int:
        self._note_unfit(key, number=written[:40])
        return 0
