"""The examples of docs/own-names.md run, and print what the page says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "own-names.md").read_text("utf-8")
BLOCKS = re.compile(r"<!-- (?P<kind>\w+)(?:: (?P<told>[^ ]+))? -->\n```\w*\n(?P<content>.*?)```", re.DOTALL)


def test_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, suffix in (("gold", "json"), ("corpus", "txt")):
        Path(folder).mkdir()
        for file in sorted((ROOT / "gold").glob("*.json"))[:2]:
            shutil.copy(ROOT / folder / f"{file.stem}.{suffix}", folder)
    printed, kinds = "", []
    for block in BLOCKS.finditer(PAGE):
        kind, told, content = block["kind"], block["told"], block["content"]
        kinds.append(kind)
        if kind == "file":
            Path(told).parent.mkdir(exist_ok=True)
            Path(told).write_text(content, "utf-8")
        elif kind in {"run", "same"}:
            before = printed
            printed = "".join(run(line, int(told or 0)) for line in content.splitlines())
            assert kind == "run" or printed == before
        elif kind == "prints":
            assert printed.strip() == content.strip()
        else:
            assert kind == "python"
            exec(compile(content, "own-names.md", "exec"), {})  # noqa: S102 the project's own page
    assert kinds.count("run") == 3
    assert {"same", "prints", "python"} <= set(kinds)
    assert Path("mine.model").stat().st_size > 0


def run(line: str, code: int) -> str:
    program, *arguments = shlex.split(line)
    assert program == "tintinh"
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == code, f"{line}\n{result.output}"
    return result.output
