"""Cells of a workbook show what a spreadsheet program would show, for the formats that people use."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.evidence.cell_format import shown

MOMENT = dt.datetime(2025, 3, 7, 14, 5, 9)  # noqa: DTZ001 - spreadsheets know no time zones


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        ("text", "@", "text"),
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "General", "1000000000000000000000"),
        (1e30, "General", "1.00000E+30"),
        (float("nan"), "0", "nan"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25.6%"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"none"', "none"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (7, "000", "007"),
        (2.5, "0.##", "2.5"),
        (2, "0.##", "2"),
        (1500, '"€ "#,##0', "€ 1,500"),
        (1500, "[$€-407] #,##0", "€ 1,500"),
        (1500000, '#,##0.0,,"M"', "1.5M"),
        (12345, "0.00E+00", "1.23E+4"),
        (0.5, "# ?/?", "0.5"),
        (3, '"Level "General', "Level 3"),
        (0.004, "0.00", "0.00"),
        (-0.001, "0.00", "0.00"),
        (MOMENT, "yyyy-mm-dd", "2025-03-07"),
        (MOMENT, "d mmmm yyyy", "7 March 2025"),
        (MOMENT, "ddd d/m/yy", "Fri 7/3/25"),
        (MOMENT, "hh:mm:ss", "14:05:09"),
        (MOMENT, "h:mm AM/PM", "2:05 PM"),
        (MOMENT, "mm/dd/yyyy hh:mm", "03/07/2025 14:05"),
        (MOMENT, "General", "2025-03-07 14:05:09"),
        (MOMENT.date(), "General", "2025-03-07"),
        (MOMENT.time(), "h:mm", "14:05"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
        (-dt.timedelta(minutes=5), "[h]:mm", "-0:05:00"),
    ],
)
def test_a_value_is_shown_as_its_format_says(value: object, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected


@given(
    st.one_of(st.floats(), st.integers(-(10**20), 10**20), st.text(max_size=5), st.datetimes(), st.times(), st.dates()),
    st.text('0#?,.%;"[]yMdhms/:-E+@ GeneralAP\\_*$', max_size=14),
)
def test_no_value_and_no_format_is_too_much(value: object, number_format: str) -> None:
    assert isinstance(shown(value, number_format), str)
