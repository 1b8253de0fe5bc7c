"""Milestones of coursework: which are proposed to count, what was ruled, and what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.judgment import MilestoneKey
from reviewer.review.numbers import written
from reviewer.review.parameters import count, number, words
from reviewer.review.period import months_after
from reviewer.review.sheet_rows import MilestoneRow
from reviewer.text import counted, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from reviewer.program.model import RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.judgment import CountsRuling
    from reviewer.submission.model import Milestone

MODULE = "module_assessment"
SESSION = "practicum_session"
EXAM = "exam"

BELOW_MARK = "below-mark"
NO_SCORE = "no-score"
NOT_ALL_MINUTES = "not-all-minutes"
NO_MINUTES = "no-minutes"
TOO_MANY_ATTEMPTS = "too-many-attempts"
OUTSIDE_WINDOW = "outside-window"
NO_PRACTICUM = "no-practicum"
BEFORE_PRACTICUM = "before-practicum"
UNKNOWN_REF = "unknown-ref"

_FAILS = frozenset({BELOW_MARK, NOT_ALL_MINUTES, TOO_MANY_ATTEMPTS, OUTSIDE_WINDOW})
_CANNOT_TELL = frozenset({NO_SCORE, NO_MINUTES})
_RULED_BY = {MODULE: "modules_passed", SESSION: "practicum_attended", EXAM: "exam_passed"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One milestone with what was noticed; `proposed` is None where the rules cannot tell."""

    milestone: Milestone
    flags: tuple[str, ...]
    proposed: bool | None
    ruling: CountsRuling | None

    @property
    def key(self) -> MilestoneKey:
        """Return what names the milestone."""
        return key_of(self.milestone)

    @property
    def counts(self) -> bool | None:
        """Return whether it counts: the ruling, else the proposal."""
        return self.proposed if self.ruling is None else self.ruling.counts


def key_of(milestone: Milestone) -> MilestoneKey:
    """Return what names a milestone."""
    return MilestoneKey(milestone.ref, milestone.attempt)


def milestone_name(ref: str, attempt: int | None) -> str:
    """Name a milestone for people: `Module 04, attempt 2`; a first attempt needs no number."""
    name = ref.replace("-", " ").capitalize()
    return name if attempt in {None, 1} else text("review.milestone_attempt", name=name, attempt=attempt)


def seen_milestones(case: Case) -> tuple[Seen, ...]:
    """Return every milestone with whether it counts; none where the pathway does not look at milestones."""
    if not case.pathway.has_milestones:
        return ()
    return tuple(
        _seen(case, milestone, _rule_for(case, milestone), place)
        for place, milestone in enumerate(case.submission.milestones)
    )


def _rule_for(case: Case, milestone: Milestone) -> RuleSpec | None:
    """Return the rule that a milestone counts for; of several on modules the one that names it."""
    rules = case.pathway.rules_with(_RULED_BY.get(milestone.kind, ""))
    named = (rule for rule in rules if milestone.kind == MODULE and milestone.ref in required_modules(rule))
    return next(named, next(iter(rules), None))


def _seen(case: Case, milestone: Milestone, rule: RuleSpec | None, place: int) -> Seen:
    flags = tuple(_flags(case, milestone, rule, place))
    ruling = case.record.milestones.get(key_of(milestone))
    return Seen(milestone, flags, _proposed(frozenset(flags)), ruling)


def _proposed(flags: frozenset[str]) -> bool | None:
    if UNKNOWN_REF in flags:
        return None
    if flags & _FAILS:
        return False
    return None if flags & _CANNOT_TELL else True


def _flags(case: Case, milestone: Milestone, rule: RuleSpec | None, place: int) -> Iterator[str]:
    if not _is_known(case, milestone.ref):
        yield UNKNOWN_REF
    if rule is None:
        return
    if milestone.kind == SESSION:
        yield from _flags_of_session(milestone)
        return
    yield from _flags_of_score(milestone.score, number(rule, "pass_mark"))
    if milestone.kind == EXAM:
        yield from _flags_of_exam(case, milestone, rule, place)


def _is_known(case: Case, ref: str) -> bool:
    known = case.program.vocabularies.get("milestones.ref")
    return known is None or any(_fits(ref, word) for word in known)


def _fits(ref: str, word: str) -> bool:
    if word.endswith("*"):
        return re.fullmatch(re.escape(word[:-1]) + "[0-9]+", ref) is not None
    return ref == word


def _flags_of_score(score: Decimal | None, pass_mark: Decimal) -> Iterator[str]:
    if score is None:
        yield NO_SCORE
    elif score < pass_mark:
        yield BELOW_MARK


def _flags_of_session(milestone: Milestone) -> Iterator[str]:
    attended, scheduled = milestone.attended_minutes, milestone.scheduled_minutes
    if attended is None or scheduled is None:
        yield NO_MINUTES
    elif attended < scheduled:
        yield NOT_ALL_MINUTES


def _flags_of_exam(case: Case, milestone: Milestone, rule: RuleSpec, place: int) -> Iterator[str]:
    if _attempt(case, milestone, place) > count(rule, "attempts"):
        yield TOO_MANY_ATTEMPTS
    last_session = last_session_of(case)
    if last_session is None:
        yield NO_PRACTICUM
        return
    last_day = months_after(last_session, count(rule, "window_months"))
    if last_day is not None and milestone.completed_on > last_day:
        yield OUTSIDE_WINDOW
    if milestone.completed_on < last_session:
        yield BEFORE_PRACTICUM


def _attempt(case: Case, milestone: Milestone, place: int) -> int:
    """Return the number of an attempt, counted by the days where the submission numbers none."""
    if milestone.attempt is not None:
        return milestone.attempt
    exams = [(each.completed_on, at) for at, each in enumerate(case.submission.milestones) if each.kind == EXAM]
    return sorted(exams).index((milestone.completed_on, place)) + 1


def last_session_of(case: Case) -> date | None:
    """Return the day of the last practicum session that was not ruled out."""
    days = [each.completed_on for each in case.submission.milestones if each.kind == SESSION and _stands(case, each)]
    return max(days, default=None)


def _stands(case: Case, milestone: Milestone) -> bool:
    ruling = case.record.milestones.get(key_of(milestone))
    return ruling is None or ruling.counts


# Ready to show --------------------------------------------------------------------------------


def milestone_rows(case: Case) -> tuple[MilestoneRow, ...]:
    """Return the milestones ready to show, in the order of the submission."""
    return tuple(_row(case, seen) for seen in seen_milestones(case))


def _row(case: Case, seen: Seen) -> MilestoneRow:
    milestone, ruling = seen.milestone, seen.ruling
    return MilestoneRow(
        ref=milestone.ref,
        attempt=milestone.attempt,
        kind=milestone.kind,
        completed_on=milestone.completed_on,
        score=milestone.score,
        attended_minutes=milestone.attended_minutes,
        scheduled_minutes=milestone.scheduled_minutes,
        proposed=seen.proposed,
        ruled=ruling.counts if ruling else None,
        counts=seen.counts,
        because=ruling.because if ruling else "",
        flags=seen.flags,
        notes=tuple(_note(case, milestone, flag) for flag in seen.flags),
        evidence=milestone.evidence,
    )


def _note(case: Case, milestone: Milestone, flag: str) -> str:
    rule = _rule_for(case, milestone)
    parameters = rule.parameters if rule else {}
    return text(
        f"review.milestone.{flag.replace('-', '_')}",
        ref=milestone.ref,
        score=written(milestone.score) if milestone.score is not None else "",
        attended=milestone.attended_minutes if milestone.attended_minutes is not None else "",
        scheduled=milestone.scheduled_minutes if milestone.scheduled_minutes is not None else "",
        pass_mark=parameters.get("pass_mark", ""),
        attempts=_spoken(parameters, "attempts", "attempts"),
        window=_spoken(parameters, "window_months", "months"),
        completed_on=milestone.completed_on,
        last_session=last_session_of(case) or "",
    )


def _spoken(parameters: Mapping[str, object], name: str, unit: str) -> str:
    number = parameters.get(name)
    return counted(f"review.rule.{unit}", number) if isinstance(number, int) else ""


# What counts, by reference --------------------------------------------------------------------


def state_of_refs(seen: Sequence[Seen], kind: str) -> dict[str, bool | None]:
    """Return for each reference of one kind whether any attempt counts; None where that cannot be told yet."""
    attempts: dict[str, list[bool | None]] = {}
    for each in seen:
        if each.milestone.kind == kind:
            attempts.setdefault(each.milestone.ref, []).append(each.counts)
    return {ref: True if any(counts) else None if None in counts else False for ref, counts in attempts.items()}


def required_modules(rule: RuleSpec) -> tuple[str, ...]:
    """Return the references of the modules that a rule asks for."""
    return words(rule, "modules")
