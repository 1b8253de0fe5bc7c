"""The attestations of a project: statement and marks as they were typed, and below what their signed pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.text import text
from ui.models.case_words import is_finished
from ui.theme import Space
from ui.views.case.attestation_card import AttestationCard
from ui.views.case.reading_text import ReadingText

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet


class AttestationsView(QWidget):
    """Words to read and cite, and the card that compares."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("attestations")
        self.words = ReadingText("words-attestations", self)
        self.words.setAccessibleName(text("case.reading.attestations_tip"))
        self.card = AttestationCard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self.words, 1)
        column.addWidget(self.card)
        self.setFocusProxy(self.words)

    def show_project(self, sheet: Sheet, project_id: str) -> None:
        """Compare the attestations of a project."""
        rows = tuple(row for row in sheet.attestations if row.key.project_id == project_id)
        self.card.show_rows(rows, is_finished=is_finished(sheet))
