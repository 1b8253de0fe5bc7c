"""Citations as the window makes, names and collects them: values only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reviewer.review.judgment import Citation
from reviewer.text import text
from reviewer.vocabulary import Cell, CitationKind, SourceKind
from ui.models.outcome import cell_name
from ui.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewer.errors import ReviewerError
    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.flow import Place
    from reviewer.submission.model import Submission
    from reviewer.submission.page_text import PageText, Rect
    from ui.models.flow_places import FlowRange
    from ui.models.page_selection import Passage, Region
    from ui.models.segments import Stretch

_LABEL_LENGTH = 44
_TITLE_LENGTH = 30
"""So short that the page and the first words stand beside a title in a narrow chip."""
_MOST_LINES = 12

Under = Cell | str
"""What a citation is filed under: a cell, or an item of the ethics checklist by its id."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where in a document to go: a place, and there a range of characters or a rectangle."""

    place: Place = None
    start: int | None = None
    end: int | None = None
    rect: Rect | None = None

    @classmethod
    def of(cls, citation: Citation) -> Target:
        """Return where a citation points."""
        return cls(citation.place, citation.start, citation.end, citation.rect)


@dataclass(frozen=True, slots=True)
class Filed:
    """A citation with the cell, or the ethics item, that it is filed under and its number there."""

    cell: Under
    number: int
    citation: Citation


class BrokenCitation(Protocol):
    """A citation that does not match any more: of a cell or of an ethics item, and why."""

    @property
    def citation(self) -> Citation: ...
    @property
    def cell(self) -> Cell | None: ...
    @property
    def item(self) -> str | None: ...
    @property
    def reason(self) -> str: ...


def of_passage(path: str, sha256: str, passage: Passage, written: PageText) -> Citation:
    """Cite characters of a page."""
    quote = written.text[passage.start : passage.end]
    return Citation(
        CitationKind.PASSAGE,
        SourceKind.DOCUMENT,
        path,
        sha256,
        quote,
        place=passage.page,
        start=passage.start,
        end=passage.end,
        rect=_rounded(written.bounds(passage.start, passage.end)),
    )


def of_region(path: str, sha256: str, region: Region) -> Citation:
    """Cite an area of a page, such as a part of a scan."""
    return Citation(
        CitationKind.REGION, SourceKind.DOCUMENT, path, sha256, "", place=region.page, rect=_rounded(region.rect)
    )


def of_document(path: str, sha256: str) -> Citation:
    """Cite a document as a whole."""
    return Citation(CitationKind.REGION, SourceKind.DOCUMENT, path, sha256, "")


def of_range(path: str, sha256: str, found: FlowRange) -> Citation:
    """Cite words of a flowing document."""
    return Citation(
        CitationKind.PASSAGE,
        SourceKind.DOCUMENT,
        path,
        sha256,
        found.quote,
        place=found.place,
        start=found.start,
        end=found.end,
    )


def looked_in(path: str, sha256: str, place: Place, sought: str) -> Citation:
    """Cite what is not there: where it was looked for, and what."""
    return Citation(CitationKind.LOOKED_IN, SourceKind.DOCUMENT, path, sha256, sought, place=place)


def looked_in_words(submission: Submission, path: str, sought: str) -> Citation | None:
    """Cite what a narrative, an attestation or an answer does not say; None where the case has no such words."""
    words = source_words(submission, path)
    if words is None:
        return None
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Citation(CitationKind.LOOKED_IN, SourceKind(path.partition(":")[0]), path, digest, sought)


def of_words(submission: Submission, stretch: Stretch) -> Citation | None:
    """Cite words of a narrative, an attestation or an answer; None where the case has no such words."""
    path = str(stretch.source)
    words = source_words(submission, path)
    if words is None:
        return None
    digest = hashlib.sha256(words.encode()).hexdigest()
    source = SourceKind(path.partition(":")[0])
    quote = words[stretch.start : stretch.end]
    return Citation(CitationKind.PASSAGE, source, path, digest, quote, start=stretch.start, end=stretch.end)


def source_words(submission: Submission, path: str) -> str | None:
    """Return the words that a citation calls `narrative:P:N`, `attestation:P:K` or `answer:N`."""
    match path.split(":"):
        case ["narrative", project_id, number] if (project := submission.project(project_id)) is not None:
            claim = project.claim(int(number))
            return claim.narrative if claim else None
        case ["attestation", project_id, number] if (project := submission.project(project_id)) is not None:
            place = int(number) - 1
            return project.attestations[place].statement if 0 <= place < len(project.attestations) else None
        case ["answer", number]:
            answers = submission.response_to
            place = int(number) - 1
            return answers[place].response if 0 <= place < len(answers) else None
    return None


def project_of(path: str) -> str | None:
    """Return the project whose words a citation points into; None for a document."""
    match path.split(":"):
        case ["narrative" | "attestation", project_id, _]:
            return project_id
    return None


def is_document(citation: Citation) -> bool:
    """True when a citation points into a document."""
    return citation.source is SourceKind.DOCUMENT


# Collecting -------------------------------------------------------------------------------------


def all_filed(sheet: Sheet) -> Iterator[Filed]:
    """Yield every citation of a case, cell by cell, then item by item; drafts before what is closed."""
    for row in sheet.cells:
        for number, citation in enumerate(row.shown.citations if row.shown else ()):
            yield Filed(row.cell, number, citation)
    for item in sheet.ethics:
        for number, citation in enumerate(item.citations):
            yield Filed(item.id, number, citation)


# Naming -----------------------------------------------------------------------------------------


def label(citation: Citation, titles: Mapping[str, str]) -> str:
    """Name a citation on one line: where it points, and a few of its words."""
    where = where_words(citation, titles)
    if citation.kind is CitationKind.LOOKED_IN:
        return text("ui.citation.looked_in", where=where, sought=_shortened(citation.quote))
    if citation.kind is CitationKind.REGION:
        return text("ui.citation.region", where=where) if citation.place is not None else where
    return text("ui.citation.passage", where=where, quote=_shortened(citation.quote))


def broken_lines(sheet: Sheet, error: ReviewerError) -> str:
    """Say of each citation that does not match any more what cites it, what it is, and why; empty for other errors."""
    broken: tuple[BrokenCitation, ...] = getattr(error, "details", {}).get("broken", ())
    titles = names_of_words(sheet.submission) | {each.path: each.title for each in sheet.submission.documents}
    lines = [
        text(
            "ui.citation.broken_line",
            where=_under_words(sheet, each),
            what=label(each.citation, titles),
            why=each.reason,
        )
        for each in broken[:_MOST_LINES]
    ]
    if len(broken) > _MOST_LINES:
        lines.append(text("ui.citation.broken_more", count=len(broken) - _MOST_LINES))
    return "\n".join(lines)


def _under_words(sheet: Sheet, broken: BrokenCitation) -> str:
    if broken.cell is not None:
        return cell_name(sheet, broken.cell)
    return next((row.title for row in sheet.ethics if row.id == broken.item), broken.item or "")


def where_words(citation: Citation, titles: Mapping[str, str]) -> str:
    """Name where a citation points: the document and the place in it, or whose words."""
    if not is_document(citation):
        return titles.get(citation.path) or whose_words(citation.path)
    name = _shortened(titles.get(citation.path) or citation.path.rpartition("/")[2], _TITLE_LENGTH)
    match citation.place:
        case None:
            return one_line(titles.get(citation.path) or name)
        case int(page):
            return text("ui.citation.page", name=name, page=page)
        case place:
            return text("ui.citation.place", name=name, place=_shortened(place))


def names_of_words(submission: Submission) -> dict[str, str]:
    """Return, by path, what to call the claims and attestations of a case: its projects by their places."""
    named: dict[str, str] = {}
    for place, project in enumerate(submission.projects, start=1):
        words = text("case.project_place", place=place)
        for claim in project.claims:
            path = f"{SourceKind.NARRATIVE}:{project.project_id}:{claim.standard}"
            named[path] = text("ui.citation.narrative", project=words, standard=claim.standard)
        for number, _ in enumerate(project.attestations, start=1):
            path = f"{SourceKind.ATTESTATION}:{project.project_id}:{number}"
            named[path] = text("ui.citation.attestation", project=words, number=number)
    return named


def whose_words(path: str) -> str:
    """Name whose words a path stands for where the case is not known, or else the file."""
    match path.split(":"):
        case ["narrative", _, number]:
            return text("ui.citation.narrative_alone", standard=number)
        case ["attestation", _, number]:
            return text("ui.citation.attestation_alone", number=number)
        case ["answer", number]:
            return text("ui.citation.answer", number=number)
    return one_line(path.rpartition("/")[2])


def _shortened(words: str, length: int = _LABEL_LENGTH) -> str:
    line = one_line(words)
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _rounded(rect: Rect | None) -> Rect | None:
    return (round(rect[0], 2), round(rect[1], 2), round(rect[2], 2), round(rect[3], 2)) if rect else None
