"""A model from articles whose names are marked."""

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.pieces import blocks
from pipeline.mentions.names.tagger.tags import Span, encode
from pipeline.mentions.page import Page

# Found by trial on the real articles, four fifths against one: a lighter penalty makes the file larger, not the model
# better; a heavier one loses a point of F1.
_PARAMETERS = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True}


def train(pages: Iterable[tuple[Page, Iterable[Span]]], output: Path) -> int:
    """Train on pages with their names (label, half-open code points in ``page.text``) and write the model.

    The same pages in the same order give the same bytes. Returns the number of names that fall on word bounds, which
    are those it learned. Needs python-crfsuite.
    """
    import pycrfsuite  # noqa: PLC0415 - only training needs it

    from pipeline.mentions.names.tagger.features import features  # noqa: PLC0415 - needs numpy

    trainer = pycrfsuite.Trainer(verbose=False, params=_PARAMETERS)
    learned = 0
    for page, names in pages:
        wanted = list(names)
        for block in blocks(page, Words.of(page.text)):
            spans = _on_words(block.words, ((label, a - block.offset, b - block.offset) for label, a, b in wanted))
            learned += len(spans)
            seen, tags = features(block.words), encode(spans, len(block.words))
            for start, end in block.pieces:
                trainer.append(seen[start:end], tags[start:end])
    trainer.train(str(output))
    return learned


def _on_words(words: Words, names: Iterable[Span]) -> list[Span]:
    found = []
    for label, start, end in names:
        first, last = bisect_left(words.starts, start), bisect_left(words.ends, end)
        if first <= last < len(words) and (words.starts[first], words.ends[last]) == (start, end):
            found.append((label, first, last + 1))
    return found
