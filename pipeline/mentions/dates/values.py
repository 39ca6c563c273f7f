"""Calendar arithmetic of partly written dates, and their ISO forms. Knows no text."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Side = Literal["before", "after"]

_LEAP_YEAR = 2000  # where the year is unknown, 29/2 may be right
_YEARS_BESIDE = range(-1, 2)  # for all but leap days the nearest is among these
_YEARS_AROUND = range(-4, 5)  # a leap day is at most eight years from the next, so four on each side hold one


class Written(NamedTuple):
    """A calendar date as far as it is written: a day, a month or a year, with parts missing from the left."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def exists(self) -> bool:
        """Whether the calendar has this date.

        >>> Written(2023, 2, 29).exists(), Written(None, 2, 29).exists(), Written(2024, 13).exists()
        (False, True, False)
        """
        if self.year is not None and not MINYEAR <= self.year <= MAXYEAR:
            return False
        if self.month is None:
            return True
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year or _LEAP_YEAR, self.month)[1]

    def iso(self) -> str:
        """Day, month or year in ISO form, ``XXXX`` for a missing year.

        >>> Written(2012, 5, 5).iso(), Written(None, 4).iso(), Written(2012).iso()
        ('2012-05-05', 'XXXX-04', '2012')
        """
        parts = [f"{self.year:04d}" if self.year else "XXXX"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def first(self) -> date:
        """The first day of it; a year must be there."""
        return date(self.year or _LEAP_YEAR, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day of it; a year must be there."""
        year, month = self.year or _LEAP_YEAR, self.month or 12
        return date(year, month, self.day or monthrange(year, month)[1])


@lru_cache(maxsize=1000)
def nearest_year(first: Written, last: Written, published: date, side: Side | None) -> int | None:
    """The year that puts the period from ``first`` to ``last`` nearest to ``published``, on ``side`` of it if given.

    >>> nearest_year(Written(month=12, day=28), Written(month=12, day=28), date(2025, 1, 4), None)
    2024
    >>> nearest_year(Written(month=1, day=6), Written(month=1, day=6), date(2016, 11, 29), "before")
    2016
    >>> nearest_year(Written(month=2, day=29), Written(month=2, day=29), date(2023, 1, 1), "before")
    2020
    """
    for offsets in (_YEARS_BESIDE, _YEARS_AROUND):
        years = [published.year + offset for offset in offsets]
        gaps = [(_gap(first._replace(year=year), last._replace(year=year), published, side), year) for year in years]
        if near := [(gap, year) for gap, year in gaps if gap is not None]:
            return min(near)[1]
    return None


def _gap(begin: Written, end: Written, published: date, side: Side | None) -> int | None:
    """Days between a period and ``published``; ``None`` for one that does not exist or lies on the other side."""
    if not (begin.exists() and end.exists()):
        return None
    first, last = begin.first(), end.last()
    if (side == "before" and first > published) or (side == "after" and last < published):
        return None
    return max((first - published).days, (published - last).days, 0)


def span_iso(start: Written, end: Written) -> str:
    """ISO form of a range, for example ``2024-02-25/2024-02-27``."""
    return f"{start.iso()}/{end.iso()}"


def day_beside(published: date, days: int) -> str | None:
    """ISO form of the day so many days after ``published``, or ``None`` where the calendar ends.

    >>> day_beside(date(2024, 3, 1), -1)
    '2024-02-29'
    """
    try:
        return (published + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def quarter_months(quarter: int) -> tuple[Written, Written]:
    """First and last month of a quarter, without a year."""
    return Written(month=3 * quarter - 2), Written(month=3 * quarter)


def full_year(digits: str, published: date | None) -> int:
    """A year of two or four digits; two digits are the latest such year that is not far in the future.

    >>> full_year("75", None), full_year("12", date(2015, 1, 1)), full_year("2012", None)
    (1975, 2012, 2012)
    """
    if len(digits) > 2:
        return int(digits)
    limit = (published.year if published else 2025) % 100 + 10
    return int(digits) + (2000 if int(digits) <= limit else 1900)
