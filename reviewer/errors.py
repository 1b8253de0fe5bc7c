"""Every failure that a reviewer may meet, one class each.

An error carries a text key, the subject (the file or thing it happened to) and details; the
sentence that a reviewer reads is in the text catalog.
"""

from __future__ import annotations

from typing import ClassVar


class ReviewerError(Exception):
    """An expected failure.

    Args:
        subject: the file or thing it happened to, as the reviewer knows it.
        details: values for the sentence of the text catalog.
    """

    text_key: ClassVar[str] = "error.unexpected"
    exit_code: ClassVar[int] = 1

    def __init__(self, subject: str = "", /, **details: object) -> None:
        super().__init__(subject)
        self.subject = subject
        self.details = details


# Wrong words ------------------------------------------------------------------------------


class UsageError(ReviewerError):
    """A command or a choice was given a word that it does not know."""

    text_key = "error.usage.unknown_word"
    exit_code = 2


class UnknownCaseError(UsageError):
    """No submission with that id and revision is in the workspace."""

    text_key = "error.usage.unknown_case"


# The machine ------------------------------------------------------------------------------


class EnvironmentFailedError(ReviewerError):
    """The machine could not do it: disk, permission, display."""

    text_key = "error.environment.failed"
    exit_code = 4


class DiskFullError(EnvironmentFailedError):
    """There is no room left on the disk."""

    text_key = "error.environment.disk_full"


class NotPermittedError(EnvironmentFailedError):
    """The system does not let us read or write there."""

    text_key = "error.environment.not_permitted"


class NoDisplayError(EnvironmentFailedError):
    """There is no screen to open a window on."""

    text_key = "error.environment.no_display"


# Bundles ----------------------------------------------------------------------------------


class BundleError(ReviewerError):
    """A submission bundle could not be taken in."""

    text_key = "error.bundle.unreadable"


class BundleUnreadableError(BundleError):
    """The bundle is not there or cannot be opened as a ZIP or a folder."""

    text_key = "error.bundle.unreadable"


# The workspace ----------------------------------------------------------------------------


class WorkspaceError(ReviewerError):
    """The workspace could not do what was asked."""

    text_key = "error.workspace.failed"
    exit_code = 3


# Reviewing --------------------------------------------------------------------------------


class ReviewError(ReviewerError):
    """A step of the review cannot be taken as asked."""

    text_key = "error.review.refused"


class JudgmentRefusedError(ReviewError):
    """A judgment cannot be recorded as given; details say why."""

    text_key = "error.review.judgment_refused"


class ReviewIncompleteError(ReviewError):
    """Something is still to be judged before this can be done."""

    text_key = "error.review.incomplete"


class NotDeclaredError(ReviewError):
    """The conflict-of-interest declaration comes first."""

    text_key = "error.review.not_declared"


class CaseSealedError(ReviewError):
    """The case is signed or recused and cannot be changed."""

    text_key = "error.review.sealed"


# Programs ---------------------------------------------------------------------------------


class ProgramError(ReviewerError):
    """A program definition is not usable."""

    text_key = "error.program.unusable"


# Letters and packages ---------------------------------------------------------------------


class LetterError(ReviewerError):
    """The letter could not be written."""

    text_key = "error.letter.failed"


class ExportError(ReviewerError):
    """The decision package could not be made."""

    text_key = "error.export.failed"


class SigningError(ExportError):
    """Something could not be signed."""

    text_key = "error.export.signing"
