"""Rules on coursework: module assessments, practicum sessions, the exam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review import milestones
from reviewer.review.parameters import count, number
from reviewer.review.rules.results import one_answer
from reviewer.text import counted, text
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.program.model import RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.determination import RuleResult


def modules_passed(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when every one of `modules` has an attempt at `pass_mark` or more, whichever it is."""
    states = milestones.state_of_refs(milestones.seen_milestones(case), milestones.MODULE)
    modules = milestones.required_modules(rule)
    passed = [module for module in modules if states.get(module)]
    absent = [module for module in modules if module not in states]
    failed = [module for module in modules if module in states and states[module] is False]
    untold = [module for module in modules if module in states and states[module] is None]
    because = counted("review.rule.modules_passed.passed", len(modules), passed=len(passed))
    for key, names in (("absent", absent), ("failed", failed), ("untold", untold)):
        if names:
            because += " " + text(
                f"review.rule.modules_passed.{key}", modules=_spoken(names), pass_mark=number(rule, "pass_mark")
            )
    return one_answer(rule, _all_of(bool(absent or failed), bool(untold)), because)


def _spoken(refs: Sequence[str]) -> str:
    return ", ".join(milestones.milestone_name(ref, None) for ref in refs)


def _all_of(fails: bool, cannot_tell: bool) -> Holds:  # noqa: FBT001 - the truth of two statements
    if fails:
        return Holds.FAILS
    return Holds.CANNOT_TELL if cannot_tell else Holds.HOLDS


def practicum_attended(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when every scheduled minute of every practicum session was attended; there must be one at least."""
    seen = milestones.seen_milestones(case)
    sessions = [each.milestone for each in seen if each.milestone.kind == milestones.SESSION]
    if not sessions:
        return one_answer(rule, Holds.FAILS, text("review.rule.practicum_attended.none"))
    states = milestones.state_of_refs(seen, milestones.SESSION)
    missed = [ref for ref, counts in states.items() if counts is False]
    untold = [ref for ref, counts in states.items() if counts is None]
    because = counted(
        "review.rule.practicum_attended.sessions",
        len(sessions),
        attended=sum(session.attended_minutes or 0 for session in sessions),
        scheduled=sum(session.scheduled_minutes or 0 for session in sessions),
    )
    for key, names in (("missed", missed), ("untold", untold)):
        if names:
            because += " " + text(f"review.rule.practicum_attended.{key}", sessions=_spoken(names))
    return one_answer(rule, _all_of(bool(missed), bool(untold)), because)


def exam_passed(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when an exam reached `pass_mark` within `attempts` and `window_months` after the last session."""
    exams = [each for each in milestones.seen_milestones(case) if each.milestone.kind == milestones.EXAM]
    if not exams:
        return one_answer(rule, Holds.FAILS, text("review.rule.exam_passed.none"))
    best = max(exams, key=lambda each: ({True: 2, None: 1, False: 0}[each.counts], each.milestone.completed_on))
    holds = {True: Holds.HOLDS, None: Holds.CANNOT_TELL, False: Holds.FAILS}[best.counts]
    score = best.milestone.score
    because = text(
        f"review.rule.exam_passed.{holds}",
        score=score if score is not None else "?",
        attempt=best.milestone.attempt or "?",
        completed_on=best.milestone.completed_on,
        last_session=milestones.last_session_of(case) or "?",
        pass_mark=number(rule, "pass_mark"),
        attempts=counted("review.rule.attempts", count(rule, "attempts")),
        window=counted("review.rule.months", count(rule, "window_months")),
    )
    return one_answer(rule, holds, because)
