"""PERCENT mentions: percentages, ranges of them, percentage points; with their numbers, unit and comparator."""

from functools import cache
from typing import Any

import regex

from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Reading
from pipeline.mentions.starts import apply_at_words
from pipeline.mentions.tables import table
from pipeline.text.numbers import decimal, decimal_in_words
from pipeline.text.patterns import compiled

RULES_FILE = "percents/percents.toml"

_WINDOW = 60  # a comparison stands right before its number
_ALCOHOL = compiled(r"(?r)(?i:(?<!\p{L})(?:rượu|cồn|ethanol|methanol)(?: (?:nồng độ|loại))? )$")
_GROWTH = compiled(r"(?i:(?<!\p{L})(?:tăng|tăng trưởng|lạm phát|giảm|phát triển)(?!\p{L}))")


def percent(match: "regex.Match[str]", page: Page) -> dict[str, Any] | None:
    """One percentage."""
    before = _before(match, page)
    if _ALCOHOL.match(before):
        return None
    return _value(decimal(match["low"]), None, "percent", match, page)


def range_(match: "regex.Match[str]", page: Page) -> dict[str, Any] | None:
    """A range of percentages, from the lower to the higher."""
    return _value(decimal(match["low"]), decimal(match["high"]), "percent", match, page)


def points(match: "regex.Match[str]", page: Page) -> dict[str, Any] | None:
    """Percentage points, one number or a range."""
    return _value(decimal(match["low"]), decimal(match["high"]) if match["high"] else None, "point", match, page)


def words(match: "regex.Match[str]", page: Page) -> dict[str, Any] | None:
    """A percentage in words, or a range of them; a number not understood whole is not read at all."""
    low, high = (decimal_in_words(match[group]) if match[group] else None for group in ("low", "high"))
    return _value(low, high, "percent", match, page)


def two_digits(match: "regex.Match[str]", page: Page) -> dict[str, Any] | None:
    """Growth of two digits: 10 to 100 percent."""
    return _value(10.0, 100.0, "percent", match, page) if _GROWTH.search(_before(match, page)) else None


READINGS: dict[str, Reading] = {
    "percent": percent,
    "range": range_,
    "points": points,
    "words": words,
    "two_digits": two_digits,
}


def describe(value: dict[str, Any]) -> str:
    """Numbers, unit and comparator as the examples of the rule file write them."""
    numbers = f"{value['low']}" if value["low"] == value["high"] else f"{value['low']} {value['high']}"
    return f"{numbers} {value['unit']} {value['comparator']}"


def find(page: Page) -> list[Candidate]:
    """All PERCENT candidates of ``page``, without direction and indicator, which ``percent_links`` finds."""
    return list(apply_at_words(RULES_FILE, READINGS, page))


def _value(
    low: float | None, high: float | None, unit: str, match: "regex.Match[str]", page: Page
) -> dict[str, Any] | None:
    if low is None or (match.groupdict().get("high") and high is None) or (high is not None and low >= high):
        return None
    return {
        "low": low,
        "high": low if high is None else high,
        "unit": unit,
        "comparator": _comparator(_before(match, page), page.text[match.end() : match.end() + _WINDOW]),
        "direction": None,
        "indicator": None,
    }


def _before(match: "regex.Match[str]", page: Page) -> str:
    return page.text[max(0, match.start() - _WINDOW) : match.start()].rpartition("\n")[2]


def _comparator(before: str, behind: str) -> str:
    for sign, words_before, words_behind in _comparators():
        if words_before.match(before) or (words_behind and words_behind.match(behind)):
            return sign
    return "="


@cache
def _comparators() -> tuple[tuple[str, "regex.Pattern[str]", "regex.Pattern[str] | None"], ...]:
    """Sign, pattern before the number and pattern behind it, in the order of ``percents.toml``.

    The pattern before is matched from its end, which is many times faster than to look for where it begins.
    """
    return tuple(
        (
            entry["sign"],
            compiled(rf"(?r)(?:(?<!\w)|(?<=\W))(?:{entry['before']})(?: (?i:từ))? ?$"),
            compiled(entry["behind"]) if "behind" in entry else None,
        )
        for entry in table(RULES_FILE)["comparator"]
    )
