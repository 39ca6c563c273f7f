from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.periods import period


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("16XX", "1600-01-01", "1699-12-31"),
        ("2024-01/2024-06", "2024-01-01", "2024-06-30"),
        ("2024-02-25/2024-02-27", "2024-02-25", "2024-02-27"),
        ("2023-Q4/2024-Q1", "2023-10-01", "2024-03-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(iso, first, last):
    assert period(iso) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "iso", [None, "", "P10Y", "P3Y/P5Y", "XXXX-04-27", "XXXX-Q1", "2023-02-30", "2023-13", "00XX", "0000", "mai"]
)
def test_what_has_no_days_has_none(iso):
    assert period(iso) == (None, None)


ENDS = st.from_regex(r"(19|20)[0-9]{2}(-(Q[1-4]|(0[1-9]|1[0-2])(-[0-3][0-9])?))?", fullmatch=True)


@given(ENDS, ENDS)
def test_a_range_goes_from_the_first_day_of_one_to_the_last_of_the_other(one, other):
    assert period(f"{one}/{other}") == (period(one)[0], period(other)[1])


@given(st.text() | st.text("0123456789XQP-/"))
def test_any_text_is_read(text):
    first, last = period(text)
    assert first is None or last is None or first <= last or "/" in text
