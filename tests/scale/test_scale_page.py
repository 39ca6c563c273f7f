"""docs/scale.md: its arithmetic follows from its few measured figures, its snippets run."""

import json
import re
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from conftest import lines, records

from benchmarks.scale import Figures, first_table, measure, second_table

ROOT = Path(__file__).parents[2]
WITHOUT = "datatrove is not installed: pip install 'tintinh[datatrove]'"
PAGE = (ROOT / "docs" / "scale.md").read_text("utf-8")


def rows(marker):
    """The table behind a marker."""
    return PAGE.split(f"<!-- {marker} -->\n")[1].split("\n\n")[0].splitlines()


def run_snippet(name, folder, monkeypatch):
    """Run the code behind a marker in a folder."""
    monkeypatch.chdir(folder)
    sys.modules["datatrove.io"].DataFolder.clear_instance_cache()  # it knows relative paths by name
    code = PAGE.split(f"<!-- snippet: {name} -->\n```python\n")[1].split("```")[0].replace("TASKS = 100", "TASKS = 1")
    exec(compile(code, "scale.md", "exec"), {"__name__": "__main__"})  # noqa: S102 the project's own page


def test_the_arithmetic_follows_from_the_figures() -> None:
    cells = [re.findall(r"[^|]+", row)[1].strip() for row in rows("measured")[2:]]
    figures = Figures(*(float(cell.replace(",", "")) for cell in cells))
    assert second_table(figures) == rows("follows")
    assert [row.split("|")[1] for row in first_table(figures)] == [row.split("|")[1] for row in rows("measured")]


def test_a_million_articles_of_a_tenth_of_a_second() -> None:
    figures = Figures(**dict.fromkeys((field.name for field in fields(Figures)), 1.0))
    row = second_table(figures)[2]
    assert row.startswith("| 1 million | 278 | 6 days | 4 hours | 17 minutes | 100 seconds | 0.0 GB |")
    assert row.endswith("| 278 |")


def test_figures_are_those_of_the_folder(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Năm 2012, Hạ Long.", "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    figures = measure(str(tmp_path))
    assert (figures.articles, figures.characters_an_article) == (2, 9)
    assert 0 < figures.bytes_a_record_with_gzip < figures.bytes_a_record < 2000


def test_the_snippet_of_one_machine(given, plain, tmp_path, monkeypatch) -> None:
    pytest.importorskip("datatrove.io", reason=WITHOUT)
    (tmp_path / "articles").symlink_to(given)
    run_snippet("local", tmp_path, monkeypatch)
    assert records("records") == lines(plain / "records.jsonl")


def test_the_snippet_with_a_reader_of_ones_own(tmp_path, monkeypatch) -> None:
    pytest.importorskip("datatrove.io", reason=WITHOUT)
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    (tmp_path / "parquet").mkdir()
    for number in (1, 2):
        row = {"id": f"tin-{number}", "body": "Hôm qua, TP. Hạ Long tăng 5%.", "day": date(2024, 6, number)}
        parquet.write_table(arrow.Table.from_pylist([row]), tmp_path / f"parquet/{number}.parquet")
    run_snippet("own reader", tmp_path, monkeypatch)
    found = [(line["id"], line["published"]) for line in map(json.loads, records("records"))]
    assert found == [("tin-1", "2024-06-01"), ("tin-2", "2024-06-02")]
