"""The forms of values that the annotation guideline asks for, beyond what the schema can say."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from math import isfinite
from typing import NamedTuple

from pipeline.record import DateMention, DocMention, Mention, PercentMention, PlaceMention

_DURATION = re.compile(r"P([1-9][0-9]*)([YMWD])")
_TIME = re.compile(
    r"(?P<year>[0-9]{4}|XXXX)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>[0-9][0-9])(?:-(?P<day>[0-9][0-9]))?))?"
)
_DECADE_OR_CENTURY = re.compile(r"[0-9]{3}X|[0-9]{2}XX")
_LEAP_YEAR = 2000

# Provinces, districts (gone since 1/7/2025) and communes.
_CODE = {"63": re.compile(r"[0-9]{2}|[0-9]{3}|[0-9]{5}"), "34": re.compile(r"[0-9]{2}|[0-9]{5}")}


class _End(NamedTuple):
    """One end of a range, or a value that is none: ends of a range have one ``form``, and the first is the less."""

    form: str
    size: tuple[int, ...]


def value_faults(mention: Mention) -> Iterator[str]:
    """Say what of the value of ``mention`` is not as the guideline writes it."""
    if isinstance(mention, DateMention):
        if mention.value.iso is not None and not is_iso(mention.value.iso):
            yield f"iso {mention.value.iso!r} is no form of the guideline (2012-05-05, 1994-03, 2024-Q1, 2021/2025, …)"
    elif isinstance(mention, PercentMention):
        low, high = mention.value.low, mention.value.high
        if not (isfinite(low) and isfinite(high)):
            yield "low and high must be numbers"
        elif low > high:
            yield f"low {low:g} is greater than high {high:g}"
    elif isinstance(mention, DocMention):
        yield from _document_faults(mention)
    elif isinstance(mention, PlaceMention) and mention.value is not None:
        yield from _code_faults(mention.value.system, mention.value.code)
    yield from _unclean(mention)


def _document_faults(mention: DocMention) -> Iterator[str]:
    for key in ("symbol", "full_symbol"):
        symbol = getattr(mention.value, key)
        if symbol is not None and re.search(r"\s", symbol):
            yield f"{key} {symbol!r} has white space in it"
    issued = mention.value.issued
    if issued is not None and not (_TIME.fullmatch(issued) and _is_day(issued)):
        yield f"issued {issued!r} is not a day written YYYY-MM-DD"


def _code_faults(system: str | None, code: str | None) -> Iterator[str]:
    if (system is None) != (code is None):
        yield "system and code belong together"
    elif system is not None and code is not None and not _CODE[system].fullmatch(code):
        yield f"code {code!r} is none of the list of {system} provinces ({_CODE[system].pattern})"


def _unclean(mention: Mention) -> Iterator[str]:
    for key, value in mention.value or ():
        if isinstance(value, str) and (not value or value != value.strip()):
            yield f"{key} {value!r} is empty or has white space around it"


def is_iso(iso: str) -> bool:
    """Whether ``iso`` is a date, period or duration as the guideline writes it, and stands in the calendar.

    >>> [is_iso(iso) for iso in ("2012-05-05", "2021/2025", "XXXX-Q1", "199X", "P3Y/P5Y")]
    [True, True, True, True, True]
    >>> [is_iso(iso) for iso in ("2023-02-29", "2025/2021", "2012-5-5", "2012/..", "P0Y", "5/5/2012")]
    [False, False, False, False, False, False]
    """
    ends = [_end(part) for part in iso.split("/")]
    if any(end is None for end in ends) or len(ends) > 2:
        return False
    if len(ends) == 1:
        return iso != "XXXX"
    first, last = ends
    assert first is not None and last is not None  # noqa: PT018, S101 - for mypy
    if first.form != last.form:
        return False
    return first.size < last.size or "XXXX" in iso


def _end(part: str) -> _End | None:
    if duration := _DURATION.fullmatch(part):
        return _End(duration[2], (int(duration[1]),))
    if _DECADE_OR_CENTURY.fullmatch(part):
        return _End("X" * part.count("X"), (int(part.rstrip("X")),))
    time = _TIME.fullmatch(part)
    if time is None:
        return None
    year, month, day = (int(time[name] or 0) if time[name] != "XXXX" else 0 for name in ("year", "month", "day"))
    if time["month"] and not 1 <= month <= 12:
        return None
    if time["day"] and not 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]:
        return None
    form = re.sub(r"[0-9X]+", "9", part)
    return _End(form, (year, int(time["quarter"] or month), day))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2012-05-05")
