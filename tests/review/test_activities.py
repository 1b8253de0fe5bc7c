from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.review import activities
from reviewer.review.activities import activity_rows, activity_sum, counted_activities, total_of
from reviewer.review.case import case_of
from reviewer.review.deciding import determine
from reviewer.review.judgment import PointsRuling, Record
from reviewer.submission.model import ExperienceRow, Month
from reviewer.vocabulary import Holds, MissingKind
from tests.builders import MOMENT, a_complete_record, a_ruling, cpt, sample
from tests.review.renewals import a_renewal, allowing, an_activity, cptm, the_renewal

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.program.model import ProgramDefinition
    from reviewer.submission.model import Activity, Submission


def _proposed(*given_activities: Activity) -> list[tuple[Decimal | None, tuple[str, ...]]]:
    return [(row.proposed, row.flags) for row in activity_rows(the_renewal(a_renewal(given_activities)))]


# Proposals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("activity", "proposed", "flags"),
    [
        (an_activity(), "2", ()),
        (an_activity(claimed="1.5"), "1.5", ()),
        (an_activity(claimed="6", quantity="4"), "4", ("more-than-hours",)),
        (an_activity(claimed="1.5", quantity="90", unit="minutes"), "1.5", ()),
        (an_activity(claimed=None, quantity="90", unit="minutes"), "1.5", ()),
        (an_activity(ledger="B", claimed="3", quantity="1", unit="items"), "3", ()),
        (an_activity(ledger="B", claimed="9", quantity="1"), "9", ()),
        (an_activity(ledger="B", claimed=None), None, ("no-claim",)),
        (an_activity(unit="days"), None, ("not-in-hours",)),
        (an_activity(unit="points"), None, ("not-in-hours",)),
        (an_activity(kind="cruise"), None, ("unknown-kind",)),
        (an_activity(ledger="C"), None, ("unknown-ledger",)),
        (an_activity(ledger=""), None, ("unknown-ledger",)),
        (an_activity(shown=False), "0", ("no-evidence",)),
        (an_activity(shown=False, unit="days"), "0", ("no-evidence", "not-in-hours")),
        (an_activity(shown=False, kind="cruise"), None, ("unknown-kind", "no-evidence")),
        (an_activity(start=date(2023, 11, 15)), "0", ("outside-period",)),
        (an_activity(start=date(2023, 11, 16)), "2", ()),
        (an_activity(start=date(2026, 11, 16)), "2", ()),
        (an_activity(start=date(2026, 11, 17)), "0", ("outside-period",)),
        (an_activity(start=date(2023, 11, 15), end=date(2023, 11, 16)), None, ("across-period",)),
        (an_activity(start=date(2026, 11, 16), end=date(2026, 11, 17)), None, ("across-period",)),
        (an_activity(start=date(2024, 5, 2), end=date(2024, 5, 1)), None, ("dates-reversed",)),
    ],
)
def test_what_is_proposed_follows_from_what_is_claimed(
    activity: Activity, proposed: str | None, flags: tuple[str, ...]
) -> None:
    assert _proposed(activity) == [(None if proposed is None else Decimal(proposed), flags)]


def test_the_same_kind_and_day_in_another_ledger_counts_once() -> None:
    first = an_activity("A-08", "3", kind="presentation", quantity="3")
    again = an_activity("B-06", "3", kind="presentation", ledger="B", quantity="1", unit="items")
    assert [row for row, _ in _proposed(first, again)] == [3, 0]
    other_day = replace(again, start=date(2024, 5, 2))
    assert [row for row, _ in _proposed(first, other_day)] == [3, 3]


def test_two_activities_of_one_day_in_one_ledger_count_both_unless_they_are_the_same() -> None:
    first, other = an_activity("A-1", title="One webinar"), an_activity("A-2", title="Another webinar")
    assert [row for row, _ in _proposed(first, other)] == [2, 2]
    same = an_activity("A-3", title=" one  Webinar")
    assert [row for row, _ in _proposed(first, other, same)] == [2, 2, 0]


def test_notes_say_what_the_flags_mean() -> None:
    (row,) = activity_rows(the_renewal(a_renewal([an_activity(claimed="6", quantity="4")])))
    assert row.notes == ("6 are claimed, but its time is worth 4 points.",)


def test_notes_name_the_days_and_the_claim_that_they_speak_of() -> None:
    first = an_activity("A-08", kind="presentation")
    again = an_activity("B-06", kind="presentation", ledger="B")
    late = an_activity("A-14", start=date(2026, 11, 17))
    notes = {row.activity_id: row.notes for row in activity_rows(the_renewal(a_renewal([first, again, late])))}
    assert notes == {
        "A-08": (),
        "B-06": ("The same kind of activity on the same day was claimed before, as A-08, so nothing is proposed.",),
        "A-14": ("It lies outside the period from 2023-11-16 to 2026-11-16, so nothing is proposed.",),
    }


def test_every_flag_has_its_sentence() -> None:
    flags = {flag for name, flag in vars(activities).items() if name.isupper() and isinstance(flag, str)}
    shown = {
        flag
        for activity in (
            an_activity(kind="cruise", ledger="C", shown=False),
            an_activity(start=date(2020, 1, 1)),
            an_activity(start=date(2023, 1, 1), end=date(2024, 1, 1)),
            an_activity(claimed="6"),
            an_activity(unit="days"),
            an_activity(ledger="B", claimed=None),
            an_activity(start=date(2024, 5, 2), end=date(2024, 5, 1)),
        )
        for row in activity_rows(the_renewal(a_renewal([activity, replace(activity, activity_id="again")])))
        for flag, note in zip(row.flags, row.notes, strict=True)
        if note
    }
    unknown = activity_rows(the_renewal(a_renewal([an_activity()], certified_on=None)))[0]
    assert shown | set(unknown.flags) == flags
    assert unknown.proposed == 2


# Rulings and sums -----------------------------------------------------------------------------


def _points(submission: object, **rulings: str) -> tuple[Holds, str]:
    case = the_renewal(submission, **rulings)  # type: ignore[arg-type]
    determined = determine(case.program, case.submission, case.record)
    result = next(rule for rule in determined.rules if rule.rule == "points")
    return result.holds, result.because.partition(" ")[0]


def test_the_total_takes_the_ruling_and_else_the_proposal() -> None:
    submission = a_renewal([an_activity("A-1", "30", quantity="30"), an_activity("A-2", "10", quantity="10")])
    assert _points(submission) == (Holds.HOLDS, "40")
    assert _points(submission, A_2="9.5") == (Holds.FAILS, "39.5")
    assert _points(submission, A_2="0") == (Holds.FAILS, "30")


def test_the_renewal_sample_adds_up_as_its_page_says(shared_data: Path) -> None:
    submission = sample(shared_data, "CPT-2026-0104_r1")
    assert _points(submission) == (Holds.FAILS, "36")
    assert _points(submission, A_14="2") == (Holds.FAILS, "38")
    accepted = {"A_09": "1", "A_10": "1", "A_11": "2"}
    assert _points(submission, **accepted) == (Holds.HOLDS, "40")
    assert _points(submission, **accepted, A_14="2") == (Holds.HOLDS, "42")
    added = activity_sum(the_renewal(submission))
    assert added is not None
    assert (added.claimed, added.counted, added.needed) == (Decimal(52), Decimal(36), Decimal(40))
    assert added.open_count == 0
    by_ledger = {ledger.ledger: (ledger.claimed, ledger.counted) for ledger in added.ledgers}
    assert by_ledger == {"A": (Decimal(34), Decimal(23)), "B": (Decimal(18), Decimal(13))}
    flagged = {row.activity_id: row.flags for row in activity_rows(the_renewal(submission)) if row.flags}
    assert flagged == {
        "A-12": ("outside-period",),
        "B-07": ("outside-period",),
        "A-14": ("outside-period",),
        "B-06": ("claimed-twice",),
        "A-09": ("no-evidence",),
        "A-10": ("no-evidence",),
        "A-11": ("no-evidence",),
        "A-15": ("more-than-hours",),
    }


def test_the_hours_sample_adds_up_as_its_page_says(shared_data: Path) -> None:
    submission = sample(shared_data, "CPTM-2026-0202_r1")
    determined = determine(cptm(), submission, Record())
    hours = next(rule for rule in determined.rules if rule.rule == "hours")
    assert hours.because.startswith("23 hours of 24 needed")
    assert determined.recommended == "more_information"
    allowed = Record(activities={"H-12": PointsRuling(Decimal(1), "It began in time.", MOMENT)})
    assert determine(cptm(), submission, allowed).recommended == "recertify"


def test_minutes_add_up_exactly() -> None:
    thirds = [an_activity(f"H-{n}", None, ledger="", kind="podcast", quantity="20", unit="minutes") for n in range(72)]
    thirds = [replace(each, start=date(2025, 1 + n % 12, 1 + n // 12)) for n, each in enumerate(thirds)]
    submission = a_renewal(thirds, program="cptm", edition="2024", certified_on=date(2024, 9, 12))
    assert determine(cptm(), submission, Record()).recommended == "recertify"
    fewer = replace(submission, activities=submission.activities[1:])
    assert determine(cptm(), fewer, Record()).recommended == "more_information"


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 600), st.booleans()), max_size=12), st.data())
def test_sums_are_what_adding_by_hand_gives(rows: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    listed = [
        an_activity(f"A-{n}", str(Decimal(claimed) / 10), quantity=str(minutes), unit="minutes", shown=shown)
        for n, (claimed, minutes, shown) in enumerate(rows)
    ]
    rulings = data.draw(
        st.dictionaries(st.sampled_from([a.activity_id for a in listed]), st.integers(0, 90)) if listed else st.just({})
    )
    expected = Fraction(0)
    for activity, (claimed, minutes, shown) in zip(listed, rows, strict=True):
        proposal = min(Fraction(claimed, 10), Fraction(minutes, 60)) if shown else Fraction(0)
        expected += Fraction(rulings[activity.activity_id]) if activity.activity_id in rulings else proposal
    submission = a_renewal(listed)
    case = case_of(cpt(), submission, allowing(submission, {name: str(n) for name, n in rulings.items()}))
    assert total_of(counted_activities(case)) == expected
    for row in activity_rows(case):
        assert row.proposed is not None
        assert row.claimed is not None
        assert 0 <= row.proposed <= row.claimed


def _limited(most: str) -> ProgramDefinition:
    """The shipped CPT, of whose second ledger at most so much counts."""
    program = cpt()
    pathway = program.pathway("recertification")
    assert pathway.activities is not None
    ledgers = tuple(replace(one, at_most=Decimal(most)) if one.id == "B" else one for one in pathway.activities.ledgers)
    limited = replace(pathway, activities=replace(pathway.activities, ledgers=ledgers))
    return replace(program, pathways={**program.pathways, "recertification": limited})


def _given(learning: str, service: str) -> Submission:
    return a_renewal(
        [an_activity("A-01", learning, quantity=learning), an_activity("B-01", service, ledger="B", kind="committee")]
    )


@pytest.mark.parametrize(
    ("learning", "service", "holds"),
    [("20", "20", Holds.HOLDS), ("20", "30", Holds.HOLDS), ("19", "30", Holds.FAILS), ("40", "0", Holds.HOLDS)],
)
def test_of_a_ledger_with_a_limit_no_more_counts(learning: str, service: str, holds: Holds) -> None:
    submission = _given(learning, service)
    record = a_complete_record(_limited("20"), submission)
    points = next(rule for rule in determine(_limited("20"), submission, record).rules if rule.rule == "points")
    assert points.holds is holds
    assert ("At most 20 of Volunteer service and contributions count." in points.because) is (service == "30")


def test_a_limit_shows_in_the_sums_and_nothing_more_is_gained_beyond_it() -> None:
    program, submission = _limited("20"), _given("19", "30")
    record = a_complete_record(program, submission)
    added = activity_sum(case_of(program, submission, record))
    assert added is not None
    assert [added.counted, added.ledgers[1].counted, added.ledgers[1].claimed] == [
        Decimal(39),
        Decimal(20),
        Decimal(30),
    ]
    assert added.ledgers[1].name == "Volunteer service and contributions (at most 20)"
    refused = allowing(submission, {"A-01": "0", "B-01": "0"})
    assert determine(program, submission, refused).smallest_changes == ()
    enough = _given("25", "30")
    record = allowing(enough, {"B-01": "30"})
    lost = {change.id for (change,) in determine(program, enough, record).smallest_changes if hasattr(change, "id")}
    assert lost == {"A-01", "B-01"}


def test_what_waits_beyond_a_limit_cannot_help() -> None:
    submission = a_renewal(
        [an_activity("A-01", "19", quantity="19"), an_activity("B-01", "30", ledger="B", kind="unheard_of")]
    )
    record = a_complete_record(_limited("20"), submission)
    rules = determine(_limited("20"), submission, record).rules
    assert next(rule for rule in rules if rule.rule == "points").holds is Holds.FAILS
    rules = determine(_limited("21"), submission, record).rules
    assert next(rule for rule in rules if rule.rule == "points").holds is Holds.CANNOT_TELL


# What is missing ------------------------------------------------------------------------------


def test_an_activity_without_a_proposal_waits_for_a_ruling() -> None:
    submission = a_renewal([an_activity("A-1", "40", quantity="40"), an_activity("A-2", unit="days")])
    determined = determine(cpt(), submission, allowing(submission, {}))
    assert [(one.kind, one.id) for one in determined.missing] == [(MissingKind.ACTIVITY, "A-2")]
    assert "days" in determined.missing[0].message
    assert determine(cpt(), submission, allowing(submission, {"A-2": "0"})).recommended == "recertify"


def test_points_speak_as_soon_as_they_can_tell() -> None:
    open_one = an_activity("A-2", "3", unit="days")
    enough = a_renewal([an_activity("A-1", "40", quantity="40"), open_one])
    too_few = a_renewal([an_activity("A-1", "36", quantity="36"), open_one])
    perhaps = a_renewal([an_activity("A-1", "37", quantity="37"), open_one])
    assert [_points(each)[0] for each in (enough, too_few, perhaps)] == [Holds.HOLDS, Holds.FAILS, Holds.CANNOT_TELL]


# The other conditions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (Month(2020, 1), None, Holds.HOLDS),
        (Month(2026, 11), None, Holds.HOLDS),
        (Month(2026, 12), None, Holds.FAILS),
        (Month(2020, 1), Month(2023, 11), Holds.HOLDS),
        (Month(2020, 1), Month(2023, 10), Holds.FAILS),
        (Month(2025, 2), Month(2025, 1), Holds.FAILS),
    ],
)
def test_work_goes_on_when_a_row_overlaps_the_period(start: Month, end: Month | None, holds: Holds) -> None:
    row = ExperienceRow("An employer", "A role", start, end, Decimal(1))
    submission = replace(a_renewal(), experience=(row,))
    results = determine(cpt(), submission, allowing(submission, {})).rules
    assert next(rule for rule in results if rule.rule == "continued_work").holds is holds


def test_without_experience_continued_work_waits_for_a_ruling() -> None:
    submission = replace(a_renewal([an_activity("A-1", "40", quantity="40")]), experience=())
    record = allowing(submission, {})
    missing = determine(cpt(), submission, record).missing
    assert [(one.kind, one.id) for one in missing] == [(MissingKind.ELIGIBILITY, "continued_work")]
    ruled = replace(record, eligibility={"continued_work": a_ruling("holds")})
    assert determine(cpt(), submission, ruled).recommended == "recertify"


def test_a_renewal_without_commitment_is_not_renewed() -> None:
    submission = a_renewal([an_activity("A-1", "40", quantity="40")])
    without = replace(submission, ethics=replace(submission.ethics, agreed=False))
    assert determine(cpt(), without, allowing(without, {})).recommended == "not_recertified"
