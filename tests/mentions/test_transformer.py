"""A transformer's tokens to names: on a tiny model made here, and, without any, the parts that need none."""

import sys
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.mentions.names.sources import NameSources
from pipeline.mentions.names.tagger.model import ModelError
from pipeline.mentions.names.transformer import _names, _tag, _words, folder_of, transformed
from pipeline.mentions.page import Page

TEXT = "Ông Lò Văn Páo (Quỹ Lá) đến Mường Hoa. Hôm ấy mưa to."
SENTENCES = ((0, 38), (39, len(TEXT)))
TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC"]
NAMED = {"Lò": 1, "Văn": 2, "Páo": 2, "Quỹ": 3, "Lá": 4, "Mường": 5, "Hoa": 6, "mưa": 7}
SYLLABLES = [*NAMED, "Ông", "đến", "(", ")", ".", "Hôm", "ấy", "to", "Hạ", "Long"]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("B-PER", "B-PER"), ("I-PERSON", "I-PER"), ("B_ORGANIZATION", "B-ORG"), ("GPE", "I-LOC"), ("S-LOC", "U-LOC"),
        ("E-ORG", "L-ORG"), ("b-location", "B-LOC"), ("O", "O"), ("B-MISC", "O"), ("LABEL_0", "O"), ("DATE", "O"),
    ],
)  # fmt: skip
def test_the_usual_tag_sets_are_understood(name: str, tag: str) -> None:
    assert _tag(name) == tag


def test_tokens_are_joined_to_words_with_the_figures_of_the_first() -> None:
    text = "Páo, Hoa"
    spans = [(0, 0), (0, 1), (1, 3), (3, 4), (4, 6), (5, 6), (6, 8), (0, 0)]
    rows = [[float(index)] for index in range(len(spans))]
    assert _words(text, spans, rows) == [(0, 3, [1.0]), (3, 4, [3.0]), (5, 8, [4.0])]


def test_a_name_is_as_sure_as_its_least_sure_word_whatever_its_place_in_the_name() -> None:
    rows = [[0.1, 0.8, 0.1], [0.2, 0.3, 0.5], [0.9, 0.0, 0.1]]
    [(name, sure)] = _names("Lò Páo .", [(0, 2), (3, 6), (7, 8)], rows, ("O", "B-PER", "I-PER"))
    assert (name.label, name.start, name.end, name.rule) == ("PER", 0, 6, "per.transformer")
    assert sure == pytest.approx(0.8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A BERT of two layers that knows a syllable by its embedding alone, so that it is right by construction."""
    why = "needs transformers and torch: pip install 'tintinh[hf]'"
    torch = pytest.importorskip("torch", reason=why)
    transformers = pytest.importorskip("transformers", reason=why)
    path = tmp_path_factory.mktemp("tiny")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *SYLLABLES]
    (path / "vocab.txt").write_text("\n".join(vocabulary) + "\n", "utf-8")
    tokenizer = transformers.BertTokenizerFast(str(path / "vocab.txt"), do_lower_case=False, strip_accents=False)
    tokenizer.model_max_length = 16
    tokenizer.save_pretrained(path)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=32, id2label=dict(enumerate(TAGS)), label2id={tag: i for i, tag in enumerate(TAGS)},
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        embeddings = model.bert.embeddings
        for index, word in enumerate(vocabulary):
            embeddings.word_embeddings.weight[index, NAMED.get(word, 0)] = 1
        norms = [embeddings.LayerNorm, *(layer.output.LayerNorm for layer in model.bert.encoder.layer)]
        norms += [layer.attention.output.LayerNorm for layer in model.bert.encoder.layer]
        for norm in norms:
            norm.weight.fill_(1)
        for index in range(len(TAGS)):
            model.classifier.weight[index, index] = 10
    model.save_pretrained(path)
    return str(path)


def found(text: str, sentences: tuple[tuple[int, int], ...], folder: str) -> list[tuple[str, str]]:
    names = list(transformed(Page(text, sentences), folder))
    assert all(sure > 0.9 for _, sure in names)
    return [(name.label, text[name.start : name.end]) for name, _ in names]


def test_names_stand_at_their_characters(folder: str) -> None:
    assert found(TEXT, SENTENCES, folder) == [("PER", "Lò Văn Páo"), ("ORG", "Quỹ Lá"), ("LOC", "Mường Hoa")]


def test_sentences_longer_than_the_model_are_cut(folder: str) -> None:
    text = "đến Mường Hoa " * 50
    assert found(text, ((0, len(text)),), folder).count(("LOC", "Mường Hoa")) > 40
    assert found("", (), folder) == []


def test_a_transformer_adds_to_what_rules_find(folder: str) -> None:
    sources = NameSources(with_tagger=False, transformer=folder)
    record = extract("Hôm ấy Lò Văn Páo đến Quỹ Lá ở TP. Hạ Long.", sources=sources)
    labels = {mention.text: (mention.label, mention.rule_id) for mention in record.mentions}
    assert labels["Quỹ Lá"] == ("ORG", "org.transformer")
    assert labels["TP. Hạ Long"] == ("LOC", "loc.unit")
    assert record.to_line() == extract(record.text, sources=sources).to_line()
    assert record.made_by != extract("", sources=NameSources(with_tagger=False)).made_by


def test_a_folder_is_itself_and_no_hub_is_asked(folder: str) -> None:
    assert folder_of(folder) == folder
    with pytest.raises(ModelError, match="owner/none: no such folder, nor a model of the hub that is on this machine"):
        folder_of("owner/none")


def test_what_is_no_model_of_names_is_refused(tmp_path: Path, folder: str) -> None:
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match="not a token-classification model"):
        list(transformed(Page(TEXT, SENTENCES), str(tmp_path)))
    with pytest.raises(ModelError, match="no such folder"):
        list(transformed(Page(TEXT, SENTENCES), str(tmp_path / "none")))
    other = tmp_path / "other"
    other.mkdir()
    for file in Path(folder).iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    config = (other / "config.json").read_text("utf-8").replace("PER", "X").replace("ORG", "Y").replace("LOC", "Z")
    (other / "config.json").write_text(config, "utf-8")
    with pytest.raises(ModelError, match="none of its tags is of PER, ORG or LOC"):
        list(transformed(Page(TEXT, SENTENCES), str(other)))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ModelError, match=r"pip install 'tintinh\[hf\]'"):
        list(transformed(Page(TEXT, SENTENCES), str(tmp_path / "any")))
