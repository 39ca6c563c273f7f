"""The first and the last day of a date as DATE values write it."""

import re
from calendar import monthrange
from datetime import date

_TIME = re.compile(r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})))?")


def period(iso: str | None) -> tuple[date | None, date | None]:
    """First and last day; ``None`` where none is known: of a duration, or a date without its year.

    >>> print(*period("2012-05-05"), *period("2024-Q1"), *period("199X"))
    2012-05-05 2012-05-05 2024-01-01 2024-03-31 1990-01-01 1999-12-31
    >>> print(*period("2021/2025"), *period("XXXX-04-27"), *period("P10Y"))
    2021-01-01 2025-12-31 None None None None
    """
    first, _, last = (iso or "").partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def _bounds(iso: str) -> tuple[date | None, date | None]:
    try:
        if len(iso) == len("2012-05-05"):
            return (day := date.fromisoformat(iso)), day
        time = _TIME.fullmatch(iso)
        if time is None:
            return None, None
        year, quarter = time["year"], int(time["quarter"] or 0)
        first, last = (3 * quarter - 2, 3 * quarter) if quarter else (int(time["month"] or 1), int(time["month"] or 12))
        from_year, to_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return date(from_year, first, 1), date(to_year, last, monthrange(to_year, last)[1])
    except ValueError:  # no such day, or the year 0, which has none here
        return None, None
