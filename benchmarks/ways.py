"""What is compared: each way takes an article and does as much as its name says.

The peers are called as their own pages show it. ``naive`` is what one would write today without this project: sentences
and names by underthesea, three patterns, JSON; it gives no offsets, no values and no links.
"""

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.article import Article

if TYPE_CHECKING:
    from spacy.language import Language

# ruff: noqa: PLC0415 - a process loads what its own way needs and nothing else

WARM = Article("warm", "Ngày 5/5/2012, ông Lê Văn An, UBND phường Hạ Long: Quyết định số 9/QĐ-UBND, GRDP tăng 7%.")

_PATTERNS = {
    "PERCENT": re.compile(r"\d+(?:[.,]\d+)?\s?%"),
    "DATE": re.compile(r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?\b|\bnăm \d{4}\b"),
    "DOC": re.compile(r"\b\d+(?:/\d{4})?[/-][A-ZĐƯ]{2,}[\w/-]*"),
}


def word_tokenize(article: Article) -> object:
    """Bare underthesea: sentences, then the words of each."""
    import underthesea

    return [underthesea.word_tokenize(sentence) for sentence in underthesea.sent_tokenize(article.text)]


def naive(article: Article) -> str:
    """Underthesea's names sentence by sentence, patterns, JSON."""
    import underthesea

    found = [(label, match) for label, pattern in _PATTERNS.items() for match in pattern.findall(article.text)]
    for sentence in underthesea.sent_tokenize(article.text):
        for word, _, _, tag in underthesea.ner(sentence):
            if tag.startswith("B-"):
                found.append((tag[2:], word))
            elif tag.startswith("I-") and found:
                found[-1] = found[-1][0], f"{found[-1][1]} {word}"
    return json.dumps({"id": article.id, "text": article.text, "mentions": found}, ensure_ascii=False)


def pyvi(article: Article) -> object:
    """The words of pyvi."""
    from pyvi import ViTokenizer

    return ViTokenizer.tokenize(article.text)


def spacy_vi(article: Article) -> object:
    """A Doc of spaCy's own Vietnamese, whose words are pyvi's."""
    return _blank()(article.text)


def words(article: Article) -> object:
    """Our words."""
    from pipeline.text import tokenizer

    return tokenizer.words(article.text)


def record(article: Article) -> str:
    """Our words, sentences, mentions with their values, and links, as ``tintinh extract --tokens`` writes them."""
    from pipeline.extraction import extract

    return extract(article, tokens=True).to_line()


def doc(article: Article) -> str:
    """A spaCy Doc with all of that, and the line made from it."""
    from pipeline.extraction import made_by
    from pipeline.record import Record

    read = loaded().make_doc(article.text)
    read._.published, read._.province = article.published, article.province
    read = loaded()(read)
    spans = [[(token.idx, token.idx + len(token)) for token in words if not token.is_space] for words in read.sents]
    return Record(
        **{name: getattr(article, name) for name in ("id", "title", "published", "province", "source", "text")},
        mentions=read._.mentions,
        links=read._.links,
        made_by=made_by(),
        tokens=tuple(chain.from_iterable(spans)),
        sentences=tuple((words[0][0], words[-1][1]) for words in spans if words),
    ).to_line()


@cache
def _blank() -> "Language":
    import spacy

    return spacy.blank("vi")


@cache
def loaded() -> "Language":
    """Our spaCy pipeline."""
    from pipeline.nlp import load

    return load()


Way = Callable[[Article], object]
ONE: dict[str, Way] = {way.__name__: way for way in (word_tokenize, naive, pyvi, spacy_vi, words, record, doc)}
TWO: dict[str, Way] = {f"{way.__name__}*2": way for way in (words, record, doc)}
APART: dict[str, Way] = {f"{way.__name__}/2": way for way in (words, record)}
PEERS = ("word_tokenize", "naive", "pyvi", "spacy_vi")
NAMES = {
    "word_tokenize": "underthesea `sent_tokenize` + `word_tokenize`",
    "naive": "naive: underthesea `sent_tokenize` + `ner`, patterns, JSON",
    "pyvi": "pyvi `ViTokenizer.tokenize`",
    "spacy_vi": 'spaCy `blank("vi")`, words by pyvi',
    "words": "tintinh: words",
    "record": "tintinh: words, mentions, links, record JSON",
    "doc": "tintinh: words, mentions, links, spaCy Doc, record JSON",
    "words*2": "tintinh: words, 2 processes",
    "record*2": "tintinh: words, mentions, links, record JSON, 2 processes",
    "doc*2": "tintinh: words, mentions, links, spaCy Doc, record JSON, 2 processes",
    "words/2": "ceiling of 2 processes: words, 2 programs apart",
    "record/2": "ceiling of 2 processes: words, mentions, links, record JSON, 2 programs apart",
}


def absent() -> dict[str, list[str]]:
    """The packages that are not installed, and the ways that need them."""
    return {} if find_spec("pyvi") else {"pyvi": ["pyvi", "spacy_vi"]}


def warm(name: str, articles: Iterable[Article] = ()) -> None:
    """Load what a way loads on first use, so that it is not measured, by ``WARM`` and some more."""
    for article in (WARM, *articles):
        (ONE | TWO | APART)[name](article)
