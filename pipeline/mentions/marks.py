"""What the words beside a DATE or a PERCENT say of it: role, modifier, part of the day; kind, per, base."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from pipeline.mentions.page import Candidate, Page, Relation
from pipeline.mentions.tables import expand, expand_all, table
from pipeline.text.patterns import compiled

_REACH = 40  # characters beside a mention in which a mark may stand
# where a pattern stands beside a mention, and what it begins at; one before it is matched from its end, which is fast
_EDGES = {"before": r"(?r)(?<!\p{L})", "inside": "", "behind": "", "measured": "", "counted": ""}
_BASE = compiled(r"(?i)\)? ?(?:\w{1,8} ){0,4}?so(?: với)? (?:mức |thời điểm )?$")
_TO_NOUN = compiled(r"[*) ]*+(?:trở (?:lên|xuống) )?(?:về )?")
_COMPARED = compiled(
    r"(?ri)(?<!\p{L})(?P<at_once>(?:tăng|giảm)(?: \w{1,6})? (?=so)|(?<=(?:tăng|giảm) )hơn )?"
    r"(?:so(?: với)? (?:mức |thời điểm )?|(?<=hơn ))$"
)
_CHANGED = compiled(r"(?i)(?:,| thì)?[^,;.:()\n]{0,60}(?<!\p{L})(?:tăng|giảm)(?!\p{L})[^,;.:()\n]{0,20}")
_AT_ONCE = compiled(r"(?: \p{Ll}{2,7}){0,2} ")
_RISE = compiled(
    r"(?i) (?:\([^()\n]{0,30}\) )?(?:\w{1,8} ){0,6}?(?:lên|xuống|còn)(?: còn| mức| tới| đến| chỉ còn)? "
    r"(?:\w{1,8} ){0,2}?$"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of one field of a DATE or a PERCENT, and the words that give it."""

    name: str
    label: str
    field: str
    value: str
    patterns: "dict[str, regex.Pattern[str]]"
    unless: "regex.Pattern[str]"
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def load_marks() -> tuple[Mark, ...]:
    """The marks of ``marks.toml``; of one field the first that fits counts."""
    data = table("marks.toml")
    fragments = expand_all(data["fragments"])
    marks = []
    for entry in data["mark"]:
        patterns = {
            side: compiled(f"(?i){edge}(?:{expand(entry[side], fragments)})")
            for side, edge in _EDGES.items()
            if side in entry
        }
        unless = compiled(expand(entry.get("unless", ""), fragments))
        fixed = (entry["name"], entry["label"], entry["field"], entry["value"], patterns, unless)
        marks.append(Mark(*fixed, tuple(entry["examples"]), tuple(entry["counterexamples"])))
    return tuple(marks)


@cache
def _marks_of(label: str) -> tuple[Mark, ...]:
    return tuple(mark for mark in load_marks() if mark.label == label)


def link(page: Page, mentions: list[Candidate]) -> Iterator[Relation]:
    """Completes the values of DATEs and PERCENTs; links a PERCENT to the DATE it is compared with, to the level before.

    >>> date = Candidate("DATE", 9, 17, "date.year", {"iso": "2012"})
    >>> list(link(Page("Tính đến năm 2012", ((0, 17),)), [date])), date.value
    ([], {'iso': '2012', 'role': 'as_of'})
    """
    for mention in mentions:
        if mention.label in {"DATE", "PERCENT"}:
            mention.value.update(_marks(page, mention))
            if mention.rule.startswith("date.lunar"):
                mention.value["calendar"] = "lunar"
            if mention.value.get("direction") and mention.value.get("kind") in {None, "level", "share"}:
                mention.value["kind"] = "change"
    pairs = [pair for pair in pairwise(mentions) if pair[0].label == "PERCENT"]
    relations = [relation for pair in pairs for relation in _beside(page, *pair)]
    yield from relations
    yield from _said_first(page, mentions, {relation.start for relation in relations if relation.kind == "base"})


def _marks(page: Page, mention: Candidate) -> dict[str, str]:
    found: dict[str, str] = {}
    measured = mention.value.get("indicator") or ""
    beside = _TO_NOUN.match(page.text, mention.end)
    sides = {
        "before": page.text[max(0, mention.start - _REACH) : mention.start],
        "inside": page.text[mention.start : mention.end],
        "behind": page.text[mention.end : mention.end + _REACH],
        "measured": measured,
        "counted": measured if beside and page.text.startswith(measured, beside.end()) else "",
    }
    for mark in _marks_of(mention.label):
        if mark.field in found or not any(pattern.match(sides[side]) for side, pattern in mark.patterns.items()):
            continue
        if not mark.unless.fullmatch(_said(page, mention)):
            found[mark.field] = mark.value
    return found


def _base(page: Page, percent: Candidate, date: Candidate) -> Relation:
    percent.value["base"] = page.text[date.start : date.end]
    return Relation("base", percent, date.start, date.end, date)


def _said(page: Page, mention: Candidate) -> str:
    """Rule and value of a mention, and "past" where it was over before the publication date."""
    iso = str(mention.value.get("iso"))
    last = iso.rpartition("/")[2].replace("X", "9")
    past = page.published is not None and last[:1].isdigit() and last < page.published.isoformat()[: len(last)]
    return f"{mention.rule} {iso}{' past' if past else ''}"


def _beside(page: Page, percent: Candidate, next_one: Candidate) -> Iterator[Relation]:
    """ "tăng 7,2% so với [cùng kỳ năm 2022]" has a base; in "từ [4%] lên 5%" the second level started at the first."""
    between = page.text[percent.end : min(next_one.start, percent.end + 3 * _REACH)]
    if next_one.label == "DATE" and _BASE.fullmatch(between):
        yield _base(page, percent, next_one)
    if next_one.label == "PERCENT" and _RISE.fullmatch(between) and next_one.value["unit"] == percent.value["unit"]:
        yield Relation("from", next_one, percent.start, percent.end, percent)


def _said_first(page: Page, mentions: list[Candidate], used: set[int]) -> Iterator[Relation]:
    """The base before its change: "So với [cùng kỳ năm 2021], sản lượng tăng 4%", "tăng so với [năm ngoái] 10%".

    ``used`` are the starts of the dates that are the base of the percentage before them.
    """
    date: Candidate | None = None
    between = _CHANGED
    for mention in mentions:
        if mention.label == "DATE":
            compared = _COMPARED.match(page.text, max(0, mention.start - _REACH), mention.start)
            if compared and mention.start not in used:
                date, between = mention, _AT_ONCE if compared["at_once"] else _CHANGED
        elif mention.label == "PERCENT":
            if date and between.fullmatch(page.text, date.end, mention.start):
                yield _base(page, mention, date)
            date = None
