"""What the workspace knows of documents beyond their bytes: passwords, what is private or was seen, text to search."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.vocabulary import CaseKey
from reviewer.workspace.base import OpenWorkspace
from reviewer.workspace.written import whole_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.submission.flow import Place
    from reviewer.submission.page_text import Rect


@dataclass(frozen=True, slots=True)
class PrivatePart:
    """A part of a document that is covered: a whole place, or a rectangle of a page with the characters in it."""

    part_id: int
    place: Place
    rect: Rect | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class IndexedPlace:
    """The text of one place, as it is to be searched: `folded` is what the index gets."""

    place: Place
    content: str
    folded: str


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place whose text has all the words that were searched."""

    key: CaseKey
    path: str
    sha256: str
    place: Place
    content: str


@dataclass(frozen=True, slots=True)
class ToIndex:
    """A document whose text is not in the index yet."""

    key: CaseKey
    path: str
    sha256: str


class Passages(OpenWorkspace):
    """Documents as they are read. None of this is in the journal or leaves the laptop."""

    # Opening and looking ------------------------------------------------------------------------------

    def document_password(self, sha256: str) -> str:
        """Return the password remembered for a document, empty where there is none."""
        found = self._row("SELECT password FROM document_password WHERE sha256 = ?", sha256)
        return str(found[0]) if found else ""

    def keep_document_password(self, sha256: str, password: str) -> None:
        """Remember what opens a document."""
        self._run(
            "INSERT INTO document_password (sha256, password) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET password = excluded.password",
            sha256,
            whole_characters(password),
        )
        # What could not be read before can be indexed now.
        self.forget_text(sha256)

    def document_view(self, key: CaseKey, path: str) -> str:
        """Return how a document was last looked at, as the window wrote it; empty where it never was."""
        found = self._row("SELECT view FROM document_view WHERE case_id = ? AND path = ?", self._case_id(key), path)
        return str(found[0]) if found else ""

    def keep_document_view(self, key: CaseKey, path: str, view: str) -> None:
        """Remember how a document is looked at: where, how large, how turned."""
        self._run(
            "INSERT INTO document_view (case_id, path, view) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET view = excluded.view",
            self._case_id(key),
            whole_characters(path),
            whole_characters(view),
        )

    def keep_opened(self, key: CaseKey, path: str, places: Iterable[Place]) -> None:
        """Remember which places of a document were on the screen."""
        with self.transaction():
            case_id = self._case_id(key)
            for place in places:
                self._run(
                    "INSERT OR IGNORE INTO place_opened (case_id, path, place) VALUES (?, ?, ?)",
                    case_id,
                    whole_characters(path),
                    _written(place),
                )

    def opened(self, key: CaseKey) -> dict[str, frozenset[Place]]:
        """Return what was on the screen of each document."""
        rows = self._rows("SELECT path, place FROM place_opened WHERE case_id = ?", self._case_id(key))
        found: dict[str, set[Place]] = {}
        for path, place in rows:
            found.setdefault(path, set()).add(json.loads(place))
        return {path: frozenset(places) for path, places in found.items()}

    # What is private ----------------------------------------------------------------------------------

    def private_parts(self, sha256: str) -> tuple[PrivatePart, ...]:
        """Return what is covered in a document."""
        rows = self._rows(
            "SELECT part_id, place, rect, first, last FROM private_part WHERE sha256 = ? ORDER BY part_id", sha256
        )
        return tuple(_private_part(row) for row in rows)

    def add_private_part(self, sha256: str, place: Place, rect: Rect | None, span: tuple[int, int] | None) -> int:
        """Cover a part of a document; returns its number."""
        return self._insert(
            "INSERT INTO private_part (sha256, place, rect, first, last, marked_at) VALUES (?, ?, ?, ?, ?, ?)",
            sha256,
            _written(place),
            None if rect is None else json.dumps(rect),
            *(span or (None, None)),
            self._now(),
        )

    def remove_private_part(self, part_id: int) -> None:
        """Uncover a part."""
        self._run("DELETE FROM private_part WHERE part_id = ?", part_id)

    # Text to search -----------------------------------------------------------------------------------

    def next_to_index(self) -> ToIndex | None:
        """Return a document whose text is not in the index yet, those of cases loaded first before others."""
        found = self._row(
            "SELECT submission_id, revision, path, sha256 FROM evidence_file JOIN evidence_blob USING (blob_id)"
            " JOIN review_case USING (case_id) WHERE sha256 NOT IN (SELECT sha256 FROM indexed_document)"
            " ORDER BY case_id, path LIMIT 1"
        )
        return ToIndex(CaseKey(found[0], found[1]), found[2], found[3]) if found else None

    def case_to_index(self) -> CaseKey | None:
        """Return a case whose own words are not in the index yet."""
        found = self._row(
            "SELECT submission_id, revision FROM review_case"
            " WHERE case_id NOT IN (SELECT case_id FROM case_words) ORDER BY case_id LIMIT 1"
        )
        return CaseKey(*found) if found else None

    def keep_text(self, sha256: str, status: str, parts: int, places: Iterable[IndexedPlace]) -> None:
        """Put a document's text in the index, in place of what was there; `status` says how opening it went."""
        with self.transaction():
            self.forget_text(sha256)
            self._run("INSERT INTO indexed_document (sha256, status, parts) VALUES (?, ?, ?)", sha256, status, parts)
            for place in places:
                self._keep_place(sha256, place)

    def keep_words(self, key: CaseKey, words: Iterable[tuple[str, str, IndexedPlace]]) -> None:
        """Put a case's own words in the index: path, digest and text of each."""
        with self.transaction():
            case_id = self._case_id(key)
            # A case without words is not asked for again.
            self._run("INSERT OR IGNORE INTO case_words (case_id, path, sha256) VALUES (?, '', '')", case_id)
            for path, sha256, place in words:
                self._run(
                    "INSERT OR REPLACE INTO case_words (case_id, path, sha256) VALUES (?, ?, ?)", case_id, path, sha256
                )
                if self._row("SELECT 1 FROM place_text WHERE sha256 = ?", sha256) is None:
                    self._keep_place(sha256, place)

    def forget_text(self, sha256: str) -> None:
        """Take a document out of the index; it is asked for again."""
        with self.transaction():
            for (text_id,) in self._rows("SELECT text_id FROM place_text WHERE sha256 = ?", sha256):
                self._run("DELETE FROM place_search WHERE rowid = ?", text_id)
            self._run("DELETE FROM place_text WHERE sha256 = ?", sha256)
            self._run("DELETE FROM indexed_document WHERE sha256 = ?", sha256)

    def indexed(self, sha256: str) -> tuple[str, int] | None:
        """Return how opening a document for the index went and how many parts it has, or None where it waits."""
        found = self._row("SELECT status, parts FROM indexed_document WHERE sha256 = ?", sha256)
        return (str(found[0]), int(found[1])) if found else None

    def indexed_text(self, sha256: str, place: Place) -> str | None:
        """Return the text of one place as the index has it, or None."""
        found = self._row("SELECT content FROM place_text WHERE sha256 = ? AND place = ?", sha256, _written(place))
        return str(found[0]) if found else None

    def indexed_places(self, sha256: str) -> tuple[tuple[Place, str], ...]:
        """Return every place of a document with its text as the index has it, in the order they were put in."""
        rows = self._rows("SELECT place, content FROM place_text WHERE sha256 = ? ORDER BY text_id", sha256)
        return tuple((json.loads(place), str(content)) for place, content in rows)

    def search(self, query: str, key: CaseKey | None = None, limit: int = 500) -> tuple[FoundPlace, ...]:
        """Return the places that have all words of a search, best first; in one case, or in all."""
        only, values = ("", ()) if key is None else (" AND case_id = ?", (self._case_id(key),))
        rows = self._rows(
            "SELECT submission_id, revision, path, sha256, place, content"  # noqa: S608 - own words only
            " FROM place_search JOIN place_text ON text_id = place_search.rowid"
            " JOIN (SELECT case_id, path, sha256 FROM evidence_file JOIN evidence_blob USING (blob_id)"
            "       UNION ALL SELECT case_id, path, sha256 FROM case_words) USING (sha256)"
            f" JOIN review_case USING (case_id) WHERE place_search MATCH ?{only}"
            " ORDER BY rank, submission_id, revision, path, text_id LIMIT ?",
            query,
            *values,
            limit,
        )
        return tuple(FoundPlace(CaseKey(row[0], row[1]), row[2], row[3], json.loads(row[4]), row[5]) for row in rows)

    def _keep_place(self, sha256: str, place: IndexedPlace) -> None:
        text_id = self._insert(
            "INSERT INTO place_text (sha256, place, content) VALUES (?, ?, ?)",
            sha256,
            _written(place.place),
            whole_characters(place.content),
        )
        self._run("INSERT INTO place_search (rowid, folded) VALUES (?, ?)", text_id, whole_characters(place.folded))


def _private_part(row: tuple[Any, ...]) -> PrivatePart:
    part_id, place, rect, first, last = row
    corners = None if rect is None else json.loads(rect)
    return PrivatePart(part_id, json.loads(place), None if corners is None else _rect(corners), first, last)


def _rect(corners: list[float]) -> Rect:
    x0, y0, x1, y1 = corners
    return x0, y0, x1, y1


def _written(place: Place) -> str:
    return json.dumps(place)
