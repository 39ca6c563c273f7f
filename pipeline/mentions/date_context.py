"""What the words around a date say of it: its year, its side of the publication date, or that it is no date."""

from bisect import bisect_right
from functools import cache
from importlib.resources import files
from tomllib import loads

import regex

from pipeline.mentions.date_values import Side, Written, full_year, nearest_year
from pipeline.mentions.page import Page

_WINDOW = 80  # how far around a date its words are looked at
_SENTENCE = 600  # longer sentences are cut to this

_DAY = r"(?:3[01]|[12]\d|0?[1-9])[/.-](?:1[0-2]|0?[1-9])"
_YEAR = r"((?:1\d|20)\d\d)(?!\d)"
_FULL_BEFORE = regex.compile(rf"{_DAY}[/.-]{_YEAR}(?:,| và| hoặc|;) (?:ngày )?$")
_FULL_BEHIND = regex.compile(rf"(?:(?:,| và| hoặc|;| đến|,? rồi) (?:hết )?(?:ngày )?{_DAY}){{0,6}}(?:,| và| hoặc|;| đến) "
                             rf"(?:hết )?(?:ngày )?{_DAY}[/.-]{_YEAR}")  # fmt: skip
_FRAME = regex.compile(rf"(?i:(?:trong|vào|từ|hồi|riêng|đầu|giữa|cuối|đến|tính đến|\P{{L}}) ?){{0,3}}(?i:năm) {_YEAR}")
_ANY_YEAR = regex.compile(rf"(?<![\d.,]){_YEAR}")


@cache
def context(name: str) -> "regex.Pattern[str]":
    """A pattern of the ``[context]`` table of ``dates.toml``."""
    data = loads(files(__package__).joinpath("dates.toml").read_text("utf-8"))
    return regex.compile(data["context"][name])


def sentence(page: Page, at: int) -> tuple[int, int]:
    """The sentence around offset ``at``, cut to a bounded length."""
    index = bisect_right(page.sentences, at, key=lambda span: span[0]) - 1
    start, end = page.sentences[index] if index >= 0 else (0, len(page.text))
    return max(start, at - _SENTENCE), min(max(end, at), at + _SENTENCE)


def left(page: Page, start: int) -> str:
    """The words before offset ``start`` in its sentence, at most a line of them."""
    return page.text[max(sentence(page, start)[0], start - _WINDOW) : start]


def right(page: Page, end: int) -> str:
    """The words behind offset ``end`` on its line, at most a line of them."""
    behind = page.text[end : end + _WINDOW]
    return behind.partition("\n")[0]


def side(page: Page, start: int, end: int) -> Side | None:
    """The side of the publication date that the words around a date put it on."""
    before, behind = left(page, start), right(page, end)
    if context("after_left").search(before) or context("after_right").search(behind):
        return "after"
    if context("before_left").search(before) or context("before_right").search(behind):
        return "before"
    return None


def stated_year(page: Page, start: int, end: int) -> int | None:
    """The year that the sentence states for a date without one: in the same list, in "cùng năm", or as its frame."""
    before = left(page, start)
    if found := _FULL_BEFORE.search(before) or _FULL_BEHIND.match(right(page, end)):
        return int(found[1])
    begin, _ = sentence(page, start)
    if context("same_year").match(right(page, end)):
        years = _ANY_YEAR.findall(page.text[max(0, start - _SENTENCE) : start])
        return int(years[-1]) if years else None
    frame = _FRAME.match(page.text, begin, start)
    return int(frame[1]) if frame else None


def compared_year(page: Page, start: int) -> int | None:
    """The year that "so với năm trước" looks back from, where the sentence states one before offset ``start``."""
    begin, _ = sentence(page, start)
    if not _COMPARED.search(page.text, begin, start):
        return None
    years = _STATED_YEAR.findall(page.text, begin, start)
    return int(years[-1]) if years else None


def compared_month(page: Page, start: int) -> Written | None:
    """The month that "so với tháng trước" looks back from, where the sentence states one before offset ``start``."""
    begin, _ = sentence(page, start)
    if not _COMPARED.search(page.text, begin, start):
        return None
    stated = list(_STATED_MONTH.finditer(page.text, begin, start))
    return Written(int(stated[-1]["y"]), int(stated[-1]["m"])) if stated else None


_COMPARED = regex.compile(r"(?i:\bso(?: với)? (?:cùng kỳ )?)$")
_STATED_YEAR = regex.compile(rf"(?i:năm |/){_YEAR}")
_STATED_MONTH = regex.compile(rf"(?i:tháng) (?P<m>1[0-2]|0?[1-9])(?:[/.-]|,? năm )(?P<y>{_YEAR})")


def complete(first: Written, last: Written, page: Page, start: int, end: int) -> int | None:
    """The year of a period written without one from ``start`` to ``end``; ``None`` where it cannot be told."""
    year = stated_year(page, start, end)
    if year is not None or page.published is None:
        return year
    return nearest_year(first, last, page.published, side(page, start, end))


def year_word(word: str, page: Page) -> int | None:
    """The year that "nay", "ngoái", "trước", "sau" … behind "năm" means; ``None`` without a publication date."""
    if page.published is None:
        return None
    return page.published.year + _YEAR_WORDS[word.casefold()]


_YEAR_WORDS = {
    "nay": 0, "này": 0, "ngoái": -1, "trước": -1, "rồi": -1, "qua": -1, "vừa qua": -1, "kia": -2, "sau": 1, "tới": 1,
}  # fmt: skip


def year_of(match: "regex.Match[str]", page: Page) -> int | None:
    """The year written in a match: digits in group ``y`` or a word in group ``yw``."""
    groups = match.groupdict()
    if digits := groups.get("y"):
        return full_year(digits, page.published)
    word = groups.get("yw")
    return year_word(word, page) if word else None
