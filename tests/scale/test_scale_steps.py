"""The steps in pipelines of one's own: documents of any reader in, records out."""

import json
from datetime import date, datetime

import pytest
from conftest import lines, records

pytest.importorskip("datatrove", reason="datatrove is not installed: pip install 'tintinh[datatrove]'")

from datatrove.data import Document

from pipeline.article import Article
from pipeline.batch.workers import NO_LIMITS
from pipeline.extraction import extract
from pipeline.scale.steps import ExtractRecords, ReadArticles, WriteRecords

TEXT = "Hôm qua, TP. Hạ Long tăng 5%."


def extracted(*documents, **options):
    return list(ExtractRecords(limits=NO_LIMITS, **options).run(iter(documents)))


@pytest.mark.parametrize(
    "published",
    [date(2024, 6, 15), datetime(2024, 6, 15, 8, 30), "2024-06-15", "15/6/2024"],
    ids=["day", "moment", "iso", "written"],
)
def test_metadata_are_read_as_the_columns_of_a_table(published):
    told = {"headline": "Tin", "date": published, "url": "https://bao.vn/1", "file_path": "s3://news/1.parquet"}
    [document] = extracted(Document(TEXT, "a", metadata=told))
    source = {"file": "s3://news/1.parquet", "url": "https://bao.vn/1"}
    article = Article("a", TEXT, title="Tin", published=date(2024, 6, 15), source=source)
    assert document.metadata["record"] == extract(article).to_line()
    assert document.text == TEXT


def test_columns_of_other_names():
    [document] = extracted(
        Document(TEXT, "a", metadata={"ngay": "2024-06-15", "text": "x"}), columns={"published": "ngay"}
    )
    record = json.loads(document.metadata["record"])
    assert (record["published"], record["text"]) == ("2024-06-15", TEXT)


def test_what_fails_says_so_and_stops_nothing():
    bad, good = extracted(Document("Hạ Long", "a", metadata={"published": "hôm nào"}), Document("Hạ Long", "b"))
    assert bad.metadata["error"]["error"] == "MetadataError"
    assert bad.metadata["error"].keys() == {"file", "error", "message", "retry"}
    assert json.loads(good.metadata["record"])["id"] == "b"
    [half] = extracted(Document("Hạ Long \ud83d", "c"))
    assert half.metadata["error"]["id"] == "c"


def test_a_step_between_may_change_the_text(given, tmp_path):
    def upper(documents):
        for document in documents:
            document.text = document.text.upper()
            yield document

    read = upper(ReadArticles([str(given / "2024" / "tin-0.txt")]).run(None))
    [document] = ExtractRecords(limits=NO_LIMITS).run(read)
    assert json.loads(document.metadata["record"])["text"].startswith("NGÀY 1/5/2012")


def test_the_steps_can_be_used_without_a_plan(given, plain, tmp_path):
    step = WriteRecords(str(tmp_path))
    for rank in range(2):
        list(step.run(ExtractRecords(limits=NO_LIMITS).run(ReadArticles([str(given)]).run(None, rank, 2)), rank, 2))
    assert records(tmp_path) == lines(plain / "records.jsonl")
