"""Charsets: the tables against an independent one, detection, declarations, and what is refused."""

import codecs
import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.articles import read_articles
from pipeline.reading.charset import CHARSETS, CharsetError, UnreadableError, charset_named, decode
from pipeline.reading.inputs import Loaded, Options
from pipeline.reading.tables import TABLES, table

LETTERS = normalize("NFC", "".join(
    normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
)) + "đ"  # fmt: skip

TEXT = (
    "Ngày 5/5/2012, Ban Chấp hành Đảng bộ tỉnh Quảng Ninh ban hành Nghị quyết số 04-NQ/TU về đẩy mạnh phát triển "
    "khoa học và công nghệ. Giá trị sản xuất tăng 12,5% so với cùng kỳ; thu ngân sách đạt 52,7% dự toán."
)
VNI = {
    "Quảng Ninh": "Quaûng Ninh",
    "Đắk Lắk": "Ñaék Laék",
    "ưỡng ợ": "öôõng ôï",
    "NGHỊ QUYẾT": "NGHÒ QUYEÁT",
    "kỳ, kỵ": "kyø, kî",
    "Hữu Lũng": "Höõu Luõng",
    "ỉ ĩ í ì": "æ ó í ì",
    "ẩn, ễnh, ộ": "aån, eãnh, oä",
    "Ặ Ẵ Ỵ": "AË AÜ Î",
}


def encoded(text, charset):
    if charset in TABLES:
        return table(charset).encode(text)
    if charset == "windows-1258":
        letters = []
        for letter in text:
            marks = normalize("NFD", letter)
            tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            letters.append(normalize("NFC", "".join(mark for mark in marks if mark not in tone)) + tone)
        return "".join(letters).encode("cp1258")
    return text.encode(charset)


@pytest.mark.parametrize(("name", "oracle", "first"), [("tcvn3", "TCVN", 0xA0), ("viscii", "VISCII", 0)])
def test_tables_are_those_of_glibc(name, oracle, first):
    if not shutil.which("iconv"):
        pytest.skip("needs iconv")
    codec = table(name)
    for byte in range(first, 256):
        command = ["iconv", "-f", oracle, "-t", "UTF-8"]
        ran = subprocess.run(command, input=bytes([byte]) + b" ", capture_output=True, check=False)  # noqa: S603
        if ran.returncode and b"not supported" in ran.stderr:
            pytest.skip(f"this iconv does not know {oracle}")
        theirs = ran.stdout.decode()[:-1] if ran.returncode == 0 else None
        try:
            ours = codec.decode(bytes([byte]))
        except UnicodeDecodeError:
            # glibc's TCVN is VN1; VN3, that of the fonts, has neither its marks nor its capitals with tones.
            assert theirs is None or name == "tcvn3"
            continue
        assert ours == theirs, hex(byte)


@pytest.mark.parametrize("name", TABLES)
def test_all_letters_come_back(name):
    letters = LETTERS if name == "tcvn3" else LETTERS + LETTERS.upper()
    assert table(name).decode(table(name).encode(letters)) == letters
    assert "?" not in table(name).encode(letters).decode("latin-1")


@pytest.mark.parametrize("text", VNI)
def test_vni_is_read_as_it_was_typed(text):
    assert table("vni").decode(VNI[text].encode("latin-1")) == text


def test_capitals_of_vni_with_small_marks():
    assert table("vni").decode("QUAûNG".encode("latin-1")) == "QUẢNG"


@pytest.mark.parametrize("charset", CHARSETS)
def test_the_charset_is_found_out_and_told(tmp_path, charset):
    (tmp_path / "a.txt").write_bytes(encoded(TEXT, charset))
    [loaded] = read_articles([str(tmp_path)])
    assert normalize("NFC", loaded.article.text) == TEXT
    if charset == "utf-8":
        assert loaded.article.source == {"file": "a.txt"}
    else:
        assert loaded.article.source["charset"] == charset
        assert 0.9 < float(loaded.article.source["confidence"]) <= 1


def test_text_of_windows_1258_stays_as_it_was_decoded():
    text, _ = decode(encoded("Quảng Ninh ban hành nghị quyết", "windows-1258"))
    assert text == "Qua\u0309ng Ninh ban ha\u0300nh nghi\u0323 quyê\u0301t"


def test_a_mark_decides_and_is_no_text():
    for mark, charset in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert decode(mark + "Hạ".encode(charset), "utf-16")[0] == "Hạ"
    assert decode(codecs.BOM_UTF8 + "Hạ".encode())[0] == "Hạ"


def test_what_the_caller_says_wins():
    data = table("vni").encode("Hà")
    with pytest.raises(UnreadableError, match="not UTF-8 text"):
        decode(data)
    assert decode(data, "VNI-Windows")[0] == "Hà"
    with pytest.raises(UnreadableError, match="not TCVN3 text: byte 0xff at byte offset 1"):
        decode(b"a\xff", "tcvn3")
    with pytest.raises(CharsetError, match="unknown charset 'koi8-r'"):
        decode(b"a", "koi8-r")
    assert charset_named("x-viet-tcvn5712") == "tcvn3"


@pytest.mark.parametrize(
    ("charset", "declared", "found"),
    [
        ("windows-1258", "windows-1258", "windows-1258"),
        ("tcvn3", "windows-1252", "tcvn3"),
        ("tcvn3", "utf-8", "tcvn3"),
        ("viscii", "tcvn3", "viscii"),
        ("utf-8", "tcvn3", "utf-8"),
    ],
    ids=["true", "western", "utf-8", "another", "but-utf-8"],
)
def test_a_page_is_read_by_its_declaration_if_that_makes_sense(tmp_path, charset, declared, found):
    markup = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head><body><p>"
    (tmp_path / "a.html").write_bytes(markup.encode() + encoded(TEXT, charset) + b"</p></body></html>")
    [loaded] = read_articles([str(tmp_path)])
    assert normalize("NFC", loaded.article.text) == TEXT
    assert loaded.article.source.get("charset", "utf-8") == found


def test_other_languages_and_binary_data_are_refused():
    for data in ("Été à Genève, où naître".encode("latin-1"), bytes(range(128, 256)), "Привет, мир".encode("cp1251")):
        with pytest.raises(UnreadableError, match="not UTF-8 text"):
            decode(data)


@given(st.binary(max_size=80), st.sampled_from((None, *CHARSETS)))
def test_any_bytes_in_any_charset_are_text_or_refused(data, charset):
    try:
        text, guess = decode(data, charset)
    except UnreadableError:
        return
    assert not any("\ud800" <= character <= "\udfff" for character in text)
    assert guess.charset in CHARSETS


@pytest.mark.parametrize("charset", CHARSETS)
def test_project_articles_come_back_from_every_charset(tmp_path, charset):
    paths = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))[:12]
    for path in paths:
        (tmp_path / path.name).write_bytes(encoded(path.read_text("utf-8"), charset))
    read = {item.article.id: item.article for item in read_articles([str(tmp_path)]) if isinstance(item, Loaded)}
    assert len(read) == len(paths)
    for path in paths:
        told = decode(encoded(path.read_text("utf-8"), charset), charset)[0]
        assert read[path.stem].text == told


def test_the_option_counts_for_files(tmp_path):
    (tmp_path / "a.txt").write_bytes(table("tcvn3").encode("đã"))
    [loaded] = read_articles([str(tmp_path)], options=Options(encoding="tcvn3"))
    assert loaded.article.text == "đã"
