"""Readings of years, ranges and parts of years, decades and centuries."""

from typing import Any

import regex

from pipeline.mentions.dates.calendar import number
from pipeline.mentions.dates.context import left, right, says, sentence, year_of
from pipeline.mentions.dates.values import Written, full_year, span_iso
from pipeline.mentions.page import Page
from pipeline.text.numbers import whole
from pipeline.text.patterns import compiled

Match = regex.Match[str]
Value = dict[str, Any] | None

_CYCLE = 60
_TWENTIETH = 20
_LAST = 2100  # behind "năm" a greater number is no year
_STEMS = "giáp ất bính đinh mậu kỷ canh tân nhâm quý".split()
_BRANCHES = {
    "tý": 0, "tí": 0, "sửu": 1, "dần": 2, "mão": 3, "mẹo": 3, "thìn": 4, "tỵ": 5, "tị": 5, "ngọ": 6, "mùi": 7,
    "thân": 8, "dậu": 9, "tuất": 10, "hợi": 11,
}  # fmt: skip

_LAST_WORD = compiled(r"(?<!\p{L})(?P<word>\p{Lu}\p{Ll}*)[”\"]?(?: -)? $")
_PLAIN = "aăâeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹ"
_STOP_TONES = "áắấéếíóốớúứýạặậẹệịọộợụựỵ"
_SYLLABLE = compiled(
    rf"(?i:(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[{_PLAIN}{_STOP_TONES}]{{1,3}}(?:ch|nh|ng|[cmnpt])?)"
)
# a syllable that ends in a stop carries one of two tones: "Cúp" is a Vietnamese word, "Cup" is none
_TONELESS_STOP = compiled(rf"(?i:[^{_STOP_TONES}]*(?:ch|[cpt]))")


def year(match: Match, page: Page) -> Value:
    """One year."""
    before, behind = left(page, match.start()), right(page, match.end())
    short = match.groupdict().get("yy")
    literal = short and (says("era", behind) or says("ancient", before + behind))
    when = int(match["yy"]) if literal else year_of(match, page)
    if says("each", before) or (match["y"] and (when is None or when > _LAST)):
        return None
    return {"iso": f"{when:04d}" if when else None}


def year_short(match: Match, page: Page) -> Value:
    """A year of two or three digits, where they are no number of things; round hundreds need the words of an era."""
    before, behind = left(page, match.start()), right(page, match.end())
    if (
        (says("per_year", before) and not says("rank_before", before))
        or says("counted", behind)
        or says("before_era", behind)
    ):
        return None
    by_era = says("era", behind)
    if match["y"] and int(match["y"]) % 50 == 0 and not by_era:
        return None
    return year(match, page) if by_era or says("after_name", behind) else None


def years(match: Match, page: Page) -> Value:
    """A range of years, written in full and forwards, that counts nothing."""
    a, b = int(match["a"]), int(match["b"])
    counts = match[0][0].isdigit() and says("counted", right(page, match.end()))
    if len(match["a"]) < 4 and not left(page, match.start()).endswith("("):
        return None
    if match[0].casefold().startswith("năm ") and _is_counted(b - a, match, page):
        return None
    return {"iso": f"{a:04d}/{b}"} if a < b and not counts else None


def years_in_two_digits(match: Match, page: Page) -> Value:
    """A range of years of two digits, forwards."""
    a, b = (full_year(match[group], page.published) for group in "ab")
    if a >= b or says("per_year", left(page, match.start())) or says("counted", right(page, match.end())):
        return None
    return {"iso": f"{a}/{b}"}


def _is_counted(passed: int, match: Match, page: Page) -> bool:
    """Whether "năm" belongs to a number before it, as in "3 năm 2021-2023"."""
    words = left(page, match.start()).split()
    ranks = says("rank_before", left(page, match.start()))
    return bool(words) and not ranks and whole(words[-1]) in (passed, passed + 1)


def short_years(match: Match, _page: Page) -> Value:
    """A season such as "2023/24"."""
    a, b = int(match["a"]), int(match["b"])
    return {"iso": f"{a}/{a + 1}"} if (a + 1) % 100 == b else None


def bare_year(match: Match, page: Page) -> Value:
    """Four digits without "năm": a year in brackets, after a birth, between prepositions or behind a name."""
    before, behind = left(page, match.start()), right(page, match.end())
    if says("counted", behind) or says("named", before):
        return None
    bracketed = says("bracket", before) and says("bracket_behind", behind)
    if match["y"] < "1800" and not bracketed:
        return None
    between = says("year_preposition", before) and says("after_year", behind)
    opens = match.start() == sentence(page, match.start())[0] and behind.startswith((" là năm ", " là một năm "))
    quoted = before.endswith(("” ", '" ', "» "))  # “Búa liềm vàng” 2023
    named = (quoted or _is_behind_name(before) or says("event", before)) and says("after_name", behind)
    told = match["same"] or bracketed or between or opens or named or says("birth", before)
    return {"iso": match["y"]} if told else None


def _is_behind_name(before: str) -> bool:
    """Whether a year follows a Vietnamese name ("Festival Huế 2022"); foreign names keep their year to themselves."""
    last = _LAST_WORD.search(before)
    return last is not None and bool(_SYLLABLE.fullmatch(last["word"])) and not _TONELESS_STOP.fullmatch(last["word"])


def animal_year(match: Match, page: Page) -> Value:
    """A year of the sixty-year cycle, the one nearest to the publication date."""
    if page.published is None:
        return {"iso": None}
    stem, branch = match["canchi"].casefold().split()
    this = page.published.year
    for when in range(this - _CYCLE // 2, this + _CYCLE // 2):
        if (when - 4) % 10 == _STEMS.index(stem) and (when - 4) % 12 == _BRANCHES[branch]:
            return {"iso": str(when)}
    return None


def school_year(match: Match, page: Page) -> Value:
    """A school year told from the publication date; it begins in August."""
    if page.published is None:
        return {"iso": None}
    shift = {"này": 0, "nay": 0, "sau": 1, "tới": 1}.get(match["yw"].casefold(), -1)
    begin = page.published.year - (page.published.month < 8) + shift
    return {"iso": f"{begin}/{begin + 1}"}


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
    return {"iso": f"{_year_or_this(match, page) or 'XXXX'}-Q{1 if match['part'].casefold() == 'đầu' else 4}"}


def _part_of_year(first: int, last: int, match: Match, page: Page) -> Value:
    when = _year_or_this(match, page)
    return {"iso": span_iso(Written(when, first), Written(when, last))}


def _year_or_this(match: Match, page: Page) -> int | None:
    if year := year_of(match, page):
        return year
    return page.published.year if page.published else None


def decade(match: Match, page: Page) -> Value:
    """A decade; two digits are of the twentieth century unless another one is named."""
    written = match["y"]
    which = _century_of(match["c"].casefold(), match["c"], page) if match["c"] else _TWENTIETH
    if which is None or not 1 <= which <= 21:
        return None
    if len(written) == 4 and written.isdigit():
        return {"iso": f"{written[:3]}X"}
    return {"iso": f"{which - 1:02d}{(whole(written) or 0) // 10}X"}


def _century_of(word: str, written: str, page: Page) -> int | None:
    """A century by its number, or told from the publication date: "trước", "này"."""
    if word not in ("trước", "này"):
        return number(written)
    this = (page.published.year // 100 + 1) if page.published else _TWENTIETH + 1
    return this - (word == "trước")


def century(match: Match, _page: Page) -> Value:
    """A century or a range of centuries, up to the present one; EDTF has no range of centuries before Christ."""
    found = [number(match[group].upper()) or 0 for group in ("c", "c2") if match[group]]
    if not all(1 <= which <= 21 for which in found):
        return None
    if not match["bc"]:
        return {"iso": "/".join(f"{which - 1:02d}XX" for which in found)}
    if len(found) == 1:
        return {"iso": f"-{found[0] - 1:02d}XX"}
    return {"iso": f"{_before_christ(100 * found[0])}/{_before_christ(100 * found[1] - 99)}"}


def year_before_christ(match: Match, _page: Page) -> Value:
    """A year, or a range of years, before Christ; EDTF counts a year 0, so 111 is -0110."""
    last, first = int(match["y"]), int(match["a"] or 0)
    if not last or (match["a"] and first <= last):
        return None
    when = _before_christ(last) + (f"-{int(match['m']):02d}" if match["m"] else "")
    return {"iso": f"{_before_christ(first)}/{when}" if first else when}


def _before_christ(year: int) -> str:
    return f"{1 - year:05d}" if year > 1 else "0000"
