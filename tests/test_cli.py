"""The command line as a user calls it."""

import json
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE
from time import sleep

import jsonschema
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli.quality import Label
from pipeline.record import LABELS

ROOT = Path(__file__).parents[1]
WELL = "Ngày 5/5/2012, UBND tỉnh Quảng Ninh ban hành Quyết định số 9/QĐ-UBND, tăng 7,5% so với năm 2011."
WITH_HEAD = f"---\npublished: 2024-06-15\nprovince: Quảng Ninh\n---\n{WELL}\r\nHôm qua, [bold]vui[/bold] :smile:"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to call from, with articles in it: two good, one that is no text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(WITH_HEAD.encode())
    (tmp_path / "in" / "b.txt").write_bytes(b"\xff")
    (tmp_path / "in" / "c.txt").write_bytes(WELL.encode())
    return tmp_path


def call(*arguments, stdin=None):
    return CliRunner().invoke(app, list(arguments), input=stdin)


def program(*arguments, stdin=b"", **environment):
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    known = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env=known)  # noqa: S603


def records(path):
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def test_extract_writes_records_and_errors_and_says_so(folder):
    result = call("extract", "in", "-o", "records.jsonl")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert [record["id"] for record in records("records.jsonl")] == ["a", "c"]
    assert [error["file"] for error in records("records.errors.jsonl")] == ["in/b.txt"]
    assert "in/b.txt: UnreadableError: not UTF-8 text" in result.stderr
    assert "3 articles = 2 records + 1 errors" in result.stderr
    assert result.stderr.count("\n") > len(LABELS)


def test_a_record_points_into_its_own_text(folder):
    assert call("extract", "in/a.txt", "-o", "-").exit_code == 0
    [record] = [json.loads(line) for line in call("extract", "in/a.txt", "-o", "-").stdout.splitlines()]
    assert record["text"] == WITH_HEAD.split("---\n", 2)[2]
    assert (record["published"], record["province"], record["source"]) == (
        "2024-06-15",
        "Quảng Ninh",
        {"file": "a.txt"},
    )
    assert {mention["label"] for mention in record["mentions"]} >= {"DATE", "DOC", "ORG", "PERCENT"}
    for mention in record["mentions"]:
        assert record["text"][mention["start"] : mention["end"]] == mention["text"]
    assert "tokens" not in record
    assert "sentences" not in record


def test_every_record_follows_the_schema(folder):
    schema = json.loads(call("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for options in ([], ["--tokens"]):
        call("extract", "in", "-o", "records.jsonl", *options)
        written = records("records.jsonl")
        assert len(written) == 2
        for record in written:
            validator.validate(record)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(written[0] | {"mentions": [{"label": "EVENT"}]})


def test_sample_articles_follow_the_schema_too(tmp_path):
    validator = jsonschema.Draft202012Validator(json.loads(call("schema").stdout))
    some = sorted((ROOT / "corpus").glob("*.txt"))[::3]
    result = call("extract", *map(str, some), "-o", str(tmp_path / "records.jsonl"))
    assert result.exit_code == 0
    written = records(tmp_path / "records.jsonl")
    assert len(written) == len(some)
    for record in written:
        validator.validate(record)


def test_tokens_and_sentences_on_demand(folder):
    call("extract", "in/c.txt", "-o", "records.jsonl", "--tokens")
    [record] = records("records.jsonl")
    assert [record["text"][start:end] for start, end in record["sentences"]] == [WELL]
    assert "Quảng Ninh" in [record["text"][start:end] for start, end in record["tokens"]]


def test_stdin_to_stdout():
    ended = program("extract", "-", "-o", "-", stdin=WELL.encode(), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert ended.returncode == 0
    [line] = ended.stdout.decode("utf-8").splitlines()
    assert json.loads(line)["id"] == "stdin"
    assert json.loads(line)["text"] == WELL
    assert "1 articles = 1 records + 0 errors" in ended.stderr.decode("utf-8")


def test_an_empty_article_has_no_mentions():
    result = call("extract", "-", "-o", "-", stdin="")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["mentions"] == []


def test_several_processes_as_a_program(folder):
    ended = program("extract", "in", "-o", "records.jsonl", "--errors", "e.jsonl", "--processes", "2")
    assert ended.returncode == 1
    assert [record["id"] for record in records("records.jsonl")] == ["a", "c"]
    assert len(records("e.jsonl")) == 1
    assert b"Traceback" not in ended.stderr


def test_a_reader_that_stops_listening_is_no_traceback(folder):
    script = f"{sys.executable} -m pipeline.cli extract in/c.txt -o - | true"
    ended = subprocess.run(  # noqa: S602
        script, shell=True, capture_output=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert b"Traceback" not in ended.stderr
    assert b"BrokenPipe" not in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_the_old_output(folder, number):
    Path("records.jsonl").write_text("old")
    command = [sys.executable, "-m", "pipeline.cli", "extract", "in", "-", "-o", "records.jsonl"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=PIPE, stderr=PIPE, env=environment) as process:  # noqa: S603
        while not list(folder.glob(".records.jsonl.*.tmp")):
            assert process.poll() is None
            sleep(0.05)
        process.send_signal(number)
        process.wait()
        assert process.returncode != 0
        assert b"Traceback" not in process.stderr.read()
    assert Path("records.jsonl").read_text() == "old"
    if number != signal.SIGKILL:
        assert sorted(path.name for path in folder.iterdir()) == ["in", "records.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["extract"], "Missing argument"),
        (["extract", "in"], "Missing option"),
        (["extract", "gone", "-o", "o.jsonl"], "gone: no such file or folder"),
        (["extract", "in", "-o", "gone/o.jsonl"], "its folder does not exist"),
        (["extract", "in", "-o", "in/a.txt"], "overwritten"),
        (["extract", "in", "-o", "o.jsonl", "--processes", "0"], "--processes"),
        (["extract", "in", "-o", "o.jsonl", "--fast"], "--fast"),
        (["show", "gone.txt"], "gone.txt: no such file"),
        (["show", "in"], "in: is a folder"),
        (["score", "--gold", "gone", "--corpus", "in"], "gone: no such folder"),
        (["score", "--gold", "in", "--corpus", "in"], "holds no gold file"),
        (["score", "--gold", "in", "--corpus", "in", "--label", "EVENT"], "EVENT"),
        (["guess"], "guess"),
    ],
    ids=lambda value: "-".join(value).replace("/", "-") if isinstance(value, list) else "",
)
def test_a_wrong_call_ends_with_2_and_a_reason(folder, arguments, reason):
    result = call(*arguments)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == ["in"]


def test_show_marks_mentions_in_plain_text(folder):
    result = call("show", "in/a.txt")
    assert result.exit_code == 0
    text, _, table = result.stdout.partition("\n\n")
    assert "[ORG: UBND tỉnh Quảng Ninh]" in text
    assert "[DOC: Quyết định số 9/QĐ-UBND]" in text
    assert "[bold]vui[/bold] :smile:" in text
    assert "\x1b" not in result.stdout
    rows = [line.split("\t") for line in table.splitlines()]
    assert ["DATE", "0-13", "Ngày 5/5/2012", "iso: 2012-05-05"] in [row[:4] for row in rows]
    assert [row[3].removeprefix("iso: ") for row in rows if row[2] == "Hôm qua"] == ["2024-06-14"]


def test_show_prints_every_article_of_a_file_or_one(folder):
    rows = [{"ma": f"t{day}", "bai": f"Ngày {day}/5/2012, Hạ Long họp."} for day in (1, 2, 3)]
    Path("in/rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    columns = ("--columns", "id=ma,text=bai")
    result = call("show", "in/rows.jsonl", *columns)
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if "===" in line] == ["=== t1 ===", "=== t2 ===", "=== t3 ==="]
    assert result.stdout.count("\n\n===") == 2
    result = call("show", "in/rows.jsonl", *columns, "--id", "t2")
    assert result.stdout.startswith("[DATE: Ngày 2/5/2012], [LOC: Hạ Long] họp.\n\nDATE\t")
    assert "===" not in result.stdout
    result = call("show", "in/rows.jsonl", *columns, "--id", "t4")
    assert (result.exit_code, result.stderr) == (2, "in/rows.jsonl: holds no article of the id 't4'\n")
    result = call("show", "-", "--format", "jsonl", stdin='{"text": "Hạ Long"}\nnone\n')
    assert (result.exit_code, result.stdout[:14]) == (1, "=== stdin#1 ==")
    assert "-#2: UnreadableError: not JSON" in result.stderr


def test_show_does_not_let_an_article_steer_the_terminal():
    result = call("show", "-", stdin="Hạ Long \x1b[2J\x9b đẹp")
    assert result.exit_code == 0
    assert "␛[2J" in result.stdout
    assert not {"\x1b", "\x9b"} & set(result.stdout)


def test_show_has_colours_for_a_person(folder):
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "200"}
    command = [sys.executable, "-m", "pipeline.cli", "show", "in/a.txt"]
    with subprocess.Popen(command, stdout=side, stderr=side, env=environment) as process:  # noqa: S603
        os.close(side)
        shown = b""
        try:
            while part := os.read(main, 65536):
                shown += part
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(main)
    assert process.returncode == 0
    assert "[ORG: UBND tỉnh Quảng Ninh]\x1b[0m".encode() in shown
    assert b"[bold]vui[/bold] :smile:" in shown


def test_show_of_what_is_no_text_says_why(folder):
    result = call("show", "in/b.txt")
    assert result.exit_code == 1
    assert "in/b.txt: UnreadableError: not UTF-8 text: byte 0xff at byte offset 0" in result.stderr


def test_show_of_an_article_on_which_extraction_fails_is_no_traceback(folder, monkeypatch):
    def find(page, sources):
        raise KeyError("boom")

    monkeypatch.setattr("pipeline.extraction.find", find)
    result = call("show", "in/c.txt")
    assert result.exit_code == 1
    assert result.stderr == "in/c.txt: KeyError: 'boom'\n"


@pytest.fixture
def scored(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_bytes(WELL.encode())
    mentions = [
        {"label": "DATE", "start": 0, "end": 13, "text": WELL[:13], "value": {"iso": "2012-05-06"}},
        {"label": "LOC", "start": 25, "end": 35, "text": WELL[25:35], "value": None},
    ]
    gold = {"id": "a", "sha256": sha256(WELL.encode()).hexdigest(), "published": None, "mentions": mentions}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold), "utf-8")
    return "--gold", str(tmp_path / "gold"), "--corpus", str(tmp_path / "corpus")


def test_score_prints_figures_with_their_support(scored):
    result = call("score", *scored, "--label", "DATE", "--label", "PER")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["DATE", "1", "2", "0.500", "1.000", "0.667", "-", "0.500", "1.000", "0.667", "-"] in lines
    assert ["PER", "0", "0", *"--------"] in lines
    assert ["DATE", "iso", "0", "1", "0.000", "-"] in lines
    assert "LOC" not in result.stdout


def test_score_lists_errors(scored):
    listed = call("score", *scored, "--errors").stdout
    assert "value DATE iso  a:0-13" in listed
    assert "gold “2012-05-06”   found “2012-05-05”" in listed
    assert "miss LOC  a:25-35" in listed


def test_score_as_json_holds_the_same(scored):
    told = json.loads(call("score", *scored, "--json", "--errors", "--label", "DATE").stdout)
    [dates, total] = told["rows"]
    assert (dates["label"], dates["gold"], dates["predicted"], dates["strict"]["precision"]) == ("DATE", 1, 2, 0.5)
    assert total["strict"] == dates["strict"]
    assert told["values"] == [{"label": "DATE", "field": "iso", "right": 0, "of": 1, "interval": None, "accuracy": 0.0}]
    assert [difference["kind"] for difference in told["differences"]] == ["value", "extra"]
    assert told["failures"] == []
    assert "differences" not in json.loads(call("score", *scored, "--json").stdout)


def test_score_refuses_gold_made_for_another_text(scored):
    Path(scored[3], "a.txt").write_text("khác", "utf-8")
    result = call("score", *scored)
    assert result.exit_code == 2
    assert "a.json: made for another text" in result.stderr
    assert result.stdout == ""


def test_every_label_can_be_asked_for():
    assert tuple(label.value for label in Label) == LABELS


@pytest.mark.parametrize("arguments", [[], ["extract"], ["show"], ["schema"], ["score"]], ids="-".join)
def test_help(arguments):
    result = call(*arguments, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_version():
    result = call("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("tintinh 0.")


@pytest.mark.parametrize("module", ["pipeline", "pipeline.cli"])
def test_nothing_heavy_is_imported(module):
    code = f"import sys, {module}; sys.exit(bool({{'spacy', 'underthesea', 'torch', 'sklearn'}} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603
    assert ended.returncode == 0
