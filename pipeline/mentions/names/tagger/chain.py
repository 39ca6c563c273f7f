"""The likeliest tags of a chain of words, and how likely they are.

All words of a block are done at once: each is given what the words before it said last, until nothing changes. What a
word says depends on a few words before it, seldom on more than ten.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pipeline.mentions.names.tagger.columns import Numbers
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


def certainty(scores: Scores, steps: Scores, tags: Numbers) -> Scores:
    """How probable it is of each word of one piece that its tag is the one in ``tags``."""
    states, links = np.exp(scores - scores.max(0)).T, np.exp(steps)
    before = _chances(states, links)
    behind = np.ones_like(states)
    behind[:-1] = _chances(states[::-1], links.T)[-2::-1] @ links.T
    both = before * behind
    sure: Scores = both[np.arange(len(tags)), tags] / both.sum(1)
    return sure


def _chances(states: Scores, links: Scores) -> Scores:
    """How probable each tag of each word is by this word and those before it."""
    chances = states.copy()
    for i in range(1, len(states)):
        chances[i] *= chances[i - 1] @ links
        chances[i] /= np.add.reduce(chances[i])
    return chances
