"""The gate holds what was reached: floors rise by themselves and fall with a reason only."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from pipeline import extract
from pipeline.article import Article
from pipeline.cli.app import app
from pipeline.quality.floors import fingerprint, load, measure
from pipeline.quality.gold import gold_of, load_gold, to_json
from pipeline.quality.score import score

TEXTS = {
    "a": "Ngày 5/5/2012, UBND tỉnh Quảng Ninh ban hành Quyết định số 9/QĐ-UBND.",
    "b": "Năm 2023, GDP của Việt Nam tăng 5,05%.",
    "c": "Sáng 6/5/2012, HĐND tỉnh Quảng Ninh họp.",
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Gold and corpus that the rules meet wholly."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpus").mkdir()
    for name, text in TEXTS.items():
        article = Article(name, text)
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, "utf-8")
        (tmp_path / "gold" / f"{name}.json").write_text(to_json(gold_of(article, extract(article).mentions)), "utf-8")
    return tmp_path


@pytest.fixture
def pinned(place):
    assert gate("--update").exit_code == 0
    return place


def gate(*arguments):
    return CliRunner().invoke(app, ["gate", "--gold", "gold", "--corpus", "corpus", *arguments])


def written(place):
    return json.loads((place / "gold" / "floors.json").read_text("utf-8"))


def worsen(monkeypatch):
    """Rules that find one date less and read another wrong."""

    def worse(article, **options):
        record = extract(article)
        if article.id == "a":
            return record.model_copy(update={"mentions": record.mentions[1:], "links": ()})
        dates = [m.value.model_copy(update={"iso": "1999"}) for m in record.mentions[:1]]
        first = record.mentions[0].model_copy(update={"value": dates[0]})
        return record.model_copy(update={"mentions": (first, *record.mentions[1:])})

    monkeypatch.setattr("pipeline.cli.quality.extract", worse)


def test_without_floors_the_gate_is_refused(place):
    result = gate()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "floors.json: no such file; --update makes it" in result.stderr


def test_the_file_holds_floors_pins_and_nothing_of_the_day(pinned):
    content = written(pinned)
    assert content["floors"]["DATE strict"] == content["floors"]["DATE.iso"] == 1.0
    assert {name.partition(" ")[0] for name in content["floors"]} >= {"DOC", "DATE", "PERCENT", "ORG", "LOC"}
    assert "PER strict" not in content["floors"]
    assert content["pins"]["articles"] == 3
    assert content["pins"]["mentions"]["DATE"] == 3
    assert content["pins"]["gold"] == fingerprint(pinned / "gold")
    assert content["regressions"] == []
    text = (pinned / "gold" / "floors.json").read_text("utf-8")
    assert text == json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_what_was_pinned_holds_and_is_pinned_again_the_same(pinned):
    before = (pinned / "gold" / "floors.json").read_bytes()
    result = gate()
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "all floors hold")
    assert gate("--update").exit_code == 0
    assert (pinned / "gold" / "floors.json").read_bytes() == before


def test_a_fall_fails_and_is_refused_as_an_update(pinned, monkeypatch):
    before = (pinned / "gold" / "floors.json").read_bytes()
    worsen(monkeypatch)
    result = gate()
    assert result.exit_code == 1
    assert "DATE strict is 0.8, below its floor 1.0" in result.stdout.splitlines()
    assert "DATE.iso is 0.0, below its floor 1.0" in result.stdout.splitlines()
    refused = gate("--update")
    assert refused.exit_code == 1
    assert "nothing was written" in refused.stdout
    assert (pinned / "gold" / "floors.json").read_bytes() == before


def test_a_floor_falls_with_a_reason_that_stays(pinned, monkeypatch):
    with monkeypatch.context() as worse:
        worsen(worse)
        assert gate("--update", "--allow-regression", "ngày bị mất").exit_code == 0
        assert gate().exit_code == 0
    fallen = written(pinned)
    fell = {"DATE overlap": (1.0, 0.8), "DATE strict": (1.0, 0.8), "DATE.iso": (1.0, 0.0)}
    assert fallen["regressions"] == [
        {"reason": "ngày bị mất", "fell": {name: {"before": a, "after": b} for name, (a, b) in fell.items()}}
    ]
    assert gate().exit_code == 0
    assert gate("--update", "--allow-regression", "nothing fell").exit_code == 0
    risen = written(pinned)
    assert (risen["floors"]["DATE strict"], risen["regressions"]) == (1.0, fallen["regressions"])
    worsen(monkeypatch)
    assert gate("--update", "--allow-regression", "again").exit_code == 0
    assert [each["reason"] for each in written(pinned)["regressions"]] == ["ngày bị mất", "again"]


def test_a_changed_corpus_fails_until_it_is_pinned(pinned):
    (pinned / "corpus" / "articles.jsonl").write_text("", "utf-8")
    result = gate()
    assert result.exit_code == 1
    assert any(line.startswith("corpus changed: pinned ") for line in result.stdout.splitlines())
    assert gate("--update").exit_code == 0
    assert gate().exit_code == 0


def test_changed_gold_is_named_with_what_became_less(pinned):
    gold = load_gold(pinned / "gold" / "a.json")
    fewer = gold.model_copy(update={"mentions": gold.mentions[:-1]})
    (pinned / "gold" / "a.json").write_text(to_json(fewer), "utf-8")
    lines = gate().stdout.splitlines()
    assert any(line.startswith("gold changed: pinned ") for line in lines)
    assert "gold mentions of DOC changed: pinned 1, found 0" in lines


def test_an_article_less_is_named(pinned):
    (pinned / "gold" / "b.json").unlink()
    result = gate()
    assert result.exit_code == 1
    assert "articles changed: pinned 3, found 2" in result.stdout.splitlines()
    assert "PERCENT strict is not measured any more, below its floor 1.0" in result.stdout.splitlines()
    assert gate("--update", "--allow-regression", "no percentages left").exit_code == 0
    assert written(pinned)["regressions"][0]["fell"]["PERCENT strict"] == {"before": 1.0, "after": None}


def test_a_new_score_without_a_floor_fails_until_it_is_pinned(pinned):
    content = written(pinned)
    del content["floors"]["ORG strict"]
    (pinned / "gold" / "floors.json").write_text(json.dumps(content), "utf-8")
    result = gate()
    assert (result.exit_code, "ORG strict has no floor" in result.stdout.splitlines()) == (1, True)
    assert gate("--update").exit_code == 0
    assert written(pinned)["floors"]["ORG strict"] == 1.0


def test_a_failed_extraction_fails_and_can_never_be_pinned(pinned, monkeypatch):
    def broken(article, **options):
        if article.id == "b":
            raise KeyError("boom")
        return extract(article)

    monkeypatch.setattr("pipeline.cli.quality.extract", broken)
    assert "extraction failed on b: KeyError: 'boom'" in gate().stdout.splitlines()
    assert gate("--update", "--allow-regression", "so be it").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [["--allow-regression", "why"], ["--update", "--allow-regression", " "]],
    ids=["without-update", "blank"],
)
def test_a_regression_needs_an_update_and_a_reason(pinned, arguments):
    result = gate(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--allow-regression needs --update and a reason" in result.stderr


@pytest.mark.parametrize("content", ["{", '{"floors": {}}', '{"pins": 1}'], ids=["json", "keys", "type"])
def test_floors_that_cannot_be_read_are_refused(pinned, content):
    (pinned / "gold" / "floors.json").write_text(content, "utf-8")
    result = gate()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "floors.json: " in result.stderr


def test_gold_for_another_text_is_refused(pinned):
    (pinned / "corpus" / "a.txt").write_text("khác", "utf-8")
    result = gate()
    assert result.exit_code == 2
    assert "a.json: made for another text" in result.stderr


def test_a_floor_is_never_more_than_what_was_reached(place):
    result = score(place / "gold", place / "corpus")
    row = result.rows[0]
    for reached, floor in ((2 / 3, 0.6666), (0.57, 0.57), (0.99999, 0.9999), (1.0, 1.0)):
        figure = row.strict.__class__(1, None, None, reached, None)
        told = measure(result.__class__(1, (row.__class__("DOC", 1, 1, figure, figure),), row, (), ()))
        assert told == {"DOC strict": floor, "DOC overlap": floor}


def test_the_fingerprint_is_of_names_and_contents_alone(place, tmp_path):
    before = fingerprint(place / "corpus")
    shutil.copytree(place / "corpus", tmp_path / "copy")
    (tmp_path / "copy" / ".hidden").write_text("", "utf-8")
    assert fingerprint(tmp_path / "copy") == before
    (tmp_path / "copy" / "a.txt").rename(tmp_path / "copy" / "d.txt")
    assert fingerprint(tmp_path / "copy") != before


def test_the_floors_of_the_project_can_be_read(pytestconfig):
    folder = pytestconfig.rootpath / "gold"
    floors = load(folder)
    if floors is None:
        pytest.skip("no floors are pinned yet")
    assert floors.pins.gold == fingerprint(folder)
    assert all(0 <= floor <= 1 for floor in floors.floors.values())
