"""Commands for the outcome: determine, reopen, letter, export, verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.command_line import output, replies, shown
from reviewer.command_line.frame import shared_options
from reviewer.command_line.progress_bar import bar
from reviewer.command_line.words import NamedPath, Word, Words, out_option, submission_argument
from reviewer.errors import ReviewIncompleteError
from reviewer.review.members import case_members
from reviewer.text import counted, text
from reviewer.vocabulary import NO_CONFLICT, CaseState

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.command_line.frame import Asked
    from reviewer.workflow.releasing import Verified


@click.command(help=text("command.help.determine"))
@submission_argument
@click.option("--sign", is_flag=True, help=text("command.help.sign"))
@click.option("--conflict", metavar="KIND", type=Word(), help=text("command.help.conflict_again"))
@click.option("--outcome", metavar="O", type=Word(), help=text("command.help.outcome"))
@click.option("--because", default="", metavar="TEXT", type=Words(), help=text("command.help.because"))
@shared_options
def determine(
    asked: Asked, submission: str, conflict: str | None, outcome: str | None, because: str, *, sign: bool
) -> int:
    """Show the recommended outcome with its reasons, or sign it."""
    from reviewer.workflow import deciding, inbox

    if sign and not conflict:
        raise click.UsageError(text("command.determine.declare_again"))
    if not sign and (conflict or outcome or because):
        raise click.UsageError(text("command.determine.only_with_sign"))
    refused = None
    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        try:
            if sign:
                deciding.sign(desk, key, conflict=conflict or "", outcome=outcome, because=because)
        except ReviewIncompleteError as failure:
            # The explanation says what is missing, signed or not.
            refused = failure
            output.tell(output.sentence_of(failure))
        standing = deciding.determine_case(desk, key)
    if asked.as_json:
        explained = replies.determination_json(standing)
        problems = {"problems": output.missing_problems(refused)} if refused else {}
        output.emit_json({**explained, **problems})
    elif sign and conflict != NO_CONFLICT:
        output.say(text("command.declare.done", state=text(f"state.{CaseState.RECUSED}")))
    else:
        shown.tell_determination(standing)
    return int(refused is not None)


@click.command(help=text("command.help.reopen"))
@submission_argument
@click.option("--because", required=True, metavar="TEXT", type=Words(), help=text("command.help.because"))
@shared_options
def reopen(asked: Asked, submission: str, because: str) -> None:
    """Open a sealed determination again as a new version."""
    from reviewer.workflow import deciding, inbox

    with asked.desk() as desk:
        state, _ = deciding.reopen(desk, inbox.resolve(desk, submission), because)
    asked.answer_state(state, "command.reopen.done")


@click.command(help=text("command.help.letter"))
@submission_argument
@out_option("FILE.pdf")
@click.option("--language", metavar="L", type=Word(), help=text("command.help.language"))
@shared_options
def letter(asked: Asked, submission: str, out: Path, language: str | None) -> None:
    """Write the determination letter."""
    from reviewer.workflow import inbox, writing

    with asked.desk() as desk:
        saved = writing.save_letter(desk, inbox.resolve(desk, submission), out, language=language)
    asked.answer(
        {"path": output.named(saved.path), "sha256": saved.sha256, "pages": saved.pages},
        counted("command.letter.done", saved.pages, path=saved.path),
    )


@click.command(help=text("command.help.export"))
@click.argument("submissions", metavar="[SUBMISSION...]", nargs=-1, type=Word())
@out_option("DIR", "command.help.out_folder")
@click.option("--profile", default="office", metavar="PROFILE", type=Word(), help=text("command.help.profile"))
@shared_options
def export(asked: Asked, submissions: tuple[str, ...], out: Path, profile: str) -> None:
    """Write a signed decision package."""
    from reviewer.workflow import inbox, releasing

    with asked.desk() as desk, bar(text("command.progress.export")) as progress:
        keys = tuple(inbox.resolve(desk, submission) for submission in submissions)
        exported, _ = releasing.export(desk, keys or None, out, profile=profile, progress=progress)
    cases = [case_members(key) for key in exported.submissions]
    asked.answer(
        {"package": output.named(exported.package), "submissions": cases, "sha256": exported.sha256},
        counted("command.export.done", len(cases), path=exported.package, sha256=exported.sha256),
        text(f"command.export.profile.{profile}"),
    )
    if exported.before_sha256:
        output.tell(text("command.export.differs", path=exported.package, before=exported.before_sha256))


@click.command(help=text("command.help.verify"))
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True, type=NamedPath())
@click.option("--public-key", metavar="FILE", type=NamedPath(), help=text("command.help.public_key"))
@shared_options
def verify(asked: Asked, packages: tuple[Path, ...], public_key: Path | None) -> int:
    """Check decision packages, as an office does; needs no workspace."""
    from reviewer.workflow import releasing

    verified = [releasing.verify(package, public_key) for package in packages]
    if asked.as_json:
        documents = [_verified_json(one) for one in verified]
        output.emit_json(documents[0] if len(documents) == 1 else documents)
    else:
        for one in verified:
            _tell_verified(one)
    return int(not all(one.found.valid for one in verified))


def _verified_json(verified: Verified) -> dict[str, object]:
    found = verified.found
    return {
        "valid": found.valid,
        "vouched": found.vouched,
        "reviewer_id": found.reviewer_id,
        "submissions": [case_members(key) for key in found.submissions],
        "problems": output.findings_json(found.problems),
    }


def _tell_verified(verified: Verified) -> None:
    found = verified.found
    word = "valid" if found.valid else "invalid"
    output.say(text(f"command.verify.{word}", path=verified.path, reviewer_id=found.reviewer_id or "?"))
    if found.valid:
        output.say(f"  {text(f'command.verify.profile.{found.profile}')}")
    for problem in found.problems:
        output.say(f"  {problem.where}  {problem.message}")
    if found.valid:
        output.say(f"  {found.remark}")
    for key in found.submissions:
        output.say(f"  {key}")


COMMANDS = (determine, reopen, letter, export, verify)
