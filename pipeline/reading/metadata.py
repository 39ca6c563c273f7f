"""What is known of an article from outside its text: front matter at its head, or a line of a side file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

KEYS = ("id", "title", "published", "province", "source")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)[ \t]*:(.*)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class MetadataError(ValueError):
    """Metadata that cannot be used; the message says which key or line and why."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What may be told of an article; None is "not told"."""

    id: str | None = None
    title: str | None = None
    published: date | None = None
    province: str | None = None
    source: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Take each key from here where it is told, else from ``other``."""
        return Metadata(
            id=self.id or other.id,
            title=self.title or other.title,
            published=self.published or other.published,
            province=self.province or other.province,
            source=self.source or other.source,
        )


def split(text: str) -> tuple[Metadata, str]:
    r"""Split a decoded file into its front matter and the article's text.

    Front matter is a first line ``---``, then lines ``key: value``, then a line ``---``; it and the line end behind it
    are no part of the text. A head of another shape, or with none of the known keys, is text: an article may begin
    with a line of dashes. Raises ``MetadataError`` for an unknown or repeated key and for a bad date.

    >>> split("---\npublished: 2024-06-15\n---\nHạ Long")
    (Metadata(id=None, title=None, published=datetime.date(2024, 6, 15), province=None, source=None), 'Hạ Long')
    >>> split("---\nẢnh: Minh Anh\n---\nHạ Long")[1] == "---\nẢnh: Minh Anh\n---\nHạ Long"
    True
    """
    position = text.find("\n") + 1
    if not position or text[:position].rstrip() != "---":
        return Metadata(), text
    entries: list[tuple[str, str]] = []
    while position < len(text):
        end = text.find("\n", position) + 1 or len(text)
        line = text[position:end].rstrip()
        position = end
        if line == "---":
            break
        if line and not (entry := _ENTRY.fullmatch(line)):
            return Metadata(), text
        if line and entry:
            entries.append((entry[1], entry[2].strip()))
    else:
        return Metadata(), text
    if not any(key in KEYS for key, _ in entries):
        return Metadata(), text
    return _from_entries(entries), text[position:]


def _from_entries(entries: list[tuple[str, str]]) -> Metadata:
    told: dict[str, str] = {}
    for key, value in entries:
        if key in told:
            raise MetadataError(f"front matter: key {key!r} stands twice")
        told[key] = value
    try:
        return _from_mapping(told)
    except MetadataError as error:
        raise MetadataError(f"front matter: {error}") from None


def read_line(line: bytes) -> tuple[str, Metadata]:
    """Read one line of a side file: the path it is about and what it tells; raises ``MetadataError``.

    >>> path, metadata = read_line('{"path": "a.txt", "province": "Quảng Ninh"}'.encode())
    >>> path, metadata.province
    ('a.txt', 'Quảng Ninh')
    """
    try:
        told = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise MetadataError(f"not UTF-8 text: byte 0x{line[error.start]:02x} at byte {error.start} of it") from None
    except (ValueError, RecursionError) as error:
        raise MetadataError(f"not JSON: {error}") from None
    if not isinstance(told, dict):
        raise MetadataError("not a JSON object")
    path = told.pop("path", None)
    if not isinstance(path, str) or not path:
        raise MetadataError("no path")
    return path, _from_mapping(told)


def _from_mapping(told: Mapping[str, object]) -> Metadata:
    for key, value in told.items():
        if key not in KEYS:
            raise MetadataError(f"unknown key {key!r}; known are {', '.join(KEYS)}")
        if value is not None and not isinstance(value, str):
            raise MetadataError(f"{key} is not a string")
        if value and _SURROGATE.search(value):
            raise MetadataError(f"{key} holds half a character (a lone surrogate)")
    words = {key: value.strip() or None for key, value in told.items() if isinstance(value, str)}
    day = words.pop("published", None)
    return Metadata(published=None if day is None else _day(day), **words)


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise MetadataError(f"published is {text!r}, which is not a day written YYYY-MM-DD")
