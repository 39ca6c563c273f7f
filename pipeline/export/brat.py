"""brat standoff: ``<id>.txt`` and ``<id>.ann`` in a folder, with the ``annotation.conf`` that brat needs.

A mention is a text-bound annotation, its value a note on it. brat allows no line end inside an annotation and parts it
there: such parts become one mention again, any other discontinuous annotation is refused.
https://brat.nlplab.org/standoff.html
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.export.corpus import Corpus
from pipeline.export.task import Misfit, Span, Task
from pipeline.quality.gold import Pair, stated
from pipeline.quality.value_text import value_text
from pipeline.record import LABELS, Mention

CONFIG = "\n".join(["[entities]", *LABELS, "", "[relations]", "", "[events]", "", "[attributes]", ""])

# What ends a line for brat's server, which reads files as Python's ``splitlines`` does.
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BOUND = re.compile(r"(?P<id>T\S*)\t(?P<label>\S+) (?P<offsets>\d+ \d+(?:;\d+ \d+)*)\s*(?:\t(?P<text>.*))?", re.DOTALL)
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (?P<id>T\S*)\t(?P<text>.*)", re.DOTALL)
_KINDS = tuple("TREAMN#*")


def files(pairs: Sequence[Pair], out: Path) -> Iterator[tuple[Path, bytes]]:
    """Make the folder of a brat collection."""
    yield out / "annotation.conf", CONFIG.encode()
    for pair in pairs:
        yield out / f"{pair.article.id}.txt", pair.article.text.encode()
        lines = [line for number, mention in enumerate(pair.mentions, 1) for line in _lines(number, mention)]
        yield out / f"{pair.article.id}.ann", "".join(f"{line}\n" for line in lines).encode()


def _lines(number: int, mention: Mention) -> Iterator[str]:
    parts, done = [], 0
    for end in _LINE_ENDS.finditer(mention.text):
        parts.append((done, end.start()))
        done = end.end()
    parts.append((done, len(mention.text)))
    offsets = ";".join(f"{mention.start + start} {mention.start + end}" for start, end in parts)
    words = " ".join(mention.text[start:end] for start, end in parts)
    yield f"T{number}\t{mention.label} {offsets}\t{words}"
    value = stated(mention)
    if value is not None:
        yield f"#{number}\tAnnotatorNotes T{number}\t{value_text(mention.label, value)}"


def read(path: Path, corpus: Corpus) -> Iterator[Task | Misfit]:
    """Read every ``.ann`` of a folder, or one; a ``.txt`` beside it must have the article's text."""
    found = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    if not found:
        yield Misfit(str(path), "holds no .ann file")
    for file in found:
        try:
            lines = file.read_bytes().decode("utf-8-sig").split("\n")
            beside = file.with_suffix(".txt")
            text = beside.read_bytes().decode("utf-8") if beside.is_file() else None
        except (OSError, UnicodeDecodeError) as error:
            yield Misfit(str(file), str(error))
            continue
        yield from _read_file(file, text, [line.removesuffix("\r") for line in lines])


def _read_file(file: Path, text: str | None, lines: Sequence[str]) -> Iterator[Task | Misfit]:
    notes = {note["id"]: note["text"] for line in lines if (note := _NOTE.fullmatch(line))}
    spans: list[Span] = []
    odd: list[Misfit] = []
    for number, line in enumerate(lines, 1):
        where = f"{file}:{number}"
        if line.startswith("T"):
            span = _span(line, where, notes)
            if isinstance(span, Misfit):
                odd.append(span)
            else:
                spans.append(span)
        elif line.strip() and not line.startswith(_KINDS):
            odd.append(Misfit(where, f"{line!r} is no line of brat's format"))
    yield from odd
    if not odd:
        yield Task(str(file), text, tuple(spans), {"article": file.stem})


def _span(line: str, where: str, notes: Mapping[str, str]) -> Span | Misfit:
    bound = _BOUND.fullmatch(line)
    if bound is None:
        return Misfit(where, f"{line!r} is no text-bound annotation (T1, tab, LABEL START END, tab, words)")
    fragments = tuple((int(start), int(end)) for start, end in (part.split() for part in bound["offsets"].split(";")))
    return Span(f"{where}: {bound['id']}", bound["label"], fragments, bound["text"], notes.get(bound["id"]))
