"""The sentences of a letter: a program's own over the general ones of the same language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reviewer.errors import LetterTemplateError, UsageError
from reviewer.resource_files import resource
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """The sentences of one language by dotted key; `{names}` in them are filled in."""

    language: str
    sentences: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def has(self, key: str) -> bool:
        """Tell whether the language has that sentence."""
        return key in self.sentences

    def say(self, key: str, /, **values: object) -> str:
        """Return one sentence, filled.

        Raises:
            LetterTemplateError: the language lacks the sentence, or the sentence asks for a value that there is not.
        """
        if key not in self.sentences:
            raise LetterTemplateError(self.language, reason=_reason("sentence_missing", key=key))
        return self._fill(key, values)

    def first(self, *keys: str, **values: object) -> str:
        """Return the first sentence of `keys` that the language has, filled; the last one must be there."""
        return self.say(next((key for key in keys if self.has(key)), keys[-1]), **values)

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of words, empty where the language has none of that key."""
        return self.lists.get(key, ())

    def joined(self, words: Iterable[str]) -> str:
        """Join words as a list is spoken: `a, b and c`."""
        *first, last = ("", *words)
        first = first[1:]
        if not first:
            return last
        key = "words.and_two" if len(first) == 1 else "words.and_more"
        return self.say(key, first=self.say("words.comma").join(first), last=last)

    def day(self, day: date) -> str:
        """Write a date in full."""
        return self.say("words.date", month=self.lists["words.months"][day.month - 1], day=day.day, year=day.year)

    def _fill(self, key: str, values: Mapping[str, object]) -> str:
        # Not str.format: a template may come from another house, and format would let it reach into the values.
        def value_of(found: re.Match[str]) -> str:
            if found[1] not in values:
                raise LetterTemplateError(self.language, reason=_reason("value_missing", key=key, name=found[1]))
            return str(values[found[1]])

        return _PLACEHOLDER.sub(value_of, self.sentences[key])


def known_languages(letters: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages that a program's letters can be written in, sorted.

    Args:
        letters: the program's own letters by language, or by file name.
    """
    return tuple(sorted({*_general_languages(), *(_language(name) for name in letters)}))


def template_for(letters: Mapping[str, str], language: str) -> Template:
    """Return the sentences of one language, the program's own over the general ones.

    Raises:
        UsageError: there is no letter in that language; the details list the known ones.
        LetterTemplateError: the program's own letters cannot be read.
    """
    known = known_languages(letters)
    if language not in known:
        raise UsageError(language, word=language, known=", ".join(known))
    own = next((written for name, written in sorted(letters.items()) if _language(name) == language), "")
    return _read(language, own)


@cache
def _read(language: str, own: str) -> Template:
    # Where a language has no general letter, English ones stand in for what the program does not say.
    general = resource("letters", f"{language if language in _general_languages() else 'en'}.toml")
    sentences: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for written in (general.read_text(encoding="utf-8"), own):
        try:
            _take_in(tomllib.loads(written), "", sentences, lists)
        except tomllib.TOMLDecodeError as failure:
            raise LetterTemplateError(
                f"{language}.toml", reason=_reason("template_unreadable", detail=failure)
            ) from failure
    return Template(language, sentences, lists)


def _take_in(
    table: Mapping[str, object], prefix: str, sentences: dict[str, str], lists: dict[str, tuple[str, ...]]
) -> None:
    for name, value in table.items():
        if isinstance(value, dict):
            _take_in(value, f"{prefix}{name}.", sentences, lists)
        elif isinstance(value, list):
            lists[prefix + name] = tuple(str(word) for word in value)
        else:
            sentences[prefix + name] = str(value)


@cache
def _general_languages() -> tuple[str, ...]:
    files = (entry.name for entry in resource("letters").iterdir())
    return tuple(sorted(_language(name) for name in files if name.endswith(".toml")))


def _language(name: str) -> str:
    return name.rsplit("/", maxsplit=1)[-1].removesuffix(".toml")


def _reason(name: str, /, **values: object) -> str:
    return text(f"letter.reason.{name}", **values)
