"""Days of publication as pages, feeds and tables write them, read without a clock."""

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

# The day of an article is the day in Vietnam: 17:30 UTC is half past midnight there.
VIETNAM = timezone(timedelta(hours=7))

_ISO = re.compile(
    r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)"
    r"(?:[T ]+(\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?"
)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+năm\s+(\d{4})(?!\d)", re.IGNORECASE)
_TWELVE_HOURS = re.compile(r"\d\s*[AP]M\b")
_YEARS = range(1990, 2100)

# A line that is nothing but a day and what is printed around it, as behind the title of most pages.
_LINE = re.compile(
    r"\W*(?:(?:thứ\s+\w{1,4}|chủ nhật|(?:ngày )?(?:đăng|cập nhật)(?: lúc| ngày)?|ngày|xuất bản|lúc|giờ|gmt|utc|am|pm"
    r"|sa|ch)\W*|\d{1,4}(?:\s+tháng\s+|,?\s+năm\s+|\W+|[hg]|\Z)){1,16}",
    re.IGNORECASE,
)


def is_date_line(text: str) -> bool:
    """Whether ``text`` is a day, perhaps with weekday and time, and nothing else.

    >>> is_date_line("Thứ Năm, 10/04/2025, 14:25 [GMT+7]"), is_date_line("Ngày 10/4/2025, UBND tỉnh họp.")
    (True, False)
    """
    return len(text) <= 100 and bool(_LINE.fullmatch(text)) and day(text) is not None


def day(text: str) -> date | None:
    """The day that ``text`` writes, whatever stands around it; None where it writes none, or an impossible one.

    Day before month, as everywhere in Vietnam, but month first beside AM and PM, as servers set up in English write.

    >>> day("2024-05-12T17:30:00Z"), day("Thứ Ba, 12/05/2015 | 08:30")
    (datetime.date(2024, 5, 13), datetime.date(2015, 5, 12))
    >>> day("5/12/2024 8:30:00 AM"), day("31/02/2024")
    (datetime.date(2024, 5, 12), None)
    """
    text = text[:200]
    if match := _ISO.search(text):
        return _iso(match)
    if match := _DAY_FIRST.search(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "/" and _TWELVE_HOURS.search(text):
            first, second = second, first
        return _date(year, second, first)
    if match := _WORDS.search(text):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    try:
        return _in_vietnam(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso(match: re.Match[str]) -> date | None:
    found = _date(int(match[1]), int(match[2]), int(match[3]))
    if found is None or not match[5]:
        return found
    try:
        return _in_vietnam(datetime.fromisoformat(f"{found.isoformat()}T{match[4]}{match[5]}"))
    except ValueError:
        return found


def _in_vietnam(moment: datetime) -> date | None:
    there = moment.astimezone(VIETNAM) if moment.tzinfo else moment
    return there.date() if there.year in _YEARS else None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year in _YEARS else None
    except ValueError:
        return None
