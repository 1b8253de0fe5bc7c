"""E-mail addresses are found however they are written, and nobody else's is taken for the candidate's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.review.addresses import has_address, has_address_of, without_addresses

EMAIL = "Ann-Lee.Doe@Quill.example"


@pytest.mark.parametrize(
    "written",
    [
        "Write to ann-lee.doe@quill.example.",
        "<ANN-LEE.DOE@QUILL.EXAMPLE>",
        "mailto:ann-lee.doe@quill.example",
        "ann-\nlee.doe@\nquill.example",
        "ann-lee.doe \uff20 quill\uff0eexample",
        "ann-lee.doe@quill\u3002example",
        "ann-lee.doe@\u200bquill.example",
        "ann-lee.doe (at) quill [dot] example",
    ],
)
def test_the_candidates_address_is_found_however_it_is_written(written: str) -> None:
    assert has_address_of(written, EMAIL)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Ann-Lee Doe of Quill",
        "joann-lee.doe@quill.example",
        "x.ann-lee.doe@quill.example",
        "ann-lee.doe@quill.example.au",
        "ann-lee.doe@quill.examples",
    ],
)
def test_nobody_elses_address_is_taken_for_it(written: str) -> None:
    assert not has_address_of(written, EMAIL)


@pytest.mark.parametrize("email", ["", "not given", "@", "ann@", "@quill.example"])
def test_what_is_no_address_is_found_nowhere(email: str) -> None:
    assert not has_address_of("ann@quill.example, @, not given", email)


@given(st.emails(), st.text(max_size=20), st.text(max_size=20))
def test_every_address_is_found_between_other_words(email: str, before: str, after: str) -> None:
    written = f"{before} {email} {after}"
    assert has_address(written)
    assert has_address_of(written, email)
    assert email not in without_addresses(written, "[left out]")


@given(st.text(alphabet=st.characters(exclude_characters="@\uff20\ufe6b")))
def test_words_without_the_sign_stay_as_they_are(written: str) -> None:
    assert without_addresses(written, "[left out]") == written
    assert not has_address(written)


@pytest.mark.parametrize("written", ["x" * 200_000 + "@", "@" * 20_000, "a.b" * 60_000 + "@c"])
def test_a_text_without_blanks_is_looked_through_as_fast_as_another(written: str) -> None:
    assert not has_address(written)
    assert not has_address_of(written, EMAIL)
