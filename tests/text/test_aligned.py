from itertools import pairwise
from unicodedata import normalize

import pytest
from any_text import ANY_TEXT, NEWS
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.text.aligned import Aligned


@given(ANY_TEXT)
def test_every_character_of_norm_stands_for_a_slice_of_raw(raw):
    text = Aligned.of(raw)
    spans = [text.raw_span(at, at + 1) for at in range(len(text.norm))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert spans == sorted(spans)
    assert all(text.raw_span(at, at + 2) == (a[0], b[1]) for at, (a, b) in enumerate(pairwise(spans)))


@given(ANY_TEXT)
def test_norm_is_left_alone_by_another_pass(raw):
    norm = Aligned.of(raw).norm
    assert Aligned.of(norm).norm == norm


@given(ANY_TEXT)
def test_a_digit_is_found_at_its_raw_place(raw):
    text = Aligned.of(raw)
    found = [
        (text.raw_span(at, at + 1)[0], digit)
        for at, digit in enumerate(text.norm)
        if digit.isascii() and digit.isdigit()
    ]
    assert found == [(at, digit) for at, digit in enumerate(raw) if digit.isascii() and digit.isdigit()]


@given(NEWS)
def test_composed_and_decomposed_text_have_one_norm(text):
    assert Aligned.of(normalize("NFD", text)).norm == Aligned.of(normalize("NFC", text)).norm


@pytest.mark.parametrize(
    ("raw", "norm"),
    [
        ("uỷ ban, thuỷ sản, hoá chất, khoẻ", "ủy ban, thủy sản, hóa chất, khỏe"),
        ("UỶ BAN, HOÁ, Hoà", "ỦY BAN, HÓA, Hòa"),
        ("quý, quỷ, quà, hoàng, toán, khuỷu", "quý, quỷ, quà, hoàng, toán, khuỷu"),
        ("2021\u20132025\u2014\u2212\u2010", "2021-2025---"),
        ("a\u00a0b\tc\u202fd\u3000e", "a b c d e"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\ufeffHạ\u200b Lo\u00adng", "Hạ Long"),
        ("Ha\u200b\u0323 Long", "Hạ Long"),
        ("Q\u034fu\u034fảng\u034f Nam ❤\ufe0f", "Quảng Nam ❤"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("\ud83d", "\ud83d"),
        ("", ""),
    ],
    ids=[
        "tones",
        "capitals",
        "no-open-rime",
        "dashes",
        "spaces",
        "lines",
        "invisible",
        "invisible-before-mark",
        "joined-by-nothing",
        "eth",
        "surrogate",
        "empty",
    ],
)
def test_norm(raw, norm):
    assert Aligned.of(raw).norm == norm


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_word_is_found_in_raw_whatever_its_form(form):
    raw = normalize(form, "\ufeffTỉnh ủy\r\nQuảng\u00a0Ninh, thuỷ lợi\u200b.")
    text = Aligned.of(raw)
    for word, want in [("Tỉnh ủy", "Tỉnh ủy"), ("Quảng Ninh", "Quảng\u00a0Ninh"), ("thủy lợi", "thuỷ lợi")]:
        at = text.norm.index(word)
        start, end = text.raw_span(at, at + len(word))
        assert normalize("NFC", raw[start:end]) == want


@given(ANY_TEXT, st.data())
def test_a_span_of_norm_comes_back_from_raw(raw, data):
    text = Aligned.of(raw)
    assume(text.norm)
    start = data.draw(st.integers(0, len(text.norm) - 1))
    end = data.draw(st.integers(start + 1, len(text.norm)))
    a, b = text.norm_span(*text.raw_span(start, end))
    assert a <= start
    assert end <= b
    assert text.raw_span(a, b) == text.raw_span(start, end)
