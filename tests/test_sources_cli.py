"""The options that say where names come from, and the command that trains, as a user calls them."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.quality.gold import gold_files

ROOT = Path(__file__).parents[1]


def call(*arguments):
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to call from, with two articles and their gold."""
    monkeypatch.chdir(tmp_path)
    for name in ("gold", "corpus"):
        Path(name).mkdir()
    for file in gold_files(ROOT / "gold")[:2]:
        shutil.copy(file, "gold")
        shutil.copy(ROOT / "corpus" / f"{file.stem}.txt", "corpus")
    Path("mine.toml").write_text('[[name]]\nlabel = "ORG"\nname = "Quỹ Lá"\n', "utf-8")
    Path("a.txt").write_text("Hôm ấy Quỹ Lá họp.", "utf-8")
    return tmp_path


def test_a_model_is_trained_and_used_and_the_gold_may_be_several(folder):
    twice = ("--gold", "gold", "--corpus", "corpus") * 2
    trained = call("train", *twice, "-o", "mine.model")
    assert trained.exit_code == 0, trained.output
    marked = sum(
        mention["label"] in {"PER", "ORG", "LOC"}
        for file in gold_files(Path("gold"))
        for mention in json.loads(file.read_text("utf-8"))["mentions"]
    )
    assert trained.stderr.startswith("4 articles, ")
    assert f" of {2 * marked} names learned, " in trained.stderr
    for command in ("score", "gate"):
        update = ["--update"] * (command == "gate")
        result = call(command, *twice[:4], "--tagger", "mine.model", *update)
        assert result.exit_code == 0, result.output
    made = [
        call("extract", "a.txt", "-o", "-", *options) for options in ([], ["--tagger", "mine.model"], ["--no-tagger"])
    ]
    assert len({json.loads(result.stdout)["made_by"]["rules"] for result in made}) == 3


def test_extract_and_show_take_a_list(folder):
    for command in (("extract", "a.txt", "-o", "-"), ("show", "a.txt"), ("extract", "a.txt", "-o", "-", "--no-tagger")):
        result = call(*command, "--names", "mine.toml")
        assert result.exit_code == 0, result.output
        assert "org.user" in result.stdout


REFUSED = {
    "no-list": (["extract", "a.txt", "-o", "o", "--names", "none.toml"], "none.toml: No such file or directory"),
    "no-model": (["show", "a.txt", "--tagger", "none"], "none: No such file"),
    "both": (["show", "a.txt", "--tagger", "x", "--no-tagger"], "--tagger and --no-tagger: choose one"),
    "no-model-score": (["score", "--gold", "gold", "--corpus", "corpus", "--tagger", "a.txt"], "a.txt: not a model"),
    "download": (["show", "a.txt", "--hf-download"], "--hf-download needs --hf"),
    "no-pair": (
        ["train", "--gold", "gold", "--gold", "gold", "--corpus", "corpus", "-o", "m"],
        "2 --gold but 1 --corpus",
    ),
    "no-gold": (["train", "--gold", "none", "--corpus", "corpus", "-o", "m"], "none: no such folder"),
    "no-folder": (
        ["train", "--gold", "gold", "--corpus", "corpus", "-o", "none/m"],
        "none/m: No such file or directory",
    ),
}


@pytest.mark.parametrize(("arguments", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_call_is_refused_before_anything_is_read(arguments, reason, folder):
    result = call(*arguments)
    assert result.exit_code == 2, result.output
    assert reason in result.stderr
    assert not {"o", "m"} & {path.name for path in folder.iterdir()}


def test_gold_without_names_and_training_without_its_extra_are_refused(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    call_it = ("train", "--gold", "gold", "--corpus", "corpus", "-o", "m")
    assert "pip install 'tintinh[train]'" in call(*call_it).stderr
    for file in gold_files(Path("gold")):
        file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"mentions": []}), "utf-8")
    result = call(*call_it)
    assert (result.exit_code, result.stderr) == (2, "no PER, ORG or LOC in the gold: nothing to learn\n")
    assert not Path("m").exists()
