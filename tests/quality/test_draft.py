"""A draft is what the extraction finds, in the form of gold."""

import json
from datetime import date

from pipeline.article import Article
from pipeline.extraction import extract
from pipeline.quality.draft import articles, draft
from pipeline.quality.gold import load_pair, to_json
from pipeline.reading.inputs import Failure

TEXT = "Hôm qua, UBND tỉnh Quảng Ninh ban hành Quyết định số 9/QĐ-UBND; GRDP tăng 7,5%. TP. Hạ Long vui."


def test_a_draft_has_every_mention_and_the_keys_of_the_guideline_alone(tmp_path):
    article = Article("a", TEXT, published=date(2024, 6, 15), province="Quảng Ninh")
    gold = json.loads(to_json(draft(article)))
    found = extract(article).mentions
    assert [(m["label"], m["start"], m["end"], m["text"]) for m in gold["mentions"]] == [
        (m.label, m.start, m.end, m.text) for m in found
    ]
    values = {mention["text"]: mention["value"] for mention in gold["mentions"]}
    assert values["Hôm qua"] == {"iso": "2024-06-14"}
    assert list(values["Quyết định số 9/QĐ-UBND"]) == ["type", "symbol", "issued", "issuer", "subject"]
    assert list(values["7,5%"]) == ["low", "high", "unit", "comparator", "direction", "indicator"]
    assert "rule_id" not in gold["mentions"][0]
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.json").write_text(to_json(draft(article)), "utf-8")
    assert load_pair(tmp_path / "a.json", tmp_path).article.published == date(2024, 6, 15)


def test_an_article_is_named_by_its_file_as_gold_is(tmp_path):
    (tmp_path / "tin.txt").write_text("---\nid: other\npublished: 2024-06-15\n---\nHạ Long", "utf-8")
    (tmp_path / "tin.text").write_text("Hạ Long", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    found = list(articles([str(tmp_path)]))
    [article] = [item for item in found if isinstance(item, Article)]
    assert (article.id, article.text, article.published) == ("tin", "Hạ Long", date(2024, 6, 15))
    failures = [item.file.split("/")[-1] for item in found if isinstance(item, Failure)]
    assert failures == ["bad.txt", "tin.text"]
