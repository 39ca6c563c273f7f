"""JSON Lines and CSV: an article a row, whatever the columns are called, and a reason for each row that is none."""

import csv
import io
import json
from datetime import date

import pytest

from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Failure, Loaded, Options


def read(tmp_path, name, content, **options):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([str(tmp_path / name)], options=Options(**options)))


def summary(items):
    return [
        (item.article.id, item.article.text)
        if isinstance(item, Loaded)
        else (item.file.rpartition("/")[2], item.message)
        for item in items
    ]


def test_a_line_of_json_is_an_article(tmp_path):
    row = {
        "id": 7, "Title": "Tin", "content": "Hạ Long\nCẩm Phả",
        "date": "2024-05-12T20:00:00Z", "province": "Quảng Ninh",
        "url": "https://a.example/7", "category": "Thời sự", "author": "N.H", "views": 12,
    }  # fmt: skip
    [loaded] = read(tmp_path, "a.jsonl", json.dumps(row, ensure_ascii=False))
    article = loaded.article
    assert (article.id, article.title, article.text) == ("7", "Tin", "Hạ Long\nCẩm Phả")
    assert (article.published, article.province) == (date(2024, 5, 13), "Quảng Ninh")
    assert article.source == {
        "file": "a.jsonl", "url": "https://a.example/7", "author": "N.H", "section": "Thời sự"
    }  # fmt: skip


def test_bad_lines_are_errors_that_stop_nothing(tmp_path):
    lines = [
        b'{"text": "m\xe1\xbb\x99t"}', b"", b"{", b"[1]", b'{"title": "x"}', b'{"text": 5}', b'{"text": "a\xff"}',
        b'{"text": "b", "date": "hom qua"}', b'{"text": "c", "id": {}}', b"[" * 100_000, b'{"id": "x", "text": ""}',
    ]  # fmt: skip
    assert summary(read(tmp_path, "a.jsonl", b"\r\n".join(lines))) == [
        ("a#1", "một"),
        ("a.jsonl#3", "not JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 3)"),
        ("a.jsonl#4", "not a JSON object"),
        ("a.jsonl#5", "no column of the text (text, content, body) among: title"),
        ("a.jsonl#6", "its text is no string"),
        ("a.jsonl#7", "not UTF-8 text: byte 0xff"),
        ("a.jsonl#8", "published is 'hom qua', which is no day"),
        ("a.jsonl#9", "id is neither a string nor a number"),
        ("a.jsonl#10", summary(read(tmp_path, "b.jsonl", b"[" * 100_000))[0][1]),
        ("x", ""),
    ]


def test_rows_of_one_id_fail_at_the_second(tmp_path):
    items = read(tmp_path, "a.jsonl", '{"id": "x", "text": "1"}\n{"id": "x", "text": "2"}\n{"text": "3"}')
    assert [getattr(item, "error", "") for item in items] == ["", "DuplicateIdError", ""]
    assert items[1].file.endswith("a.jsonl#2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_csv_in_every_dialect(tmp_path, delimiter):
    text = f'Một dòng{delimiter} "trích"\nvà dòng nữa'
    file = io.StringIO()
    rows = csv.writer(file, delimiter=delimiter)
    rows.writerows([["ID", "published", "body"], ["a", "5/5/2012", text], ["", "", "hai"]])
    one, two = read(tmp_path, "t.csv", b"\xef\xbb\xbf" + file.getvalue().encode())
    assert (one.article.id, one.article.text, one.article.published) == ("a", text, date(2012, 5, 5))
    assert (two.article.id, two.article.text, two.file.rpartition("/")[2]) == ("t#4", "hai", "t.csv#4")


def test_html_in_a_column_becomes_text_and_what_only_looks_like_it_does_not(tmp_path):
    post = "<!-- wp:paragraph -->\n<p>Sáng 5/5,&nbsp;tỉnh <b>Quảng Ninh</b> họp.</p>\n<!-- /wp:paragraph --><p>Hết.</p>"
    texts = [post, "<p>", "Tăng < 5%, </p> giảm", "<Ảnh: T.H></p>", "<p>một", "<p></p>"]
    rows = [json.dumps({"text": text}) for text in texts]
    items = read(tmp_path, "a.jsonl", "\n".join(rows))
    assert items[0].article.text == "Sáng 5/5, tỉnh Quảng Ninh họp.\nHết."
    assert items[0].article.source == {"file": "a.jsonl", "format": "html"}
    assert [item.article.text for item in items[1:5]] == texts[1:5]
    assert "format" not in items[1].article.source
    assert items[5].message == "its text is markup without words"


def test_columns_are_named_by_the_caller(tmp_path):
    content = "ma,ngay,noi_dung,text\n1,2024-05-05,Hạ Long,x\n"
    columns = {"id": "ma", "published": "ngay", "text": "Noi_dung"}
    [loaded] = read(tmp_path, "a.csv", content, columns=columns)
    assert (loaded.article.id, loaded.article.text, loaded.article.published) == ("1", "Hạ Long", date(2024, 5, 5))
    [failure] = read(tmp_path, "a.csv", content, columns={"text": "bai"})
    assert failure.message == "no column of the text (bai) among: ma, ngay, noi_dung, text"


def test_bad_rows_are_errors_that_stop_nothing(tmp_path):
    content = b'id,text\na,m\xe1\xbb\x99t\nb,2,3\n\nc\nd,"x\ny"\ne,\xff\nf,n\xc4\x83m\n'
    assert summary(read(tmp_path, "a.csv", content)) == [
        ("a", "một"),
        ("a.csv#3", "3 cells in a table of 2 columns; is a quotation mark missing?"),
        ("a.csv#5", "its text is missing"),
        ("d", "x\ny"),
        ("a.csv#8", "not UTF-8 text: byte 0xff"),
        ("f", "năm"),
    ]


def test_an_empty_table_and_one_without_text_are_errors(tmp_path):
    for content in ("", "id,title\n1,Tin\n", "\n\n"):
        [failure] = read(tmp_path, "a.csv", content)
        assert isinstance(failure, Failure)
        assert failure.message.startswith("no column of the text")
    assert read(tmp_path, "a.jsonl", "") == []


def test_a_long_article_is_read_whole(tmp_path):
    text = "Hạ Long. " * 100_000
    [loaded] = read(tmp_path, "a.csv", f"text\n{text}\n")
    assert loaded.article.text == text


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_rows_in_other_charsets(tmp_path, encoding):
    text = "UBND ti\u0309nh ho\u0323p ngày 5/5, quyê\u0301t đi\u0323nh gia\u0309m thuê\u0301"
    content = f'id,text\na,"{text}"\nb,"{text}"\n'.encode(encoding)
    one, two = read(tmp_path, "a.csv", content)
    assert one.article.text == two.article.text == text
    assert one.article.source["charset"] == {"utf-16": "utf-16-le", "cp1258": "windows-1258"}[encoding]


def test_wrong_options_are_refused():
    with pytest.raises(ValueError, match="unknown field 'ngay'"):
        Options(columns={"ngay": "date"})
    with pytest.raises(ValueError, match="unknown charset 'koi8'"):
        Options(encoding="koi8")
    with pytest.raises(ValueError, match="unknown format 'doc'"):
        Options(format="doc")
