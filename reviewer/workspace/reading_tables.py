"""The tables for reading: what opens a document, what of it was seen or is private, and its text for searching."""

from __future__ import annotations

from typing import Final

COMPARING: Final = (
    # Whether a signed attestation says what was typed of it; `agrees` is NULL where the word was taken back.
    """
    CREATE TABLE attestation_check (
        case_id INTEGER NOT NULL,
        project_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        n INTEGER NOT NULL,
        agrees INTEGER,
        PRIMARY KEY (case_id, project_id, number, n),
        FOREIGN KEY (case_id, n) REFERENCES journal
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE ethics_draft ADD COLUMN citations TEXT NOT NULL DEFAULT '[]'",
)

READING: Final = (
    # Documents by content, as they are stored: the same file opens with the same password wherever it is sent again.
    "CREATE TABLE document_password (sha256 TEXT PRIMARY KEY, password TEXT NOT NULL) STRICT",
    # `first` and `last` are the range of characters that the part covers; both NULL where it covers the whole place.
    """
    CREATE TABLE private_part (
        part_id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL,
        place TEXT NOT NULL,
        rect TEXT,
        first INTEGER,
        last INTEGER,
        marked_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX private_part_of ON private_part (sha256)",
    """
    CREATE TABLE document_view (
        case_id INTEGER NOT NULL REFERENCES review_case,
        path TEXT NOT NULL,
        view TEXT NOT NULL,
        PRIMARY KEY (case_id, path)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE place_opened (
        case_id INTEGER NOT NULL REFERENCES review_case,
        path TEXT NOT NULL,
        place TEXT NOT NULL,
        PRIMARY KEY (case_id, path, place)
    ) STRICT, WITHOUT ROWID
    """,
    # The text of every place, and beside it the index, which keeps no text of its own.
    """
    CREATE TABLE indexed_document (
        sha256 TEXT PRIMARY KEY,
        status TEXT NOT NULL,
        parts INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE place_text (
        text_id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL,
        place TEXT NOT NULL,
        content TEXT NOT NULL,
        UNIQUE (sha256, place)
    ) STRICT
    """,
    # The candidate's own words, which are searched like documents: `narrative:P:N` and the digest of the text.
    """
    CREATE TABLE case_words (
        case_id INTEGER NOT NULL REFERENCES review_case,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (case_id, path)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE place_search USING fts5(
        folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
    )
    """,
)
