"""What the tagger sees of a word: itself, its neighbours, the gazetteer, the head before it, the rest of the article.

No output of a rule is among the features: a tagger that sees what the rules say learns to copy them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np

from pipeline.mentions.names.gazetteer import compounds, dictionary_syllables, word_list
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.columns import Column, Factor, Numbers, flags, numbers, spread
from pipeline.mentions.names.tagger.sight import REACH, Sight
from pipeline.text.patterns import compiled

_STOPS = frozenset('.;:!?()"“”\n')
_HEAD_REACH = 14  # words that a head may stand before a word of the name it opens
_RUN_REACH = 3  # a name begins at most so many words into a run of capitals …
_NAME_LENGTH = 5  # … and is looked up elsewhere in the article by at most so many words
_INITIALS = compiled(r"(?<![\p{L}\p{N}.])(?:\p{Lu}\.){1,5}+\p{Lu}?+(?![\p{L}\p{N}])")
_SENTENCE_ENDS = frozenset(".\n")  # behind which every word has a capital

_GLUED = ("00", "01", "10", "11")  # to the word before, to the word behind
_DIGITS = tuple("0123456")
_BEHIND_HEAD = ("-1", *_DIGITS)  # inside it, so far behind it
_PLACES = tuple("BIE")  # begins, inside, ends
_WRITTEN = ("never", "sometimes", "always")

# Kinds of columns whose values are features of the neighbours too: the feature's name by how far off the value is.
# The values of other kinds are features of their own word alone, and the kind is the name.
NEIGHBOURS: dict[str, dict[int, str]] = {
    "w=": {-3: "w-3=", -2: "w-2=", -1: "w-1=", 0: "w=", 1: "w+1=", 2: "w+2=", 3: "w+3="},
    "w0,1=": {-2: "w-2,-1=", -1: "w-1,0=", 0: "w0,1=", 1: "w1,2="},
    "s=": {-2: "s-2=", -1: "s-1=", 0: "s=", 1: "s+1=", 2: "s+2="},
    "g=": {-1: "g-1=", 0: "g=", 1: "g+1="},
    "family": {-1: "family-1", 0: "family", 1: "family+1"},
    "compound>": {-1: "<compound", 0: "compound>"},
}


class _Head(NamedTuple):
    """The head of a body or place: words ``start:end``, and the bound behind the last word of a name it may open."""

    start: int
    end: int
    bound: int
    kind: str
    text: str
    case: str


def features(words: Words) -> list[list[str]]:
    """The features of every word by their full names, as a trainer takes them."""
    found: list[list[str]] = [[] for _ in words.forms]
    for column in columns(words):
        names = NEIGHBOURS.get(column.kind, {0: column.kind})
        for i, value in zip(column.at.tolist(), column.values(), strict=True):
            for offset, name in names.items():
                if 0 <= i - offset < len(found):
                    found[i - offset].append(name + value)
    return found


def columns(words: Words) -> Iterator[Column]:
    """The same as columns of values, in a fixed order; linear in the number of words."""
    seen = Sight.of(words)
    for part in (_neighbours, _gazetteer, _lexicon, _signs, _heads, _in_runs, _elsewhere, _alone, _capitals):
        yield from part(seen)


def _neighbours(seen: Sight) -> Iterator[Column]:
    """Words and shapes, alone and together with those around them; around the block stands an edge."""
    at = np.arange(-REACH, len(seen.words) + REACH)
    yield Column("b", at[REACH:-REACH], ())
    yield Column("w=", at, (seen.low,))
    yield Column("w0,1=", at[:-1], _side_by_side(seen.low, 2))
    yield Column("s=", at, (seen.shape,))
    yield Column("s3=", at[1:-1], _side_by_side(seen.shape, 3))
    yield Column("s5=", at[2:-2], _side_by_side(seen.shape, 5))


def _side_by_side(factor: Factor, number: int) -> tuple[Factor, ...]:
    """So many neighbours as the parts of one value, wherever all of them are."""
    last = len(factor.codes) - number + 1
    return tuple(factor.at(slice(first, last + first)) for first in range(number))


def _gazetteer(seen: Sight) -> Iterator[Column]:
    """Where a word stands in an entry (begins, inside, ends it), for itself and with its shape."""
    starts, ends, kind = seen.entries
    at, which = spread(starts, ends)
    levels = tuple(f"{place} {name}" for name in kind.levels for place in _PLACES)
    place = Factor(levels, kind.codes[which] * len(_PLACES) + _place(at, starts[which], ends[which]))
    yield Column("g=", at, (place,))
    yield Column("gs=", at, (place, seen.shape.at(at + REACH), seen.shape.at(at + REACH + 1)))


def _place(at: Numbers, starts: Numbers, ends: Numbers) -> Numbers:
    """Where words stand in their ranges, as a number of ``_PLACES``."""
    return np.where(at == starts, 0, np.where(at == ends - 1, 2, 1))


def _lexicon(seen: Sight) -> Iterator[Column]:
    """Family names, halves of common words, syllables of no Vietnamese word, initials."""
    words, low = seen.words, seen.low.at(slice(REACH, -REACH))
    common, known = compounds(), dictionary_syllables()
    yield Column("family", flags(low, word_list("family_names.txt").__contains__).nonzero()[0], ())
    pairs = map(" ".join, pairwise(words.lowers))
    yield Column("compound>", np.fromiter(map(common.__contains__, pairs), bool).nonzero()[0], ())
    yield Column("foreign", flags(low, lambda word: word not in known and word.isalpha()).nonzero()[0], ())
    initials: list[int] = []
    for match in _INITIALS.finditer(words.text):
        first, last = bisect_left(words.starts, match.start()), bisect_right(words.ends, match.end())
        if first < len(words) and words.starts[first] == match.start():
            initials += range(first, last)
    yield Column("initials", numbers(initials), ())


def _signs(seen: Sight) -> Iterator[Column]:
    """Words and signs without a space before or behind them."""
    glued = Factor(_GLUED, 2 * seen.glued[:-1] + seen.glued[1:])
    at = glued.codes.nonzero()[0]
    yield Column("glued=", at, (glued.at(at),))
    yield Column("glued=", at, (glued.at(at), seen.shape.at(at + REACH)))


def _heads(seen: Sight) -> Iterator[Column]:
    """The head of a body or place that stands last before a word in its clause, and how far back."""
    heads = list(_opening(seen))
    starts, ends, bounds = np.array([head[:3] for head in heads], np.intp).reshape(-1, 3).T
    following = np.append(starts[1:], len(seen.words))[: len(heads)]
    at, which = spread(starts + 1, np.minimum(bounds, following + 1))
    kind = Factor.of(head.kind for head in heads).at(which)
    text = Factor.of(head.text for head in heads).at(which)
    case = Factor.of(head.case for head in heads).at(which)
    shape, behind = seen.shape.at(at + REACH), seen.shape.at(at + REACH + 1)
    domain = np.zeros(len(seen.words), np.intp)
    domain[seen.entries.of_kind("domain").starts] = 1
    yield Column("h=", at, (kind,))
    yield Column("ht=", at, (text,))
    yield Column("hd=", at, (kind, Factor(_BEHIND_HEAD, np.clip(at - ends[which], -1, 6) + 1)))
    yield Column("hs=", at, (kind, shape, behind))
    yield Column("hg=", at, (kind, Factor(("-", "B"), domain[at]), shape))
    yield Column("hw=", at, (kind, seen.low.at(at + REACH)))
    yield Column("hc=", at, (kind, case, shape))


def _opening(seen: Sight) -> Iterator[_Head]:
    """The heads of bodies and places, but those that a longer one before them holds and halves of common words."""
    words = seen.words
    stops = [*flags(seen.form, _STOPS.__contains__).nonzero()[0].tolist(), len(words)]
    before: _Head | None = None
    longest: dict[int, tuple[int, str]] = {}
    for i, end, kind in seen.entries.of_kind("head:loc", "head:org").each():
        longest[i] = max((end, kind[5:]), longest.get(i, (0, "")))
    for i, (end, kind) in longest.items():
        if i and not seen.capital[i] and words.lowers[i - 1].isalpha() and words.compound(i - 1):
            continue
        if before is None or i >= before.bound or end > before.end:
            bound = min(i + _HEAD_REACH + 1, stops[bisect_right(stops, i)])
            before = _Head(i, end, bound, kind, " ".join(words.lowers[i:end]), "A" if seen.capital[i] else "a")
            yield before


def _in_runs(seen: Sight) -> Iterator[Column]:
    """How long a run of capitals is, where a word stands in it, and what stands around it."""
    starts, ends = (numbers(run[k] for run in seen.runs) for k in (0, 1))
    at, which = spread(starts, ends)
    start, end = starts[which], ends[which]
    length, place = Factor(_DIGITS, np.minimum(end - start, 6)), Factor(_DIGITS, np.minimum(at - start, 3))
    before, behind = seen.low.at(start - 1 + REACH), seen.low.at(end + REACH)
    named = flags(seen.low, word_list("family_names.txt").__contains__)[start + REACH]
    edge = Factor(_PLACES, _place(at, start, end))
    yield Column("rl=", at, (length, place))
    yield Column("r<=", at, (before, place))
    yield Column("r>=", at, (behind, Factor(_DIGITS, np.minimum(end - at, 3))))
    yield Column("rf=", at, (Factor(_DIGITS, named.astype(np.intp)), length, edge))
    yield Column("rw=", at, (seen.low.at(start - 2 + REACH), before))


def _elsewhere(seen: Sight) -> Iterator[Column]:
    """Heads and titles before the same words elsewhere in the article."""
    words = seen.words
    starts = {s: end for start, end in seen.runs for s in range(start, min(start + _RUN_REACH, end))}
    announced = [(s, kind[5:]) for _, s, kind in seen.entries.of_kind("head:").each() if s in starts]
    known: dict[str, dict[str, int]] = {}  # what announces a name, and the word before which it does so, -1 for several
    for s, kind in announced:
        for _, text in _names(words, s, starts[s]):
            before = known.setdefault(text, {})
            before[kind] = s if before.get(kind, s) == s else -1
    opening = {words.forms[s] for s, _ in announced}
    said = [
        (range(s, e), kind, min(e - s, 3))
        for s, end in starts.items()
        if words.forms[s] in opening
        for e, text in _names(words, s, end)
        for kind, only in known.get(text, {}).items()
        if only != s
    ]
    values = ([f"{kind} B {length}", *repeat(f"{kind} I {length}", len(name) - 1)] for name, kind, length in said)
    yield Column("else=", numbers(i for name, _, _ in said for i in name), (Factor.of(chain.from_iterable(values)),))


def _names(words: Words, start: int, end: int) -> Iterator[tuple[int, str]]:
    """What may be a name from ``start`` on, in a run up to ``end``: its end and text."""
    for e in range(start + 1, min(end, start + _NAME_LENGTH) + 1):
        yield e, words.text[words.starts[start] : words.ends[e - 1]]


def _alone(seen: Sight) -> Iterator[Column]:
    """Where a lone capitalised word opens or closes a longer run elsewhere, as a given name does, and a named one."""
    words, family = seen.words, word_list("family_names.txt")
    places: dict[str, set[str]] = defaultdict(set)
    for start, end in seen.runs:
        if end > start + 1:
            named = "family" if words.lowers[start] in family else "other"
            places[words.forms[start]].add(f"opens {named}")
            places[words.forms[end - 1]].add(f"closes {named}")
    alone = [start for start, end in seen.runs if end == start + 1]
    said = [(i, place) for i in alone for place in sorted(places.get(words.forms[i], ()))]
    yield Column("alone=", numbers(i for i, _ in said), (Factor.of(place for _, place in said),))


def _capitals(seen: Sight) -> Iterator[Column]:
    """Whether a word that stands in the article again is a capital there: always, sometimes, never."""
    low = seen.low.codes[REACH:-REACH]
    inside = seen.capital.copy()
    inside[:1] = False
    inside[1:] &= ~flags(seen.form, _SENTENCE_ENDS.__contains__)[:-1]
    total, capitals = (np.bincount(some, minlength=len(seen.low.levels)) for some in (low, low[inside]))
    at = (total[low] > 1).nonzero()[0]
    written = Factor(_WRITTEN, np.where(capitals == total, 2, np.minimum(capitals, 1)))
    yield Column("capital=", at, (written.at(low[at]),))
