"""One run: paths in, records and errors out, and a count of everything.

There is one flow, for a file and for a folder: read, ask the output what it knows of the article, extract, hand the
output what came of it, count.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, Protocol

from pipeline.batch.calls import CallError, check_call, check_limits, errors_beside, is_folder
from pipeline.batch.events import Log, no_log
from pipeline.batch.extracting import Done, Given, Line, extract_lines
from pipeline.batch.folder import open_folder, rules_of
from pipeline.batch.manifest import ManifestError
from pipeline.batch.output import whole_file
from pipeline.batch.summary import Summary
from pipeline.batch.watching import files_below
from pipeline.batch.workers import NO_LIMITS, Limits
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.reading.articles import find_articles
from pipeline.reading.folder import format_of
from pipeline.reading.inputs import AS_FOUND, Failure, Options, Skipped

SHARD = 1000
_WITH_PAGES = ("html", "zip", "tar")
_LOGGED_EVERY = 10.0  # seconds

_RETRY = {
    "UnreadableError": "mend the file and run again",
    "TimeLimitError": "run again with --retry-errors and a larger --timeout",
    "MemoryError": "run again with --retry-errors and a larger --memory",
    "WorkerLostError": "run again with --retry-errors, with fewer --processes or a larger --memory",
    "DuplicateIdError": "give it an id of its own and run again",
}


Outcome = tuple[Given, Line | Done | Failure]


class LostArticleError(RuntimeError):
    """Articles in are not records plus errors out: a fault of this program."""


class Output(Protocol):
    """Where records go."""

    @property
    def in_folder(self) -> bool:
        """Whether it is a folder, which takes signed lines."""

    def known(self, item: Given) -> Done | Failure | None:
        """Answer for an article that need not be worked on."""

    def put(self, item: Given, result: Line | Done | Failure) -> Line | Done | Failure:
        """Take in what became of an article, and say it."""


class _File:
    in_folder = False

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def known(self, item: Given) -> Done | Failure | None:
        return item if isinstance(item, Failure) else None

    def put(self, item: Given, result: Line | Done | Failure) -> Line | Done | Failure:
        if isinstance(result, Line):
            self.file.write(result.text.encode() + b"\n")
        return result


def run(
    paths: Sequence[str],
    output: str,
    errors: str | None = None,
    *,
    tokens: bool = False,
    sources: NameSources = DEFAULT,
    processes: int = 1,
    reading: Options = AS_FOUND,
    limits: Limits = NO_LIMITS,
    retry: bool = False,
    shard: int = SHARD,
    progress: Callable[[Summary], None] = lambda summary: None,
    log: Log = no_log,
) -> Summary:
    """Extract everything in ``paths`` to ``output``: a JSON Lines file, "-" for stdout, or a folder.

    Errors go to ``errors``, or beside the output, as ``errors_beside`` names it. Files are replaced at the end, the old
    ones staying until then. A folder keeps what was done before (see ``folder``): only what is new or changed is done,
    with ``retry`` what failed too, and an interrupt ends the run with what is done; ``shard`` is how many records a
    file of it holds. ``reading`` says what is known of the files; ``progress`` is called after each article. Raises
    ``CallError`` and ``OSError``.
    """
    errors = errors if errors is not None else errors_beside(output)
    check_call(paths, output, errors)
    check_limits(limits)
    formats = Counter(format_of(path) for path, _ in files_below(paths))
    summary = Summary(files=formats.total())
    pages = any(kind in _WITH_PAGES for kind in (*formats, reading.format))
    log("start", paths=list(paths), output=output, files=summary.files, processes=processes)
    opened: AbstractContextManager[Output] = _open_file(output)
    if is_folder(output):
        opened = open_folder(output, rules_of(sources, tokens=tokens), summary, retry=retry, full=shard, log=log)
    try:
        with opened as out, nullcontext() if errors is None else whole_file(errors) as failures:
            results = extract_lines(
                _counted(find_articles(paths, options=reading), summary),
                known=out.known,
                signed=out.in_folder,
                pages=pages,
                processes=processes,
                tokens=tokens,
                sources=sources,
                limits=limits,
            )
            for item, result in _timed(results, summary, log):
                _take(item, out.put(item, result), failures, summary, log, told=out.in_folder)
                progress(summary)
            if summary.articles != summary.done:
                raise LostArticleError(f"{summary.articles} articles in, {summary.done} out")
    except ManifestError as error:
        raise CallError(str(error)) from None
    log("end", **summary.report())
    return summary


def _take(
    item: Given,
    result: Line | Done | Failure,
    failures: BinaryIO | None,
    summary: Summary,
    log: Log,
    *,
    told: bool,
) -> None:
    summary.count(None if isinstance(item, Failure) else item.id, result)
    if not isinstance(result, Failure):
        return
    entry = {"file": result.file, "error": result.error, "message": result.message}
    if told:
        entry |= _how_to_retry(item, result)
    log("error", **entry)
    if failures:
        failures.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


def _how_to_retry(item: Given, failure: Failure) -> dict[str, str]:
    """What could not be read is read again by every run; what failed is worked on again only if asked for."""
    if isinstance(item, Failure):
        return {"retry": "mend the file and run again"}
    return {"id": item.id, "retry": _RETRY.get(failure.error, "run again with --retry-errors")}


@contextmanager
def _open_file(output: str) -> Iterator[_File]:
    with whole_file(output) as file:
        yield _File(file)


def _counted(items: Iterable[Given | Skipped], summary: Summary) -> Iterator[Given]:
    for item in items:
        if isinstance(item, Skipped):
            summary.skipped[Path(item.file).suffix.lower()] += 1
            continue
        if not isinstance(item, Failure) or item.is_article:
            summary.articles += 1
        yield item


def _timed(results: Iterable[Outcome], summary: Summary, log: Log) -> Iterator[Outcome]:
    """Keep the time of the run, and write down how it goes every few seconds."""
    begin = last = perf_counter()
    for outcome in results:
        now = perf_counter()
        summary.seconds = now - begin
        if now - last >= _LOGGED_EVERY:
            last = now
            log("progress", done=summary.done, failed=summary.failed, **summary.speed())
        yield outcome
    summary.seconds = perf_counter() - begin
