"""The offices and titles that stand beside people's names. Words in ``people.toml``."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import regex

from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.tables import any_of, table
from pipeline.text.patterns import compiled

_FILE = "knowing/people.toml"
_REACH = 90  # characters before a name in which its titles stand
_TO_NAME = compiled(r"(?: \([^()\n]{1,15}\))?(?: |: ?| là | - )")  # between an office and the name behind it
# between a name and its office
_BEHIND_NAME = compiled(r" ?(?:(?:\([^()\n]{1,40}\))?(?:, ?|- ?)|\((?:[^(),\n]{1,30}, ){0,2})")
_NEXT_OFFICE = compiled(r"(?:,? (?:và |kiêm (?:nhiệm )?|đồng thời là )|, )")
_JOINT = compiled(r" (?:tại|của|thuộc) ")
_TO_BODY = compiled(r" (?:của )?")


@dataclass(frozen=True, slots=True)
class Office:
    """The words of an office, and the body in them."""

    start: int
    end: int
    body: Candidate | None


@cache
def _head() -> "regex.Pattern[str]":
    words = {name: any_of(entries) for name, entries in table(_FILE)["offices"].items()}
    return compiled(
        rf"(?i)(?<!\p{{L}})(?:(?:{words['before']}) )?(?:{words['head']}|(?P<named>{words['named']}))"
        rf"(?: (?:{words['within']}))*+(?P<joined>(?: (?:{words['joined']}))*+)(?!\p{{L}})"
    )


@cache
def _title_words() -> tuple[str, ...]:
    return tuple(word for group in table(_FILE)["titles"].values() for word in group)


@cache
def _title() -> "regex.Pattern[str]":
    return compiled(rf"(?ri)(?<!\p{{L}}|thủ )({any_of(_title_words())})[.:,-]? ?")


@cache
def _openings() -> "ahocorasick_rs.AhoCorasick":
    data = table(_FILE)["offices"]
    return ahocorasick_rs.AhoCorasick(sorted({*data["before"], *data["head"], *data["named"]}))


def _heads(text: str) -> Iterator["regex.Match[str]"]:
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters
        lowered = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    starts = {start for _, start, _ in _openings().find_matches_as_indexes(lowered, overlapping=True)}
    for start in sorted(starts):
        if match := _head().match(text, start):
            yield match


def offices(page: Page, mentions: Sequence[Candidate]) -> list[Office]:
    """Every office on the page, in order, none overlapping another.

    >>> offices(Page("Bí thư Tỉnh ủy", ()), [Candidate("ORG", 7, 14, "")])[0].end
    14
    """
    places = [mention for mention in mentions if mention.label in {"ORG", "LOC"}]
    starts = [mention.start for mention in places]
    found: list[Office] = []
    for match in _heads(page.text):
        if found and match.start() < found[-1].end:
            continue
        body = _body(page, match, places, starts)
        if body is None and match["named"] and not match["joined"]:
            continue
        if body is not None or _outside(match.start(), places, starts):
            end = max(match.end(), _goes_on(page, body, places, starts)) if body else match.end()
            found.append(Office(match.start(), end, body if body and body.label == "ORG" else None))
    return found


def _body(
    page: Page, match: "regex.Match[str]", places: Sequence[Candidate], starts: Sequence[int]
) -> Candidate | None:
    """The body or place that the head goes on with, or that begins inside it: "Trưởng [Ban Tổ chức Tỉnh ủy]"."""
    gap = _TO_BODY.match(page.text, match.end())
    last = gap.end() if gap else match.end()
    for index in range(bisect_left(starts, match.start() + 1), len(places)):
        place = places[index]
        if place.start > last:
            return None
        if place.end > match.end() and (place.start == last or place.start <= match.end() + 1):
            return place
    return None


def _goes_on(page: Page, body: Candidate, places: Sequence[Candidate], starts: Sequence[int]) -> int:
    """Where an office ends: "Đại sứ Nhật Bản tại Việt Nam", "Ủy viên Ủy ban Tư pháp của Quốc hội"."""
    if joint := _JOINT.match(page.text, body.end):
        index = bisect_left(starts, joint.end())
        if index < len(places) and places[index].start == joint.end():
            return places[index].end
    return body.end


def _outside(start: int, places: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Whether no name runs over ``start``: "Trường Bí thư …" holds no office."""
    index = bisect_left(starts, start + 1) - 1
    return index < 0 or places[index].end <= start


def titles(page: Page, end: int, floor: int = 0) -> tuple[list[str], int]:
    """The titles that end at ``end`` and begin at ``floor`` or behind it, in order, and where they begin.

    >>> titles(Page("đồng chí Đại tá Lê Minh", ()), 16)
    (['đồng chí', 'Đại tá'], 0)
    """
    found: list[str] = []
    start = end
    while page.text[max(floor, start - _REACH) : start].rstrip(" .:,-").lower().endswith(_title_words()):
        match = _title().match(page.text, max(floor, start - _REACH), start)
        if match is None:
            break
        found.insert(0, match[1])
        start = match.start()
    return found, start


def beside(page: Page, people: Sequence[tuple[int, int]], found: Sequence[Office]) -> Iterator[tuple[int, Office]]:
    """The offices that stand before a name or behind it, in order, each with the number of the person.

    Of ``people`` the bounds are told, their titles included.
    """
    by_end = {office.end: index for index, office in enumerate(found)}
    by_start = {office.start: index for index, office in enumerate(found)}
    ends = {end for _, end in people}
    taken: dict[int, int] = {}
    for number, (start, _) in enumerate(people):
        for index in _before(page, start, found, by_end, ends):
            taken[index] = number
    for number, (_, end) in enumerate(people):
        behind = _BEHIND_NAME.match(page.text, end)
        held = by_start.get(behind.end()) if behind else None
        while held is not None and held not in taken:
            taken[held] = number
            gap = _NEXT_OFFICE.match(page.text, found[held].end)
            held = by_start.get(gap.end()) if gap else None
    for index in sorted(taken):
        yield taken[index], found[index]


def _before(page: Page, start: int, found: Sequence[Office], by_end: dict[int, int], ends: set[int]) -> Iterator[int]:
    """The offices in a row before a name and its titles; those of another person before them are not of this one."""
    sizes = range(1, 20)  # a bracket with a short name may stand between
    index = next((by_end[start - size] for size in sizes if _ends(page, start - size, start, by_end)), None)
    if index is None:
        return
    row = [index]
    while index and (gap := _NEXT_OFFICE.match(page.text, found[index - 1].end)) and gap.end() == found[index].start:
        index -= 1
        row.append(index)
    first = found[row[-1]].start
    other = any(
        first - size in ends and (gap := _BEHIND_NAME.match(page.text, first - size)) and gap.end() == first
        for size in range(1, 30)
    )
    yield from row[:1] if other else row


def _ends(page: Page, end: int, start: int, by_end: dict[int, int]) -> bool:
    return end in by_end and _TO_NAME.fullmatch(page.text, end, start) is not None
