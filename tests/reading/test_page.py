"""Pages in the markup of many kinds of sites: the article comes out, and nothing of what stands around it."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.reading import page as page_module
from pipeline.reading import page_text
from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Failure, Loaded

PAGES = Path(__file__).parent / "pages"

TOLD = {
    "amp": (date(2020, 8, 5), {"author": "Thu Hà", "url": "https://baodanang.example/benh-vien.html"}),
    "caption-tables": (date(2019, 9, 20), {}),
    "cms-json-ld": (
        date(2020, 10, 22),
        {"author": "Lê Trường", "section": "Thời sự", "url": "https://baoquangtri.example/tien-dua-337.html"},
    ),
    "data-table": (date(2022, 12, 30), {"author": "Phương Lê"}),
    "liferay-portal": (date(2025, 4, 10), {}),
    "line-breaks": (None, {}),
    "photocms": (
        date(2022, 5, 16),  # 17:45 UTC is the next day in Vietnam
        {"author": "Hoàng Lan", "section": "Xã hội", "url": "https://baodongnai.example/phat-giao-2022.htm"},
    ),
    "print-view": (date(2020, 7, 22), {}),
    "short-notice": (date(2024, 6, 15), {}),
    "tables-2006": (date(2008, 8, 1), {}),
    "wordpress": (
        date(2023, 11, 12),
        {"author": "Nguyễn Thị Hoa", "url": "https://vannghe.example/2023/11/nghe-nhan/"},
    ),
}


def read(folder, **files):
    for name, content in files.items():
        (folder / f"{name}.html").write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([str(folder)]))


def page(
    head="",
    body="",
    text="Sáng 5/5, UBND tỉnh Quảng Ninh tổ chức hội nghị triển khai kế hoạch phát triển kinh tế - xã hội năm 2024.",
):
    return f"<html><head>{head}</head><body>{body}<p>{text}</p></body></html>"


def test_every_page_is_listed():
    assert sorted(path.stem for path in PAGES.glob("*.html")) == sorted(TOLD)


@pytest.mark.parametrize("name", sorted(TOLD))
def test_the_article_comes_out_of_the_page(name):
    [loaded] = read_articles([str(PAGES / f"{name}.html")])
    article = loaded.article
    published, source = TOLD[name]
    assert article.text + "\n" == (PAGES / f"{name}.txt").read_text("utf-8")
    assert article.id == name
    assert article.published == published
    assert article.source == {"file": f"{name}.html", "format": "html", **source}
    assert article.title
    assert article.title not in article.text


def test_what_is_told_outside_wins_over_the_page(tmp_path):
    side = {"path": "a.html", "published": "2024-01-02", "province": "Quảng Ninh"}
    (tmp_path / "articles.jsonl").write_text(json.dumps(side))
    [loaded] = read(tmp_path, a=page('<meta property="article:published_time" content="2023-05-05"><title>Tin</title>'))
    assert loaded.article.published == date(2024, 1, 2)
    assert (loaded.article.province, loaded.article.title) == ("Quảng Ninh", "Tin")


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2024-05-12T23:30:00+07:00">', "", date(2024, 5, 12)),
        ('<meta name="pubdate" content="hôm qua"><meta name="dc.date" content="12/05/2024">', "", date(2024, 5, 12)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', "", None),
        ('<script type="application/ld+json">[{"@type": ["Article"], "datePublished": "2024-05-12"}]</script>', "",
         date(2024, 5, 12)),
        ("", "<div>Thứ Hai, 15/06/2026</div><h1>Tin</h1>", None),
        ("", "<h1>Tin</h1><p>Ngày đăng: 12/05/2024 08:30</p>", date(2024, 5, 12)),
        ("", "<h1>Tin</h1><p>Ngày 12/5/2024, tỉnh họp.</p>", None),
        ("", "<h1>Tin</h1><time datetime='2024-05-12'>hôm qua</time>", date(2024, 5, 12)),
        ('<meta name="pubdate" content="31/02/2024">', "", None),
    ],
    ids=["zone", "second-meta", "broken-json", "json-list", "header-date", "line", "sentence", "time", "impossible"],
)  # fmt: skip
def test_the_day_is_taken_from_what_the_page_says(tmp_path, head, body, published):
    [loaded] = read(tmp_path, a=page(head, body))
    assert loaded.article.published == published


def test_a_page_without_an_article_is_an_error(tmp_path):
    items = read(tmp_path, a="", b="<html><body></body></html>", c="<script>var a = 1</script>")
    assert [type(item) for item in items] == [Failure] * 3
    assert all(item.is_article and item.message for item in items)


def test_bytes_that_are_not_utf8_in_a_menu_do_no_harm_and_in_the_article_they_do(tmp_path):
    menu = "<nav class='menu'><ul>" + "<li><a href='/'>Trang chủ của báo</a></li>" * 200 + "</ul></nav>"
    good = page("<meta charset=utf-8>", menu).encode()
    menu_cut = good.replace("Trang chủ".encode(), "Trang chủ".encode()[:-1], 1)
    text_cut = good.replace("hội nghị".encode(), "hội nghị".encode()[:-1])
    first, second = read(tmp_path, a=menu_cut, b=text_cut)
    assert isinstance(first, Loaded)
    assert (second.error, second.file) == ("UnreadableError", f"{tmp_path}/b.html")


def test_entities_and_deep_nesting_do_not_hang_or_break(tmp_path):
    laughs = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>'
    deep = "<div>" * 100_000 + "Sáng 5/5, tỉnh họp."
    items = read(tmp_path, a=laughs, b=deep, c="<table><tr><td>" * 3000)
    assert len(items) == 3
    assert not any(isinstance(item, Loaded) and "ha" in item.article.text for item in items)
    assert "nested too deep" in items[1].message
    assert "nested too deep" in items[2].message


def test_a_page_of_too_many_elements_is_an_error_and_one_of_many_comments_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(page_text, "MOST_ELEMENTS", 1000)
    first, second = read(tmp_path, a=page(text="<br>Hạ Long" * 1000), b=page("<!-- a -->" * 2000, "<!-- b -->" * 2000))
    assert first.message == "refused: it has more than 1,000 elements"
    assert isinstance(second, Loaded)


def test_lists_of_other_articles_are_left_out_wherever_they_stand(tmp_path):
    links = "<ul><li><a href='/1'>Khánh thành cầu mới ở huyện</a> (01/05/2024)</li></ul>"
    many = f"<h3>Tin khác</h3>{links}<p>Sáng 6/5, tỉnh họp bàn tiếp về <a href='/2'>kế hoạch</a> năm 2024.</p>" * 50
    [loaded] = read(tmp_path, a=page(body=f"<div>{many}<h3>Tin liên quan</h3>{links}</div>"))
    assert "Khánh thành" not in loaded.article.text
    assert "Tin khác" not in loaded.article.text
    assert loaded.article.text.count("Sáng 6/5") >= 1


def test_a_page_too_large_is_an_error(tmp_path):
    [failure] = read(tmp_path, a=b" " * (page_module.LIMIT + 1))
    assert failure.message == "larger than 8 MiB, which is no article"
