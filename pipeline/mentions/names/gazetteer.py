"""Word lists and administrative units, found in one pass over the text.

Every entry has kinds ("province", "head:loc.unit", "domain"); the lists lie in ``words/``, the heads in ``names.toml``,
the administrative units in the address data that underthesea ships (63 provinces before 1/7/2025 and 34 since, their
districts, communes and wards).
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick_rs

from pipeline.mentions.names.rules import load_name_rules
from pipeline.text import underthesea_files
from pipeline.text.aligned import Aligned

_LEVELS = {"tỉnh": "province", "thành": "city", "huyện": "district", "quận": "district", "thị": "district",
           "xã": "commune", "phường": "commune", "đặc": "commune"}  # fmt: skip
_TYPE_WORDS = ("thành phố ", "thị trấn ", "thị xã ", "đặc khu ", "tỉnh ", "huyện ", "quận ", "phường ", "xã ")
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
def compounds() -> frozenset[str]:
    """Common two-syllable words of Vietnamese in lower case that are no name of a unit."""
    return dictionary_pairs() - {name.lower() for name, _ in _units()}


@cache
def dictionary_pairs() -> frozenset[str]:
    """The two-syllable words of Vietnamese in lower case, from the dictionary that underthesea ships."""
    return frozenset(word for word in _dictionary() if word.count(" ") == 1)


@cache
def dictionary_syllables() -> frozenset[str]:
    """Every syllable of the dictionary's Vietnamese words, in lower case."""
    return frozenset(syllable for word in _dictionary() for syllable in word.replace("-", " ").split())


@cache
def _dictionary() -> tuple[str, ...]:
    lines = (underthesea_files.folder() / "corpus/data/Viet74K.txt").read_text("utf-8").splitlines()
    return tuple(normal("\n".join(line for line in lines if line.islower())).split("\n"))


@cache
def _units() -> tuple[tuple[str, str], ...]:
    """All units by their bare name and kind, each once."""
    data = json.loads((underthesea_files.folder() / "address/data/mapping.json").read_text("utf-8"))
    tables = (data["province_names"], data["old_province_names"])
    provinces = [(province["short"], "province") for table in tables for province in table.values()]
    names = {row[key] for row in data["ward_mapping"] for key in ("old_district", "old_ward", "new_ward")}
    units = (_bare(name) for name in sorted(names))
    return tuple(dict.fromkeys(provinces + [unit for unit in units if unit]))


def _bare(name: str) -> tuple[str, str] | None:
    """("Quỳnh Lưu", "district") of "Huyện Quỳnh Lưu"; ``None`` for an empty name or a number."""
    lowered = name.lower()
    for word in _TYPE_WORDS:
        if lowered.startswith(word) and not name[len(word) :].strip().isdigit() and name[len(word) :].strip():
            kind = _LEVELS[word.split()[0]] if word != "thị trấn " else "commune"
            return name[len(word) :].strip(), "district" if kind == "city" else kind
    return None
