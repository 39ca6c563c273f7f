"""What differs between two records of one article, mention by mention, and whether gold likes it better."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Literal

from pipeline.quality import match
from pipeline.record import Mention, Record
from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences

# Of a longer sentence only so many characters on each side are told.
CONTEXT = 160

Kind = Literal["gained", "lost", "changed"]
Part = Literal["label", "span", "value", "rule"]
Verdict = Literal["better", "worse", "same"]
Pair = tuple[Mention | None, Mention | None]
Rank = tuple[int, int]

# How good a mention, or none, is against gold; of a right one the right values are counted too.
_WRONG, _ABSENT, _TOUCHING, _RIGHT = range(4)


@dataclass(frozen=True, slots=True)
class Change:
    """One mention that is new, or gone, or not what it was.

    ``parts`` says what changed; ``values`` holds each changed key of the value with both contents. ``before`` and
    ``after`` are the rest of the sentence around the new mention, or around the lost one. ``verdict`` says whether gold
    is met better or worse than before; None where there is no gold.
    """

    kind: Kind
    article: str
    old: Mention | None
    new: Mention | None
    parts: tuple[Part, ...]
    values: tuple[tuple[str, object, object], ...]
    before: str
    after: str
    verdict: Verdict | None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The old and the new mention, those that there are."""
        return tuple(mention for mention in (self.old, self.new) if mention)

    @property
    def label(self) -> str:
        """Its label, or "ORG → LOC"."""
        return " → ".join(dict.fromkeys(mention.label for mention in self.mentions))

    @property
    def rule(self) -> str:
        """The rule that made it, or the old and the new one: "org.unit → loc.unit"."""
        return " → ".join(dict.fromkeys(mention.rule_id or "-" for mention in self.mentions))


def changes(old: Record, new: Record, gold: Sequence[Mention] | None = None) -> Iterator[Change]:
    """Every change between two records of one text, ordered by start; links are not compared."""
    pairs = [pair for pair in _pairs(old.mentions, new.mentions) if not all(pair) or _parts(*pair)]
    if not pairs:
        return
    text = Aligned.of(new.text)
    spans = [text.raw_span(*span) for span in sentences(text.norm)]
    ranks = None if gold is None else _ranks(gold, old.mentions) | _ranks(gold, new.mentions)
    for was, now in pairs:
        shown = [mention for mention in (was, now) if mention][-1]
        before, after = around(new.text, spans, shown.start, shown.end)
        yield Change(
            kind="gained" if was is None else "lost" if now is None else "changed",
            article=new.id,
            old=was,
            new=now,
            parts=tuple(_parts(was, now)),
            values=tuple(_values(was, now)),
            before=before,
            after=after,
            verdict=None if ranks is None else _verdict(ranks, was, now),
        )


def _pairs(old: Sequence[Mention], new: Sequence[Mention]) -> list[Pair]:
    """What became of each mention: the same span and label, else the same span, else the same label, else touching."""
    pairs: list[Pair] = []
    for matching in (
        match.strict,
        partial(match.strict, blind=True),
        match.overlap,
        partial(match.overlap, blind=True),
    ):
        found = matching(old, new)
        pairs += found
        taken = {id(mention) for pair in found for mention in pair}
        old, new = ([mention for mention in side if id(mention) not in taken] for side in (old, new))
    pairs += [(mention, None) for mention in old] + [(None, mention) for mention in new]
    return sorted(pairs, key=lambda pair: min((mention.start, mention.end) for mention in pair if mention))


def _parts(old: Mention | None, new: Mention | None) -> list[Part]:
    if old is None or new is None:
        return []
    differs: dict[Part, bool] = {
        "label": old.label != new.label,
        "span": (old.start, old.end) != (new.start, new.end),
        # A schema that grew a key, null where it is not known, changes no value.
        "value": old.value != new.value and any(_values(old, new)),
        "rule": old.rule_id != new.rule_id,
    }
    return [part for part, changed in differs.items() if changed]


def _values(old: Mention | None, new: Mention | None) -> Iterator[tuple[str, object, object]]:
    if old is None or new is None or old.label != new.label:
        return
    was, now = (mention.value.model_dump(mode="json") if mention.value else {} for mention in (old, new))
    for key in dict.fromkeys([*was, *now]):
        if was.get(key) != now.get(key):
            yield key, was.get(key), now.get(key)


def around(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[str, str]:
    """The sentence, or the line of it, before and behind a stretch of text, with "…" where it is cut.

    ``spans`` are the sentences; a stretch that begins in one and ends in the next is told with the rest of both.
    """
    before = bisect_right(spans, start, key=itemgetter(0)) - 1
    behind = bisect_left(spans, end, key=itemgetter(1))
    first = spans[before][0] if before >= 0 else start
    last = spans[behind][1] if behind < len(spans) else end
    left, right = max(first, start - CONTEXT), min(last, end + CONTEXT)
    words = text[left:start], text[end:right]
    return ("…" * (left > first) + words[0]), (words[1] + "…" * (right < last))


def _ranks(gold: Sequence[Mention], found: Sequence[Mention]) -> dict[int, Rank]:
    ranks = {id(mention): (_WRONG, 0) for mention in found}
    for _, mention in match.overlap(gold, found):
        ranks[id(mention)] = (_TOUCHING, 0)
    for one, mention in match.strict(gold, found):
        ranks[id(mention)] = (_RIGHT, sum(right for _, right in match.judged(one, mention)))
    return ranks


def _verdict(ranks: dict[int, Rank], old: Mention | None, new: Mention | None) -> Verdict:
    was, now = (ranks[id(mention)] if mention else (_ABSENT, 0) for mention in (old, new))
    return "same" if was == now else "better" if now > was else "worse"
