"""The words around a date, and what they say of it."""

from collections.abc import Callable
from functools import cache

import regex

from pipeline.mentions.dates.values import Written, full_year, nearest_year
from pipeline.mentions.page import Page
from pipeline.mentions.tables import table
from pipeline.text.numbers import from_words
from pipeline.text.patterns import compiled

_WINDOW = 80  # characters of a sentence that are looked at on each side of a date
_SENTENCE = 600  # longer sentences are cut to this

YEAR = r"(?P<y>(?:1\d|20)\d\d)(?!\d)"
STATED_MONTH = compiled(rf"(?i:tháng) (?P<m>1[0-2]|0?[1-9])(?:[/.-]|,? năm ){YEAR}")
_A_MONTH = compiled(rf"(?<!\d )(?i:tháng) (?P<m>1[0-2]|0?[1-9])(?!\d)(?:(?:[/.-]|,? năm ){YEAR})?")
_STATED_YEAR = compiled(rf"(?i:năm |/){YEAR}")

_YEAR_WORDS = {
    "nay": 0, "này": 0, "ngoái": -1, "trước": -1, "rồi": -1, "qua": -1, "vừa qua": -1, "kia": -2, "sau": 1, "tới": 1,
}  # fmt: skip


@cache
def _context(name: str) -> "Callable[[str], regex.Match[str] | None]":
    """Looks for an entry; one that ends with the text is looked for from there, which is many times faster."""
    source = table("dates/dates.toml")["context"][name]
    if source.endswith(("$", "$)")) and not source.startswith("^"):
        return compiled(f"(?r){source}").match
    return compiled(source).search


def says(name: str, text: str) -> bool:
    """Whether the words around a date are what entry ``name`` of the ``[context]`` table of ``dates.toml`` says."""
    return _context(name)(text) is not None


def sentence(page: Page, at: int) -> tuple[int, int]:
    """The sentence around offset ``at``, cut to a bounded length."""
    start, end = page.sentence(at)
    return max(start, at - _SENTENCE), min(max(end, at), at + _SENTENCE)


def left(page: Page, start: int) -> str:
    """The words before offset ``start`` in its sentence, at most a line of them."""
    return page.text[max(sentence(page, start)[0], start - _WINDOW) : start]


def right(page: Page, end: int) -> str:
    """The words behind offset ``end`` on its line, at most a line of them."""
    return page.text[end : end + _WINDOW].partition("\n")[0]


def compared_year(page: Page, start: int) -> int | None:
    """The year that "so với năm trước" looks back from, where the sentence states one before offset ``start``."""
    years = _STATED_YEAR.findall(page.text, sentence(page, start)[0], start) if _compares(page, start) else []
    return int(years[-1]) if years else None


def told_year(page: Page, start: int) -> int | None:
    """The year that "năm này" points back to, where the paragraph states one before offset ``start``."""
    line = page.text.rfind("\n", 0, start) + 1
    years = _STATED_YEAR.findall(page.text, max(line, start - _SENTENCE), start)
    return int(years[-1]) if years else None


def compared_month(page: Page, start: int) -> Written | None:
    """The month that "so với tháng trước" looks back from, where the sentence names one before offset ``start``."""
    named = list(_A_MONTH.finditer(page.text, sentence(page, start)[0], start)) if _compares(page, start) else []
    if not named:
        return None
    month = Written(month=int(named[-1]["m"]))
    if year := named[-1]["y"]:
        return month._replace(year=int(year))
    year = nearest_year(month, month, page.published, None) if page.published else None
    return month._replace(year=year) if year else None


def _compares(page: Page, start: int) -> bool:
    return says("compared", left(page, start))


def year_word(word: str, page: Page) -> int | None:
    """The year that "nay", "ngoái", "trước", "sau" … behind "năm" means; ``None`` without a publication date."""
    return page.published.year + _YEAR_WORDS[word.casefold()] if page.published else None


def year_of(match: "regex.Match[str]", page: Page) -> int | None:
    """The year of a match: in full in group ``y`` or ``yb``, two digits in ``yy``, a word such as "nay" in ``yw``."""
    groups = match.groupdict()
    if written := groups.get("y") or groups.get("yb"):
        return full_year(written, page.published) if written.isdigit() else from_words(written)
    if short := groups.get("yy"):
        return full_year(short, page.published)
    word = groups.get("yw")
    return year_word(word, page) if word else None
