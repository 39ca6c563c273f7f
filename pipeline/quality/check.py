"""What is wrong with gold files: every error of every file, with the line and the mention it stands in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.quality import gold as golds
from pipeline.quality.forms import value_faults
from pipeline.quality.gold import Gold, GoldError
from pipeline.quality.halves import in_word
from pipeline.record import Mention

_MENTION: TypeAdapter[Mention] = TypeAdapter(Mention)
_BLANK = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: the file, its line (from 1) where the mention begins, the mention as text, and what is wrong."""

    file: Path
    line: int | None
    mention: str | None
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return ": ".join(part for part in (place, self.mention, self.reason) if part)


def problems(folder: Path, corpus: Path) -> list[Problem]:
    """Every problem of every gold file in ``folder``, in order; raises ``GoldError`` where there is no gold file."""
    return [problem for file in golds.gold_files(folder) for problem in file_problems(file, corpus)]


def file_problems(file: Path, corpus: Path) -> list[Problem]:
    """Every problem of one gold file: its JSON, its schema, its text, its spans, its values; ordered by line."""
    try:
        text = file.read_bytes().decode("utf-8")
        content = json.loads(text)
    except OSError as error:
        return [Problem(file, None, None, str(error.strerror))]
    except UnicodeDecodeError as error:
        return [Problem(file, None, None, f"not UTF-8 text: byte 0x{error.object[error.start]:02x} at {error.start}")]
    except json.JSONDecodeError as error:
        return [Problem(file, error.lineno, None, f"not JSON: {error.msg} at column {error.colno}")]
    except RecursionError:
        return [Problem(file, None, None, "not JSON: nested too deeply")]
    items = content.get("mentions") if isinstance(content, dict) else None
    if not isinstance(items, list):
        return [Problem(file, None, None, 'not a gold file: no list "mentions"')]
    found = [Problem(file, None, None, reason) for reason in _head_faults(content, file)]
    lines = list(_item_lines(text))
    mentions: list[tuple[Mention, int]] = []
    for item, line in zip(items, lines, strict=True):
        try:
            mentions.append((_MENTION.validate_python(item), line))
        except ValidationError as error:
            found += [Problem(file, line, _named(item), reason) for reason in golds.reasons(error)]
    found += _faults_in_text(file, corpus, content.get("sha256"), mentions)
    return sorted(found, key=lambda problem: problem.line or 0)


def _head_faults(content: dict[str, Any], file: Path) -> Iterator[str]:
    try:
        Gold.model_validate(content | {"mentions": ()})
    except ValidationError as error:
        yield from golds.reasons(error)
    if content.get("id") != file.stem:
        yield f"its id is {content.get('id')!r} but its name says {file.stem!r}"


def _faults_in_text(file: Path, corpus: Path, digest: object, mentions: list[tuple[Mention, int]]) -> Iterator[Problem]:
    """Faults of mentions that follow the schema; those of their spans only where the text is the one they are of."""
    for mention, line in mentions:
        for fault in value_faults(mention):
            yield Problem(file, line, _shown(mention), fault)
    path = corpus / f"{file.stem}.txt"
    try:
        text = golds.text_of(file, path).text
    except GoldError as error:
        yield Problem(file, None, None, str(error).removeprefix(f"{file}: "))
        return
    if reason := golds.other_text(str(digest), text, path):
        yield Problem(file, None, None, reason)
        return
    line_of = {id(mention): line for mention, line in mentions}
    ordered = sorted((mention for mention, _ in mentions), key=lambda mention: (mention.start, mention.end))
    for mention, reason in golds.misfits(text, ordered):
        yield Problem(file, line_of[id(mention)], None, reason)
    for mention in ordered:
        if text[mention.start : mention.end] == mention.text:
            for fault in _span_faults(text, mention):
                yield Problem(file, line_of[id(mention)], _shown(mention), fault)


def _span_faults(text: str, mention: Mention) -> Iterator[str]:
    if mention.text != mention.text.strip():
        yield "begins or ends with white space"
    if in_word(text, mention.start):
        yield "begins inside a word"
    if in_word(text, mention.end):
        yield "ends inside a word"


def _shown(mention: Mention) -> str:
    return f"{golds.place(mention)} {mention.text!r}"


def _named(item: object) -> str:
    if not isinstance(item, dict):
        return repr(item)
    return f"{item.get('label')} {item.get('start')}-{item.get('end')} {item.get('text')!r}"


def _item_lines(text: str) -> Iterator[int]:
    """The line on which each item of the list "mentions" begins; ``text`` is a JSON object that has that list."""
    decode = json.JSONDecoder().raw_decode
    at = _skip(text, _skip(text, 0) + 1)
    starts: list[int] = []
    while text[at] != "}":
        key, at = decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if key == "mentions" and text[at] == "[":
            starts, at = _item_starts(text, at)
        else:
            at = decode(text, at)[1]
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at
    line, done = 1, 0
    for start in starts:
        line, done = line + text.count("\n", done, start), start
        yield line


def _item_starts(text: str, opening: int) -> tuple[list[int], int]:
    starts = []
    at = _skip(text, opening + 1)
    while text[at] != "]":
        starts.append(at)
        at = _skip(text, json.JSONDecoder().raw_decode(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
    return starts, at + 1


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
