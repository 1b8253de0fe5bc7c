"""Pages to print beside the letter: why a case comes to its outcome, and the rules of a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer import files
from reviewer.errors import UsageError
from reviewer.program.rule_sheet import rule_sheet
from reviewer.review.reasons import BranchKind
from reviewer.review.spoken import as_people_say
from reviewer.text import text
from reviewer.workflow import deciding, programs, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.letter.printed import PrintedLine
    from reviewer.letter.values import LetterPdf
    from reviewer.program.model import ProgramDefinition
    from reviewer.program.rule_sheet import RuleSheet
    from reviewer.review.reasons import Branch
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


def explanation_pdf(desk: Desk, key: CaseKey) -> LetterPdf:
    """Return the explanation of a determination as PDF, for the file: outcome, rules, what each rests on, quotes."""
    from reviewer.letter.printed import PrintedPage, printed_pdf

    program, submission = desk.program(key), desk.submission(key)
    branch = as_people_say(submission, deciding.reasons_for(desk, key))
    letterhead = writing.letterhead(desk)
    named = {"case": key.submission_id, "revision": key.revision}
    about = (
        text("print.explanation.case", candidate=submission.candidate.name, **named),
        text("print.program", program=program.full_name, edition=program.edition, sha256=program.sha256),
        text("print.explanation.reviewer", name=letterhead.reviewer_name, id=letterhead.reviewer_id),
        text("print.explanation.journal", head=desk.workspace.journal_head(key)),
    )
    page = PrintedPage(
        title=text("print.explanation.title", outcome=branch.text),
        about=about,
        introduction="\n".join(part for part in (branch.detail, text("print.explanation.means")) if part),
        lines=tuple(_lines(branch)),
        author=letterhead.reviewer_name,
        dated_on=desk.clock.now().astimezone().date(),
        footer=text("print.explanation.footer", **named),
        paper=letterhead.paper,
        practice=text("letter.practice") if desk.workspace.is_practice(key) else "",
    )
    return printed_pdf(page)


def save_explanation(desk: Desk, key: CaseKey, out: Path) -> Path:
    """Write the explanation to a file.

    Raises:
        EnvironmentFailedError: the disk is full, or the place cannot be written.
    """
    return files.write_whole(out, [explanation_pdf(desk, key).data])


def rule_sheet_pdf(desk: Desk, program_id: str, edition: str, pathway: str) -> LetterPdf:
    """Return the rules of one pathway as PDF, for applicants.

    Raises:
        UsageError: no such program, edition or pathway is in use; names those that are.
    """
    from reviewer.letter.printed import PrintedPage, printed_pdf

    program = _find(desk, program_id, edition)
    if pathway not in program.pathways:
        raise UsageError(pathway, word=pathway, known=", ".join(program.pathways))
    sheet = rule_sheet(program, pathway)
    letterhead = writing.letterhead(desk)
    page = PrintedPage(
        title=sheet.title,
        about=(
            sheet.subtitle,
            text("print.program", program=program.full_name, edition=program.edition, sha256=program.sha256),
        ),
        introduction=sheet.introduction,
        lines=tuple(_sheet_lines(sheet)),
        author=letterhead.reviewer_name,
        dated_on=desk.clock.now().astimezone().date(),
        footer=sheet.subtitle,
        paper=letterhead.paper,
    )
    return printed_pdf(page)


def save_rule_sheet(desk: Desk, program_id: str, edition: str, pathway: str, out: Path) -> Path:
    """Write the rules of one pathway to a file.

    Raises:
        UsageError: no such program, edition or pathway is in use; names those that are.
        EnvironmentFailedError: the disk is full, or the place cannot be written.
    """
    return files.write_whole(out, [rule_sheet_pdf(desk, program_id, edition, pathway).data])


def _find(desk: Desk, program_id: str, edition: str) -> ProgramDefinition:
    known = {(each.id, each.edition): each for each in programs.list_programs(desk)}
    if (program_id, edition) not in known:
        written = f"{program_id} {edition}"
        raise UsageError(written, word=written, known=", ".join(" ".join(each) for each in known))
    return known[program_id, edition]


def _lines(branch: Branch) -> Iterator[PrintedLine]:
    from reviewer.letter.printed import PrintedLine

    for depth, each in branch.lines():
        if depth == 0:
            continue
        holds = text(f"holds.{each.holds}") if each.holds is not None and each.kind is BranchKind.RULE else ""
        said = text("print.explanation.rule", rule=each.text, holds=holds) if holds else each.text
        is_heading = each.kind is BranchKind.GROUP
        yield PrintedLine(said, each.detail, each.badge, max(0, depth - 2), is_heading)


def _sheet_lines(sheet: RuleSheet) -> Iterator[PrintedLine]:
    from reviewer.letter.printed import PrintedLine

    for section in sheet.sections:
        yield PrintedLine(section.heading, is_heading=True)
        yield from (PrintedLine(line.text, line.detail, line.remark) for line in section.lines)
