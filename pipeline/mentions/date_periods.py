"""Readings of periods told from the publication date, parts of a year, decades, durations, and bare years."""

from datetime import date, timedelta
from typing import Any

import regex

from pipeline.mentions.date_context import compared_month, compared_year, context, left, right, sentence, year_of, year_word
from pipeline.mentions.date_readings import number
from pipeline.mentions.date_values import Written, nearest_year, quarter_months, span_iso
from pipeline.mentions.page import Page
from pipeline.text.numbers import whole

Match = regex.Match[str]
Value = dict[str, Any] | None

_APPOSITION = regex.compile(r",? ?\(?(?:ngày )?(?P<d>3[01]|[12]\d|0?[1-9])[/.-](?P<m>1[0-2]|0?[1-9])(?:[/.-](?P<y>\d{4}))?(?!\d)")
_SHIFT = {"này": 0, "qua": -1, "trước": -1, "rồi": -1, "vừa qua": -1, "vừa rồi": -1, "sau": 1, "tới": 1}
_DAY_SHIFT = {"nay": 0, "qua": -1, "mai": 1, "kia": -2}
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5, "nhật": 6}
_UNITS = {
    "năm": ("Y", 1), "tháng": ("M", 1), "tuần": ("W", 1), "tuần lễ": ("W", 1), "ngày": ("D", 1), "ngày đêm": ("D", 1),
    "quý": ("M", 3), "thập kỷ": ("Y", 10), "thập niên": ("Y", 10), "thế kỷ": ("Y", 100),
}  # fmt: skip
_HALVES = {"năm": "P6M", "thập kỷ": "P5Y", "thập niên": "P5Y", "thế kỷ": "P50Y"}
_STEMS = "giáp ất bính đinh mậu kỷ canh tân nhâm quý".split()
_BRANCHES = {
    "tý": 0, "tí": 0, "sửu": 1, "dần": 2, "mão": 3, "mẹo": 3, "thìn": 4, "tỵ": 5, "tị": 5, "ngọ": 6, "mùi": 7, "thân": 8,
    "dậu": 9, "tuất": 10, "hợi": 11,
}  # fmt: skip


def unknown(_match: Match, _page: Page) -> Value:
    """A date whose value is not told: a week, a lunar day."""
    return {"iso": None}


def deictic_day(match: Match, page: Page) -> Value:
    """A day such as "hôm qua": the date that follows in apposition, else counted from the publication date."""
    word = match["x"].casefold()
    before = left(page, match.start())
    if word in ("nay", "mai") and not match["part"] and _figurative(before, match[0].casefold()):
        return None
    if apposed := _apposed(match, page):
        return {"iso": apposed.isoformat()}
    if page.published is None:
        return {"iso": None}
    if match[0].casefold() == "ngày kia":
        return {"iso": (page.published + timedelta(days=2)).isoformat()}
    return {"iso": (page.published + timedelta(days=_DAY_SHIFT[word])).isoformat()}


def _figurative(before: str, words: str) -> bool:
    if words.endswith("mai"):
        return bool(regex.search(r"(?i:\b(?:vì|cho|về)(?: một)?(?: những)? )$", before))
    return bool(context("nowadays").search(before)) and not context("speaker").search(before[-40:])


def _apposed(match: Match, page: Page) -> date | None:
    found = _APPOSITION.match(right(page, match.end()))
    if not found:
        return None
    when = Written(int(found["y"]) if found["y"] else None, int(found["m"]), int(found["d"]))
    if when.year is None and page.published:
        when = when._replace(year=nearest_year(when, when, page.published, None))
    return when.first() if when.year and when.exists() else None


def day_of_month(match: Match, page: Page) -> Value:
    """A day of this month or of one beside it."""
    if page.published is None:
        return {"iso": None}
    when = _month(page.published, _SHIFT[match["mx"].casefold()])._replace(day=int(match["d"]))
    return {"iso": when.iso()} if when.exists() else None


def _month(published: date, shift: int) -> Written:
    years, month = divmod(published.month - 1 + shift, 12)
    return Written(published.year + years, month + 1)


def month_deictic(match: Match, page: Page) -> Value:
    """The month of publication or one beside it."""
    word = match.groupdict().get("mx") or "này"
    if word == "trước" and (compared := compared_month(page, match.start())):
        return {"iso": _month(compared.first(), -1).iso()}
    return {"iso": _month(page.published, _SHIFT[word.casefold()]).iso() if page.published else None}


def quarter_deictic(match: Match, page: Page) -> Value:
    """The quarter of publication or one beside it."""
    if page.published is None:
        return {"iso": None}
    when = _month(page.published, 3 * _SHIFT[match["mx"].casefold()])
    return {"iso": f"{when.year}-Q{((when.month or 1) + 2) // 3}"}


def year_deictic(match: Match, page: Page) -> Value:
    """The year of publication or one beside it."""
    word = match.groupdict().get("yw") or "nay"
    compared = compared_year(page, match.start()) if word == "trước" else None
    year = compared - 1 if compared else year_word(word, page)
    return {"iso": str(year) if year else None}


def school_year(match: Match, page: Page) -> Value:
    """A school year told from the publication date; it begins in August."""
    if page.published is None:
        return {"iso": None}
    shift = {"này": 0, "nay": 0, "sau": 1, "tới": 1}.get(match["yw"].casefold(), -1)
    begin = page.published.year - (page.published.month < 8) + shift
    return {"iso": f"{begin}/{begin + 1}"}


def animal_year(match: Match, page: Page) -> Value:
    """A year of the sixty-year cycle, the one nearest to the publication date."""
    if page.published is None:
        return {"iso": None}
    stem, branch = match["canchi"].casefold().split()
    for year in sorted(range(page.published.year - 30, page.published.year + 30), key=lambda y: abs(y - page.published.year)):
        if (year - 4) % 10 == _STEMS.index(stem) and (year - 4) % 12 == _BRANCHES[branch]:
            return {"iso": str(year)}
    return None


def weekday(match: Match, page: Page) -> Value:
    """A day of a week told from the publication date, or of the date behind it."""
    if not match["week"]:
        apposed = _apposed(match, page)
        return {"iso": apposed.isoformat() if apposed else None}
    if page.published is None:
        return {"iso": None}
    wanted = _WEEKDAYS[match["weekday"].casefold().split()[-1]]
    word = match["week"].casefold()
    delta = wanted - page.published.weekday()
    if word.startswith("tuần "):
        delta += 7 * _SHIFT[word.removeprefix("tuần ")]
    elif _SHIFT[word] < 0:
        delta -= 7 * (delta >= 0)
    elif _SHIFT[word] > 0:
        delta += 7 * (delta <= 0)
    return {"iso": (page.published + timedelta(days=delta)).isoformat()}


def months_of_year(match: Match, page: Page) -> Value:
    """The first or last months (or quarters) of a year as a range of months."""
    count = (whole(match["n"]) or 0) * (3 if match["u"].casefold() == "quý" else 1)
    if not 1 <= count <= 12:
        return None
    from_end = (match["part"] or "").casefold().startswith("cuối")
    return _part_of_year(13 - count if from_end else 1, 12 if from_end else count, match, page)


def half_year(match: Match, page: Page) -> Value:
    """Half a year."""
    return _part_of_year(1, 6, match, page) if match["part"].casefold() == "đầu" else _part_of_year(7, 12, match, page)


def quarter_by_place(match: Match, page: Page) -> Value:
    """The first or last quarter of a year."""
    year = _year_or_this(match, page)
    return {"iso": f"{year or 'XXXX'}-Q{1 if match['part'].casefold() == 'đầu' else 4}"}


def _part_of_year(first: int, last: int, match: Match, page: Page) -> Value:
    year = _year_or_this(match, page)
    return {"iso": span_iso(Written(year, first), Written(year, last))}


def _year_or_this(match: Match, page: Page) -> int | None:
    if match["y"] or match["yw"]:
        return year_of(match, page)
    return page.published.year if page.published else None


def decade(match: Match, _page: Page) -> Value:
    """A decade; two digits are of the twentieth century."""
    digits = match["y"]
    return {"iso": f"{digits[:3] if len(digits) == 4 else '19' + digits[0]}X"}


def century(match: Match, _page: Page) -> Value:
    """A century or a range of centuries, up to the present one."""
    found = [number(match[group]) for group in ("c", "c2") if match[group]]
    if any(which is None or not 1 <= which <= 21 for which in found):
        return None
    return {"iso": "/".join(f"{which - 1:02d}XX" for which in found if which)}


def duration(match: Match, page: Page) -> Value:
    """A number of years, months, weeks or days, where the number counts them."""
    count, unit = whole(match["n"]), match["u"].casefold()
    before, behind = left(page, match.start()), right(page, match.end())
    if not count or context("each").search(before):
        return None
    if _ranked(unit, before, behind) or _starts_a_date(unit, behind) or _endless(match, behind):
        return None
    if unit == "tháng" and 1 < count <= 12 and (year := _year_to_date(count, before, behind, match, page)):
        return {"iso": span_iso(Written(year, 1), Written(year, count))}
    letter, factor = _UNITS[unit]
    return {"iso": f"P{count * factor}{letter}"}


def _year_to_date(count: int, before: str, behind: str, match: Match, page: Page) -> int | None:
    """The year of "lũy kế 9 tháng", "thu ngân sách 9 tháng đạt …", which mean the months since January."""
    if page.published is None or not (_SUMMED.search(before) or _REPORTED.match(behind)) or _SPENT.search(before):
        return None
    if _SUMMED.search(before):
        return page.published.year
    return page.published.year if count in (page.published.month, page.published.month - 1) else None


_SUMMED = regex.compile(r"(?i:(?<!\p{L})(?:lũy kế|tính chung|cộng dồn|cộng chung)(?: đến hết| trong)? )$")
_REPORTED = regex.compile(r",? (?i:ước|đã|đạt|tăng|giảm|\(giá)")
_SPENT = regex.compile(r"(?i:(?<!\p{L})(?:sau|hơn|gần|suốt|khoảng|thời hạn|vòng|chỉ|được|tới|đến|trong|qua) )$")
_ANOTHER_YEAR = regex.compile(r" (?:\d{4}(?!\d)(?! ?- ?\d{4})|(?i:nay|ngoái|học)\b)")
_SCHOOL_YEAR = regex.compile(r" (?i:học) (?:\d{4}|(?i:này|trước|mới|qua)\b)")
_NUMBER = regex.compile(r" ?\d")


def _ranked(unit: str, before: str, behind: str) -> bool:
    """Whether the number ranks what stands before and "năm" begins a year: "đợt 2 năm 2025", "lần thứ 3 năm nay"."""
    if unit != "năm":
        return False
    return bool(_SCHOOL_YEAR.match(behind) or (_ANOTHER_YEAR.match(behind) and context("rank").search(before))) or bool(
        regex.match(r" \d{4}(?!\d)(?! ?- ?\d{4})", behind)
    )


def _starts_a_date(unit: str, behind: str) -> bool:
    """Whether the unit is the head of a date: "hai ngày 3 và 4.4", "3 tháng 10, 11, 12", "năm tháng qua"."""
    return unit in ("ngày", "tháng", "quý") and bool(_NUMBER.match(behind) or regex.match(r" (?:I|V)", behind))


def _endless(match: Match, behind: str) -> bool:
    """Whether "năm tháng" stands for the course of time, not for five months."""
    pair = match["n"].casefold() == "năm" and match["u"].casefold() == "tháng"
    return pair and not regex.match(r" (?:qua|sau|trước|nữa|liền|liên|đầu|cuối|làm)\b", behind)


def years_and_months(match: Match, _page: Page) -> Value:
    """Years and months together, in months."""
    return {"iso": f"P{12 * int(match['n']) + int(match['n2'])}M"}


def duration_range(match: Match, page: Page) -> Value:
    """From so many to so many years, months, weeks or days."""
    a, b = whole(match["a"]), whole(match["b"])
    letter, factor = _UNITS[match["u"].casefold()]
    first, first_factor = _UNITS[match["ua"].casefold()] if match["ua"] else (letter, factor)
    if not a or not b or (first == letter and a * first_factor >= b * factor) or context("each").search(left(page, match.start())):
        return None
    return {"iso": f"P{a * first_factor}{first}/P{b * factor}{letter}"}


def half_duration(match: Match, _page: Page) -> Value:
    """Half a unit; ISO durations here are whole, so that most have no value."""
    return {"iso": None if match["n"] else _HALVES.get(match["u"].casefold())}


_BIRTH = regex.compile(r"(?i:(?<!\p{L})(?:sn|s\.n|sinh|mất|nxb|nhà xuất bản)\.?:? ?)$")
_BRACKET = regex.compile(r"\($")
_TIME_PREPOSITION = regex.compile(r"(?i:(?<!\p{L})(?:từ|đến|tới|trước|sau|hết|tầm nhìn|so với|so sánh|cùng kỳ|giai đoạn|nhiệm kỳ|và|-|đầu|cuối|giữa|mùa giải|vụ) )$")
_AFTER_TIME = regex.compile(r" ?(?:$|[,.;:)\n-]|(?:đến|tới|và|tầm nhìn|trở)\b)")
_NAME_WORD = regex.compile(r"(?<!\p{L})(?P<word>\p{Lu}?\p{Ll}*)[”\"]?(?: -)? $")
_AFTER_NAME = regex.compile(
    r"[”\"]?(?: ?(?:$|[,.;:!?)\n(-])| (?:là|được|do|của|tại|ở|diễn|đã|sẽ|đang|vừa|có|với|và|cho|thu|từ|gồm|về|trong|theo|"
    r"nhằm|chính|tổ|khai|quy|lần|hứa|mang|khép|mở|bắt|kéo|kết|ngày|vào|cũng|không|còn|để|thành|trên|như|đạt|này)\b)"
)
_SYLLABLE = regex.compile(
    r"(?i:(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ]{1,3}"
    r"(?:ch|nh|ng|[cmnpt])?)"
)
_STOPPED = regex.compile(r"(?i:.*[aăâeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹ](?:ch|[cpt]))")


def bare_year(match: Match, page: Page) -> Value:
    """Four digits without "năm": a year only in brackets, after a birth, between prepositions or behind a name."""
    before, behind = left(page, match.start()), right(page, match.end())
    if context("counted").match(behind) or context("named").search(before):
        return None
    if _BIRTH.search(before) or (_BRACKET.search(before) and regex.match(r"[),;]", behind)):
        return {"iso": match["y"]}
    if _TIME_PREPOSITION.search(before) and _AFTER_TIME.match(behind):
        return {"iso": match["y"]}
    if match.start() == sentence(page, match.start())[0] and regex.match(r" là (?:năm|một năm)\b", behind):
        return {"iso": match["y"]}
    named = _behind_name(before) or context("event").search(before)
    return {"iso": match["y"]} if named and _AFTER_NAME.match(behind) else None


def _behind_name(before: str) -> bool:
    """Whether a year follows a Vietnamese name ("Festival Huế 2022"); foreign names keep their year to themselves."""
    found = _NAME_WORD.search(before)
    if not found or not found["word"][:1].isupper():
        return False
    word = found["word"]
    # a syllable that ends in a stop carries a tone mark: "Cup" is no Vietnamese word, "Cúp" is
    return bool(_SYLLABLE.fullmatch(word)) and not _STOPPED.fullmatch(word)
