"""Which names stay where the rules and the tagger differ.

The figures were chosen from a grid over real articles, by the totals of those that neither the model was trained on nor
the rules were written for; their neighbours do about as well.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import regex

from pipeline.mentions.page import Candidate
from pipeline.mentions.tables import table
from pipeline.text.patterns import compiled

# So sure the tagger must be for its name to go before the rules' names that it overlaps,
SURE = 0.98
# to be the longer name of a body around what the rules see,
LONGER_BODY = 0.6
# and where the rules see nothing.
ALONE = 0.9


def refused(text: str, name: Candidate) -> bool:
    """Whether ``name``, which the tagger found in ``text``, can be none by ``refused.toml``."""
    pattern = _refused().get(name.label)
    return pattern is not None and pattern.fullmatch(text, name.start, name.end) is not None


@cache
def _refused() -> dict[str, "regex.Pattern[str]"]:
    sources: dict[str, list[str]] = defaultdict(list)
    for entry in table("names/refused.toml")["refused"]:
        sources[entry["label"]].append(f"(?:{entry['pattern']})")
    return {label: compiled("(?s)" + "|".join(patterns)) for label, patterns in sources.items()}


def merge(ruled: Iterable[Candidate], tagged: Iterable[tuple[Candidate, float]]) -> list[Candidate]:
    """The names of both in order, none overlapping another; neither of the two overlaps itself.

    Where both see the same name it keeps its rule. Of several names that overlap, the tagger's surest decides first.
    """
    both = sorted([*((name, None) for name in ruled), *tagged], key=lambda pair: (pair[0].start, pair[0].end))
    kept: list[Candidate] = []
    group: list[tuple[Candidate, float | None]] = []
    end = 0
    for name, sure in both:
        if group and name.start >= end:
            kept += _decided(group)
            group = []
        group.append((name, sure))
        end = max(end, name.end) if len(group) > 1 else name.end
    kept += _decided(group)
    return kept


def _decided(group: list[tuple[Candidate, float | None]]) -> list[Candidate]:
    """Of names that overlap in a chain, those that stay, in order."""
    kept = [name for name, sure in group if sure is None]
    tagged = [(name, sure) for name, sure in group if sure is not None]
    for name, sure in sorted(tagged, key=lambda pair: (-pair[1], pair[0].start)):
        hit = [other for other in kept if other.start < name.end and name.start < other.end]
        if any((other.label, other.start, other.end) == (name.label, name.start, name.end) for other in hit):
            continue
        longer_body = name.label == "ORG" and all(name.start <= other.start and other.end <= name.end for other in hit)
        if sure >= (ALONE if not hit else LONGER_BODY if longer_body else SURE):
            kept = [other for other in kept if other not in hit] + [name]
    return sorted(kept, key=lambda name: name.start)
