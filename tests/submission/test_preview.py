"""Plain text as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.submission.preview import LONGEST_PREVIEW_BYTES, text_preview, text_preview_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("content", "shown", "encoding"),
    [
        (b"plain\r\ntext\rhere", "plain\ntext\nhere", "utf-8"),
        ("Łódź".encode(), "Łódź", "utf-8"),
        ("Łódź".encode("utf-8-sig"), "Łódź", "utf-8"),
        ("Łódź".encode("utf-16"), "Łódź", "utf-16"),
        ("Größe".encode("cp1252"), "Größe", "cp1252"),
        ("letters".encode("utf-16-be"), "letters", "utf-16-be"),
        (b"", "", "utf-8"),
        (b"bell\x07\x1b[31m", "bell\u2407\u241b[31m", "utf-8"),
        ("a\u202eb".encode(), "a⟦RLO⟧b", "utf-8"),
    ],
)
def test_text_is_decoded_and_what_prints_nothing_is_shown(content: bytes, shown: str, encoding: str) -> None:
    preview = text_preview(content)
    assert preview is not None
    assert (preview.text, preview.encoding, preview.is_cut) == (shown, encoding, False)


def test_what_is_no_text_has_no_preview() -> None:
    assert text_preview(bytes(range(256))) is None
    assert text_preview_of([b"PK\x03\x04\0\0"]) is None


def test_a_long_text_is_cut_and_says_so() -> None:
    preview = text_preview_of(b"line of text\n" * 100_000 for _ in range(20))
    assert preview is not None
    assert preview.is_cut
    assert len(preview.text) == LONGEST_PREVIEW_BYTES


def test_narratives_read_as_they_are_written(shared_data: Path) -> None:
    narratives = sorted((shared_data / "narratives").glob("*.txt"))
    assert narratives
    for path in narratives:
        preview = text_preview_of([path.read_bytes()])
        assert preview is not None
        assert preview.text == path.read_text(encoding="utf-8-sig")


@given(st.binary(max_size=200))
def test_any_bytes_are_shown_or_not(content: bytes) -> None:
    preview = text_preview(content)
    assert preview is None or not set(preview.text) & {"\r", "\0", "\x1b", "\u202e"}
