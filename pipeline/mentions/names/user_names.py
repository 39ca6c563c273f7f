"""Names from a user's own list, and how they go before those that are found without it."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

import ahocorasick_rs

from pipeline.mentions import overlaps
from pipeline.mentions.names.names_file import Known, read_names
from pipeline.mentions.page import Candidate


def user_names(text: str, file: str) -> list[Candidate]:
    """Every name of a user's ``file`` in the norm ``text``, overlapping ones too, with what the file knows of it.

    Letters count by their case; ends fall on word bounds. Raises ``NamesFileError``.
    """
    automaton, names = _load(file)
    return [
        Candidate(names[index].label, start, end, f"{names[index].label.lower()}.user", dict(names[index].value))
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if not (_inside_word(text, start) or _inside_word(text, end))
    ]


def before_others(own: Iterable[Candidate], others: Iterable[Candidate], facts: Iterable[Candidate]) -> list[Candidate]:
    """The names of a user's list and of ``others`` that stay; ``others`` overlap neither each other nor ``facts``.

    Documents, dates and percentages go before any name. Of the rest the user's longest name stands, and whatever it
    overlaps goes, with one exception: a longer name that holds it whole stays in its place. So a list with "Sở Du lịch"
    leaves "Sở Du lịch tỉnh Quảng Ninh" alone, and a person "Lâm" does not break up "Lâm Đồng".
    """
    own = overlaps.resolve(list(filter(overlaps.outside(facts), own)))
    others = sorted(others, key=lambda name: name.start)
    starts = [name.start for name in others]

    def is_held(name: Candidate) -> bool:
        index = bisect_right(starts, name.start) - 1
        return index >= 0 and name.end <= others[index].end and _length(name) < _length(others[index])

    left = list(filter(overlaps.outside(name for name in own if not is_held(name)), others))
    return left + list(filter(overlaps.outside(left), own))


def _length(name: Candidate) -> int:
    return name.end - name.start


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


@cache
def _load(file: str) -> tuple["ahocorasick_rs.AhoCorasick", tuple[Known, ...]]:
    """Read a file on first use, once a process."""
    names = read_names(file)
    return ahocorasick_rs.AhoCorasick(list(names)), tuple(names.values())
