"""What stands around a document's mention: its sentence, the other mentions, and the facts that are read there."""

from bisect import bisect_left
from dataclasses import dataclass, field

from pipeline.mentions.page import Candidate, Page
from pipeline.text.patterns import compiled

# Code points of a sentence that are looked at on each side: legal sentences run to some 500.
BEFORE, BEHIND = 500, 700

_GAPS = {" ", ",", ", "}  # between a document and its date
_DAY = compiled(r"(?:\d{4}|XXXX)-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a document: ``value``, and the words ``start:end`` that say it, with the mention they are."""

    value: str
    start: int
    end: int
    target: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """Provisions in normal form, in the order of the text, and the words ``start:end`` that cite them."""

    names: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Context:
    """A page and its mentions, ordered and indexed by offset."""

    page: Page
    mentions: list[Candidate]
    at: dict[int, Candidate]
    starts: list[int]


@dataclass(frozen=True, slots=True)
class Behind:
    """What is fastened behind a document: its date and its issuer.

    ``end``: where the next words begin; ``comma``: whether a comma stands before them.
    """

    issued: Fact | None
    issuer: Fact | None
    end: int
    comma: bool


@dataclass(slots=True)
class Statement:
    """What a mention's own surroundings say of its document, ``bounds`` being its sentence.

    ``agent``: who issued it, where a verb of issue before it says so; ``end``: where what is said behind it ends;
    ``head``: where the list that it stands in begins.
    """

    document: Candidate
    bounds: tuple[int, int]
    behind: Behind
    end: int
    head: int
    facts: dict[str, Fact] = field(default_factory=dict)
    agent: Fact | None = None
    cited: list[Cited] = field(default_factory=list)


def context_of(page: Page, mentions: list[Candidate]) -> Context:
    """Index ``mentions``, which must be in order."""
    at = {mention.start: mention for mention in mentions}
    return Context(page, mentions, at, [mention.start for mention in mentions])


def sentence_around(context: Context, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``start:end``, at most ``BEFORE`` and ``BEHIND`` code points of it on each side."""
    first, last = context.page.sentence(start)
    return max(first, start - BEFORE), max(end, min(last, end + BEHIND))


def mentions_between(context: Context, start: int, end: int) -> list[Candidate]:
    """The mentions that begin in ``start:end``."""
    return context.mentions[bisect_left(context.starts, start) : bisect_left(context.starts, end)]


def blanked(context: Context, start: int, end: int, *labels: str) -> str:
    """The words ``start:end`` with the mentions of ``labels`` blanked out, so that only what joins them is left."""
    text = context.page.text[start:end]
    for mention in mentions_between(context, start, end):
        if mention.label in labels and mention.end <= end:
            width = mention.end - mention.start
            text = text[: mention.start - start] + " " * width + text[mention.end - start :]
    return text


def fact(context: Context, start: int, end: int, target: Candidate | None = None) -> Fact:
    """The words ``start:end`` as a fact, with their white space collapsed."""
    return Fact(context.page.words(start, end), start, end, target)


def dates_a_document(context: Context, day: Candidate) -> bool:
    """Whether a day is written right behind a document: "thực hiện [Quyết định …], [ngày 25/3/2019]"."""
    before = mentions_between(context, day.start - 120, day.start)
    return bool(before) and before[-1].label == "DOC" and context.page.text[before[-1].end : day.start] in _GAPS


def is_day(mention: Candidate) -> bool:
    """Whether ``mention`` is a DATE of one day."""
    return mention.label == "DATE" and _DAY.fullmatch(mention.value.get("iso") or "") is not None
