"""Readings of days, months, quarters and years written with numbers."""

from typing import Any

import regex

from pipeline.mentions.date_context import complete, context, left, right, year_of
from pipeline.mentions.date_values import Written, full_year, quarter_months, span_iso
from pipeline.mentions.page import Page
from pipeline.text.numbers import from_words, roman

Match = regex.Match[str]
Value = dict[str, Any] | None

_NUMBERS = regex.compile(r"\d+")
_MONTH_NAMES = {"giêng": 1, "chạp": 12, "tư": 4}
_HOLIDAYS = frozenset(
    "1/1 3/2 9/2 27/2 8/3 26/3 18/4 21/4 30/4 1/5 7/5 15/5 19/5 1/6 21/6 28/6 17/7 27/7 19/8 2/9 10/10 13/10 20/10 9/11 "
    "18/11 20/11 22/12 24/12 25/12".split()
)
_PREPOSITION = regex.compile(
    r"(?i:(?<!\p{L})(?:từ|kể từ|đến|tới|hết|đến hết|trước|sau|vào|ngay|rạng sáng|qua|dịp|lễ|dịp lễ|mừng|chào mừng|chậm nhất|muộn nhất|sớm nhất|đúng|hạn|và) )$"
)
_OPENING_DEICTIC = regex.compile(r"(?i:(?:hôm nay|hôm qua|hôm kia|ngày mai|nay|mai|qua|thứ \w+|chủ nhật),? ?\(?)$")
_NAMED_DAY = regex.compile(r"(?i:\b(?:quốc khánh|(?:ngày|tết|lễ|giỗ|giáng sinh)(?: \p{L}+){1,10}))(?: ?\(| |, )$")
_CLOSED = regex.compile(r" ?(?:$|[,;)\n]|\.(?!\d)| (?:tới|vừa qua|năm nay|này)\b)")
_TO_NOW = regex.compile(r" (?:đến nay|tới nay)\b")


def number(word: str) -> int | None:
    """The number of a month or quarter: digits, Roman numeral, or words such as "Mười hai", "Giêng"."""
    if word.isdigit():
        return int(word)
    return _MONTH_NAMES.get(word.casefold()) or roman(word) or from_words(word)


def written(text: str, page: Page) -> Written:
    """A day, or a month if it holds "tháng" in front, as written: "5/5/2012", "25", "27/9", "5 tháng 5 năm 2012"."""
    numbers = _NUMBERS.findall(text)
    year = full_year(numbers[2], page.published) if len(numbers) > 2 else None
    return Written(year, int(numbers[1]) if len(numbers) > 1 else None, int(numbers[0]))


def one(when: Written, page: Page, match: Match) -> Value:
    """The value of one day or month, its year completed from the words around."""
    if when.year is None and not match.groupdict().get("yw"):
        when = when._replace(year=complete(when, when, page, match.start(), match.end()))
    return {"iso": when.iso()} if when.exists() else None


def period(start: Written, end: Written, page: Page, match: Match) -> Value:
    """The value of a range, the missing parts of its start taken from its end; ``None`` if it runs backwards."""
    if start.month is None and start.day is not None:
        start = start._replace(month=end.month)
    turns = (start.month or 0, start.day or 0) > (end.month or 0, end.day or 0)
    if end.year is None and start.year is None and not match.groupdict().get("yw"):
        if turns and start.month == end.month:
            return None
        # a range over New Year has no one year: its end is completed, its start lies in the year before
        year = complete(end if turns else start, end, page, match.start(), match.end())
        end = end._replace(year=year)
    if end.year is None and start.year is not None:
        end = end._replace(year=start.year + turns)
    if start.year is None and end.year is not None:
        start = start._replace(year=end.year - (turns and start.month != end.month))
    if not (start.exists() and end.exists()):
        return None
    if start.year and end.year and start.first() >= end.last():
        return None
    return {"iso": span_iso(start, end)}


def day(match: Match, page: Page) -> Value:
    """One day with its month."""
    month = number(match["m"] or match["mw"])
    return one(Written(year_of(match, page), month, int(match["d"])), page, match)


def bare_day(match: Match, page: Page) -> Value:
    """A day and month without a head noun: a date only where the words around say so."""
    before, behind = left(page, match.start()), right(page, match.end())
    if context("named").search(before) or context("portion_of").match(behind):
        return None
    return day(match, page) if _announced(before, behind, match, page) else None


def bare_day_in_words(match: Match, page: Page) -> Value:
    """A day such as "30 tháng 4" without a head noun, which may be the name of a road or a square."""
    before = left(page, match.start())
    return None if context("named").search(before) or _LUNAR_HEAD.search(before) else day(match, page)


_LUNAR_HEAD = regex.compile(r"(?i:(?<!\p{L})(?:mùng|mồng|tuổi|năm) )$")
_HOUSE_STYLE = regex.compile(r"(?i:(?<!\p{L})(?:ngày|sáng|trưa|chiều|tối|đêm) )(?:3[01]|[12]\d|0?[1-9])([/.-])(?:1[0-2]|0?[1-9])(?!\d)")


def _in_house_style(match: Match, page: Page) -> bool:
    """Whether the article writes its days with this sign: "tối 25.6" before makes "(27.6)" a day."""
    used = _HOUSE_STYLE.search(page.text, max(0, match.start() - 2000), match.start())
    return used is not None and used[1] == match["s"]


def _announced(before: str, behind: str, match: Match, page: Page) -> bool:
    if _OPENING_DEICTIC.search(before):
        return True
    if named := _NAMED_DAY.search(before):
        return match["s"] != "." and (named[0][-1] != "(" or behind.startswith(")"))
    if before.endswith("(") and behind.startswith(")"):
        plain = match["s"] == "/" and not _looks_like_fraction(match)
        return plain or _in_house_style(match, page)
    if _PREPOSITION.search(before):
        closed = bool(_CLOSED.match(behind)) or bool(_TO_NOW.match(behind))
        return closed if match["s"] != "/" or _looks_like_fraction(match) else True
    holiday = match["s"] == "/" and f"{int(match['d'])}/{int(match['m'])}" in _HOLIDAYS
    return holiday and not _looks_like_fraction(match) and bool(_CLOSED.match(behind))


def _looks_like_fraction(match: Match) -> bool:
    """Whether "d/m" may be a part of a whole: 2/3, 7/10. Zero-padded numbers never are."""
    if "0" in (match["d"][0], match["m"][0]):
        return False
    return match["s"] == "." or int(match["d"]) < int(match["m"])


def day_in_list(match: Match, page: Page) -> Value:
    """A bare day of a list: its month and year stand at the end of the list."""
    later = written(match["later"], page)
    when = later._replace(day=int(match["d"]))
    if later.month is None or when.day is None or later.day is None or when.day >= later.day:
        return None
    return one(when, page, match)


def days(match: Match, page: Page) -> Value:
    """A range of days. Without a head noun it must not be a range of fractions or decimals."""
    start, end = written(match["a"], page), written(match["b"], page)
    year = year_of(match, page)
    if year and end.year is None:
        end = end._replace(year=year)
    if match[0][0].isdigit() and end.year is None:
        before, behind = left(page, match.start()), right(page, match.end())
        if context("named").search(before) or context("portion_of").match(behind):
            return None
        if "/" not in match["b"] and not (_PREPOSITION.search(before) or before.endswith("(")):
            return None
        if "/" not in match["b"] and not _CLOSED.match(behind):
            return None
    return period(start, end, page, match)


def month(match: Match, page: Page) -> Value:
    """One month."""
    groups = match.groupdict()
    if not groups.get("y") and context("named").search(left(page, match.start())):
        return None
    return one(Written(year_of(match, page), number(match["m"] or match["mw"])), page, match)


def bare_month(match: Match, page: Page) -> Value:
    """A month and year without "tháng": never the number and year of a document."""
    before = left(page, match.start())
    if match[0][0] != "T":
        if _NUMBERED.search(before):
            return None
        if match["s"] != "/" and not (_PREPOSITION.search(before) or before.endswith("(")):
            return None
    return {"iso": Written(int(match["y"]), int(match["m"])).iso()}


_NUMBERED = regex.compile(
    r"(?i:(?<!\p{L})(?:số|định|quyết|tư|luật|lệnh|thị|công văn|kế hoạch|thông báo|báo cáo|tờ trình|nđ|qđ|tt|nq|kh|văn bản)"
    r"(?: số)?:? ?)$"
)


def month_in_list(match: Match, page: Page) -> Value:
    """A month of a list, which may find its year at the end of the list."""
    groups = match.groupdict()
    year = year_of(match, page)
    if year is None and groups.get("later"):
        year = int(_NUMBERS.findall(match["later"])[-1])
    return one(Written(year, int(match["m"])), page, match)


def months(match: Match, page: Page) -> Value:
    """A range of months; without the word "tháng" both ends need their year."""
    a, b = (list(map(int, _NUMBERS.findall(match[group]))) for group in "ab")
    if not match[0].casefold().partition("tháng")[1] and min(len(a), len(b)) < 2:
        return None
    start = Written(a[1] if len(a) > 1 else None, a[0])
    end = Written(b[1] if len(b) > 1 else year_of(match, page), b[0])
    return period(start, end, page, match)


def quarter(match: Match, page: Page) -> Value:
    """One quarter."""
    which = number(match["q"])
    if which is None or not 1 <= which <= 4:
        return None
    year = year_of(match, page)
    if year is None and not match.groupdict().get("yw"):
        year = complete(*quarter_months(which), page, match.start(), match.end())
    return {"iso": f"{year or 'XXXX'}-Q{which}"}


def quarters(match: Match, page: Page) -> Value:
    """A range of quarters."""
    first, last = number(match["qa"]), number(match["q"])
    if first is None or last is None:
        return None
    end = year_of(match, page) or complete(quarter_months(first)[0], quarter_months(last)[1], page, *match.span())
    start = int(match["ya"]) if match["ya"] else end
    if (start or 0, first) >= (end or 0, last):
        return None
    return {"iso": f"{start or 'XXXX'}-Q{first}/{end or 'XXXX'}-Q{last}"}


def year(match: Match, page: Page) -> Value:
    """One year."""
    if context("each").search(left(page, match.start())):
        return None
    when = year_of(match, page)
    return {"iso": str(when) if when else None}


def years(match: Match, page: Page) -> Value:
    """A range of years, written in full and forwards, that counts nothing."""
    a, b = int(match["a"]), int(match["b"])
    counts = match[0][0].isdigit() and context("counted").match(right(page, match.end()))
    return {"iso": f"{a}/{b}"} if a < b and not counts else None


def short_years(match: Match, _page: Page) -> Value:
    """A season such as "2023/24"."""
    a, b = int(match["a"]), int(match["b"])
    return {"iso": f"{a}/{a + 1}"} if (a + 1) % 100 == b else None
