"""Commands for bundles and cases: load, list, show, pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.command_line import output, replies, shown
from reviewer.command_line.frame import shared_options
from reviewer.command_line.progress_bar import bar
from reviewer.command_line.words import NamedPath, Word, Words, out_option, submission_argument
from reviewer.errors import ReviewerError
from reviewer.progress import Cancelled
from reviewer.text import text
from reviewer.vocabulary import CaseState, LoadStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reviewer.command_line.frame import Asked
    from reviewer.submission.findings import LoadResult


@click.command(help=text("command.help.load"))
@click.argument("bundles", metavar="BUNDLE...", nargs=-1, required=True, type=NamedPath())
@click.option("--dry-run", is_flag=True, help=text("command.help.dry_run"))
@shared_options
def load(asked: Asked, bundles: tuple[Path, ...], *, dry_run: bool) -> int:
    """Check and store submission bundles."""
    from reviewer.workflow import loading

    try:
        with asked.desk() as desk, bar(text("command.progress.load")) as progress:
            results, _ = loading.load_bundles(desk, bundles, dry_run=dry_run, progress=progress)
    except ReviewerError as failure:
        for line in _told(loading.loaded_before(failure), dry_run=dry_run):
            output.tell(line)
        if isinstance(failure, Cancelled):
            # On the command line only Ctrl-C calls the work off.
            raise KeyboardInterrupt from failure
        raise
    asked.answer({"loaded": [_loaded_json(result) for result in results]}, *_told(results, dry_run=dry_run))
    return int(any(result.status is LoadStatus.REFUSED for result in results))


def _loaded_json(result: LoadResult) -> dict[str, object]:
    return {
        "path": output.named(result.path),
        "submission_id": result.submission_id,
        "revision": result.revision,
        "status": result.status.value,
        "problems": output.findings_json(result.report.problems),
        "warnings": output.findings_json(result.report.warnings),
        "notices": output.findings_json(result.report.notices),
    }


def _told(results: Sequence[LoadResult], *, dry_run: bool) -> Iterator[str]:
    for result in results:
        status = text(f"command.load.{'would_be_' if dry_run else ''}{result.status}")
        yield f"{result.path}: {status}"
        report = result.report
        for kind, findings in (("problem", report.problems), ("warning", report.warnings), ("notice", report.notices)):
            for finding in findings:
                word = text(f"command.load.{kind}")
                yield f"  {word}  {finding.where}  {finding.message}"


@click.command("list", help=text("command.help.list"))
@click.option("--state", metavar="STATE", type=Word(), help=text("command.help.state", known=", ".join(CaseState)))
@click.option("--search", default="", metavar="TEXT", type=Words(), help=text("command.help.search"))
@shared_options
def list_(asked: Asked, state: str | None, search: str) -> None:
    """Show the inbox."""
    from reviewer.workflow import inbox

    with asked.desk() as desk:
        rows = inbox.list_cases(desk, state=state, search=search)
    if asked.as_json:
        output.emit_json([replies.inbox_json(row) for row in rows])
    elif not rows:
        output.say(text("command.list.empty"))
    else:
        headings = output.headings("command.list", "case", "candidate", "program", "state", "judged", "due")
        output.emit_table(
            headings,
            [
                (
                    row.key,
                    text("command.list.practice", candidate=row.candidate) if row.is_practice else row.candidate,
                    f"{row.program} {row.edition} {row.pathway}",
                    text(f"state.{row.state}"),
                    f"{row.judged}/{row.to_judge}",
                    row.due_on or "",
                )
                for row in rows
            ],
        )


@click.command(help=text("command.help.show"))
@submission_argument
@shared_options
def show(asked: Asked, submission: str) -> None:
    """Show one submission with its sheet."""
    from reviewer.workflow import inbox, reading

    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        sheet, documents = reading.open_case(desk, key), reading.documents(desk, key)
    if asked.as_json:
        output.emit_json(replies.sheet_json(sheet, documents))
    else:
        shown.tell_sheet(sheet, documents)


@click.command(help=text("command.help.pack"))
@click.argument("folder", metavar="FOLDER", type=NamedPath())
@out_option("BUNDLE.zip")
@shared_options
def pack(asked: Asked, folder: Path, out: Path) -> None:
    """Make a submission bundle from a folder."""
    from reviewer.workflow import loading

    with asked.desk_if_unasked() as desk, bar(text("command.progress.pack")) as progress:
        packed = loading.pack_bundle(folder, out, progress, desk=desk)
    asked.answer(
        {"path": output.named(packed.path), "sha256": packed.sha256, "bundle_sha256": packed.bundle_sha256},
        text("command.pack.done", path=packed.path, sha256=packed.bundle_sha256),
    )


COMMANDS = (load, list_, show, pack)
