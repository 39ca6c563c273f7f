"""Expressions that the Vietnamese suites of other projects try, and what this project reads in them.

They are facts of the language and occur, alone or inside a longer text, in Duckling (Time and Numeral), in the examples
beside HeidelTime's rules, in dateparser and in NeMo text processing (dates, Roman numbers, numbers, measures). The
arrangement and the values are this project's: a day before its month, the year nearest to the publication date, the day
without its clock time, a duration as a duration. Where one of them reads something else, ``docs/peers.md`` says why.
"""

from datetime import date

import pytest

from pipeline import extract
from pipeline.record import DateMention, PercentMention

PUBLISHED = date(2017, 2, 2)


def dates(words: str) -> list[tuple[str, str | None]]:
    """Words and value of each DATE in a plain sentence about ``words``."""
    found = extract(f"Hội nghị diễn ra {words}.", published=PUBLISHED).mentions
    return [(m.text, m.value.iso if m.value else None) for m in found if isinstance(m, DateMention)]


READ_WHOLE = {
    "day-slashes": ("3/3/2017", "2017-03-03"),
    "day-zero-padded": ("03/09/1991", "1991-09-03"),
    "day-hyphens": ("25-03-1975", "1975-03-25"),
    "day-full-stops": ("10.05.2000", "2000-05-10"),
    "day-headed-full-stops": ("ngày 29.10.1999", "1999-10-29"),
    "day-short-year": ("ngày 29-10-99", "1999-10-29"),
    "day-in-words": ("ngày 12 tháng 10 năm 2017", "2017-10-12"),
    "day-in-words-bare": ("12 tháng 10 năm 2017", "2017-10-12"),
    "day-month-in-words": ("ngày 12 tháng mười hai năm 2023", "2023-12-12"),
    "day-mung": ("mùng 1 tháng 1 năm 1999", "1999-01-01"),
    "day-mong": ("ngày mồng 3 tháng 3 năm 2017", "2017-03-03"),
    "day-nearest-year-behind": ("ngày 12/10", "2016-10-12"),
    "day-nearest-year": ("ngày 30 tháng 4", "2017-04-30"),
    "day-month-word-nearest": ("ngày 7 tháng ba", "2017-03-07"),
    "day-full-stop-nearest": ("ngày 29.10", "2016-10-29"),
    "day-of-this-year": ("ngày 24 tháng 11 năm nay", "2017-11-24"),
    "day-of-last-year": ("ngày 24 tháng 11 năm ngoái", "2016-11-24"),
    "day-of-this-month": ("ngày 4 tháng này", "2017-02-04"),
    "weekday-and-day": ("thứ 2 ngày 6 tháng 2", "2017-02-06"),
    "weekday-word-and-day": ("chủ nhật ngày 9 tháng 4", "2017-04-09"),
    "weekday-and-full-day": ("thứ 3 ngày 3 tháng 4 năm 2018", "2018-04-03"),
    "weekday-and-day-full-stop": ("thứ hai ngày 15.5", "2017-05-15"),
    "weekday-southern": ("chúa nhật ngày 9 tháng 4", "2017-04-09"),
    "weekday-and-mong": ("thứ 2 mồng 6 tháng 2", "2017-02-06"),
    "weekday-of-the-week": ("thứ 6 của tuần này", "2017-02-03"),
    "weekday-next-week": ("thứ năm tuần tới", "2017-02-09"),
    "weekday-next-week-number": ("thứ 5 tuần sau", "2017-02-09"),
    "weekday-this-week": ("thứ sáu tuần này", "2017-02-03"),
    "weekday-today-this-week": ("thứ năm tuần này", "2017-02-02"),
    "weekday-past": ("thứ ba vừa rồi", "2017-01-31"),
    "weekday-coming": ("thứ ba tới", "2017-02-07"),
    "today": ("hôm nay", "2017-02-02"),
    "today-southern": ("bữa nay", "2017-02-02"),
    "today-headed": ("ngày hôm nay", "2017-02-02"),
    "yesterday": ("hôm qua", "2017-02-01"),
    "tomorrow": ("ngày mai", "2017-02-03"),
    "day-before-yesterday": ("ngày hôm kia", "2017-01-31"),
    "tonight": ("tối hôm nay", "2017-02-02"),
    "last-night": ("tối qua", "2017-02-01"),
    "tomorrow-noon": ("trưa mai", "2017-02-03"),
    "this-morning": ("buổi sáng nay", "2017-02-02"),
    "early-day-before-yesterday": ("sáng sớm hôm kia", "2017-01-31"),
    "morning-of-a-day": ("sáng ngày 29/10/1999", "1999-10-29"),
    "midnight-today": ("nửa đêm hôm nay", "2017-02-02"),
    "month-year-slash": ("tháng 04/1969", "1969-04"),
    "month-year-hyphen": ("tháng 12-1999", "1999-12"),
    "month-year-words": ("tháng mười năm 2017", "2017-10"),
    "month-short-year-hyphen": ("tháng 12-99", "1999-12"),
    "month-one-small": ("tháng một năm 1999", "1999-01"),
    "month-old-year": ("tháng 5 năm 1003", "1003-05"),
    "month-nearest": ("tháng 6", "2017-06"),
    "month-part": ("đầu tháng 3 năm 1999", "1999-03"),
    "month-this-year": ("tháng 5 năm nay", "2017-05"),
    "month-next-year": ("tháng mười năm sau", "2018-10"),
    "last-month": ("tháng trước", "2017-01"),
    "next-month": ("tháng sau", "2017-03"),
    "quarter-nearest-year": ("quý 3", "2016-Q3"),
    "quarter-of-year": ("quý 4 của năm 2018", "2018-Q4"),
    "quarter-in-words": ("quý ba năm 2011", "2011-Q3"),
    "quarter-last-year": ("quý 1 năm trước", "2016-Q1"),
    "this-quarter": ("quý này", "2017-Q1"),
    "next-quarter": ("quý tới", "2017-Q2"),
    "first-half": ("6 tháng đầu năm 2011", "2011-01/2011-06"),
    "second-half-in-words": ("sáu tháng cuối năm 1999", "1999-07/1999-12"),
    "second-half-short-year": ("6 tháng cuối năm 99", "1999-07/1999-12"),
    "year": ("năm 1852", "1852"),
    "year-before-christ": ("năm 111 trước Công nguyên", "-0110"),
    "month-before-christ": ("tháng 12 năm 40 trước Công nguyên", "-0039-12"),
    "year-part": ("đầu năm 2009", "2009"),
    "this-year": ("năm nay", "2017"),
    "last-year": ("năm ngoái", "2016"),
    "next-year": ("năm tới", "2018"),
    "summer-this-year": ("mùa hè năm nay", "2017"),
    "this-summer": ("đầu mùa hè này", "2017"),
    "winter-short-year": ("mùa đông năm 99", "1999"),
    "winter-year": ("mùa đông 2001", "2001"),
    "years": ("1850-1958", "1850/1958"),
    "decade": ("thập niên 1950", "195X"),
    "decade-short": ("những năm 90", "199X"),
    "century": ("thế kỷ 19", "18XX"),
    "century-roman": ("thế kỷ IV", "03XX"),
    "century-roman-small": ("thế kỷ vi", "05XX"),
    "century-before-christ": ("thế kỷ 3 trước Công nguyên", "-02XX"),
    "weeks-and-days": ("2 tuần 3 ngày", "P17D"),
    "months-duration": ("hai tháng", "P2M"),
    "week": ("tuần sau", None),
    "lunar": ("mồng 3 tháng 3", None),
    "lunar-headed": ("ngày mùng 5 tháng 8", None),
}


@pytest.mark.parametrize(("words", "iso"), READ_WHOLE.values(), ids=READ_WHOLE)
def test_an_expression_is_read_whole(words: str, iso: str | None) -> None:
    assert dates(words) == [(words, iso)]


READ_IN_PART = {
    "clock-before": ("8 giờ tối nay", [("tối nay", "2017-02-02")]),
    "clock-before-a-day": ("7:30 chiều ngày 20/4/2017", [("chiều ngày 20/4/2017", "2017-04-20")]),
    "clock-in-words": ("lúc 20 giờ 23 phút ngày 29.10.1999", [("ngày 29.10.1999", "1999-10-29")]),
    "clock-behind": ("hôm qua 08:16", [("hôm qua", "2017-02-01")]),
    "coming": ("tháng 3 tới", [("tháng 3", "2017-03")]),
    "pointed-at": ("tháng 11 này", [("tháng 11", "2017-11")]),
    "days-ago": ("23 ngày trước", [("23 ngày", "P23D")]),
    "months-ago": ("15 tháng trước", [("15 tháng", "P15M")]),
    "years-from-now": ("sau 5 năm nữa", [("5 năm", "P5Y")]),
    "last-days": ("2 ngày vừa qua", [("2 ngày", "P2D")]),
    "next-months": ("ba tháng tiếp theo", [("ba tháng", "P3M")]),
    "about-days": ("khoảng hai mươi ngày", [("hai mươi ngày", "P20D")]),
    "days-of-a-month": ("từ ngày 10 đến ngày 15 tháng 5 năm 1999", [
        ("ngày 10 đến ngày 15 tháng 5 năm 1999", "1999-05-10/1999-05-15"),
    ]),
    "days-over-months": ("từ ngày 10 tháng 6 đến ngày 20 tháng 7 năm 2010", [
        ("ngày 10 tháng 6 đến ngày 20 tháng 7 năm 2010", "2010-06-10/2010-07-20"),
    ]),
    "years-from-to": ("từ 1850 đến 1958", [("1850 đến 1958", "1850/1958")]),
    "months-joined": ("tháng 1 và tháng 2 năm 1999", [("tháng 1", "1999-01"), ("tháng 2 năm 1999", "1999-02")]),
    "weekday-comma": ("Thứ Tư, 07/01/2015", [("Thứ Tư", "2015-01-07"), ("07/01/2015", "2015-01-07")]),
    "year-in-brackets": ("(1996)", [("1996", "1996")]),
    "year-of-a-holiday": ("ngày quốc tế lao động năm 2010", [("năm 2010", "2010")]),
    "first-day": ("ngày đầu tiên của tháng 3", [("tháng 3", "2017-03")]),
    "two-dates": ("năm 1935 và vào ngày 12 tháng 4 năm 1939", [
        ("năm 1935", "1935"), ("ngày 12 tháng 4 năm 1939", "1939-04-12"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), READ_IN_PART.values(), ids=READ_IN_PART)
def test_only_what_is_a_date_is_read(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert dates(words) == expected


NO_DATE = {
    "now": "bây giờ",
    "clock": "10 giờ 45 phút",
    "clock-short": "10h45",
    "clock-colon": "15:23:24",
    "clock-part-of-day": "khoảng 3 giờ chiều",
    "seconds": "2 giây vừa rồi",
    "minutes": "sau 2 phút nữa",
    "hours": "3 tiếng tiếp theo",
    "holiday": "ngày giáng sinh",
    "weekday-or-ordinal": "thứ hai",
    "weekday-or-ordinal-number": "thứ 3",
    "fraction": "9/4",
    "every-day": "mỗi ngày",
    "every-week": "thứ 2 hàng tuần",
    "every-september": "tháng 9 hàng năm",
    "every-summer": "mùa hè hàng năm",
    "many-days": "nhiều ngày",
    "many-years": "nhiều năm đã qua",
    "some-days": "một vài ngày sau",
    "that-day": "ngày đó",
    "third-day": "ngày thứ 3",
    "following-year": "năm tiếp theo",
    "course-of-time": "tháng năm",
    "month-in-small-letters": "tháng sáu",
    "exact-day": "có ngày chính xác",
}


@pytest.mark.parametrize("words", NO_DATE.values(), ids=NO_DATE)
def test_clock_times_sets_and_vague_words_are_no_dates(words: str) -> None:
    assert dates(words) == []


COUNTS = {
    "twenty-one": ("hai mươi mốt", 21),
    "thirty-one": ("ba mươi mốt", 31),
    "thirty-three": ("ba mươi ba", 33),
    "forty-four": ("bốn mươi tư", 44),
    "fifteen": ("mười lăm", 15),
    "ninety-five": ("chín mươi lăm", 95),
    "hundred-and-two": ("một trăm linh hai", 102),
    "hundred-and-four": ("một trăm lẻ tư", 104),
    "two-hundred-and-twelve": ("hai trăm mười hai", 212),
    "all-nines": ("chín trăm chín mươi chín", 999),
}


@pytest.mark.parametrize(("words", "number"), COUNTS.values(), ids=COUNTS)
def test_numbers_in_words_count_days_and_percent(words: str, number: int) -> None:
    assert dates(f"trong {words} ngày") == [(f"{words} ngày", f"P{number}D")]
    assert percents(f"{words} phần trăm") == [(f"{words} phần trăm", number)]


def percents(words: str) -> list[tuple[str, float]]:
    """Words and number of each PERCENT in a plain sentence about ``words``."""
    found = extract(f"Tỷ lệ đạt {words}.", published=PUBLISHED).mentions
    return [(m.text, m.value.low) for m in found if isinstance(m, PercentMention)]


PERCENTS = {
    "sign": ("25%", 25),
    "decimal": ("0.5%", 0.5),
    "nothing": ("0%", 0),
    "words": ("năm mươi phần trăm", 50),
    "decimal-point-in-words": ("không chấm năm phần trăm", 0.5),
    "decimal-comma-in-words": ("mười hai phẩy năm phần trăm", 12.5),
}


@pytest.mark.parametrize(("words", "number"), PERCENTS.values(), ids=PERCENTS)
def test_a_percentage_is_read_whole(words: str, number: float) -> None:
    assert percents(words) == [(words, number)]


@pytest.mark.parametrize("words", ["2/3", "hai phần ba", "12kg"], ids=["fraction", "fraction-in-words", "weight"])
def test_fractions_and_measures_are_no_percentages(words: str) -> None:
    assert percents(words) == []
