"""Many articles by the Python API: order, failures, and the same result from several processes."""

from datetime import date, datetime

import pytest

from pipeline.article import Article
from pipeline.batch.extracting import extract_many
from pipeline.extraction import extract
from pipeline.reading.inputs import Failure
from pipeline.record import Record

TEXTS = [f"Ngày {day}/5/2012, UBND tỉnh Quảng Ninh ban hành Quyết định số {day}/QĐ-UBND." for day in range(1, 13)]
ARTICLES = [Article(f"tin-{number}", text, published=date(2012, 6, 1)) for number, text in enumerate(TEXTS)]


@pytest.mark.parametrize("processes", [1, 2])
def test_records_are_those_of_extract_in_order(processes):
    assert list(extract_many(ARTICLES, processes=processes)) == [extract(article) for article in ARTICLES]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_lone_surrogate_fails_with_article_and_offset(processes):
    articles = [ARTICLES[0], Article("bad", "Hạ Long \ud83d", source={"file": "x/bad.txt"}), ARTICLES[1]]
    first, failure, last = extract_many(articles, processes=processes)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert failure == Failure(
        "x/bad.txt",
        "ValueError",
        "article 'bad': text holds half a character (lone surrogate U+D83D) at offset 8",
    )


def test_a_lone_surrogate_elsewhere_is_named_too():
    with pytest.raises(ValueError, match="article 'a': title holds half a character"):
        extract(Article("a", "Hạ Long", title="\udc00"))


@pytest.mark.parametrize("published", ["2024-05-01", datetime(2024, 5, 1, 8, 30), 20240501])
def test_a_day_of_publication_that_is_no_date_is_told_at_once(published):
    with pytest.raises(TypeError, match=r"published is .*2024.*give a datetime\.date"):
        extract("Hôm qua, Hạ Long họp.", published=published)


def test_an_exception_in_extraction_is_a_failure_of_its_article(monkeypatch):
    def find(page, *_):
        raise KeyError(page.text)

    monkeypatch.setattr("pipeline.extraction.find", find)
    assert list(extract_many([Article("a", "Hạ Long")])) == [Failure("a", "KeyError", "'Hạ Long'")]


def test_at_least_one_process():
    with pytest.raises(ValueError, match="at least 1, not 0"):
        extract_many([], processes=0)


def test_tokens_and_sentences_are_bounds_in_the_raw_text():
    text = "Thuỷ lợi  Quảng Ninh.\r\nVịnh Hạ Long\u0301 đẹp."
    [record] = extract_many([Article("a", text)], tokens=True)
    assert [text[start:end] for start, end in record.sentences] == ["Thuỷ lợi  Quảng Ninh.", "Vịnh Hạ Long\u0301 đẹp."]
    covered = {index for start, end in record.tokens for index in range(start, end)}
    assert {index for index, letter in enumerate(text) if not letter.isspace()} <= covered
    assert extract(text).tokens is None


def test_nothing_is_found_in_the_names_of_pictures():
    [record] = extract_many([Article("a", "Tin ảnh\nha-long-2024.jpg\nẢnh: N.H, năm 2024")])
    start, end = record.text.index("ha-long"), record.text.index(".jpg") + 4
    assert record.mentions
    assert not [mention for mention in record.mentions if mention.start < end and start < mention.end]
