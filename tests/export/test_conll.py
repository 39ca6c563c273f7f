"""CoNLL files are what spaCy's reader takes for CoNLL-2003; what other tools write is read by its letters."""

import pytest
from spacy.training.converters import conll_ner_to_docs

from pipeline.article import Article
from pipeline.export import conll
from pipeline.export.corpus import Corpus
from pipeline.export.incoming import incoming
from pipeline.quality.gold import Pair
from pipeline.record import MENTIONS

TEXT = "Ông Lê An, TP. Hạ Long, họp ở UBND tỉnh. Bà Hoa\nHạ Long vui."
CORPUS = Corpus.of([Article("a", TEXT), Article("b", "Hạ Long.")])


def pair(*spans):
    found = [{"label": label, "start": start, "end": end, "text": TEXT[start:end]} for label, start, end in spans]
    return Pair(Article("a", TEXT), tuple(MENTIONS.validate_python(found)))


def written(given, tmp_path):
    [(_, data)] = conll.files([given], tmp_path)
    return data.decode()


def test_spacy_reads_the_same_entities(tmp_path):
    given = pair(("PER", 4, 9), ("LOC", 11, 22), ("ORG", 30, 39), ("PER", 44, 47), ("LOC", 48, 55))
    [doc] = conll_ner_to_docs(written(given, tmp_path), n_sents=10)
    entities = [(ent.label_, ent.text) for ent in doc.ents]
    assert entities == [
        ("PER", "Lê An"),
        ("LOC", "TP . Hạ Long"),
        ("ORG", "UBND tỉnh"),
        ("PER", "Hoa"),
        ("LOC", "Hạ Long"),
    ]
    assert [sent.text for sent in doc.sents][1:] == ["Bà Hoa", "Hạ Long vui ."]


def test_a_mention_takes_the_whole_of_a_token_and_no_sentence_ends_inside_it(tmp_path):
    lines = written(pair(("PER", 45, 55)), tmp_path).split("\n")
    assert lines[lines.index("Hoa -X- O B-PER") :][:4] == [
        "Hoa -X- O B-PER",
        "Hạ -X- O I-PER",
        "Long -X- O I-PER",
        "vui -X- O O",
    ]


@pytest.mark.parametrize(
    ("content", "spans"),
    [
        ("Hạ\tB-LOC\nLong\tI-LOC\n.\tO\n", [("LOC", 0, 7)]),
        ("Hạ I-LOC\nLong I-LOC\n. O\n", [("LOC", 0, 7)]),
        ("-DOCSTART- -X- O\n\nHạ -X- _ B-LOC\nLong. -X- _ B-PER\n\n", [("LOC", 0, 2), ("PER", 3, 8)]),
        ("Hạ B-LOC\nLong I-PER\n. I-PER\n", [("LOC", 0, 2), ("PER", 3, 8)]),
    ],
    ids=["two-columns", "iob1", "label-studio", "i-after-other"],
)
def test_dialects_are_read_and_the_article_is_told_by_its_letters(tmp_path, content, spans):
    (tmp_path / "result.conll").write_text(content, "utf-8")
    [gold] = incoming(conll.read(tmp_path, CORPUS), CORPUS).golds
    assert gold.id == "b"
    assert [(mention.label, mention.start, mention.end) for mention in gold.mentions] == spans


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("b", "Hạ O\nLongg O\n. O\n", "b.conll:2: token 'Longg' stands where the text has 'Long.' at 3"),
        ("b", "Hạ O\n", "b.conll:1: the tokens end at 2, before ' Long.'"),
        ("b", "Hạ O\nLong\n", "b.conll:2: 'Long' has no tag"),
        ("b", "Hạ X-LOC\n", "b.conll:1: 'X-LOC' is no tag (O, B-LABEL, I-LABEL)"),
        ("c", "Hạ O\n", "c.conll:1: its tokens are those of no article, or of several, in the corpus"),
    ],
    ids=["token", "short", "no-tag", "tag", "unknown"],
)
def test_what_does_not_fit_is_told_with_its_line(tmp_path, file, content, reason):
    (tmp_path / f"{file}.conll").write_text(content, "utf-8")
    result = incoming(conll.read(tmp_path, CORPUS), CORPUS)
    assert result.golds == []
    assert [str(misfit).removeprefix(f"{tmp_path}/") for misfit in result.misfits] == [reason]
