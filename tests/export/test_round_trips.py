"""Gold comes back from every format as it went out, whatever the text; and what is no such file is told, not raised."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from any_gold import golds
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.corpus import Corpus
from pipeline.export.formats import FORMATS, write
from pipeline.export.incoming import incoming
from pipeline.export.task import Misfit
from pipeline.quality.gold import gold_of, load_pairs, to_json

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "gold"
LOSSLESS = sorted(FORMATS.keys() - {"conll"})
FOLDERS = {"list", "brat", "conll"}

# Each file as its tool writes it, and the gold it stands for: tests/data/gold/gold/tin-1.json.
EXPORTS = [
    ("label-studio", "label-studio.json"),
    ("label-studio", "label-studio-utf16.json"),
    ("doccano", "doccano.jsonl"),
    ("doccano", "doccano-entities.jsonl"),
    ("brat", "brat"),
    ("brat", "brat-line-ends"),
    ("list", "list"),
]


def there_and_back(name, pairs):
    with TemporaryDirectory() as folder:
        out = Path(folder) / ("out" if name in FOLDERS else "out.file")
        write(FORMATS[name].files(pairs, out))
        corpus = Corpus.of(pair.article for pair in pairs)
        return incoming(FORMATS[name].read(out, corpus), corpus)


def texts(pairs):
    return [to_json(gold_of(pair.article, pair.mentions)) for pair in pairs]


@pytest.mark.parametrize("name", LOSSLESS)
@given(pair=golds())
@settings(max_examples=40, deadline=None)
def test_everything_comes_back(name, pair):
    result = there_and_back(name, [pair])
    assert result.misfits == []
    assert [to_json(gold) for gold in result.golds] == texts([pair])


@given(pair=golds(labels=("PER", "ORG", "LOC"), whole_tokens=True))
@settings(max_examples=80, deadline=None)
def test_conll_brings_spans_back_but_no_values(pair):
    result = there_and_back("conll", [pair])
    assert result.misfits == []
    [gold] = result.golds
    bare = [(mention.label, mention.start, mention.end, None) for mention in pair.mentions]
    assert [(mention.label, mention.start, mention.end, mention.value) for mention in gold.mentions] == bare


@pytest.mark.parametrize("name", LOSSLESS)
def test_the_gold_of_the_project_comes_back(name):
    pairs = load_pairs(ROOT / "gold", ROOT / "corpus")
    result = there_and_back(name, pairs)
    assert result.misfits == []
    assert [to_json(gold) for gold in result.golds] == texts(pairs)


@pytest.mark.parametrize(("name", "file"), EXPORTS, ids=[file for _, file in EXPORTS])
def test_files_as_the_tools_write_them(name, file):
    corpus = Corpus.read(DATA / "corpus")
    result = incoming(FORMATS[name].read(DATA / file, corpus), corpus)
    assert result.misfits == []
    assert [to_json(gold) for gold in result.golds] == [(DATA / "gold" / "tin-1.json").read_text("utf-8")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "DATE", "labels", "textarea"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "data text article published annotations predictions result value labels type id start end label "
                "entities start_offset end_offset values".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)
CONTENTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(str.encode),
    JSON.map(lambda content: json.dumps(content).encode()),
    JSON.map(lambda content: json.dumps([content]).encode()),
    st.lists(
        st.sampled_from(["T1", "#1", "\t", " ", "\n", "0", "5", ";", "DATE", "B-PER", "O", "»", "Hạ", "-DOCSTART-"]),
        max_size=20,
    ).map(lambda parts: "".join(parts).encode()),
)


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(content=CONTENTS)
@settings(max_examples=40, deadline=None)
def test_whatever_stands_in_a_file_is_a_misfit_or_gold(name, content):
    corpus = Corpus.read(DATA / "corpus")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tin-1.x"
        path.write_bytes(content)
        result = incoming(FORMATS[name].read(path, corpus), corpus)
    for misfit in result.misfits:
        assert isinstance(misfit, Misfit)
        assert misfit.where.startswith(str(path))
        assert misfit.reason
    for gold in result.golds:
        assert gold.id == "tin-1"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_file_that_is_missing_is_told(name):
    [misfit] = FORMATS[name].read(Path("gone.x"), Corpus.of([]))
    assert "gone.x" in str(misfit)


def test_nothing_is_overwritten_unless_told(tmp_path):
    path = tmp_path / "deep" / "a.json"
    assert write([(path, b"1")]) == [path]
    with pytest.raises(FileExistsError, match="exists already"):
        write([(tmp_path / "b.json", b"1"), (path, b"2")])
    assert not (tmp_path / "b.json").exists()
    with pytest.raises(FileExistsError, match="two articles"):
        write([(path, b"3"), (path, b"4")], overwrite=True)
    write([(path, b"3")], overwrite=True)
    assert path.read_bytes() == b"3"
