"""A DocBin holds the mentions where spaCy looks for them."""

from datetime import date

import pytest
from spacy.tokens import DocBin

import pipeline.components  # noqa: F401  (makes doc._.mentions)
from pipeline.article import Article
from pipeline.export import docbin
from pipeline.export.corpus import Corpus
from pipeline.export.incoming import incoming
from pipeline.nlp import load
from pipeline.quality.gold import GoldError, Pair
from pipeline.record import MENTIONS

TEXT = "Ngày 5/5/2012,  UBND tỉnh\r\nhọp. 😀"
MENTIONED = MENTIONS.validate_python(
    [
        {"label": "DATE", "start": 0, "end": 13, "text": "Ngày 5/5/2012", "value": {"iso": "2012-05-05"}},
        {"label": "ORG", "start": 16, "end": 25, "text": "UBND tỉnh"},
    ]
)
PAIR = Pair(Article("a", TEXT, published=date(2012, 5, 6)), tuple(MENTIONED))


def docs(pair):
    [(_, data)] = docbin.files([pair], "gold.spacy")
    return list(DocBin().from_bytes(data).get_docs(load().vocab))


def test_ents_and_exact_mentions_are_in_the_doc():
    [doc] = docs(PAIR)
    assert doc.text == TEXT
    assert [(ent.label_, ent.text) for ent in doc.ents] == [("DATE", "Ngày 5/5/2012"), ("ORG", "UBND tỉnh")]
    assert list(doc._.mentions) == MENTIONED
    assert doc._.published == date(2012, 5, 6)


def test_ents_that_were_changed_count_and_their_old_values_do_not(tmp_path):
    [doc] = docs(PAIR)
    doc.ents = [doc.char_span(16, 25, "LOC"), doc.char_span(5, 13, "DATE")]
    path = tmp_path / "gold.spacy"
    DocBin(docs=[doc], store_user_data=True).to_disk(path)
    corpus = Corpus.of([PAIR.article])
    result = incoming(docbin.read(path, corpus), corpus)
    assert [str(misfit) for misfit in result.misfits] == [f"{path}: doc 1: DATE 5-13 '5/5/2012' has no value"]


def test_a_mention_that_no_token_can_hold_is_refused():
    blank = MENTIONS.validate_python([{"label": "ORG", "start": 14, "end": 25, "text": "  UBND tỉnh"}])
    with pytest.raises(GoldError, match="begins or ends with white space"):
        docs(Pair(PAIR.article, tuple(blank)))
