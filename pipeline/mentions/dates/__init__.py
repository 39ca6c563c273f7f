"""Dates: days, months, quarters, years, periods and durations, with the words that place them in time."""

from pipeline.mentions.dates.finder import READINGS, RULES_FILE, describe, find

__all__ = ["READINGS", "RULES_FILE", "describe", "find"]
