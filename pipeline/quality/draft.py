"""Drafts of gold: what the extraction finds, in the form of gold, for a person to correct."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.article import Article
from pipeline.extraction import extract
from pipeline.quality.gold import STATED, Gold, gold_of
from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Failure, Loaded
from pipeline.record import MENTIONS, Mention

# What gold states beside the keys of the guideline: the full symbol of a bare number, the official code of a place.
_WHERE_KNOWN = ("full_symbol", "system", "code")


def articles(paths: list[str]) -> Iterator[Article | Failure]:
    """Read the articles in ``paths``, each named as its gold file will be: by its file's name without ``.txt``."""
    for item in read_articles(paths):
        if isinstance(item, Failure):
            yield item
        elif isinstance(item, Loaded):
            path = Path(item.file)
            if path.suffix == ".txt":
                yield replace(item.article, id=path.stem)
            else:
                yield Failure(item.file, "NameError", "gold is of files named <id>.txt")


def draft(article: Article) -> Gold:
    """The gold of an article as the extraction would write it: a proposal, to be corrected by a person."""
    return gold_of(article, drafted(article))


def drafted(article: Article) -> list[Mention]:
    """The mentions that the extraction finds, with the keys of their values that gold holds."""
    return MENTIONS.validate_python(
        [
            mention.model_dump(include={"label", "start", "end", "text"}) | {"value": _value(mention)}
            for mention in extract(article).mentions
        ]
    )


def _value(mention: Mention) -> dict[str, Any] | None:
    told = mention.value.model_dump(mode="json") if mention.value else {}
    keys = STATED.get(mention.label, ())
    return {key: told[key] for key in told if key in keys or (key in _WHERE_KNOWN and told[key])} or None
