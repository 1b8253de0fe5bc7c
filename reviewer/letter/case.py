"""The case that a letter is about, and how its parts are called in the letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.vocabulary import NOT_APPLICABLE, Cell, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewer.letter.template import Template
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.case import Case
    from reviewer.review.determination import Determination
    from reviewer.review.judgment import Citation, JudgmentText, Record
    from reviewer.submission.model import Submission

_SHORTEST_RANGE = 3


@dataclass(frozen=True, slots=True)
class LetterCase:
    """Everything that a letter is written from; `outcome` is the one signed, not the one recommended."""

    reviewed: Case
    determination: Determination
    outcome: str
    words: Template

    @property
    def program(self) -> ProgramDefinition:
        """Return what the program asks for."""
        return self.reviewed.program

    @property
    def submission(self) -> Submission:
        """Return what was handed in."""
        return self.reviewed.submission

    @property
    def record(self) -> Record:
        """Return what was recorded."""
        return self.reviewed.record

    @property
    def levels(self) -> Mapping[Cell, str | None]:
        """Return the level of every cell, in reading order."""
        return self.reviewed.levels

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the parts of this outcome's letter in their order, empty where the pathway has no such outcome."""
        if self.outcome not in {each.id for each in self.reviewed.pathway.outcomes}:
            return ()
        return next(filter(None, (self.words.names(f"{where}.parts") for where in self._own())), ())

    def say(self, key: str, /, **values: object) -> str:
        """Return a sentence, in the wording of the pathway and outcome where they have one."""
        return self.first(key, **values)

    def first(self, *keys: str, **values: object) -> str:
        """Return the first of several sentences that there is, each in its own wording before the general one."""
        own = [f"{where}.{key}" for key in keys for where in (*self._own(), "")]
        return self.words.first(*(key.removeprefix(".") for key in own), **values)

    def has(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return any(self.words.has(f"{where}.{key}".removeprefix(".")) for where in (*self._own(), ""))

    def _own(self) -> tuple[str, ...]:
        """Return where an outcome's own sentences stand; an outcome that no letter names gets general ones."""
        pathway = self.reviewed.pathway
        own = (f"pathway.{pathway.id}.{self.outcome}", f"outcome.{self.outcome}")
        if any(self.words.has(f"{where}.title") for where in own):
            return own
        is_best = bool(pathway.outcomes) and pathway.outcomes[0].id == self.outcome
        return (*own, "outcome_best" if is_best else "outcome_other")

    def judged(self, cell: Cell) -> JudgmentText | None:
        """Return what was recorded of a cell; what is only typed so far is no part of a letter."""
        judgment = self.record.judgments.get(cell)
        return judgment.text if judgment else None

    def shows(self, cell: Cell) -> bool:
        """Tell whether the cell's level shows its Standard."""
        return self.levels[cell] in {each.id for each in self.program.levels if each.shows}

    def is_weak(self, cell: Cell) -> bool:
        """Tell whether the cell was looked at and does not show its Standard."""
        return self.levels[cell] not in {None, NOT_APPLICABLE} and not self.shows(cell)

    def project(self, project_id: str) -> str:
        """Return a project's title, quoted."""
        project = self.submission.project(project_id)
        return self.words.say("words.title_quoted", title=project.title if project else project_id)

    def standard(self, number: int) -> str:
        """Return a Standard's number and short name."""
        return self.words.say("words.standard", number=number, name=self.program.standard(number).name)

    def standards(self, numbers: Iterable[int]) -> str:
        """Return several Standards by number: `Standards 1 to 4, and 7`."""
        listed = sorted(set(numbers))
        if len(listed) == 1:
            return self.words.say("words.standard_short", number=listed[0])
        return self.words.say("words.standards_short", numbers=self.words.joined(self._ranges(listed)))

    def _ranges(self, numbers: list[int]) -> Iterator[str]:
        start = 0
        while start < len(numbers):
            end = start
            while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
                end += 1
            if end - start + 1 >= _SHORTEST_RANGE:
                yield self.words.say("words.range", first=numbers[start], last=numbers[end])
            else:
                yield from (str(number) for number in numbers[start : end + 1])
            start = end + 1

    def places(self, citations: Iterable[Citation], *, at: Cell | None = None) -> tuple[str, ...]:
        """Return the places that citations point at, in words, each once; never what they quote."""
        return tuple(dict.fromkeys(self._place(citation, at) for citation in citations))

    def _place(self, citation: Citation, at: Cell | None) -> str:
        if citation.source is SourceKind.DOCUMENT:
            return self._document(citation)
        if citation.source is SourceKind.ANSWER:
            return self.words.say("words.answer")
        _kind, project_id, number = citation.path.split(":", maxsplit=2)
        if citation.source is SourceKind.ATTESTATION:
            return self._attestation(project_id, number)
        if at == Cell(project_id, int(number)):
            return self.words.say("words.narrative_here")
        if at and at.project_id == project_id:
            return self.words.say("words.narrative", standard=number)
        return self.words.say("words.narrative_of_project", standard=number, project=self.project(project_id))

    def _document(self, citation: Citation) -> str:
        listed = {document.path: document.title for document in self.submission.documents}
        title = listed.get(citation.path, citation.path.rsplit("/", maxsplit=1)[-1])
        if citation.place is None:
            return self.words.say("words.document", title=title)
        key = "words.document_at_page" if isinstance(citation.place, int) else "words.document_at_place"
        return self.words.say(key, title=title, place=citation.place)

    def _attestation(self, project_id: str, number: str) -> str:
        project = self.submission.project(project_id)
        attestations = project.attestations if project else ()
        position = int(number) - 1
        known = 0 <= position < len(attestations)
        name = attestations[position].attester_name if known else self.project(project_id)
        return self.words.say("words.attestation", name=name)
