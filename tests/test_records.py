"""The records of the corpus, mention by mention: every change of a rule shows here what it changed."""

import json
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pipeline.batch.extracting import extract_files
from pipeline.record import Record

CORPUS = Path(__file__).parent.parent / "corpus"
IDS = sorted(path.stem for path in CORPUS.glob("*.txt"))


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    results = list(extract_files([str(CORPUS)]))
    assert all(isinstance(result, Record) for result in results)
    return {record.id: record for record in results if isinstance(record, Record)}


def as_lines(record: Record) -> str:
    """One mention or link a line, so that a difference reads well; the text itself stays in the corpus."""
    data = json.loads(record.to_line())
    head = {key: data[key] for key in ("id", "title", "published", "province", "source")}
    rows = [head, *data["mentions"], *data["links"]]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


@pytest.mark.parametrize("article", IDS)
def test_record_is_as_before(article: str, records: dict[str, Record], file_regression: FileRegressionFixture) -> None:
    file_regression.check(as_lines(records[article]), extension=".jsonl", encoding="utf-8")


def test_every_article_has_a_record(records: dict[str, Record]) -> None:
    assert sorted(records) == IDS


@pytest.mark.parametrize("article", IDS)
def test_mentions_and_links_say_where_they_stand(article: str, records: dict[str, Record]) -> None:
    record = records[article]
    last = 0
    for mention in record.mentions:
        assert record.text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        assert mention.rule_id
        last = mention.end
    for link in record.links:
        words = record.text[link.start : link.end]
        assert words == words.strip() != ""
        if link.target is not None:
            target = record.mentions[link.target]
            if link.kind == "office":
                assert link.start <= target.start < target.end <= link.end
            else:
                assert (target.start, target.end) == (link.start, link.end)
