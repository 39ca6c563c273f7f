"""A user's own names, read from a file and checked; ``docs/own-names.md`` describes it."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pipeline.mentions.units import Unit, units
from pipeline.record import BodyKind, PlaceLevel
from pipeline.text.aligned import Aligned

_LISTS = ("also", "titles", "offices")  # keys that hold several values; in a cell of CSV "|" stands between them
_SYSTEMS: tuple[Literal["63", "34"], ...] = ("63", "34")


class NamesFileError(ValueError):
    """A file of names that cannot be used; a line for each fault names the file, the entry and the reason."""


class _Entry(BaseModel):
    """One name with its other spellings and what is known of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    also: tuple[str, ...] = ()

    def value(self) -> dict[str, Any]:
        """What a mention of the name is known to hold: keys of its value in ``record``, unknown ones left out."""
        value = self.model_dump(exclude={"label", "also", "system", "code"})
        return {key: known for key, known in value.items() if known}


class Person(_Entry):
    """A person; ``offices`` and ``titles`` go before those that an article tells."""

    label: Literal["PER"]
    titles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


class _WithUnit(_Entry):
    """A name with an administrative unit by its official code; ``system`` where both lists have the code."""

    system: Literal["63", "34"] | None = None
    code: str | None = None

    @model_validator(mode="after")
    def _exists(self) -> "_WithUnit":
        if self.system and not self.code:
            raise ValueError("system without code")
        self.unit()
        return self

    def unit(self) -> Unit | None:
        """The unit of the code; raises ``ValueError`` where there is none, or two."""
        if self.code is None:
            return None
        systems = (self.system,) if self.system else _SYSTEMS
        found = [unit for system in systems if (unit := units().by_code.get((system, self.code)))]
        if not found:
            raise ValueError(f"no unit has the code {self.code!r} in system {' or '.join(systems)}")
        if len(found) > 1:
            both = " and ".join(f"{unit.name} in system {unit.system}" for unit in found)
            raise ValueError(f"code {self.code!r} is {both}: say system")
        return found[0]


class Body(_WithUnit):
    """A body; the unit is the one that it belongs to."""

    label: Literal["ORG"]
    kind: BodyKind | None = None

    def value(self) -> dict[str, Any]:
        """As of any name, with the unit as ``place``."""
        unit = self.unit()
        place = {"place": {"system": unit.system, "code": unit.code, "name": unit.name}} if unit else {}
        return super().value() | place


class Place(_WithUnit):
    """A place; the unit is the place itself, and tells its level and official name."""

    label: Literal["LOC"]
    level: PlaceLevel | None = None

    @model_validator(mode="after")
    def _agrees(self) -> "Place":
        unit = self.unit()
        if unit and self.level not in {None, unit.level}:
            raise ValueError(f"level is {self.level!r}, but code {unit.code!r} is {unit.name}, a {unit.level}")
        return self

    def value(self) -> dict[str, Any]:
        """As of any name; a unit by its list and code."""
        unit = self.unit()
        return {"system": unit.system, "code": unit.code} if unit else super().value()


_MODELS: Mapping[str, type[Person | Body | Place]] = {"PER": Person, "ORG": Body, "LOC": Place}
_KEYS = ("label", *dict.fromkeys(key for model in _MODELS.values() for key in model.model_fields if key != "label"))


@dataclass(frozen=True, slots=True)
class Known:
    """What a spelling stands for, and which entry says so."""

    label: str
    value: Mapping[str, Any]
    where: str


def read_names(file: str) -> dict[str, Known]:
    """Every spelling in a TOML or CSV file, in norm with single spaces, and what it stands for.

    Raises ``NamesFileError``.
    """
    try:
        text = Path(file).read_bytes().decode("utf-8-sig")  # spreadsheets write a byte order mark
        rows = list(_rows(file, text))
    except OSError as error:
        raise NamesFileError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise NamesFileError(f"{file}: not UTF-8 text: byte 0x{error.object[error.start]:02x}") from None
    except (TOMLDecodeError, csv.Error) as error:
        raise NamesFileError(f"{file}: {error}") from None
    names: dict[str, Known] = {}
    faults = [f"{file}: {where}: {fault}" for where, row in rows for fault in _add(where, row, names)]
    if faults:
        raise NamesFileError("\n".join(faults))
    return names


def _rows(file: str, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry as its keys, and how to name it in a message."""
    if file.lower().endswith(".csv"):
        yield from _csv_rows(file, text)
        return
    if not file.lower().endswith(".toml"):
        raise NamesFileError(f"{file}: neither *.toml nor *.csv")
    data = loads(text)
    entries = data.pop("name", [])
    if data or not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        raise NamesFileError(f"{file}: holds something else than [[name]] tables: {', '.join(data) or 'name'}")
    for number, entry in enumerate(entries, 1):
        called = f" ({entry['name']!r})" if "name" in entry else ""
        yield f"entry {number}{called}", entry


def _csv_rows(file: str, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    unknown = [repr(key) for key in reader.fieldnames or () if key not in _KEYS]
    if unknown or not {"label", "name"} <= set(reader.fieldnames or ()):
        reason = f"unknown column {', '.join(unknown)}" if unknown else "no column label or no column name"
        raise NamesFileError(f"{file}: line 1: {reason}; known are {', '.join(_KEYS)}")
    for row in reader:
        where = f"line {reader.line_num}"
        if None in row:
            raise NamesFileError(f"{file}: {where}: more cells than the head has")
        told = {key: cell.strip() for key, cell in row.items() if cell and cell.strip()}
        yield where, {key: cell.split("|") if key in _LISTS else cell for key, cell in told.items()}


def _add(where: str, row: dict[str, Any], names: dict[str, Known]) -> Iterator[str]:
    """Put the spellings of an entry into ``names``; yield what is wrong with it."""
    label = str(row.get("label", ""))
    if label not in _MODELS:
        yield f"unknown label {label!r}; known are {', '.join(_MODELS)}" if label else "no label"
        return
    try:
        entry = _MODELS[label].model_validate(row)
    except ValidationError as error:
        yield from _reasons(error, label)
        return
    known = Known(label, entry.value(), where)
    for words in (entry.name, *entry.also):
        spelling = " ".join(Aligned.of(words).norm.split())
        if not any(char.isalpha() for char in spelling):
            yield f"{words!r} has no letter" if spelling else "empty name"
            continue
        before = names.setdefault(spelling, known)
        if (before.label, before.value) != (known.label, known.value):
            yield f"{spelling!r} stands for something else in {before.where}"


def _reasons(error: ValidationError, label: str) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        key = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            known = ", ".join(name for name in _KEYS if name in _MODELS[label].model_fields)
            yield f"unknown key {key!r}; {label} has {known}"
        elif problem["type"] == "missing":
            yield f"no {key}"
        elif problem["type"] == "value_error":
            yield str(problem["ctx"]["error"])
        else:
            yield f"{key}: {problem['msg']}"
