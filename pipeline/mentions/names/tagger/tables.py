"""A trained model as tables, so that the columns of a block become scores without writing a feature's name."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.mentions.names.tagger.columns import Column, Numbers
from pipeline.mentions.names.tagger.features import NEIGHBOURS
from pipeline.mentions.names.tagger.sight import REACH
from pipeline.mentions.names.tagger.tags import TAGS
from pipeline.text import crfsuite
from pipeline.text.crfsuite import FormatError

Scores = NDArray[np.float64]

# Weights of training are below 30; probabilities of weights beyond this are no numbers any more.
_MOST = 200.0
# The kind of a column and how far off its value is, by the name of the feature.
_SEEN = {name: (kind, offset) for kind, names in NEIGHBOURS.items() for offset, name in names.items()}


class Values(NamedTuple):
    """The values of one kind of column that a model knows, all of the same number of parts.

    ``parts`` number the strings of each part from 1 on. Those of a value are the digits of its code (``code``), which
    stands in ``codes``, in order; ``features[offset]`` has the number of the feature that it is for the word which sees
    it so far off.
    """

    parts: list[dict[str, int]]
    codes: Numbers
    features: dict[int, Numbers]


# The features of a model by the kind of their column: value, how far off it is, number.
_ByKind = dict[str, list[tuple[str, int, int]]]


class Tables(NamedTuple):
    """A model: the ``values`` it knows of a kind and a number of parts, the weights of their features.

    ``weights[tag, feature]`` is what a feature says for a tag, ``steps[tag, next tag]`` what one tag says for the next.
    Feature 0 is none.
    """

    tags: list[str]
    values: Callable[[str, int], Values | None]
    weights: Scores
    steps: Scores


def read(data: bytes) -> Tables:
    """Read the bytes of a model file. Raises ``FormatError``."""
    crf = crfsuite.read(data)
    if not 0 < len(TAGS.intersection(crf.labels)) == len(crf.labels):
        raise FormatError(f"not the tags of names: {', '.join(crf.labels[:5])}")
    if not all(abs(weight) <= _MOST for weight in chain(crf.states.values(), crf.steps.values())):
        raise FormatError("weights that no training gives")
    weights = np.zeros((len(crf.labels), len(crf.attributes) + 1))
    for (source, target), weight in crf.states.items():
        weights[target, source + 1] = weight
    steps = np.zeros((len(crf.labels), len(crf.labels)))
    for step, weight in crf.steps.items():
        steps[step] = weight
    return Tables(crf.labels, cache(partial(_table, _by_kind(crf.attributes))), weights, steps)


def _by_kind(attributes: list[str]) -> _ByKind:
    found: _ByKind = {}
    for number, attribute in enumerate(attributes, 1):
        name, sign, value = attribute.partition("=")
        kind, offset = _SEEN.get(name + sign, (name + sign, 0))
        found.setdefault(kind, []).append((value, offset, number))
    return found


def _table(attributes: _ByKind, kind: str, parts: int) -> Values | None:
    """The features of a kind as values of so many parts, the first of which takes the spaces that are left."""
    values: dict[tuple[str, ...], dict[int, int]] = {}
    for value, offset, number in attributes.get(kind, ()):
        key = tuple(value.rsplit(" ", parts - 1)) if parts else ()
        if len(key) == parts:
            values.setdefault(key, {})[offset] = number
    if not values:
        return None
    strings = list(zip(*values, strict=True))
    numbers = [{string: n for n, string in enumerate(dict.fromkeys(part), 1)} for part in strings]
    codes = np.zeros(len(values), np.intp)
    for known, part in zip(numbers, strings, strict=True):
        codes = codes * (len(known) + 1) + np.array([known[string] for string in part], np.intp)
    order = np.append(codes.argsort(), len(codes))
    codes = np.append(codes, np.iinfo(np.intp).max)  # the last is above all, so that a place is found for any code
    offsets = sorted(set().union(*values.values()))
    features = {k: np.array([*(named.get(k, 0) for named in values.values()), 0])[order] for k in offsets}
    return Values(numbers, codes[order], features)


def scores(model: Tables, columns: Iterable[Column], length: int) -> Scores:
    """What the features of each of ``length`` words say for each tag: ``scores[tag, word]``."""
    words, features = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
    for column in columns:
        values = model.values(column.kind, len(column.parts))
        if values is not None:
            code = _codes(values, column)
            place = np.searchsorted(values.codes, code)
            known = (values.codes[place] == code).nonzero()[0]
            at, place = column.at[known], place[known]
            for offset, named in values.features.items():
                words.append(at - offset)
                features.append(named[place])
    # Room on both sides for the words outside the block that a value in it or outside it would be seen by.
    at = np.concatenate(words) + 2 * REACH
    feature = np.concatenate(features)
    room = length + 4 * REACH
    return np.array([np.bincount(at, weights[feature], room)[2 * REACH : -2 * REACH] for weights in model.weights])


def _codes(values: Values, column: Column) -> Numbers:
    """The parts of the values as the digits of one number; strings that are not known are 0."""
    code = np.zeros(len(column.at), np.intp)
    for known, part in zip(values.parts, column.parts, strict=True):
        numbers = np.fromiter(map(known.get, part.levels, repeat(0)), np.intp, len(part.levels))
        code = code * (len(known) + 1) + numbers[part.codes]
    return code
