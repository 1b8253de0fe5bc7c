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


class BadReviewerIdError(UsageError):
    """A reviewer's id has characters that would act in `allowed_signers`."""

    text_key = "error.usage.reviewer_id"


class BadReviewerNameError(UsageError):
    """A reviewer has no name, or one that cannot be printed; details give the reason."""

    text_key = "error.usage.reviewer_name"


class UnknownCaseError(UsageError):
    """No submission with that id and revision is in the workspace."""

    text_key = "error.usage.unknown_case"


class OpenUsageError(UsageError):
    """`reviewer open` takes exactly one file."""

    text_key = "error.usage.open"


class NothingNamedError(UsageError):
    """An option, an argument or a variable that is to name a file is there and says nothing."""

    text_key = "error.usage.nothing_named"


class PassphraseFileError(UsageError):
    """The file with a passphrase or a key cannot be read."""

    text_key = "error.usage.passphrase_file"


class DemoUsageError(UsageError):
    """The demonstration was given a word that it does not know, or an option without its value."""

    text_key = "error.usage.demo"


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


class LibraryMissingError(EnvironmentFailedError):
    """A system library that the window needs is not there; details name the packages."""

    text_key = "error.environment.library_missing"


# Bundles ----------------------------------------------------------------------------------


class BundleError(ReviewerError):
    """A submission bundle could not be taken in."""

    text_key = "error.bundle.unreadable"


class BundleUnreadableError(BundleError):
    """The bundle is not there or cannot be opened as a ZIP or a folder."""


class BundleRefusedError(BundleError):
    """A bundle breaks the contract; details carry the report with every problem."""

    text_key = "error.bundle.refused"


class MemberUnreadableError(BundleError):
    """The content of one file in a bundle cannot be read; details carry a code and the reason."""

    text_key = "error.bundle.member_unreadable"


class EvidenceDigestError(BundleError):
    """A file's bytes are no longer those that were checked."""

    text_key = "error.bundle.digest"


class PackingError(BundleError):
    """A folder could not be made into a bundle; details carry the report with every problem."""

    text_key = "error.bundle.packing"


# The workspace ----------------------------------------------------------------------------


class WorkspaceError(ReviewerError):
    """The workspace could not do what was asked."""

    text_key = "error.workspace.failed"
    exit_code = 3


class WorkspaceMissingError(WorkspaceError):
    """There is no workspace of that name."""

    text_key = "error.workspace.missing"


class WorkspaceExistsError(WorkspaceError):
    """Something of that name is there already, and nothing is ever overwritten."""

    text_key = "error.workspace.exists"
    exit_code = 1


class WorkspaceKeptError(WorkspaceExistsError):
    """What was to be written over may be a workspace, with all of a reviewer's work."""

    text_key = "error.workspace.kept"


class NotAWorkspaceError(WorkspaceError):
    """The file is something else than a workspace."""

    text_key = "error.workspace.not_a_workspace"


class NewerWorkspaceError(WorkspaceError):
    """The workspace was last used by a newer version of the program."""

    text_key = "error.workspace.newer"


class WorkspaceInUseError(WorkspaceError):
    """Another program has the workspace open; details name the process and the computer."""

    text_key = "error.workspace.in_use"


class WorkspaceBusyError(WorkspaceError):
    """The workspace is being copied or waited for just now."""

    text_key = "error.workspace.busy"


class WorkspaceDamagedError(WorkspaceError):
    """Parts of the workspace are not as they were written."""

    text_key = "error.workspace.damaged"


class WorkspaceDiskError(WorkspaceError):
    """The disk did not read or write as it should."""

    text_key = "error.workspace.disk"
    exit_code = 4


class WrongPassphraseError(WorkspaceError):
    """The passphrase does not open the workspace."""

    text_key = "error.workspace.wrong_passphrase"


class EmptyPassphraseError(WorkspaceError):
    """A workspace cannot be put under an empty passphrase."""

    text_key = "error.workspace.empty_passphrase"
    exit_code = 2


class RecoveryKeyMistypedError(WorkspaceError):
    """The recovery key was not typed as printed; details name the group."""

    text_key = "error.workspace.recovery_key_group"


class RecoveryKeyIncompleteError(WorkspaceError):
    """The recovery key has too few or too many groups, or they are mixed up."""

    text_key = "error.workspace.recovery_key_length"


class RecoveryKeyVoidError(WorkspaceError):
    """The recovery key is typed as printed and does not open this workspace."""

    text_key = "error.workspace.recovery_key_void"


class BundleConflictError(WorkspaceError):
    """The workspace holds the same id and revision with other content; details hold both digests."""

    text_key = "error.workspace.bundle_conflict"
    exit_code = 1


# Reviewing --------------------------------------------------------------------------------


class ReviewError(ReviewerError):
    """A step of the review cannot be taken as asked."""

    text_key = "error.review.refused"


class JudgmentRefusedError(ReviewError):
    """A judgment cannot be recorded as given; details say the `reason`, and the `field` at fault where there is one."""

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


class CaseRecusedError(CaseSealedError):
    """A conflict of interest closed the case; it cannot be reopened."""

    text_key = "error.review.recused"


class NotSealedError(ReviewError):
    """There is no sealed determination to reopen."""

    text_key = "error.review.not_sealed"


class CitationRefusedError(ReviewError):
    """A citation points at nothing; details say why."""

    text_key = "error.review.citation_refused"


class CitationsBrokenError(ReviewError):
    """Citations do not match the stored documents any more; details carry the report with every one."""

    text_key = "error.review.citations_broken"


class UnknownDocumentError(ReviewError):
    """The case has no document of that path."""

    text_key = "error.review.unknown_document"


# Programs ---------------------------------------------------------------------------------


class ProgramRefusedError(ReviewerError):
    """A program definition has problems; `details["problems"]` lists them all with their places."""

    text_key = "error.program.refused"


class UnknownProgramError(UsageError):
    """No definition of that program and edition is known; details name those that are."""

    text_key = "error.program.unknown"


# The demonstration ------------------------------------------------------------------------


class DemoStoppedError(ReviewerError):
    """The window did not get to the next step of the demonstration."""

    text_key = "error.demo.stopped"


# Documents --------------------------------------------------------------------------------


class DocumentUnreadableError(ReviewerError):
    """A document's pages could not be drawn; details say why."""

    text_key = "error.evidence.unreadable"


# Letters and packages ---------------------------------------------------------------------


class LetterError(ReviewerError):
    """The letter could not be written."""

    text_key = "error.letter.failed"


class PictureError(LetterError):
    """A logo or a signature picture cannot be put on a page."""

    text_key = "error.letter.picture"


class LetterTemplateError(LetterError):
    """A letter file lacks a sentence, asks for what a letter does not have, or cannot be read."""

    text_key = "error.letter.template"


class ExportError(ReviewerError):
    """The decision package could not be made."""

    text_key = "error.export.failed"


class SigningError(ExportError):
    """Something could not be signed."""

    text_key = "error.export.signing"


class PackageExistsError(ExportError):
    """Another file has the name that the package would get."""

    text_key = "error.export.exists"


class NothingToExportError(ExportError):
    """No case is sealed or recused, so a package would be empty."""

    text_key = "error.export.nothing"


class NotReadyToExportError(ExportError):
    """A case that was named is not sealed."""

    text_key = "error.export.not_ready"
