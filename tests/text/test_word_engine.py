import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
import underthesea
from any_text import ANY_TEXT
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns

from pipeline.text.word_engine import load, risky

PACKAGE = Path(underthesea.__file__).parent
MODEL = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727"
WORDS = (
    "Ủy ban nhân dân tỉnh Quảng Ninh TỈNH ỦY Tỉnh ủy hội nghị Hội Nghị phát triển kinh tế - xã hội . , ; : ... % ( ) "
    "“ ” 5/5 2012 45,2 04-NQ/TU 2147483648 007 TP. TP.HCM PGS.TS. v.v. v.v HĐND. ThS. Th S s Thanh Mr. a.b www.x.vn "
    "http://x.vn/a a@b.vn a+b@c.vn H'Mông 3x4 4K U23 :)) :D -> -- 20:30:15 02-05-2014 1.600m-2.000m iPhone 5G nghành "
    "ðoàn Ð BOS EOS True đến nay , đồng thời xoá đói giảm nghèo công nghệ thông tin có thể không thể ° ½ Σ ß Ǆ x_y #a "
    "@b &c H&M NĐ-CP e-mail "
).split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " ", " ", "", "  ", "\t"]), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True)).strip()[:150])
)


def _tokens(engine, text):
    at = 0
    for chunk in engine.chunk.findall(text):
        yield from ((at + start, at + end, form) for start, end, form in engine.tokens(chunk))
        at += len(chunk)


def _words(engine, text):
    forms = [form for _, _, form in _tokens(engine, text)]
    words = []
    for form, inner in zip(forms, engine.inner(forms), strict=True):
        if inner and words:
            words[-1] += " " + form
        else:
            words.append(form)
    return words


engine = cache(load)


@given(SENTENCES)
@settings(max_examples=500)
@example("đến nỗi")
@example("Th s")
@example("Nguyễn Th Sơn họp ở HĐND.")
@example("2147483647 2147483648 -5 ١٢")
def test_words_are_those_of_underthesea(sentence):
    assume(not risky(sentence))
    assert _words(engine(), normalize_characters_in_text(sentence)) == underthesea.word_tokenize(sentence)


@given(ANY_TEXT.map(lambda text: re.sub(r"[\ud800-\udfff]", "", text)[:100]))
def test_tokens_are_those_of_the_pattern_in_any_text(text):
    text = normalize_characters_in_text(text).strip()
    assume(not risky(text) and "\n" not in text)
    assert [(start, end) for start, end, _ in _tokens(engine(), text)] == [m.span() for m in patterns.finditer(text)]


@given(st.lists(st.sampled_from([*WORDS, *map(str.upper, WORDS), *map(str.title, WORDS)]), min_size=1, max_size=40))
@settings(max_examples=300)
def test_model_is_that_of_underthesea(tokens):
    underthesea.word_tokenize("họp")
    model = sys.modules["underthesea.pipeline.word_tokenize"].word_tokenize_model
    assert engine().inner(tokens) == [tag == "I-W" for tag in model.predict([[token] for token in tokens])]


def test_no_tokens():
    assert engine().inner([]) == []


def _truncate(file):
    file.write_bytes(file.read_bytes()[:-10])


def _other_format(file):
    file.write_bytes(b"UTCF" + file.read_bytes()[4:])


def _other_label(file):
    file.write_bytes(file.read_bytes().replace(b"I-W\0", b"I-X\0"))


def _other_templates(file):
    file.write_bytes(file.read_bytes().replace(b"T[0].isdigit", b"T[0].isupper"))


def _call(file):
    file.write_bytes(b"cos\ngetcwd\n(tR.")


def _other_source(file):
    file.write_text("regex_patterns = []\n")


BROKEN = {
    "truncated": (f"{MODEL}/models.bin", _truncate),
    "format": (f"{MODEL}/models.bin", _other_format),
    "label": (f"{MODEL}/models.bin", _other_label),
    "no-model": (f"{MODEL}/models.bin", Path.unlink),
    "templates": (f"{MODEL}/features.bin", _other_templates),
    "call": (f"{MODEL}/dictionary.bin", _call),
    "source": ("pipeline/word_tokenize/regex_tokenize.py", _other_source),
    "no-rules": ("pipeline/text_normalize/tn_rules_2023_07_14.bin", Path.unlink),
}


@pytest.mark.parametrize(("path", "break_file"), BROKEN.values(), ids=BROKEN)
def test_another_underthesea_is_asked_itself(tmp_path, path, break_file):
    for folder in ("word_tokenize", "text_normalize"):
        copytree(PACKAGE / "pipeline" / folder, tmp_path / "pipeline" / folder, ignore=ignore_patterns("__pycache__"))
    break_file(tmp_path / path)
    with pytest.warns(RuntimeWarning, match="could not be read"):
        other = load(tmp_path)
    sentence = "Ủy ban nhân dân tỉnh Quảng Ninh họp, TP. Hạ Long."
    assert _words(other, sentence) == underthesea.word_tokenize(sentence)
    assert other.inner(["hội", "nghị", "\ud83d"]) == engine().inner(["hội", "nghị", "\ud83d"])


def test_underthesea_is_not_imported():
    program = "import sys; from pipeline.text.tokenizer import words; words('họp'); print('underthesea' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "False\n"
