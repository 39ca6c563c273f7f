"""The parts add up to the whole, each under its name."""

from collections import Counter

import pytest

from pipeline.article import Article
from pipeline.quality.breakdown import by_article, by_province, by_rule, provinces
from pipeline.quality.match import Answer
from pipeline.quality.score import scores
from pipeline.record import MENTIONS

TEXT = "UBND tỉnh Quảng Ninh họp tại Hạ Long với Sở Y tế."


def mention(label, words, rule_id=None):
    start = TEXT.index(words)
    given = {"label": label, "start": start, "end": start + len(words), "text": words, "rule_id": rule_id}
    return MENTIONS.validate_python([given])[0]


def answer(name, gold, predicted, province=None, failure=None):
    return Answer(Article(name, TEXT, province=province), tuple(gold), tuple(predicted), failure)


@pytest.fixture
def given():
    committee, town, office = ("ORG", "UBND tỉnh Quảng Ninh"), ("LOC", "Hạ Long"), ("ORG", "Sở Y tế")
    gold = [mention(*committee), mention(*town), mention(*office)]
    return [
        answer("b", gold, [mention(*committee, "org.government"), mention(*town, "loc.unit")], "Quảng Ninh"),
        answer("a", gold, [mention("ORG", "UBND tỉnh", "org.government"), mention("LOC", "Quảng Ninh", "loc.unit")]),
        answer("c", gold, [], failure="KeyError: 'boom'"),
    ]


def test_each_article_has_the_scores_it_has_alone(given):
    parts = by_article(given)
    assert list(parts) == ["a", "b", "c"]
    assert all(parts[answer.article.id] == scores([answer]) for answer in given)
    assert parts["c"].failures == (("c", "KeyError: 'boom'"),)
    assert (parts["c"].rows[-1].gold, parts["c"].rows[-1].strict.recall) == (3, 0.0)


def test_each_province_has_its_articles(given):
    parts = by_province(given, known={"a": "Quảng Ninh", "b": "Hà Nội"})
    assert {name: part.articles for name, part in parts.items()} == {"-": 1, "Quảng Ninh": 2}
    assert parts["Quảng Ninh"] == scores([given[0], given[1]])


def test_provinces_are_told_by_the_head_or_the_side_file(tmp_path):
    (tmp_path / "a.txt").write_text("---\nprovince: Quảng Ninh\n---\nHạ Long", "utf-8")
    (tmp_path / "b.txt").write_text("Hà Nội", "utf-8")
    (tmp_path / "c.txt").write_text("Huế", "utf-8")
    (tmp_path / "articles.jsonl").write_text('{"path": "b.txt", "province": "Hà Nội"}\n', "utf-8")
    assert provinces(tmp_path) == {"a": "Quảng Ninh", "b": "Hà Nội"}


def test_rules_by_hand(given):
    told = [(r.rule_id, r.label, r.found, r.strict, r.overlap, r.precision) for r in by_rule(given)]
    assert told == [("org.government", "ORG", 2, 1, 2, 0.5), ("loc.unit", "LOC", 2, 1, 1, 0.5)]
    low, high = by_rule(given)[0].interval
    assert 0.0 <= low <= 0.5 <= high <= 1.0
    assert by_rule(given[:1])[0].interval is None


def test_rules_add_up_to_the_labels(given):
    found, right = Counter(), Counter()
    for rule in by_rule(given):
        found[rule.label] += rule.found
        right[rule.label] += rule.strict
    for row in scores(given).rows[:-1]:
        assert (row.predicted, row.strict.matched) == (found[row.label], right[row.label])


def test_only_rules_of_the_labels_asked_for(given):
    assert [rule.rule_id for rule in by_rule(given, ["LOC"])] == ["loc.unit"]


def test_a_mention_without_a_rule_is_counted_under_a_dash(given):
    assert [rule.rule_id for rule in by_rule([answer("d", [], [mention("LOC", "Hạ Long")])])] == ["-"]
