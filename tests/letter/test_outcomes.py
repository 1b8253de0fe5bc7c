from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.letter.pdf import letter_pdf
from tests.letter.builders import text_of
from tests.letter.cases import ALL, FOR_THE_FILE, letter_of
from tests.letter.reading import pdftotext

REFERENCE = Path(__file__).parent / "reference"
LEVEL_WORDS = re.compile(
    r"\b(partly met|not met|nothing shown|partly_met|not_met|nothing_shown|not claimed)\b", re.IGNORECASE
)


@pytest.mark.parametrize("name", ALL)
def test_pdftotext_gives_the_letter_in_its_order(name: str, shared_data: Path, tmp_path: Path) -> None:
    expected = (REFERENCE / f"{name}.txt").read_text(encoding="utf-8")
    assert pdftotext(letter_pdf(letter_of(name, shared_data)).data, tmp_path) == " ".join(expected.split())


@pytest.mark.parametrize("name", ALL)
def test_a_letter_names_its_case_and_its_result_first(name: str, shared_data: Path) -> None:
    content = letter_of(name, shared_data)
    beginning = text_of(content)[: text_of(content).index(content.result) + len(content.result)]
    assert content.subject in beginning
    assert content.about[1][1] in beginning
    assert len(beginning.splitlines()) <= 14


@pytest.mark.parametrize("name", ALL)
def test_no_letter_holds_a_level_an_address_or_a_note_for_the_file(name: str, shared_data: Path) -> None:
    words = text_of(letter_of(name, shared_data))
    assert not LEVEL_WORDS.search(words)
    assert "@" not in words
    assert FOR_THE_FILE not in words


@pytest.mark.parametrize("name", ALL)
def test_no_letter_states_a_period_that_is_only_assumed(name: str, shared_data: Path) -> None:
    words = text_of(letter_of(name, shared_data))
    assert not re.search(r"\b(30|60|thirty|sixty)\b", words)
    assert "days" not in words


@pytest.mark.parametrize("name", [name for name in ALL if name != "referred"])
def test_every_result_can_be_corrected_and_reviewed(name: str, shared_data: Path) -> None:
    headings = [section.heading for section in letter_of(name, shared_data).sections]
    assert headings[-2:] == ["If we misread something", "If you do not agree"]


@pytest.mark.parametrize("name", ["more_information", "more_information_with_concern", "not_certified", "not_scorable"])
def test_each_request_says_what_was_found_where_we_looked_and_what_would_satisfy(name: str, shared_data: Path) -> None:
    requests = letter_of(name, shared_data).requests
    assert [request.number for request in requests] == list(range(1, len(requests) + 1))
    for request in requests:
        labels = [part.label for part in request.parts]
        assert labels[:3] == ["What we found.", "Where we looked.", "What would satisfy this."]
        assert all(part.text.strip() for part in request.parts)


def test_a_referral_says_nothing_of_its_reason(shared_data: Path) -> None:
    words = text_of(letter_of("referred", shared_data))
    assert "copied" not in words
    assert "thics" not in words
    assert "ntegrity" not in words
    assert "office will be in touch" in words


@pytest.mark.parametrize("name", ALL)
def test_two_pages_are_typical(name: str, shared_data: Path) -> None:
    assert letter_pdf(letter_of(name, shared_data)).pages <= 3
