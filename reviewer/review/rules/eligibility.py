"""Rules on what a candidate must bring: experience, projects, attestations, commitment, declarations, time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review import attesting, experience
from reviewer.review.parameters import count, counts_by_word, words
from reviewer.review.period import months_after
from reviewer.review.rules.results import one_answer
from reviewer.submission.model import Month
from reviewer.text import counted, text
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from reviewer.program.model import RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.determination import RuleResult


def _told(holds: bool) -> Holds:  # noqa: FBT001 - the truth of a statement, not a switch
    return Holds.HOLDS if holds else Holds.FAILS


def has_claims(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when the candidate claims at least one Standard that the program knows."""
    claims = case.claims
    because = counted("review.rule.has_claims.holds", claims) if claims else text("review.rule.has_claims.fails")
    return one_answer(rule, _told(claims > 0), because)


def months_of_experience(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when at least `months_needed` months of experience count."""
    months = experience.months_in(experience.spans_of(case))
    needed = count(rule, "months_needed")
    form = "one" if months == 1 else "other"
    said = {"count": experience.written(months), "needed": _needed(needed)}
    because = text(f"review.rule.months_of_experience.{form}", **said)
    covered = experience.months_covered(case)
    if covered != months:
        because += " " + text("review.rule.experience_covered", months=counted("review.rule.months", covered))
    if left_out := experience.left_out(case):
        rows = ", ".join(str(place + 1) for place in sorted(left_out))
        because += " " + counted("review.rule.experience_left_out", len(left_out), rows=rows)
    return one_answer(rule, _told(months >= needed), because)


def _needed(number: int) -> str:
    return counted("review.rule.needed", number)


def number_of_projects(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when there are at least `projects_needed` projects."""
    projects, needed = len(case.submission.projects), count(rule, "projects_needed")
    because = counted("review.rule.number_of_projects", projects, needed=_needed(needed))
    return one_answer(rule, _told(projects >= needed), because)


def recent_projects(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when at least `projects_needed` projects ended at most `max_age_years` before the submission.

    Months decide: a project that ended in the month of the submission so many years ago is recent. One without
    an end may be; further projects may be older.
    """
    needed, years = count(rule, "projects_needed"), count(rule, "max_age_years")
    oldest = Month.of(case.submission.submitted_on).index - 12 * years
    recent = [each for each in case.submission.projects if each.end is not None and each.end.index >= oldest]
    untold = [each.project_id for each in case.submission.projects if each.end is None]
    spoken = counted("review.rule.years", years)
    because = counted("review.rule.recent_projects", len(recent), needed=_needed(needed), years=spoken)
    if untold:
        because += " " + text("review.rule.recent_projects_untold", projects=", ".join(untold))
    holds = _told(len(recent) + len(untold) >= needed)
    is_open = len(recent) < needed and holds is Holds.HOLDS
    return one_answer(rule, Holds.CANNOT_TELL if is_open else holds, because)


def attested_projects(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when at least `projects_needed` projects have a signed attestation by one of `relations`."""
    relations, needed = words(rule, "relations"), count(rule, "projects_needed")
    without = [
        project.project_id for project in case.submission.projects if not attesting.is_attested(project, relations)
    ]
    having = len(case.submission.projects) - len(without)
    because = counted(
        "review.rule.attested_projects",
        having,
        needed=_needed(needed),
        relations=attesting.named(relations),
    )
    if without:
        because += " " + text("review.rule.attested_projects_without", projects=", ".join(without))
    return one_answer(rule, _told(having >= needed), because)


def commitment_signed(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when the commitment is given, signed and dated; cannot be told when a signature or date is wanting."""
    ethics = case.submission.ethics
    if not ethics.agreed:
        return one_answer(rule, Holds.FAILS, text("review.rule.commitment_signed.fails"))
    if not (ethics.signed_name and ethics.signed_on):
        return one_answer(rule, Holds.CANNOT_TELL, text("review.rule.commitment_signed.cannot_tell"))
    because = text("review.rule.commitment_signed.holds", name=ethics.signed_name, day=ethics.signed_on)
    return one_answer(rule, Holds.HOLDS, because)


def declarations_agreed(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when each of `kinds` is among the declarations and agreed."""
    agreed = {declaration.kind for declaration in case.submission.declarations if declaration.agreed}
    without = [kind for kind in words(rule, "kinds") if kind not in agreed]
    if without:
        because = text("review.rule.declarations_agreed.fails", kinds=", ".join(map(_readable, without)))
    else:
        because = text("review.rule.declarations_agreed.holds", kinds=", ".join(map(_readable, words(rule, "kinds"))))
    return one_answer(rule, _told(not without), because)


def _readable(word: str) -> str:
    return word.replace("_", " ")


def submitted_within_window(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when the application came within the months that `months_by_route` gives its entry route.

    The last day of the window is inside. A route that is not listed, or none, has no window.
    """
    submission = case.submission
    window = counts_by_word(rule, "months_by_route").get(submission.entry_route)
    if window is None:
        return one_answer(rule, Holds.HOLDS, text("review.rule.submitted_within_window.no_window"))
    months = counted("review.rule.months", window)
    if submission.registered_on is None:
        because = text("review.rule.submitted_within_window.cannot_tell", window=months)
        return one_answer(rule, Holds.CANNOT_TELL, because)
    last_day = months_after(submission.registered_on, window)
    is_inside = last_day is None or submission.submitted_on <= last_day
    because = text(
        f"review.rule.submitted_within_window.{_told(is_inside)}",
        registered_on=submission.registered_on,
        submitted_on=submission.submitted_on,
        window=months,
        last_day=last_day or "",
    )
    return one_answer(rule, _told(is_inside), because)
