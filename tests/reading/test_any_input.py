"""Whatever the bytes: every reader gives articles or failures and raises nothing."""

import io
import socket
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import FORMATS, Failure, Loaded, Options, Skipped

FORMAT_NAMES = sorted(set(FORMATS.values()))

PIECES = """<p> </p> <table> <tr> <td> </table> <figure> <figcaption> <h1> <br> <rss> <channel> <item> <title>
<description> </item> <entry> <![CDATA[ ]]> <!-- <!DOCTYPE <meta|charset=' tcvn3 utf-16 '> { [ ] } " null , ; ---
id,text {"text": {"@type":"Article", "@graph":[ "datePublished": <script|type='application/ld+json'> <?xml|version='1.0'
encoding=' <div|class='caption'> <feed|xmlns='http://www.w3.org/2005/Atom'> 2024-13-45 &#0; &nbsp; <a|href='/'>"""

MARKUP = st.lists(
    st.sampled_from([piece.replace("|", " ") for piece in PIECES.split()])
    | st.sampled_from([" ", "\n", "\0", "\ufeff", "Hạ Long"])
    | st.text(max_size=4),
    max_size=30,
).map("".join)


def read(data, kind):
    return list(read_articles(["-"], io.BytesIO(data), Options(format=kind)))


@pytest.mark.parametrize("kind", FORMAT_NAMES)
@settings(max_examples=60)
@given(data=st.binary(max_size=200) | MARKUP.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_articles_or_failures(kind, data):
    for item in read(data, kind):
        assert isinstance(item, (Loaded, Failure, Skipped))
        if isinstance(item, Loaded):
            assert item.article.id
            assert item.article.source["file"] == "-"
        elif isinstance(item, Failure):
            assert item.error
            assert item.message
            assert item.file.startswith("-")


@pytest.mark.parametrize("name", ["a.html", "a.rss"])
def test_nothing_is_fetched(tmp_path, monkeypatch, name):
    def refused(*_, **__):
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    address = "http://192.0.2.1/a"
    (tmp_path / name).write_text(
        f"<!DOCTYPE html SYSTEM '{address}'><base href='{address}'><link rel=stylesheet href='{address}'>"
        f"<img src='{address}'><iframe src='{address}'></iframe><p>Sáng 5/5, tỉnh họp.</p>"
        if name == "a.html"
        else f"<?xml-stylesheet href='{address}'?><!DOCTYPE rss SYSTEM '{address}'><rss version='2.0'><channel>"
        f"<link>{address}</link><item><description>Sáng 5/5, tỉnh họp.</description></item></channel></rss>",
        "utf-8",
    )
    assert [item.article.text for item in read_articles([str(tmp_path)])] == ["Sáng 5/5, tỉnh họp."]


def test_heavy_libraries_are_loaded_only_where_they_are_needed(tmp_path):
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text("Hạ Long", "utf-8")
    (tmp_path / "c.jsonl").write_text('{"text": "Hạ Long"}', "utf-8")
    (tmp_path / "d.csv").write_text("text\nHạ Long\n", "utf-8")
    script = (
        "import sys; from pipeline.reading.articles import read_articles; "
        f"assert len(list(read_articles([{str(tmp_path)!r}]))) == 4; "
        "print(sorted({'lxml', 'trafilatura', 'feedparser', 'underthesea'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.strip() == "[]"
