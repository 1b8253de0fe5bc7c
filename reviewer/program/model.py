"""A program definition as frozen values: what one edition of a certification asks for.

Every rule names a function of `reviewer.review.rules` and gives its parameters; every number and word
carries where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.program.functions import ON_MILESTONES
from reviewer.vocabulary import RuleStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Provenance:
    """How sure a rule is and where it was read."""

    status: RuleStatus
    source: str
    checked_on: date | None = None
    note: str = ""

    @property
    def is_verified(self) -> bool:
        """True when the rule was found in the body's own words."""
        return self.status is RuleStatus.FOUND


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """A number or word of a rule that has a source of its own; `unit` says what it counts."""

    value: object
    unit: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Prompt:
    """A pointer to look for under a Standard; not a condition."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One criterion; `column` is the short word above the matrix, `kind` principle or process.

    `needed` is the number of projects in which it must be shown.
    """

    number: int
    name: str
    column: str
    kind: str
    needed: int
    needed_provenance: Provenance
    prompts: tuple[Prompt, ...] = ()
    prompts_provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level that a reviewer can give.

    `key` is its letter; `sentence` separates it from its neighbors; `sign` names its shape (full, half,
    cross, ring, dash); `shows` says that it shows a Standard; `rank` 0 is the best.
    """

    id: str
    name: str
    key: str
    sentence: str
    sign: str
    rank: int
    shows: bool
    needs_reason: bool
    needs_citation: bool


@dataclass(frozen=True, slots=True)
class Fix:
    """One value of the second axis: what it would take to repair a weakness."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class EthicsItem:
    """One item of the ethics checklist; `shows` are the codes of the hints that it may be about."""

    id: str
    title: str
    explanation: str
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EthicsChoice:
    """One answer to an ethics item; `effect` is none, more (asks the candidate) or refer (freezes)."""

    id: str
    name: str
    key: str
    effect: str
    needs_note: bool


@dataclass(frozen=True, slots=True)
class ConflictKind:
    """One kind of conflict of interest; `look_back_months` None where it holds at any time."""

    id: str
    name: str
    explanation: str
    look_back_months: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome; `rank` 0 is the best. `sentence` says it to the reviewer."""

    id: str
    name: str
    sentence: str
    rank: int


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """One rule: a named function with parameters and the outcome that its failure leads to.

    `step` is scorable, eligibility, coverage or ethics. `sourced` holds the parameters that have a source
    of their own, by name (`months_by_route.workshop` where they are nested); `rests_on` says where the other
    parts of the pathway come from that the function counts by, such as its cycle and the rates of its ledgers.
    """

    id: str
    step: str
    function: str
    title: str
    parameters: Mapping[str, object]
    when_fails: str
    provenance: Provenance
    sourced: Mapping[str, SourcedValue] = field(default_factory=dict)
    rests_on: tuple[Provenance, ...] = ()

    @property
    def least_sure(self) -> Provenance:
        """Return where the least sure comes from, of the rule, its numbers and what else it counts by."""
        order = tuple(RuleStatus)
        all_of_it = (self.provenance, *(value.provenance for value in self.sourced.values()), *self.rests_on)
        return max(all_of_it, key=lambda provenance: order.index(provenance.status))

    @property
    def status(self) -> RuleStatus:
        """Return how sure the rule is with everything that it counts by."""
        return self.least_sure.status

    def provenance_of(self, parameter: str) -> Provenance:
        """Return where one parameter comes from: its own source, else the rule's."""
        value = self.sourced.get(parameter)
        return value.provenance if value else self.provenance


@dataclass(frozen=True, slots=True)
class Cycle:
    """How often a certification is renewed, and by when.

    `months` is the length of a period; `due_days` are the days of the year (month, day) on which renewals
    are due, empty where there is no due date; `first_day_counts` and `last_day_counts` say whether the day
    of certification and the anniversary belong to the period; `counts_until_due` that activities count up
    to the due date. `sourced` holds each of these with its source, by its name in the definition.
    """

    months: int
    due_days: tuple[tuple[int, int], ...]
    first_day_counts: bool
    last_day_counts: bool
    counts_until_due: bool
    sourced: Mapping[str, SourcedValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One account of activities; `per_hour` None where no rate is known and a claim stands.

    `at_most` is the most that it adds to the total, None where there is no limit.
    """

    id: str
    name: str
    per_hour: Decimal | None
    provenance: Provenance
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ActivityRules:
    """How activities are counted; `unit` is points or hours.

    `per_hour` is the rate where there are no ledgers; an activity without evidence is proposed to count
    nothing where `needs_evidence`.
    """

    unit: str
    per_hour: Decimal | None
    needs_evidence: bool
    ledgers: tuple[Ledger, ...]
    provenance: Provenance

    def ledger(self, ledger_id: str) -> Ledger | None:
        """Return one ledger, or None where there is none of that id."""
        return next((ledger for ledger in self.ledgers if ledger.id == ledger_id), None)


@dataclass(frozen=True, slots=True)
class SecondReader:
    """When a second reader is proposed: at a margin of at most `margin`."""

    margin: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Pathway:
    """What one pathway asks for; `layout` is matrix, activities or milestones."""

    id: str
    layout: str
    rules: tuple[RuleSpec, ...]
    outcomes: tuple[Outcome, ...]
    has_ethics: bool
    outcome_hidden_until_judged: bool
    changes_hidden_until_signed: bool
    name: str = ""
    cycle: Cycle | None = None
    activities: ActivityRules | None = None
    second_reader: SecondReader | None = None

    @property
    def has_coverage(self) -> bool:
        """True when Standards must be shown in a number of projects."""
        return any(rule.step == "coverage" for rule in self.rules)

    @property
    def has_milestones(self) -> bool:
        """True when milestones are looked at, on whatever layout."""
        return self.layout == "milestones" or any(rule.function in ON_MILESTONES for rule in self.rules)

    @property
    def has_rows_aside(self) -> bool:
        """True when checks are computed from rows that the layout does not list."""
        has_milestones = self.has_milestones and self.layout != "milestones"
        return has_milestones or (self.activities is not None and self.layout != "activities")

    def rules_with(self, function: str) -> tuple[RuleSpec, ...]:
        """Return the rules that name one function."""
        return tuple(rule for rule in self.rules if rule.function == function)

    def outcome(self, outcome_id: str) -> Outcome:
        """Return one outcome.

        Raises:
            KeyError: the pathway has no such outcome.
        """
        for outcome in self.outcomes:
            if outcome.id == outcome_id:
                return outcome
        raise KeyError(outcome_id)


@dataclass(frozen=True, slots=True)
class Panel:
    """How many reviewers judge a submission, and who settles what they differ in; each None where nothing is said.

    `on_split` is `another_reviewer` or `office`.
    """

    reviewers: SourcedValue | None = None
    on_split: SourcedValue | None = None


@dataclass(frozen=True, slots=True)
class LetterRules:
    """Who issues, dates and signs the letter, and how long things take, as the program says.

    `dated_by` and `signed_by` are `office` or `reviewer`. Periods in days; None where the body's is not known.
    """

    dated_by: str
    signed_by: str
    answer_within_days: int | None
    answer_provenance: Provenance
    review_within_days: int | None
    review_provenance: Provenance
    body_name: str
    program_name: str


@dataclass(frozen=True, slots=True)
class ProgramDefinition:
    """One edition of one program; `sha256` is the digest of the definition file's bytes.

    `levels` are those that a judgment can have, best first; `not_applicable` stands apart from them, None
    where the program does not know it. `provenance` says where whole lists come from (standards, prompts,
    levels, fixes, ethics, conflicts). `letters` maps the names of the letter files to their text.
    """

    id: str
    edition: str
    name: str
    full_name: str
    body: str
    scheme_kind: str
    sha256: str
    standards: tuple[Standard, ...]
    levels: tuple[Level, ...]
    fixes: tuple[Fix, ...]
    ethics_items: tuple[EthicsItem, ...]
    ethics_choices: tuple[EthicsChoice, ...]
    conflict_kinds: tuple[ConflictKind, ...]
    pathways: Mapping[str, Pathway]
    vocabularies: Mapping[str, tuple[str, ...]]
    letter: LetterRules
    letters: Mapping[str, str] = field(default_factory=dict)
    not_applicable: Level | None = None
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None
    panel: Panel = Panel()

    def pathway(self, pathway_id: str) -> Pathway:
        """Return the rules of one pathway.

        Raises:
            KeyError: the program does not have that pathway.
        """
        return self.pathways[pathway_id]

    def standard(self, number: int) -> Standard:
        """Return one Standard.

        Raises:
            KeyError: the program has no Standard of that number.
        """
        for standard in self.standards:
            if standard.number == number:
                return standard
        raise KeyError(number)

    def level(self, level_id: str) -> Level:
        """Return one level, `not_applicable` included.

        Raises:
            KeyError: the program has no level of that id.
        """
        for level in (*self.levels, self.not_applicable):
            if level and level.id == level_id:
                return level
        raise KeyError(level_id)

    @property
    def unverified_rules(self) -> int:
        """Count the rules that were not found in the body's own words."""
        rules = [rule for pathway in self.pathways.values() for rule in pathway.rules]
        coverage = [standard for standard in self.standards if not standard.needed_provenance.is_verified]
        return sum(rule.status is not RuleStatus.FOUND for rule in rules) + len(coverage)
