"""The two CSV files of a package, made from the value of its `decisions.json`.

UTF-8 with a byte order mark, commas and CRLF (RFC 4180), and no cell that a spreadsheet would run.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DETERMINATION_COLUMNS = (
    "submission_id",
    "revision",
    "program",
    "edition",
    "pathway",
    "candidate_id",
    "determination_id",
    "version",
    "recommended",
    "outcome",
    "signed_at",
)
JUDGMENT_COLUMNS = ("submission_id", "revision", "project_id", "standard", "level", "finding", "feedback")

# What a spreadsheet takes for the beginning of a formula.
_ACTS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def determinations_table(determinations: Sequence[Mapping[str, Any]]) -> bytes:
    """Write one row for each determination."""
    rows = ([entry[name] for name in DETERMINATION_COLUMNS] for entry in determinations)
    return _table(DETERMINATION_COLUMNS, rows)


def judgments_table(determinations: Sequence[Mapping[str, Any]]) -> bytes:
    """Write one row for each judgment of each determination."""
    rows = (
        [{**judgment, **_case(entry)}[name] for name in JUDGMENT_COLUMNS]
        for entry in determinations
        for judgment in entry["judgments"]
    )
    return _table(JUDGMENT_COLUMNS, rows)


def _case(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"submission_id": entry["submission_id"], "revision": entry["revision"]}


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> str:
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(_ACTS_IN_A_SPREADSHEET) else written
