"""What a finder reads and what it makes: one page of normalised text, candidates and links on it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """An article as the finders see it. ``text`` is the normalised copy (``Aligned.norm``); all offsets are in it.

    ``sentences`` are half-open spans that cover everything but white space, in order.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    published: date | None = None
    province: str | None = None

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that offset ``at`` is in or behind; where none begins before it, the whole text."""
        index = bisect_right(self.sentences, (at, len(self.text))) - 1
        return self.sentences[index] if index >= 0 else (0, len(self.text))

    def words(self, start: int, end: int) -> str:
        """The words ``start:end``, each run of white space one space."""
        return " ".join(self.text[start:end].split())


@dataclass(slots=True)
class Candidate:
    """A mention that a rule proposes; ``value`` holds the keys of its value model in ``record``."""

    label: str
    start: int
    end: int
    rule: str
    value: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link before it is written out: ``source`` says ``kind`` of ``target``, or of the plain span start:end."""

    kind: str
    source: Candidate
    start: int
    end: int
    target: Candidate | None = None
