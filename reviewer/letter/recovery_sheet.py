"""The recovery sheet: one printed page that opens a workspace when its passphrase is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import HRFlowable, Spacer, Table, TableStyle

from reviewer.letter import typefaces
from reviewer.letter.pages import Sheet, build, heading
from reviewer.letter.styles import MARGIN, PANEL, RULE, page_size
from reviewer.letter.values import Paper
from reviewer.letter.words import words
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportlab.platypus import Flowable

    from reviewer.letter.values import LetterPdf

_GROUPS_IN_A_LINE = 4
_STEPS = ("find", "command", "type", "new")


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says; `key` in groups parted by spaces or hyphens, as `recover` takes it."""

    reviewer_name: str
    reviewer_id: str
    workspace_name: str
    made_on: date
    key: str
    paper: Paper = Paper.LETTER


def recovery_sheet_pdf(sheet: RecoverySheet) -> LetterPdf:
    """Draw the sheet; it holds the key, so it is printed and put away, never stored beside the workspace."""
    page = Sheet(
        title=text("letter.recovery.title"),
        author=sheet.reviewer_name,
        language="en",
        dated_on=sheet.made_on,
        paper=sheet.paper,
        footer=text("letter.recovery.footer", workspace=sheet.workspace_name),
        page_words=text("letter.page"),
    )
    return build(list(_story(sheet)), page)


def _story(sheet: RecoverySheet) -> Iterator[Flowable]:
    yield words("title", text("letter.recovery.title"))
    yield words("body", text("letter.recovery.what"))
    for name, value in (
        ("reviewer", f"{sheet.reviewer_name} ({sheet.reviewer_id})"),
        ("workspace", sheet.workspace_name),
        ("made_on", sheet.made_on.isoformat()),
    ):
        yield words("address", f"{text(f'letter.recovery.{name}')}: {value}")
    yield HRFlowable(width="100%", thickness=0.8, color=RULE, spaceBefore=10, spaceAfter=6)
    yield from heading(text("letter.recovery.key"))
    yield _key_table(sheet)
    yield Spacer(0, 8)
    yield words("body", text("letter.recovery.reading"))
    yield from heading(text("letter.recovery.how"))
    for number, step in enumerate(_STEPS, start=1):
        told = text(f"letter.recovery.step_{step}", workspace=sheet.workspace_name)
        yield words("part", told, bullet=f"{number}.")
    yield from heading(text("letter.recovery.void_heading"))
    yield words("body", text("letter.recovery.void"))
    yield words("body", text("letter.recovery.keep"))


def _key_table(sheet: RecoverySheet) -> Table:
    groups = key_groups(sheet.key)
    rows = [groups[start : start + _GROUPS_IN_A_LINE] for start in range(0, len(groups), _GROUPS_IN_A_LINE)]
    width = page_size(sheet.paper)[0] - 2 * MARGIN
    cells = [[words("key", group) for group in row] + [""] * (_GROUPS_IN_A_LINE - len(row)) for row in rows]
    table = Table(cells, colWidths=[width / _GROUPS_IN_A_LINE] * _GROUPS_IN_A_LINE, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), typefaces.REGULAR),
                ("BACKGROUND", (0, 0), (-1, -1), PANEL),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ]
        ),
    )
    return table


def key_groups(key: str) -> list[str]:
    """Return the groups of a key in order, whatever parts them."""
    return key.replace("-", " ").split()
