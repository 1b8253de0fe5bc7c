"""What keeps a judgment, an answer or a signature from being recorded as given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.errors import ReviewIncompleteError, UsageError
from reviewer.review import addresses
from reviewer.text import text
from reviewer.vocabulary import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.program.model import ProgramDefinition
    from reviewer.review.determination import Determination
    from reviewer.review.judgment import Citation, JudgmentText
    from reviewer.submission.model import Submission


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What keeps a criterion from being closed: the end of a sentence, and the member of `JudgmentText` at fault.

    `field` is empty where no member could put it right.
    """

    reason: str
    field: str = ""


def why_not_closable(
    program: ProgramDefinition, submission: Submission, cell: Cell, written: JudgmentText
) -> WhyNot | None:
    """Say what keeps a criterion from being closed, None when nothing does.

    Raises:
        UsageError: a project, Standard, level, fix, prompt or other cell that is not known; names those
            that are.
    """
    claimed = _claimed(program, submission)
    _check_words(program, submission, cell, written)
    if cell not in claimed:
        return WhyNot(text("review.closing.not_claimed", standard=cell.standard, project=cell.project_id))
    if written.level is None:
        return WhyNot(text("review.closing.no_level"), "level")
    if written.same_as == cell:
        return WhyNot(text("review.closing.same_as_itself"), "same_as")
    if written.same_as is not None:
        one_of(str(written.same_as), (str(other) for other in claimed if other != cell))
    level = program.level(written.level)
    if level.needs_reason and not (written.finding.strip() or written.feedback.strip()):
        return WhyNot(text("review.closing.needs_reason", level=level.name), "finding")
    if level.needs_citation and not written.citations:
        return WhyNot(text("review.closing.needs_citation", level=level.name), "citations")
    return _address_in(submission, written)


def why_not_releasable(submission: Submission, *words: str, citations: Iterable[Citation] = ()) -> str | None:
    """Say that the candidate's e-mail address stands in what would leave this laptop, None where it does not.

    Args:
        submission: the candidate's.
        words: notes and reasons that enter the journal or a package.
        citations: passages beside them.
    """
    email = submission.candidate.email
    if any(addresses.has_address_of(each, email) for each in words):
        return text("review.closing.candidate_email")
    cited = next((citation for citation in citations if addresses.has_address_of(_said_in(citation), email)), None)
    return text("review.closing.email_quoted", path=cited.path) if cited else None


def why_not_fileable(submission: Submission, citations: Iterable[Citation]) -> str | None:
    """Say which passage holds the candidate's e-mail address, as a sentence, None where none does."""
    email = submission.candidate.email
    is_told = any(addresses.has_address_of(_said_in(citation), email) for citation in citations)
    return text("review.closing.email_not_filed") if is_told else None


def _address_in(submission: Submission, written: JudgmentText) -> WhyNot | None:
    for field in ("feedback", "remedy"):
        if addresses.has_address(getattr(written, field)):
            return WhyNot(text("review.closing.email_read", field=text(f"review.closing.field.{field}")), field)
    for field in ("finding", "feedback", "remedy"):
        if reason := why_not_releasable(submission, getattr(written, field)):
            return WhyNot(reason, field)
    reason = why_not_releasable(submission, citations=written.citations)
    return WhyNot(reason, "citations") if reason else None


def _said_in(citation: Citation) -> str:
    # A place may be a heading, and what was looked for was typed.
    return f"{citation.quote}\n{citation.place}"


def _claimed(program: ProgramDefinition, submission: Submission) -> list[Cell]:
    numbers = {standard.number for standard in program.standards}
    return [
        Cell(project.project_id, number)
        for project in submission.projects
        for number in sorted({claim.standard for claim in project.claims} & numbers)
    ]


def _check_words(program: ProgramDefinition, submission: Submission, cell: Cell, written: JudgmentText) -> None:
    one_of(cell.project_id, (project.project_id for project in submission.projects))
    one_of(str(cell.standard), (str(standard.number) for standard in program.standards))
    if written.level is not None:
        one_of(written.level, (level.id for level in (*program.levels, program.not_applicable) if level))
    if written.fix is not None:
        one_of(written.fix, (fix.id for fix in program.fixes))
    for prompt in written.prompts:
        one_of(prompt, (known.id for known in program.standard(cell.standard).prompts))


def one_of(word: str, known: Iterable[str]) -> None:
    """Refuse a word that is not among the known ones.

    Raises:
        UsageError: names the word and the known ones.
    """
    words = list(known)
    if word not in words:
        raise UsageError(word, word=word, known=", ".join(words) or text("review.closing.none_there"))


def why_not_signable(
    program: ProgramDefinition, submission: Submission, determined: Determination, outcome: str, because: str
) -> str | None:
    """Say what keeps an outcome from being signed, None when nothing does.

    Raises:
        UsageError: the pathway has no such outcome, or a case that was not referred would be; names those
            that can be signed.
    """
    recommended = determined.recommended
    if recommended is None:
        return text("review.closing.incomplete", first=determined.missing[0].message)
    if outcome in _freezing(program, submission) and outcome == recommended:
        return None
    one_of(outcome, _to_choose(program, submission))
    if recommended in _freezing(program, submission):
        return text("review.closing.referred")
    if outcome != recommended and not because.strip():
        return text("review.closing.needs_because")
    return None


def known_outcome(program: ProgramDefinition, submission: Submission, outcome: str) -> None:
    """Refuse an outcome that the pathway does not have, whatever the case's state.

    Raises:
        UsageError: names those that can be chosen.
    """
    if outcome not in _freezing(program, submission):
        one_of(outcome, _to_choose(program, submission))


def _to_choose(program: ProgramDefinition, submission: Submission) -> list[str]:
    freezing = _freezing(program, submission)
    return [known.id for known in program.pathway(submission.pathway).outcomes if known.id not in freezing]


def recommended_in(determination: Determination) -> str:
    """Return the recommended outcome of a complete case.

    Raises:
        ReviewIncompleteError: names the first thing that is still open, and how many there are; details list all.
    """
    if determination.recommended is None:
        missing = determination.missing
        raise ReviewIncompleteError(missing[0].message, count=len(missing), missing=missing)
    return determination.recommended


def _freezing(program: ProgramDefinition, submission: Submission) -> set[str]:
    """Return the outcomes that a serious ethics answer leads to: nothing else can be signed beside them."""
    rules = program.pathway(submission.pathway).rules
    return {str(rule.parameters["refer"]) for rule in rules if rule.step == "ethics"}
