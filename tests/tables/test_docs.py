"""The pages say what is: every column, and what the queries print. ``--regen-all`` writes both anew."""

import csv
import io
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipeline.batch.extracting import extract_files
from pipeline.tables.export import export
from pipeline.tables.schema import TABLES, VERSION

ROOT = Path(__file__).parent.parent.parent
QUERIES = ROOT / "docs" / "queries.md"
TABLE_PAGE = ROOT / "docs" / "tables.md"
RESULT = re.compile(
    r"<!-- query -->\n```sql\n(?P<sql>.*?)```\n\n<!-- result -->\n(?P<result>(?:\|[^\n]*\n)*)", re.DOTALL
)


def grid(names, rows):
    cells = [names, ["---"] * len(names), *([shown(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def shown(cell):
    return "" if cell is None else str(cell).replace("|", "\\|")


def direct(tool):
    return re.search(rf"<!-- direct: {tool} -->\n```\w+\n(.*?)```", QUERIES.read_text("utf-8"), re.DOTALL)[1]


def same(page, text, config):
    if config.getoption("regen_all"):
        page.write_text(text, "utf-8")
    assert page.read_text("utf-8") == text, f"{page.name} is not up to date: pytest tests/tables --regen-all"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """records.jsonl of the corpus, and its tables."""
    folder = tmp_path_factory.mktemp("corpus")
    with (folder / "records.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(record.to_line() + "\n" for record in extract_files([str(ROOT / "corpus")]))
    export([str(folder / "records.jsonl")], "duckdb", str(folder / "records.duckdb"))
    return folder


@pytest.fixture(scope="module")
def dates(folder):
    with (folder / "records.jsonl").open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    return [
        (record["id"], mention["text"], mention["value"]["iso"])
        for record in records
        for mention in record["mentions"]
        if mention["label"] == "DATE"
    ]


def test_the_queries_print_what_the_page_says(folder, request):
    def asked(match):
        with duckdb.connect(str(folder / "records.duckdb"), read_only=True) as connection:
            found = connection.execute(match["sql"])
            names, rows = [column[0] for column in found.description], found.fetchall()
        assert rows
        head = match[0].removesuffix(match["result"])
        return head + grid(names, rows)

    text, count = RESULT.subn(asked, QUERIES.read_text("utf-8"))
    assert count == 5
    same(QUERIES, text, request.config)


def test_every_column_is_on_the_page(request):
    told = "<!-- columns -->\n" + f"Version `{VERSION}`.\n"
    for table in TABLES:
        rows = [(f"`{column.name}`", column.kind, column.note) for column in table.columns]
        told += f"\n### {table.name}\n\n{table.note[0].upper()}{table.note[1:]}. Key: {', '.join(table.key)}.\n\n"
        told += grid(["Column", "Type", "What"], rows)
    text = TABLE_PAGE.read_text("utf-8")
    same(TABLE_PAGE, text[: text.index("<!-- columns -->")] + told, request.config)


def test_duckdb_reads_the_lines(folder, dates, monkeypatch):
    monkeypatch.chdir(folder)
    assert duckdb.sql(direct("duckdb")).fetchall() == dates


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_the_lines(folder, dates):
    printed = subprocess.run(shlex.split(direct("jq")), cwd=folder, capture_output=True, check=True).stdout  # noqa: S603 - the page's own command
    rows = csv.reader(io.StringIO(printed.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert [tuple(row) for row in rows] == [(id_, text, iso or "") for id_, text, iso in dates]


def test_pandas_reads_the_lines(folder, dates, monkeypatch):
    pandas = pytest.importorskip("pandas")
    monkeypatch.chdir(folder)
    names = {"pd": pandas, "json": json}
    exec(direct("pandas"), names)  # noqa: S102 - the page's own lines
    found = names["mentions"].query("label == 'DATE'")
    isos = found["value.iso"].astype(object).where(found["value.iso"].notna(), None)
    assert list(zip(found["id"], found["text"], isos, strict=True)) == dates
