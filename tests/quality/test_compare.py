"""Two files of records against each other, as the command shows them."""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline import extract
from pipeline.article import Article
from pipeline.cli.app import app
from pipeline.quality.compare import compare
from pipeline.quality.gold import gold_of, to_json
from pipeline.quality.recordfile import RecordFile, RecordFileError, open_records

TEXTS = {
    "a": "Ngày 5/5/2012, UBND tỉnh Quảng Ninh ban hành Quyết định số 9/QĐ-UBND.",
    "b": "Năm 2023, GDP của Việt Nam tăng 5,05%.",
    "c": "Sáng 6/5/2012, HĐND tỉnh Quảng Ninh họp ```thử``` | <b>.",
}


def record(name, text=None):
    return json.loads(extract(Article(name, text or TEXTS[name])).to_line())


@pytest.fixture
def old():
    """As the rules find it now, but for three mentions."""
    rows = {name: record(name) for name in TEXTS}
    for row in rows.values():
        row["links"] = []
    rows["a"]["mentions"] = rows["a"]["mentions"][1:]
    rows["b"]["mentions"][0]["value"]["iso"] = "2022"
    rows["c"]["mentions"][0] |= {"end": 4, "text": "Sáng"}
    rows["a"]["made_by"]["rules"] = "before"
    return rows


@pytest.fixture
def new():
    return {name: record(name) for name in TEXTS}


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(old, new):
        for name, rows in (("old.jsonl", old), ("new.jsonl", new)):
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
            (tmp_path / name).write_text("".join(lines), "utf-8")
        return "old.jsonl", "new.jsonl"

    return write


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "gold").mkdir()
    for name in "ac":
        article = Article(name, TEXTS[name])
        (tmp_path / "gold" / f"{name}.json").write_text(to_json(gold_of(article, extract(article).mentions)), "utf-8")
    return "--gold", "gold"


def call(*arguments):
    return CliRunner().invoke(app, ["compare", *arguments])


def test_every_change_is_shown_in_its_sentence_under_its_rule(files, old, new):
    result = call(*files(old.values(), new.values()))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "3 records compared" in lines
    start = lines.index("DATE  date.day: 1 gained, 1 changed")
    assert lines[start + 1 : start + 6] == [
        "+ a:0-13",
        "    ⟦Ngày 5/5/2012⟧, UBND tỉnh Quảng Ninh ban hành Quyết định số 9/QĐ-UBND.",
        "! c:0-13  span",
        "    was ⟦Sáng⟧",
        "    ⟦Sáng 6/5/2012⟧, HĐND tỉnh Quảng Ninh họp ```thử``` | <b>.",
    ]
    assert "    iso: 2022 → 2023" in lines
    assert ["total", "1", "0", "2", "0", "1", "1", "0"] in [line.split() for line in lines]


def test_identical_files_differ_in_nothing(files, new):
    result = call(*files(new.values(), new.values()))
    assert (result.exit_code, "no mention differs" in result.stdout) == (0, True)


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]], ids=["text", "json", "markdown"])
def test_the_order_of_lines_changes_no_byte(files, old, new, gold, form):
    first = call(*files(old.values(), new.values()), *gold, *form).stdout
    assert first == call(*files(reversed(old.values()), reversed(new.values())), *gold, *form).stdout
    assert first


def test_gold_says_what_became_better(files, old, new, gold):
    told = json.loads(call(*files(old.values(), new.values()), *gold, "--json").stdout)
    verdicts = {change["article"]: change["verdict"] for group in told["groups"] for change in group["changes"]}
    assert verdicts == {"a": "better", "b": None, "c": "better"}
    assert told["judged"] == 2
    assert told["old"]["f1"]["DATE"] == {"strict": pytest.approx(0.0), "overlap": pytest.approx(2 / 3)}
    assert told["new"]["f1"]["DATE"] == {"strict": 1.0, "overlap": 1.0}
    text = call("old.jsonl", "new.jsonl", *gold).stdout
    assert ["DATE", "2", "0.0000", "→", "1.0000", "0.6667", "→", "1.0000"] in [
        line.split() for line in text.splitlines()
    ]
    assert "+ a:0-13  better" in text
    back = json.loads(call("new.jsonl", "old.jsonl", *gold, "--json").stdout)
    assert {change["verdict"] for group in back["groups"] for change in group["changes"]} == {"worse", None}


def test_gold_for_another_text_judges_nothing(files, old, new, gold, tmp_path):
    path = tmp_path / "gold" / "a.json"
    digest = sha256(TEXTS["a"].encode()).hexdigest()
    path.write_text(path.read_text("utf-8").replace(digest, "0" * 64), "utf-8")
    told = json.loads(call(*files(old.values(), new.values()), *gold, "--json").stdout)
    assert (told["judged"], told["gold_differs"]) == (1, ["a"])


def test_json_holds_old_and_new(files, old, new):
    told = json.loads(call(*files(old.values(), new.values()), "--json").stdout)
    [change] = [change for group in told["groups"] for change in group["changes"] if change["article"] == "b"]
    assert (change["kind"], change["parts"]) == ("changed", ["value"])
    assert change["values"] == [{"key": "iso", "old": "2022", "new": "2023"}]
    assert change["old"] == old["b"]["mentions"][0]
    assert change["new"] == new["b"]["mentions"][0]
    assert (told["old"]["made_by"][-1].split()[-1], told["old"]["f1"]) == ("before", None)


def test_records_in_one_file_only_are_named(files, old, new):
    del old["a"], new["b"]
    result = call(*files(old.values(), new.values()))
    assert result.exit_code == 0
    assert "only in old, not compared: 1 records: b" in result.stdout
    assert "only in new, not compared: 1 records: a" in result.stdout


def test_records_of_another_text_are_named_and_not_compared(files, old, new):
    new["a"] = record("a", "Khác.")
    result = call(*files(old.values(), new.values()))
    assert result.exit_code == 1
    assert "another text in new than in old, not compared: 1 records: a" in result.stdout
    assert " a:" not in result.stdout


def test_only_so_many_are_listed_but_all_are_counted(files, old, new):
    result = call(*files(old.values(), new.values()), "--most", "1")
    assert "DATE  date.day: 1 gained, 1 changed" in result.stdout
    assert "! c:0-13" not in result.stdout
    assert "  … 1 more" in result.stdout


def test_markdown_keeps_the_words_of_articles_in_code(files, old, new):
    lines = call(*files(old.values(), new.values()), "--markdown").stdout.splitlines()
    assert "<details><summary>DATE <code>date.day</code>: 1 gained, 1 changed</summary>" in lines
    fences = [line for line in lines if line.startswith("```")]
    assert len(fences) % 2 == 0
    assert set(fences) == {"```text", "```diff", "```"}
    inside = False
    for line in lines:
        inside = line != "```" if line.startswith("```") else inside
        assert inside or "thử" not in line


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"id": "a"}\n{"id": "a"}\n', "line 2: its id 'a' is that of line 1"),
        (b"{", "line 1: no record: Invalid JSON"),
        (b'\n{"text": ""}\n', "line 2: no record: id: Field required"),
        (b'{"id": "a", "schema": "tintinh/9"}', "line 1: no record"),
    ],
    ids=["twice", "json", "id", "schema"],
)
def test_a_file_that_holds_no_records_is_refused(files, new, tmp_path, content, reason):
    files([], new.values())
    (tmp_path / "old.jsonl").write_bytes(content)
    result = call("old.jsonl", "new.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("old.jsonl: ")
    assert reason in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["gone.jsonl", "new.jsonl"], "gone.jsonl: No such file"),
        (["old.jsonl", "."], ".: is no regular file"),
        (["old.jsonl", "new.jsonl", "--json", "--markdown"], "choose one"),
        (["old.jsonl", "new.jsonl", "--gold", "gone"], "gone: no such folder"),
    ],
    ids=["gone", "folder", "forms", "gold"],
)
def test_a_wrong_call_ends_with_2_and_a_reason(files, old, new, arguments, reason):
    files(old.values(), new.values())
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_no_more_changes_are_held_than_asked_for(files, old, new, tmp_path):
    rows = [[row | {"id": f"{name}{i}"} for i in range(30) for name, row in side.items()] for side in (old, new)]
    files(*rows)
    with open_records(tmp_path / "old.jsonl") as one, open_records(tmp_path / "new.jsonl") as other:
        groups = compare(one, other, most=2).groups.values()
    assert {len(group.changes) for group in groups} == {2}
    assert sum(group.counts["gained"] + group.counts["changed"] for group in groups) == 90


@given(st.lists(st.binary() | st.just(b'{"id": "a"}') | st.just(b'{"id": "b", "text": 1}'), max_size=4).map(b"\n".join))
def test_any_bytes_are_records_or_refused(data):
    reason = refusal(data)
    assert (reason is None) == (not data.strip())
    assert reason is None or reason.startswith("any: line ")


def refusal(data):
    try:
        file = RecordFile(Path("any"), BytesIO(data))
        for name in sorted(file.ids()):
            file.read(name)
    except RecordFileError as error:
        return str(error)
    return None


def test_what_an_article_says_cannot_steer_the_terminal(files):
    text = "Năm 2023\x1b[31m, GDP tăng 5,05%.\x07"
    row = record("a\x1b]0;", text)
    files([row], [row | {"mentions": [], "links": []}])
    for form in ([], ["--markdown"]):
        shown = call("old.jsonl", "new.jsonl", *form).stdout
        assert "␛[31m, GDP tăng" in shown
        assert not set("\x1b\x07") & set(shown)
