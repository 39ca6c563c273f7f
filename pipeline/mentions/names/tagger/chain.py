"""The likeliest tags of a chain of words, and how likely they are.

For tags all words of a block are done at once: each is given what the words before it said last, until nothing changes.
What a word says depends on a few words before it, seldom on more than ten. Probabilities settle much later, so for them
all pieces are gone through at once, word by word.
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.mentions.names.tagger.columns import Numbers, spread
from pipeline.mentions.names.tagger.tables import Scores


def likeliest(scores: Scores, steps: Scores, pieces: Iterable[tuple[int, int]]) -> Numbers:
    """The tag of each word on the best path through its piece (the algorithm of Viterbi).

    ``scores[tag, word]`` are what the words say, ``steps[tag, next tag]`` what the tags say of each other.
    """
    follows = np.zeros(scores.shape[1] + 1, bool)
    for start, end in pieces:
        follows[start + 1 : end] = True
    best = _best(scores, steps, follows)
    tags: Numbers = best.argmax(0)
    words = follows.nonzero()[0] - 1
    while len(words):
        told = (best[:, words] + steps[:, tags[words + 1]]).argmax(0)
        changed = told != tags[words]
        words = words[changed]
        tags[words] = told[changed]
        words = words[follows[words]] - 1
    return tags


def _best(scores: Scores, steps: Scores, follows: NDArray[np.bool_]) -> Scores:
    """How good the best path is that ends in each tag of each word, less the best of all that end in that word."""
    words = follows.nonzero()[0]
    best = scores.copy()
    best[:, words] += steps[scores.argmax(0)[words - 1]].T  # a first guess: half of the words keep it
    best -= best.max(0)
    while len(words):
        told = (best[:, None, words - 1] + steps[:, :, None]).max(0) + scores[:, words]
        told -= told.max(0)
        changed = (told != best[:, words]).any(0)
        words = words[changed]
        best[:, words] = told[:, changed]
        words = words[follows[words + 1]] + 1
    return best


def certainty(scores: Scores, steps: Scores, tags: Numbers, pieces: Iterable[tuple[int, int]]) -> Scores:
    """How probable it is of each word of ``pieces`` that its tag is the one in ``tags``; of others it means nothing."""
    starts, ends = np.array(sorted(pieces, key=lambda piece: (piece[0] - piece[1], piece)), np.intp).reshape(-1, 2).T
    at, which = spread(starts, ends)
    place = at - starts[which]
    # The first words of all pieces, then their second words, and so on; those that end first come last.
    order = place.argsort(kind="stable")
    there = at[order]
    back = (starts + ends - 1)[which[order]] - there
    states, links = np.exp(scores - scores.max(0)).T, np.exp([steps, steps.T])
    chances = _chances(states[[there, back]], links, np.bincount(place).tolist())
    before, behind = np.ones_like(states), np.ones((len(states) + 1, len(steps)))
    before[there], behind[back] = chances[0], chances[1] @ links[1]
    behind[starts] = 1
    both = before * behind[1:]
    sure: Scores = both[np.arange(len(tags)), tags] / both.sum(1)
    return sure


def _chances(states: Scores, links: Scores, counts: list[int]) -> Scores:
    """How probable each tag of each word is by this word and those that lead to it, there and back at once.

    The words are those at the first place of a piece, at the second, and so on, so many as ``counts`` says.
    """
    chances = states.copy()
    at = 0
    for count, more in pairwise(counts):
        words = chances[:, at + count : at + count + more]
        words *= chances[:, at : at + more] @ links
        words /= np.add.reduce(words, 2, keepdims=True)
        at += count
    return chances
