from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination

from reviewer.letter.pdf import letter_pdf
from reviewer.letter.values import Paper
from reviewer.review.judgment import JudgmentText
from reviewer.submission.model import Candidate
from reviewer.vocabulary import Cell
from tests.letter.builders import PROFILE, judged, letter, project, submission
from tests.letter.cases import ALL, letter_of
from tests.letter.reading import fonts_of, pdftotext, words_of

MADE = submission(project(1), project(2), project(3))
REPOSITORY = Path(__file__).resolve().parents[2]

_PRINT_DIGEST = """
from tests.letter.builders import judged, letter, project, submission
from reviewer.letter.pdf import letter_pdf
made = submission(project(1), project(2), project(3), submission_id="CPT-λ")
sys_out = letter_pdf(letter(made, judged(made), is_draft=True)).sha256
import sys
sys.stdout.write(sys_out)
"""


def with_feedback(feedback: str, remedy: str = "") -> bytes:
    record = judged(MADE, {Cell("p1", 2): JudgmentText("not_met", feedback=feedback, remedy=remedy)})
    return letter_pdf(letter(MADE, record)).data


def test_the_same_letter_is_the_same_file_in_every_process() -> None:
    digests = set()
    for changes in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}):
        environment = {**os.environ, **changes}
        done = subprocess.run(
            [sys.executable, "-c", _PRINT_DIGEST],
            check=True,
            capture_output=True,
            text=True,
            cwd=REPOSITORY,
            env=environment,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_another_day_is_another_file(shared_data: Path) -> None:
    content = letter_of("certify", shared_data)
    later = replace(content, dated_on=content.dated_on.replace(day=22))
    assert letter_pdf(content).sha256 == letter_pdf(content).sha256
    assert letter_pdf(later).sha256 != letter_pdf(content).sha256


@pytest.mark.parametrize("name", ALL)
def test_every_font_is_embedded(name: str, shared_data: Path) -> None:
    fonts = fonts_of(letter_pdf(letter_of(name, shared_data, is_draft=True)).data)
    assert fonts
    assert all(fonts.values()), fonts
    assert all("Noto" in font for font in fonts)


def test_a_file_tells_what_it_is(shared_data: Path) -> None:
    reader = PdfReader(BytesIO(letter_pdf(letter_of("certify", shared_data)).data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Your application: recommended for certification (CPT-2026-0101, revision 1)"
    assert reader.metadata.author == PROFILE.office_name
    assert str(reader.metadata.creation_date) == "2026-11-21 00:00:00+00:00"
    assert str(reader.root_object["/Lang"]) == "en"
    assert [entry.title for entry in reader.outline if isinstance(entry, Destination)] == [
        "What came through well",
        "What we suggest",
        "What happens next",
        "If we misread something",
        "If you do not agree",
    ]


def test_every_page_is_numbered_and_names_the_case(shared_data: Path) -> None:
    pdf = letter_pdf(letter_of("not_certified", shared_data))
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.data)).pages]
    assert len(pages) == pdf.pages
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {pdf.pages}" in page
        assert "CPT-2026-0103, revision 1 · record 5f3a9c0d1e2b4a67" in page


def test_a_draft_says_so_on_every_page_and_a_signed_letter_nowhere(shared_data: Path) -> None:
    draft = PdfReader(BytesIO(letter_pdf(letter_of("certify", shared_data, is_draft=True)).data))
    assert [page.extract_text().count("DRAFT") for page in draft.pages] == [1] * len(draft.pages)
    assert "DRAFT" not in words_of(letter_pdf(letter_of("certify", shared_data)).data)


def test_the_mark_of_a_draft_does_not_disturb_the_text(shared_data: Path, tmp_path: Path) -> None:
    draft = pdftotext(letter_pdf(letter_of("certify", shared_data, is_draft=True)).data, tmp_path)
    signed = pdftotext(letter_pdf(letter_of("certify", shared_data)).data, tmp_path)
    assert re.sub(r"DRAFT \S not signed, not to be sent ", "", draft) == signed


def test_foreign_text_is_only_ever_text() -> None:
    feedback = '<b>bold</b> & <font color="red">5 < 6</font> &amp; <img src="file:///etc/passwd"/> <a href="x">y</a>'
    assert feedback in words_of(with_feedback(feedback))


def test_signs_that_act_on_others_are_dropped() -> None:
    words = words_of(with_feedback("safe\u202etxt.exe \u0007bell \u200bzero soft\u00adhyphen"))
    assert "safetxt.exe bell zero softhyphen" in words


def test_decomposed_letters_are_composed() -> None:
    assert "Łąkowo Nguyễn" in words_of(with_feedback("Ła\u0328kowo Nguye\u0302\u0303n"))


def test_a_character_without_a_picture_is_spelled_out() -> None:
    assert "[U+738B] stays" in words_of(with_feedback("王 stays"))


def test_names_in_many_scripts_are_read_back(tmp_path: Path) -> None:
    names = "Nguyễn Thị Hồng Ánh, Świętopełk Łęski, Γλαρόπετρα, Щербакова, سامي الحدّاد, משה כהן"
    shown = pdftotext(with_feedback(names), tmp_path)
    assert names in re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", shown)


def test_long_feedback_flows_over_pages() -> None:
    feedback = "\n\n".join(
        f"Paragraph {number}. " + "The causes are named after the solution. " * 12 for number in range(40)
    )
    pdf = with_feedback(feedback)
    assert len(PdfReader(BytesIO(pdf)).pages) > 4
    assert "Paragraph 39." in words_of(pdf)


def test_a_word_wider_than_the_page_is_broken_not_clipped() -> None:
    assert "a" * 300 in words_of(with_feedback("a" * 300)).replace(" ", "")


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_the_sheet_is_the_one_chosen(paper: Paper, size: tuple[int, int]) -> None:
    pdf = letter_pdf(letter(MADE, judged(MADE), profile=replace(PROFILE, paper=paper)))
    box = PdfReader(BytesIO(pdf.data)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_no_page_holds_a_signature_alone() -> None:
    candidate = Candidate("C-1", "Ana Quill", postal_address=("1", "2", "3", "4", "5", "6", "7", "8"))
    for lines in range(1, 30):
        made = submission(*MADE.projects, candidate=candidate)
        record = judged(made, {Cell("p1", 2): JudgmentText("not_met", feedback="\n".join(["line"] * lines))})
        last = PdfReader(BytesIO(letter_pdf(letter(made, record)).data)).pages[-1].extract_text()
        assert "If you do not agree" in last


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_makes_a_letter(feedback: str, name: str) -> None:
    made = submission(*MADE.projects, candidate=Candidate("C-1", name, postal_address=(name,)))
    record = judged(made, {Cell("p1", 2): JudgmentText("not_met", feedback=feedback)})
    assert letter_pdf(letter(made, record)).data.startswith(b"%PDF-")
