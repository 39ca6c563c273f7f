"""Readings of dates told from the publication date: "hôm qua", "tháng trước", "thứ Hai tuần này"."""

from datetime import date
from typing import Any

import regex

from pipeline.mentions.dates.context import compared_month, compared_year, left, right, says, told_year, year_word
from pipeline.mentions.dates.values import Written, day_beside, nearest_year
from pipeline.mentions.page import Page
from pipeline.text.patterns import compiled

Match = regex.Match[str]
Value = dict[str, Any] | None

_APPOSED = compiled(
    r"(?:,| -)? ?\(?(?:ngày )?(?P<d>3[01]|[12]\d|0?[1-9])(?:[/.-]| tháng )(?P<m>1[0-2]|0?[1-9])"
    r"(?:(?:[/.-]|,? năm )(?P<y>\d{4}))?(?!\d)"
)
_DAYS = {"nay": 0, "qua": -1, "mai": 1, "kia": -2}
_SHIFT = {"này": 0, "qua": -1, "trước": -1, "rồi": -1, "vừa qua": -1, "vừa rồi": -1, "sau": 1, "tới": 1}
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5, "nhật": 6,
}  # fmt: skip


def unknown(match: Match, page: Page) -> Value:
    """A date whose value is not told: a week, a lunar day."""
    return None if says("every_year", left(page, match.start())) else {"iso": None}


def deictic_day(match: Match, page: Page) -> Value:
    """A day such as "hôm qua": the date that follows in apposition, else counted from the publication date."""
    word, phrase = match["x"].casefold(), match[0].casefold()
    if not match["part"] and _is_figurative(phrase, left(page, match.start())):
        return None
    if apposed := _apposed(match, page):
        return {"iso": apposed.isoformat()}
    shift = 2 if phrase.endswith("ngày kia") else _DAYS[word]
    return {"iso": day_beside(page.published, shift) if page.published else None}


def _is_figurative(phrase: str, before: str) -> bool:
    if phrase.endswith("mai"):
        return says("figurative", before)
    return says("nowadays", before) and not says("speaker", before[-40:])


def _apposed(match: Match, page: Page) -> date | None:
    found = _APPOSED.match(right(page, match.end()))
    if not found:
        return None
    when = Written(int(found["y"]) if found["y"] else None, int(found["m"]), int(found["d"]))
    if when.year is None and page.published:
        when = when._replace(year=nearest_year(when, when, page.published, None))
    return when.first() if when.year and when.exists() else None


def day_of_month(match: Match, page: Page) -> Value:
    """A day of the month of publication or of one beside it."""
    if page.published is None:
        return {"iso": None}
    when = _month(page.published, _SHIFT[match["mx"].casefold()])._replace(day=int(match["d"]))
    return {"iso": when.iso()} if when.exists() else None


def _month(published: date, shift: int) -> Written:
    years, month = divmod(published.month - 1 + shift, 12)
    return Written(published.year + years, month + 1)


def month_deictic(match: Match, page: Page) -> Value:
    """The month of publication or one beside it; "so với tháng trước" is told from the month compared."""
    word = (match.groupdict().get("mx") or "này").casefold()
    if _in_turn(match, page):
        return None
    if word == "trước" and (compared := compared_month(page, match.start())):
        return {"iso": _month(compared.first(), -1).iso()}
    return {"iso": _month(page.published, _SHIFT[word]).iso() if page.published else None}


def quarter_deictic(match: Match, page: Page) -> Value:
    """The quarter of publication or one beside it."""
    if _in_turn(match, page):
        return None
    if page.published is None:
        return {"iso": None}
    when = _month(page.published, 3 * _SHIFT[match["mx"].casefold()])
    return {"iso": f"{when.year}-Q{((when.month or 1) + 2) // 3}"}


def year_deictic(match: Match, page: Page) -> Value:
    """The year of publication or one beside it; "so với năm trước" is told from the year compared."""
    word, before = (match.groupdict().get("yw") or "nay").casefold(), left(page, match.start())
    if _in_turn(match, page) or (says("number_before", before) and not says("rank_before", before)):
        return None
    if word == "này":
        year = told_year(page, match.start()) or year_word(word, page)
    else:
        compared = compared_year(page, match.start()) if word == "trước" else None
        year = compared - 1 if compared else year_word(word, page)
    return {"iso": str(year) if year else None}


def _in_turn(match: Match, page: Page) -> bool:
    """Whether a word such as "năm trước" means no one year: "năm sau cao hơn năm trước"."""
    last = match[0].casefold().split()[-1]
    return (last == "sau" and says("in_turn", right(page, match.end()))) or (
        last == "trước" and says("in_turn", left(page, match.start()))
    )


def weekday(match: Match, page: Page) -> Value:
    """A day of a week told from the publication date, or the date behind it."""
    if not match["week"]:
        apposed = _apposed(match, page)
        return {"iso": apposed.isoformat() if apposed else None}
    if page.published is None:
        return {"iso": None}
    word = match["week"].casefold()
    delta = _WEEKDAYS[match["weekday"].casefold().split()[-1]] - page.published.weekday()
    if word.startswith("tuần "):
        delta += 7 * _SHIFT[word.removeprefix("tuần ")]
    elif _SHIFT[word] < 0:
        delta -= 7 * (delta >= 0)
    elif _SHIFT[word] > 0:
        delta += 7 * (delta <= 0)
    return {"iso": day_beside(page.published, delta)}
