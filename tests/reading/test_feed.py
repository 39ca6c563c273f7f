"""RSS and Atom: an article an entry."""

from datetime import date

import pytest

from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Failure, Loaded

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Báo tỉnh</title>
<item><title>Tin một</title><link>https://a.example/1</link><guid>bai-1</guid><category>Kinh tế</category>
<pubDate>Sun, 12 May 2024 18:00:00 GMT</pubDate>
<description>Tóm tắt</description>
<content:encoded><![CDATA[<p>Đoạn <b>một</b>.</p><script>x()</script><p>Đoạn hai.</p>]]></content:encoded></item>
<item><title>Tin hai</title><link>https://a.example/2</link>
<description>&lt;img src="a.jpg"&gt; Chỉ có tóm tắt.</description></item>
<item><title>Tin ba</title></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title><entry>
<id>tag:a,2024:9</id><title>Tin</title><updated>2024-05-12T08:00:00+07:00</updated><author><name>N.H</name></author>
<content type="html">&lt;div&gt;Hạ Long&lt;/div&gt;</content></entry></feed>"""


def read(tmp_path, name, content):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([str(tmp_path / name)]))


def test_entries_of_rss_are_articles(tmp_path):
    one, two, three = read(tmp_path, "tin.rss", RSS)
    assert (one.article.id, one.article.title, one.article.text) == ("bai-1", "Tin một", "Đoạn một.\nĐoạn hai.")
    assert one.article.published == date(2024, 5, 13)
    assert one.article.source == {
        "file": "tin.rss", "format": "feed", "url": "https://a.example/1", "section": "Kinh tế"
    }  # fmt: skip
    assert (two.article.text, two.article.published) == ("Chỉ có tóm tắt.", None)
    assert isinstance(three, Failure)
    assert (three.file.rpartition("/")[2], three.is_article) == ("tin.rss#3", True)


def test_entries_of_atom_are_articles(tmp_path):
    [loaded] = read(tmp_path, "tin.xml", ATOM)
    assert (loaded.article.id, loaded.article.text, loaded.article.source["author"]) == (
        "tag:a,2024:9",
        "Hạ Long",
        "N.H",
    )
    assert loaded.article.published == date(2024, 5, 12)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_feeds_in_other_charsets(tmp_path, encoding):
    text = "UBND ti\u0309nh ho\u0323p ba\u0300n quyê\u0301t đi\u0323nh gia\u0309m thuê\u0301"
    item = f"<item><description>{text}</description></item>"
    feed = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>{item}</channel></rss>'
    [loaded] = read(tmp_path, "a.xml", feed.encode(encoding))
    assert loaded.article.text == text
    assert loaded.article.id == "a#1"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></rss>', "entities"),
        ("<x><y/></x>", "not an RSS or Atom feed"),
        ("", "not an RSS or Atom feed"),
        ("/etc/passwd", "not an RSS or Atom feed"),
        ("http://localhost:1/feed", "not an RSS or Atom feed"),
    ],
    ids=["laughs", "xml", "empty", "path", "address"],
)  # fmt: skip
def test_what_is_no_feed_is_an_error(tmp_path, content, reason):
    [failure] = read(tmp_path, "a.xml", content)
    assert reason in failure.message


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    feed = f'<!DOCTYPE x SYSTEM "{secret.as_uri()}">{RSS.partition("?>")[2]}'
    items = read(tmp_path, "a.xml", feed)
    assert not any("bí mật" in item.article.text for item in items if isinstance(item, Loaded))
