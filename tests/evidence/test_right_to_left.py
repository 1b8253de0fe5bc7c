"""Words of Arabic, Hebrew, Japanese and ligatures come out of a PDF as they are read, so that they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.evidence.right_to_left import in_order
from tests.evidence.samples import a_pdf_of_signs
from tests.evidence.test_documents import opened

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.evidence.reader import DocumentReader

ARABIC = {"A": "\u0645", "B": "\u0644\u0627", "C": "\u0633", "1": "1", "2": "2"}


@pytest.mark.parametrize(
    ("drawn", "letters", "read"),
    [
        # Peace: the sign for lam and alef stands in the middle.
        ("ABC", ARABIC, "\u0633\u0644\u0627\u0645"),
        ("B", ARABIC, "\u0644\u0627"),
        ("ABC", ARABIC | {"B": "\ufefb"}, "\u0633\u0644\u0627\u0645"),
        ("AB", {"A": "\u0628\u064e", "B": "\u062d\u064e"}, "\u062d\u064e\u0628\u064e"),
        ("B", {"B": "\u0627\u0644\u0644\u0647"}, "\u0627\u0644\u0644\u0647"),
        ("AB", {"A": "\u05dd", "B": "\u05e9\u05c1"}, "\u05e9\u05c1\u05dd"),
        ("xDy", {"x": "x", "D": "ffi", "y": "y"}, "xffiy"),
    ],
    ids=["lam-alef", "alone", "one-letter", "marks", "whole-word", "hebrew-points", "latin"],
)
def test_letters_of_one_sign_are_in_order(
    reader: DocumentReader, drawn: str, letters: dict[str, str], read: str
) -> None:
    assert opened(reader, a_pdf_of_signs(drawn, letters)).is_shown
    page = reader.text("id", 1)
    assert page.text == reader.plain("id", 1) == read
    assert len(page.boxes) == 16 * len(read)


def test_the_words_of_real_files_read_as_people_read_them(reader: DocumentReader, shared_data: Path) -> None:
    words = {
        "hebrew_mirrored.pdf": "בנימין",
        "jo.pdf": "みんなのおのおののなかの",
        # Its word for "my dear" is one sign.
        "habibi.pdf": "\u062d\u064e\u0628\u064a\u0628\u064a",
    }
    for name, word in words.items():
        opened(reader, (shared_data / "pdf" / name).read_bytes(), name)
        page = reader.text("id", 1)
        at = page.text.index(word)
        left, top, right, bottom = page.bounds(at, at + len(word)) or (0, 0, 0, 0)
        assert (right - left) * (bottom - top) > 30


@given(st.text("\u0644\u0627\u0645\u064e\u05d0a 1", max_size=12), st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_putting_in_order_loses_and_adds_no_letter(written: str, boxes: list[int]) -> None:
    ordered = in_order(written, lambda place: bytes([boxes[place]]))
    assert sorted(ordered) == sorted(written)
    assert in_order(written, lambda _: b"\0") == written
