"""What the tables know of practice cases: that they can be taken away whole, and never handed over."""

from __future__ import annotations

from typing import Final

_RECORDED: Final = (
    "journal",
    "judgment",
    "answer",
    "message",
    "determination",
    "acknowledgement",
    "attestation_check",
)
_HANDED_OVER: Final = ("export_item", "export_head")


def _deletes_only_practice(table: str) -> tuple[str, str]:
    trigger = f"{table}_keeps_its_rows_on_delete"
    made = (
        f"CREATE TRIGGER {trigger} BEFORE DELETE ON {table}"  # noqa: S608 - own names
        " WHEN (SELECT is_practice FROM review_case WHERE case_id = OLD.case_id) IS NOT 1"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
    return f"DROP TRIGGER {trigger}", made


def _holds_no_practice(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_holds_no_practice BEFORE INSERT ON {table}"  # noqa: S608 - own names
        " WHEN (SELECT is_practice FROM review_case WHERE case_id = NEW.case_id) IS NOT 0"
        " BEGIN SELECT RAISE(ABORT, 'a practice case is never handed over'); END"
    )


PRACTICE: Final = (
    "ALTER TABLE review_case ADD COLUMN is_practice INTEGER NOT NULL DEFAULT 0 CHECK (is_practice IN (0, 1))",
    """
    CREATE TRIGGER review_case_keeps_what_it_is BEFORE UPDATE OF is_practice ON review_case
        WHEN NEW.is_practice IS NOT OLD.is_practice
        BEGIN SELECT RAISE(ABORT, 'a case stays real or practice'); END
    """,
    *(statement for table in _RECORDED for statement in _deletes_only_practice(table)),
    *(_holds_no_practice(table) for table in _HANDED_OVER),
)
"""Run after the other tables of the schema are made."""
