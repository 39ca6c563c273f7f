"""A run over files: everything that comes in goes out, as a record or as an error."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.batch import run as module
from pipeline.batch.calls import CallError
from pipeline.batch.extracting import Line
from pipeline.batch.run import LostArticleError, run

WELL = "Ngày 5/5/2012, UBND tỉnh Quảng Ninh họp."


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in {"a.txt": WELL.encode(), "b.txt": b"\xff", "c.txt": b"", "khcn2.jpg": b"\xff\xd8"}.items():
        (folder / name).write_bytes(data)
    return folder


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_records_and_errors_are_written_and_counted(articles, tmp_path):
    (articles / "articles.jsonl").write_text('{"path": "gone.txt"}\n')
    output = tmp_path / "records.jsonl"
    watched = []
    summary = run([str(articles)], str(output), progress=lambda summary: watched.append(summary.done))
    assert [record["id"] for record in lines(output)] == ["a", "c"]
    errors = lines(tmp_path / "records.errors.jsonl")
    assert [set(error) for error in errors] == [{"file", "error", "message"}] * 2
    assert [error["error"] for error in errors] == ["MetadataError", "UnreadableError"]
    assert errors[1]["file"] == f"{articles}/b.txt"
    assert errors[1]["message"] == "not UTF-8 text: byte 0xff at byte offset 0"
    assert (summary.articles, summary.records, summary.failed, summary.other_errors) == (3, 2, 1, 1)
    assert not summary.is_clean
    assert summary.mentions["DATE"] == 1
    assert dict(summary.skipped) == {".jpg": 1}
    assert watched[-1] == 3


def test_the_output_is_the_same_from_several_processes(articles, tmp_path):
    for number in range(20):
        (articles / f"n{number}.txt").write_text(f"Năm {1990 + number}, {WELL}", "utf-8")
    alone, many = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    run([str(articles)], str(alone))
    run([str(articles)], str(many), processes=2)
    assert alone.read_bytes() == many.read_bytes()
    assert (tmp_path / "1.errors.jsonl").read_bytes() == (tmp_path / "2.errors.jsonl").read_bytes()


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=30), max_size=5))
def test_nothing_is_lost_whatever_the_files_hold(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("in")
    for number, data in enumerate(contents):
        (folder / f"{number}.txt").write_bytes(data)
    output = folder / "out.jsonl"
    summary = run([str(folder)], str(output))
    done = [record["source"]["file"] for record in lines(output)]
    failed = [error["file"].removeprefix(f"{folder}/") for error in lines(folder / "out.errors.jsonl")]
    assert sorted(done + failed) == [f"{number}.txt" for number in range(len(contents))]
    assert summary.articles == len(contents)


def test_a_clean_run_empties_the_errors_of_the_run_before(articles, tmp_path):
    output = tmp_path / "records.jsonl"
    run([str(articles)], str(output))
    assert run([str(articles / "a.txt")], str(output)).is_clean
    assert (tmp_path / "records.errors.jsonl").read_bytes() == b""


def test_a_run_that_breaks_leaves_the_old_output(articles, tmp_path, monkeypatch):
    output, errors = tmp_path / "records.jsonl", tmp_path / "e.jsonl"
    output.write_text("old")
    errors.write_text("old errors")

    def broken(inputs, **_):
        yield next(iter(inputs)), Line("{}", None, {})
        raise OSError("no space left")

    monkeypatch.setattr(module, "extract_lines", broken)
    with pytest.raises(OSError, match="no space"):
        run([str(articles)], str(output), str(errors))
    assert (output.read_text(), errors.read_text()) == ("old", "old errors")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["e.jsonl", "in", "records.jsonl"]


def test_a_lost_article_is_noticed_and_nothing_written(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "extract_lines", lambda inputs, **_: [(item, item) for item in list(inputs)[1:2]])
    with pytest.raises(LostArticleError, match="3 articles in, 1 out"):
        run([str(articles)], str(tmp_path / "records.jsonl"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


@pytest.mark.parametrize(
    ("paths", "output", "errors", "reason"),
    [
        (["in", "gone"], "o.jsonl", None, "gone: no such file or folder"),
        (["in"], "gone/o.jsonl", None, "its folder does not exist"),
        (["in"], "in", None, "is a folder of the articles"),
        (["in/a.txt"], "in/", None, "is a folder of the articles"),
        (["in"], "in/records/", None, "is a folder of the articles"),
        (["in"], "gone/records/", None, "the folder it is to be in does not exist"),
        (["in"], "o.jsonl", "in", "is a folder; give"),
        (["in"], "o.jsonl", "o.jsonl", "cannot go to the same file"),
        (["in/a.txt"], "in/a.txt", None, "is an article to be read"),
        (["in"], "in/a.txt", None, "belongs to the articles to be read"),
        (["in"], "o.jsonl", "in/c.txt", "belongs to the articles to be read"),
        (["-", "-"], "o.jsonl", None, "given twice"),
    ],
    ids=[
        "input",
        "folder",
        "is-folder",
        "around",
        "inside",
        "nowhere",
        "errors-folder",
        "same",
        "overwrites",
        "overwrites-below",
        "errors-overwrite",
        "stdin-twice",
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_written(articles, tmp_path, paths, output, errors, reason):
    def place(name):
        return name if name in ("-", None) else f"{tmp_path}/{name}"

    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    with pytest.raises(CallError, match=reason):
        run([place(path) for path in paths], place(output), place(errors))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before
