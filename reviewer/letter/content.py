"""A letter compiled from the record: every sentence comes from what was judged, or from the program's letter file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from reviewer.errors import LetterError
from reviewer.letter import claims, feedback, strengths
from reviewer.letter.asking import Asked, asked_in
from reviewer.letter.case import LetterCase
from reviewer.letter.problems import problems_in, without_addresses
from reviewer.letter.template import template_for
from reviewer.letter.values import LetterContent, Points, Prose, Section, Signature
from reviewer.review.case import case_of
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from reviewer.letter.template import Template
    from reviewer.letter.values import Block, Letterhead
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.determination import Determination
    from reviewer.review.judgment import Record
    from reviewer.submission.model import Submission

_BY_OFFICE = "office"
_HEAD_SHOWN = 16


def write_letter(  # noqa: PLR0913 - a letter is written from exactly these
    program: ProgramDefinition,
    submission: Submission,
    record: Record,
    determination: Determination,
    outcome: str,
    *,
    profile: Letterhead,
    dated_on: date,
    is_draft: bool,
    journal_head: str | None = None,
    language: str = "en",
    is_practice: bool = False,
) -> LetterContent:
    """Write the letter of one case.

    Args:
        program: the program's rules, words and letters.
        submission: what the candidate handed in.
        record: what the reviewer recorded; drafts and private notes are never read.
        determination: what the record leads to, for what is needed and what is only suggested.
        outcome: the outcome signed, which may differ from the one recommended.
        profile: the reviewer's name, letterhead and pictures.
        dated_on: the letter's date, where the program lets the reviewer date it.
        is_draft: marks every page, and leaves the signature picture out.
        journal_head: head of the case's journal, printed at the foot; None leaves it out.
        language: one of `template.known_languages(program.letters)`.
        is_practice: says on every page, draft or not, that nothing was decided.

    Returns:
        The content; its `problems` are what to look at before signing.

    Raises:
        LetterError: the program has no such outcome, or its letter files lack something.
        UsageError: there is no letter in that language.
    """
    words = template_for(program.letters, language)
    case = LetterCase(case_of(program, submission, record), determination, outcome, words)
    parts = case.parts
    if not parts:
        raise LetterError(submission.submission_id, reason=text("letter.reason.unknown_outcome", outcome=outcome))
    asked = asked_in(case, asks="needed" in parts)
    writing = _Writing(case, profile, dated_on, asked, is_draft=is_draft, journal_head=journal_head)
    content = writing.content(parts)
    practice = text("letter.practice") if is_practice else ""
    shown = content.mapped(without_addresses(words))
    return replace(shown, problems=problems_in(case, content), practice_words=practice)


@dataclass(frozen=True, slots=True)
class _Writing:
    """One letter while it is being written."""

    case: LetterCase
    profile: Letterhead
    dated_on: date
    asked: Asked
    is_draft: bool
    journal_head: str | None

    @property
    def words(self) -> Template:
        return self.case.words

    @property
    def reference(self) -> str:
        submission = self.case.submission
        return self.words.say(
            "about.reference_value", submission_id=submission.submission_id, revision=submission.revision
        )

    @property
    def is_dated_by_office(self) -> bool:
        return self.case.program.letter.dated_by == _BY_OFFICE

    def outcome(self, key: str) -> str:
        """Return a sentence that only this outcome has."""
        rules = self.case.program.letter
        values = {
            "credential": rules.program_name,
            "body": rules.body_name,
            "reference": self.reference,
            "outcome": self.case.reviewed.pathway.outcome(self.case.outcome).name,
        }
        return self.case.say(key, **values)

    def content(self, parts: tuple[str, ...]) -> LetterContent:
        case, submission = self.case, self.case.submission
        return LetterContent(
            subject=self.reference,
            language=self.words.language,
            letterhead=self.profile,
            office_name=self.profile.office_name or case.program.letter.body_name,
            dated_on=self.dated_on,
            about=self.about(),
            recipient=(submission.candidate.name, *submission.candidate.postal_address),
            title=self.outcome("title"),
            salutation=self.words.say("words.salutation", name=submission.candidate.name),
            result=self.outcome("result"),
            sections=tuple(self.sections(parts)),
            closing=(self.words.say("signature.closing"),),
            signature=self.signature(),
            footer=self.words.say("words.footer", reference=self.reference),
            page_words=self.words.say("words.page", page="{page}", pages="{pages}"),
            draft_words=self.words.say("words.draft"),
            journal_words=self.journal(),
            is_draft=self.is_draft,
            answer_by=self.answer_by("answer.short_") if "answer" in parts else "",
        )

    def about(self) -> tuple[tuple[str, str], ...]:
        program = self.case.program
        dated = self.words.say("about.date_by_office") if self.is_dated_by_office else self.words.day(self.dated_on)
        rows = {
            "reference": self.reference,
            "program": self.words.say(
                "about.program_value", program=program.letter.program_name, edition=program.edition
            ),
            "received": self.words.day(self.case.submission.submitted_on),
            "date": dated,
        }
        return tuple((self.words.say(f"about.{name}"), value) for name, value in rows.items())

    def journal(self) -> str:
        return self.words.say("words.journal", head=self.journal_head[:_HEAD_SHOWN]) if self.journal_head else ""

    def signature(self) -> Signature:
        rules = self.case.program.letter
        if rules.signed_by == _BY_OFFICE:
            office = self.words.say("signature.office_name", office=rules.body_name)
            return Signature((office, self.words.say("signature.office_line")))
        lines = (
            self.words.say("signature.reviewer", name=self.profile.reviewer_name),
            self.words.say("signature.reviewer_role", office=rules.body_name),
        )
        return Signature(lines, None if self.is_draft else self.profile.signature)

    def sections(self, parts: tuple[str, ...]) -> Iterator[Section]:
        for part in parts:
            blocks = tuple(_PARTS[part](self)) if part in _PARTS else (Prose(self.outcome(f"{part}.text")),)
            if blocks:
                yield Section(self.heading(part), blocks)

    def heading(self, part: str) -> str:
        key = f"{part}.heading"
        return self.case.say(key) if self.case.has(key) else ""

    def decision(self) -> Iterator[Block]:
        again = [self.words.say("decision.again")] if self.case.submission.revision > 1 else []
        kind = f"scheme.{self.case.program.scheme_kind}"
        scheme = [self.case.say(kind)] if self.case.has(kind) else []
        yield Prose(" ".join([*again, self.outcome("decision"), *scheme]))

    def strengths(self) -> Iterator[Block]:
        yield from (Prose(sentence) for sentence in strengths.strengths(self.case))

    def needed(self) -> Iterator[Block]:
        if not self.asked.requests:
            yield Prose(self.outcome("needed.missing"))
            return
        yield Prose(" ".join([self.case.say("needed.intro"), *self.asked.choices]))
        yield from self.asked.requests

    def advised(self) -> Iterator[Block]:
        if self.asked.suggestions:
            yield Prose(self.case.say("advised.intro"))
            yield from self.asked.suggestions

    def claims(self) -> Iterator[Block]:
        total = claims.total(self.case)
        if total:
            yield Prose(total)
        reduced = claims.reduced(self.case)
        if reduced:
            yield Prose(self.case.say("claims.intro"))
            yield Points(reduced)

    def standards(self) -> Iterator[Block]:
        yield Prose(self.case.say("standards.intro"))
        yield from feedback.on_standards(self.case)

    def mistakes(self) -> Iterator[Block]:
        told = feedback.common_mistakes(self.case)
        if told:
            yield Prose(self.case.say("mistakes.intro"))
            yield Points(told)

    def kept(self) -> Iterator[Block]:
        shown = strengths.kept(self.case)
        if shown:
            yield Prose(self.case.say("kept.intro"))
            yield Points(shown)

    def remarks(self) -> Iterator[Block]:
        told = strengths.remarks(self.case)
        if told:
            yield Prose(self.case.say("remarks.intro"))
            yield Points(told)

    def answer(self) -> Iterator[Block]:
        how = self.case.say("answer.how", reference=self.reference)
        yield Prose(f"{how} {self.answer_by('answer.by_')}")

    def answer_by(self, key: str) -> str:
        """Say by when to answer: a day or a period only where the body's own is known."""
        rules = self.case.program.letter
        days = rules.answer_within_days if rules.answer_provenance.is_verified else None
        if days is None:
            return self.case.say(f"{key}office")
        if self.is_dated_by_office:
            return self.case.say(f"{key}days", days=days)
        return self.case.say(f"{key}date", date=self.words.day(self.dated_on + timedelta(days=days)))

    def misread(self) -> Iterator[Block]:
        yield Prose(self.case.say("misread.text", reference=self.reference))

    def review(self) -> Iterator[Block]:
        rules = self.case.program.letter
        days = rules.review_within_days if rules.review_provenance.is_verified else None
        when = self.case.say("review.by_office") if days is None else self.case.say("review.within_days", days=days)
        yield Prose(self.case.say("review.text", reference=self.reference, when=when))


_PARTS: dict[str, Callable[[_Writing], Iterator[Block]]] = {
    "decision": _Writing.decision,
    "strengths": _Writing.strengths,
    "needed": _Writing.needed,
    "advised": _Writing.advised,
    "claims": _Writing.claims,
    "standards": _Writing.standards,
    "mistakes": _Writing.mistakes,
    "kept": _Writing.kept,
    "remarks": _Writing.remarks,
    "answer": _Writing.answer,
    "misread": _Writing.misread,
    "review": _Writing.review,
}
