"""The tables, as migrations; what was recorded can be added to and never changed.

A released migration is never edited: add a new one, raise nothing else, and keep a file of the former schema in the
tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reviewer.workspace.connection import Migrations
from reviewer.workspace.practice_tables import PRACTICE
from reviewer.workspace.reading_tables import COMPARING, READING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.workspace.connection import Database

APPLICATION_ID: Final = 0x52565752
"""`PRAGMA application_id` of a workspace: the letters RVWR."""

migrations: Final = Migrations("workspace")


def newest_schema() -> int:
    """Return the number of the schema that this version of the program writes."""
    return len(migrations._migrations)  # noqa: SLF001 - the library names no way to count them


def schema_of(database: Database) -> int:
    """Return the number of the schema that a file has."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def is_workspace(database: Database) -> bool:
    """Tell whether an opened file was made by this program."""
    return bool(database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def migrate(database: Database) -> None:
    """Bring a file to the newest schema, one step after the other, each whole or not at all."""
    migrations.apply(database)


def _make(database: Database, statements: Sequence[str], *, schema: int, append_only: Sequence[str] = ()) -> None:
    for statement in statements:
        database.execute(statement)
    for table in append_only:
        for change in ("UPDATE", "DELETE"):
            database.execute(
                f"CREATE TRIGGER {table}_keeps_its_rows_on_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    database.execute(f"PRAGMA user_version = {schema}")


@migrations()
def schema_1(database: Database) -> None:
    """Everything of the first version."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _make(
        database,
        (*_REVIEWER, *_PROGRAMS, *_CASES, *_EVIDENCE, *_RECORD, *_EXPORTS, *_TYPED),
        schema=1,
        append_only=_APPEND_ONLY,
    )


@migrations()
def schema_2(database: Database) -> None:
    """Reading documents: passwords, what is private, what was seen, text to search; forms begun; practice cases."""
    tables = (*READING, *COMPARING, *_BEGUN, *_COPIES)
    _make(database, tables, schema=2, append_only=("attestation_check", "released_copy", "package_name"))
    for statement in PRACTICE:
        database.execute(statement)


_REVIEWER: Final = (
    """
    CREATE TABLE reviewer (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        reviewer_id TEXT NOT NULL,
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        private_key BLOB NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT",
)

# What an office sent; the newest file of an edition is the one in use.
_PROGRAMS: Final = (
    """
    CREATE TABLE program_file (
        file_id INTEGER PRIMARY KEY,
        program TEXT NOT NULL,
        edition TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        definition BLOB NOT NULL,
        installed_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE program_letter (
        file_id INTEGER NOT NULL REFERENCES program_file,
        name TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (file_id, name)
    ) STRICT
    """,
)

_CASES: Final = (
    # A program's text as it was when a case was loaded; cases under the same text share it.
    """
    CREATE TABLE pin (
        pin_id INTEGER PRIMARY KEY,
        content_sha256 TEXT NOT NULL UNIQUE,
        program TEXT NOT NULL,
        edition TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        definition BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE pin_letter (
        pin_id INTEGER NOT NULL REFERENCES pin,
        name TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (pin_id, name)
    ) STRICT
    """,
    # What the inbox shows stands here, so that a thousand rows are one short scan.
    """
    CREATE TABLE review_case (
        case_id INTEGER PRIMARY KEY,
        submission_id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        bundle_sha256 TEXT NOT NULL UNIQUE,
        program TEXT NOT NULL,
        edition TEXT NOT NULL,
        pathway TEXT NOT NULL,
        candidate_id TEXT NOT NULL,
        candidate_name TEXT NOT NULL,
        due_on TEXT,
        to_judge INTEGER NOT NULL,
        eligibility_open TEXT NOT NULL,
        rows_proposed INTEGER NOT NULL DEFAULT 0,
        rows_open TEXT NOT NULL DEFAULT '[]',
        loaded_at TEXT NOT NULL,
        pin_id INTEGER NOT NULL REFERENCES pin,
        standing TEXT NOT NULL DEFAULT 'open' CHECK (standing IN ('open', 'sealed', 'recused')),
        is_declared INTEGER NOT NULL DEFAULT 0,
        recused_kind TEXT,
        UNIQUE (submission_id, revision)
    ) STRICT
    """,
    "CREATE INDEX case_of_candidate ON review_case (candidate_id)",
    """
    CREATE TABLE submission_text (
        case_id INTEGER PRIMARY KEY REFERENCES review_case,
        content BLOB NOT NULL,
        findings TEXT NOT NULL
    ) STRICT
    """,
)

_EVIDENCE: Final = (
    # Files by content: what a revision sends again is stored once.
    """
    CREATE TABLE evidence_blob (
        blob_id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        size_bytes INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE evidence_chunk (
        blob_id INTEGER NOT NULL REFERENCES evidence_blob,
        n INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (blob_id, n)
    ) STRICT
    """,
    """
    CREATE TABLE evidence_file (
        case_id INTEGER NOT NULL REFERENCES review_case,
        path TEXT NOT NULL,
        blob_id INTEGER NOT NULL REFERENCES evidence_blob,
        is_listed INTEGER NOT NULL,
        PRIMARY KEY (case_id, path)
    ) STRICT, WITHOUT ROWID
    """,
)

# Each row points at the journal line that holds its words; `supersedes` at the line of the row that it replaces.
_RECORD: Final = (
    """
    CREATE TABLE journal (
        case_id INTEGER NOT NULL REFERENCES review_case,
        n INTEGER NOT NULL,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        hash TEXT NOT NULL,
        line BLOB NOT NULL,
        PRIMARY KEY (case_id, n)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE judgment (
        case_id INTEGER NOT NULL,
        project_id TEXT NOT NULL,
        standard INTEGER NOT NULL,
        n INTEGER NOT NULL,
        level TEXT,
        supersedes INTEGER,
        PRIMARY KEY (case_id, project_id, standard, n),
        FOREIGN KEY (case_id, n) REFERENCES journal
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE answer (
        case_id INTEGER NOT NULL,
        checklist TEXT NOT NULL
            CHECK (checklist IN ('ethics', 'eligibility', 'activity', 'experience', 'milestone')),
        item TEXT NOT NULL,
        n INTEGER NOT NULL,
        answer TEXT NOT NULL,
        supersedes INTEGER,
        PRIMARY KEY (case_id, checklist, item, n),
        FOREIGN KEY (case_id, n) REFERENCES journal
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE message (
        case_id INTEGER NOT NULL,
        n INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('question', 'answer', 'alert')),
        PRIMARY KEY (case_id, n),
        FOREIGN KEY (case_id, n) REFERENCES journal
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE determination (
        case_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        n INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        content BLOB NOT NULL,
        letter BLOB NOT NULL,
        PRIMARY KEY (case_id, version),
        FOREIGN KEY (case_id, n) REFERENCES journal
    ) STRICT
    """,
    """
    CREATE TABLE acknowledgement (
        case_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        n INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('accepted', 'rejected')),
        PRIMARY KEY (case_id, version, n),
        FOREIGN KEY (case_id, version) REFERENCES determination,
        FOREIGN KEY (case_id, n) REFERENCES journal
    ) STRICT, WITHOUT ROWID
    """,
)

_EXPORTS: Final = (
    # `items_sha256` names the set that was exported, so that the same set is found again.
    """
    CREATE TABLE export (
        sequence INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        made_at TEXT NOT NULL,
        generator_version TEXT NOT NULL,
        items_sha256 TEXT NOT NULL,
        package_sha256 TEXT NOT NULL,
        UNIQUE (profile, items_sha256)
    ) STRICT
    """,
    """
    CREATE TABLE export_item (
        sequence INTEGER NOT NULL REFERENCES export,
        kind TEXT NOT NULL,
        case_id INTEGER NOT NULL REFERENCES review_case,
        number INTEGER NOT NULL,
        PRIMARY KEY (sequence, kind, case_id, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE export_head (
        sequence INTEGER NOT NULL REFERENCES export,
        case_id INTEGER NOT NULL REFERENCES review_case,
        length INTEGER NOT NULL,
        head TEXT NOT NULL,
        PRIMARY KEY (sequence, case_id)
    ) STRICT, WITHOUT ROWID
    """,
)
_EXPORT_TABLES: Final = ("export", "export_item", "export_head")
_APPEND_ONLY: Final = (
    "program_file",
    "program_letter",
    "journal",
    "judgment",
    "answer",
    "message",
    "determination",
    "acknowledgement",
    *_EXPORT_TABLES,
)

# What is only typed yet, and what is the reviewer's own; none of it is ever in the journal.
_TYPED: Final = (
    """
    CREATE TABLE draft (
        case_id INTEGER NOT NULL REFERENCES review_case,
        project_id TEXT NOT NULL,
        standard INTEGER NOT NULL,
        content TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (case_id, project_id, standard)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE private_note (
        case_id INTEGER NOT NULL REFERENCES review_case,
        project_id TEXT NOT NULL,
        standard INTEGER NOT NULL,
        note TEXT NOT NULL,
        sureness INTEGER,
        comes_back INTEGER NOT NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (case_id, project_id, standard)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE ethics_draft (
        case_id INTEGER NOT NULL REFERENCES review_case,
        item TEXT NOT NULL,
        answer TEXT,
        note TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (case_id, item)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE case_note (
        case_id INTEGER PRIMARY KEY REFERENCES review_case,
        note TEXT NOT NULL,
        saved_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE place (case_id INTEGER PRIMARY KEY REFERENCES review_case, place TEXT NOT NULL) STRICT",
)

# What was typed into a form of a case and is not recorded yet; like drafts, never in the journal.
_BEGUN: Final = (
    """
    CREATE TABLE begun (
        case_id INTEGER NOT NULL REFERENCES review_case,
        form TEXT NOT NULL,
        words TEXT NOT NULL,
        choice TEXT NOT NULL,
        amount TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (case_id, form)
    ) STRICT, WITHOUT ROWID
    """,
)

# Copies of determinations for others than the office: numbered apart from its packages, and in no journal.
_COPIES: Final = (
    """
    CREATE TABLE released_copy (
        profile TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        generator_version TEXT NOT NULL,
        items_sha256 TEXT NOT NULL,
        package_sha256 TEXT NOT NULL,
        PRIMARY KEY (profile, sequence),
        UNIQUE (profile, items_sha256)
    ) STRICT, WITHOUT ROWID
    """,
    # The name that stands in a package made before the reviewer corrected it: made again, it is the same file.
    """
    CREATE TABLE package_name (
        profile TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (profile, sequence)
    ) STRICT, WITHOUT ROWID
    """,
)
