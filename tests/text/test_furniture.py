"""Page furniture is blanked and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.furniture import blank

PIECES = st.sampled_from(["anh", ".jpg", ".PNG", "[img]", "https://", "www.", "App Store", "\n", " ", ". ", "Hạ Long"])


@given(st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))
def test_length_stays_and_nothing_but_spaces_is_new(text):
    blanked = blank(text)
    assert len(blanked) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))


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


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Thực hiện Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về cây\ncao su đến năm 2015", True),
        ("Quy định số 22 ngày 28 tháng 7 năm 2021 của \nBan Bí thư về kiểm tra", True),
        ("Căn cứ Luật Đất đai ngày 26\ntháng 11 năm 2003", True),
        ("Căn cứ Luật Đất đai\nngày 26 tháng 11", False),
        ("Luật Ngân sách ngày 16 tháng\n12 năm 2002", True),
        ("Thực hiện Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về cây.\ncao su", False),
        ("Đại hội đại biểu Đảng bộ tỉnh Quảng Ninh lần thứ XV\nSáng 25/9, Đại hội khai mạc", False),
        ("Tờ trình của UBND tỉnh đề nghị thông qua nội dung sau\na) Mức chi", False),
    ],
    ids=[
        "goes-on",
        "of-a-body",
        "month-of-a-date",
        "too-short-to-tell",
        "number-of-a-date",
        "sentence-ends",
        "headline",
        "item",
    ],
)
def test_a_line_broken_for_its_length_is_one_line(text, whole):
    assert (blank(text) == text.replace("\n", " ")) is whole
