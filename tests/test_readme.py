"""The README is the front door: its example runs and prints what it says, its table is what the command prints."""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from pipeline.quality.gold import load_pairs
from pipeline.quality.score import answers, scores
from pipeline.record import LABELS
from pipeline.report.scores import table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def fenced(marker: str) -> str:
    """The code block behind the line <!-- marker -->."""
    match = re.search(rf"<!-- {re.escape(marker)} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert match, f"README.md has no block {marker!r}"
    return match[1]


def test_the_example_prints_what_the_readme_says() -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(fenced("example"), "README.md", "exec"), {})  # noqa: S102 the project's own page
    assert printed.getvalue() == fenced("output")


def test_the_score_table_is_what_the_command_prints() -> None:
    result = scores(answers(load_pairs(ROOT / "gold", ROOT / "corpus")), list(LABELS))
    assert fenced("scores").strip() == "\n".join(line.rstrip() for line in table(result).splitlines()).strip()


@pytest.mark.parametrize("name", ["extract", "test"])
def test_each_command_is_one_line(name: str) -> None:
    assert len(fenced(f"command: {name}").strip().splitlines()) == 1
