"""The fixtures for users' own tests, tried as a user has them: in a project of their own, and as the page shows."""

# ruff: noqa: S602, S603 - the commands are those of the project's own page

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "regression-testing.md").read_text("utf-8")
BLOCK = re.compile(r"<!-- (file: (?P<file>\S+)|run|fails) -->\n```\w+\n(?P<content>.*?)```", re.DOTALL)
WORSE = """
from pipeline.extraction import extract
from pipeline.quality import score

def worse(article):
    record = extract(article)
    return record.model_copy(update={"mentions": record.mentions[1:], "links": ()})

score.answers.__defaults__ = (worse,)
"""


def run(command, folder):
    """Run a command as a user does, with the programs that stand beside this Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    if not entry_points(group="pytest11", name="tintinh"):
        # Installed from an older checkout: what the entry point would do.
        environment["PYTEST_ADDOPTS"] = "-p pipeline.quality.pytest_plugin"
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The worked example of the page, written and run from top to bottom."""
    folder = tmp_path_factory.mktemp("project")
    for block in BLOCK.finditer(PAGE):
        if block["file"]:
            (folder / block["file"]).parent.mkdir(exist_ok=True)
            (folder / block["file"]).write_text(block["content"], "utf-8")
        elif block[1] == "run":
            for line in block["content"].splitlines():
                result = run(line, folder)
                assert result.returncode == 0, f"{line}\n{result.stdout}{result.stderr}"
    return folder


@pytest.fixture
def changed(project):
    """The files of the example, as they were at the end."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file() and "cache" not in str(path)}
    yield project
    for path in project.rglob("*"):
        if path.is_file() and "cache" not in str(path) and path not in before:
            path.unlink()
    for path, content in before.items():
        path.write_bytes(content)


def test_the_example_pins_a_record(project):
    [pinned] = (project / "tests" / "test_extraction").iterdir()
    lines = pinned.read_text("utf-8").splitlines()
    assert lines[0] == '{"id": "hop-hdnd", "title": null, "published": "2024-07-12", "province": "Hà Nam"}'
    assert any('"iso": "2024-07-10"' in line for line in lines)


def test_a_fall_is_told_as_the_page_says(changed):
    (changed / "tests" / "conftest.py").write_text(WORSE, "utf-8")
    result = run("pytest", changed)
    assert result.returncode == 1
    [told] = [block["content"] for block in BLOCK.finditer(PAGE) if block[1] == "fails"]
    assert told in result.stdout
    assert "tintinh errors --gold" in result.stdout
    assert re.search(r"1 failed, 1 passed", result.stdout)


def test_a_changed_record_is_shown(changed):
    article = changed / "corpus" / "hop-hdnd.txt"
    article.write_text(article.read_text("utf-8").replace("12,5%", "13,5%"), "utf-8")
    result = run("pytest -k record", changed)
    assert result.returncode == 1
    assert '"text": "12,5%"' in result.stdout
    assert '"text": "13,5%"' in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--tintinh-gold=nowhere", "nowhere/floors.json: no such file; tintinh gate --update makes it"),
        ("--tintinh-corpus=gold", "hop-hdnd.txt is missing"),
        ("-o tintinh_gold=nowhere", "nowhere/floors.json: no such file"),
    ],
    ids=["gold", "corpus", "ini"],
)
def test_the_folders_can_be_named(project, arguments, told):
    result = run(f"pytest -k floors {arguments}", project)
    assert result.returncode == 1
    assert told in result.stdout


def test_an_option_counts_from_where_pytest_is_called(project):
    result = run("pytest -k floors --rootdir=.. --tintinh-gold=../gold", project / "tests")
    # The gate holds, and the test goes on to count the articles below its own folder.
    assert "assert 1 == 0" in result.stdout


def test_what_cannot_be_read_is_told(changed):
    (changed / "corpus" / "hop-hdnd.txt").write_bytes(b"\xff\xfe\xff")
    result = run("pytest -k record", changed)
    assert result.returncode == 1
    assert "hop-hdnd.txt: " in result.stdout


def test_loading_imports_nothing_but_pytest():
    code = (
        "import sys, pytest; before = set(sys.modules); import pipeline.quality.pytest_plugin;"
        "print(*sorted(name for name in set(sys.modules) - before))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.split() == ["pipeline", "pipeline.quality", "pipeline.quality.pytest_plugin"]


def test_the_entry_point_is_the_plugin():
    told = (ROOT / "pyproject.toml").read_text("utf-8")
    assert '[project.entry-points.pytest11]\ntintinh = "pipeline.quality.pytest_plugin"\n' in told
