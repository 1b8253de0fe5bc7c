from __future__ import annotations

import pytest

from reviewer.program import catalog
from reviewer.program.functions import RULE_FUNCTIONS
from reviewer.program.rule_sheet import RuleSheet, rule_sheet
from reviewer.text import text
from tests.builders import craft_program

PATHWAYS = [
    (file.program, file.edition, pathway)
    for file in catalog.shipped()
    for pathway in catalog.find(file.program, file.edition).pathways
]


def _headings(sheet: RuleSheet) -> list[str]:
    return [section.heading for section in sheet.sections]


@pytest.mark.parametrize(("program", "edition", "pathway"), PATHWAYS)
def test_every_pathway_has_its_page(program: str, edition: str, pathway: str) -> None:
    sheet = rule_sheet(catalog.find(program, edition), pathway)
    lines = [line for section in sheet.sections for line in section.lines]
    assert edition in sheet.subtitle
    assert all(line.text.strip() for line in lines)
    assert not any("{" in line.text + line.detail + line.remark for line in lines)
    assert {"Outcomes, best first", "Steps"} <= set(_headings(sheet))


def test_what_is_not_the_bodys_own_says_so() -> None:
    sheet = rule_sheet(catalog.find("cpt", "2013"), "recertification")
    lines = {line.text: line for section in sheet.sections for line in section.lines}
    points = lines["Points"]
    assert (points.detail, points.is_verified) == ("At least 40 points count within the period.", False)
    assert points.remark.startswith("Assumed")
    assert lines["A renewal every 36 months, counted from the first certification."].is_verified
    assert any("15 Jun, 15 Nov" in text for text in lines)


@pytest.mark.parametrize(
    ("pathway", "title", "detail"),
    [
        ("initial", "Something to judge", "At least one Standard is described."),
        ("initial", "Time since registration", "workshop: 36 months; in house: 36 months"),
        ("initial", "Attestations", "It comes from one of these: client, supervisor."),
        ("recertification", "Continued work in the field", "There was work in the field within the period."),
    ],
)
def test_every_condition_is_a_sentence(pathway: str, title: str, detail: str) -> None:
    sheet = rule_sheet(catalog.find("cpt", "2013"), pathway)
    lines = {line.text: line for section in sheet.sections for line in section.lines}
    assert detail in lines[title].detail


def test_every_function_has_its_sentence() -> None:
    for name, signature in RULE_FUNCTIONS.items():
        if signature.step in {"scorable", "eligibility"}:
            values = dict.fromkeys((*signature.parameters, "unit"), "seven")
            sentence = text(f"program.sheet.condition.{name}", **values)
            assert sentence.count("seven") >= len(signature.parameters)


def test_the_panel_stands_among_the_steps_and_says_that_it_is_assumed() -> None:
    sheet = rule_sheet(catalog.find("cpt", "2013"), "initial")
    steps = next(section.lines for section in sheet.sections if section.heading == "Steps")
    panel = [line for line in steps if not line.is_verified]
    assert [line.text.partition(",")[0] for line in panel] == [
        "2 reviewers judge each submission",
        "Where they differ in the outcome",
    ]
    assert all(line.remark.startswith("Assumed") for line in panel)
    assert rule_sheet(craft_program(), "initial").sections[-1].lines


def test_whole_lists_say_where_they_come_from() -> None:
    sheet = rule_sheet(catalog.find("cpt", "2013"), "initial")
    origins = {section.heading: section.lines[-1] for section in sheet.sections}
    for heading, is_verified in (
        ("How each Standard is judged", False),
        ("Outcomes, best first", False),
        ("Ethics", True),
    ):
        assert origins[heading].text == "Where these come from"
        assert origins[heading].is_verified is is_verified
        assert origins[heading].remark
    scheme = rule_sheet(catalog.find("cptm", "2024"), "initial").introduction
    assert "Inferred" in scheme


def test_only_what_a_pathway_has_is_on_its_page() -> None:
    preparation = rule_sheet(catalog.find("cpt", "2013"), "preparation")
    assert "Conditions" not in _headings(preparation)
    assert "Ethics" not in _headings(preparation)
    assert "Standards" in _headings(preparation)
    coursework = rule_sheet(catalog.find("cptm", "2024"), "initial")
    assert "Standards" not in _headings(coursework)
    assert "assessment-based certificate" in coursework.introduction


def test_a_program_that_nobody_has_seen_has_its_page() -> None:
    sheet = rule_sheet(craft_program(), "initial")
    assert sheet.title == "Certified Master Bookbinder (Master Binder)"
    assert [line.text for line in sheet.sections[-2].lines] == ["Admit", "Try again", "Before the guild"]
