"""Right-to-left words for a page that is set from left to right.

The page engine draws characters from left to right and joins none. Arabic letters are therefore put in
the form that their neighbors ask for, and runs from right to left are turned around, before they are drawn.
The forms come from Unicode's own table of presentation forms.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_FORMS = range(0xFB50, 0xFF00)
_ZERO_WIDTH_NON_JOINER = "\u200c"
_ZERO_WIDTH_JOINER = "\u200d"
_LAM = "\u0644"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# A run begins and ends with a right-to-left character; spaces and joiners may stand inside.
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT} \u00a0\u200c\u200d]*[{_RIGHT_TO_LEFT}])?")
LONGEST_RUN = 80
"""Characters from right to left that fit one line; a longer run would be broken in the wrong order."""


def set_for_page(written: str) -> str:
    """Put right-to-left runs in the order and the forms in which a page shows them."""
    return _RUN.sub(lambda run: _turned(_joined(run[0])), written)


def longest_run(written: str) -> int:
    """Return the length of the longest right-to-left run."""
    return max((len(run[0]) for run in _RUN.finditer(written)), default=0)


def _turned(run: str) -> str:
    # A mark is drawn from the left edge of its letter, so it comes before it here. A space where a line
    # may break would put the halves of the run in the wrong order.
    return run[::-1].replace(" ", "\u00a0")


def _joined(run: str) -> str:
    shown: list[str] = []
    before = False
    position = 0
    while position < len(run):
        character = run[position]
        if unicodedata.combining(character):
            shown.append(character)
            position += 1
            continue
        ligature, end = _ligature_at(run, position)
        letter = ligature or character
        after = _joins_back(_next_letter(run, end)) and _joins_on(letter)
        if character not in {_ZERO_WIDTH_JOINER, _ZERO_WIDTH_NON_JOINER}:
            shown.append(_form(letter, joins_before=before and _joins_back(letter), joins_after=after))
        shown.extend(mark for mark in run[position + 1 : end] if unicodedata.combining(mark))
        before = _joins_on(letter)
        position = end
    return "".join(shown)


def _ligature_at(run: str, position: int) -> tuple[str, int]:
    """Return the lam-alef pair that begins here, or nothing, and where the next letter begins."""
    end = position + 1
    if run[position] == _LAM:
        while end < len(run) and unicodedata.combining(run[end]):
            end += 1
        pair = _LAM + run[end : end + 1]
        if len(pair) == len("لا") and pair in _forms():
            return pair, end + 1
    return "", position + 1


def _next_letter(run: str, position: int) -> str:
    return next((character for character in run[position:] if not unicodedata.combining(character)), "")


def _joins_on(letter: str) -> bool:
    return letter == _ZERO_WIDTH_JOINER or "initial" in _forms().get(letter, {})


def _joins_back(letter: str) -> bool:
    # Before an alef a lam is looked up alone: it joins back like every other letter.
    return letter == _ZERO_WIDTH_JOINER or "final" in _forms().get(letter, {})


def _form(letter: str, *, joins_before: bool, joins_after: bool) -> str:
    forms = _forms().get(letter, {})
    wanted = {
        (True, True): "medial",
        (True, False): "final",
        (False, True): "initial",
        (False, False): "isolated",
    }[joins_before, joins_after]
    return forms.get(wanted, letter)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the presentation forms of each letter, and of lam with alef, by the name of the form."""
    forms: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        tag, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        name = tag.strip("<>")
        if name not in {"isolated", "initial", "medial", "final"}:
            continue
        written = "".join(chr(int(letter, 16)) for letter in letters.split())
        if len(written) == 1 or (len(written) == len("لا") and written[0] == _LAM and written[1] in "آأإا"):
            forms.setdefault(written, {}).setdefault(name, chr(code))
    return forms
