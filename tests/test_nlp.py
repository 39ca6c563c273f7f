import pickle
import subprocess
import sys
from datetime import date
from importlib.metadata import entry_points

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.tokens import DocBin

from pipeline.extraction import extract
from pipeline.nlp import load

TEXT = (
    "\ufeff  Tỉnh đẩy mạnh chuyển đổi số\r\n\r\n"
    "Sáng 15/3, Tỉnh ủy Quảng Ninh ban hành Nghị quyết số 04-NQ/TU ngày 5/5/2012 về khoa học và công nghệ.  "
    "Năm 2023, thu ngân sách\u00a0tăng 7,2% so với năm 2022. Đồng chí Nguyễn Văn An, Bí thư Tỉnh ủy, phát biểu.\n"
)
SPACES = [" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2003 ", " \n "]
WORDS = st.lists(
    st.sampled_from([*SPACES, "Hạ Long", "TP. ", "45,2%", "e\u0302\u0301", "\u200b", "👩\u200d🌾", ".", "\0"])
)
TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "tintinh.words.v1"}}}


@pytest.fixture(scope="module")
def nlp():
    return load(published=date(2024, 6, 15), province="Quảng Ninh")


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


@given(st.one_of(st.text(), WORDS.map("".join)))
@example("")
@example(" ")
@example("  \n a  b ")
def test_doc_text_is_the_raw_text(text):
    doc = _TOKENIZE(text)
    assert doc.text == text
    assert all(token.is_space or not any(character.isspace() for character in token.text[:1]) for token in doc)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


_TOKENIZE = spacy.blank("vi", config=TOKENIZER)


def test_half_a_character_is_refused_with_its_place(nlp):
    with pytest.raises(ValueError, match=r"lone surrogate U\+D83D at offset 3"):
        nlp("Số \ud83d")


def test_text_beyond_spacys_own_limit_goes_through(nlp):
    text = "\n" * 1_000_001
    assert nlp.make_doc(text).text == text


def test_sentences_of_a_doc(nlp):
    doc = nlp.make_doc("  PGS.TS. Lê An đến TP. Hạ Long. Ông nói:\r\nXong.\n")
    assert [str(sentence).strip() for sentence in doc.sents] == ["PGS.TS. Lê An đến TP. Hạ Long.", "Ông nói:", "Xong."]


def test_mentions_are_those_of_the_record(doc):
    record = extract(TEXT, published=date(2024, 6, 15), province="Quảng Ninh")
    assert doc._.mentions == record.mentions
    assert doc._.links == record.links
    assert {"DOC", "DATE", "PERCENT", "PER", "ORG"} <= {mention.label for mention in doc._.mentions}


def test_mentions_have_exact_offsets(doc):
    assert all(doc.text[mention.start : mention.end] == mention.text for mention in doc._.mentions)


def test_spans_are_the_mentions_widened_to_tokens(doc):
    spans = list(doc.spans["mentions"])
    assert [(span.label_, span.id_) for span in spans] == [(m.label, str(at)) for at, m in enumerate(doc._.mentions)]
    for span, mention in zip(spans, doc._.mentions, strict=True):
        assert span.start_char <= mention.start < mention.end <= span.end_char
        assert span[0].idx + len(span[0]) > mention.start
        assert span[-1].idx < mention.end


def test_entities_are_spans_that_do_not_overlap(doc):
    spans = {(span.start, span.end, span.label_) for span in doc.spans["mentions"]}
    assert doc.ents
    assert {(span.start, span.end, span.label_) for span in doc.ents} <= spans


def test_what_a_doc_says_of_itself_goes_before_the_component(nlp):
    doc = nlp.make_doc("Hội nghị diễn ra hôm nay.")
    doc._.published = date(2020, 2, 3)
    assert [mention.value.iso for mention in nlp(doc)._.mentions] == ["2020-02-03"]
    assert [mention.value.iso for mention in nlp("Hội nghị diễn ra hôm nay.")._.mentions] == ["2024-06-15"]


def test_a_publication_day_may_be_an_iso_day(nlp):
    doc = nlp.make_doc("")
    doc._.published = "2020-02-03"
    doc._.province = "Bình Định"
    assert (doc._.published, doc._.province) == (date(2020, 2, 3), "Bình Định")
    with pytest.raises(ValueError, match="3/2/2020"):
        doc._.published = "3/2/2020"


def test_a_doc_that_was_not_read_has_no_mentions(nlp):
    assert nlp.make_doc(TEXT)._.mentions == ()


def test_docs_pickle(doc):
    copy = pickle.loads(pickle.dumps(doc))  # noqa: S301
    assert (copy.text, copy._.mentions, copy._.links) == (doc.text, doc._.mentions, doc._.links)


def test_docs_go_through_a_docbin(nlp):
    doc = nlp.make_doc(TEXT)
    doc._.published = date(2020, 2, 3)
    data = DocBin(store_user_data=True, docs=[nlp(doc)]).to_bytes()
    (copy,) = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert (copy.text, copy._.mentions, copy._.published) == (doc.text, doc._.mentions, date(2020, 2, 3))
    assert [span.id_ for span in copy.spans["mentions"]] == [span.id_ for span in doc.spans["mentions"]]


def test_a_pipeline_comes_back_from_disk(nlp, doc, tmp_path):
    nlp.to_disk(tmp_path)
    copy = spacy.load(tmp_path)(TEXT)
    assert [token.text for token in copy] == [token.text for token in doc]
    assert copy._.mentions == doc._.mentions


def test_a_pipeline_comes_back_from_bytes(nlp, doc):
    copy = spacy.blank("vi", config=TOKENIZER)
    copy.add_pipe("tintinh_mentions")
    assert copy.from_bytes(nlp.to_bytes())(TEXT).text == doc.text


def test_several_processes_find_the_same(nlp, doc):
    docs = list(nlp.pipe([TEXT] * 3, n_process=2))
    assert [(copy.text, copy._.mentions) for copy in docs] == [(doc.text, doc._.mentions)] * 3


@pytest.mark.parametrize("language", ["xx", "en"])
def test_the_component_works_on_spacys_own_tokens(language, doc):
    nlp = spacy.blank(language)
    nlp.add_pipe("tintinh_mentions", config={"published": "2024-06-15", "province": "Quảng Ninh"})
    other = nlp(TEXT)
    assert other._.mentions == doc._.mentions
    assert len(other.spans["mentions"]) == len(doc._.mentions)
    assert len(list(other.sents)) == len([sentence for sentence in doc.sents if str(sentence).strip("\ufeff \r\n")])


def test_sentences_that_a_doc_has_are_kept():
    nlp = spacy.blank("xx")
    nlp.add_pipe("tintinh_mentions")
    doc = nlp.make_doc("Một hai. Ba bốn.")
    for token in doc:
        token.is_sent_start = token.text == "hai"
    assert [token.text for token in nlp(doc) if token.is_sent_start] == ["hai"]


def test_a_wrong_day_in_the_config_is_refused():
    with pytest.raises(ValueError, match="15/6/2024"):
        spacy.blank("xx").add_pipe("tintinh_mentions", config={"published": "15/6/2024"})


def _run(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603


INSTALLED = {point.name for group in ("spacy_factories", "spacy_tokenizers") for point in entry_points(group=group)}


@pytest.mark.skipif("tintinh_mentions" not in INSTALLED, reason="the distribution is not installed")
def test_spacy_finds_both_parts_by_itself(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    program = f"""
import spacy
nlp = spacy.load({str(tmp_path)!r})
print(type(nlp.tokenizer).__name__, nlp.pipe_names)
spacy.blank("xx").add_pipe("tintinh_mentions")
"""
    assert _run(program).strip() == "WordTokenizer ['tintinh_mentions']"


def test_spacy_takes_no_model_and_no_finder_along():
    program = """
import sys
import pipeline.components
print([name for name in sys.modules if name.startswith(("underthesea", "pipeline.mentions.", "ahocorasick"))])
"""
    assert _run(program).strip() == "[]"
