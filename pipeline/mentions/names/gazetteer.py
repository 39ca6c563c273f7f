"""Word lists and administrative units, found in one pass over the text.

Every entry has kinds ("province", "head:loc.unit", "domain"); the lists lie in ``words/``, the heads in ``names.toml``,
the administrative units of both lists in ``units.tsv``.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick_rs

from pipeline.mentions.names.rules import load_name_rules
from pipeline.mentions.units import units
from pipeline.text import underthesea_files
from pipeline.text.aligned import Aligned
from pipeline.text.lasting import lasting

_WORD_FILES = (
    ("province", "former_provinces.txt"),
    ("country", "countries.txt"),
    ("region", "regions.txt"),
    ("body", "bodies.txt"),
    ("outlet", "outlets.txt"),
    ("domain", "domain.txt"),
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries in one automaton; ``kinds[i]`` are those of pattern ``i``."""

    automaton: Any
    kinds: tuple[tuple[str, ...], ...]

    def entries(self, lowered: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Every entry in lower-case text, inside words and overlapping ones too, by their ends: start, end, kinds."""
        for index, start, end in self.automaton.find_matches_as_indexes(lowered, overlapping=True):
            yield start, end, self.kinds[index]

    def matches(self, lowered: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Those whose ends fall on word bounds."""
        for start, end, kinds in self.entries(lowered):
            if not (
                (start and lowered[start - 1].isalnum() and lowered[start].isalnum())
                or (end < len(lowered) and lowered[end].isalnum() and lowered[end - 1].isalnum())
            ):
                yield start, end, kinds


@cache
@lasting()
def gazetteer() -> Gazetteer:
    """The gazetteer of this package; built on first use, once a process."""
    entries = [(head, f"head:{rule.name}") for rule in load_name_rules() for head in rule.heads]
    entries += [(phrase, kind) for kind, file in _WORD_FILES for phrase in word_list(file)]
    entries += _units()
    kinds: dict[str, set[str]] = defaultdict(set)
    phrases = normal("\n".join(phrase for phrase, _ in entries)).split("\n")  # one call: each has a price
    for phrase, (_, kind) in zip(phrases, entries, strict=True):
        kinds[phrase].add(kind)
    patterns = sorted(kinds)
    automaton = ahocorasick_rs.AhoCorasick(patterns)
    return Gazetteer(automaton, tuple(tuple(sorted(kinds[pattern])) for pattern in patterns))


def normal(phrase: str) -> str:
    """The form in which phrases are compared: norm, in lower case."""
    return Aligned.of(phrase).norm.lower()


@cache
def word_list(file: str) -> frozenset[str]:
    """The entries of a list in ``words/``: one a line, lines that begin with # are comments."""
    lines = files(__package__).joinpath("words", file).read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
@lasting()
def compounds() -> frozenset[str]:
    """Common two-syllable words of Vietnamese in lower case that are no name of a unit."""
    return dictionary_pairs() - {name.lower() for name, _ in _units()}


@cache
def dictionary_pairs() -> frozenset[str]:
    """The two-syllable words of Vietnamese in lower case, from the dictionary that underthesea ships."""
    return frozenset(word for word in _dictionary() if word.count(" ") == 1)


@cache
@lasting()
def dictionary_syllables() -> frozenset[str]:
    """Every syllable of the dictionary's Vietnamese words, in lower case."""
    return frozenset("\n".join(_dictionary()).replace("-", " ").split())


@cache
def _dictionary() -> tuple[str, ...]:
    lines = (underthesea_files.folder() / "corpus/data/Viet74K.txt").read_text("utf-8").splitlines()
    return tuple(normal("\n".join(line for line in lines if line.islower())).split("\n"))


@cache
def _units() -> frozenset[tuple[str, str]]:
    """All units by their bare name and level; numbers alone are no names."""
    return frozenset((unit.bare, unit.level) for unit in units().by_code.values() if not unit.bare.isdigit())
