"""The text catalog: every sentence that a reviewer reads, by key."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewer.resource_files import resource_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = re.compile(r"^\[([\w.-]+)\]$", re.MULTILINE)
_PLAIN = re.compile(r'^([A-Za-z0-9_-]+) = "([^"\\\x00-\x1f\x7f]*)"$', re.MULTILINE)


def text(key: str, /, **values: object) -> str:
    """Return the sentence for `key` with `{names}` filled from `values`.

    A sentence with a count has the keys `<key>.one` and `<key>.other`; call `counted` for these.

    Raises:
        KeyError: the catalog has no such key, or the sentence needs a value that is not given.
    """
    return _sentence(key).format_map(values) if values else _sentence(key)


def counted(key: str, count: int, /, **values: object) -> str:
    """Return the singular or plural sentence for `count`, which fills `{count}`."""
    form = "one" if count == 1 else "other"
    return text(f"{key}.{form}", count=count, **values)


@cache
def known_keys() -> frozenset[str]:
    """Return every key of the catalog."""
    return frozenset(f"{table}.{name}" for table in _tables() for name in _sentences(table))


def is_known(key: str) -> bool:
    """Tell whether the catalog has a key, without reading more of it than the key's own table."""
    table, _, name = key.rpartition(".")
    return table in _tables() and name in _sentences(table)


def read_ahead() -> Iterator[None]:
    """Read the catalog a table at a time, for whoever has no time for the whole."""
    for table in _tables():
        _sentences(table)
        yield


def _sentence(key: str) -> str:
    table, _, name = key.rpartition(".")
    try:
        return _sentences(table)[name]
    except KeyError:
        raise KeyError(key) from None


@cache
def _tables() -> dict[str, str]:
    """Cut the catalog into its tables: most programs say little of it, and the window starts sooner."""
    parts = _TABLE.split(resource_text("text", "en.toml"))
    names, bodies = parts[1::2], parts[2::2]
    tables = dict(zip(names, bodies, strict=True))
    if len(tables) != len(names):
        raise ValueError(f"A table of the text catalog stands there twice: {sorted(names)}")
    return tables


@cache
def _sentences(table: str) -> dict[str, str]:
    body = _tables()[table]
    plain = _PLAIN.findall(body)
    if len(plain) == len(dict(plain)) == sum(bool(line.strip()) for line in body.split("\n")):
        return dict(plain)
    # Only for what spans lines or escapes letters: its import alone costs the window's start more than the reading.
    import tomllib

    return {name: str(value) for name, value in tomllib.loads(body).items()}
