"""Every key of a record has its place in a table, and every cell its value."""

import json
from datetime import date

import duckdb
import pytest
from some_records import FULL, UNIT, record

from pipeline.record import BodyValue, DateValue, DocValue, Link, PercentValue, PersonValue, PlaceValue, Record
from pipeline.tables.schema import TABLES

BY_NAME = {table.name: table for table in TABLES}
MODELS = {
    "documents": DocValue,
    "dates": DateValue,
    "percentages": PercentValue,
    "people": PersonValue,
    "bodies": BodyValue,
    "places": PlaceValue,
}


def rows(name, told=FULL):
    table = BY_NAME[name]
    return [dict(zip([column.name for column in table.columns], row, strict=True)) for row in table.rows(told)]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_key_of_a_value_has_a_column(name):
    columns = [column.name for column in BY_NAME[name].columns]
    for key in MODELS[name].model_fields:
        assert any(column == key or column.startswith(f"{key}_") for column in columns), key


def test_every_key_of_a_record_and_a_link_has_a_place():
    assert set(Record.model_fields) == {
        *("id", "title", "published", "province", "source", "text", "schema_", "made_by"),  # articles
        *("mentions", "links"),  # tables of their own
        *("tokens", "sentences"),  # in no table
    }
    assert set(Link.model_fields) == {"kind", "source", "target", "start", "end"}
    assert len(rows("links")[0]) == len(Link.model_fields) + len({"article_id", "link", "words"})


def test_every_column_says_what_it_holds():
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        assert all(column.note for column in table.columns), table.name


def test_no_name_has_to_be_quoted_in_sql():
    reserved = {
        word
        for (word,) in duckdb.sql(
            "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
        ).fetchall()
    }
    assert "end" in reserved
    assert not reserved & {
        name for table in TABLES for name in (table.name, *(column.name for column in table.columns))
    }


def test_an_article():
    assert rows("articles") == [
        {
            "article_id": "a",
            "title": "Tin",
            "published": date(2024, 7, 12),
            "province": "Quảng Ninh",
            "source": '{"url": "x"}',
            "text": FULL.text,
            "record_schema": "tintinh/1",
            "version": "1",
            "rules": "f",
        }
    ]


def test_a_mention_stands_in_its_table_and_in_mentions():
    assert [(row["mention"], row["label"], row["words"]) for row in rows("mentions")] == [
        (number, mention.label, mention.text) for number, mention in enumerate(FULL.mentions)
    ]
    for row in rows("mentions"):
        assert FULL.text[row["start_offset"] : row["end_offset"]] == row["words"]
    labelled = [row for name in MODELS for row in rows(name)]
    assert sorted(row["mention"] for row in labelled) == list(range(len(FULL.mentions)))


def test_values():
    [document], [day], [percentage], [person], [body], [place] = map(rows, MODELS)
    assert (document["issued"], document["provisions"]) == (date(2012, 5, 5), ("Điều 5", "Điều 6"))
    assert (day["iso"], day["first_day"], day["last_day"]) == ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31))
    assert (percentage["low"], percentage["high"]) == (-2.5, 7.25)
    assert person["offices"] == ("Bí thư Tỉnh ủy", "Chủ tịch")
    assert (body["place_system"], body["place_code"], body["place_name"]) == tuple(UNIT.values())
    assert (place["province_code"], place["present_codes"]) == ("22", ["22", "07192"])
    assert (place["ambiguous_systems"], place["ambiguous_codes"]) == (["34"], [None])


def test_links_say_who_has_what():
    office, base = rows("links")
    assert (office["kind"], office["mention"], office["target"], office["words"]) == ("office", 3, 4, "lời")
    assert (base["link"], base["target"], base["words"]) == (1, None, "DOC")


def test_a_mention_without_a_value_has_its_row():
    [row] = rows("places", record("a", [("LOC", "chợ", None)]))
    assert row["words"] == "chợ"
    assert {row[key] for key in row if key not in ("article_id", "mention", "words")} == {None}


def test_the_source_is_json():
    assert json.loads(rows("articles")[0]["source"]) == FULL.source


def test_a_day_whose_year_is_not_told_is_no_day():
    line = FULL.to_line().replace('"issued":"2012-05-05"', '"issued":"XXXX-05-05"')
    [document] = rows("documents", Record.model_validate_json(line))
    assert document["issued"] is None
