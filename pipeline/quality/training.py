"""A model for names from gold: the pages and names of ``Pair``s, as the tagger learns them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.extraction import page_of
from pipeline.mentions.names.tagger.tags import Span
from pipeline.mentions.names.tagger.training import train
from pipeline.mentions.page import Page
from pipeline.quality.gold import Pair
from pipeline.text.aligned import Aligned

NAMES = frozenset({"PER", "ORG", "LOC"})


def train_on(pairs: Iterable[Pair], output: Path) -> int:
    """Write a model learned from ``pairs`` to ``output``; returns the number of names it learned."""
    return train(map(_marked, pairs), output)


def _marked(pair: Pair) -> tuple[Page, Iterator[Span]]:
    text = Aligned.of(pair.article.text)
    names = (mention for mention in pair.mentions if mention.label in NAMES)
    spans = ((mention.label, *text.norm_span(mention.start, mention.end)) for mention in names)
    return page_of(text, pair.article.published, pair.article.province), spans
