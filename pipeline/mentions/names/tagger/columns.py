"""What is known of the words of a block as columns of numbers, so that the work is numpy's and a string is met once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """Strings of a row of words by their numbers: word ``i`` has ``levels[codes[i]]``."""

    levels: tuple[str, ...]
    codes: Numbers

    @classmethod
    def of(cls, values: Iterable[str]) -> "Factor":
        """The factor of ``values``, each level once."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        codes = np.fromiter(map(numbers.__getitem__, values), np.intp)
        return cls(tuple(numbers), codes)

    def strings(self) -> list[str]:
        """The string of each word."""
        return [self.levels[code] for code in self.codes.tolist()]

    def at(self, words: Numbers | slice) -> "Factor":
        """The factor of some of the words, or of all shifted."""
        return Factor(self.levels, self.codes[words])

    def mapped(self, function: Callable[[str], str]) -> "Factor":
        """The factor of what a function makes of the strings; each is asked once."""
        made = Factor.of(map(function, self.levels))
        return Factor(made.levels, made.codes[self.codes])

    def padded(self, edge: str, places: int) -> "Factor":
        """The factor with so many places of ``edge`` on both sides."""
        return Factor((*self.levels, edge), np.pad(self.codes, places, constant_values=len(self.levels)))


class Column(NamedTuple):
    """Values of one kind: ``parts`` are those of the words ``at``; only the first part of a value may hold a space."""

    kind: str
    at: Numbers
    parts: tuple[Factor, ...]

    def values(self) -> Iterable[str]:
        """The values written out."""
        texts = [part.strings() for part in self.parts]
        return map(" ".join, zip(*texts, strict=True)) if texts else [""] * len(self.at)


def spread(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """All words of some ranges, one range after the other, and the number of the range of each."""
    lengths = ends - starts
    which = np.repeat(np.arange(len(lengths)), lengths)
    return np.arange(len(which)) - (np.cumsum(lengths) - lengths - starts)[which], which


def flags(factor: Factor, test: Callable[[str], bool]) -> Flags:
    """Of which words a test is true; each string is tested once."""
    return np.fromiter(map(test, factor.levels), bool, len(factor.levels))[factor.codes]


def numbers(values: Iterable[int]) -> Numbers:
    """Numbers of words as an array."""
    return np.fromiter(values, np.intp)
