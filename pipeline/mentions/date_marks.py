"""What the words beside a DATE say of it: its role, a modifier, the part of the day, the lunar calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

import regex

from pipeline.mentions.page import Candidate, Page, Relation

_BEFORE = 40  # characters of text before a mention in which a mark may stand


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of one field of a DATE, and the words that give it."""

    name: str
    field: str
    value: str
    before: "regex.Pattern[str] | None"
    inside: "regex.Pattern[str] | None"
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def load_marks() -> tuple[Mark, ...]:
    """The marks of ``date_marks.toml``; of one field the first that fits counts."""
    data = loads(files(__package__).joinpath("date_marks.toml").read_text("utf-8"))
    return tuple(
        Mark(
            entry["name"],
            entry["field"],
            entry["value"],
            regex.compile(rf"(?i)(?<!\p{{L}})(?:{entry['before']})") if "before" in entry else None,
            regex.compile(rf"(?i)(?:{entry['inside']})") if "inside" in entry else None,
            tuple(entry["examples"]),
            tuple(entry["counterexamples"]),
        )
        for entry in data["mark"]
    )


def link(page: Page, mentions: list[Candidate]) -> Iterator[Relation]:
    """Completes the values of the DATEs among ``mentions``; makes no relations.

    >>> date = Candidate("DATE", 9, 17, "date.year", {"iso": "2012"})
    >>> list(link(Page("Tính đến năm 2012", ((0, 17),)), [date])), date.value
    ([], {'iso': '2012', 'role': 'as_of'})
    """
    for mention in mentions:
        if mention.label == "DATE":
            mention.value.update(_marks(page, mention))
            if mention.rule.startswith("date.lunar"):
                mention.value["calendar"] = "lunar"
    yield from ()


def _marks(page: Page, mention: Candidate) -> dict[str, str]:
    found: dict[str, str] = {}
    before = page.text[max(0, mention.start - _BEFORE) : mention.start]
    inside = page.text[mention.start : mention.end]
    for mark in load_marks():
        if mark.field in found:
            continue
        if (mark.before and mark.before.search(before)) or (mark.inside and mark.inside.match(inside)):
            found[mark.field] = mark.value
    return found
