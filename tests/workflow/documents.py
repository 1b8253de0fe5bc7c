"""Documents of the strong sample, and opening one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.workflow import viewing
from tests.judged import STRONG

if TYPE_CHECKING:
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.viewing import DocumentViewer

REPORT = "evidence/p1/baseline-and-cause-report.pdf"
PLAN = "evidence/p1/evaluation-plan.docx"
TABLE = "evidence/p1/results-2023-2024.xlsx"
SLIDES = "evidence/p2/steering-briefing.pptx"
SCAN = "evidence/p1/attestation-scan.jpg"
THREAD = "evidence/p2/email-thread.txt"


def opened_document(desk: Desk, viewer: DocumentViewer, path: str) -> str:
    """Open a document of the strong sample, and return its id."""
    fetched = viewing.fetch(desk, STRONG, path)
    assert viewer.open(fetched).is_shown
    return fetched.id
