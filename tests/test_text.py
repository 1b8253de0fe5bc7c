"""The text catalog says what its file says, however it is read."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from reviewer.resource_files import resource_text
from reviewer.text import counted, is_known, known_keys, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def _sentences(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _sentences(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value)


def test_every_sentence_is_read_as_toml_reads_it() -> None:
    expected = dict(_sentences(tomllib.loads(resource_text("text", "en.toml"))))
    assert {key: text(key) for key in known_keys()} == expected


def test_a_sentence_that_spans_lines_or_escapes_letters_is_read_too() -> None:
    assert "\n" in text("demo.help")
    assert "\\n" not in text("error.program.refused")


def test_a_key_that_is_not_there_is_told() -> None:
    assert not is_known("ui.unlock.nothing")
    with pytest.raises(KeyError, match=r"ui\.unlock\.nothing"):
        text("ui.unlock.nothing")


def test_one_and_many_have_their_own_sentence() -> None:
    keys = sorted(key.removesuffix(".one") for key in known_keys() if key.endswith(".one"))
    key = next(key for key in keys if text(f"{key}.one").count("{") == 1 and "{count}" in text(f"{key}.other"))
    assert counted(key, 2) == text(f"{key}.other", count=2)
    assert counted(key, 1) == text(f"{key}.one", count=1)
