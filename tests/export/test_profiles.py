"""What each profile leaves out is in no byte of its package, and what it holds is there."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from reviewer.errors import ExportError
from reviewer.export.verify import verify_package
from reviewer.vocabulary import CaseKey, CaseState
from reviewer.workflow import deciding, inbox, opening, releasing, writing
from tests.export.seeded import (
    CASES,
    COURSE,
    FOR_THE_CANDIDATE,
    FOR_THE_OFFICE,
    INITIAL,
    ONLY_FOR_THE_REVIEWER,
    REFERRED_CASE,
    RENEWAL,
    REVIEWER,
    seeded_desk,
    words_of,
)
from tests.letter.reading import pdftotext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.workflow.desk import Desk

# What a letter names anyway, and the ids that a candidate has chosen or been given.
OWN = {"fullname", "street", "title", "attester", "activity", "candidateid", "projectid", "activityid", "milestoneref"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = seeded_desk(tmp_path_factory.mktemp("seeded"))
    yield desk
    opening.close_desk(desk)


def exported(desk: Desk, folder: Path, profile: str, *keys: CaseKey) -> Path:
    return releasing.export(desk, keys or None, folder, profile=profile)[0].package


def everything_in(package: Path, folder: Path) -> str:
    """Every byte of a package as text: as it is, member by member, and the words and labels of its pages."""
    found = [package.read_bytes().decode("latin-1"), package.name]
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            found += [name, data.decode("latin-1"), data.decode("utf-8", errors="replace")]
            if name.endswith(".pdf"):
                found += [pdftotext(data, folder), str(PdfReader(io.BytesIO(data)).metadata)]
    return "\n".join(found).casefold()


def outside_letters(package: Path) -> str:
    with zipfile.ZipFile(package) as archive:
        names = [name for name in archive.namelist() if name.endswith((".json", ".csv", ".txt", "signers"))]
        return "\n".join(archive.read(name).decode() for name in names)


def decisions(package: Path) -> Any:  # noqa: ANN401 - any JSON value
    with zipfile.ZipFile(package) as archive:
        return json.loads(archive.read(f"{package.stem}/data/decisions.json"))


def table(package: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(package) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{package.stem}/data/{name}.csv").decode("utf-8-sig"))))


def found_words(package: Path, folder: Path, words: set[str]) -> set[str]:
    written = everything_in(package, folder)
    return {word for word in words if word.casefold() in written}


def test_the_office_gets_what_it_may_and_nothing_that_stays_on_the_laptop(desk: Desk, tmp_path: Path) -> None:
    package = exported(desk, tmp_path, "office")
    assert found_words(package, tmp_path, set(FOR_THE_OFFICE)) == set(FOR_THE_OFFICE)
    mails = {words_of(case)[field] for case in CASES for field in ("email", "attestermail")}
    assert found_words(package, tmp_path, mails | set(ONLY_FOR_THE_REVIEWER)) == set()
    streets = {words_of(case)["street"] for case in CASES}
    assert not [street for street in streets if street in outside_letters(package)]


@pytest.mark.parametrize("case", CASES)
def test_a_candidates_copy_holds_nothing_but_what_the_candidate_may_read(desk: Desk, tmp_path: Path, case: str) -> None:
    package = exported(desk, tmp_path, "applicant", CASES[case])
    own = {word for field, word in words_of(case).items() if field not in OWN}
    others = {word for other in CASES if other != case for word in words_of(other).values()}
    others |= {key.submission_id for other, key in CASES.items() if other != case}
    forbidden = own | others | {*FOR_THE_OFFICE, *ONLY_FOR_THE_REVIEWER}
    assert found_words(package, tmp_path, forbidden) == set()
    told = {words_of(case)[field] for field in ("fullname", "street", "title", "attester")}
    assert not [word for word in told if word in outside_letters(package)]


def test_a_candidates_copy_holds_the_letter_and_what_was_written_for_the_candidate(desk: Desk, tmp_path: Path) -> None:
    package = exported(desk, tmp_path, "applicant", INITIAL)
    with zipfile.ZipFile(package) as archive:
        letter = archive.read(f"{package.stem}/data/letters/{INITIAL.submission_id}-r1.pdf")
    assert letter == writing.letter(desk, INITIAL).pdf.data
    (told,) = decisions(package)["determinations"]
    assert told["outcome"] == "more_information"
    assert [(each["feedback"], each["remedy"]) for each in told["judgments"]] == [FOR_THE_CANDIDATE] * 3
    assert {(each["level"], each["finding"], each["fix"]) for each in told["judgments"]} == {(None, "", None)}
    assert (told["recommended"], told["because"], told["ethics"], told["smallest_changes"]) == (None, "", [], [])
    assert {each["because"] for each in told["rules"]} == {""}
    assert {each["holds"] for each in told["rules"]} == {"holds", "fails"}
    assert [row["level"] for row in table(package, "judgments")] == [""] * 3
    assert (decisions(package)["profile"], decisions(package)["reviewer"]["name"]) == ("applicant", REVIEWER)


def test_a_candidates_copy_of_a_referred_case_says_no_more_than_its_letter(desk: Desk, tmp_path: Path) -> None:
    package = exported(desk, tmp_path, "applicant", REFERRED_CASE)
    assert (
        found_words(package, tmp_path, {"referred", "serious", "concern", *FOR_THE_CANDIDATE}) - {"referred"} == set()
    )
    (told,) = decisions(package)["determinations"]
    assert (told["outcome"], told["rules"], told["judgments"], told["eligibility"]) == (None, [], [], [])
    assert "no result yet" in everything_in(package, tmp_path)


def test_a_copy_for_research_names_nobody_and_nothing(desk: Desk, tmp_path: Path) -> None:
    package = exported(desk, tmp_path, "research")
    everything = {word for case in CASES for word in words_of(case).values()}
    everything |= {key.submission_id for key in CASES.values()} | {REVIEWER}
    everything |= {*FOR_THE_OFFICE, *FOR_THE_CANDIDATE, *ONLY_FOR_THE_REVIEWER}
    assert found_words(package, tmp_path, everything) == set()
    with zipfile.ZipFile(package) as archive:
        assert {name.split("/")[1] for name in archive.namelist()} >= {"data", "bag-info.txt"}
        assert not [name for name in archive.namelist() if "letters" in name or "journal" in name]


def test_nobody_who_knows_an_id_or_a_file_finds_it_in_a_copy_for_research(desk: Desk, tmp_path: Path) -> None:
    written = everything_in(exported(desk, tmp_path, "research"), tmp_path)
    office = decisions(exported(desk, tmp_path, "office"))
    for case, key in CASES.items():
        known = [key.submission_id, str(key), *words_of(case).values()]
        for word in known:
            for digest in (hashlib.sha256, hashlib.sha1, hashlib.md5):
                assert digest(word.encode()).hexdigest()[:16] not in written
    for told in office["determinations"]:
        hidden = (told["determination_id"], told["bundle_sha256"], told["journal_head"], told["letter"]["sha256"])
        assert not [value for value in (*hidden, told["signed_at"]) if value.casefold() in written]
    assert office["made_at"].casefold() not in written


def test_a_copy_for_research_holds_levels_rules_and_outcomes(desk: Desk, tmp_path: Path) -> None:
    package = exported(desk, tmp_path, "research")
    told = decisions(package)["determinations"]
    assert sorted(each["outcome"] for each in told) == [
        "more_information",
        "more_information",
        "more_information",
        "referred",
    ]
    levels = [judgment["level"] for each in told for judgment in each["judgments"]]
    assert levels.count("partly_met") == 6
    cited = [judgment["citations"] for each in told for judgment in each["judgments"] if judgment["citations"]]
    assert [(citation["kind"], citation["quote"]) for citation in cited[0]] == [("passage", ""), ("looked_in", "")]
    assert {each["signed_at"] for each in told} == {decisions(package)["made_at"]}
    assert decisions(package)["made_at"][4:6] == "-Q"
    (activity,) = [activity for each in told for activity in each["activities"]]
    assert (activity["points_claimed"], activity["points_allowed"], activity["because"]) == (9, 8, "")


def test_pseudonyms_stay_the_same_and_are_anothers_in_another_workspace(
    desk: Desk, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    alone, together = exported(desk, tmp_path, "research", INITIAL), exported(desk, tmp_path, "research")
    (told,) = decisions(alone)["determinations"]
    assert told["submission_id"] in {each["submission_id"] for each in decisions(together)["determinations"]}
    assert desk.workspace.get_setting("research.pseudonym_key") is not None
    other = seeded_desk(tmp_path_factory.mktemp("other"))
    try:
        (elsewhere,) = decisions(exported(other, tmp_path / "other", "research", INITIAL))["determinations"]
    finally:
        opening.close_desk(other)
    assert elsewhere["submission_id"] != told["submission_id"]
    assert elsewhere["candidate_id"] != told["candidate_id"]


@pytest.mark.parametrize(("profile", "keys"), [("applicant", (RENEWAL,)), ("research", ())])
def test_a_copy_is_valid_says_what_it_is_and_is_the_same_again(
    desk: Desk, tmp_path: Path, profile: str, keys: tuple[CaseKey, ...]
) -> None:
    first = exported(desk, tmp_path / "first", profile, *keys)
    again = exported(desk, tmp_path / "again", profile, *keys)
    assert (again.name, again.read_bytes()) == (first.name, first.read_bytes())
    assert first.name.endswith(f"-{profile}.zip")
    found = verify_package(first)
    assert (found.problems, found.profile, found.reviewer_id) == ((), profile, "rev-07")


def test_a_copy_hands_nothing_over_and_leaves_no_gap_in_the_offices_numbers(tmp_path: Path) -> None:
    desk = seeded_desk(tmp_path)
    try:
        before = {key: desk.workspace.journal(key) for key in CASES.values()}
        exported(desk, tmp_path / "out", "applicant", COURSE)
        exported(desk, tmp_path / "out", "research")
        assert {row.state for row in inbox.list_cases(desk)} == {CaseState.SIGNED}
        assert {key: desk.workspace.journal(key) for key in CASES.values()} == before
        office, changes = releasing.export(desk, None, tmp_path / "out")
        assert (office.package.name, len(changes.cases)) == ("decisions-rev-07-0001.zip", 4)
        assert verify_package(office.package).profile == "office"
        assert len(decisions(office.package)["alerts"]) == 4
    finally:
        opening.close_desk(desk)


def test_a_candidates_copy_is_of_one_candidate(desk: Desk, tmp_path: Path) -> None:
    for keys in ((), (INITIAL, COURSE)):
        with pytest.raises(ExportError) as refused:
            exported(desk, tmp_path / "out", "applicant", *keys)
        assert "these are of several" in str(refused.value.details["reason"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("profile", ["applicant", "research"])
def test_what_is_not_signed_cannot_be_copied(tmp_path: Path, profile: str) -> None:
    desk = seeded_desk(tmp_path)
    try:
        deciding.reopen(desk, COURSE, "A new document.")
        with pytest.raises(ExportError) as refused:
            exported(desk, tmp_path / "out", profile, COURSE)
        assert "no signed determination" in str(refused.value.details["reason"])
        for key in (INITIAL, RENEWAL, REFERRED_CASE):
            deciding.reopen(desk, key, "A new document.")
        with pytest.raises(ExportError) as refused:
            exported(desk, tmp_path / "out", profile)
        assert "no signed case to copy" in str(refused.value.details["reason"])
    finally:
        opening.close_desk(desk)
