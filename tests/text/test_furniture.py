"""Page furniture is blanked and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.furniture import blank

PIECES = st.sampled_from(["anh", ".jpg", ".PNG", "[img]", "https://", "www.", "App Store", "\n", " ", ". ", "Hạ Long"])


@given(st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))
def test_length_and_lines_stay(text):
    blanked = blank(text)
    assert len(blanked) == len(text)
    assert all(new in (old, " ") and (old != "\n" or new == "\n") for old, new in zip(text, blanked, strict=True))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("khcn2.jpg", ""),
        ("Vịnh Hạ Long 2.JPEG", ""),
        ("Toàn cảnh. Hạ Long.jpg", "Toàn cảnh. Hạ"),
        ("Xem bd01.png và Hạ Long", "Xem          và Hạ Long"),
        ("[img] Hạ Long", "      Hạ Long"),
        ("theo https://quangninh.gov.vn/a?b=1 (N.H)", "theo                                (N.H)"),
        ("Download on the App Store", ""),
    ],
    ids=["name", "name-with-spaces", "name-behind-a-sentence", "name-in-a-line", "img", "address", "store"],
)
def test_furniture_is_blanked(text, left):
    assert blank(text).rstrip() == left


@pytest.mark.parametrize(
    "text",
    ["(Chinhphu.vn) - Tin", "đạt 45.2%.", "Tải trên App Store và Google Play", "tệp .jpgx", "[imgur] a", ""],
    ids=["outlet", "number", "store-in-a-sentence", "other-suffix", "other-bracket", "empty"],
)
def test_words_stay(text):
    assert blank(text) == text


def test_only_its_own_line_is_blanked():
    assert blank("Quảng Ninh\na.jpg  \nẢnh: N.H").split("\n") == ["Quảng Ninh", "       ", "Ảnh: N.H"]
