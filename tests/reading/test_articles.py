"""Paths to articles: order, ids, metadata, and what cannot be read."""

import json
import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.articles import read_article, read_articles
from pipeline.reading.inputs import Failure, Loaded, Skipped
from pipeline.reading.metadata import MetadataError
from pipeline.reading.plain import UnreadableError


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def side(*lines):
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def read(*paths, stdin=b""):
    return list(read_articles([str(path) for path in paths], BytesIO(stdin)))


def articles(items):
    return [item.article for item in items if isinstance(item, Loaded)]


def failures(items):
    return [item for item in items if isinstance(item, Failure)]


@given(st.binary(max_size=60))
def test_any_bytes_are_an_article_or_refused(data):
    try:
        article = read_article(data, "a.txt")
    except (UnreadableError, MetadataError):
        return
    assert data.endswith(article.text.encode()) or "charset" in article.source


def test_a_folder_is_read_with_all_below_it_in_order_of_names(tmp_path):
    write(tmp_path, {"b.txt": "2", "a/z.txt": "1", "c.text": "4", "b/1.TXT": "3", "Ă.txt": "5", ".hidden.txt": "x"})
    assert [(a.id, a.text) for a in articles(read(tmp_path))] == [
        ("a/z", "1"),
        ("b/1", "3"),
        ("b", "2"),
        ("c", "4"),
        ("Ă", "5"),
    ]


def test_what_is_no_article_by_its_name_is_told(tmp_path):
    write(tmp_path, {"a.txt": "1", "khcn2.jpg": b"\xff\xd8", "sub/notes.pdf": "x", ".a.txt.swp": "x"})
    skipped = [Path(item.file).name for item in read(tmp_path) if isinstance(item, Skipped)]
    assert skipped == [".a.txt.swp", "khcn2.jpg", "notes.pdf"]


def test_a_file_named_by_the_caller_is_read_whatever_its_suffix(tmp_path):
    write(tmp_path, {"tin.md": "Hạ Long"})
    assert [(a.id, a.text, a.source) for a in articles(read(tmp_path / "tin.md"))] == [
        ("tin", "Hạ Long", {"file": "tin.md"})
    ]


def test_stdin_is_one_article():
    items = read("-", stdin="---\nprovince: Quảng Ninh\n---\nHạ Long".encode())
    assert [(a.id, a.text, a.province) for a in articles(items)] == [("stdin", "Hạ Long", "Quảng Ninh")]


def test_two_files_with_one_id_fail_at_the_second(tmp_path):
    write(tmp_path, {"a.text": "1", "a.txt": "2"})
    items = read(tmp_path)
    assert [a.text for a in articles(items)] == ["1"]
    [failure] = failures(items)
    assert (failure.error, failure.is_article) == ("DuplicateIdError", True)
    assert failure.file.endswith("a.txt")
    assert "'a'" in failure.message
    assert "a.text" in failure.message


def test_an_article_given_twice_fails_at_the_second(tmp_path):
    write(tmp_path, {"a.txt": "1"})
    items = read(tmp_path, tmp_path / "a.txt")
    assert [type(item) for item in items] == [Loaded, Failure]


def test_names_written_in_two_unicode_forms_are_one_id(tmp_path):
    write(tmp_path, {"e\u0302.txt": "1", "\u00ea.text": "2"})
    assert [a.id for a in articles(read(tmp_path))] == ["ê"]


def test_front_matter_wins_over_the_side_file_key_by_key(tmp_path):
    write(
        tmp_path,
        {
            "a.txt": "---\npublished: 2024-01-02\n---\nHạ Long",
            "b.txt": "Cẩm Phả",
            "articles.jsonl": side(
                {"path": "a.txt", "id": "one", "published": "2023-01-01", "province": "Quảng Ninh"},
                {"path": "b.txt", "title": "Tin", "published": "2023-01-01", "source": "baoquangninh.vn"},
            ),
        },
    )
    one, two = articles(read(tmp_path))
    assert (one.id, one.published, one.province, one.text) == ("one", date(2024, 1, 2), "Quảng Ninh", "Hạ Long")
    assert (two.id, two.title, two.published) == ("b", "Tin", date(2023, 1, 1))
    assert two.source == {"file": "b.txt", "origin": "baoquangninh.vn"}


def test_the_nearest_side_file_wins_and_may_lie_above(tmp_path):
    write(
        tmp_path,
        {
            "x/a.txt": "1",
            "x/b.txt": "2",
            "articles.jsonl": side({"path": "x/a.txt", "title": "far"}, {"path": "x/b.txt", "title": "above"}),
            "x/articles.jsonl": side({"path": "a.txt", "title": "near"}),
        },
    )
    assert [a.title for a in articles(read(tmp_path))] == ["near", "above"]


def test_the_side_file_counts_for_a_single_file_too(tmp_path):
    write(tmp_path, {"a.txt": "1", "articles.jsonl": side({"path": "a.txt", "title": "x"}, {"path": "gone.txt"})})
    items = read(tmp_path / "articles.jsonl", tmp_path / "a.txt")
    assert [a.title for a in articles(items)] == ["x"]
    assert failures(items) == []


def test_a_file_that_the_side_file_names_is_an_article_whatever_its_suffix(tmp_path):
    write(tmp_path, {"a.php": "Hạ Long", "b.php": "x", "articles.jsonl": side({"path": "a.php"})})
    assert [a.id for a in articles(read(tmp_path))] == ["a"]


def test_bad_side_lines_are_errors_that_stop_nothing(tmp_path):
    lines = [
        b"\xef\xbb\xbf" + b'{"path": "a.txt", "title": "ok"}',
        b"",
        b"{",
        b'{"path": "gone.txt"}',
        b'{"path": "a.txt"}',
        b'{"path": "../b.txt"}',
        b'{"path": "b.txt", "published": "hom qua"}',
    ]
    write(tmp_path, {"a.txt": "1", "b.txt": "2", "articles.jsonl": b"\r\n".join(lines)})
    items = read(tmp_path)
    assert [(a.id, a.title) for a in articles(items)] == [("a", "ok"), ("b", None)]
    assert {failure.is_article for failure in failures(items)} == {False}
    assert [failure.message[:7] for failure in failures(items)] == [
        "line 3:",
        "line 4:",
        "line 5:",
        "line 6:",
        "line 7:",
    ]
    assert "gone.txt" in failures(items)[1].message


def test_what_cannot_be_read_stops_nothing(tmp_path):
    write(tmp_path, {"a.txt": b"\xff", "b.txt": "---\npublished: x\n---\n", "c.txt": "", "d.txt": "Hạ Long"})
    (tmp_path / "e.txt").symlink_to(tmp_path / "gone")
    items = read(tmp_path)
    assert [(a.id, a.text) for a in articles(items)] == [("c", ""), ("d", "Hạ Long")]
    assert [failure.error for failure in failures(items)] == ["UnreadableError", "MetadataError", "FileNotFoundError"]
    assert all(failure.is_article for failure in failures(items))


@pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")
def test_circles_and_pipes_do_not_hang(tmp_path):
    write(tmp_path, {"x/a.txt": "1"})
    (tmp_path / "x" / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    items = read(tmp_path)
    assert [a.id for a in articles(items)] == ["x/a"]
    assert [(failure.error, failure.is_article) for failure in failures(items)] == [
        ("UnreadableError", True),
        ("LinkLoopError", False),
    ]


@pytest.mark.skipif(os.name != "posix", reason="file names are text elsewhere")
def test_a_file_name_that_is_not_utf8_is_an_error(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"b\xe0i.txt")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    [failure] = read(tmp_path)
    assert failure.message == "its name is not UTF-8"
    failure.file.encode()
