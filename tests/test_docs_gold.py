"""The worked example of docs/gold.md runs, and prints what the page says."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli import app

PAGE = (Path(__file__).parent.parent / "docs" / "gold.md").read_text("utf-8")
BLOCKS = re.compile(r"<!-- (?P<kind>\w+)(?:: (?P<told>[^ ]+))? -->\n```\w*\n(?P<content>.*?)```", re.DOTALL)


def test_the_worked_example(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed, ran = "", 0
    for block in BLOCKS.finditer(PAGE):
        kind, told, content = block["kind"], block["told"], block["content"]
        if kind == "file":
            path = Path(told)
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
        elif kind == "run":
            for line in content.splitlines():
                program, *arguments = shlex.split(line)
                assert program == "tintinh"
                result = CliRunner().invoke(app, arguments)
                assert result.exit_code == int(told or 0), f"{line}\n{result.output}"
                printed, ran = result.stdout, ran + 1
        elif kind == "prints":
            assert printed.strip() == content.strip()
        else:
            assert kind == "begins"
            assert printed.startswith(content)
    assert ran == 11
    assert Path("draft/tin-1.tsv").read_text("utf-8").startswith("# published: 2012-05-06\nDATE\tHôm qua\t")
    assert Path("gold/tin-1.json").read_bytes() == Path("gold-anna/tin-1.json").read_bytes()
    assert Path("imported/tin-1.json").is_file()
