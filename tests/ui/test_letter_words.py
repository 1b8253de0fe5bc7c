"""The words of a letter flow: a paragraph that the page broke is one again, and nothing else is joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.models.letter_words import flowing

PAGE = """Devraj Kolminski
44 Fuller's Yard
Your application: more information is needed
Dear Devraj Kolminski:
This review cannot recommend you for the credential Certified Performance Technologist
(CPT) yet. Something that the program asks for is not shown so far, and you can add it; what it
is stands in the numbered points below.
What we suggest
These are suggestions for your further work. They do not stand in the way of the result, and you need
not answer them.
• From the rest of your application: your experience, the attestations, your commitment to the code
of ethics, and your declarations.
• Standard 10, Evaluate Results and Impact \N{EN DASH} “Coaching for store managers at a grocery chain”
What we found. You do not say how you know.
Reviewer for the International Society for Performance Improvement (ISPI)
CPT-2026-0102, revision 1 · record 2fbd56ea6d92980c Page 1 of 2"""


def test_a_paragraph_that_the_page_broke_is_one_line() -> None:
    lines = flowing(PAGE).splitlines()
    assert lines[:4] == PAGE.splitlines()[:4]
    assert lines[4].endswith(
        "Technologist (CPT) yet. Something that the program asks for is not shown so far, and you "
        "can add it; what it is stands in the numbered points below."
    )
    assert lines[6].endswith("and you need not answer them.")


def test_points_headings_and_the_foot_of_the_page_stand_alone() -> None:
    lines = flowing(PAGE).splitlines()
    assert lines[5] == "What we suggest"
    assert [line[0] for line in lines[7:9]] == ["•", "•"]
    assert lines[9:] == PAGE.splitlines()[-3:]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1), max_size=30))
def test_no_word_is_lost_or_moved(words: list[str]) -> None:
    page = "\n".join(words)
    assert flowing(page).split() == page.split()
