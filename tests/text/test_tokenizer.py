import re
import subprocess
import sys
from unicodedata import normalize

import pytest
import underthesea
from any_text import ANY_TEXT
from hypothesis import example, given

from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences
from pipeline.text.tokenizer import words, words_by_sentence

PLAIN = [
    "Sáng 15/3, Ban Thường vụ Tỉnh ủy họp bàn về chuyển đổi số.",
    "Thu ngân sách 6 tháng đầu năm đạt 45,2% dự toán, tăng 7,2% so với cùng kỳ.",
    "Nghị quyết số 04-NQ/TU ngày 5/5/2012 về phát triển khoa học và công nghệ.",
    "Đồng chí Nguyễn Văn An, Bí thư Tỉnh ủy, phát biểu tại hội nghị.",
    "Công ty TNHH Hải Long đóng trên địa bàn phường Bãi Cháy, TP Hạ Long.",
    "Bác sĩ khuyên người dân tiêm vắc xin phòng bệnh.",
    "“Chúng tôi sẽ hoàn thành dự án đúng tiến độ”, ông Minh nói.",
    "Quyết định 2855/QĐ-UBND được đăng tại baochinhphu.vn hôm qua.",
]


@given(ANY_TEXT)
@example("x\u0302\u0301 e\u0302\u0301\u0323 \u0301")
@example("http://" + "!" * 24)
@example("http://a.vn/((((((((((((((((((((((((((((((")
@example("\ud83d không ghép được")
def test_words_are_slices_in_order_that_cover_all_but_white_space(raw):
    done = 0
    for start, end in words(raw):
        assert done <= start < end <= len(raw)
        assert not raw[done:start].strip()
        assert raw[start:end] == raw[start:end].strip()
        done = end
    assert not raw[done:].strip()


@given(ANY_TEXT)
def test_sentences_hold_all_words(raw):
    by_sentence = list(words_by_sentence(Aligned.of(raw)))
    assert all(by_sentence)
    assert [span for sentence in by_sentence for span in sentence] == words(raw)


@pytest.mark.parametrize("sentence", PLAIN, ids=range(len(PLAIN)))
def test_words_are_those_of_underthesea(sentence):
    assert [sentence[start:end] for start, end in words(sentence)] == underthesea.word_tokenize(sentence)


def test_words_of_a_text_are_those_of_its_sentences():
    text = " ".join(PLAIN) + "\r\n" + "\n".join(PLAIN)
    want = [word for start, end in sentences(text) for word in underthesea.word_tokenize(text[start:end])]
    assert [text[start:end] for start, end in words(text)] == want


@pytest.mark.parametrize("sentence", PLAIN, ids=range(len(PLAIN)))
def test_words_stay_the_same_in_another_form(sentence):
    want = [sentence[start:end] for start, end in words(sentence)]
    for raw in [
        normalize("NFD", sentence),
        sentence.replace(" ", "\u00a0"),
        sentence.replace(" ", "  "),
        f"\t{sentence}\n",
    ]:
        got = [re.sub(r"\s+", " ", normalize("NFC", raw[start:end])) for start, end in words(raw)]
        assert got == want


def test_new_tone_places_stay_as_they_are_in_raw():
    raw = "Đội kiểm tra thuỷ lợi."
    assert [raw[start:end] for start, end in words(raw)] == ["Đội", "kiểm tra", "thuỷ lợi", "."]


@pytest.mark.parametrize("raw", ["", " ", "\n\r\n\t", "\u00a0\u2003"], ids=["empty", "space", "lines", "wide"])
def test_no_words(raw):
    assert words(raw) == []


def test_a_lone_surrogate_costs_no_word():
    raw = "Hội nghị \ud83d diễn ra."
    assert [raw[start:end] for start, end in words(raw)][:2] == ["Hội nghị", "\ud83d"]
    assert words(raw) == words(raw.replace("\ud83d", "\ufffd"))


def test_emoji_keeps_offsets():
    raw = "Chúc mừng 🎉👩‍🌾 Quảng Ninh!"
    assert [raw[start:end] for start, end in words(raw)][-2:] == ["Quảng Ninh", "!"]


RUNAWAY = {
    "address": "Xem http://" + "!" * 5000,
    "dots": "a." * 100_000,
    "one-word": "a" * 200_000,
    "punctuation": "!" * 50_000,
    "brackets": "http://a.vn/" + "(a)" * 60 + "!" * 20,
}


@pytest.mark.parametrize("raw", RUNAWAY.values(), ids=RUNAWAY)
def test_text_that_runs_away_in_underthesea_goes_through(raw):
    assert words(raw)[-1][1] == len(raw)


def test_a_long_line_without_a_stop_has_the_words_of_its_parts():
    raw = "hội nghị bàn về nông nghiệp, " * 7000
    spans = words(raw)
    assert len(raw) > 200_000
    assert spans[-1] == (len(raw) - 2, len(raw) - 1)
    assert {raw[start:end] for start, end in spans} == {"hội nghị", "bàn", "về", "nông nghiệp", ","}


def test_fixed_words_of_another_caller_do_not_reach_us():
    raw = "Viện Nghiên Cứu chiến lược quốc gia họp."
    before = words(raw)
    underthesea.word_tokenize(raw, fixed_words=["Cứu chiến"])
    assert words(raw) == before


def _run(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_first_calls_from_several_threads_agree():
    program = """
from concurrent.futures import ThreadPoolExecutor
from pipeline.text.tokenizer import words
with ThreadPoolExecutor(8) as pool:
    results = list(pool.map(words, ["Tỉnh ủy Quảng Ninh họp."] * 16))
print(len(results), len({tuple(result) for result in results}))
"""
    assert _run(program).split() == ["16", "1"]


def test_loading_leaves_the_root_log_alone():
    program = """
import logging
from pipeline.text.tokenizer import words
words("Tỉnh ủy họp.")
print(len(logging.root.handlers), logging.root.level == logging.WARNING)
"""
    assert _run(program).split() == ["0", "True"]
