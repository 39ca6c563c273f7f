"""Which predicted mention answers which gold mention, in one article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.article import Article
from pipeline.quality import values
from pipeline.record import Mention

Match = tuple[Mention, Mention]


@dataclass(frozen=True, slots=True)
class Answer:
    """An article, its gold and predicted mentions, and what extraction said where it failed on it."""

    article: Article
    gold: tuple[Mention, ...]
    predicted: tuple[Mention, ...]
    failure: str | None = None


def strict(gold: Sequence[Mention], predicted: Sequence[Mention], *, blind: bool = False) -> list[Match]:
    """Gold and predicted mentions with the same label and span, each used once, ordered by start.

    With ``blind`` the label does not matter, only the span.
    """
    waiting: dict[tuple[str, int, int], list[Mention]] = {}
    for mention in reversed(predicted):
        waiting.setdefault((_kind(mention, blind), mention.start, mention.end), []).append(mention)
    matches = []
    for mention in sorted(gold, key=_order):
        if same := waiting.get((_kind(mention, blind), mention.start, mention.end)):
            matches.append((mention, same.pop()))
    return matches


def overlap(gold: Sequence[Mention], predicted: Sequence[Mention], *, blind: bool = False) -> list[Match]:
    """As many pairs as can be of gold and predicted mentions with the same label whose spans intersect, each used once.

    Mentions of one list do not overlap, so pairing from left to right finds the most pairs: whichever of two
    intersecting mentions ends first can meet nothing further right. With ``blind`` the label does not matter.
    """
    matches = []
    for kind in sorted({_kind(mention, blind) for mention in gold}):
        left = sorted((mention for mention in gold if _kind(mention, blind) == kind), key=_order)
        right = sorted((mention for mention in predicted if _kind(mention, blind) == kind), key=_order)
        i = j = 0
        while i < len(left) and j < len(right):
            if left[i].start < right[j].end and right[j].start < left[i].end:
                matches.append((left[i], right[j]))
                i, j = i + 1, j + 1
            elif left[i].end <= right[j].start:
                i += 1
            else:
                j += 1
    return sorted(matches, key=lambda match: _order(match[0]))


def judged(gold: Mention, predicted: Mention) -> Iterator[tuple[str, bool]]:
    """Every value field that counts for two mentions of one label, and whether they agree in it."""
    for field in values.fields(gold.label):
        if values.labelled(gold, field):
            yield field, values.agree(gold, predicted, field)


def _kind(mention: Mention, blind: bool) -> str:
    return "" if blind else mention.label


def _order(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end
