from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from reviewer.letter.cover import CoverAlert, CoverCase, CoverContent, CoverQuestion, CoverRecusal, cover_pdf
from reviewer.letter.recovery_sheet import RecoverySheet, key_groups, recovery_sheet_pdf
from tests.letter.builders import HEAD
from tests.letter.reading import fonts_of, words_of

DAY = date(2026, 11, 21)
ASKED = ("Standard 3", "Experience")
CASE = CoverCase("CPT-1", 2, "Nguyễn Thị Hồng Ánh", "CPT 2013", "More information", ASKED, "soon")


def cover(**parts: object) -> CoverContent:
    return CoverContent("decisions-R-1-0007", "Ana Quill", "R-1", DAY, HEAD, **parts)  # type: ignore[arg-type]


def test_the_cover_begins_with_what_must_not_wait() -> None:
    everything = cover(
        alerts=(CoverAlert("CPT-1", "Personal data", "Page 2 shows customers.", "2026"),),
        recusals=(CoverRecusal("CPT-9", 1, "Employer", "2026"),),
        questions=(CoverQuestion("CPT-3", "Is the agreement on file?", "2026"),),
        cases=(CASE,),
    )
    words = words_of(cover_pdf(everything).data)
    places = [words.index(part) for part in ("Page 2 shows", "Employer", "on file?", "Nguyễn", "More information")]
    assert places == sorted(places)
    assert "1 alert, 1 recusal, 1 question, 1 determination." in words


def test_a_case_on_the_cover_tells_what_is_asked_and_by_when() -> None:
    words = words_of(cover_pdf(cover(cases=(CASE,))).data)
    for part in ("CPT-1, revision 2", "CPT 2013", "Standard 3", "Experience", "soon"):
        assert part in words


def test_the_cover_says_that_a_confidential_note_is_in_the_package() -> None:
    said = "With a confidential note for the office, in decisions.json"
    assert said in words_of(cover_pdf(cover(cases=(replace(CASE, has_confidential_note=True),))).data)
    assert said not in words_of(cover_pdf(cover(cases=(CASE,))).data)


def test_the_cover_proposes_a_second_reader_where_the_review_does() -> None:
    said = "A second reader is proposed: one single change would alter this outcome."
    assert said in words_of(cover_pdf(cover(cases=(replace(CASE, second_reader=said),))).data)
    assert "second reader" not in words_of(cover_pdf(cover(cases=(CASE,))).data)


def test_a_cover_without_cases_has_no_table() -> None:
    words = words_of(cover_pdf(cover(recusals=(CoverRecusal("CPT-9", 1, "Employer", "2026"),))).data)
    assert "0 determinations" in words
    assert "What the letter asks for" not in words


def test_many_cases_fill_pages_and_repeat_the_head() -> None:
    cases = tuple(CoverCase(f"CPT-{number}", 1, f"Person {number}", "CPT 2013", "Certify") for number in range(150))
    pages = PdfReader(BytesIO(cover_pdf(cover(cases=cases)).data)).pages
    assert len(pages) > 5
    assert all("What the letter asks for" in page.extract_text() for page in pages)
    assert "Person 149" in pages[-1].extract_text()


def test_a_long_list_and_a_long_note_are_cut_with_a_pointer() -> None:
    long_case = CoverCase("CPT-1", 1, "Ana", "CPT", "More", tuple(f"Point {number}" for number in range(1, 41)))
    alert = CoverAlert("CPT-1", "Other", "word " * 4000, "2026")
    words = words_of(cover_pdf(cover(cases=(long_case,), alerts=(alert,))).data)
    assert "and 34 more, see the letter" in words
    assert "the whole is in decisions.json" in words
    assert words.count("word ") < 120


def test_the_cover_is_the_same_file_again_with_embedded_fonts() -> None:
    first = cover_pdf(cover(cases=(CASE,)))
    assert first == cover_pdf(cover(cases=(CASE,)))
    assert all(fonts_of(first.data).values())


SHEET = RecoverySheet("Ana Quill", "R-1", "reviews-ł.reviewer", DAY, "0a1b 2c3d-4e5f 6071 8293")


def test_the_recovery_sheet_holds_the_key_and_how_to_use_it() -> None:
    pdf = recovery_sheet_pdf(SHEET)
    words = words_of(pdf.data)
    assert pdf.pages == 1
    for part in (
        "0a1b 2c3d 4e5f 6071 8293",
        "Ana Quill (R-1)",
        "reviews-ł.reviewer",
        "2026-11-21",
        "reviewer recover FILE",
    ):
        assert part in words
    assert "void as soon as the passphrase is changed" in words


def test_a_long_key_is_printed_whole() -> None:
    groups = [f"{number:04x}" for number in range(24)]
    sheet = RecoverySheet("Ana", "R-1", "w.reviewer", DAY, " ".join(groups))
    assert " ".join(groups) in words_of(recovery_sheet_pdf(sheet).data)
    assert key_groups("ab-cd ef") == ["ab", "cd", "ef"]
