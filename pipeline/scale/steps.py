"""The steps of a datatrove pipeline: read articles, extract records, write records.

They run under any of its executors. A task reads its share of the files and writes one file of records and one of
errors, which appear when they are whole; it is marked as done after that, and one that is killed is done again.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep

from pipeline.batch.extracting import Given, Line, extract_lines
from pipeline.batch.workers import Limits
from pipeline.extraction import made_by
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.reading.articles import read_file
from pipeline.reading.charset import Guess, UnreadableError
from pipeline.reading.inputs import AS_FOUND, Failure, Found, Loaded, Options, Skipped, Unread
from pipeline.reading.metadata import Metadata, MetadataError
from pipeline.reading.rows import article_of_row
from pipeline.scale.places import absolute, whole
from pipeline.scale.plan import Plan, PlanError, begin, check
from pipeline.scale.shares import share

LIMITS = Limits(seconds=300.0)  # a long article takes one; none may stop a task
_RETRY = "mend it or give it other limits, and extract it to another output"

Documents = Iterable[Document]


def steps(
    places: Sequence[str],
    output: str,
    tasks: int,
    *,
    tokens: bool = False,
    sources: NameSources = DEFAULT,
    processes: int = 1,
    reading: Options = AS_FOUND,
    limits: Limits = LIMITS,
) -> list[PipelineStep]:
    """The pipeline from files to records, for an executor of ``tasks`` tasks.

    ``places`` and ``output`` are paths that every task can reach, or addresses. What the run is begun with is written
    to ``output``: raises ``PlanError`` if that holds another, and ``OSError``.
    """
    places, output = [absolute(place) for place in places], absolute(output)
    plan = Plan(
        tasks=tasks,
        files=share(places, 0, tasks)[1],
        made_by=_made(sources),
        options=f"tokens={tokens} {reading}",
    )
    begin(output, plan)
    extract = ExtractRecords(tokens=tokens, sources=sources, processes=processes, limits=limits)
    return [ReadArticles(places, reading, plan["files"]), extract, WriteRecords(output, plan)]


class ReadArticles(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Read the task's share of the articles in ``places``, whatever ``tintinh extract`` reads."""

    type, name = "READER", "tintinh articles"

    def __init__(self, places: Sequence[str], reading: Options = AS_FOUND, files: str | None = None) -> None:
        """With the fingerprint ``files`` a task fails that finds others: it would take the share of another."""
        super().__init__()
        self.places, self.reading, self.files = places, reading, files

    def run(self, data: Documents | None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield a document an article, and one for each that could not be read; pages are read where extraction is."""
        yield from data or ()
        items, files = share(self.places, rank, world_size)
        if self.files not in (None, files):
            raise PlanError(f"{', '.join(self.places)}: other files than when the run was begun")
        for item in items:
            for read in read_file(item, self.reading) if isinstance(item, Found) else (item,):
                if isinstance(read, Failure):
                    self.stat_update("articles", value=int(read.is_article))
                    yield Document("", read.file, metadata={"failure": read})
                elif not isinstance(read, Skipped):
                    self.stat_update("articles")
                    text = read.article.text if isinstance(read, Loaded) else ""
                    yield Document(text, read.id, metadata={"article": read})


class ExtractRecords(PipelineStep):  # type: ignore[misc]
    """Put the record of each document into its metadata: ``record``, a line of JSON, or ``error``, why there is none.

    Documents of any reader will do: metadata are taken as ``tintinh extract`` takes the columns of a table, by their
    names or as ``columns`` says. ``processes`` work on each task.
    """

    type, name = "EXTRACT", "tintinh records"

    def __init__(
        self,
        *,
        tokens: bool = False,
        sources: NameSources = DEFAULT,
        processes: int = 1,
        limits: Limits = LIMITS,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.tokens, self.sources, self.processes, self.limits = tokens, sources, processes, limits
        self.options, self.made_by = Options(columns=columns or {}), _made(sources)

    def run(self, data: Documents, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield every document, in order."""
        if _made(self.sources) != self.made_by:
            raise PlanError(f"tintinh here is {_made(self.sources)}, where the run was begun {self.made_by}")
        given: deque[Document] = deque()
        results = extract_lines(
            self._given(data, given),
            known=lambda item: item if isinstance(item, Failure) else None,
            signed=False,
            processes=self.processes,
            tokens=self.tokens,
            sources=self.sources,
            limits=self.limits,
        )
        for item, result in results:
            document = given.popleft()
            if isinstance(result, Line):
                document.metadata["record"] = result.text
                for label, count in result.mentions.items():
                    self.stat_update(label, value=count)
            elif isinstance(result, Failure):
                document.metadata["error"] = _told(item, result)
                self.stat_update(result.error)
            yield document

    def _given(self, data: Documents, given: "deque[Document]") -> Iterator[Given]:
        for document in data:
            given.append(document)
            yield _given(document, self.options)


class WriteRecords(PipelineStep):  # type: ignore[misc]
    """Write what ``ExtractRecords`` made to the folder ``output``: as the last step, one file of each kind a task."""

    type, name = "WRITER", "tintinh records and errors"

    def __init__(self, output: str, plan: Plan | None = None) -> None:
        """With a plan a task fails whose output was begun with another."""
        super().__init__()
        self.output, self.plan = absolute(output), plan

    def run(self, data: Documents, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield every document after it was written; the files appear after the last."""
        if self.plan:
            check(self.output, Plan({**self.plan, "tasks": world_size}))
        end = f"{rank:05}-of-{world_size:05}.jsonl"
        with whole(f"{self.output}/records-{end}") as records, whole(f"{self.output}/errors-{end}") as errors:
            for document in data:
                if line := document.metadata.get("record"):
                    records.write(line.encode() + b"\n")
                    self.stat_update("records")
                else:
                    error = json.dumps(document.metadata["error"], ensure_ascii=False)
                    errors.write(error.encode("utf-8", "backslashreplace") + b"\n")
                    failure = document.metadata.get("failure")
                    self.stat_update("errors" if failure is None or failure.is_article else "other errors")
                yield document


def _made(sources: NameSources) -> str:
    made = made_by(sources)
    return f"{made.version} {made.rules}"


def _given(document: Document, options: Options) -> Given:
    told = document.metadata
    if isinstance(given := told.get("failure") or told.get("article"), Failure | Unread):
        return given
    if isinstance(given, Loaded):
        return Loaded(given.file, replace(given.article, text=document.text))
    file = str(told.get("file_path", document.id))
    own = {"id": document.id, "text": document.text}
    columns = {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}
    try:
        found = Found(file, file, Metadata(), BytesIO)
        return article_of_row(found, options, Guess("utf-8"), None, own | columns | own)
    except (UnreadableError, MetadataError) as error:
        return Failure.of(file, error)


def _told(item: Given, failure: Failure) -> dict[str, str]:
    told = {"file": failure.file, "error": failure.error, "message": failure.message}
    return told | ({} if isinstance(item, Failure) else {"id": item.id}) | {"retry": _RETRY}
