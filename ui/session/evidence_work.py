"""What the reader asks of the workspace: each method runs use cases, on the thread that owns the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.submission.flow import Place
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.cited import BrokenCitation
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.read_map import ReadRow
    from reviewer.workflow.searching import CaseHit, Indexed
    from reviewer.workflow.viewing import Fetched
    from ui.session.found import Hit, PrivatePart, ToCover


@dataclass(frozen=True, slots=True)
class EvidenceWork:
    """The use cases of documents.

    The workflow is imported inside, since the window is to show before the database's library loads.
    """

    desk: Desk

    def fetch(self, key: CaseKey, path: str) -> Fetched:
        """Read one document."""
        from reviewer.workflow import viewing

        return viewing.fetch(self.desk, key, path)

    def remember_password(self, key: CaseKey, path: str, password: str) -> None:
        """Keep the password that opens a document."""
        from reviewer.workflow import viewing

        viewing.remember_password(self.desk, key, path, password)

    def view(self, key: CaseKey, path: str) -> str:
        """Return how a document was looked at last."""
        from reviewer.workflow import viewing

        return viewing.saved_view(self.desk, key, path)

    def keep_view(self, key: CaseKey, path: str, view: str) -> None:
        """Remember how a document is looked at."""
        from reviewer.workflow import viewing

        viewing.save_view(self.desk, key, path, view)

    def keep_opened(self, key: CaseKey, path: str, places: Iterable[Place]) -> None:
        """Remember what of a document was on the screen."""
        from reviewer.workflow import viewing

        viewing.mark_opened(self.desk, key, path, places)

    def private_parts(self, key: CaseKey, path: str) -> tuple[PrivatePart, ...]:
        """Return what is covered in a document."""
        from reviewer.workflow import privacy

        return privacy.private_parts(self.desk, key, path)

    def cover(self, key: CaseKey, path: str, parts: Iterable[ToCover]) -> tuple[PrivatePart, ...]:
        """Cover parts of a document; returns all that is covered in it."""
        from reviewer.workflow import privacy

        for part in parts:
            privacy.mark_private(self.desk, key, path, part.place, part.rect, part.span)
        return privacy.private_parts(self.desk, key, path)

    def uncover(self, key: CaseKey, path: str, part_ids: Iterable[int]) -> tuple[PrivatePart, ...]:
        """Uncover parts of a document; returns all that is still covered in it."""
        from reviewer.workflow import privacy

        for part_id in part_ids:
            privacy.unmark_private(self.desk, key, path, part_id)
        return privacy.private_parts(self.desk, key, path)

    def names_in(self, key: CaseKey, path: str) -> tuple[Hit, ...]:
        """Return where names that the candidate wants kept confidential stand in a document, as the index has it."""
        from reviewer.workflow import document_hints

        return document_hints.names_in(self.desk, key, path)

    def broken(self, key: CaseKey) -> tuple[BrokenCitation, ...]:
        """Return the citations that do not match any more."""
        from reviewer.workflow import cited

        return cited.broken_citations(self.desk, key)

    def find(self, key: CaseKey | None, words: str) -> tuple[CaseHit, ...]:
        """Find words in a case, or everywhere."""
        from reviewer.workflow import searching

        if key is None:
            return searching.find_everywhere(self.desk, words)
        return searching.find_in_case(self.desk, key, words)

    def find_in_document(self, document_id: str, words: str) -> tuple[Hit, ...] | None:
        """Find words in one document as the index has it; None where it is not there."""
        from reviewer.workflow import searching

        return searching.find_in_document(self.desk, document_id, words)

    def read_map(self, key: CaseKey) -> tuple[ReadRow, ...]:
        """Return what was opened and cited."""
        from reviewer.workflow import read_map

        return read_map.read_map(self.desk, key)

    def unread(self, key: CaseKey) -> tuple[str, ...]:
        """Return one sentence for each project with cited documents that were never opened."""
        from reviewer.workflow import read_map

        return tuple(sentence for _, sentence in read_map.unread(self.desk, key))

    def next_to_index(self) -> Fetched | None:
        """Return a document that cannot be searched yet."""
        from reviewer.workflow import searching

        return searching.next_to_index(self.desk)

    def keep_indexed(self, indexed: Indexed) -> None:
        """Put what was read of a document into the index."""
        from reviewer.workflow import searching

        searching.keep_indexed(self.desk, indexed)
