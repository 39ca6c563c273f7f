"""A run of the pipeline on this machine, a task after the other."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from time import perf_counter

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from loguru import logger

from pipeline.batch.calls import CallError, check_call, check_limits
from pipeline.batch.output import STDOUT
from pipeline.batch.run import LostArticleError
from pipeline.batch.summary import SHOWN_FAILURES, Summary
from pipeline.batch.workers import Limits
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.reading.articles import STDIN
from pipeline.reading.inputs import AS_FOUND, Failure, Options
from pipeline.record import LABELS
from pipeline.scale.places import absolute, is_address, matching, system_of
from pipeline.scale.steps import LIMITS, Documents, steps

LOGS = "datatrove"  # the folder in the output where datatrove keeps logs, counts, and which tasks are done
_INTERRUPTED = 130


def run_tasks(
    places: Sequence[str],
    output: str,
    tasks: int,
    *,
    tokens: bool = False,
    sources: NameSources = DEFAULT,
    processes: int = 1,
    reading: Options = AS_FOUND,
    limits: Limits = LIMITS,
    progress: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Do the tasks that are not done yet, each by so many ``processes``; sum up all that are done, now or before.

    An interrupt ends the run; the task it stopped is done again by the next. Raises ``CallError``, ``PlanError`` and
    ``OSError``.
    """
    _check(places, output)
    check_limits(limits)
    output, begun = absolute(output), perf_counter()
    pipeline = steps(
        places, output, tasks, tokens=tokens, sources=sources, processes=processes, reading=reading, limits=limits
    )
    summary = Summary()
    pipeline.append(_counted(summary, progress))
    executor = LocalPipelineExecutor(pipeline, tasks, workers=1, logging_dir=f"{output}/{LOGS}")
    logger.disable("datatrove")  # it tells of every task what it counted
    try:
        executor.run()
    except (KeyboardInterrupt, SystemExit) as stop:
        summary.stopped = stop.code if isinstance(stop, SystemExit) and isinstance(stop.code, int) else _INTERRUPTED
    finally:
        logger.enable("datatrove")
    summary.seconds = perf_counter() - begun
    missing = executor.get_incomplete_ranks()
    _sum_up(summary, output, set(range(tasks)) - set(missing))
    if not missing:
        _clear(output)
    return summary


def _check(places: Sequence[str], output: str) -> None:
    if STDIN in places:
        raise CallError("stdin (-) cannot be shared out among tasks")
    for place in filter(is_address, (*places, output)):
        try:
            system, path = system_of(place)
        except (ValueError, ImportError) as error:
            raise CallError(f"{place}: {error}") from None
        if place != output and not system.exists(path):
            raise CallError(f"{place}: no such file or folder")
    nowhere_here = STDOUT if is_address(output) else f"{output.rstrip('/')}/"
    check_call([place for place in places if not is_address(place)], nowhere_here, None)


def _counted(
    summary: Summary, progress: Callable[[Summary], None]
) -> Callable[[Documents, int, int], Iterator[Document]]:
    def step(data: Documents, rank: int, world_size: int) -> Iterator[Document]:
        for document in data:
            summary.records += 1
            progress(summary)
            yield document

    return step


def _counts(output: str, ranks: Iterable[int]) -> Counter[str]:
    """What the steps counted in these tasks, by the name of the count."""
    system, path = system_of(output)
    counts = Counter[str]()
    for rank in ranks:
        for step in json.loads(system.cat_file(f"{path}/{LOGS}/stats/{rank:05}.json")):
            for name, count in step["stats"].items():
                counts[name] += count["total"] if isinstance(count, dict) else count
    return counts


def _clear(output: str) -> None:
    """Remove what tasks that were killed had begun to write."""
    for name in matching(output, ".*.tmp"):
        system_of(output)[0].rm(name)


def _sum_up(summary: Summary, output: str, done: Iterable[int]) -> None:
    counts = _counts(output, done)
    summary.articles, summary.records, summary.failed = counts["articles"], counts["records"], counts["errors"]
    summary.other_errors = counts["other errors"]
    summary.mentions.update({label: counts[label] for label in LABELS})
    summary.failures = list(islice(_failures(output), SHOWN_FAILURES))
    if summary.articles != summary.done:
        raise LostArticleError(f"{summary.articles} articles in, {summary.done} out")


def _failures(output: str) -> Iterator[Failure]:
    for name in matching(output, "errors-*.jsonl"):
        for line in system_of(output)[0].cat_file(name).splitlines():
            told = json.loads(line)
            yield Failure(told["file"], told["error"], told["message"])
