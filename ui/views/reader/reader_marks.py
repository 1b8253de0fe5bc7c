"""Everything that is marked in an open document: citations, hits, names, what is private; and where to go to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.submission.covering import BLOT, covered_flow, covered_page, is_covered
from ui.models import citations
from ui.models.flow_places import cited_range, stretches_at
from ui.models.page_selection import Region, Selection
from ui.session.found import ToCover
from ui.views.parts.marks import MarkKind, PageMark
from ui.views.parts.sealed_text import TextMark

if TYPE_CHECKING:
    from reviewer.review.judgment import Citation
    from reviewer.submission.flow import FlowDocument, Place
    from reviewer.submission.page_text import PageText, Rect
    from reviewer.submission.pages import OutlineEntry
    from ui.models.citations import Filed, Target, Under
    from ui.models.flow_places import FlowRange
    from ui.session.found import Hit, PrivatePart
    from ui.session.opening_work import OpenDocument
    from ui.views.reader.flow_text import FlowText
    from ui.views.reader.page_canvas import PageCanvas

_SHORT = 2


class Shown(Protocol):
    """The parts of a reader that are marked."""

    canvas: PageCanvas
    flow: FlowText

    @property
    def document(self) -> OpenDocument | None:
        """The document shown."""

    @property
    def path(self) -> str:
        """Its path."""


class ReaderMarks(QObject):
    """Knows what is to be marked and marks what is shown of it, as the words of pages come in.

    Signals:
        chosen: the `Filed` whose mark was pressed.
        cover_chosen: the number of the covered part that was pressed.
        covered: something else is covered now.
    """

    chosen = Signal(object)
    cover_chosen = Signal(int)
    covered = Signal()

    def __init__(self, reader: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("reader-marks")
        self._reader = reader
        self._filed: tuple[Filed, ...] = ()
        self._cell: Under | None = None
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._private: tuple[PrivatePart, ...] = ()
        self._names: tuple[Hit, ...] = ()
        self._awaited: Target | None = None

    @property
    def private_parts(self) -> tuple[PrivatePart, ...]:
        """What is covered in the document shown."""
        return self._private

    def clear(self) -> None:
        """Forget everything."""
        self._filed, self._cell, self._hits, self._hit = (), None, (), -1
        self._private, self._names, self._awaited = (), (), None

    def turn_over(self) -> None:
        """Another document is opened: what belongs to the one before is not marked any more."""
        self._hits, self._hit, self._private, self._names, self._awaited = (), -1, (), (), None

    def show_filed(self, filed: tuple[Filed, ...], cell: Under | None) -> None:
        """Mark what is cited; what is judged now cites more than the rest."""
        if (filed, cell) != (self._filed, self._cell):
            self._filed, self._cell = filed, cell
            self.show_again()

    def show_private(self, parts: tuple[PrivatePart, ...]) -> None:
        """Cover what is private: flowing words are blotted out, pages are painted over."""
        if parts == self._private:
            return
        self._private = parts
        if (flow := self.free_flow()) is not None:
            self._reader.flow.replace_flow(flow)
        self.show_again()
        self.covered.emit()

    def free_flow(self) -> FlowDocument | None:
        """Return the flowing document without what is covered in it; None where the document has pages."""
        document = self._reader.document
        return covered_flow(document.flow, self._private) if document is not None and document.flow else None

    def free_outline(self) -> tuple[OutlineEntry, ...]:
        """Return the document's own contents, titles that repeat what is covered on their page blotted out."""
        document = self._reader.document
        entries = document.face.outline if document is not None else ()
        return tuple(
            replace(entry, title=BLOT * len(entry.title)) if self._is_title_covered(entry) else entry
            for entry in entries
        )

    def _is_title_covered(self, entry: OutlineEntry) -> bool:
        for part in self._private:
            if part.place != entry.page or entry.page is None:
                continue
            # As long as the words of the page are not there, any of its titles may be among them.
            if part.rect is None or (part.start is not None and entry.page not in self._reader.canvas.texts):
                return True
            if part.start is not None and set(entry.title.casefold().split()) & _telling(self.words_of(part)):
                return True
        return False

    def show_names(self, hits: tuple[Hit, ...]) -> None:
        """Mark names that the candidate asked to keep confidential."""
        self._names = hits
        self.show_again()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Mark where searched words stand."""
        self._hits, self._hit = hits, -1
        self.show_again()

    @Slot(int)
    def show_hit(self, number: int) -> None:
        """Go to one of the hits."""
        if 0 <= number < len(self._hits):
            self._hit = number
            hit = self._hits[number]
            self.show_again()
            self.go_to(citations.Target(hit.place, hit.start, hit.end))

    @Slot(object)
    def choose(self, mark: PageMark) -> None:
        """Tell which citation or cover a mark stands for."""
        if mark.kind is MarkKind.PRIVATE:
            self.cover_chosen.emit(mark.number)
        for each in self._filed:
            if (each.cell, each.number) == (mark.cell, mark.number):
                self.chosen.emit(each)

    def note_text(self, page: int) -> None:
        """The words of a page came in: mark them, and go where one wanted to go."""
        self.show_again()
        if self._awaited is not None and self._awaited.place == page:
            self.go_to(self._awaited)

    # Marking ----------------------------------------------------------------------------------

    def show_again(self) -> None:
        """Mark what is known by now."""
        document = self._reader.document
        if document is None:
            return
        if document.flow is not None:
            self._reader.flow.show_marks(self._flow_marks())
        else:
            self._reader.canvas.show_marks(self._page_marks())

    def _here(self) -> tuple[Filed, ...]:
        return tuple(each for each in self._filed if each.citation.path == self._reader.path)

    def _page_marks(self) -> dict[int, tuple[PageMark, ...]]:
        marks: dict[int, list[PageMark]] = {}
        for each in self._here():
            page, cited = each.citation.place, each.citation
            if isinstance(page, int) and (rects := self._rects(page, cited.start, cited.end, cited.rect)):
                kind = MarkKind.CITED if each.cell == self._cell else MarkKind.CITED_ELSEWHERE
                marks.setdefault(page, []).append(PageMark(kind, page, rects, each.cell, each.number))
        for hits, kind in ((self._names, MarkKind.NAME), (self._hits, MarkKind.HIT)):
            for number, hit in enumerate(hits):
                if isinstance(hit.place, int) and (rects := self._rects(hit.place, hit.start, hit.end, None)):
                    is_current = kind is MarkKind.HIT and number == self._hit
                    shown = MarkKind.CURRENT_HIT if is_current else kind
                    marks.setdefault(hit.place, []).append(PageMark(shown, hit.place, rects))
        for part in self._private:
            if isinstance(part.place, int):
                marks.setdefault(part.place, []).append(self._cover(part.place, part))
        return {page: tuple(found) for page, found in marks.items()}

    def _cover(self, page: int, part: PrivatePart) -> PageMark:
        document = self._reader.document
        pages = document.face.pages if document else ()
        size = pages[page - 1] if 0 < page <= len(pages) else None
        whole = (0.0, 0.0, size.width, size.height) if size else (0.0, 0.0, 0.0, 0.0)
        # What is out of the page's words is not to be seen either.
        words = self._rects(page, part.start, part.end, None) if part.rect is not None else ()
        return PageMark(MarkKind.PRIVATE, page, (part.rect or whole, *words), None, part.part_id)

    def _rects(self, page: int, start: int | None, end: int | None, rect: Rect | None) -> tuple[Rect, ...]:
        written = self._reader.canvas.texts.get(page)
        if written is not None and start is not None and end is not None:
            return written.rects(start, end)
        return (rect,) if rect is not None else ()

    def _flow_marks(self) -> list[TextMark]:
        document = self._reader.document
        flow = document.flow if document else None
        if flow is None:
            return []
        marks: list[TextMark] = []
        for each in self._here():
            start, end = each.citation.start, each.citation.end
            if start is None or end is None:
                continue
            kind = MarkKind.CITED if each.cell == self._cell else MarkKind.CITED_ELSEWHERE
            marks += [TextMark(kind, s, each) for s in stretches_at(flow, each.citation.place, start, end)]
        for hits, kind in ((self._names, MarkKind.NAME), (self._hits, MarkKind.HIT)):
            for number, hit in enumerate(hits):
                is_current = kind is MarkKind.HIT and number == self._hit
                shown = MarkKind.CURRENT_HIT if is_current else kind
                marks += [TextMark(shown, s) for s in stretches_at(flow, hit.place, hit.start, hit.end)]
        for part in self._private:
            written = flow.text_of(part.place) or ""
            start, end = part.start or 0, len(written) if part.end is None else part.end
            marks += [TextMark(MarkKind.PRIVATE, s) for s in stretches_at(flow, part.place, start, end)]
        return marks

    # Going ------------------------------------------------------------------------------------

    def go_to(self, target: Target) -> None:
        """Bring a place of the document into sight; at once, or as soon as its words are known."""
        document = self._reader.document
        self._awaited = None
        if document is None:
            return
        if document.flow is not None:
            flow = document.flow
            start = target.start or 0
            end = target.end if target.end is not None else start + 1
            first = next(iter(stretches_at(flow, target.place, start, end)), None)
            if first is not None:
                self._reader.flow.show_stretch(first)
            return
        if not isinstance(target.place, int):
            return
        rect = target.rect
        written = self._reader.canvas.texts.get(target.place)
        if rect is None and target.start is not None and target.end is not None:
            if written is None:
                self._awaited = target
            else:
                rect = written.bounds(target.start, target.end)
        self._reader.canvas.reveal(target.place, rect)

    # Citing -----------------------------------------------------------------------------------

    def selected(self) -> tuple[Citation, ...]:
        """Return what is selected as citations; what is private cannot be cited."""
        document = self._reader.document
        if document is None:
            return ()
        path, sha256 = document.path, document.id
        if document.flow is not None:
            # Not by a heading that is covered.
            found = cited_range(self.free_flow() or document.flow, self._reader.flow.stretches)
            is_free = found is not None and not self._is_covered_in(document.flow, found)
            return (citations.of_range(path, sha256, found),) if found is not None and is_free else ()
        canvas = self._reader.canvas
        match canvas.selection:
            case Region() as region:
                return (citations.of_region(path, sha256, region),)
            case Selection() as selection:
                return tuple(
                    citations.of_passage(path, sha256, each, canvas.texts[each.page])
                    for each in selection.passages(canvas.texts)
                    if self._is_quotable(each.page, each.start, each.end)
                )
        return ()

    def parts_to_cover(self, *, is_whole_page: bool) -> tuple[ToCover, ...]:
        """Return what is to be covered, one part for each page; nothing where nothing is selected."""
        document, canvas = self._reader.document, self._reader.canvas
        if document is None:
            return ()
        if document.flow is not None:
            found = cited_range(document.flow, self._reader.flow.stretches)
            return (ToCover(found.place, None, (found.start, found.end)),) if found is not None else ()
        if is_whole_page:
            return (ToCover(canvas.page),)
        match canvas.selection:
            case Region(page=page, rect=rect) if page in canvas.texts:
                return (_area_to_cover(page, rect, canvas.texts[page]),)
            case Selection() as selection:
                found_on = ((each, canvas.texts[each.page]) for each in selection.passages(canvas.texts))
                bounds = ((each.page, words.bounds(each.start, each.end), words) for each, words in found_on)
                return tuple(_area_to_cover(page, rect, words) for page, rect, words in bounds if rect is not None)
        return ()

    def words_of(self, part: PrivatePart) -> str:
        """Return the covered words of a part, as far as they are known here; for comparing only."""
        document = self._reader.document
        written = self._reader.canvas.texts.get(part.place) if isinstance(part.place, int) else None
        words = written.text if written is not None else ""
        if document is not None and document.flow is not None:
            words = document.flow.text_of(part.place) or ""
        return words[part.start : part.end]

    def without_private(self, place: Place, words: str) -> str:
        """Return the words of a page with what is covered blotted out."""
        return covered_page(place, words, self._private)

    def _is_covered_in(self, flow: FlowDocument, found: FlowRange) -> bool:
        words, free = flow.text_of(found.place) or "", self.free_flow()
        return free is not None and is_covered(words, free.text_of(found.place) or "", found.start, found.end)

    def _is_quotable(self, place: Place, start: int, end: int) -> bool:
        for part in self._private:
            if part.place != place:
                continue
            is_whole = part.rect is None and part.start is None
            is_touched = part.start is not None and part.end is not None and start < part.end and part.start < end
            if is_whole or is_touched:
                return False
        return True


def _area_to_cover(page: int, rect: Rect, words: PageText) -> ToCover:
    inside = list(words.inside(rect))
    return ToCover(page, rect, (inside[0], inside[-1] + 1) if inside else None)


def _telling(words: str) -> set[str]:
    """Return the words that are more than an article or a number of one digit."""
    return {word for word in words.casefold().split() if len(word) > _SHORT}
