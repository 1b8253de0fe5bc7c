"""From the checked tables of a definition to the frozen values of `reviewer.program.model`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reviewer.program.model import (
    ActivityRules,
    ConflictKind,
    Cycle,
    EthicsChoice,
    EthicsItem,
    Fix,
    Ledger,
    LetterRules,
    Level,
    Outcome,
    Panel,
    Pathway,
    ProgramDefinition,
    Prompt,
    Provenance,
    RuleSpec,
    SecondReader,
    SourcedValue,
    Standard,
)
from reviewer.program.parsing import plain_parameter, sourced_parameters
from reviewer.vocabulary import NOT_APPLICABLE, RuleStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    Table = dict[str, Any]

_OUR_OWN = Provenance(RuleStatus.ASSUMED, "")


def build_program(tables: Table, *, sha256: str, letters: Mapping[str, str]) -> ProgramDefinition:
    """Return the definition as values; `tables` have passed every check."""
    program = tables["program"]
    ethics = tables.get("ethics", {"items": [], "choices": []})
    return ProgramDefinition(
        id=program["id"],
        edition=program["edition"],
        name=program["name"],
        full_name=program["full_name"],
        body=program["body"],
        scheme_kind=program["scheme_kind"],
        sha256=sha256,
        standards=_standards(tables),
        levels=tuple(_level(level, rank) for rank, level in enumerate(tables.get("levels", []))),
        fixes=tuple(Fix(fix["id"], fix["name"]) for fix in tables.get("fixes", [])),
        ethics_items=tuple(_ethics_item(item) for item in ethics["items"]),
        ethics_choices=tuple(_ethics_choice(choice) for choice in ethics["choices"]),
        conflict_kinds=tuple(_conflict_kind(kind) for kind in tables["conflicts"]),
        pathways={name: _pathway(name, pathway) for name, pathway in tables["pathways"].items()},
        vocabularies={name: tuple(words) for name, words in tables.get("vocabularies", {}).items()},
        letter=_letter(tables["letter"]),
        letters=dict(letters),
        not_applicable=_not_applicable(tables),
        provenance={name: _provenance(table) for name, table in tables.get("provenance", {}).items()},
        valid_from=_day(program, "valid_from"),
        valid_until=_day(program, "valid_until"),
        panel=_panel(tables.get("panel", {})),
    )


def _provenance(table: Table) -> Provenance:
    return Provenance(
        RuleStatus(table["status"]), table["source"], _day(table, "checked_on"), str(table.get("note", ""))
    )


def _day(table: Table, member: str) -> date | None:
    return date.fromisoformat(table[member]) if member in table else None


def _standards(tables: Table) -> tuple[Standard, ...]:
    coverage = {number: entry for entry in tables.get("coverage", []) for number in entry["standards"]}
    prompts_from = tables.get("provenance", {}).get("prompts")
    return tuple(
        Standard(
            number=standard["number"],
            name=standard["name"],
            column=standard["column"],
            kind=standard["kind"],
            needed=coverage[standard["number"]]["needed"],
            needed_provenance=_provenance(coverage[standard["number"]]),
            prompts=tuple(Prompt(prompt["id"], prompt["text"]) for prompt in standard.get("prompts", [])),
            prompts_provenance=_provenance(prompts_from) if prompts_from else None,
        )
        for standard in sorted(tables.get("standards", []), key=lambda standard: standard["number"])
    )


def _level(level: Table, rank: int) -> Level:
    return Level(
        id=level["id"],
        name=level["name"],
        key=level["key"],
        sentence=level["sentence"],
        sign=level["sign"],
        rank=rank,
        shows=level["shows"],
        needs_reason=level.get("needs_reason", not level["shows"]),
        needs_citation=level.get("needs_citation", False),
    )


def _not_applicable(tables: Table) -> Level | None:
    level = tables.get("not_applicable")
    if level is None:
        return None
    return Level(
        id=NOT_APPLICABLE,
        name=level["name"],
        key=level["key"],
        sentence=level["sentence"],
        sign="dash",
        rank=len(tables.get("levels", [])),
        shows=False,
        needs_reason=True,
        needs_citation=False,
    )


def _ethics_item(item: Table) -> EthicsItem:
    return EthicsItem(item["id"], item["title"], item["explanation"], tuple(item.get("shows", [])))


def _ethics_choice(choice: Table) -> EthicsChoice:
    effect = choice["effect"]
    needs_note = choice.get("needs_note", effect != "none")
    return EthicsChoice(choice["id"], choice["name"], choice["key"], effect, needs_note)


def _conflict_kind(kind: Table) -> ConflictKind:
    return ConflictKind(kind["id"], kind["name"], kind["explanation"], kind.get("look_back_months"))


def _panel(panel: Table) -> Panel:
    return Panel(**{name: _sourced(table) for name, table in panel.items()})


def _sourced(table: Table) -> SourcedValue:
    return SourcedValue(plain_parameter(table), table.get("unit", ""), _provenance(table))


def _letter(letter: Table) -> LetterRules:
    answer, review = letter.get("answer_within"), letter.get("review_within")
    return LetterRules(
        dated_by=letter["dated_by"],
        signed_by=letter["signed_by"],
        answer_within_days=answer["value"] if answer else None,
        answer_provenance=_provenance(answer) if answer else _OUR_OWN,
        review_within_days=review["value"] if review else None,
        review_provenance=_provenance(review) if review else _OUR_OWN,
        body_name=letter["body_name"],
        program_name=letter["program_name"],
    )


def _pathway(name: str, pathway: Table) -> Pathway:
    cycle = _cycle(pathway["cycle"]) if "cycle" in pathway else None
    activities = _activities(pathway["activities"]) if "activities" in pathway else None
    return Pathway(
        id=name,
        layout=pathway["layout"],
        rules=tuple(_rule(rule, _rests_on(rule["function"], cycle, activities)) for rule in pathway["rules"]),
        outcomes=tuple(
            Outcome(outcome["id"], outcome["name"], outcome["sentence"], rank)
            for rank, outcome in enumerate(pathway["outcomes"])
        ),
        has_ethics=pathway.get("has_ethics", False),
        outcome_hidden_until_judged=pathway.get("outcome_hidden_until_judged", True),
        changes_hidden_until_signed=pathway.get("changes_hidden_until_signed", True),
        name=pathway["name"],
        cycle=cycle,
        activities=activities,
        second_reader=_second_reader(pathway.get("second_reader")),
    )


def _cycle(cycle: Table) -> Cycle:
    plain = {name: table["value"] for name, table in cycle.items()}
    edge_days = plain.get("edge_days", "both")
    return Cycle(
        months=plain["months"],
        due_days=tuple(sorted(_day_of_year(written) for written in plain.get("due_days", ()))),
        first_day_counts=edge_days in {"both", "first"},
        last_day_counts=edge_days in {"both", "last"},
        counts_until_due=plain.get("counts_until") == "due_date",
        sourced={name: _sourced(table) for name, table in cycle.items()},
    )


def _day_of_year(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)


def _activities(activities: Table) -> ActivityRules:
    return ActivityRules(
        unit=activities["unit"],
        per_hour=_rate(activities),
        needs_evidence=activities.get("needs_evidence", False),
        ledgers=tuple(
            Ledger(ledger["id"], ledger["name"], _rate(ledger), _provenance(ledger), _at_most(ledger))
            for ledger in activities.get("ledgers", [])
        ),
        provenance=_provenance(activities),
    )


def _rate(table: Table) -> Decimal | None:
    return Decimal(table["per_hour"]) if "per_hour" in table else None


def _at_most(ledger: Table) -> Decimal | None:
    return Decimal(ledger["at_most"]) if "at_most" in ledger else None


def _second_reader(table: Table | None) -> SecondReader | None:
    return SecondReader(table["margin"], _provenance(table)) if table else None


_PARTS_OF_CYCLE = {
    "points_reached": ("months", "edge_days", "counts_until"),
    "submitted_by_due_date": ("months", "due_days"),
    "certification_dated": ("months",),
    "work_continued": ("months",),
}


def _rests_on(function: str, cycle: Cycle | None, activities: ActivityRules | None) -> tuple[Provenance, ...]:
    names = _PARTS_OF_CYCLE.get(function, ()) if cycle else ()
    found = [cycle.sourced[name].provenance for name in names if cycle and name in cycle.sourced]
    if activities and function == "points_reached":
        found += [activities.provenance, *(ledger.provenance for ledger in activities.ledgers)]
    return tuple(found)


def _rule(rule: Table, rests_on: tuple[Provenance, ...]) -> RuleSpec:
    parameters = rule.get("parameters", {})
    return RuleSpec(
        id=rule["id"],
        step=rule["step"],
        function=rule["function"],
        title=rule["title"],
        parameters={name: plain_parameter(value) for name, value in parameters.items()},
        when_fails=rule["when_fails"],
        provenance=_provenance(rule),
        sourced={name: _sourced(value) for name, value in sourced_parameters(parameters).items()},
        rests_on=rests_on,
    )
