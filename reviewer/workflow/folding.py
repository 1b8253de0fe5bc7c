"""Searching whatever the accents, the case and the ends of lines: texts are folded, and hits lead back to them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FOLDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "\u0131": "i"})
# Quotes and dashes are typed plainly; soft hyphens, signs of no width, of direction and of stretching are not typed.
_FOLDED |= dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u2032"), "'") | dict.fromkeys(
    map(ord, "\u201c\u201d\u201e"), '"'
)
_FOLDED |= dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_FOLDED |= dict.fromkeys(
    (0x00AD, 0x0640, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2060, 0xFEFF), ""
)
# Scripts that write words without spaces: each character is searched as a word of its own.
_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ONE_LETTER = re.compile(f"([{_WITHOUT_SPACES}])")
_WORD = re.compile(r"\w+", re.UNICODE)
_CUT_WORD = re.compile(r"(\w+)-[^\S\n]*\n\s*(\w+)")
_HITS_AT_MOST = 2_000
_EXCERPT_AROUND = 48


def plain(written: str) -> str:
    """Fold case and accents for searching."""
    if written.isascii():
        return written.casefold()
    decomposed = unicodedata.normalize("NFKD", written.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_FOLDED)


def for_index(written: str) -> str:
    """Return what a text is searched by in the index: folded, letters of scripts without spaces apart.

    Words that the end of a line cut in two stand there whole as well.
    """
    folded = plain(written)
    whole = "".join(f"\n{before}{after}" for before, after in _CUT_WORD.findall(folded))
    return _ONE_LETTER.sub(r" \1 ", folded + whole)


def query(words: str) -> str:
    """Return a search of the index for all these words, each as the beginning of one; empty where there is none."""
    found = (_ONE_LETTER.sub(r" \1 ", word).split() for word in _WORD.findall(plain(words)))
    # A word of single letters is a phrase; quoted, nothing in it acts in the language of the index.
    return " ".join(
        '"' + " ".join(parts) + '"' + ("" if _ONE_LETTER.match(parts[-1]) else "*") for parts in found if parts
    )


def places_of(written: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, as ranges of its code points.

    Ends of lines and runs of spaces are as good as a space; a hyphen at the end of a line may cut a word.
    """
    wanted = [re.escape(word) for word in plain(words).split()]
    if not wanted:
        return
    folded, origins = _with_origins(written)
    pattern = re.compile(r"\s+".join("(?:-\\s*\n\\s*)?".join(_letters(word)) for word in wanted))
    for number, match in enumerate(pattern.finditer(folded)):
        if number >= _HITS_AT_MOST:
            return
        yield origins[match.start()], origins[match.end() - 1] + 1


def excerpt(written: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the words around a range on one line, and where the range lies in them."""
    left, right = max(0, start - _EXCERPT_AROUND), min(len(written), end + _EXCERPT_AROUND)
    before, middle, after = (_one_line(part) for part in (written[left:start], written[start:end], written[end:right]))
    before = ("…" if left else "") + before.lstrip()
    return before + middle + after.rstrip() + ("…" if right < len(written) else ""), len(before), len(before + middle)


def _letters(escaped: str) -> list[str]:
    return re.findall(r"\\.|.", escaped, re.DOTALL)


def _one_line(part: str) -> str:
    return re.sub(r"\s+", " ", part)


def _with_origins(written: str) -> tuple[str, Sequence[int]]:
    """Fold a text letter by letter, and tell for each letter of the result which one it came from."""
    if written.isascii():
        return written.casefold(), range(len(written))
    each = {letter: plain(letter) for letter in set(written)}
    if all(len(folded) == 1 for folded in each.values()):
        return written.translate({ord(letter): folded for letter, folded in each.items()}), range(len(written))
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(written):
        folded = each[letter]
        letters.append(folded)
        origins += [place] * len(folded)
    return "".join(letters), origins
