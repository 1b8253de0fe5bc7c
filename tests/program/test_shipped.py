from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import UnknownProgramError
from reviewer.program import catalog
from reviewer.vocabulary import RuleStatus

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition, Provenance

EDITIONS = ("2007", "2012", "2013")
SHIPPED = [("cpt", "2007"), ("cpt", "2012"), ("cpt", "2013"), ("cptm", "2024")]


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_edition_ships() -> None:
    assert [(file.program, file.edition) for file in catalog.shipped()] == SHIPPED


def test_the_digest_is_that_of_the_definition_files_bytes() -> None:
    for file in catalog.shipped():
        assert file.sha256 == hashlib.sha256(file.definition).hexdigest()
        assert catalog.find(file.program, file.edition).sha256 == file.sha256


def test_a_pinned_definition_reads_the_same_without_being_checked_again() -> None:
    for file in catalog.shipped():
        assert catalog.read_pinned(file.definition, file.letters) == catalog.find(file.program, file.edition)


def test_an_unknown_edition_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownProgramError) as refused:
        catalog.find("cpt", "1999")
    assert refused.value.details == {"word": "cpt 1999", "known": "cpt 2007, cpt 2012, cpt 2013, cptm 2024"}
    assert refused.value.exit_code == 2


def test_standards_carry_the_wording_of_their_edition() -> None:
    assert catalog.find("cpt", "2013").standard(6).name == "Determine Cause"
    assert catalog.find("cpt", "2012").standard(6).name == "Determine the cause and the performance requirements"
    assert catalog.find("cpt", "2013").standard(8).name == "Ensure Solutions' Conformity and Feasibility"
    assert catalog.find("cpt", "2012").standard(8).name == "Develop the solution and test its feasibility"


def test_principles_are_needed_in_three_projects_and_the_process_in_two(edition: str) -> None:
    standards = catalog.find("cpt", edition).standards
    assert [(each.number, each.kind, each.needed) for each in standards] == [
        *((number, "principle", 3) for number in range(1, 5)),
        *((number, "process", 2) for number in range(5, 11)),
    ]


def test_columns_are_the_short_words_above_the_matrix(edition: str) -> None:
    words = [standard.column for standard in catalog.find("cpt", edition).standards]
    assert " ".join(words) == "Outcomes Systems Value Partners Need Cause Design Develop Implement Results"


def test_ids_are_those_of_the_contract(edition: str) -> None:
    program = catalog.find("cpt", edition)
    initial = program.pathway("initial")
    assert [level.id for level in program.levels] == ["met", "partly_met", "not_met", "nothing_shown"]
    assert [item.id for item in program.ethics_items] == ["commitment", "1", "2", "3", "4", "5", "6"]
    assert [choice.id for choice in program.ethics_choices] == ["no_concern", "concern", "serious_concern"]
    assert [rule.id for rule in initial.rules if rule.step == "eligibility"] == [
        "experience", "projects", "attestations", "ethics_commitment", "declarations", "entry_window",
    ]  # fmt: skip
    assert [outcome.id for outcome in initial.outcomes] == [
        "certify", "more_information", "not_certified", "not_scorable", "referred",
    ]  # fmt: skip
    assert [kind.id for kind in program.conflict_kinds] == [
        "none", "family", "business", "employer", "instructor", "collaborator", "other",
    ]  # fmt: skip


def test_the_other_pathways_have_the_ids_of_the_contract(edition: str) -> None:
    program = catalog.find("cpt", edition)
    assert _ids(program, "recertification") == (
        ["ethics_commitment", "declarations", "points", "period", "continued_work"],
        ["recertify", "more_information", "not_recertified", "referred"],
    )
    assert _ids(program, "preparation") == ([], ["feedback"])
    other = catalog.find("cptm", "2024")
    assert other.scheme_kind == "assessment_based_certificate"
    assert _ids(other, "initial") == (
        ["modules", "practicum", "exam"],
        ["certify", "more_information", "not_certified"],
    )
    assert _ids(other, "recertification") == (
        ["hours", "period"],
        ["recertify", "more_information", "not_recertified"],
    )


def _ids(program: ProgramDefinition, pathway_id: str) -> tuple[list[str], list[str]]:
    pathway = program.pathway(pathway_id)
    rules = [rule.id for rule in pathway.rules if rule.step == "eligibility"]
    return rules, [outcome.id for outcome in pathway.outcomes]


def test_letters_set_the_levels_and_no_digit_does(edition: str) -> None:
    program = catalog.find("cpt", edition)
    assert program.not_applicable is not None
    assert [level.key for level in (*program.levels, program.not_applicable)] == ["M", "P", "N", "O", "X"]


def test_each_standard_has_three_prompts_of_ours(edition: str) -> None:
    for standard in catalog.find("cpt", edition).standards:
        assert len(standard.prompts) == 3
        assert standard.prompts_provenance is not None
        assert standard.prompts_provenance.status is RuleStatus.ASSUMED


def test_only_met_shows_a_standard_and_what_is_below_needs_a_reason(edition: str) -> None:
    levels = catalog.find("cpt", edition).levels
    assert [(level.shows, level.needs_reason, level.needs_citation) for level in levels] == [
        (True, False, False),
        (False, True, False),
        (False, True, False),
        (False, True, False),
    ]


def test_every_rule_says_where_it_comes_from(edition: str) -> None:
    assert all(provenance.source and provenance.checked_on for provenance in _provenances(catalog.find("cpt", edition)))


def test_every_rule_of_the_other_program_says_where_it_comes_from() -> None:
    assert all(provenance.source and provenance.checked_on for provenance in _provenances(catalog.find("cptm", "2024")))


def _provenances(program: ProgramDefinition) -> list[Provenance]:
    rules = [rule for pathway in program.pathways.values() for rule in pathway.rules]
    cycles = [pathway.cycle for pathway in program.pathways.values() if pathway.cycle]
    counted = [pathway.activities for pathway in program.pathways.values() if pathway.activities]
    return [
        *(rule.provenance for rule in rules),
        *(sourced.provenance for rule in rules for sourced in rule.sourced.values()),
        *(sourced.provenance for cycle in cycles for sourced in cycle.sourced.values()),
        *(activities.provenance for activities in counted),
        *(ledger.provenance for activities in counted for ledger in activities.ledgers),
        *(pathway.second_reader.provenance for pathway in program.pathways.values() if pathway.second_reader),
        *(standard.needed_provenance for standard in program.standards),
        *program.provenance.values(),
        program.letter.answer_provenance,
        program.letter.review_provenance,
    ]


def test_a_rule_is_as_sure_as_its_least_sure_part() -> None:
    rules = {rule.id: rule for rule in catalog.find("cpt", "2013").pathway("initial").rules}
    assert rules["experience"].status is RuleStatus.ASSUMED
    assert rules["experience"].provenance_of("months_needed").is_verified
    assert not rules["attestations"].provenance_of("projects_needed").is_verified
    assert rules["projects"].status is RuleStatus.FOUND


def test_rules_that_nobody_verified_are_counted() -> None:
    # Scorable, experience, attestations, declarations, window, coverage and ethics; ten numbers of coverage;
    # points, due date, continued work and ethics of the renewal.
    assert catalog.find("cpt", "2013").unverified_rules == 21
    # Modules and exam; hours and period of the renewal.
    assert catalog.find("cptm", "2024").unverified_rules == 4


def test_what_bundles_may_name_is_known() -> None:
    words = catalog.known()
    assert words.editions == {"cpt": ("2007", "2012", "2013"), "cptm": ("2024",)}
    assert words.pathways["cpt", "2013"] == ("initial", "recertification", "preparation")
    assert words.pathways["cptm", "2024"] == ("initial", "recertification")
    assert {"module-01", "module-10", "practicum-*", "exam"} <= words.words["cptm", "2024"]["milestones.ref"]
    assert words.standards["cpt", "2012"] == frozenset(range(1, 11))
    assert words.words["cpt", "2013"]["activities.ledger"] == {"A", "B"}
    assert "application_agreement" in words.words["cpt", "2013"]["declarations.kind"]


# As the page on the domain marks it: found, inferred, or else assumed, with numbers of their own source.
MARKS = {
    ("cpt", "initial"): {
        "scorable": "assumed",
        "experience": "assumed",
        "experience months_needed": "found",
        "projects": "found",
        "attestations": "assumed",
        "attestations relations": "found",
        "ethics_commitment": "found",
        "declarations": "inferred",
        "entry_window": "assumed",
        "entry_window months_by_route.workshop": "found",
        "entry_window months_by_route.in_house": "inferred",
        "coverage": "assumed",
        "ethics": "assumed",
    },
    ("cpt", "recertification"): {
        "ethics_commitment": "found",
        "declarations": "found",
        "points": "assumed",
        "points points_needed": "found",
        "period": "assumed",
        "continued_work": "assumed",
        "ethics": "assumed",
        "cycle months": "found",
        "cycle edge_days": "assumed",
        "cycle due_days": "found",
        "cycle counts_until": "assumed",
    },
    ("cpt", "preparation"): {},
    ("cptm", "initial"): {
        "modules": "assumed",
        "modules modules": "found",
        "modules pass_mark": "assumed",
        "practicum": "found",
        "exam": "assumed",
        "exam pass_mark": "assumed",
        "exam attempts": "assumed",
        "exam window_months": "assumed",
    },
    ("cptm", "recertification"): {
        "hours": "assumed",
        "hours points_needed": "found",
        "period": "assumed",
        "cycle months": "found",
        "cycle edge_days": "assumed",
    },
}


@pytest.mark.parametrize("file", catalog.shipped(), ids=lambda file: f"{file.program}-{file.edition}")
def test_every_rule_is_marked_as_the_page_on_the_domain_marks_it(file: catalog.ProgramFile) -> None:
    for name, pathway in catalog.find(file.program, file.edition).pathways.items():
        marks = {rule.id: rule.provenance.status for rule in pathway.rules}
        marks |= {
            f"{rule.id} {number}": value.provenance.status
            for rule in pathway.rules
            for number, value in rule.sourced.items()
        }
        parts = pathway.cycle.sourced.items() if pathway.cycle else ()
        marks |= {f"cycle {number}": value.provenance.status for number, value in parts}
        assert marks == MARKS[file.program, name]


@pytest.mark.parametrize("file", catalog.shipped(), ids=lambda file: f"{file.program}-{file.edition}")
def test_whole_lists_and_parts_say_how_sure_they_are(file: catalog.ProgramFile) -> None:
    program = catalog.find(file.program, file.edition)
    lists = {name: provenance.status for name, provenance in program.provenance.items()}
    assert lists.pop("conflicts") == lists.pop("outcomes") == "assumed"
    if program.id == "cpt":
        assert lists == {
            "standards": "found",
            "prompts": "assumed",
            "levels": "assumed",
            "fixes": "assumed",
            "ethics": "found",
            "scheme_kind": "found",
            "vocabularies": "assumed",
        }
        assert {standard.needed_provenance.status for standard in program.standards} == {"assumed"}
    else:
        assert lists == {"scheme_kind": "inferred", "vocabularies": "found"}
    for pathway in program.pathways.values():
        if pathway.activities:
            ledgers = pathway.activities.ledgers
            assert {pathway.activities.provenance.status, *(each.provenance.status for each in ledgers)} == {"assumed"}
    assert {program.letter.answer_provenance.status, program.letter.review_provenance.status} == {"assumed"}
    assert all(each.checked_on and each.source for each in program.provenance.values())
