"""What a command prints: one JSON document, or tables for people."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from reviewer.errors import ReviewIncompleteError
from reviewer.review.determination import Missing
from reviewer.submission.findings import Report
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewer.errors import ReviewerError
    from reviewer.submission.findings import Finding

Shown = dict[str, object] | list[dict[str, object]]

_WIDEST = 60

# Spaces do no harm, and sentences and names hold them.
_BLANKS = "\n\u00a0\u202f"

# Bytes of names and words that are no UTF-8, as Python holds them.
_BYTE = re.compile("[\udc80-\udcff]+")


def emit_json(document: Shown) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(document, ensure_ascii=not _is_unicode(), indent=2, default=_plain))


def headings(group: str, *names: str) -> list[str]:
    """Return the headings of a table, by their keys in one group of texts."""
    return [text(f"{group}.{name}") for name in names]


def emit_table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, widest: int = _WIDEST) -> None:
    """Print a table with headings; cells of more than `widest` characters are cut, but not those of the last column."""
    cells = [[*(shortened(str(cell), widest) for cell in row[:-1]), one_line(str(row[-1]))] for row in (heads, *rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(heads))]
    for row in cells:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def say(sentence: str = "") -> None:
    """Print a sentence of the result, for people."""
    click.echo(visible(sentence))


def tell(sentence: str) -> None:
    """Print a sentence for people on standard error, so that standard output stays the result's."""
    # What it is told of keeps its exit code where nobody can read the sentence.
    with contextlib.suppress(OSError):
        click.echo(visible(sentence), err=True)


def sentence_of(failure: ReviewerError) -> str:
    """Return what a failure says to the reviewer."""
    return visible(text(failure.text_key, subject=failure.subject, **failure.details))


def refusal(failure: ReviewerError, *, as_json: bool) -> int:
    """Tell of an expected failure with every problem that it lists; returns its exit code."""
    sentence = sentence_of(failure)
    tell(sentence)
    report = failure.details.get("report")
    for problem in report.problems if isinstance(report, Report) else ():
        tell(f"  {problem.where}  {problem.message}")
    if isinstance(failure, ReviewIncompleteError):
        for open_thing in missing_problems(failure):
            tell(f"  {open_thing['message']}")
    if as_json and failure.exit_code == 1:
        problems = _problems_of(failure)
        code = failure.text_key.rpartition(".")[2].replace("_", "-")
        emit_json({"problems": problems or [{"code": code, "where": visible(failure.subject), "message": sentence}]})
    return failure.exit_code


def missing_problems(failure: ReviewIncompleteError) -> list[dict[str, object]]:
    """Return everything that is still to be judged, one problem each; `where` is a cell or an item."""
    listed = failure.details.get("missing", ())
    missing = [one for one in listed if isinstance(one, Missing)] if isinstance(listed, tuple) else []
    return [
        {
            "code": "incomplete",
            "where": one.id or f"{one.project_id}:{one.standard}",
            "message": one.message,
        }
        for one in missing
    ]


def _problems_of(failure: ReviewerError) -> list[dict[str, object]]:
    if isinstance(failure, ReviewIncompleteError):
        return missing_problems(failure)
    report = failure.details.get("report")
    if isinstance(report, Report):
        return findings_json(report.problems)
    listed = failure.details.get("problems")
    if isinstance(listed, tuple):
        return [{"code": "schema", "where": problem.where, "message": problem.message} for problem in listed]
    return []


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings as the contract writes them."""
    return [{"code": finding.code, "where": finding.where, "message": finding.message} for finding in findings]


def named(path: str | os.PathLike[str]) -> str:
    """Return a file's name as characters that can be printed, whatever its bytes are."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def visible(written: str) -> str:
    """Make control and direction characters of a foreign name visible, and bytes that are no text."""
    return "".join(
        letter if letter.isprintable() or letter in _BLANKS else letter.encode("unicode_escape").decode()
        for letter in _BYTE.sub(lambda byte: named(byte[0]), written)
    )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _is_unicode() -> bool:
    # Started with its output closed, a process has none.
    return sys.stdout is not None and (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def shortened(written: str, widest: int = _WIDEST) -> str:
    """Return words for one line, cut where they are too long for it."""
    line = one_line(written)
    return line if len(line) <= widest else line[: widest - 1] + "…"


def one_line(written: str) -> str:
    """Return words as one line."""
    return visible(written).replace("\n", " ")


def _width(cell: str) -> int:
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in cell
    )
