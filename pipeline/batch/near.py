"""Near-duplicates: articles of nearly the same words, as papers print one agency's text.

Each text gets a MinHash signature of its runs of five syllables. Two signatures that agree in one of the bands are
compared; they are near-duplicates if the share of equal places, an estimate of the Jaccard similarity of the two sets
of runs with a standard error of 0.04, is at least ``SIMILAR``. With 32 bands of 4, a pair of similarity 0.7 is found
in 9998 of 10000 cases. Signatures do not depend on machine, order or processes, so neither does what is found.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from pipeline.text.aligned import Aligned
from pipeline.text.syllables import syllables

SIMILAR = 0.7
BANDS, ROWS = 32, 4
_RUN = 5
_FEWEST_RUNS = 20  # shorter texts are alike too easily: captions, notices


@dataclass(frozen=True, slots=True, order=True)
class Signed:
    """A signature and whose it is; the earliest published comes first, then by id. ``published`` is ISO or "9999"."""

    published: str
    id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Near:
    """The article ``id`` is nearly that of ``near``, the first of its group."""

    id: str
    near: str
    similarity: float


def algorithm() -> str:
    """What decides a signature: signatures of two algorithms cannot be compared."""
    from rensa import RMinHash  # noqa: PLC0415 - needed by runs to a folder only

    return f"RMinHash {RMinHash.ALGORITHM_VERSION} {BANDS}x{ROWS} {_RUN}"


def signature(text: str) -> bytes:
    """Sign a text, whatever its letters' case, composition and tone mark places; empty for a very short one."""
    from rensa import RMinHash  # noqa: PLC0415 - needed by runs to a folder only

    norm = Aligned.of(text).norm.lower()
    words = [norm[start:end] for start, end in syllables(norm) if norm[start:end].isalnum()]
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    if len(runs) < _FEWEST_RUNS:
        return b""
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
    sketch.update(sorted(runs))
    return array("I", sketch.digest()).tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """Estimate the Jaccard similarity of two signed texts."""
    pairs = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return sum(left == right for left, right in pairs) / (BANDS * ROWS)


def near_duplicates(in_band: Callable[[int], Iterable[tuple[bytes, Signed]]]) -> Iterator[Near]:
    """Yield a line for each article but the first of every group of near-duplicates, by group and place in it.

    ``in_band`` gives the signed articles with their bytes in one band, sorted by these, then as ``Signed`` are. Only
    what is near something is held in memory. In a bucket each is compared with the first and the one before it, so
    that a thousand weather reports cost two thousand comparisons.
    """
    parents: dict[Signed, Signed] = {}
    for band in range(BANDS):
        for _, bucket in groupby(in_band(band), key=itemgetter(0)):
            heads: list[Signed] = []  # the first of the bucket and the one before
            for _, signed in bucket:
                for head in heads:
                    if similarity(head.signature, signed.signature) >= SIMILAR:
                        _unite(parents, head, signed)
                heads = [*heads[:1], signed]
    for first, signed in sorted((_root(parents, signed), signed) for signed in parents):
        if first != signed:
            yield Near(signed.id, first.id, similarity(first.signature, signed.signature))


def _root(parents: dict[Signed, Signed], signed: Signed) -> Signed:
    while (parent := parents.setdefault(signed, signed)) != signed:
        parents[signed] = signed = parents[parent]
    return signed


def _unite(parents: dict[Signed, Signed], one: Signed, other: Signed) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
