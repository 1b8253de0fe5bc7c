"""Pages to print: explanations that follow an outcome down, and rule sheets for applicants."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from reviewer.clock import SystemClock
from reviewer.errors import UsageError
from reviewer.letter.printed import PrintedLine, PrintedPage, printed_pdf
from reviewer.vocabulary import CaseKey
from reviewer.workflow import judging, loading, opening, printing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.workflow.desk import Desk

RENEWAL = CaseKey("CPT-2026-0104", 1)


@pytest.fixture
def desk(tmp_path: Path, shared_data: Path) -> Iterator[Desk]:
    """A workspace with a renewal."""
    made, _ = opening.create(
        tmp_path / "w.reviewer", "correct horse battery staple", "R-042", "Maria Santos", clock=SystemClock()
    )
    loading.load_bundles(made, [shared_data / "bundles" / "CPT-2026-0104_r1.zip"])
    judging.declare(made, RENEWAL, "none")
    yield made
    opening.close_desk(made)


def words_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def test_an_explanation_says_each_rule_with_what_it_rests_on(desk: Desk) -> None:
    words = words_of(printing.explanation_pdf(desk, RENEWAL).data)
    assert "36 points of 40 needed" in words
    assert "A-15 Simulation of service lines: 4 of 6" in words
    assert "Not the body's own rule: assumed." in words
    assert "Maria Santos" in words


def test_an_explanation_is_saved_whole(desk: Desk, tmp_path: Path) -> None:
    out = printing.save_explanation(desk, RENEWAL, tmp_path / "why.pdf")
    assert "36 points of 40 needed" in words_of(out.read_bytes())


def test_a_rule_sheet_names_outcomes_and_what_is_not_verified(desk: Desk, tmp_path: Path) -> None:
    out = printing.save_rule_sheet(desk, "cpt", "2013", "recertification", tmp_path / "rules.pdf")
    words = words_of(out.read_bytes())
    assert "Recertification" in words
    assert "the body's rule is not public" in words


@pytest.mark.parametrize("asked", [("cpt", "1999", "initial"), ("cpt", "2013", "swimming")], ids=str)
def test_what_is_not_known_is_refused_by_name(desk: Desk, asked: tuple[str, str, str]) -> None:
    with pytest.raises(UsageError):
        printing.rule_sheet_pdf(desk, *asked)


def test_the_same_page_gives_the_same_bytes_however_deep() -> None:
    page = PrintedPage(
        title="Why",
        about=("Case 1",),
        introduction="One.\nTwo.",
        lines=(
            PrintedLine("Part", is_heading=True),
            *(PrintedLine(f"Level {depth}", "<b>plain</b> & true", "assumed", depth) for depth in range(12)),
        ),
        author="Maria Santos",
        dated_on=date(2026, 11, 21),
        footer="Case 1",
    )
    first, second = printed_pdf(page), printed_pdf(page)
    assert first == second
    assert "Level 11" in words_of(first.data)
    assert "<b>plain</b> & true" in words_of(first.data)
