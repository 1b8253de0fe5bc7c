"""The screen and the step of a case where sealed cases are handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.text import text
from ui.models import outcome as told
from ui.plain_text import PlainLabel
from ui.session.export_session import ExportSession
from ui.theme import Space
from ui.views.case.steps import StepPage
from ui.views.export.panel import ExportPanel
from ui.views.parts.fields import button
from ui.views.parts.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reviewer.review.sheet_rows import Sheet
    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings


class ExportScreen(Screen):
    """All that can be handed over."""

    def __init__(self, workspace: WorkspaceSession, settings: LayoutSettings, parent: QWidget | None = None) -> None:
        super().__init__("export", parent)
        self._panel = ExportPanel(ExportSession(workspace, self), settings, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self._panel.next_wanted.connect(self._leave_for_next)

    @property
    def panel(self) -> ExportPanel:
        """What does the work."""
        return self._panel

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {"export": self._panel.write}

    def enter(self) -> None:
        self.titled.emit(text("ui.export.title"))
        self._panel.refresh()
        self._panel.focus_first()

    def forget(self) -> None:
        self._panel.clear()

    @Slot()
    def _leave_for_next(self) -> None:
        self.action_wanted.emit("next_unfinished")


class HandOverPage(StepPage):
    """The last step of a case: the panel, with this case ticked; before signing, for what the office is told."""

    def __init__(self, session: ExportSession, settings: LayoutSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hand-over-page")
        self._sheet: Sheet | None = None
        self._goes_on = False
        self._not_yet = QWidget(self)
        self._not_yet.setObjectName("hand-over-not-yet")
        column = QVBoxLayout(self._not_yet)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self._words = PlainLabel(
            text("ui.export.not_sealed"), name="hand-over-words", role="title", parent=self._not_yet
        )
        self._sign = button(text("ui.export.go_to_sign"), name="hand-over-sign", parent=self._not_yet)
        column.addWidget(self._words)
        column.setSpacing(Space.LARGE)
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._panel = ExportPanel(session, settings, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._not_yet)
        whole.addWidget(self._panel, 1)
        self._sign.clicked.connect(self._go_to_sign)
        self._panel.next_wanted.connect(self.next_case_wanted)

    @property
    def panel(self) -> ExportPanel:
        """What does the work."""
        return self._panel

    def show_sheet(self, sheet: Sheet) -> None:
        if self._sheet is None or self._sheet.key != sheet.key:
            self._panel.clear()
        self._sheet = sheet
        is_done = told.is_sealed(sheet) or told.is_recused(sheet)
        has_told = not (is_done or sheet.is_practice) and bool(sheet.questions or sheet.alerts)
        is_offered = has_told or (is_done and not sheet.is_practice)
        not_yet = "ui.practice.hand_over" if sheet.is_practice else "ui.export.not_sealed"
        self._words.setText(text("ui.export.only_messages" if has_told else not_yet))
        self._goes_on = is_done and sheet.is_practice
        self._sign.setText(text("ui.inbox.next" if self._goes_on else "ui.export.go_to_sign"))
        self._not_yet.setVisible(not is_done or sheet.is_practice)
        self._panel.setVisible(is_offered)
        if is_offered:
            self._panel.offer_only(sheet.key)

    def entered(self) -> None:
        if self._panel.isHidden():
            self._sign.setFocus()
        else:
            self._panel.refresh()
            self._panel.focus_first()

    def standing(self, sheet: Sheet) -> str:
        return text("ui.export.standing") if sheet.state.value in {"exported", "acknowledged"} else ""

    def forget(self) -> None:
        self._sheet = None
        self._panel.clear()

    @Slot()
    def _go_to_sign(self) -> None:
        if self._goes_on:
            self.next_case_wanted.emit()
        else:
            self.step_wanted.emit("sign")
