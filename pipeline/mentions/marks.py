"""What the words beside a DATE or a PERCENT say of it: role, modifier, part of the day; kind, per, base."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from tomllib import loads

import regex

from pipeline.mentions.page import Candidate, Page, Relation

_REACH = 40  # characters beside a mention in which a mark may stand
_MUCH = (
    "(?:(?:khoảng|gần|hơn|trên|dưới|xấp xỉ|tối thiểu|ít nhất|tối đa|không quá|ước|đạt|chừng|bình quân|từ|đến|tới|chỉ)"
    " ){0,3}"
)
_BASE = regex.compile(r"(?i) ?(?:\w{1,8} ){0,4}?so(?: với)? (?:mức )?$")
_RISE = regex.compile(
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
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def load_marks() -> tuple[Mark, ...]:
    """The marks of ``marks.toml``; of one field the first that fits counts."""
    shapes = {"before": r"(?<!\p{{L}})(?:{})", "inside": "(?:{})", "behind": "(?:{})"}
    marks = []
    for entry in loads(files(__package__).joinpath("marks.toml").read_text("utf-8"))["mark"]:
        patterns = {
            side: regex.compile("(?i)" + shape.format(entry[side].replace("{much}", _MUCH)))
            for side, shape in shapes.items()
            if side in entry
        }
        fixed = (entry["name"], entry["label"], entry["field"], entry["value"])
        marks.append(Mark(*fixed, patterns, tuple(entry["examples"]), tuple(entry["counterexamples"])))
    return tuple(marks)


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
            if mention.value.get("direction") and mention.value.get("kind") in {None, "level"}:
                mention.value["kind"] = "change"
    for first, second in pairwise(mentions):
        if first.label == "PERCENT":
            yield from _beside(page, first, second)


def _marks(page: Page, mention: Candidate) -> dict[str, str]:
    found: dict[str, str] = {}
    sides = {
        "before": page.text[max(0, mention.start - _REACH) : mention.start],
        "inside": page.text[mention.start : mention.end],
        "behind": page.text[mention.end : mention.end + _REACH],
    }
    for mark in load_marks():
        if mark.label != mention.label or mark.field in found:
            continue
        for side, pattern in mark.patterns.items():
            if pattern.search(sides[side]) if side == "before" else pattern.match(sides[side]):
                found[mark.field] = mark.value
    return found


def _beside(page: Page, percent: Candidate, next_one: Candidate) -> Iterator[Relation]:
    """ "tăng 7,2% so với [cùng kỳ năm 2022]" has a base; in "từ [4%] lên 5%" the second level started at the first."""
    between = page.text[percent.end : min(next_one.start, percent.end + 3 * _REACH)]
    if next_one.label == "DATE" and _BASE.fullmatch(between):
        percent.value["base"] = page.text[next_one.start : next_one.end]
        yield Relation("base", percent, next_one.start, next_one.end, next_one)
    if next_one.label == "PERCENT" and _RISE.fullmatch(between) and next_one.value["unit"] == percent.value["unit"]:
        yield Relation("from", next_one, percent.start, percent.end, percent)
