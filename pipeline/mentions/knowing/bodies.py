"""What kind of body an ORG is, and what it is called in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import pairwise

import regex

from pipeline.mentions.names.gazetteer import word_list
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.tables import any_of, table
from pipeline.text.patterns import compiled

_FILE = "knowing/bodies.toml"
_MOST = 1000  # bodies of an article that are searched for abbreviations
_SHORT = compiled(r"[\p{L}\d&.,-]{0,14}\p{Lu}[\p{L}\d&.,-]{0,14}")
_INSIDE = compiled(r"(.{4,}?) \(([\p{L}\d&.-]*\p{Lu}[\p{L}\d&.-]*)\)(?= |$)")  # "Kho bạc Nhà nước (KBNN) Hà Nội"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body, and the pattern that names of its bodies open with."""

    name: str
    opens: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def load_kinds() -> tuple[Kind, ...]:
    """The kinds of ``bodies.toml`` in their order, the first that fits counts."""
    return tuple(
        Kind(entry["name"], entry["opens"], tuple(entry["examples"]), tuple(entry["counterexamples"]))
        for entry in table(_FILE)["kind"]
    )


@cache
def _opening() -> "regex.Pattern[str]":
    """All kinds as groups of one pattern, in their order."""
    kinds = "|".join(rf"(?P<{kind.name}>{kind.opens}(?![\p{{L}}\d]))" for kind in load_kinds())
    return compiled(f"(?i){kinds}")


@lru_cache(maxsize=1 << 12)
def kind_of(words: str) -> str | None:
    """The kind of the body that ``words`` name.

    >>> kind_of("UBND tỉnh"), kind_of("Ban Tổ chức Tỉnh ủy"), kind_of("Thiên Long")
    ('government', 'party', None)
    """
    if words in word_list("outlets.txt"):
        return "media"
    found = _opening().match(words)
    return found.lastgroup if found else None


def short_names(page: Page, bodies: Sequence[Candidate]) -> dict[str, str]:
    """What the article says its abbreviations stand for: "A (B)", "B (A)", "Kho bạc Nhà nước (KBNN) Hà Nội"."""
    told: dict[str, str] = {}
    for body in bodies[:_MOST]:
        if inside := _INSIDE.match(page.words(body.start, body.end)):
            told.setdefault(inside[2], inside[1])
    for first, second in pairwise(bodies[:_MOST]):
        if page.text[first.end : second.start] == " (" and page.text[second.end : second.end + 1] == ")":
            one, other = page.words(first.start, first.end), page.words(second.start, second.end)
            long, short = (one, other) if len(one) > len(other) else (other, one)
            if _SHORT.fullmatch(short) and len(long) > 2 * len(short) and not _SHORT.fullmatch(long):
                told.setdefault(short, _INSIDE.sub(r"\1", long))
    return told


def full_name(words: str, told: Mapping[str, str], province: str | None) -> str:
    """The name with its abbreviations written out, those that the article explains first.

    ``province`` is the name that a bare level at the end is of.

    >>> full_name("UBND tỉnh", {}, "Quảng Ninh"), full_name("BQL Cảng (ABC)", {"ABC": "BQL Cảng"}, None)
    ('Ủy ban nhân dân tỉnh Quảng Ninh', 'Ban Quản lý Cảng')
    """
    words = _INSIDE.sub(r"\1", words) if "(" in words else words
    if words in told:
        words = told[words]
    if told:
        words = _short(tuple(told)).sub(partial(_meaning, told), words)
    words = _written_out(words)
    return f"{words} {province}" if province else words


@lru_cache(maxsize=1 << 12)
def _written_out(words: str) -> str:
    meanings = table(_FILE)["abbreviations"]
    return _short(tuple(meanings)).sub(partial(_meaning, meanings), words)


def _meaning(meanings: Mapping[str, str], match: "regex.Match[str]") -> str:
    return meanings.get(match[0], "thành phố ")


@lru_cache(maxsize=256)
def _short(short: tuple[str, ...]) -> "regex.Pattern[str]":
    words = rf"(?:{any_of(short)})(?![\p{{L}}\d&-]|(?<=TP)\.)"
    return compiled(rf"(?<![\p{{L}}\d&.-])(?:{words}|T[Pp]\. ?(?=\p{{Lu}}))")
