"""Which of two overlapping candidates stays."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

from pipeline.mentions.page import Candidate

# The guideline: DOC, PERCENT and DATE win over names; of two names the longer wins.
_RANK = {"DOC": 0, "PERCENT": 1, "DATE": 2, "ORG": 3, "PER": 3, "LOC": 3}
_TIE = {"ORG": 0, "PER": 1, "LOC": 2}


def resolve(candidates: list[Candidate]) -> list[Candidate]:
    """Keep a set of candidates of which no two overlap, ordered by start.

    The better label stays, then the longer span, then the earlier start, then ORG before PER before LOC, then the rule
    that comes first in the alphabet: no two candidates tie, so the order they come in never matters.
    """
    ranked = sorted(
        candidates,
        key=lambda c: (_RANK[c.label], c.start - c.end, c.start, _TIE.get(c.label, 0), c.rule),
    )
    kept: list[Candidate] = []
    taken = bytearray(max((candidate.end for candidate in candidates), default=0))
    for candidate in ranked:
        if taken.find(1, candidate.start, candidate.end) < 0:
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def outside(mentions: Iterable[Candidate]) -> Callable[[Candidate], bool]:
    """Whether a candidate overlaps none of ``mentions``, which do not overlap each other."""
    spans = sorted((mention.start, mention.end) for mention in mentions)
    ends = [end for _, end in spans]

    def is_free(candidate: Candidate) -> bool:
        behind = bisect_left(ends, candidate.start + 1)
        return behind == len(spans) or candidate.end <= spans[behind][0]

    return is_free
