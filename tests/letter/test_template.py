from __future__ import annotations

from datetime import date

import pytest

from reviewer.errors import LetterTemplateError, UsageError
from reviewer.letter.template import known_languages, template_for
from reviewer.program.catalog import shipped

ENGLISH = template_for({}, "en")


def test_a_programs_own_sentence_goes_before_the_general_one() -> None:
    own = template_for({"en.toml": '[words]\nsalutation = "Hello {name},"'}, "en")
    assert own.say("words.salutation", name="Ana") == "Hello Ana,"
    assert ENGLISH.say("words.salutation", name="Ana") == "Dear Ana:"


def test_a_language_that_only_a_program_brings_is_known() -> None:
    letters = {"de": '[words]\nsalutation = "Guten Tag {name}"'}
    assert known_languages(letters) == ("de", "en")
    assert template_for(letters, "de").say("words.salutation", name="Ana") == "Guten Tag Ana"


def test_an_unknown_language_lists_the_known_ones() -> None:
    with pytest.raises(UsageError) as refused:
        template_for({"fr.toml": ""}, "xx")
    assert refused.value.details["known"] == "en, fr"


def test_a_value_is_never_read_as_a_sentence() -> None:
    assert ENGLISH.say("words.salutation", name="{name} {secret}") == "Dear {name} {secret}:"


def test_a_sentence_cannot_reach_into_its_values() -> None:
    own = template_for({"en": '[words]\nsalutation = "{name.__class__} {name}"'}, "en")
    assert own.say("words.salutation", name="Ana") == "{name.__class__} Ana"


@pytest.mark.parametrize(
    ("written", "key", "told"),
    [
        ("", "words.nothing", "no sentence “words.nothing”"),
        ('[words]\nsalutation = "Dear {title}"', "words.salutation", "asks for “title”"),
    ],
)
def test_what_a_letter_file_lacks_is_named(written: str, key: str, told: str) -> None:
    own = template_for({"en": written}, "en")
    with pytest.raises(LetterTemplateError) as refused:
        own.say(key, name="Ana")
    assert told in str(refused.value.details["reason"])


def test_a_letter_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(LetterTemplateError) as refused:
        template_for({"en": "[words"}, "en")
    assert refused.value.subject == "en.toml"


def test_lists_and_dates_are_written_as_spoken() -> None:
    assert ENGLISH.joined([]) == ""
    assert ENGLISH.joined(["a"]) == "a"
    assert ENGLISH.joined(["a", "b"]) == "a and b"
    assert ENGLISH.joined(["a", "b", "c"]) == "a, b, and c"
    assert ENGLISH.day(date(2026, 1, 9)) == "January 9, 2026"


def test_every_shipped_letter_file_can_be_read() -> None:
    for program in shipped():
        assert program.letters
        letters = {name: written.decode("utf-8") for name, written in program.letters.items()}
        assert template_for(letters, "en").has("outcome.certify.result")
