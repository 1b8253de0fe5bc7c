"""The steps of a case after ethics: outcome and letter, signing, handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.session.explanation_session import ExplanationSession
from ui.session.export_session import ExportSession
from ui.session.letter_session import LetterSession
from ui.session.signing_session import SigningSession
from ui.views.case.steps import CaseStep
from ui.views.export.screen import HandOverPage
from ui.views.outcome.page import OutcomePage
from ui.views.signing.page import SignPage

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings
    from ui.views.case.steps import StepPage


def later_steps(workspace: WorkspaceSession, settings: LayoutSettings, parent: QObject) -> tuple[CaseStep, ...]:
    """Return the later steps, in order; they share the letter.

    Args:
        workspace: what the window asks of the workspace.
        settings: layout kept between starts.
        parent: owns the sessions.
    """
    letter = LetterSession(workspace, parent)
    explanation = ExplanationSession(workspace, parent)
    signing = SigningSession(workspace, parent)
    export = ExportSession(workspace, parent)

    def outcome_page(owner: QWidget) -> StepPage:
        return OutcomePage(letter, explanation, settings, owner)

    def sign_page(owner: QWidget) -> StepPage:
        return SignPage(signing, letter, settings, owner)

    def hand_over_page(owner: QWidget) -> StepPage:
        return HandOverPage(export, settings, owner)

    return (
        CaseStep("outcome", "ui.step.outcome", outcome_page),
        CaseStep("sign", "ui.step.sign", sign_page),
        CaseStep("handover", "ui.step.handover", hand_over_page),
    )
