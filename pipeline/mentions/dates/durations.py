"""Readings of durations: "10 năm", "3 - 5 tháng", "nửa năm"; and of "9 tháng" that means the months since January."""

from typing import Any

import regex

from pipeline.mentions.dates.context import left, right, says
from pipeline.mentions.dates.values import Written, span_iso
from pipeline.mentions.page import Page
from pipeline.text.numbers import whole

Match = regex.Match[str]
Value = dict[str, Any] | None

_UNITS = {
    "năm": ("Y", 1), "tháng": ("M", 1), "tuần": ("W", 1), "tuần lễ": ("W", 1), "ngày": ("D", 1), "ngày đêm": ("D", 1),
    "quý": ("M", 3), "thập kỷ": ("Y", 10), "thập niên": ("Y", 10), "thế kỷ": ("Y", 100),
}  # fmt: skip
_HALVES = {"năm": "P6M", "thập kỷ": "P5Y", "thập niên": "P5Y", "thế kỷ": "P50Y"}
_REPORT_PERIODS = (3, 6, 9)  # months; the periods that statistics offices report
_EARLIER = 3000  # how far back "9 tháng đầu năm" explains a bare "9 tháng"


def _unit(word: str) -> str:
    """A unit in its usual spelling: "thế kỉ" is "thế kỷ"."""
    return word.casefold().replace("kỉ", "kỷ")


def duration(match: Match, page: Page) -> Value:
    """A number of years, months, weeks or days, where the number counts them."""
    count, unit = whole(match["n"]), _unit(match["u"])
    before, behind = left(page, match.start()), right(page, match.end())
    if (
        not count
        or says("each", before)
        or says("headed", before)
        or (match["n"].casefold() == "một" and (says("rate", before) or says("rate_behind", behind)))
        or _is_something_else(match["n"].casefold(), unit, before, behind)
    ):
        return None
    if unit == "tháng" and 1 < count <= 12 and (year := _year_to_date(count, before, behind, match, page)):
        return {"iso": span_iso(Written(year, 1), Written(year, count))}
    letter, factor = _UNITS[unit]
    return {"iso": f"P{count * factor}{letter}"}


def _is_something_else(count: str, unit: str, before: str, behind: str) -> bool:
    """Whether the number ranks ("đợt 2 năm 2025"), the unit heads a date ("hai ngày 3 và 4.4") or it is an idiom."""
    if unit == "năm":
        return says("plain_year_behind", behind) or (says("year_behind", behind) and says("rank", before))
    if says("ranked", before) or (unit in ("ngày", "tháng", "quý") and says("number_behind", behind)):
        return True
    return unit == "tháng" and count == "năm" and not says("months_behind", behind)


def _year_to_date(count: int, before: str, behind: str, match: Match, page: Page) -> int | None:
    """The year of "lũy kế 9 tháng", "thu ngân sách 9 tháng đạt …", which mean the months since January."""
    if page.published is None or says("spent", before):
        return None
    if says("summed", before):
        return page.published.year
    earlier = page.text[max(0, match.start() - _EARLIER) : match.start()]
    named = f"{match['n']} tháng đầu năm" in earlier or f"{match['n']} tháng tăng" in earlier
    passed = page.published.month - count
    fits = passed in (0, 1) or (count in _REPORT_PERIODS and passed == 2)
    return page.published.year if fits and (named or says("reported", behind)) else None


def duration_of_two_units(match: Match, _page: Page) -> Value:
    """Years and months together, in months; weeks and days, in days; months have no fixed number of days."""
    count, rest = int(match["n"]), int(match["n2"])
    together = {"năm": f"P{12 * count + rest}M", "tuần": f"P{7 * count + rest}D", "tháng": f"P{count}M{rest}D"}
    return {"iso": together[match["u"].casefold()]}


def duration_range(match: Match, page: Page) -> Value:
    """From so many to so many years, months, weeks or days."""
    low, high = whole(match["a"]), whole(match["b"])
    last, last_factor = _UNITS[_unit(match["u"])]
    first, first_factor = _UNITS[_unit(match["ua"] or match["u"])]
    before = left(page, match.start())
    if not low or not high or says("each", before) or says("headed", before) or (match["next"] and high != low + 1):
        return None
    if first == last and low * first_factor >= high * last_factor:
        return None
    return {"iso": f"P{low * first_factor}{first}/P{high * last_factor}{last}"}


def half_duration(match: Match, _page: Page) -> Value:
    """Half a unit; durations here are whole numbers, so that most have no value."""
    return {"iso": None if match["n"] else _HALVES.get(_unit(match["u"]))}
