"""The tagger: tags and back, a page in pieces, training that gives the same bytes, models that are none.

What it makes of a model is compared with python-crfsuite, which trained it.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger import pieces, tables
from pipeline.mentions.names.tagger.chain import certainty, likeliest
from pipeline.mentions.names.tagger.features import columns, features
from pipeline.mentions.names.tagger.model import ModelError, tagged
from pipeline.mentions.names.tagger.tags import OUTSIDE, decode, encode
from pipeline.mentions.page import Page
from pipeline.quality.gold import Pair, load_pairs
from pipeline.quality.training import page_of, train_on
from pipeline.text.aligned import Aligned
from pipeline.text.crfsuite import FormatError

ROOT = Path(__file__).parents[2]
LABELS = ("PER", "ORG", "LOC")
SPANS = st.lists(st.tuples(st.sampled_from(LABELS), st.integers(0, 3), st.integers(1, 5)), max_size=6)
TAGS = st.sampled_from([OUTSIDE, *(f"{place}-{label}" for place in "BILU" for label in LABELS)])


def page(text: str) -> Page:
    return page_of(Aligned.of(text), None, None)


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return load_pairs(ROOT / "gold", ROOT / "corpus")[:3]


@pytest.fixture(scope="module")
def model(pairs: list[Pair], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "names"
    train_on(pairs, path)
    return path


@given(SPANS)
def test_names_come_back_from_their_tags(parts: list[tuple[str, int, int]]) -> None:
    spans, at = [], 0
    for label, gap, length in parts:
        spans.append((label, at + gap, at + gap + length))
        at += gap + length
    tags = encode(spans, at + 1)
    assert len(tags) == at + 1
    assert list(decode(tags)) == spans


@given(st.lists(TAGS, max_size=12))
def test_any_tags_give_names_in_order_that_cover_all_but_the_outside(tags: list[str]) -> None:
    covered: list[int] = []
    for label, start, end in decode(tags):
        assert {tag[2:] for tag in tags[start:end]} == {label}
        covered += range(start, end)
    assert covered == [i for i, tag in enumerate(tags) if tag != OUTSIDE]


PROSE = "Sáng 5/6, ông Lò Văn Páo đến xã Mường Hoa. Bà con đón ông."


@pytest.mark.parametrize(
    ("text", "most"),
    [(PROSE, None), ("", None), (" \n ", None), ("Mường Hoa " * 400, None), (f"{PROSE}\n" * 40, 50)],
    ids=["prose", "empty", "blank", "one-long-line", "many-blocks"],
)
def test_pieces_cover_every_word_once_but_line_ends_between_sentences(
    text: str, most: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if most:
        monkeypatch.setattr(pieces, "_BLOCK", most)
    words = Words.of(page(text).text)
    covered = []
    for block in pieces.blocks(page(text), words):
        for start, end in block.pieces:
            covered += [(block.offset + block.words.starts[i], block.words.forms[i]) for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {word for word in zip(words.starts, words.forms, strict=True) if word[1] != "\n"} <= set(covered)


def test_one_endless_line_is_read_in_bounded_pieces() -> None:
    text = page("và " * 30_000)
    seen = list(pieces.blocks(text, Words.of(text.text)))
    assert len(seen) > 1
    assert max(len(block.words) for block in seen) <= pieces._BLOCK
    assert max(end - start for block in seen for start, end in block.pieces) <= pieces._PIECE


def test_training_gives_the_same_bytes(pairs: list[Pair], model: Path, tmp_path: Path) -> None:
    train_on(pairs, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == model.read_bytes()


def test_a_trained_model_finds_names_of_its_articles(pairs: list[Pair], model: Path) -> None:
    right = gold = 0
    for pair in pairs:
        text = Aligned.of(pair.article.text)
        read = page_of(text, None, None)
        found = [
            (name.label, *text.raw_span(name.start, name.end))
            for name, sure in tagged(read, Words.of(read.text), str(model))
            if 0 <= sure <= 1 + 1e-6
        ]
        assert all(one[2] <= other[1] for one, other in pairwise(found))
        marked = {(m.label, m.start, m.end) for m in pair.mentions if m.label in LABELS}
        right, gold = right + len(marked & set(found)), gold + len(marked)
    assert right > 0.9 * gold > 0


def test_a_file_that_is_no_model_is_refused_by_name(model: Path, tmp_path: Path) -> None:
    whole = model.read_bytes()
    contents = {"text": b"[[name]]\n", "empty": b"", "half": whole[: len(whole) // 2]}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    for name in (*contents, "missing", "."):
        path = str(tmp_path / name)
        with pytest.raises(ModelError) as refused:
            list(tagged(page(PROSE), Words.of(PROSE), path))
        assert path in str(refused.value)


WORDS = "ông bà Nguyễn Văn An xã Mường Hoa UBND tỉnh Lào Cai Sở GD&ĐT N.V.A. Xi-xu-lít 12 % , . ( ) “ ” \n".split(" ")


def check_against_crfsuite(text: str, model: Path) -> None:
    """Tags are the same, scores and probabilities too, whatever the pieces."""
    read, oracle = tables.read(model.read_bytes()), pycrfsuite.Tagger()
    oracle.open(str(model))
    for block in pieces.blocks(page(text), Words.of(page(text).text)):
        said = tables.scores(read, columns(block.words), len(block.words))
        seen, best = features(block.words), likeliest(said, read.steps, block.pieces)
        for some in (block.pieces[::2], block.pieces[1::2]):
            sure = certainty(said, read.steps, best, some)
            for start, end in some:
                tags = oracle.tag(seen[start:end])
                assert [read.tags[tag] for tag in best[start:end]] == tags
                chances = [oracle.marginal(tag, i) for i, tag in enumerate(tags)]
                assert np.allclose(sure[start:end], chances, rtol=0, atol=1e-6)


def test_articles_are_tagged_as_crfsuite_tags_them(pairs: list[Pair], model: Path) -> None:
    for pair in pairs:
        check_against_crfsuite(pair.article.text, model)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_words_are_tagged_as_crfsuite_tags_them(model: Path, text: str) -> None:
    check_against_crfsuite(text, model)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_model_is_refused_or_read_as_one(model: Path, data: st.DataObject) -> None:
    damaged = bytearray(model.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.one_of(st.integers(0, 60), st.integers(0, len(damaged) - 1)))
        damaged[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(damaged)), st.integers(0, len(damaged))))
    try:
        read = tables.read(bytes(damaged[:cut]))
    except FormatError:
        return
    words = Words.of(PROSE)
    said = tables.scores(read, columns(words), len(words))
    best = likeliest(said, read.steps, [(0, len(words))])
    assert np.isfinite(certainty(said, read.steps, best, [(0, len(words))])).all()
