"""Exports hold the records in every format, are whole or not there, and refuse what would lose data."""

import csv
import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from pyarrow import parquet
from some_records import FULL, record, some_records
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.tables import export as exporting
from pipeline.tables.export import OutputError, export
from pipeline.tables.reading import RecordsError
from pipeline.tables.schema import TABLES, VERSION

READ = {"integer": int, "number": float, "date": date.fromisoformat, "texts": json.loads}


def write(path, records):
    path.write_text("".join(record.to_line() + "\n" for record in records), "utf-8", newline="\n")
    return str(path)


def expected(records):
    """The rows of every table, as lists compare."""
    return {
        table.name: [
            tuple(list(cell) if isinstance(cell, tuple) else cell for cell in row)
            for record in records
            for row in table.rows(record)
        ]
        for table in TABLES
    }


def of_parquet(folder):
    found = {table.name: parquet.read_table(folder / f"{table.name}.parquet") for table in TABLES}
    return {name: [tuple(row.values()) for row in table.to_pylist()] for name, table in found.items()}


def of_duckdb(file):
    with duckdb.connect(str(file), read_only=True) as connection:
        return {table.name: connection.execute(f"FROM {table.name}").fetchall() for table in TABLES}


def of_csv(folder):
    return {table.name: list(csv_rows(table, folder)) for table in TABLES}


def csv_rows(table, folder):
    with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == [column.name for column in table.columns]
    for line in lines:
        yield tuple(
            None if cell == "" else READ.get(column.kind, lambda text: text.removeprefix("'"))(cell)
            for column, cell in zip(table.columns, line, strict=True)
        )


READERS = {"parquet": of_parquet, "duckdb": of_duckdb, "csv": of_csv}


def told(to, rows):
    """The rows as a format can tell them: an empty text is null in CSV."""
    if to != "csv":
        return rows
    return {
        name: [tuple(None if cell == "" else cell for cell in row) for row in found] for name, found in rows.items()
    }


@pytest.mark.parametrize("to", READERS)
@settings(max_examples=12)
@given(records=some_records())
def test_every_format_holds_every_row(to, records):
    with TemporaryDirectory() as room:
        out = Path(room, "out")
        counts = export([write(Path(room, "records.jsonl"), [*records, FULL])], to, str(out))
        rows = expected([*records, FULL])
        assert READERS[to](out) == told(to, rows)
        assert counts == {name: len(found) for name, found in rows.items()}
        assert sorted(path.name for path in Path(room).iterdir()) == ["out", "records.jsonl"]


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "records.jsonl", [FULL, record("b", [("DATE", "năm 2012", {"iso": "2012"})]), record("c", [])])
    return tmp_path


def listing(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def call(*arguments, **more):
    return CliRunner().invoke(app, ["export", *arguments], **more)


@pytest.mark.parametrize("to", ["parquet", "csv"])
def test_the_same_records_give_the_same_bytes(to, room):
    export(["records.jsonl"], to, "one")
    export(["records.jsonl"], to, "two")
    assert listing(room / "one") == listing(room / "two")


def test_a_folder_of_shards_is_read_in_their_order(room):
    (room / "run").mkdir()
    for number, line in enumerate((room / "records.jsonl").read_text("utf-8").splitlines(), 99998):
        (room / "run" / f"records-{number:05}.jsonl").write_text(line + "\n", "utf-8")
    (room / "run" / "records-near.jsonl").write_text("{}\n")
    export(["run"], "parquet", "shards")
    export(["records.jsonl"], "parquet", "whole")
    assert listing(room / "shards") == listing(room / "whole")


def test_rows_are_written_in_groups(room, monkeypatch):
    monkeypatch.setattr(exporting, "_BATCH_ARTICLES", 2)
    export(["records.jsonl"], "parquet", "out")
    assert parquet.ParquetFile("out/articles.parquet").num_row_groups == 2
    assert parquet.read_table("out/articles.parquet")["article_id"].to_pylist() == ["a", "b", "c"]


def test_each_format_tells_version_and_columns(room):
    for to in READERS:
        export(["records.jsonl"], to, to)
    package = json.loads((room / "csv" / "datapackage.json").read_text("utf-8"))
    assert package["name"] == VERSION
    with duckdb.connect("duckdb", read_only=True) as connection:
        tables = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        columns = connection.execute("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
    for table, resource in zip(TABLES, package["resources"], strict=True):
        notes = [(column.name, column.note) for column in table.columns]
        schema = parquet.read_schema(f"parquet/{table.name}.parquet")
        assert schema.metadata[b"schema"].decode() == VERSION
        assert [(field.name, field.metadata[b"description"].decode()) for field in schema] == notes
        assert [(field["name"], field["description"]) for field in resource["schema"]["fields"]] == notes
        assert VERSION in tables[table.name]
        assert [(name, note) for of, name, note in columns if of == table.name] == notes


def test_no_cell_of_a_csv_begins_like_a_formula(room):
    value = {"name": "-1+1"}
    title = '=HYPERLINK("http://x")'
    write(room / "records.jsonl", [record("@id", [("PER", "+Lâm", value), ("ORG", "\tSở", None)], title=title)])
    export(["records.jsonl"], "csv", "out")
    for table in TABLES:
        with (room / "out" / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for line in csv.reader(file) for cell in line]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n"))]
    assert b"'@id,0,'+L" in (room / "out" / "people.csv").read_bytes()


GOOD = FULL.to_line()
BAD = {
    "no_json": ("{", "Invalid JSON"),
    "other_schema": (GOOD.replace("tintinh/1", "tintinh/9"), "schema: Input should be 'tintinh/1'"),
    "no_text": (GOOD.replace('"text"', '"txt"', 1), "text: Field required"),
    "moved": (GOOD.replace('"start":0', '"start":1', 1), "mentions.0: its words are not those of the text there"),
    "link_beyond": (GOOD.replace('"target":4', '"target":9'), "links.0: there is no such mention"),
    "link_outside": (
        GOOD.replace('"start":4,"end":7', '"start":4,"end":9999'),
        "links.1",
    ),
    "no_day": (GOOD.replace('"issued":"2012-05-05"', '"issued":"2012-05"'), "documents: Invalid isoformat string"),
    "twice": (GOOD, "its id 'a' is that of a record before"),
}


@pytest.mark.parametrize("to", READERS)
@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named_and_nothing_is_written(name, to, room):
    line, reason = BAD[name]
    assert name == "twice" or line != GOOD
    first = record("first", []).to_line() if name != "twice" else GOOD
    (room / "records.jsonl").write_text(f"{first}\n\n{line}\n", "utf-8")
    before = listing(room)
    result = call("records.jsonl", "--to", to, "-o", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("records.jsonl: line 3: ")
    assert reason in result.stderr
    assert listing(room) == before
    assert sorted(path.name for path in room.iterdir()) == ["records.jsonl"]


@pytest.mark.parametrize("to", READERS)
def test_what_stands_there_is_replaced_on_demand_and_only_by_a_whole_export(to, room):
    assert call("records.jsonl", "--to", to, "-o", "out").exit_code == 0
    before = READERS[to](room / "out")
    refused = call("records.jsonl", "--to", to, "-o", "out")
    assert (refused.exit_code, refused.stderr) == (2, f"{room}/out: exists already; --overwrite replaces it\n")
    (room / "bad.jsonl").write_text(f"{record('d', []).to_line()}\n{{", "utf-8")
    assert call("bad.jsonl", "--to", to, "-o", "out", "--overwrite").exit_code == 2
    assert READERS[to](room / "out") == before
    write(room / "new.jsonl", [record("e", [])])
    assert call("new.jsonl", "--to", to, "-o", "out", "--overwrite").exit_code == 0
    assert READERS[to](room / "out") == told(to, expected([record("e", [])]))


def test_what_is_no_export_is_never_replaced(room):
    (room / "mine").mkdir()
    (room / "mine" / "notes.txt").write_text("x")
    before = listing(room)
    for arguments, reason in {
        ("--to", "csv", "-o", "mine"): "mine: holds what is no such export: notes.txt",
        ("--to", "duckdb", "-o", "mine"): "mine: is a folder; give the name of a file",
        ("--to", "csv", "-o", "records.jsonl"): "records.jsonl: is a file; give the name of a folder",
        ("--to", "duckdb", "-o", "records.jsonl"): "records.jsonl: holds the records to be read",
        ("--to", "duckdb", "-o", "none/out"): "its folder does not exist",
    }.items():
        result = call("records.jsonl", *arguments, "--overwrite")
        assert (result.exit_code, reason in result.stderr) == (2, True), result.stderr
    assert listing(room) == before


def test_an_empty_folder_is_filled(room):
    (room / "out").mkdir()
    export(["records.jsonl"], "csv", "out")
    assert (room / "out" / "articles.csv").is_file()


def test_what_cannot_be_read_is_named(room):
    (room / "empty").mkdir()
    with pytest.raises(RecordsError, match=r"none\.jsonl: no such file or folder"):
        export(["none.jsonl"], "csv", "out")
    with pytest.raises(RecordsError, match=r"empty: no records\.jsonl or records-\*\.jsonl in it"):
        export(["empty"], "csv", "out")
    with pytest.raises(OutputError):
        export(["records.jsonl"], "csv", "records.jsonl")


def test_records_come_from_stdin_too(room):
    result = call("-", "--to", "csv", "-o", "out", input=(room / "records.jsonl").read_bytes())
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("wrote out: 3 articles, 7 mentions, 1 documents, 2 dates")
    assert len((room / "out" / "articles.csv").read_bytes().splitlines()) > 3


@pytest.mark.parametrize(("to", "needs"), [("parquet", "pyarrow"), ("duckdb", "duckdb")])
def test_what_is_not_installed_is_named(to, needs, room, monkeypatch):
    monkeypatch.setitem(sys.modules, needs, None)
    result = call("records.jsonl", "--to", to, "-o", "out")
    assert (result.exit_code, result.stderr) == (2, f"--to {to} needs {needs}: pip install 'tintinh[tables]'\n")
    assert call("records.jsonl", "--to", "csv", "-o", "sheets").exit_code == 0
