"""The rules of one pathway as a page for applicants: criteria, steps, outcomes, deadlines, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.text import counted, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.program.model import Pathway, ProgramDefinition, Provenance, RuleSpec


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line; `remark` says where it comes from, and that it is not verified where that is so."""

    text: str
    detail: str = ""
    remark: str = ""
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class RuleSection:
    """One part of the page under its heading."""

    heading: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class RuleSheet:
    """The whole page."""

    title: str
    subtitle: str
    introduction: str
    sections: tuple[RuleSection, ...]


def rule_sheet(program: ProgramDefinition, pathway_id: str) -> RuleSheet:
    """Return the page of one pathway; empty sections are left out.

    Raises:
        KeyError: the program does not have that pathway.
    """
    pathway = program.pathway(pathway_id)
    parts = {
        "conditions": tuple(_conditions(pathway)),
        "standards": tuple(_standards(program, pathway)),
        "levels": tuple(_levels(program, pathway)),
        "activities": tuple(_activities(pathway)),
        "ethics": tuple(_ethics(program, pathway)),
        "outcomes": tuple(_outcomes(program, pathway)),
        "steps": (*(RuleLine(text(f"program.sheet.step.{name}")) for name in _steps(pathway)), *_panel(program)),
        "deadlines": tuple(_deadlines(program, pathway)),
    }
    return RuleSheet(
        title=text("program.sheet.title", program=program.full_name, name=program.name),
        subtitle=text("program.sheet.subtitle", edition=program.edition, pathway=pathway.name),
        introduction=" ".join(
            [
                text(f"program.sheet.scheme.{program.scheme_kind}"),
                *(line.remark for line in _origin(program, "scheme_kind")),
                text("program.sheet.introduction"),
            ]
        ),
        sections=tuple(
            RuleSection(text(f"program.sheet.heading.{name}"), lines) for name, lines in parts.items() if lines
        ),
    )


def _line(said: str, detail: str, provenance: Provenance) -> RuleLine:
    remark = text(f"program.sheet.{provenance.status}", source=provenance.source)
    return RuleLine(said, detail, remark, provenance.is_verified)


def _origin(program: ProgramDefinition, name: str) -> Iterator[RuleLine]:
    """Say below a list where the whole of it comes from."""
    provenance = program.provenance.get(name)
    if provenance:
        yield _line(text("program.sheet.origin"), provenance.note, provenance)


def _conditions(pathway: Pathway) -> Iterator[RuleLine]:
    unit = text(f"review.unit.{pathway.activities.unit}") if pathway.activities else ""
    for rule in pathway.rules:
        if rule.step in {"scorable", "eligibility"}:
            yield _line(rule.title, _detail(rule, unit), rule.least_sure)


def _detail(rule: RuleSpec, unit: str) -> str:
    values = {name: _value(value) for name, value in rule.parameters.items()}
    asked = text(f"program.sheet.condition.{rule.function}", **values | {"unit": unit})
    return " ".join(part for part in (asked, rule.provenance.note) if part)


def _value(value: object) -> str:
    """Write a parameter as people say it: a number, words, or months for each way of entry."""
    if isinstance(value, Mapping):
        routes = (
            text("program.sheet.route", route=_readable(str(name)), months=months) for name, months in value.items()
        )
        return text("program.sheet.and_also").join(routes)
    if isinstance(value, tuple):
        words = [_readable(str(word)) for word in value]
        return ", ".join(words)
    return str(value)


def _readable(word: str) -> str:
    return word.replace("_", " ")


def _standards(program: ProgramDefinition, pathway: Pathway) -> Iterator[RuleLine]:
    if pathway.layout != "matrix":
        return
    for standard in program.standards:
        needed = counted("program.sheet.needed", standard.needed) if pathway.has_coverage else ""
        detail = " ".join([needed, *(prompt.text for prompt in standard.prompts)]).strip()
        said = text("program.sheet.standard", number=standard.number, name=standard.name)
        yield _line(said, detail, standard.needed_provenance)


def _levels(program: ProgramDefinition, pathway: Pathway) -> Iterator[RuleLine]:
    if pathway.layout == "matrix":
        yield from (RuleLine(level.name, level.sentence) for level in program.levels)
        yield from _origin(program, "levels")


def _activities(pathway: Pathway) -> Iterator[RuleLine]:
    rules = pathway.activities
    if rules is None:
        return
    yield _line(text(f"program.sheet.counted_in.{rules.unit}"), rules.provenance.note, rules.provenance)
    for ledger in rules.ledgers:
        rate = [text("program.sheet.rate", number=ledger.per_hour)] if ledger.per_hour else []
        most = [text("program.sheet.at_most", number=ledger.at_most)] if ledger.at_most else []
        said = text("program.sheet.ledger", id=ledger.id, name=ledger.name)
        yield _line(said, " ".join([*rate, *most]), ledger.provenance)


def _ethics(program: ProgramDefinition, pathway: Pathway) -> Iterator[RuleLine]:
    if pathway.has_ethics:
        yield from (RuleLine(item.title, item.explanation) for item in program.ethics_items)
        yield from _origin(program, "ethics")


def _outcomes(program: ProgramDefinition, pathway: Pathway) -> Iterator[RuleLine]:
    yield from (RuleLine(outcome.name, outcome.sentence) for outcome in pathway.outcomes)
    yield from _origin(program, "outcomes")


def _steps(pathway: Pathway) -> tuple[str, ...]:
    judged = {"matrix": "matrix", "activities": "activities", "milestones": "milestones"}[pathway.layout]
    return ("conflict", judged, *(("ethics",) if pathway.has_ethics else ()), "outcome", "letter")


def _panel(program: ProgramDefinition) -> Iterator[RuleLine]:
    reviewers, on_split = program.panel.reviewers, program.panel.on_split
    if reviewers is not None:
        said = counted("program.sheet.reviewers", int(str(reviewers.value)))
        yield _line(said, reviewers.provenance.note, reviewers.provenance)
    if on_split is not None:
        said = text(f"program.sheet.on_split.{on_split.value}")
        yield _line(said, on_split.provenance.note, on_split.provenance)


def _deadlines(program: ProgramDefinition, pathway: Pathway) -> Iterator[RuleLine]:
    cycle, letter = pathway.cycle, program.letter
    if cycle is not None:
        months = cycle.sourced["months"].provenance
        yield _line(text("program.sheet.cycle", months=cycle.months), months.note, months)
        if cycle.due_days:
            names = text("review.month_names").split()
            days = ", ".join(f"{day} {names[month - 1]}" for month, day in cycle.due_days)
            yield _line(text("program.sheet.due_days", days=days), "", cycle.sourced["due_days"].provenance)
    if letter.answer_within_days is not None:
        yield _line(text("program.sheet.answer", days=letter.answer_within_days), "", letter.answer_provenance)
    if letter.review_within_days is not None:
        yield _line(text("program.sheet.review", days=letter.review_within_days), "", letter.review_provenance)
