"""Which strings are dates, periods and durations of the guideline."""

import pytest

from pipeline.quality.forms import is_iso

WELL = "2012-05-05 1994-03 2012 2024-Q1 199X 16XX 2021/2025 2024-02-25/2024-02-27 2024-01/2024-06 P10Y P3M P2W P5D"
WELL += " P3Y/P5Y XXXX-04-27 XXXX-Q1 XXXX-01/XXXX-06 XXXX-02-29 XXXX-12/XXXX-02 2024-Q1/2024-Q3 198X/199X"
WRONG = "2012-5-5 2012-13 2012-00 2012-04-31 2023-02-29 2025/2021 2021/2021 2012/.. 2024-Q5 P0Y P10 P3Y/P5M XXXX"
WRONG += " 2012-05/2013 5/5/2012 2012/2013/2014 20XX-05 2012-05-05T08:00 P5Y/P3Y / 2012/ /2012"


@pytest.mark.parametrize("iso", WELL.split())
def test_well_formed(iso):
    assert is_iso(iso)


@pytest.mark.parametrize("iso", [*WRONG.split(), "", " 2012", "２０１２"])
def test_not_well_formed(iso):
    assert not is_iso(iso)
