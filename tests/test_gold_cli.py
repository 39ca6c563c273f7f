"""The commands of ``tintinh gold`` as a user calls them; docs/gold.md is the walk through all of them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

DATA = Path(__file__).parent / "data" / "gold"
WELL = "---\npublished: 2012-05-06\n---\nHôm qua, UBND tỉnh họp ở TP. Hạ Long, tăng 7,5%."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(WELL, "utf-8")
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(app, ["gold", *arguments])


def drafted(folder, *, to="gold"):
    assert call("draft", "in", "-o", to).exit_code == 0
    return folder / to / "a.json"


def test_a_draft_passes_the_check_and_says_where_it_is(folder):
    result = call("draft", "in/a.txt", "-o", "deep/gold")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote deep/gold/a.json\n")
    checked = call("check", "deep/gold", "--corpus", "in")
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_file_that_exists_is_overwritten_only_on_demand(folder):
    file = drafted(folder)
    file.write_text("mine")
    refused = call("draft", "in", "-o", "gold")
    assert refused.exit_code == 2
    assert "gold/a.json: exists already; --overwrite replaces it" in refused.stderr
    assert file.read_text() == "mine"
    assert call("draft", "in", "-o", "gold", "--overwrite").exit_code == 0
    assert json.loads(file.read_text("utf-8"))["id"] == "a"


def test_an_article_that_cannot_be_read_stops_the_draft(folder):
    (folder / "in" / "b.txt").write_bytes(b"\xff")
    result = call("draft", "in", "-o", "gold")
    assert result.exit_code == 2
    assert "in/b.txt: not UTF-8 text" in result.stderr
    assert not (folder / "gold").exists()


def test_errors_are_listed_and_end_with_1(folder):
    file = drafted(folder)
    file.write_text(file.read_text("utf-8").replace('"2012-05-05"', '"2012-05-32"').replace('"LOC"', '"CITY"'), "utf-8")
    result = call("check", "gold", "--corpus", "in")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["gold/a.json:2", "gold/a.json:4"]
    assert "1 gold files, 2 errors" in result.stderr


def test_a_list_is_made_gold_and_shown_and_a_bad_one_is_not(folder):
    (folder / "a.tsv").write_text("ORG\tUBND tỉnh\nLOC\tTP. Hạ Long\n", "utf-8")
    result = call("make", "in/a.txt", "a.tsv", "-o", "gold", "--published", "2012-05-07")
    assert result.exit_code == 0
    assert result.stdout == "Hôm qua, [ORG: UBND tỉnh] họp ở [LOC: TP. Hạ Long], tăng 7,5%.\n"
    assert json.loads((folder / "gold" / "a.json").read_text("utf-8"))["published"] == "2012-05-07"
    (folder / "a.tsv").write_text("LOC\tHải Phòng\n", "utf-8")
    result = call("make", "in/a.txt", "a.tsv", "-o", "other")
    assert result.exit_code == 1
    assert "a.tsv:1: 'Hải Phòng' does not stand in the text" in result.stderr
    assert not (folder / "other").exists()


def test_what_does_not_fit_is_listed_and_nothing_is_written(folder):
    tasks = json.loads((DATA / "label-studio.json").read_text("utf-8"))
    tasks[0]["annotations"][1]["result"][0]["value"]["start"] += 1
    (folder / "export.json").write_text(json.dumps(tasks), "utf-8")
    result = call("import", "export.json", "--corpus", str(DATA / "corpus"), "--from", "label-studio", "-o", "gold")
    assert result.exit_code == 1
    assert "export.json: task 7, region Bq3vK0xR2d: DATE 1-14 says 'Ngày 15/3/2024' where" in result.stderr
    assert not (folder / "gold").exists()


def test_drafted_values_are_told(folder):
    line = {"text": WELL.split("---\n")[2], "label": [[0, 7, "DATE"]]}
    (folder / "e.jsonl").write_text(json.dumps(line), "utf-8")
    options = ["--corpus", "in", "--from", "doccano", "-o", "gold"]
    assert call("import", "e.jsonl", *options).exit_code == 1
    result = call("import", "e.jsonl", *options, "--draft-values")
    assert result.exit_code == 0
    assert "e.jsonl:1: DATE 0-7 'Hôm qua': value drafted; check it" in result.stderr
    assert "2012-05-05" in (folder / "gold" / "a.json").read_text("utf-8")


def test_merge_ends_with_1_while_anything_is_open(folder):
    file = drafted(folder, to="a")
    (folder / "b").mkdir()
    (folder / "b" / "a.json").write_text(file.read_text("utf-8").replace("2012-05-05", "2012-05-04"), "utf-8")
    result = call("merge", "a", "b", "-o", "gold")
    assert result.exit_code == 1
    assert [path.name for path in (folder / "gold").iterdir()] == ["conflicts.tsv"]
    assert "0 articles merged, 1 conflicts to decide" in result.stderr
    preferred = call("merge", "a", "b", "-o", "gold", "--prefer", "b")
    assert preferred.exit_code == 0
    assert (folder / "gold" / "a.json").read_bytes() == (folder / "b" / "a.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["draft", "gone", "-o", "x"], "gone"),
        (["draft", "in"], "Missing option"),
        (["make", "gone.txt", "a.tsv"], "gone.txt"),
        (["check", "gone", "--corpus", "in"], "gone: no such folder"),
        (["check", "in", "--corpus", "in"], "in: holds no gold file"),
        (["agree", "gone", "in"], "gone: no such folder"),
        (["merge", "in", "gone", "-o", "x"], "in: holds no gold file"),
        (["export", "gone", "--corpus", "in", "--to", "brat", "-o", "x"], "gone: no such folder"),
        (["export", "in", "--corpus", "in", "--to", "xml", "-o", "x"], "xml"),
        (["import", "gone", "--corpus", "gone", "--from", "brat", "-o", "x"], "gone: no such folder"),
    ],
    ids=lambda value: "-".join(value[:2]) if isinstance(value, list) else "",
)
def test_a_wrong_call_ends_with_2_and_a_reason(folder, arguments, reason):
    result = call(*arguments)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["in"]


def test_an_empty_folder_of_articles_is_told(folder):
    (folder / "none").mkdir()
    result = call("draft", "none", "-o", "x")
    assert result.exit_code == 2
    assert "no article" in result.stderr
