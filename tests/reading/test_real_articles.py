"""What went in comes out: real articles, written in every format that is read, are the same when they are read."""

import csv
import html
import io
import json
import tarfile
import zipfile
from pathlib import Path
from unicodedata import normalize

import pytest

from benchmarks.charsets import encoded
from pipeline.reading.articles import read_articles
from pipeline.reading.charset import CHARSETS, decode
from pipeline.reading.inputs import Loaded, Options

REAL = Path(__file__).parents[3] / "shared" / "real" / "articles"


@pytest.fixture(scope="module")
def real():
    if not REAL.is_dir():
        pytest.skip(f"no real articles at {REAL}")
    return {path.stem: path.read_bytes().decode("utf-8-sig") for path in sorted(REAL.glob("*.txt"))}


def read(data, kind):
    return list(read_articles(["-"], io.BytesIO(data), Options(format=kind)))


def texts_of(items):
    return {item.article.id: item.article.text for item in items if isinstance(item, Loaded)}


def as_jsonl(texts):
    return "\n".join(
        json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in texts.items()
    ).encode()


def as_csv(texts):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("id", "text"), *texts.items()])
    return file.getvalue().encode()


def as_tsv(texts):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter="\t").writerows([("title", "content", "guid"), *(("", t, n) for n, t in texts.items())])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def as_zip(texts, suffix="txt"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.{suffix}", text.encode())
    return data.getvalue()


def as_tar(texts):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in texts.items():
            info = tarfile.TarInfo(f"{name}.txt")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return data.getvalue()


def as_feed(texts):
    items = "".join(
        f"<item><guid>{name}</guid><description>{html.escape(as_paragraphs(text))}</description></item>"
        for name, text in texts.items()
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def as_atom(texts):
    entries = "".join(
        f"<entry><id>{name}</id><summary>Tin</summary><content type='html'>{html.escape(as_paragraphs(text))}</content>"
        "</entry>"
        for name, text in texts.items()
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode()


def as_page(text):
    return (
        "<html><head><meta charset=utf-8><title>Tin</title></head><body>"
        "<nav class='menu'><a href='/'>Trang chủ</a></nav><h1>Tin</h1><article>"
        f"{as_paragraphs(text)}</article><div class='related'><a href='/1'>Bài khác</a></div><footer>© Báo</footer>"
    )


def as_paragraphs(text):
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())


def lines(text):
    """Pages know no other white space than single spaces and lines."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("make", "kind"),
    [(as_jsonl, "jsonl"), (as_csv, "csv"), (as_tsv, "csv"), (as_zip, "zip"), (as_tar, "tar")],
    ids=["jsonl", "csv", "tsv", "zip", "tar"],
)
def test_tables_and_archives_give_them_back_exactly(real, make, kind):
    read_back = {name.removeprefix("stdin/"): text for name, text in texts_of(read(make(real), kind)).items()}
    assert read_back == real


@pytest.mark.parametrize("make", [as_feed, as_atom], ids=["rss", "atom"])
def test_feeds_give_them_back_but_for_white_space(real, make):
    assert texts_of(read(make(real), "feed")) == {name: lines(text) for name, text in real.items()}


def test_html_in_a_column_gives_them_back_but_for_white_space(real):
    marked_up = as_jsonl({name: as_paragraphs(text) for name, text in real.items()})
    assert texts_of(read(marked_up, "jsonl")) == {name: lines(text) for name, text in real.items()}


def test_pages_give_them_back_but_for_white_space(real):
    pages = as_zip({name: as_page(text) for name, text in real.items()}, "html")
    assert texts_of(read(pages, "zip")) == {f"stdin/{name}": lines(text) for name, text in real.items()}


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_files_and_stdin_give_them_back_exactly(real, tmp_path, suffix):
    for name, text in real.items():
        (tmp_path / f"{name}.{suffix}").write_bytes(text.encode())
        assert texts_of(read(text.encode(), None)) == {"stdin": text}
    assert texts_of(read_articles([str(tmp_path)])) == real


@pytest.mark.parametrize("charset", CHARSETS)
def test_every_charset_gives_back_what_it_can_hold(real, tmp_path, charset):
    held = {}
    for name, text in real.items():
        data = encoded(text, charset)
        held[name] = decode(data, charset)[0]
        (tmp_path / f"{name}.txt").write_bytes(data)
    assert texts_of(read_articles([str(tmp_path)])) == held
    if charset.startswith("utf"):
        assert held == {name: normalize("NFC", text) for name, text in real.items()}
