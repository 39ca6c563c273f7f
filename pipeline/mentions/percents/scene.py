"""The words around a percentage, with what is no word of its clause masked, cut into pieces at punctuation."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, cached_property

import regex

from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.tables import table
from pipeline.text.patterns import compiled

BRACKET, DATE, PERCENT, DOC, REMARK = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MASKS = BRACKET + DATE + PERCENT + DOC + REMARK

_LEFT, _RIGHT = 600, 300  # characters of a sentence that are looked at on each side
_MASK_OF = {"DATE": DATE, "PERCENT": PERCENT, "DOC": DOC}
_CLOSED = compiled(r"\([^()\n]*+\)")
_FIGURE = compiled(rf"[\d{PERCENT}]")
# "các tỉnh, thành phố", "17 bộ, cơ quan ngang bộ" are one phrase
_TOGETHER = (
    r"(?<=\b(?:ban|bộ|huyện|ngành|sở|tỉnh),) (?:ban|cơ quan ngang bộ|địa phương|ngành|quận|thành|thị xã)(?!\p{L})"
)
_BREAK = compiled(
    PERCENT + "+"  # what follows another percentage is its complement
    rf"|(?:(?<!\d),|,(?! ?\d))(?!{_TOGETHER})|[;:()\"«»\n\[\]…]"
    r"|“(?![^“”\n]{1,20}”)|(?<!“[^“”\n]{1,20})”"  # one or two words in quotes belong to their noun
    r"|(?<=\s)(?<!\p{Ll} \p{Lu}\p{Ll}{1,7} )-(?=\s[^\p{Ll}\d])"  # not "công nghiệp - xây dựng", "vụ Đông - Xuân"
    r"|(?<=[^\p{L}\d]\s)-(?=\s)"
    r"|(?<!\b[Tt][Pp])\.(?=\s|\p{Lu})"
)


@cache
def words(name: str) -> "regex.Pattern[str]":
    """One list of ``words.toml`` as a pattern between word bounds, longer entries first."""
    entries = sorted(table("percents/words.toml")[name], key=len, reverse=True)
    return compiled(rf"(?i)(?<![\p{{L}}\d])(?:{'|'.join(entries)})(?![\p{{L}}\d])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of masked text between two breaks.

    ``opened_by`` is the break before it (``PERCENT`` for another percentage), empty at the start of the sentence.
    """

    start: int
    end: int
    opened_by: str


@dataclass(frozen=True)
class Scene:
    """A percentage in its sentence. Offsets are those of the page minus ``offset``; ``text`` keeps the length.

    ``text`` has dates, other percentages, documents and closed brackets masked. ``names`` are the spans of names with
    their labels.
    """

    text: str
    offset: int
    start: int
    end: int
    names: tuple[tuple[int, int, str], ...]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces of the text before the number and behind the percentage before it, the nearest first."""
        found = []
        start = self.text.rfind(PERCENT, 0, self.start) + 1
        opened_by = PERCENT if start else ""
        for stop in _BREAK.finditer(self.text, start, self.start):
            found.append(Piece(start, stop.start(), opened_by))
            start, opened_by = stop.end(), stop[0][0]
        found.append(Piece(start, self.start, opened_by))
        return found[::-1]

    @cached_property
    def breaks(self) -> list[int]:
        """Where the pieces behind the number end."""
        return [stop.start() for stop in _BREAK.finditer(self.text, self.end)]

    def is_name(self, start: int, end: int) -> bool:
        """Whether a span holds nothing but names and marks."""
        inside = [(a, b) for a, b, _ in self.names if a < end and b > start]
        rest = "".join(self.text[at] for at in range(start, end) if not any(a <= at < b for a, b in inside))
        return bool(inside) and not any(letter.isalpha() for letter in rest.replace(" và ", " "))

    def names_person(self, start: int, end: int) -> bool:
        """Whether a span holds the name of a person, who is never measured."""
        return any(a < end and b > start and label == "PER" for a, b, label in self.names)


def scene(page: Page, mentions: list[Candidate], index: int) -> Scene:
    """The scene of ``mentions[index]``; ``mentions`` are in order of their start."""
    percent = mentions[index]
    first, last = page.sentence(percent.start)
    first, last = max(first, percent.start - _LEFT), min(max(last, percent.end), percent.end + _RIGHT)
    text = list(page.text[first:last])
    names = []
    for mention in between(mentions, first, last):
        start, end = max(mention.start, first) - first, min(mention.end, last) - first
        if mention is percent:
            continue
        if mention.label in _MASK_OF:
            text[start:end] = _MASK_OF[mention.label] * (end - start)
        else:
            names.append((start, end, mention.label))
    start, end = percent.start - first, percent.end - first
    sides = (_CLOSED.sub(_closed, "".join(side)) for side in (text[:start], text[end:]))
    return Scene("".join(text[start:end]).join(sides), first, start, end, tuple(names))


def _closed(match: "regex.Match[str]") -> str:
    """The mask of a closed bracket; one with a number in it is a remark and no part of the noun before it."""
    return (REMARK if _FIGURE.search(match[0]) else BRACKET) * len(match[0])


def between(mentions: list[Candidate], first: int, last: int) -> list[Candidate]:
    """The mentions that meet the span from ``first`` to ``last``; they are in order and overlap nowhere."""
    begin = bisect_left(mentions, first, key=lambda mention: mention.end)
    stop = bisect_right(mentions, last - 1, key=lambda mention: mention.start)
    return [mention for mention in mentions[begin:stop] if mention.end > first]
