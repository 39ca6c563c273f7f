"""The tables. A change of their columns is a change of ``VERSION``.

A mention stands in ``mentions`` and in the table of its label; all have the id of the article and the index of the
mention in its record, which join them. Tokens and sentences are in no table.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from pipeline.record import (
    LABELS,
    BodyValue,
    DateValue,
    DocValue,
    Label,
    Link,
    PercentValue,
    PersonValue,
    PlaceValue,
    Record,
)
from pipeline.tables.columns import Column, Said, Table, value_columns
from pipeline.tables.periods import period

VERSION = "tintinh-tables/1"


class _Linked(NamedTuple):
    article: str
    number: int
    link: Link
    words: str


def _said(*labels: Label) -> Callable[[Record], Iterator[Said]]:
    return lambda record: (
        Said(record.id, number, mention) for number, mention in enumerate(record.mentions) if mention.label in labels
    )


def _linked(record: Record) -> Iterator[_Linked]:
    for number, link in enumerate(record.links):
        yield _Linked(record.id, number, link, record.text[link.start : link.end])


def _bound(which: int) -> Callable[[Said], date | None]:
    return lambda said: period(getattr(said.mention.value, "iso", None))[which]


_ARTICLE = Column("article_id", "text", "the article, as in `articles`", attrgetter("article"))
_MENTION = Column("mention", "integer", "the mention: its index in the record, from 0", attrgetter("number"))
_WORDS = Column("words", "text", "its words, as they stand in the text", attrgetter("mention.text"))


def _of_label(name: str, note: str, label: Label, columns: Iterable[Column]) -> Table:
    return Table(
        name,
        note,
        ("article_id", "mention"),
        (_ARTICLE, _MENTION, _WORDS, *columns),
        _said(label),
    )


TABLES = (
    Table(
        "articles",
        "one row an article",
        ("article_id",),
        (
            Column("article_id", "text", "its id", attrgetter("id")),
            Column("title", "text", "its title, where one is told", attrgetter("title")),
            Column("published", "date", "the publication day, where one is told", attrgetter("published")),
            Column("province", "text", "its province, where one is told", attrgetter("province")),
            Column(
                "source",
                "text",
                "what else is told of it, as a JSON object",
                lambda record: json.dumps(record.source, ensure_ascii=False),
            ),
            Column("text", "text", "the text that all offsets count in, untouched", attrgetter("text")),
            Column("record_schema", "text", "schema of the record", attrgetter("schema_")),
            Column("version", "text", "version of tintinh that made it", attrgetter("made_by.version")),
            Column("rules", "text", "fingerprint of the rules that made it", attrgetter("made_by.rules")),
        ),
        lambda record: (record,),
    ),
    Table(
        "mentions",
        "one row a mention, whatever its label",
        ("article_id", "mention"),
        (
            _ARTICLE,
            _MENTION,
            Column("label", "text", "one of DOC, DATE, PERCENT, PER, ORG, LOC", attrgetter("mention.label")),
            Column("start_offset", "integer", "its first code point in the text", attrgetter("mention.start")),
            Column("end_offset", "integer", "one past its last code point in the text", attrgetter("mention.end")),
            _WORDS,
            Column("rule_id", "text", "the rule that found it", attrgetter("mention.rule_id")),
        ),
        _said(*LABELS),
    ),
    _of_label(
        "documents",
        "one row a mention of a document (DOC)",
        "DOC",
        value_columns(
            DocValue,
            type="text",
            symbol="text",
            full_symbol="text",
            issued="date",
            issuer="text",
            subject="text",
            provisions="texts",
            key="text",
            status="text",
        ),
    ),
    _of_label(
        "dates",
        "one row a mention of a date, a period or a duration (DATE)",
        "DATE",
        (
            *value_columns(DateValue, iso="text"),
            Column("first_day", "date", "the first day of `iso`; null of a duration, or without a year", _bound(0)),
            Column("last_day", "date", "the last day of `iso`, as `first_day`; of a day the same", _bound(1)),
            *value_columns(DateValue, role="text", modifier="text", part_of_day="text", calendar="text"),
        ),
    ),
    _of_label(
        "percentages",
        "one row a mention of a percentage (PERCENT)",
        "PERCENT",
        value_columns(
            PercentValue,
            low="number",
            high="number",
            unit="text",
            comparator="text",
            direction="text",
            indicator="text",
            kind="text",
            base="text",
            per="text",
        ),
    ),
    _of_label(
        "people",
        "one row a mention of a person (PER)",
        "PER",
        value_columns(PersonValue, name="text", titles="texts", offices="texts"),
    ),
    _of_label(
        "bodies",
        "one row a mention of an organisation (ORG)",
        "ORG",
        value_columns(BodyValue, kind="text", name="text", place="unit"),
    ),
    _of_label(
        "places",
        "one row a mention of a place (LOC)",
        "LOC",
        value_columns(
            PlaceValue,
            level="text",
            system="text",
            code="text",
            name="text",
            province="unit",
            present="units",
            ambiguous="units",
        ),
    ),
    Table(
        "links",
        "one row a link: a mention has something that is written elsewhere in the text",
        ("article_id", "link"),
        (
            _ARTICLE,
            Column("link", "integer", "the link: its index in the record, from 0", attrgetter("number")),
            Column("kind", "text", "what it has: issued, issuer, subject, provision, …", attrgetter("link.kind")),
            Column("mention", "integer", "the mention that has it", attrgetter("link.source")),
            Column("target", "integer", "the mention that is it, if one is", attrgetter("link.target")),
            Column("start_offset", "integer", "where its words begin in the text", attrgetter("link.start")),
            Column("end_offset", "integer", "one past where they end", attrgetter("link.end")),
            Column("words", "text", "its words, as they stand in the text", attrgetter("words")),
        ),
        _linked,
    ),
)
