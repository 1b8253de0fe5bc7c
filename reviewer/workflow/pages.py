"""The pages of a letter as pictures, drawn by the isolated renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.evidence.reader import DocumentReader, Opening

if TYPE_CHECKING:
    from reviewer.submission.pages import PageImage


class PagePainter:
    """Draws pages; holds one renderer that stays warm. Any thread may ask it; close it when nobody will any more."""

    def __init__(self) -> None:
        self._reader = DocumentReader()

    def letter_pages(self, pdf: bytes, scale: float, subject: str) -> tuple[PageImage, ...]:
        """Draw the pages of a letter.

        Args:
            pdf: the letter's bytes.
            scale: pixels per point (1/72 inch).
            subject: what to call the letter when it cannot be drawn.

        Raises:
            DocumentUnreadableError: the pages cannot be drawn.
        """
        return self._reader.pages(pdf, scale, subject)

    def letter_words(self, pdf: bytes, subject: str) -> tuple[str, ...]:
        """Return the words of each page of a letter; empty where they cannot be read."""
        opening = Opening(subject, subject, pdf)
        face = self._reader.open(opening)
        read = [self._reader.plain(subject, page) for page in range(1, len(face.pages) + 1)]
        self._reader.forget(subject)
        return tuple(words if isinstance(words, str) else "" for words in read)

    def close(self) -> None:
        """Stop the renderer."""
        self._reader.close()
