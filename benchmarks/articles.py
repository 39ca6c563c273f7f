"""The articles that are measured: those of a folder, varied in every round, so that nothing is read twice.

A program may remember what it has seen, and news does not repeat itself as a round over the same files would. So in
every round the sentences of an article change places, in each of them one word is exchanged, and all numbers and all
names of several capitalised words with others of the same form from the same folder. Each run makes the same ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from sys import maxsize

import regex

from pipeline.article import Article
from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Loaded
from pipeline.text.sentences import sentences

_NAME = r"(?<name>(?<![\p{L}-])\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}+(?![\p{L}-]))"
_EXCHANGED = regex.compile(rf"{_NAME}|(?<number>\d++)")
_WORD = regex.compile(r"(?<![\p{L}\p{M}])\p{Ll}{2,7}+(?![\p{L}\p{M}.])")

Forms = dict[tuple[object, ...], list[str]]


def articles_of(folders: Iterable[str]) -> list[Article]:
    """All articles below the folders that hold any text; raises ``ValueError`` if there are none."""
    found = [item.article for item in read_articles(folders) if isinstance(item, Loaded) and item.article.text.strip()]
    if not found:
        raise ValueError("no articles in the folders given")
    return found


def rounds(articles: Sequence[Article], most: int = maxsize) -> Iterator[list[Article]]:
    """Without end, the articles with other sentences, the same ones each time; ids and what is known of them stay.

    ``most`` says how many of them are varied at most, evenly chosen; what is exchanged comes from all.
    """
    forms = _forms(articles)
    chance = Random(0)  # noqa: S311 - repeatable, not secret
    while True:
        yield [replace(article, text=_varied(article.text, forms, chance)) for article in few(articles, most)]


def few(articles: Sequence[Article], number: int) -> list[Article]:
    """At most so many of the articles, evenly chosen."""
    return list(articles[:: -(-len(articles) // number)])


def kilobytes(articles: Iterable[Article]) -> dict[str, float]:
    """The length of each article by its id, in 1,000 bytes of UTF-8."""
    return {article.id: len(article.text.encode()) / 1000 for article in articles}


def _forms(articles: Iterable[Article]) -> Forms:
    forms: Forms = defaultdict(list)
    for article in articles:
        for match in _EXCHANGED.finditer(article.text):
            forms[_form(match)].append(match[0])
        forms[()].extend(_WORD.findall(article.text))
    return forms


def _form(match: "regex.Match[str]") -> tuple[object, ...]:
    """How many words a name has; how many digits a number, and between which signs, so that a day stays a day."""
    if match["name"]:
        return "name", match[0].count(" ")
    start, end = match.span()
    return len(match[0]), match.string[max(0, start - 1) : start], match.string[end : end + 1]


def _varied(text: str, forms: Forms, chance: Random) -> str:
    spans = list(sentences(text))
    bounds = [0, *(bound for span in spans for bound in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(bounds)]
    pieces[1::2] = chance.sample(pieces[1::2], len(spans))
    for i in range(1, len(pieces), 2):
        if words := list(_WORD.finditer(pieces[i])):
            start, end = chance.choice(words).span()
            pieces[i] = pieces[i][:start] + chance.choice(forms[()]) + pieces[i][end:]
    return _EXCHANGED.sub(lambda match: chance.choice(forms.get(_form(match)) or [match[0]]), "".join(pieces))
