"""Moving a case to another edition of its program: an explicit step that drops no judgment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.changes import Changes
from reviewer.errors import JudgmentRefusedError
from reviewer.program import catalog
from reviewer.review import closing
from reviewer.review.moving import plan_move
from reviewer.text import text
from reviewer.workflow import judging, programs
from reviewer.workspace.values import ProgramPin

if TYPE_CHECKING:
    from reviewer.program.catalog import ProgramFile
    from reviewer.review.moving import Move
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


def editions(desk: Desk, key: CaseKey) -> tuple[str, ...]:
    """Return the other editions that a case can be moved to: those that have its pathway."""
    return tuple(file.edition for file in _others(desk, key))


def preview(desk: Desk, key: CaseKey, edition: str) -> Move:
    """Return old and new Standards side by side, and what would become of the judgments.

    Raises:
        UsageError: the case cannot be moved to that edition; names those that it can.
    """
    case = desk.case_file(key)
    file = _find(desk, key, edition)
    after = catalog.read_pinned(file.definition, file.letters)
    return plan_move(case.program, after, case.submission, case.record)


def move(desk: Desk, key: CaseKey, edition: str, because: str) -> tuple[Move, Changes]:
    """Judge a case under another edition from now on; every judgment stays.

    Raises:
        UsageError: the case cannot be moved to that edition; names those that it can.
        JudgmentRefusedError: no reason was given, or the candidate's e-mail address stands in it; nothing was changed.
        CaseSealedError: the case is signed or recused.
    """
    # Only now, as it brings in all that reads bundles, and the editions are asked for with every case.
    from reviewer.workflow import loading

    judging.may_change(desk, key)
    planned = preview(desk, key, edition)
    if not because.strip():
        raise JudgmentRefusedError(str(key), reason=text("review.closing.move_needs_because"))
    judging.require_releasable(desk, key, str(key), because)
    file = _find(desk, key, edition)
    pin = ProgramPin(file.program, file.edition, file.sha256, file.definition, file.letters)
    counts = loading.counts_of(catalog.read_pinned(file.definition, file.letters), desk.submission(key))
    body = {
        "from": planned.from_edition,
        "to": planned.to_edition,
        "because": because.strip(),
        "reworded": list(planned.reworded),
    }
    desk.workspace.record_move(key, pin, counts, body)
    desk.forget_program(key)
    return planned, Changes.of_case(key)


def _others(desk: Desk, key: CaseKey) -> tuple[ProgramFile, ...]:
    program, pathway = desk.program(key), desk.submission(key).pathway
    return tuple(
        file
        for file in programs.files_in_use(desk)
        if file.program == program.id
        and file.edition != program.edition
        and pathway in catalog.read_pinned(file.definition, file.letters).pathways
    )


def _find(desk: Desk, key: CaseKey, edition: str) -> ProgramFile:
    others = {file.edition: file for file in _others(desk, key)}
    closing.one_of(edition, others)
    return others[edition]
