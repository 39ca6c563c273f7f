"""What stands around a document's mention: its sentence, the other mentions, and what is fastened right behind it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from pipeline.mentions.page import Candidate, Page

# Code points of a sentence that are looked at on each side: legal sentences run to some 500.
BEFORE, BEHIND = 500, 700


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a document: ``value``, and the words ``start:end`` that say it, a mention where there is one."""

    value: str
    start: int
    end: int
    target: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A page and its mentions, ordered and indexed by offset."""

    page: Page
    mentions: list[Candidate]
    at: dict[int, Candidate]
    starts: list[int]
    sentence_starts: list[int]


@dataclass(frozen=True, slots=True)
class Behind:
    """What follows a document: its date and issuer, and ``end``, where the next words begin.

    ``comma``: a comma stands before those words.
    """

    issued: Fact | None
    issuer: Fact | None
    end: int
    comma: bool


def context_of(page: Page, mentions: list[Candidate]) -> Context:
    """Index ``mentions``, which must be in order."""
    return Context(
        page,
        mentions,
        {mention.start: mention for mention in mentions},
        [mention.start for mention in mentions],
        [start for start, _ in page.sentences],
    )


def sentence_around(context: Context, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``start:end``, at most ``BEFORE`` and ``BEHIND`` code points of it on each side."""
    index = bisect_right(context.sentence_starts, start) - 1
    if index < 0:
        return start, end
    first, last = context.page.sentences[index]
    return max(first, start - BEFORE), max(end, min(last, end + BEHIND))


def mentions_between(context: Context, start: int, end: int) -> list[Candidate]:
    """The mentions that begin in ``start:end``."""
    return context.mentions[bisect_left(context.starts, start) : bisect_left(context.starts, end)]


def blanked(context: Context, start: int, end: int, labels: frozenset[str]) -> str:
    """The words ``start:end`` with the mentions of ``labels`` blanked out, so that only what joins them is left."""
    text = context.page.text[start:end]
    for mention in mentions_between(context, start, end):
        if mention.label in labels and mention.end <= end:
            width = mention.end - mention.start
            text = text[: mention.start - start] + " " * width + text[mention.end - start :]
    return text


def same_words(text: str) -> str:
    """``text`` with its white space collapsed.

    >>> same_words("phát triển  khoa học ")
    'phát triển khoa học'
    """
    return " ".join(text.split())


def is_day(mention: Candidate | None) -> bool:
    """Whether ``mention`` is a DATE of one day."""
    if mention is None or mention.label != "DATE":
        return False
    return regex.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", mention.value.get("iso") or "") is not None
