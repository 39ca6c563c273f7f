"""Syllables part a text and lose nothing but white space."""

from any_text import ANY_TEXT
from hypothesis import given

from pipeline.text.syllables import syllables


@given(ANY_TEXT)
def test_syllables_cover_all_but_white_space_in_order(text):
    done = 0
    for start, end in syllables(text):
        assert done <= start < end
        assert not text[done:start].strip()
        assert text[start:end].split() == [text[start:end]]
        done = end
    assert not text[done:].strip()


def test_a_syllable_keeps_its_marks():
    text = "Ha\u0323 Long"
    assert [text[start:end] for start, end in syllables(text)] == ["Ha\u0323", "Long"]
