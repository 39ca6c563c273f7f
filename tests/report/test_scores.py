"""The tables of scores: a figure with its support, or a dash."""

import json

import pytest
from typer.testing import CliRunner

from pipeline import extract
from pipeline.article import Article
from pipeline.cli.app import app
from pipeline.quality.differences import differences
from pipeline.quality.gold import gold_of, to_json
from pipeline.quality.match import Answer
from pipeline.report.scores import listing

TEXTS = {"a": "Năm 2023, UBND tỉnh Quảng Ninh họp.", "b": "Năm 2024, GDP của Việt Nam tăng 5,05%."}


@pytest.fixture
def scored(tmp_path):
    """Gold that knows nothing of the year in b."""
    for folder in ("gold", "corpus"):
        (tmp_path / folder).mkdir()
    for name, text in TEXTS.items():
        mentions = extract(text).mentions
        gold = gold_of(Article(name, text), mentions[1:] if name == "b" else mentions)
        (tmp_path / "gold" / f"{name}.json").write_text(to_json(gold), "utf-8")
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, "utf-8")
    line = {"path": "a.txt", "province": "Quảng Ninh"}
    (tmp_path / "corpus" / "articles.jsonl").write_text(json.dumps(line), "utf-8")
    return "--gold", str(tmp_path / "gold"), "--corpus", str(tmp_path / "corpus"), "--label", "DATE"


def call(*arguments):
    result = CliRunner().invoke(app, ["score", *arguments])
    assert result.exit_code == 0
    return result.stdout


def rows(printed):
    return [line.split() for line in printed.splitlines()]


def test_the_last_row_is_without_labels(scored):
    told = rows(call(*scored))
    assert [
        "any",
        "label",
        "1",
        "2",
        "0.500",
        "1.000",
        "0.667",
        "0.000-1.000",
        *"0.500 1.000 0.667 0.000-1.000".split(),
    ] in told
    assert ["DATE", "iso", "1", "1", "1.000", "1.000-1.000"] in told


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("article", [["a", "1", "1", "1", "1.000"], ["b", "1", "0", "1", "0.000", "-"]]),
        ("province", [["-", "1", "0", "1", "0.000", "-"], ["Quảng", "Ninh", "1", "1", "1", "1.000"]]),
        ("rule", [["date.year", "DATE", "2", "1", "1", "0.500", "0.000-1.000"]]),
    ],
)
def test_each_part_has_a_line(scored, part, expected):
    told = rows(call(*scored, "--by", part))
    head = next(index for index, row in enumerate(told) if row[:1] == [part])
    assert len(told) == head + 1 + len(expected)
    for row, start in zip(told[head + 1 :], expected, strict=True):
        assert row[: len(start)] == start


def test_json_holds_the_parts_asked_for(scored):
    told = json.loads(call(*scored, "--json", "--by", "article", "--by", "rule"))
    assert [name for name in told if name.startswith("by_")] == ["by_article", "by_rule"]
    assert told["by_article"]["b"]["rows"][0]["strict"]["precision"] == 0.0
    assert told["by_article"]["b"]["rows"][0]["strict"]["recall"] is None
    assert (told["any_label"]["gold"], told["any_label"]["predicted"]) == (1, 2)
    [rule] = told["by_rule"]
    assert (rule["rule_id"], rule["found"], rule["strict"], rule["precision"]) == ("date.year", 2, 1, 0.5)


def test_what_an_article_says_cannot_steer_the_terminal():
    text = "Năm 2023\x1b[31m,\r\nGDP tăng."
    missed = extract(text).mentions
    line = "\n".join(listing(differences([Answer(Article("a\x07", text), missed, ())])))
    assert "⟦Năm 2023⟧␛[31m, GDP tăng.…" in line
    assert not set("\x1b\x07\r") & set(line)
