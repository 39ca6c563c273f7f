"""What the words around a date say of it: its year, and its side of the publication date."""

from bisect import bisect_right
from functools import cache
from importlib.resources import files
from tomllib import loads

import regex

from pipeline.mentions.dates.values import Side, Written, full_year, nearest_year
from pipeline.mentions.page import Page
from pipeline.text.numbers import from_words

_WINDOW = 80  # characters of a sentence that are looked at on each side of a date
_SENTENCE = 600  # longer sentences are cut to this
_EARLIER = 2000  # how far back a month named with its year is looked for
_FAR = 31  # days; a date farther ahead than this may rather lie in the year that the article tells of

_DAY = r"(?:3[01]|[12]\d|0?[1-9])[/.-](?:1[0-2]|0?[1-9])"
_YEAR = r"(?P<y>(?:1\d|20)\d\d)(?!\d)"
_AND = r"(?:,| và| hoặc|;| đến|,? rồi) (?:hết )?(?:ngày )?"
_FULL_BEFORE = regex.compile(rf"{_DAY}[/.-]{_YEAR}(?:,| và| hoặc|;) (?:ngày )?$")
_FULL_BEHIND = regex.compile(rf"(?:{_AND}{_DAY}){{0,6}}{_AND}{_DAY}[/.-]{_YEAR}")
_FRAME = regex.compile(
    rf"(?i:(?:trong|vào|từ|hồi|riêng|đầu|giữa|cuối|đến|tính đến|mùa|\P{{L}}) ?){{0,3}}"
    rf"(?i:năm|(?:xuân|hè|thu|đông)(?: (?:xuân|hè|thu|đông))?) {_YEAR}"
)
_ANY_YEAR = regex.compile(rf"(?<![\d.,]){_YEAR}")
_STATED_YEAR = regex.compile(rf"(?i:năm |/){_YEAR}")
_STATED_MONTH = regex.compile(rf"(?i:tháng) (?P<m>1[0-2]|0?[1-9])(?:[/.-]|,? năm ){_YEAR}")

_YEAR_WORDS = {
    "nay": 0, "này": 0, "ngoái": -1, "trước": -1, "rồi": -1, "qua": -1, "vừa qua": -1, "kia": -2, "sau": 1, "tới": 1,
}  # fmt: skip


@cache
def _contexts() -> dict[str, "regex.Pattern[str]"]:
    data = loads(files(__package__).joinpath("dates.toml").read_text("utf-8"))
    return {name: regex.compile(pattern) for name, pattern in data["context"].items()}


def says(name: str, text: str) -> bool:
    """Whether the words around a date are what entry ``name`` of the ``[context]`` table of ``dates.toml`` says."""
    return _contexts()[name].search(text) is not None


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
    return page.text[end : end + _WINDOW].partition("\n")[0]


def complete(first: Written, last: Written, page: Page, start: int, end: int) -> int | None:
    """The year of a period written without one from ``start`` to ``end``; ``None`` where it cannot be told."""
    stated = _stated_year(page, start, end)
    if stated is not None or page.published is None:
        return stated
    where = _side(page, start, end)
    if where is None and first.day is None and says("reported_right", right(page, end)):
        where = "before"
    year = nearest_year(first, last, page.published, where)
    ahead = year is not None and (first._replace(year=year).first() - page.published).days > _FAR
    told = _told_before(last, page, start) if ahead and where is None else None
    return told if told is not None and last._replace(year=told).exists() else year


def _side(page: Page, start: int, end: int) -> Side | None:
    before, behind = left(page, start), right(page, end)
    if says("after_left", before) or says("after_right", behind):
        return "after"
    return "before" if says("before_left", before) or says("before_right", behind) else None


def _stated_year(page: Page, start: int, end: int) -> int | None:
    """The year that the sentence states for a date without one: in the same list, by "cùng năm", or as its frame."""
    behind = right(page, end)
    if found := _FULL_BEFORE.search(left(page, start)) or _FULL_BEHIND.match(behind):
        return int(found["y"])
    if says("same_year", behind):
        years = _ANY_YEAR.findall(page.text, max(0, start - _SENTENCE), start)
        return int(years[-1]) if years else None
    frame = _FRAME.match(page.text, sentence(page, start)[0], start)
    return int(frame["y"]) if frame else None


def _told_before(when: Written, page: Page, start: int) -> int | None:
    """The year of publication or the one before, if the article named this month with it before ``start``."""
    if page.published is None:
        return None
    for stated in _STATED_MONTH.finditer(page.text, max(0, start - _EARLIER), start):
        if int(stated["m"]) == when.month and int(stated["y"]) in (page.published.year, page.published.year - 1):
            return int(stated["y"])
    return None


def compared_year(page: Page, start: int) -> int | None:
    """The year that "so với năm trước" looks back from, where the sentence states one before offset ``start``."""
    years = _STATED_YEAR.findall(page.text, sentence(page, start)[0], start) if _compares(page, start) else []
    return int(years[-1]) if years else None


def compared_month(page: Page, start: int) -> Written | None:
    """The month that "so với tháng trước" looks back from, where the sentence states one before offset ``start``."""
    if not _compares(page, start):
        return None
    stated = list(_STATED_MONTH.finditer(page.text, sentence(page, start)[0], start))
    return Written(int(stated[-1]["y"]), int(stated[-1]["m"])) if stated else None


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
