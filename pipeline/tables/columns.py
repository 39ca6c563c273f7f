"""Columns, and how those of a value are made of its model, which says once what each key holds."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.record import Mention, Record, Unit

Kind = Literal["text", "integer", "number", "date", "texts"]
Row = tuple[Any, ...]


class Column(NamedTuple):
    """One column: ``of`` takes its cell, a value of ``kind`` or ``None``, from a part of a record."""

    name: str
    kind: Kind
    note: str
    of: Callable[[Any], Any]


class Table(NamedTuple):
    """One table: a row for each of the ``parts`` of a record; no two rows are alike in the columns of ``key``."""

    name: str
    note: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    parts: Callable[[Record], Iterable[Any]]

    def rows(self, record: Record) -> list[Row]:
        """Its rows for one record; raises ``ValueError`` where a day of it is none."""
        return [tuple(column.of(part) for column in self.columns) for part in self.parts(record)]


class Said(NamedTuple):
    """A mention, and where it stands."""

    article: str
    number: int
    mention: Mention


_NOTES = {
    "low": "the number, or the lower end of a range",
    "high": "the number, or the upper end of a range",
}


def value_columns(model: type[BaseModel], **kinds: Kind | Literal["unit", "units"]) -> tuple[Column, ...]:
    """The columns of the keys of a value: of a ``unit`` three, of ``units`` three lists of one length."""
    return tuple(column for name, kind in kinds.items() for column in _columns(model, name, kind))


def _columns(model: type[BaseModel], name: str, kind: Kind | Literal["unit", "units"]) -> Iterator[Column]:
    note, of = _note(name, model.model_fields[name]), _key(name)
    if kind == "unit":
        for part in Unit.model_fields:
            yield Column(f"{name}_{part}", "text", f"{part} of {name}: {note}", _part(of, part))
    elif kind == "units":
        for part in Unit.model_fields:
            yield Column(f"{name}_{part}s", "texts", f"the {part}s of {name}: {note}", _parts(of, part))
    else:
        yield Column(name, kind, note, _day(of) if kind == "date" else of)


def _note(name: str, field: FieldInfo) -> str:
    """What the model says of a key, and the closed list of its values if it has one."""
    literals = [part for part in (field.annotation, *get_args(field.annotation)) if get_origin(part) is Literal]
    values = ", ".join(value for literal in literals for value in get_args(literal))
    return "; ".join(filter(None, (field.description or _NOTES.get(name), values and f"one of {values}")))


def _key(name: str) -> Callable[[Said], Any]:
    return lambda said: getattr(said.mention.value, name, None)


def _part(of: Callable[[Said], Any], part: str) -> Callable[[Said], str | None]:
    return lambda said: getattr(of(said), part, None)


def _parts(of: Callable[[Said], Any], part: str) -> Callable[[Said], list[str | None] | None]:
    def parts(said: Said) -> list[str | None] | None:
        units = of(said)
        return None if units is None else [getattr(unit, part) for unit in units]

    return parts


def _day(of: Callable[[Said], str | None]) -> Callable[[Said], date | None]:
    def day(said: Said) -> date | None:
        text = of(said)
        return None if text is None or text.startswith("XXXX-") else date.fromisoformat(text)  # a day of no year

    return day
