"""What several features need of the words of a block: shapes, signs without a space, entries of lists, runs."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.columns import Factor, Flags, Numbers, flags, numbers

# How far a feature may be from the word that has its value.
REACH = 3
EDGE = "_"


class Entries(NamedTuple):
    """The entries of the gazetteer that stand in the text, by their first words: half-open, each with its kind."""

    starts: Numbers
    ends: Numbers
    kind: Factor

    @classmethod
    def of(cls, words: Words) -> "Entries":
        """All that ``words`` are marked with."""
        found = [(i, end, kind) for i, kinds in enumerate(words.marks) if kinds for kind, end in kinds.items()]
        starts, ends = numbers(i for i, _, _ in found), numbers(end for _, end, _ in found)
        return cls(starts, ends, Factor.of(kind for _, _, kind in found))

    def of_kind(self, *opening: str) -> "Entries":
        """Those whose kind begins with one of ``opening``."""
        some = flags(self.kind, lambda kind: kind.startswith(opening)).nonzero()[0]
        return Entries(self.starts[some], self.ends[some], self.kind.at(some))

    def each(self) -> Iterator[tuple[int, int, str]]:
        """One by one."""
        return zip(self.starts.tolist(), self.ends.tolist(), self.kind.strings(), strict=True)


class Sight(NamedTuple):
    """What several kinds of columns need of the words.

    ``low`` and ``shape`` have ``REACH`` edges on both sides; ``runs`` are those of capitals, half-open.
    """

    words: Words
    form: Factor
    low: Factor
    shape: Factor
    capital: Flags
    glued: Flags
    entries: Entries
    runs: list[tuple[int, int]]

    @classmethod
    def of(cls, words: Words) -> "Sight":
        """What ``words`` look like."""
        form = Factor.of(words.forms)
        places = range(len(words) + 1)
        return cls(
            words,
            form,
            low=form.mapped(str.lower).padded(EDGE, REACH),
            shape=form.mapped(_shape).padded(EDGE, REACH),
            capital=np.fromiter(map(words.capital, places[:-1]), bool),
            glued=np.fromiter(map(words.glued, places), bool),
            entries=Entries.of(words),
            runs=list(_runs(words)),
        )


@lru_cache(maxsize=1 << 13)
def _shape(form: str) -> str:
    """The kind of a word by its letters: "Aa" for "Hạ", "AA" for "UBND", "99" for "12", a sign for itself."""
    first = form[0]
    if first.isalpha():
        if form.isupper():
            return "A" if len(form) == 1 else "AA"
        if first.isupper():
            return "Aa" if form[1:].islower() else "AaA"
        return "a" if form.islower() else "aA"
    return "9" * min(len(form), 4) if first.isdigit() else form


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; hyphens and full stops inside "Xi-xu-lít" and "N.V.A" belong to them."""
    end = 0
    for start in words.capitalised:
        if start >= end:
            end = start + 1
            while words.capital(end) or (words.glued(end) and _inside(words, end)):
                end += 1
            yield start, end


def _inside(words: Words, i: int) -> bool:
    before = words.forms[i - 1]
    if words.forms[i] in "-.":
        joins = words.glued(i + 1) and words.form(i + 1)[:1].isalpha()
        return joins and (words.forms[i] == "-" or (len(before) == 1 and words.capital(i + 1)))
    return before == "-" and words.forms[i].isalpha()
