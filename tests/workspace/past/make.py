"""Makes the workspace file of the schema that is newest now: `python -m tests.workspace.past.make`.

Run it once for each new schema, before that schema is released, and keep the file as it is from then on.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.review.begun import Begun
from reviewer.review.judgment import AttestationKey, MilestoneKey, PrivateNotes
from reviewer.workspace.schema import newest_schema
from reviewer.workspace.values import ExportItem, StoredExport
from tests.workspace.builders import (
    CELL,
    CONTENT,
    LETTER,
    SetClock,
    a_bundle,
    a_citation,
    a_pin,
    a_seal,
    a_text,
    new_workspace,
)

if TYPE_CHECKING:
    from reviewer.workspace.store import Workspace

FOLDER = Path(__file__).parent


def fill(workspace: Workspace) -> None:
    """Put one of everything into a workspace; the first case is sealed, the second open, the third recused."""
    sealed, opened, recused = a_bundle("PAST-1"), a_bundle("PAST-2"), a_bundle("PAST-3")
    for bundle in (sealed, opened, recused):
        bundle.keep_in(workspace)
        workspace.record_declaration(bundle.key, "none", "", "opening")
    workspace.record_judgment(sealed.key, CELL, a_text("met", citations=(a_citation(),)))
    workspace.record_ethics(sealed.key, "1", "no_concern", "")
    workspace.record_eligibility(sealed.key, "projects", "holds", "Seen.")
    workspace.record_activity(sealed.key, "A-01", Decimal("1.5"), "Half a day.")
    workspace.record_experience(sealed.key, 1, "Another field.", counts=False)
    workspace.record_milestone(sealed.key, MilestoneKey("module-04", 2), "", counts=True)
    workspace.record_attestation(sealed.key, AttestationKey("p1", 1), "Another date.", agrees=False)
    question = workspace.record_question(sealed.key, "Which certificate?")
    workspace.record_answer(sealed.key, question.n, "The second.")
    workspace.record_alert(sealed.key, "other", "Please look.")
    workspace.record_confidential_note(sealed.key, "Call me.")
    workspace.install_program(a_pin())
    workspace.record_sealing(sealed.key, a_seal(), CONTENT, LETTER)
    workspace.save_draft(opened.key, CELL, a_text("partly_met"))
    workspace.save_private(opened.key, CELL, PrivateNotes("look again", 1, comes_back=True))
    workspace.save_begun(opened.key, "question", Begun("Is this enough?"))
    workspace.record_recusal(recused.key, "family")
    workspace.set_setting("address", b"12 Quiet Lane")
    items = (ExportItem("determination", sealed.key, 1),)
    workspace.record_copy(StoredExport(1, "applicant", "2026-11-21T20:15:00.000Z", "0.1.0", items, (), "d" * 64))


def main() -> None:
    """Write the file, unless it is there."""
    with new_workspace(FOLDER / f"schema-{newest_schema()}.reviewer", SetClock()) as workspace:
        fill(workspace)


if __name__ == "__main__":
    main()
