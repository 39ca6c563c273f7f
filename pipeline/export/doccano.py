"""doccano JSONL for sequence labelling: a line an article, offsets in code points.

doccano keeps every key of a line that it does not know and writes it out again, so the id, the publication day and
the values travel beside the spans: a value stands for the span with its label, start and end. Spans are written as
``label: [[start, end, label]]``, or as ``entities`` for a project with relations; both are read.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.export.corpus import Corpus
from pipeline.export.task import Misfit, Span, Task
from pipeline.quality.gold import Pair, stated

_SPANS = ("label", "labels", "entities")


def files(pairs: Sequence[Pair], out: Path, *, entities: bool = False) -> Iterator[tuple[Path, bytes]]:
    """Make one file for doccano's dataset import (format JSONL)."""
    lines = [json.dumps(_line(pair, entities=entities), ensure_ascii=False) for pair in pairs]
    yield out, "".join(f"{line}\n" for line in lines).encode()


def entity_files(pairs: Sequence[Pair], out: Path) -> Iterator[tuple[Path, bytes]]:
    """As ``files``, for a project with relations."""
    return files(pairs, out, entities=True)


def _line(pair: Pair, *, entities: bool) -> dict[str, Any]:
    article = pair.article
    spans = [(mention.start, mention.end, mention.label) for mention in pair.mentions]
    labelled: dict[str, Any] = {"label": spans}
    if entities:
        named = [
            {"id": number, "label": label, "start_offset": start, "end_offset": end}
            for number, (start, end, label) in enumerate(spans)
        ]
        labelled = {"entities": named, "relations": []}
    values = [
        {"start": mention.start, "end": mention.end, "label": mention.label, "value": value}
        for mention in pair.mentions
        if (value := stated(mention)) is not None
    ]
    known = {"article": article.id, "published": article.published and article.published.isoformat()}
    return {"text": article.text} | labelled | known | {"values": values}


def read(path: Path, corpus: Corpus) -> Iterator[Task | Misfit]:
    """Read doccano's export, in any of the shapes that its versions write."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        yield Misfit(str(path), str(error))
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                yield _read_line(json.loads(line), where)
            except (KeyError, TypeError, ValueError, RecursionError) as error:
                yield Misfit(where, f"not a line of a doccano export ({type(error).__name__}: {error})")


def _read_line(line: Mapping[str, Any], where: str) -> Task:
    text = line["text"] if "text" in line else line["data"]
    spans = [_place(entry) for key in _SPANS if key in line for entry in line[key]]
    values = {(told["start"], told["end"], told["label"]): told["value"] for told in line.get("values") or ()}
    if not isinstance(text, str):
        raise TypeError("text is no string")
    known = {key: line[key] for key in ("article", "published") if key in line}
    return Task(
        where,
        text,
        tuple(
            Span(where, label, ((start, end),), None, values.get((start, end, label))) for start, end, label in spans
        ),
        known,
    )


def _place(entry: Any) -> tuple[int, int, str]:
    if isinstance(entry, Mapping):
        entry = entry["start_offset"], entry["end_offset"], entry["label"]
    start, end, label = entry
    if type(start) is not int or type(end) is not int or not isinstance(label, str):
        raise TypeError(f"{entry!r} is no span")
    return start, end, label
