"""Readings of days, months and quarters written with numbers, and of ranges and lists of them."""

from typing import Any

import regex

from pipeline.mentions.dates.completion import complete
from pipeline.mentions.dates.context import left, right, says, year_of
from pipeline.mentions.dates.values import Written, quarter_months, span_iso
from pipeline.mentions.page import Page
from pipeline.text.numbers import from_words, roman
from pipeline.text.patterns import compiled

Match = regex.Match[str]
Value = dict[str, Any] | None

_EARLIER = 2000  # how far back the article's way of writing days is looked for
_LAST_DAY = 31  # a greater number in a date is a year
_NUMBERS = compiled(r"\d+")
_MONTH_NAMES = {"giêng": 1, "chạp": 12, "tư": 4}
_LUNAR_HEAD = compiled(r"(?i:m[ùồ]ng) ")
_HEADED_DAY = compiled(
    r"(?i:(?<!\p{L})(?:ngày|sáng|trưa|chiều|tối|đêm) )(?:3[01]|[12]\d|0?[1-9])([/.-])(?:1[0-2]|0?[1-9])(?!\d)"
)


def number(word: str) -> int | None:
    """The number of a month, quarter or century: digits, Roman numeral, or words such as "Mười hai", "Giêng"."""
    if word.isdigit():
        return int(word)
    return _MONTH_NAMES.get(word.casefold()) or roman(word) or from_words(word)


def _written(text: str) -> Written:
    """A day, month or year as far as it is written: "25", "27/9", "5 tháng 5 năm 2012", "tháng 9", "9/2023", "2023"."""
    numbers = [int(found) for found in _NUMBERS.findall(text)]
    year = numbers.pop() if numbers and numbers[-1] > _LAST_DAY else None
    if len(numbers) == 1 and (year or "tháng" in text.casefold()):
        return Written(year, numbers[0])
    day, month = (*numbers, None, None)[:2]
    return Written(year, month, day)


def _one(when: Written, page: Page, match: Match) -> Value:
    """The value of one day or month, its year completed from the words around."""
    if not _is_year(match, page) or (when.year is None and says("every_year", left(page, match.start()))):
        return None
    if when.year is None and not match.groupdict().get("yw"):
        when = when._replace(year=complete(when, when, page, match.start(), match.end()))
    return {"iso": when.iso()} if when.exists() else None


def _is_year(match: Match, page: Page) -> bool:
    """Whether digits behind only a space or a comma ("tháng 5 2019"), or words, are a year and no number of things."""
    groups, behind = match.groupdict(), right(page, match.end())
    if says("before_era", behind):
        return False
    if groups.get("y") and year_of(match, page) is None:
        return False
    if not (groups.get("yb") or groups.get("yy")):
        return True
    if says("counted", behind):
        return False
    round_number = (groups.get("yb") or "").endswith("00")
    return says("after_name", behind) or not (groups.get("comma") or round_number)


def _period(start: Written, end: Written, page: Page, match: Match) -> Value:
    """The value of a range, the missing parts of its start taken from its end; ``None`` if it runs backwards."""
    if end.year is None:
        end = end._replace(year=year_of(match, page))
    if start.month is None and start.day is not None:
        start = start._replace(month=end.month)
    turns = (start.month or 0, start.day or 0) > (end.month or 0, end.day or 0)
    if turns and start.month == end.month and start.year is None:
        return None
    if end.year is None and start.year is None and not match.groupdict().get("yw"):
        # a range over New Year has no one year: its end is completed, its start lies in the year before
        end = end._replace(year=complete(end if turns else start, end, page, match.start(), match.end()))
    if end.year is None and start.year is not None:
        end = end._replace(year=start.year + turns)
    if start.year is None and end.year is not None:
        start = start._replace(year=end.year - turns)
    if not (start.exists() and end.exists()) or (start.year and end.year and start.first() >= end.last()):
        return None
    return {"iso": span_iso(start, end)}


def day(match: Match, page: Page) -> Value:
    """One day with its month; "12 tháng năm 2012" without a head noun may be months of a year."""
    groups = match.groupdict()
    if groups.get("yb") and (groups.get("mw") or "").casefold() == "năm" and match[0][0].isdigit():
        return None
    return _one(Written(year_of(match, page), number(match["m"] or match["mw"]), int(match["d"])), page, match)


def day_all_in_words(match: Match, page: Page) -> Value:
    """One day in words; "mùng" without a year is lunar."""
    which = from_words(match["dw"])
    lunar = _LUNAR_HEAD.search(match[0]) and not (_names_year(match) or match["yw"])
    if which is None or lunar:
        return None
    return _one(Written(year_of(match, page), number(match["m"] or match["mw"]), which), page, match)


def bare_day(match: Match, page: Page) -> Value:
    """A day and month without a head noun: a date only where the words around say so."""
    before, behind = left(page, match.start()), right(page, match.end())
    dated = _names_year(match) and (_is_holiday(match) or not _is_like_fraction(match))
    if says("named", before) or says("portion_of", behind) or not (dated or _is_announced(before, behind, match, page)):
        return None
    return day(match, page)


def _is_announced(before: str, behind: str, match: Match, page: Page) -> bool:
    if says("apposed_to", before) or says("lunar_behind", behind):
        return True
    bracketed = before.endswith("(") and behind.startswith(")")
    if says("named_day", before):
        usual = match["s"] != "." or _in_house_style(match, page)
        return usual and (bracketed or not before.endswith("("))
    like_fraction = _is_like_fraction(match)
    if bracketed:
        return (match["s"] == "/" and not like_fraction) or _in_house_style(match, page)
    known = _is_holiday(match)
    if says("preposition", before):
        usual = match["s"] == "/" and not like_fraction
        written_so = match["s"] != "/" and _in_house_style(match, page) and not says("counted", behind)
        return says("closed", behind) or usual or written_so or (known and says("occasion", before))
    return known and match["s"] == "/" and not like_fraction and says("closed", behind)


def _is_holiday(match: Match) -> bool:
    return says("holiday", f"{int(match['d'])}/{int(match['m'])}")


def _is_like_fraction(match: Match) -> bool:
    """Whether "d/m" may be a part of a whole: 2/3, 7/10. Zero-padded numbers never are."""
    if "0" in (match["d"][0], match["m"][0]):
        return False
    return match["s"] == "." or int(match["d"]) < int(match["m"])


def _in_house_style(match: Match, page: Page) -> bool:
    """Whether the article writes its days with this sign: "tối 25.6" before makes "(27.6)" a day."""
    used = _HEADED_DAY.search(page.text, max(0, match.start() - _EARLIER), match.start())
    return used is not None and used[1] in match[0]


def bare_day_in_words(match: Match, page: Page) -> Value:
    """A day such as "30 tháng 4" without a head noun, which may be the name of a road or a square."""
    before = left(page, match.start())
    return None if says("named", before) or says("no_solar_day", before) else day(match, page)


def day_in_list(match: Match, page: Page) -> Value:
    """A bare day of a list: its month and year stand at the end of the list."""
    later = _written(match["later"])
    when = later._replace(day=int(match["d"]))
    if later.month is None or (later.day or 0) <= (when.day or 0):
        return None
    return _one(when, page, match)


def days(match: Match, page: Page) -> Value:
    """A range of days. Without a head noun it must not be a range of fractions or decimals."""
    start, end = _written(match["a"]), _written(match["b"])
    dated = end.year or year_of(match, page)
    if match[0][0].isdigit() and not dated and not _is_bare_range(match, page):
        return None
    return _period(start, end, page, match)


def _is_bare_range(match: Match, page: Page) -> bool:
    before, behind = left(page, match.start()), right(page, match.end())
    if says("named", before) or says("portion_of", behind):
        return False
    placed = says("preposition", before) or before.endswith("(") or _in_house_style(match, page)
    return "/" in match["b"] or (placed and says("closed", behind))


def month(match: Match, page: Page) -> Value:
    """One month; "Cách mạng tháng Tám" without a year is a name."""
    if not _names_year(match) and says("named", left(page, match.start())):
        return None
    return _one(Written(year_of(match, page), number(match["m"] or match["mw"])), page, match)


def _names_year(match: Match) -> bool:
    return any(match.groupdict().get(group) for group in ("y", "yb", "yy"))


def month_in_small_letters(match: Match, page: Page) -> Value:
    """A month such as "tháng ba" without a year: in small letters only its place tells it from a count."""
    behind = right(page, match.end())
    placed = match["portion"] or says("month_preposition", left(page, match.start())) or says("month_pointed", behind)
    if not placed or not says("after_month", behind):
        return None
    return _one(Written(None, number(match["mw"])), page, match)


def bare_month(match: Match, page: Page) -> Value:
    """A month and year without "tháng": never the number and year of a document."""
    before = left(page, match.start())
    if match[0][0] != "T":
        announced = match["s"] == "/" or says("preposition", before) or before.endswith("(")
        if says("numbered", before) or not announced:
            return None
    return {"iso": Written(int(match["y"]), int(match["m"])).iso()}


def month_in_list(match: Match, page: Page) -> Value:
    """A month of a list, which may find its year at the end of the list."""
    year = year_of(match, page)
    if year is None and (later := match["later"]):
        year = int(_NUMBERS.findall(later)[-1])
    return _one(Written(year, int(match["m"])), page, match)


def months(match: Match, page: Page) -> Value:
    """A range of months; without the word "tháng" both ends need their year."""
    start, end = (_written("tháng " + match[group]) for group in "ab")
    if "tháng" not in match[0].casefold() and not (start.year and end.year):
        return None
    return _period(start, end, page, match)


def period(match: Match, page: Page) -> Value:
    """A range whose ends are not written alike: a day, a month or a year each."""
    if match[0][0].isdigit() and not says("opens_period", left(page, match.start())):
        return None
    start, end = _written(match["a"]), _written(match["b"])
    alike = (start.day is None, start.month is None) == (end.day is None, end.month is None)
    return None if alike else _period(start, end, page, match)


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
