"""DATE mentions: days, months, quarters, years, parts and ranges of them, deictic words and durations."""

from typing import Any

from pipeline.mentions.dates import calendar, deictics, durations, years
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Reading
from pipeline.mentions.starts import apply_at_words

RULES_FILE = "dates/dates.toml"

_MODULES = {
    calendar: "day day_all_in_words bare_day bare_day_in_words day_in_list days month month_in_small_letters "
    "bare_month month_in_list months period quarter quarters",
    years: "year year_short year_before_christ years years_in_two_digits short_years bare_year animal_year school_year "
    "months_of_year half_year quarter_by_place decade century",
    deictics: "unknown deictic_day day_of_month month_deictic quarter_deictic year_deictic weekday",
    durations: "duration duration_of_two_units duration_range half_duration",
}

READINGS: dict[str, Reading] = {
    name: getattr(module, name) for module, names in _MODULES.items() for name in names.split()
}


def describe(value: dict[str, Any]) -> str:
    """The value as the examples of the rule file write it."""
    return value["iso"] or "null"


def find(page: Page) -> list[Candidate]:
    """All DATE candidates of ``page``; where two overlap, the longer is the better.

    >>> page = Page("Từ ngày 25 đến 27/9/2024", ((0, 24),))
    >>> longest = max(find(page), key=lambda found: found.end - found.start)
    >>> page.text[longest.start : longest.end], longest.value["iso"]
    ('ngày 25 đến 27/9/2024', '2024-09-25/2024-09-27')
    """
    return list(apply_at_words(RULES_FILE, READINGS, page))
