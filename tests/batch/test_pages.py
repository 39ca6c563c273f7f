"""Pages are read where they are worked on: limits reach them, and what is known of them is known by their bytes."""

import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.batch.run import run
from pipeline.batch.workers import Limits

WELL = "Ngày {day}/5/2012, UBND tỉnh Quảng Ninh tổ chức hội nghị triển khai kế hoạch phát triển kinh tế - xã hội."


def page(text, counter=""):
    return f"<html><head><title>Tin</title></head><body><p>{text}</p><footer>{counter}</footer></body></html>"


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for day in range(1, 5):
        write(folder, f"a{day}.html", page(WELL.format(day=day)))
    write(folder, "b.html", "<html><body></body></html>")
    return folder


def write(folder, name, content):
    (folder / name).write_text(content, "utf-8")


def extract(given, output="out/", **options):
    return run([str(given)], f"{given.parent}/{output}", **options)


def lines(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def left(given, *names):
    out = given.parent / "out"
    records = sorted(line for path in out.glob("records-*") for line in path.read_bytes().splitlines())
    return records, [(out / f"{name}.jsonl").read_bytes() for name in names or ("errors", "duplicates")]


def anew(given, *names):
    shutil.rmtree(given.parent / "out")
    extract(given)
    return left(given, *names)


@pytest.fixture
def unreadable(monkeypatch):
    """Fails whatever reads a page."""

    def set_up():
        monkeypatch.setattr("pipeline.reading.articles.read_page", None)

    return set_up


def test_the_same_from_one_process_several_and_into_a_folder(given, tmp_path):
    write(given, "c.txt", WELL.format(day=9))
    extract(given, "1.jsonl")
    extract(given, "2.jsonl", processes=2)
    extract(given)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert (tmp_path / "1.errors.jsonl").read_bytes() == (tmp_path / "2.errors.jsonl").read_bytes()
    assert left(given)[0] == sorted((tmp_path / "1.jsonl").read_bytes().splitlines())
    assert [record["id"] for record in lines(tmp_path / "1.jsonl")] == ["a1", "a2", "a3", "a4", "c"]
    assert lines(tmp_path / "1.errors.jsonl")[0]["file"] == f"{given}/b.html"


def test_a_page_that_is_known_is_not_read_again_wherever_it_lies(given, unreadable):
    extract(given)
    before = left(given)
    unreadable()
    summary = extract(given)
    assert (summary.records, summary.known, summary.failed) == (0, 4, 1)
    assert left(given) == before
    (given / "a4.html").rename(given / "z.html")
    summary = extract(given)
    assert (summary.records, summary.known, summary.duplicates, summary.failed) == (0, 3, 1, 1)
    [duplicate] = lines(given.parent / "out" / "duplicates.jsonl")
    assert (duplicate["id"], duplicate["of"]) == ("z", "a4")
    assert duplicate["source"] == {"file": "z.html", "format": "html"}


def test_a_changed_page_is_done_again_and_one_of_the_same_article_is_not(given):
    extract(given)
    write(given, "a1.html", page(WELL.format(day=1), counter="1.234 lượt xem"))
    write(given, "a2.html", page(WELL.format(day=20)))
    before = left(given)[0]
    summary = extract(given)
    assert (summary.records, summary.known) == (1, 3)
    assert len(set(before) - set(left(given)[0])) == 1
    assert left(given) == anew(given)


@pytest.mark.parametrize("processes", [1, 2])
def test_articles_that_turn_out_to_be_the_same_have_one_record(given, processes):
    text = WELL.format(day=1)
    write(given, "a0.txt", text)  # before and behind a page of the same text, which has no title as a text has none
    for name in ("a1.html", "a1a.html", "a1b.html"):
        write(given, name, page(text, counter=name).replace("<title>Tin</title>", ""))
    write(given, "z.txt", text)
    summary = extract(given, processes=processes, limits=Limits(seconds=60) if processes == 1 else Limits())
    assert (summary.articles, summary.records, summary.duplicates, summary.failed) == (9, 4, 4, 1)
    assert [line["of"] for line in lines(given.parent / "out" / "duplicates.jsonl")] == ["a0"] * 4
    assert left(given) == anew(given)


def test_what_is_told_of_a_page_beside_it_makes_it_another(given):
    extract(given)
    (given / "articles.jsonl").write_text('{"path": "a1.html", "province": "Quảng Ninh"}', "utf-8")
    assert (extract(given).records, extract(given).records) == (1, 0)
    assert left(given) == anew(given)


def test_a_page_that_cannot_be_read_is_told_in_every_run_and_tried_again_if_asked_for(given, monkeypatch):
    def fail(*_):
        raise RuntimeError("boom")

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.reading.articles.read_page", fail)
        assert extract(given).errors == {"RuntimeError": 5}
    summary = extract(given)
    assert (summary.records, summary.errors) == (0, {"RuntimeError": 5})
    first, *_ = lines(given.parent / "out" / "errors.jsonl")
    assert (first["file"], first["id"]) == (f"{given}/a1.html", "a1")
    summary = extract(given, retry=True)
    assert (summary.records, summary.errors) == (4, {"UnreadableError": 1})
    assert left(given) == anew(given)


def test_a_page_that_newer_rules_fail_on_keeps_its_record(given, monkeypatch):
    extract(given)
    before = left(given)[0]
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.batch.extracting.extract", None)
        assert extract(given, tokens=True).failed == 5
    assert left(given)[0] == before


@pytest.mark.parametrize("output", ["out/", "out.jsonl"])
def test_a_page_that_takes_too_long_stops_no_run(given, monkeypatch, output):
    write(given, "a3.html", page("chậm"))
    write(given, "a3a.html", page("chậm"))
    slow = Path(__file__).with_name("slow_worker.py")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(slow.parent), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.syspath_prepend(str(slow.parent))
    import slow_worker  # noqa: PLC0415 - found by the line above, here and in the worker

    monkeypatch.setattr("pipeline.batch.extracting._line", slow_worker.page_line)
    summary = extract(given, output, limits=Limits(seconds=3))
    assert (summary.records, summary.errors) == (3, {"UnreadableError": 1, "TimeLimitError": 2})
    errors = given.parent / ("out/errors.jsonl" if output == "out/" else "out.errors.jsonl")
    slowest = [line["file"] for line in lines(errors) if line["error"] == "TimeLimitError"]
    assert slowest == [f"{given}/a3.html", f"{given}/a3a.html"]


def test_the_same_id_from_another_file_is_refused(given, tmp_path):
    extract(given)
    other = tmp_path / "other"
    other.mkdir()
    write(other, "a1.html", page(WELL.format(day=21)))
    write(other, "a2.html", page(WELL.format(day=2)))
    summary = run([str(other)], f"{tmp_path}/out/")
    assert (summary.known, summary.errors) == (1, {"DuplicateIdError": 1})
