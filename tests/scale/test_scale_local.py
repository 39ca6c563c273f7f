"""The same records by datatrove's local executor as by the plain engine, whatever the tasks and what stops them."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest
from conftest import errors, lines, records, write_articles
from typer.testing import CliRunner

pytest.importorskip("datatrove", reason="datatrove is not installed: pip install 'tintinh[datatrove]'")

from datatrove.executor import LocalPipelineExecutor

from pipeline.batch.run import run
from pipeline.batch.workers import NO_LIMITS
from pipeline.cli import app
from pipeline.scale.local import run_tasks
from pipeline.scale.plan import PlanError
from pipeline.scale.steps import steps
from pipeline.tables.reading import record_files

ROOT = Path(__file__).parents[2]


def call(*arguments):
    return CliRunner().invoke(app, ["extract", *map(str, arguments), "--engine", "datatrove"])


@pytest.mark.parametrize("tasks", [1, 3, 40])
def test_records_and_errors_are_those_of_the_plain_engine(given, plain, tmp_path, tasks):
    out = tmp_path / "out"
    summary = run_tasks([str(given)], str(out), tasks, limits=NO_LIMITS)
    assert records(out) == lines(plain / "records.jsonl")
    assert errors(*out.glob("errors-*")) == errors(plain / "errors.jsonl")
    assert (summary.articles, summary.records, summary.failed, summary.other_errors) == (18, 13, 5, 1)
    assert len(list(out.glob("records-*"))) == len(list(out.glob("errors-*"))) == tasks
    assert next(Path(file).name for file in record_files([str(out)])) == f"records-00000-of-{tasks:05}.jsonl"


def test_two_tasks_at_a_time_in_processes_of_datatrove(given, plain, tmp_path):
    out = tmp_path / "out"
    pipeline = steps([str(given)], str(out), 4, limits=NO_LIMITS)
    LocalPipelineExecutor(pipeline, tasks=4, workers=2, logging_dir=f"{out}/datatrove").run()
    assert records(out) == lines(plain / "records.jsonl")


def test_the_command_with_a_worker_and_limits(given, plain, tmp_path):
    out = tmp_path / "out"
    result = call(given, "-o", f"{out}/", "--tasks", "1")
    assert result.exit_code == 1  # some articles failed
    assert "18 articles = 13 records + 5 errors" in result.stderr
    assert "DuplicateIdError" not in result.stderr
    assert "datatrove" not in result.stderr
    assert records(out) == lines(plain / "records.jsonl")


def test_an_article_that_takes_too_long_stops_no_task(tmp_path):
    (tmp_path / "a.txt").write_text("Ngày 5/5/2012, Hạ Long tăng 5%. " * 20_000, "utf-8")
    (tmp_path / "b.txt").write_text("Năm 2012, Hạ Long.", "utf-8")
    result = call(tmp_path / "a.txt", tmp_path / "b.txt", "-o", f"{tmp_path}/out/", "--tasks", "1", "--timeout", "0.5")
    assert result.exit_code == 1, result.stderr
    [error] = map(json.loads, lines(tmp_path / "out" / "errors-00000-of-00001.jsonl"))
    assert (error["error"], error["id"]) == ("TimeLimitError", "a")
    assert error.keys() == {"file", "error", "message", "id", "retry"}
    assert [json.loads(line)["id"] for line in records(tmp_path / "out")] == ["b"]


def test_the_same_id_twice_loses_no_record(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"---\nid: x\n---\nNăm 2012, {name}.", "utf-8")
    summary = run_tasks([f"{tmp_path}/{name}.txt" for name in "ab"], f"{tmp_path}/out", 2, limits=NO_LIMITS)
    assert (summary.articles, summary.records) == (2, 2)
    assert [json.loads(line)["id"] for line in records(tmp_path / "out")] == ["x", "x"]


def test_what_a_run_was_begun_with_cannot_change(given, tmp_path):
    folder, out = write_articles(tmp_path / "in"), str(tmp_path / "out")
    run_tasks([str(folder)], out, 2, limits=NO_LIMITS)
    before = records(out)
    with pytest.raises(PlanError, match="begun with tasks 2, now 3"):
        run_tasks([str(folder)], out, 3, limits=NO_LIMITS)
    with pytest.raises(PlanError, match="options 'tokens=False"):
        run_tasks([str(folder)], out, 2, tokens=True, limits=NO_LIMITS)
    (folder / "ảnh-2.jpg").write_bytes(b"")  # no article
    assert run_tasks([str(folder)], out, 2, limits=NO_LIMITS).articles == 18
    (folder / "0.txt").write_text("Năm 2012.", "utf-8")
    with pytest.raises(PlanError, match="begun with files"):
        run_tasks([str(folder)], out, 2, limits=NO_LIMITS)
    assert records(out) == before


def test_a_folder_of_another_kind_of_run_is_refused_both_ways(given, tmp_path):
    run_tasks([str(given)], f"{tmp_path}/tasks", 2, limits=NO_LIMITS)
    (tmp_path / "[a]").mkdir()
    plain = CliRunner().invoke(app, ["extract", str(given), "-o", f"{tmp_path}/tasks/"])
    assert plain.exit_code == 2
    assert "give another folder" in plain.stderr
    run([str(given)], f"{tmp_path}/[a]/")
    with pytest.raises(PlanError, match="another kind of run"):
        run_tasks([str(given)], f"{tmp_path}/[a]", 2, limits=NO_LIMITS)


def test_a_task_that_finds_other_files_or_rules_fails(given, tmp_path, monkeypatch):
    read, extract, _ = steps([str(given)], f"{tmp_path}/out", 2, limits=NO_LIMITS)
    read.files = "0"
    with pytest.raises(PlanError, match="other files"):
        list(read.run(None, 0, 2))
    extract.made_by = "0.0"
    with pytest.raises(PlanError, match=r"where the run was begun 0\.0"):
        list(extract.run([]))


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--tasks", "2", "--watch", "1"], "has no --watch"),
        (["--tasks", "2", "--errors", "e.jsonl"], "has no --errors"),
        ([], "needs --tasks N and a folder"),
    ],
    ids=["watch", "errors", "tasks"],
)
def test_what_makes_no_sense_is_refused(given, tmp_path, options, reason):
    result = call(given, "-o", f"{tmp_path}/out/", *options)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_wrong_places_are_refused(given, tmp_path):
    out = f"{tmp_path}/out/"
    for place, output in (("-", out), (given, f"{given}/out/"), (tmp_path / "no", out), (given, f"{tmp_path}/a.jsonl")):
        result = call(place, "-o", output, "--tasks", "2")
        assert result.exit_code == 2, result.stderr
        assert isinstance(result.exception, SystemExit)
    for address, reason in (("nowhere://a", "Protocol not known: nowhere"), ("memory://no", "no such file or folder")):
        result = call(address, "-o", f"{tmp_path}/out/", "--tasks", "2")
        assert (result.exit_code, result.stderr) == (2, f"{address}: {reason}\n")
    assert not (tmp_path / "out").exists()


def test_without_datatrove_the_extra_is_named(given, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "datatrove.data", None)
    monkeypatch.delitem(sys.modules, "pipeline.scale.local")
    monkeypatch.delitem(sys.modules, "pipeline.scale.steps")
    result = call(given, "-o", f"{tmp_path}/out/", "--tasks", "2")
    assert result.exit_code == 2
    assert "pip install 'tintinh[datatrove]'" in result.stderr


def forked(given, out):
    """Start a run in a child of this process, which leads a group of its own."""
    if child := os.fork():
        os.setpgid(child, child)
        return child
    try:
        run_tasks([str(given)], str(out), 5, limits=NO_LIMITS)
    finally:
        os._exit(1)


def check_resumed(out, given, plain, tasks):
    """Check that what killed runs left is whole, and that the next run makes of it what an undisturbed one makes."""
    for path in out.glob("records-*"):
        assert set(lines(path)) <= set(lines(plain / "records.jsonl"))
    run_tasks([str(given)], str(out), tasks, limits=NO_LIMITS)
    assert records(out) == lines(plain / "records.jsonl")
    assert errors(*out.glob("errors-*")) == errors(plain / "errors.jsonl")
    assert not list(out.glob(".*"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a POSIX system")
@pytest.mark.parametrize("seed", range(4))
def test_killed_runs_lose_double_and_tear_nothing(given, plain, tmp_path, seed):
    rng, out = random.Random(seed), tmp_path / "out"  # noqa: S311
    begun = monotonic()
    os.waitpid(forked(given, tmp_path / "alone"), 0)
    length = monotonic() - begun
    for _ in range(4):
        child = forked(given, out)
        sleep(0.01 + rng.random() * length)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    check_resumed(out, given, plain, 5)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_the_killed_program_loses_doubles_and_tears_nothing(given, plain, tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline.cli", "extract", given, "-o", f"{out}/", "--engine", "datatrove"]
    options = ["--tasks", "2", "--processes", "2"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([*command, *options], env=environment, start_new_session=True) as process:  # noqa: S603
        while not list(out.glob(".records-*")):
            assert process.poll() is None
            sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert len(list(out.glob("datatrove/completions/*"))) < 2
    assert list(out.glob(".records-*"))
    check_resumed(out, given, plain, 2)
