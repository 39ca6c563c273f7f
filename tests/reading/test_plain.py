"""Decoding of UTF-8: what is text stays as it is, what is not is refused with the byte it fails at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.charset import UnreadableError, decode


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_comes_back_whole(text):
    assert decode(b"\xef\xbb\xbf" + text.encode())[0] == text
    if not text.startswith("\ufeff"):
        assert decode(text.encode())[0] == text


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_refused(data):
    try:
        text, guess = decode(data)
    except UnreadableError:
        return
    if guess.charset == "utf-8":
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
    else:
        assert 0 < guess.confidence <= 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"T\xe1\xbb\x89nh \xff", "not UTF-8 text: byte 0xff at byte offset 7"),
        (b"\xef\xbb\xbfab\xc3", "not UTF-8 text: byte 0xc3 at byte offset 5"),
        (b"\x89PNG\r\n", "not UTF-8 text: byte 0x89 at byte offset 0"),
        (b"ab\0c", "not text but binary data: byte 0x00 at byte offset 2"),
        (b"\xff\xfea\0\0\0", "not text but binary data: byte 0x00 at byte offset 4"),
        (b"\xff\xfea", "not UTF-16-LE text: byte 0x61 at byte offset 2"),
        (b"\xed\xa0\x80", "not UTF-8 text: byte 0xed at byte offset 0"),
    ],
    ids=["bad-byte", "cut-short-behind-bom", "picture", "nul", "nul-in-utf-16", "half-of-utf-16", "encoded-surrogate"],
)
def test_what_is_not_text_names_the_byte(data, message):
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert str(caught.value) == message


def test_line_ends_stay():
    assert decode(b"a\r\nb\rc\n")[0] == "a\r\nb\rc\n"
