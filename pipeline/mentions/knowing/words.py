"""What the words of a place say by themselves: its level, the kind of unit, the bare name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from pipeline.mentions.names.gazetteer import normal, word_list
from pipeline.mentions.tables import any_of, table
from pipeline.mentions.units import fold, units
from pipeline.text.patterns import compiled

UNIT_LEVELS: Mapping[str, str] = {
    "tỉnh": "province", "thành phố": "district", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
RULE_LEVELS: Mapping[str, str] = {"loc.site": "site", "loc.road": "road", "loc.address": "road"}


@dataclass(frozen=True, slots=True)
class Named:
    """A place by its words: the ``kind`` of unit or the other ``level`` that a type word tells, and the name behind."""

    name: str
    kind: str = ""
    level: str | None = None


@dataclass(frozen=True, slots=True)
class _Lists:
    opening: "regex.Pattern[str]"
    described: "regex.Pattern[str]"
    before: "regex.Pattern[str]"
    before_ends: tuple[str, ...]  # what ``before`` ends in, but for a colon and a space
    heads: Mapping[str, Named]
    aliases: Mapping[str, str]
    names: Mapping[str, str]


@lru_cache(maxsize=4096)
def read(words: str) -> Named:
    """The words of a place.

    >>> read("TP. Hạ Long"), read("sông Hồng")
    (Named(name='Hạ Long', kind='thành phố', level=None), Named(name='Hồng', kind='', level='water'))
    >>> read("Bến Tre").level, read("Bắc Trung Bộ").level, read("Nhật Bản").level
    (None, 'region', 'country')
    """
    lists = _lists()
    lowered = words.lower()
    if level := lists.names.get(lowered):
        return Named(words, level=level)
    match = lists.opening.match(words)
    if match:
        head = lists.heads[match[1].lower()]
        name = words[match.end() :]
        if head.kind or not (match[1][0].isupper() and fold(words) in units().by_name):
            return Named(lists.aliases.get(fold(name), name), head.kind, head.level)
    described = lists.described.match(words)
    level = lists.heads[described[1].lower()].level if described else None
    return Named(lists.aliases.get(fold(words), words), level=level)


def head_before(text: str, start: int) -> Named | None:
    """What the head of a list that begins at ``start`` says: "các huyện [Ba Chẽ], [Bình Liêu]"."""
    lists, first = _lists(), max(0, start - 40)
    if not text[first:start].rstrip(": ").lower().endswith(lists.before_ends):
        return None
    match = lists.before.search(text, first, start)
    return lists.heads[match[1].lower()] if match else None


@cache
def _lists() -> _Lists:
    data = table("knowing/places.toml")
    levels = {head: Named("", level=level) for level, words in data["levels"].items() for head in words}
    heads = levels | {head: Named("", kind) for head, kind in data["units"].items()}
    any_head, any_level = any_of(heads), any_of(levels)
    names = dict.fromkeys(map(normal, word_list("countries.txt")), "country")
    return _Lists(
        opening=compiled(rf'((?i:{any_head}))(?: ?\([^()]{{1,9}}\))?(?:\. ?| |(?=\d))(?=[\p{{Lu}}\d“"])'),
        before=compiled(
            rf"(?i)(?<!\p{{L}})({any_head})(?: \([^()]{{1,9}}\))?"
            r"(?:(?: (?:trong|của|thuộc|ở) [\p{L} ]{2,20})? (?:gồm|như))?:? ?$"
        ),
        before_ends=(*heads, ")", "gồm", "như"),
        described=compiled(rf"((?i:{any_level}))(?: \p{{Ll}}+){{1,4}} \p{{Lu}}"),
        heads=heads,
        aliases={fold(name): other for name, other in data["aliases"].items()},
        names=names | {name: level for level, words in data["names"].items() for name in words},
    )
