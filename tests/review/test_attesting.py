from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.review.attesting import attested, is_early, left_open
from reviewer.vocabulary import Attested
from tests.builders import LAST_MONTH, a_project, an_attestation

if TYPE_CHECKING:
    from reviewer.submission.model import Attestation, Month, Project

BEFORE_THE_END = date(2025, 11, 30)
IN_THE_LAST_MONTH = date(2025, 12, 1)


def _project(*attestations: Attestation, end: Month | None = LAST_MONTH) -> Project:
    return a_project(attestations=attestations, end=end)


def test_without_an_attestation_nothing_is_said() -> None:
    assert attested(_project(), 1) is None


@pytest.mark.parametrize(
    ("attestation", "said"),
    [
        (an_attestation([1]), Attested.CONFIRMED),
        (an_attestation([1], signed_on=BEFORE_THE_END), Attested.CONFIRMED_EARLY),
        (an_attestation([1], signed_on=IN_THE_LAST_MONTH), Attested.CONFIRMED),
        (an_attestation([1], signed_on=None), Attested.CONFIRMED),
        (an_attestation([], not_observed=[1]), Attested.NOT_OBSERVED),
        (an_attestation([], cannot_confirm=[1]), Attested.CANNOT_CONFIRM),
        (an_attestation([2]), Attested.LEFT_OPEN),
    ],
)
def test_one_attester_says_one_of_five_things(attestation: Attestation, said: Attested) -> None:
    assert attested(_project(attestation), 1) is said


def test_of_several_attesters_the_best_counts() -> None:
    worst_first = [
        an_attestation([]),
        an_attestation([], cannot_confirm=[1]),
        an_attestation([], not_observed=[1]),
        an_attestation([1], signed_on=BEFORE_THE_END),
        an_attestation([1]),
    ]
    said = [attested(_project(*worst_first[: count + 1]), 1) for count in range(5)]
    assert said == [
        Attested.LEFT_OPEN,
        Attested.CANNOT_CONFIRM,
        Attested.NOT_OBSERVED,
        Attested.CONFIRMED_EARLY,
        Attested.CONFIRMED,
    ]


def test_a_project_without_an_end_has_no_early_attestation() -> None:
    attestation = an_attestation(signed_on=BEFORE_THE_END)
    assert not is_early(_project(attestation, end=None), attestation)


def test_standards_that_an_attester_passes_over_are_left_open() -> None:
    attestation = an_attestation([1, 2, 3, 4, 5], cannot_confirm=[6], not_observed=[7, 8])
    assert left_open(_project(attestation), attestation) == (9, 10)
