"""DATE mentions: days, months, quarters, years, parts and ranges of them, deictic words and durations."""

from typing import Any

from pipeline.mentions import date_periods, date_readings
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Reading, apply, load_rules

RULES_FILE = "dates.toml"

READINGS: dict[str, Reading] = {
    reading.__name__: reading
    for reading in (
        date_readings.day, date_readings.bare_day, date_readings.bare_day_in_words, date_readings.day_in_list, date_readings.days, date_readings.month,
        date_readings.bare_month, date_readings.month_in_list, date_readings.months, date_readings.quarter,
        date_readings.quarters, date_readings.year, date_readings.years, date_readings.short_years,
        date_periods.unknown, date_periods.deictic_day, date_periods.day_of_month, date_periods.month_deictic,
        date_periods.quarter_deictic, date_periods.year_deictic, date_periods.school_year, date_periods.animal_year,
        date_periods.weekday, date_periods.months_of_year, date_periods.half_year, date_periods.quarter_by_place,
        date_periods.decade, date_periods.century, date_periods.duration, date_periods.years_and_months,
        date_periods.duration_range, date_periods.half_duration, date_periods.bare_year,
    )
}  # fmt: skip


def describe(value: dict[str, Any]) -> str:
    """The value as the examples of the rule file write it."""
    return value["iso"] or "null"


def find(page: Page) -> list[Candidate]:
    """All DATE candidates of ``page``; where two overlap, the longer is the better."""
    return list(apply(load_rules(RULES_FILE), READINGS, page))
