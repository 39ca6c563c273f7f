"""The word model that underthesea ships, as tables: which tokens go on with the word before them.

The model is a linear chain over two labels, with the templates of its features and a dictionary beside it. Of the two
weights of a feature only their difference counts. The differences are summed when a run of one, two or three tokens is
first met, so that a token costs a few look-ups where underthesea writes 43 strings.
"""

import pickle
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.text import crfsuite

# What a run of tokens adds to the scores of five tokens: those 2, 1 and 0 places behind its first, 1 and 2 before it.
Row = tuple[float, ...]
# First and last token of a feature, counted from the token it speaks of, and its function: (-1, 0, "is_in_dict").
_Template = tuple[int, int, str]
_Weights = Mapping[_Template, Mapping[str, float]]

_LABELS = ["B-W", "I-W"]
_TEMPLATE = re.compile(r"T\[(-?[012])(?:,(-?[012]))?\](?:\.(lower|isdigit|istitle|is_in_dict))?")
_INTEGER = re.compile(r"[+-]?[0-9]++")
_NOTHING: Row = (0.0,) * 5
_NONE: dict[str, float] = {}
# Tokens and runs that are met again and again: the syllables and signs of a newspaper are some ten thousand.
_REMEMBERED = 1 << 14


class ModelError(ValueError):
    """Files that are not a word model as this module knows it."""


class Token(NamedTuple):
    """A token as the model sees it. ``titled``: it begins with a capital, or with what has no case."""

    row: Row
    lower: str
    titled: bool


# What stands around a sentence. Its lower case is found nowhere; "" would be: some words of the dictionary end in " ".
_NO_ROWS = (_NOTHING,) * 2
_EDGE = (Token(_NOTHING, " ", False),) * 2

# The token before, by whether this one is inside a word: it begins one, is inside one, or does what this one does not.
_FIRST, _INNER, _OTHER = (False, False), (True, True), (True, False)


class WordModel(NamedTuple):
    """``known`` are runs in lower case, and what those of three tokens begin with; ``row`` is what a run adds.

    ``titled`` is what a run of one, two, three titled tokens adds, ``number`` what a number adds to its own row.
    ``ends[a][b]`` belongs to a token with ``a`` tokens before it and ``b`` behind it in its sentence, 2 for more.
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
    path = [lead > 0]
    for step in reversed(before):
        path.append(step[path[-1]])
    return path[::-1]


def leads(model: WordModel, seen: Callable[[str], Token], tokens: Sequence[str]) -> list[float]:
    """By how much the features of each token speak for its being inside a word; the steps left aside."""
    rows, lowers, titled = zip(*map(seen, tokens), *_EDGE, strict=True)
    a, b, c, d, e = zip(*_NO_ROWS, *rows, strict=True)
    scores = list(map(sum, zip(a, b[1:], c[2:], d[3:], e[4:], strict=False), repeat(model.ends[2][2])))
    scores += [0.0] * 3  # what falls on no token: beyond the last, and at -1
    for i, pair in enumerate(map("{} {}".format, lowers[:-2], lowers[1:-1])):
        if pair in model.known and pair.count(" ") == 1:  # a token may hold a space
            _add(scores, i, model.row(f"{tokens[i]} {tokens[i + 1]}"))
            triple = f"{pair} {lowers[i + 2]}"
            if triple in model.known and triple.count(" ") == 2:
                _add(scores, i, model.row(" ".join(tokens[i : i + 3])))
        if titled[i] and titled[i + 1]:
            _add(scores, i, model.titled[1])
            if titled[i + 2]:
                _add(scores, i, model.titled[2])
    del scores[-3:]
    last = len(scores) - 1
    for i in {0, 1, last - 1, last} & set(range(last + 1)):
        scores[i] += model.ends[min(i, 2)][min(last - i, 2)] - model.ends[2][2]
    return scores


def _add(scores: list[float], i: int, row: Row) -> None:
    scores[i + 2] += row[0]
    scores[i + 1] += row[1]
    scores[i] += row[2]
    scores[i - 1] += row[3]


def see(model: WordModel, token: str) -> Token:
    """What the model knows of a token by itself."""
    row = _NOTHING if " " in token else model.row(token)
    titled = all(part[:1] == part[:1].upper() for part in token.split(" "))
    if titled:
        row = _sum(row, model.titled[0])
    if _INTEGER.fullmatch(token) and -(2**31) <= int(token) < 2**31:
        row = _sum(row, model.number)
    return Token(row, token.lower(), titled)


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
    row = lru_cache(_REMEMBERED)(partial(_row, weights, dictionary, in_dictionary))
    titled = [_switched(weights, length, "istitle") for length in (1, 2, 3)]
    ends = [[_end(weights, before, behind) for behind in range(3)] for before in range(3)]
    apart, opened, closed, within = (crf.steps.get(step, 0.0) for step in ((0, 0), (0, 1), (1, 0), (1, 1)))
    return WordModel(known, row, titled, _switched(weights, 1, "isdigit"), ends, (apart, opened, closed, within))


def plain(path: Path) -> Any:
    """The lists, sets, dicts, strings of a pickle file; nothing else is made or called. Raises ``UnpicklingError``."""
    with path.open("rb") as file:
        return _PlainUnpickler(file).load()


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} in a file of plain data")


def _weights(crf: crfsuite.Crf, names: Iterable[str]) -> _Weights:
    """For each template, by how much each of its values speaks for the inside of a word."""
    templates = {name: _template(name) for name in names}
    weights: dict[_Template, dict[str, float]] = {template: {} for template in templates.values()}
    for i, attribute in enumerate(crf.attributes):
        name, _, value = attribute.partition("=")
        if name not in templates:
            raise ModelError(f"a weight for {attribute}, of an unknown template")
        weights[templates[name]][value] = crf.states.get((i, 1), 0.0) - crf.states.get((i, 0), 0.0)
    return weights


def _template(name: str) -> _Template:
    match = _TEMPLATE.fullmatch(name)
    if match is None or not 0 <= int(match[2] or match[1]) - int(match[1]) <= 2:
        raise ModelError(f"an unknown template: {name}")
    return int(match[1]), int(match[2] or match[1]), match[3] or ""


def _row(weights: _Weights, dictionary: frozenset[str], in_dictionary: list[Row], run: str) -> Row:
    """What a run of tokens adds by its letters as they stand, by its lower case, and if the dictionary has that."""
    longer = run.count(" ")
    lower = run.lower()
    row = _summed(weights, lower, longer, "lower")
    if lower in dictionary:
        row = _sum(row, in_dictionary[longer])
    return _sum(_summed(weights, run, longer, ""), row)


def _summed(weights: _Weights, run: str, longer: int, function: str) -> Row:
    return tuple(weights.get((k, k + longer, function), _NONE).get(run, 0.0) for k in range(-2, 3))


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
