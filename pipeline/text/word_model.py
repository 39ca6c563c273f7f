"""The word model that underthesea ships, as tables: which tokens go on with the word before them.

The model is a linear chain over two labels, with the templates of its features and a dictionary beside it. Of the two
weights of a feature only their difference counts. The differences are summed when a run of one, two or three tokens is
first met, so that a token costs a few look-ups where underthesea writes 43 strings.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import add
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.text import crfsuite
from pipeline.text.unpickling import unpickled

# What a run of tokens adds to the scores of five tokens: those 2, 1 and 0 places behind its first, 1 and 2 before it.
Row = tuple[float, ...]
# First and last token of a feature, counted from the token it speaks of, and its function: (-1, 0, "is_in_dict").
_Template = tuple[int, int, str]
_Weights = Mapping[_Template, Mapping[str, float]]
_Columns = Sequence[Mapping[str, float]]

_LABELS = ["B-W", "I-W"]
_TEMPLATE = re.compile(r"T\[(-?[012])(?:,(-?[012]))?\](?:\.(lower|isdigit|istitle|is_in_dict))?")
_INTEGER = re.compile(r"[+-]?[0-9]++")
_NOTHING: Row = (0.0,) * 5
# Tokens and runs that are met again and again: the syllables and signs of a newspaper are some ten thousand.
_REMEMBERED = 1 << 15


class ModelError(ValueError):
    """Files that are not a word model as this module knows it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as the model sees it. ``titled``: it begins with a capital, or with what has no case.

    ``rows`` are what it adds where no titled token follows it, where one does, where two do.
    """

    text: str
    lower: str
    titled: bool
    rows: tuple[Row, Row, Row]


# What stands behind a sentence. Its lower case is found nowhere; "" would be: some words of the dictionary end in " ".
_EDGE = (Token(" ", " ", False, (_NOTHING,) * 3),) * 2

# The token before, by whether this one is inside a word: it begins one, is inside one, or does what this one does not.
_FIRST, _INNER, _OTHER = (False, False), (True, True), (True, False)


class WordModel(NamedTuple):
    """``known`` are runs in lower case, and what those of three tokens begin with; ``row`` is what a run adds.

    ``titled`` is what a run of one, two, three titled tokens adds, ``number`` what a number adds to its own row.
    ``ends[n]`` is what each of the ``n`` tokens of a sentence owes to where it stands in it; in a sentence longer than
    the last of them the third is repeated for all in the middle.
    ``steps`` are the scores between two tokens: both begin a word; only the first; only the second; none.
    """

    known: frozenset[str]
    row: Callable[[str], Row]
    titled: list[Row]
    number: Row
    ends: list[list[float]]
    steps: tuple[float, float, float, float]


def segmenter(folder: Path) -> Callable[[Sequence[str]], list[bool]]:
    """A function that says of each token of a sentence whether it goes on with the word before it.

    Raises what ``read`` raises.
    """
    model = read(folder)
    return partial(inner, model, lru_cache(_REMEMBERED)(partial(see, model)))


def inner(model: WordModel, seen: Callable[[str], Token], tokens: Sequence[str]) -> list[bool]:
    """Whether each token is inside a word, on the best path through the model; linear in the number of tokens."""
    if not tokens:
        return []
    apart, opened, closed, within = model.steps
    least_first, least_inner = apart - closed, opened - within
    from_first, from_inner = opened - apart, within - closed
    lead, *scores = leads(model, seen, tokens)
    before = []
    for score in scores:
        if lead <= least_first:
            before.append(_FIRST)
            lead = score + from_first
        elif lead > least_inner:
            before.append(_INNER)
            lead = score + from_inner
        else:
            before.append(_OTHER)
            lead = score + opened - closed - lead
    is_inner = lead > 0
    path = [is_inner]
    for of_first, of_inner in reversed(before):
        is_inner = of_inner if is_inner else of_first
        path.append(is_inner)
    return path[::-1]


def leads(model: WordModel, seen: Callable[[str], Token], tokens: Sequence[str]) -> list[float]:
    """By how much the features of each token speak for its being inside a word; the steps left aside."""
    known, around, scores = model.known, [*map(seen, tokens), *_EDGE], []
    # What is known so far of the scores of the token behind this one, of this one, of those one and two before it.
    behind = here = before = last = 0.0
    for token, following, third in zip(around, around[1:], around[2:], strict=False):
        a, b, c, d, e = token.rows[1 + third.titled if following.titled else 0]
        pair = f"{token.lower} {following.lower}"
        if pair in known and pair.count(" ") == 1:  # a token may hold a space
            row = model.row(f"{token.text} {following.text}")
            triple = f"{pair} {third.lower}"
            if triple in known and triple.count(" ") == 2:
                row = _sum(row, model.row(f"{token.text} {following.text} {third.text}"))
            f, g, h, i, j = row
            a, b, c, d, e = a + f, b + g, c + h, d + i, e + j
        scores.append(last + e)
        behind, here, before, last = a, behind + b, here + c, before + d
    ends = model.ends[min(len(tokens), 5)]
    ends = [*ends[:2], *ends[2:3] * max(1, len(tokens) - 4), *ends[3:]]
    return list(map(add, [*scores, last, before][2:], ends))


def see(model: WordModel, token: str) -> Token:
    """What the model knows of a token by itself."""
    row = _NOTHING if " " in token else model.row(token)
    titled = all(part[:1] == part[:1].upper() for part in token.split(" "))
    if titled:
        row = _sum(row, model.titled[0])
    if _INTEGER.fullmatch(token) and -(2**31) <= int(token) < 2**31:
        row = _sum(row, model.number)
    two = _sum(row, model.titled[1]) if titled else row
    three = _sum(two, model.titled[2]) if titled else row
    return Token(token, token.lower(), titled, (row, two, three))


def _sum(*rows: Row) -> Row:
    return tuple(map(sum, zip(*rows, strict=True)))


def read(folder: Path) -> WordModel:
    """Read the model in a folder. Raises ``ModelError``, ``FormatError``, ``OSError`` or what ``plain`` raises."""
    crf = crfsuite.read((folder / "models.bin").read_bytes())
    if crf.labels != _LABELS:
        raise ModelError(f"labels {crf.labels}")
    weights = _weights(crf, plain(folder / "features.bin"))
    dictionary = frozenset(plain(folder / "dictionary.bin"))
    known = dictionary.union(*(map(str.lower, values) for values in weights.values()))
    known = known.union(run.rpartition(" ")[0] for run in known if run.count(" ") == 2)
    in_dictionary = [_switched(weights, length, "is_in_dict") for length in (1, 2, 3)]
    columns = [(_columns(weights, longer, ""), _columns(weights, longer, "lower")) for longer in range(3)]
    row = lru_cache(_REMEMBERED)(partial(_row, columns, dictionary, in_dictionary))
    titled = [_switched(weights, length, "istitle") for length in (1, 2, 3)]
    ends = [[_end(weights, i, number - 1 - i) for i in range(number)] for number in range(6)]
    apart, opened, closed, within = (crf.steps.get(step, 0.0) for step in ((0, 0), (0, 1), (1, 0), (1, 1)))
    return WordModel(known, row, titled, _switched(weights, 1, "isdigit"), ends, (apart, opened, closed, within))


def plain(path: Path) -> Any:
    """The lists, sets, dicts, strings of a pickle file; nothing else is made or called. Raises ``UnpicklingError``."""
    return unpickled(path.read_bytes())


def _weights(crf: crfsuite.Crf, names: Iterable[str]) -> _Weights:
    """For each template, by how much each of its values speaks for the inside of a word."""
    templates = {name: _template(name) for name in names}
    weights: dict[_Template, dict[str, float]] = {template: {} for template in templates.values()}
    lead = [0.0] * len(crf.attributes)
    for number, label, weight in zip(*crf.states, strict=True):
        lead[number] += weight if label else -weight
    for attribute, weight in zip(crf.attributes, lead, strict=True):
        name, _, value = attribute.partition("=")
        if name not in templates:
            raise ModelError(f"a weight for {attribute}, of an unknown template")
        weights[templates[name]][value] = weight
    return weights


def _template(name: str) -> _Template:
    match = _TEMPLATE.fullmatch(name)
    if match is None or not 0 <= int(match[2] or match[1]) - int(match[1]) <= 2:
        raise ModelError(f"an unknown template: {name}")
    return int(match[1]), int(match[2] or match[1]), match[3] or ""


def _row(columns: list[tuple[_Columns, _Columns]], dictionary: frozenset[str], known: list[Row], run: str) -> Row:
    """What a run of tokens adds by its letters as they stand, by its lower case, and if the dictionary has that."""
    longer, lower = run.count(" "), run.lower()
    exact, lowered = columns[longer]
    added = known[longer] if lower in dictionary else _NOTHING
    return tuple(
        one.get(run, 0.0) + (other.get(lower, 0.0) + more)
        for one, other, more in zip(exact, lowered, added, strict=True)
    )


def _columns(weights: _Weights, longer: int, function: str) -> _Columns:
    """The weights of runs of so many tokens behind their first, which is 2, 1, 0 places before a token or behind it."""
    return [weights.get((k, k + longer, function), {}) for k in range(-2, 3)]


def _switched(weights: _Weights, length: int, function: str) -> Row:
    """The row that runs of so many tokens add where a yes-or-no function says yes instead of no."""
    values = [weights.get((first, first + length - 1, function), {}) for first in range(-2, 3)]
    return tuple(value.get("True", 0.0) - value.get("False", 0.0) for value in values)


def _end(weights: _Weights, before: int, behind: int) -> float:
    """What is said of a token by what does not stand around it: no tokens there, no words of the dictionary."""
    score = 0.0
    for (first, last, function), values in weights.items():
        if first < -before or last > behind:
            score += values.get("BOS" if first < -before else "EOS", 0.0)
        elif function in ("isdigit", "istitle", "is_in_dict"):
            score += values.get("False", 0.0)
    return score
