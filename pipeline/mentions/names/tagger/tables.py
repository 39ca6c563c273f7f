"""A trained model as tables, so that the columns of a block become scores without writing a feature's name."""

from collections.abc import Iterable
from functools import cache
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.columns import Column, Numbers
from pipeline.mentions.names.tagger.features import NEIGHBOURS, columns
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

    ``parts`` say of each string of the model, by its number, what it adds to the code of a value as that part, 0 if no
    value has it there. The codes stand in ``codes``, in order; ``features[offset]`` has the number of the feature that
    a value is for the word which sees it so far off.
    """

    parts: list[Numbers]
    codes: Numbers
    features: dict[int, Numbers]


# The features of a model by the kind of their column: value, how far off it is, number.
_ByKind = dict[str, list[tuple[str, int, int]]]
# The parts of values, and the features of each by how far off it is.
_Known = dict[tuple[str, ...], dict[int, int]]


class Tables(NamedTuple):
    """A model: the ``values`` it knows of a kind and a number of parts, the weights of their features.

    ``strings`` numbers all that is part of a value, from 1 on. ``weights[tag, feature]`` is what a feature says for a
    tag, ``steps[tag, next tag]`` what one tag says for the next. Feature 0 is none.
    """

    tags: list[str]
    strings: dict[str, int]
    values: dict[tuple[str, int], Values]
    weights: Scores
    steps: Scores


def read(data: bytes) -> Tables:
    """Read the bytes of a model file. Raises ``FormatError``."""
    crf = crfsuite.read(data)
    if not 0 < len(TAGS.intersection(crf.labels)) == len(crf.labels):
        raise FormatError(f"not the tags of names: {', '.join(crf.labels[:5])}")
    if not all(abs(weight) <= _MOST for weight in chain(crf.states.weights, crf.steps.values())):
        raise FormatError("weights that no training gives")
    weights = np.zeros((len(crf.labels), len(crf.attributes) + 1))
    weights[np.array(crf.states.labels, np.intp), np.array(crf.states.attributes, np.intp) + 1] = crf.states.weights
    steps = np.zeros((len(crf.labels), len(crf.labels)))
    for step, weight in crf.steps.items():
        steps[step] = weight
    attributes = _by_kind(crf.attributes)
    kinds = dict.fromkeys((column.kind, len(column.parts)) for column in columns(Words.of("")))
    known = {(kind, parts): _known(attributes.get(kind, []), parts) for kind, parts in kinds}
    every = chain.from_iterable(chain.from_iterable(known.values()))
    strings = {string: number for number, string in enumerate(dict.fromkeys(every), 1)}
    values = {kind: _values(some, strings) for kind, some in known.items() if some}
    return Tables(crf.labels, strings, values, weights, steps)


def _by_kind(attributes: list[str]) -> _ByKind:
    found: _ByKind = {}
    for number, attribute in enumerate(attributes, 1):
        name, sign, value = attribute.partition("=")
        kind, offset = _SEEN.get(name + sign, (name + sign, 0))
        found.setdefault(kind, []).append((value, offset, number))
    return found


def _known(attributes: Iterable[tuple[str, int, int]], parts: int) -> _Known:
    """The values of so many parts, the first of which takes the spaces that are left."""
    found: _Known = {}
    for value, offset, number in attributes:
        key = tuple(value.rsplit(" ", parts - 1)) if parts else ()
        if len(key) == parts:
            found.setdefault(key, {})[offset] = number
    return found


def _values(known: _Known, strings: dict[str, int]) -> Values:
    """The parts of a value are the digits of its code."""
    parts: list[Numbers] = []
    codes = np.zeros(len(known), np.intp)
    for part in zip(*known, strict=True):
        different, digit = np.unique([strings[string] for string in part], return_inverse=True)
        last = np.zeros(len(strings) + 1, np.intp)
        last[different] = np.arange(1, len(different) + 1)
        parts = [*(digits * (len(different) + 1) for digits in parts), last]
        codes = codes * (len(different) + 1) + digit + 1
    order = np.append(codes.argsort(), len(codes))
    codes = np.append(codes, np.iinfo(np.intp).max)  # the last is above all, so that a place is found for any code
    offsets = sorted(set().union(*known.values()))
    features = {k: np.array([*(named.get(k, 0) for named in known.values()), 0])[order] for k in offsets}
    return Values(parts, codes[order], features)


def scores(model: Tables, seen: Iterable[Column], length: int) -> Scores:
    """What the features of each of ``length`` words say for each tag: ``scores[tag, word]``."""

    @cache
    def numbers(levels: tuple[str, ...]) -> Numbers:
        return np.fromiter(map(model.strings.get, levels, repeat(0)), np.intp)

    words, features = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)]
    for column in seen:
        if values := model.values.get((column.kind, len(column.parts))):
            code = np.zeros(len(column.at), np.intp)
            for digits, part in zip(values.parts, column.parts, strict=True):
                code += digits[numbers(part.levels)][part.codes]
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
