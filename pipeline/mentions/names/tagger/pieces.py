"""A page cut into what the tagger sees at a time: blocks of words for evidence, pieces of a sentence to tag."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.page import Page

# An article is one block; a text of megabytes is many, so that memory does not grow with it.
_BLOCK = 20_000
# Longer than any sentence of prose; the tagger's memory grows with the piece.
_PIECE = 250


@dataclass(frozen=True, slots=True)
class Block:
    """Words of a page, from the code point ``offset`` on, and the pieces in them as half-open ranges of words."""

    words: Words
    offset: int
    pieces: list[tuple[int, int]]


def blocks(page: Page, words: Words) -> Iterator[Block]:
    """All of ``words`` in blocks of some 20,000, each with its pieces: sentences, long ones cut."""
    pieces = list(_pieces(page, words))
    if len(words) <= _BLOCK:
        yield Block(words, 0, pieces)
        return
    block: list[tuple[int, int]] = []
    for start, end in pieces:
        if block and end - block[0][0] > _BLOCK:
            yield _block(words, block)
            block = []
        block.append((start, end))
    if block:
        yield _block(words, block)


def _block(words: Words, pieces: list[tuple[int, int]]) -> Block:
    first, last = pieces[0][0], pieces[-1][1]
    offset = words.starts[first]
    own = Words.of(words.text[offset : words.ends[last - 1]])
    return Block(own, offset, [(start - first, min(end - first, len(own))) for start, end in pieces])


def _pieces(page: Page, words: Words) -> Iterator[tuple[int, int]]:
    at = 0
    for _, end in page.sentences:
        start, at = at, bisect_left(words.starts, end, at)
        cuts = [*range(start, at, _PIECE), at]
        yield from pairwise(cuts)
