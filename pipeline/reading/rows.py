"""Tables of articles, a row an article: JSON Lines, and CSV with a line of names. Read as a stream."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO, StringIO
from itertools import chain, zip_longest
from typing import BinaryIO

from pipeline.reading.charset import SAMPLE, Guess, UnreadableError, charset_of, decode, decoded, without_mark
from pipeline.reading.days import day
from pipeline.reading.inputs import FIELDS, LIMIT, Failure, Found, Loaded, Options, read_whole
from pipeline.reading.metadata import Metadata, MetadataError
from pipeline.reading.page_text import fragment_text, is_markup

_KNOWN = ("id", "title", "province", "source")
_DELIMITERS = ",;\t|"
_UNDECODED = re.compile(r"[\udc80-\udcff]")

Row = Mapping[str, object]


def read_jsonl(found: Found, options: Options) -> Iterator[Loaded | Failure]:
    """Read JSON Lines, each line an object; a bad line is a ``Failure`` that names its number."""
    with found.open() as file:
        guess, lines = _lines(file, options)
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _try(found, options, guess, number, partial(_object, line, guess))


def read_csv(found: Found, options: Options) -> Iterator[Loaded | Failure]:
    """Read CSV or TSV; the first line names the columns and tells the delimiter: comma, semicolon, tab or bar.

    Rows are numbered by the line they begin at. Raises ``UnreadableError`` where no column holds the text.
    """
    csv.field_size_limit(LIMIT)  # of the whole process; csv's own default is less than a long article
    with found.open() as file:
        guess, lines = _lines(file, options)
        head = next(lines, "")
        delimiter = max(_DELIMITERS, key=head.count)
        rows = csv.reader(chain([head], lines), delimiter=delimiter)
        try:
            names = [name.strip() for name in next(rows, [])]
        except csv.Error as error:
            raise UnreadableError(f"not CSV: {error}") from None
        _text_column(dict.fromkeys(names), options)
        while True:
            number = rows.line_num + 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield Failure(f"{found.shown}#{number}", "UnreadableError", f"not CSV: {error}")
                continue
            if cells:
                yield _try(found, options, guess, number, partial(_cells, names, cells, guess))


def _try(found: Found, options: Options, guess: Guess, number: int, row: "partial[Row]") -> Loaded | Failure:
    try:
        return article_of_row(found, options, guess, number, row())
    except (UnreadableError, MetadataError) as error:
        return Failure.of(f"{found.shown}#{number}", error)


def _lines(file: BinaryIO, options: Options) -> tuple[Guess, Iterator[str]]:
    """The charset by the head of the file, and its lines; bytes that are none of it become lone surrogates."""
    head = file.read(SAMPLE)
    guess = charset_of(head, options.encoding)
    if guess.charset.startswith("utf-16"):
        return guess, iter(StringIO(decode(head + read_whole(file), guess.charset)[0], newline="\n"))
    first = BytesIO(without_mark(head, guess.charset) + file.readline(LIMIT))
    return guess, _decoded_lines(chain(first, iter(partial(file.readline, LIMIT), b"")), guess)


def _decoded_lines(lines: Iterator[bytes], guess: Guess) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if len(line) >= LIMIT:
            raise UnreadableError(f"line {number} is longer than {LIMIT >> 20} MiB")
        yield decoded(line, guess.charset, "surrogateescape")


def _object(line: str, guess: Guess) -> Row:
    _check_decoded(line, guess)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise UnreadableError("not a JSON object")
    return row


def _cells(names: list[str], cells: list[str], guess: Guess) -> Row:
    for cell in cells:
        _check_decoded(cell, guess)
    if len(cells) > len(names):
        raise UnreadableError(f"{len(cells)} cells in a table of {len(names)} columns; is a quotation mark missing?")
    return dict(zip_longest(names, cells))


def _check_decoded(text: str, guess: Guess) -> None:
    if match := _UNDECODED.search(text):
        raise UnreadableError(f"not {guess.charset.upper()} text: byte 0x{ord(match[0]) - 0xDC00:02x}")


def _text_column(row: Row, options: Options) -> str:
    if (name := _column(row, "text", options)) is None:
        wanted = options.columns.get("text") or ", ".join(FIELDS["text"])
        raise UnreadableError(f"no column of the text ({wanted}) among: {', '.join(map(str, row))[:200]}")
    return name


def _column(row: Row, field: str, options: Options) -> str | None:
    wanted = (options.columns[field],) if field in options.columns else FIELDS[field]
    there = {name.strip().lower(): name for name in reversed(list(row))}
    return next((there[name.lower()] for name in wanted if name.lower() in there), None)


def article_of_row(found: Found, options: Options, guess: Guess, number: int | None, row: Row) -> Loaded:
    """Make an article of the columns of one row; raises ``UnreadableError`` and ``MetadataError``."""
    text = row.get(_text_column(row, options))
    if not isinstance(text, str):
        raise UnreadableError(f"its text is {'missing' if text is None else 'no string'}")
    markup = {}
    if is_markup(text):
        text, markup = fragment_text(text), {"format": "html"}
        if not text:
            raise UnreadableError("its text is markup without words")
    told = {field: _string(row, field, options) for field in FIELDS if field != "text"}
    written = told.pop("published")
    published = day(written) if written else None
    if written and published is None:
        raise MetadataError(f"published is {written!r}, which is no day")
    known = Metadata(published=published, **{field: told.pop(field) for field in _KNOWN})
    source = markup | {field: value for field, value in told.items() if value}
    return Loaded.of(found, text, known.over(found.told_of_all), source | guess.source, number)


def _string(row: Row, field: str, options: Options) -> str | None:
    name = _column(row, field, options)
    value = row.get(name) if name is not None else None
    if value is None or isinstance(value, (str, int)):
        return str(value).strip() or None if value is not None else None
    if field in _KNOWN or field == "published":
        raise MetadataError(f"{field} is neither a string nor a number")
    return None
