"""The text catalog: every sentence that a reviewer reads, by key."""

from __future__ import annotations

import tomllib
from functools import cache

from reviewer.resource_files import resource_text


def text(key: str, /, **values: object) -> str:
    """Return the sentence for `key` with `{names}` filled from `values`.

    A sentence with a count has the keys `<key>.one` and `<key>.other`; call `counted` for these.

    Raises:
        KeyError: the catalog has no such key, or the sentence needs a value that is not given.
    """
    return _catalog()[key].format_map(values) if values else _catalog()[key]


def counted(key: str, count: int, /, **values: object) -> str:
    """Return the singular or plural sentence for `count`, which fills `{count}`."""
    form = "one" if count == 1 else "other"
    return text(f"{key}.{form}", count=count, **values)


def known_keys() -> frozenset[str]:
    """Return every key of the catalog."""
    return frozenset(_catalog())


@cache
def _catalog() -> dict[str, str]:
    return _flat(tomllib.loads(resource_text("text", "en.toml")), prefix="")


def _flat(table: dict[str, object], prefix: str) -> dict[str, str]:
    sentences: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            sentences |= _flat(value, prefix=f"{prefix}{name}.")
        else:
            sentences[prefix + name] = str(value)
    return sentences
