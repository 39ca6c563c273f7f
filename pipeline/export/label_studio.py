"""Label Studio JSON: tasks with annotations, or with predictions to start from.

A mention is a region of the control ``label``; its value is the text of a TextArea ``value`` of the same region, as
``value_text`` writes it. Offsets are code points. https://labelstud.io/guide/task_format
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.export.corpus import Corpus
from pipeline.export.task import Misfit, Span, Task
from pipeline.quality.gold import Pair, stated
from pipeline.quality.value_text import value_text
from pipeline.record import LABELS, Mention

CONFIG = f"""<View>
  <Labels name="label" toName="text">
{"".join(f'    <Label value="{label}"/>{chr(10)}' for label in LABELS)}  </Labels>
  <Style>.lsf-htx-richtext, .htx-text, .lsf-richtext__line {{ white-space: pre-wrap; }}</Style>
  <Text name="text" value="$text" saveTextResult="yes" granularity="symbol"/>
  <TextArea name="value" toName="text" perRegion="true" editable="true" maxSubmissions="1" rows="2"/>
</View>
"""


def files(pairs: Sequence[Pair], out: Path, *, predictions: bool = False) -> Iterator[tuple[Path, bytes]]:
    """Make the tasks, and beside them the labelling configuration (``.xml``) that they need."""
    tasks = [_task(pair, predictions=predictions) for pair in pairs]
    yield out, (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode()
    yield out.with_suffix(".xml"), CONFIG.encode()


def _task(pair: Pair, *, predictions: bool) -> dict[str, Any]:
    article = pair.article
    result = [entry for number, mention in enumerate(pair.mentions) for entry in _entries(number, mention)]
    published = article.published and article.published.isoformat()
    data = {"text": article.text, "article": article.id, "published": published}
    if predictions:
        return {"data": data, "predictions": [{"model_version": f"tintinh {version('tintinh')}", "result": result}]}
    return {"data": data, "annotations": [{"result": result}]}


def _entries(number: int, mention: Mention) -> Iterator[dict[str, Any]]:
    place = {"start": mention.start, "end": mention.end}
    ids = {"id": f"m{number}", "to_name": "text"}
    labelled = place | {"text": mention.text, "labels": [mention.label]}
    yield ids | {"from_name": "label", "type": "labels", "value": labelled}
    value = stated(mention)
    if value is not None:
        yield ids | {
            "from_name": "value",
            "type": "textarea",
            "value": place | {"text": [value_text(mention.label, value)]},
        }


def read(path: Path, corpus: Corpus, *, predictions: bool = False) -> Iterator[Task | Misfit]:
    """Read an export in Label Studio's format JSON: of each task its one annotation.

    Of several annotations that one counts which is marked as ground truth. With ``predictions``, predictions count
    instead. Relations, choices and whatever else has no place in gold are left out.
    """
    try:
        tasks = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        yield Misfit(str(path), f"not a JSON file: {error}")
        return
    if not isinstance(tasks, list):
        yield Misfit(str(path), "not a list of tasks; export from Label Studio as JSON")
        return
    for number, task in enumerate(tasks, 1):
        name = task.get("id", number) if isinstance(task, dict) else number
        where = f"{path}: task {name}"
        try:
            yield _read_task(task, where, "predictions" if predictions else "annotations")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield Misfit(where, _reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, ValueError):
        return str(error)
    return f"not as Label Studio's JSON export has it ({type(error).__name__}: {error})"


def _read_task(task: Mapping[str, Any], where: str, kind: str) -> Task:
    data = task["data"]
    result = _one(task.get(kind) or [], kind)["result"]
    values = {entry["id"]: "; ".join(entry["value"]["text"]) for entry in result if entry["type"] == "textarea"}
    spans = [_span(entry, values.get(entry["id"]), where) for entry in result if entry["type"] == "labels"]
    if not isinstance(data["text"], str):
        raise TypeError("data.text is no string")
    return Task(where, data["text"], tuple(spans), {key: data[key] for key in ("article", "published") if key in data})


def _one(given: Sequence[Mapping[str, Any]], kind: str) -> Mapping[str, Any]:
    kept = [one for one in given if not one.get("was_cancelled")]
    true = [one for one in kept if one.get("ground_truth")]
    kept = true or kept
    if len(kept) != 1:
        raise ValueError(f"{len(kept)} {kind}; exactly one can become gold (mark one as ground truth)")
    return kept[0]


def _span(entry: Mapping[str, Any], value: str | None, where: str) -> Span:
    told, labels = entry["value"], entry["value"]["labels"]
    if len(labels) != 1:
        raise ValueError(f"region {entry['id']} has {len(labels)} labels; a mention has one")
    start, end = told["start"], told["end"]
    if type(start) is not int or type(end) is not int:
        raise ValueError(f"region {entry['id']}: its start and end are no offsets in a text")
    return Span(f"{where}, region {entry['id']}", labels[0], ((start, end),), told.get("text"), value)
