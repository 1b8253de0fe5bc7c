"""What is asked of a candidate apart from the matrix: checks that do not hold, questions on the code of ethics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.letter.values import Item, Part
from reviewer.review import attesting, experience
from reviewer.review.activities import activity_sum
from reviewer.review.milestones import MODULE, required_modules, seen_milestones, state_of_refs
from reviewer.review.numbers import written
from reviewer.review.period import period_of
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.letter.case import LetterCase
    from reviewer.program.model import EthicsItem, RuleSpec
    from reviewer.submission.model import Project

_CHECKED = ("scorable", "eligibility")
_ASKS = "more"


def failed_checks(case: LetterCase) -> tuple[Item, ...]:
    """Return an item for each check that fails, in the program's order."""
    return tuple(_check(case, rule) for rule in _checks(case, Holds.FAILS))


def holding_checks(case: LetterCase) -> tuple[str, ...]:
    """Return the ids of the eligibility checks that hold."""
    return tuple(rule.id for rule in _checks(case, Holds.HOLDS) if rule.step != "scorable")


def nothing_was_claimed(case: LetterCase) -> bool:
    """Tell whether there was nothing to judge."""
    return any(rule.step == "scorable" for rule in _checks(case, Holds.FAILS))


def _checks(case: LetterCase, answer: Holds) -> Iterator[RuleSpec]:
    holding = {result.rule: result.holds for result in case.determination.rules}
    for rule in case.reviewed.pathway.rules:
        if rule.step in _CHECKED and holding.get(rule.id) is answer:
            yield rule


def _check(case: LetterCase, rule: RuleSpec) -> Item:
    found = _FOUND.get(rule.function, _found_plainly)(case, rule)
    title = case.first(f"request.{rule.id}.title", "request.other.title", title=rule.title)
    return Item(None, title, _parts(case, rule, found), place=rule.id)


def _parts(case: LetterCase, rule: RuleSpec, found: str) -> tuple[Part, ...]:
    if rule.function == "attested_projects" and not _is_usual(rule):
        satisfy = _say(case, rule, "satisfy_by", relations=_relations(case, rule))
    else:
        satisfy = _say(case, rule, "satisfy")
    return (
        Part(case.words.say("label.found"), found),
        Part(case.words.say("label.looked"), _say(case, rule, "looked")),
        Part(case.words.say("label.satisfy"), satisfy),
    )


_REQUESTS = {
    "has_claims": "scorable",
    "months_of_experience": "experience",
    "number_of_projects": "projects",
    "recent_projects": "recent_projects",
    "attested_projects": "attestations",
    "commitment_signed": "ethics_commitment",
    "declarations_agreed": "declarations",
    "submitted_within_window": "entry_window",
    "points_reached": "points",
    "submitted_by_due_date": "period",
    "certification_dated": "period",
    "work_continued": "continued_work",
    "modules_passed": "modules",
    "practicum_attended": "practicum",
    "exam_passed": "exam",
}


def _say(case: LetterCase, rule: RuleSpec, part: str, **values: object) -> str:
    """Say it in the words of the rule, else in those of its function, else in those of any requirement.

    A rule that happens to have the name of another function's words does not get these.
    """
    general = _general(case, rule)
    own = () if rule.id in {*_REQUESTS.values(), "hours"} - {general} else (rule.id,)
    return case.first(*(f"request.{name}.{part}" for name in (*own, general, "other")), **values)


def _general(case: LetterCase, rule: RuleSpec) -> str:
    rules = case.reviewed.pathway.activities
    if rule.function == "points_reached" and rules is not None and rules.unit == "hours":
        return "hours"
    return _REQUESTS.get(rule.function, "other")


def _found_plainly(case: LetterCase, rule: RuleSpec) -> str:
    return _say(case, rule, "found")


def _found_experience(case: LetterCase, rule: RuleSpec) -> str:
    submission = case.submission
    months = experience.months_in(experience.spans_of(case.reviewed))
    counted = case.words.say("request.experience.counted", months=experience.written(months))
    return f"{_say(case, rule, 'found')} {counted}" if submission.experience else _say(case, rule, "found")


def _found_projects(case: LetterCase, rule: RuleSpec) -> str:
    if not case.submission.projects:
        return _say(case, rule, "found_none")
    titles = case.words.joined(case.project(project.project_id) for project in case.submission.projects)
    return _say(case, rule, "found", projects=titles)


def _allowed(rule: RuleSpec) -> tuple[str, ...]:
    relations = rule.parameters.get("relations")
    return tuple(str(relation) for relation in relations) if isinstance(relations, list | tuple) else ()


def _is_usual(rule: RuleSpec) -> bool:
    return set(_allowed(rule)) == {"client", "supervisor"}


def _relations(case: LetterCase, rule: RuleSpec) -> str:
    """Name the relations that count: `a client or a peer`."""
    keys = {relation: f"relation.{relation}" for relation in _allowed(rule)}
    *first, last = (case.words.say(key) if case.words.has(key) else word for word, key in keys.items())
    return case.words.say("words.either", first=", ".join(first), last=last) if first else last


def _found_attestations(case: LetterCase, rule: RuleSpec) -> str:
    allowed = _allowed(rule)
    without = [project for project in case.submission.projects if not attesting.is_attested(project, allowed)]
    sentences = [sentence for project in without for sentence in _unattested(case, rule, project)]
    found = "found" if _is_usual(rule) else "found_by"
    return " ".join([_say(case, rule, found, relations=_relations(case, rule)), *sentences])


def _unattested(case: LetterCase, rule: RuleSpec, project: Project) -> Iterator[str]:
    allowed = _allowed(rule)
    title = case.project(project.project_id)
    if not project.attestations:
        yield case.words.say("request.attestations.none", project=title)
    for attestation in project.attestations:
        is_signed, is_allowed = attestation.signed_on is not None, attestation.relation in allowed
        key = {(False, False): "neither", (False, True): "not_signed", (True, False): "relation"}[is_signed, is_allowed]
        if not is_allowed and not _is_usual(rule):
            key += "_by"
        values = {"project": title, "name": attestation.attester_name, "relations": _relations(case, rule)}
        yield case.words.say(f"request.attestations.{key}", **values)


def _found_declarations(case: LetterCase, rule: RuleSpec) -> str:
    kinds = rule.parameters.get("kinds")
    agreed = {declaration.kind for declaration in case.submission.declarations if declaration.agreed}
    missing = [str(kind) for kind in kinds if kind not in agreed] if isinstance(kinds, list | tuple) else []
    if not missing:
        return _say(case, rule, "found")
    named = case.words.joined(_declaration(case, kind) for kind in missing)
    return _say(case, rule, "found_these", declarations=named)


def _found_points(case: LetterCase, rule: RuleSpec) -> str:
    added = activity_sum(case.reviewed)
    found = _say(case, rule, "found")
    if added is None or added.needed is None:
        return found
    unit = case.say(f"claims.unit.{added.unit}")
    is_known = rule.provenance_of("points_needed").is_verified
    key = "counted_of" if is_known else "counted"
    values = {"counted": written(added.counted), "needed": written(added.needed), "unit": unit}
    return f"{found} {case.first(f'request.points.{key}', **values)}"


def _found_due_date(case: LetterCase, rule: RuleSpec) -> str:
    period = period_of(case.reviewed)
    if period is None or period.due_on is None:
        return _say(case, rule, "found_no_day")
    if not _is_due_date_known(case):
        return _say(case, rule, "found")
    return _say(case, rule, "found_late", due_on=case.words.day(period.due_on))


def _is_due_date_known(case: LetterCase) -> bool:
    cycle = case.reviewed.pathway.cycle
    known = [cycle.sourced[name].provenance.is_verified for name in ("months", "due_days")] if cycle else []
    return bool(known) and all(known)


def _found_no_day(case: LetterCase, rule: RuleSpec) -> str:
    return _say(case, rule, "found_no_day")


def _found_modules(case: LetterCase, rule: RuleSpec) -> str:
    states = state_of_refs(seen_milestones(case.reviewed), MODULE)
    missing = [module for module in required_modules(rule) if not states.get(module)]
    return _say(case, rule, "found", modules=case.words.joined(missing))


def _declaration(case: LetterCase, kind: str) -> str:
    key = f"declaration.{kind}"
    return case.words.say(key) if case.words.has(key) else kind.replace("_", " ")


_FOUND = {
    "months_of_experience": _found_experience,
    "number_of_projects": _found_projects,
    "attested_projects": _found_attestations,
    "declarations_agreed": _found_declarations,
    "points_reached": _found_points,
    "submitted_by_due_date": _found_due_date,
    "certification_dated": _found_no_day,
    "modules_passed": _found_modules,
}


def ethics_questions(case: LetterCase) -> tuple[Item, ...]:
    """Return an item for each principle with an answer that asks the candidate for more.

    It names the places that were cited. Notes on ethics are for the file and never told.
    """
    return tuple(_ethics_question(case, item) for item in items_in_question(case))


def items_in_question(case: LetterCase) -> tuple[EthicsItem, ...]:
    """Return the ethics items whose answer asks the candidate for more."""
    asks = {choice.id for choice in case.program.ethics_choices if choice.effect == _ASKS}
    answers = case.record.ethics
    return tuple(item for item in case.program.ethics_items if item.id in answers and answers[item.id].answer in asks)


def _ethics_question(case: LetterCase, item: EthicsItem) -> Item:
    words = case.words
    places = case.places(case.record.ethics[item.id].citations)
    looked = words.joined(places) + "." if places else words.say("request.ethics.looked")
    parts = (
        Part(words.say("label.found"), words.say("request.ethics.found", explanation=item.explanation)),
        Part(words.say("label.looked"), f"{looked[:1].upper()}{looked[1:]}"),
        Part(words.say("label.satisfy"), words.say("request.ethics.satisfy")),
    )
    return Item(None, words.say("request.ethics.title", title=item.title), parts, place=f"ethics {item.id}")
