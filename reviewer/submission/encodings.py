"""Guesses the encoding of texts from beyond the West, from which letters their bytes would be in each."""

from __future__ import annotations

import codecs
import itertools
import re

_FEWEST_LETTERS = 4
_FIRST_BEYOND = 0x80
_COMMON_SHARE = 0.6
_ALONE = 0.4
_SURE = 0.9
_ENOUGH_KANA = 0.15
_COMMON_ENOUGH = 0.42
_SHOUTING = 0.6

_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u4e00-\u9fff]")
_OF_THE_EAST = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff60\u2010-\u2026]")
_BEYOND = re.compile("[^\x00-\x7f]")
# What decoding is tried in, what the text is then read in, what must be frequent and how frequent, and the last of the
# first bytes of common letters.
_OF_SEVERAL_BYTES = (
    ("shift_jis", "shift_jis", _KANA, _ENOUGH_KANA, 0xFF),
    ("euc_jp", "euc_jp", _KANA, _ENOUGH_KANA, 0xFF),
    ("euc_kr", "euc_kr", _HANGUL, _SURE, 0xFF),
    # The stricter one; what it can read, the larger one reads alike.
    ("gb2312", "gb18030", _HAN, 0.5, 0xD7),
    ("big5", "big5", _HAN, 0.5, 0xC6),
)
# The ten letters that such languages use most; of a text in another encoding they make up far less.
_OF_ONE_BYTE = (
    ("cp1251", re.compile("[\u0400-\u045f\u0490\u0491]"), frozenset("оеаинтсрвл")),
    ("koi8-r", re.compile("[\u0400-\u045f]"), frozenset("оеаинтсрвл")),
    ("cp1253", re.compile("[\u0370-\u03ff]"), frozenset("αοιετσνηυρ")),
    ("cp1255", re.compile("[\u0590-\u05ff]"), frozenset("יוהלאתרמשב")),
    ("cp1256", re.compile("[\u0600-\u06ff]"), frozenset("اليمنوترهب")),
)


def is_western(first: bytes) -> bool:
    """Tell whether the letters beyond ASCII stand alone between others, as they do in languages of the West."""
    beyond = [place for place, byte in enumerate(first) if byte >= _FIRST_BEYOND]
    if len(beyond) < _FEWEST_LETTERS:
        return True
    in_pairs = sum(1 for place, after in itertools.pairwise(beyond) if after == place + 1)
    return in_pairs / len(beyond) <= _ALONE


def guessed(first: bytes, *, is_whole: bool) -> str | None:
    """Guess the encoding of a text that is neither Unicode nor of the West; None where nothing fits."""
    for tried, read_in, wanted, share, last in _OF_SEVERAL_BYTES:
        written = _decoded(first, tried, is_whole=is_whole)
        beyond = len(_BEYOND.findall(written)) if written else 0
        if not written or not beyond or len(_OF_THE_EAST.findall(written)) / beyond < _SURE:
            continue
        found = wanted.findall(written)
        common = sum(1 for letter in found if letter.encode(tried)[0] <= last)
        if len(found) / beyond >= share and common >= len(found) * _COMMON_SHARE:
            return read_in
    found = [(_likeness(first, *one, is_whole=is_whole), one[0]) for one in _OF_ONE_BYTE]
    likeness, encoding = max(found)
    return encoding if likeness >= _COMMON_ENOUGH else None


def _likeness(
    first: bytes, encoding: str, letters: re.Pattern[str], common: frozenset[str], *, is_whole: bool
) -> float:
    """Return the share of a language's most used letters, 0 where the text cannot be in its script."""
    written = _decoded(first, encoding, is_whole=is_whole)
    found = letters.findall(written) if written else []
    others = [letter for letter in _BEYOND.findall(written or "") if letter.isalpha() and not letters.match(letter)]
    if len(found) < _FEWEST_LETTERS or len(others) > len(found) * (1 - _SURE):
        return 0.0
    capitals = sum(1 for letter in found if letter.isupper())
    # In the wrong one of the two Cyrillic encodings, small letters are capitals.
    share = sum(1 for letter in found if letter.lower() in common) / len(found)
    return share / 2 if capitals / len(found) > _SHOUTING else share


def _decoded(first: bytes, encoding: str, *, is_whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(first, final=is_whole)
    except UnicodeDecodeError:
        return None
