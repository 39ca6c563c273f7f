"""What an annotation tool's file says, before it is checked against the article it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """One labelled span as the tool has it, in the tool's own counting; ``where`` is for messages.

    ``fragments`` are its half-open spans, more than one where the tool parts it (brat, at line ends). ``text`` is what
    the tool says it covers, None where it does not say. ``value`` is None where the tool has none, else its keys or
    its text (``read_value``).
    """

    where: str
    label: str
    fragments: tuple[tuple[int, int], ...]
    text: str | None = None
    value: Mapping[str, Any] | str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One article as the tool has it: its text (None where the format keeps none) and its spans.

    ``known`` holds what the file says of the article: ``article`` (its id) and ``published``.
    """

    where: str
    text: str | None
    spans: tuple[Span, ...]
    known: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in a file that cannot become gold: where it stands, and why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"
