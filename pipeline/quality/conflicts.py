"""Where two annotators of one article say different things."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.quality.gold import Gold, GoldError, stated
from pipeline.record import Mention
from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences

Said = tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A stretch of text in which ``a`` and ``b`` have different mentions; whichever is taken touches no other mention.

    A mention of one that the other has with the same label, span and value is in no conflict.
    """

    article: str
    start: int
    end: int
    a: Said
    b: Said


def agreed(a: Gold, b: Gold) -> list[Mention]:
    """The mentions that both have, with the same label, span and value."""
    others = {_whole(mention) for mention in b.mentions}
    return [mention for mention in a.mentions if _whole(mention) in others]


def conflicts(a: Gold, b: Gold) -> Iterator[Conflict]:
    """All that differs between two golds of one text, from left to right; raises ``GoldError`` for two texts."""
    if a.sha256 != b.sha256:
        raise GoldError(f"{a.id}: the two gold files are of different texts (their sha256 differ)")
    if a.published != b.published:
        raise GoldError(f"{a.id}: published is {a.published} in one gold file and {b.published} in the other")
    same = {_whole(mention) for mention in agreed(a, b)}
    sides = [(mention, side) for side, gold in enumerate((a, b)) for mention in gold.mentions]
    left = sorted(
        ((mention, side) for mention, side in sides if _whole(mention) not in same),
        key=lambda pair: (pair[0].start, pair[0].end, pair[1]),
    )
    group: list[tuple[Mention, int]] = []
    end = -1
    for mention, side in left:
        if group and mention.start >= end:
            yield _conflict(a.id, group)
            group = []
        group.append((mention, side))
        end = mention.end if len(group) == 1 else max(end, mention.end)
    if group:
        yield _conflict(a.id, group)


def _conflict(article: str, group: Sequence[tuple[Mention, int]]) -> Conflict:
    mentions = [mention for mention, _ in group]
    said = [tuple(mention for mention, side in group if side == wanted) for wanted in (0, 1)]
    return Conflict(article, mentions[0].start, max(mention.end for mention in mentions), said[0], said[1])


def _whole(mention: Mention) -> tuple[object, ...]:
    return mention.label, mention.start, mention.end, repr(stated(mention))


def in_sentence(text: str, conflict: Conflict) -> str:
    """The sentence, or sentences, of a conflict on one line, with the stretch it is about in ⟦ ⟧."""
    aligned = Aligned.of(text)
    start, end = conflict.start, conflict.end
    for span in sentences(aligned.norm):
        first, last = aligned.raw_span(*span)
        if first < conflict.end and conflict.start < last:
            start, end = min(start, first), max(end, last)
    words = f"{text[start : conflict.start]}⟦{text[conflict.start : conflict.end]}⟧{text[conflict.end : end]}"
    return " ".join(words.split())
