"""The options of a run: its limits, how it is taken up again, what it tells while it goes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipeline.batch.calls import is_folder
from pipeline.batch.summary import Summary
from pipeline.batch.workers import Limits
from pipeline.cli.app import refuse

FOLDER_TIMEOUT = 300.0  # seconds; a long article takes one

Timeout = Annotated[
    float | None,
    typer.Option(
        min=0.1, metavar="SECONDS", help="Give up an article after so long. Into a folder 300, else there is none."
    ),
]
Memory = Annotated[
    int | None, typer.Option(min=1, metavar="MB", help="Memory that a process may take, rules and word lists included.")
]
RetryErrors = Annotated[bool, typer.Option("--retry-errors", help="Try what failed again too (into a folder).")]
Watch = Annotated[
    float | None,
    typer.Option(min=0.1, metavar="SECONDS", help="Look for new files every so often, until stopped (into a folder)."),
]
Shard = Annotated[int, typer.Option(min=1, metavar="N", help="How many records a file of a folder holds.")]
LogJson = Annotated[
    str | None,
    typer.Option("--log-json", metavar="FILE", help="Append what happens, a JSON object a line; - is stdout."),
]


def check_options(
    output: str, *, retry_errors: bool, watch: float | None, log_json: str | None, tasks: int | None
) -> None:
    """Refuse what makes no sense together."""
    if tasks is not None:
        refuse("--tasks needs --engine datatrove")
    if not is_folder(output) and (retry_errors or watch is not None):
        refuse("--retry-errors and --watch need a folder to write to, as in -o records/")
    if output == "-" and log_json == "-":
        refuse("records and log cannot both go to stdout")


def limits_of(output: str, timeout: float | None, memory: int | None) -> Limits:
    """Limits as they were told; a run into a folder is a long one, which no article may stop."""
    return Limits(FOLDER_TIMEOUT if timeout is None and is_folder(output) else timeout, memory)


@contextmanager
def shown_progress() -> Iterator[Callable[[Summary], None]]:
    """Show on stderr, where a person watches it, how many articles are done, how fast, and the time left."""
    if not sys.stderr.isatty():
        yield lambda summary: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]:.1f}/s"))
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, *times, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("extract", total=None, rate=0.0)

        def show(summary: Summary) -> None:
            done = summary.done + summary.skipped.total()
            total = summary.files if done <= summary.files else None  # files may hold several articles
            bar.update(task, completed=done, total=total, rate=summary.rate)

        yield show
