"""The commands that read articles: extract, show, schema."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.batch.extracting import extract_files
from pipeline.batch.run import CallError, LostArticleError, errors_beside, run
from pipeline.cli.app import app, refuse
from pipeline.reading.inputs import Failure
from pipeline.record import json_schema
from pipeline.report.article import marked, mention_lines, page
from pipeline.report.summary import summary_text


@app.command()
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Articles: text files (UTF-8), folders of them, or - for stdin."),
    ],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where the records go; - is stdout.")],
    errors: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where errors go. By default beside the output, as NAME.errors.jsonl."),
    ] = None,
    *,
    tokens: Annotated[bool, typer.Option("--tokens", help="Put the bounds of words and sentences in too.")] = False,
    processes: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes share the work.")] = 1,
) -> None:
    """Read articles and write one JSON record a line.

    A folder is read with all below it, in the order of names: every *.txt and *.text file is an article. What is known
    of an article stands at its head between two lines "---" (id, title, published, province, source), or in a file
    articles.jsonl in the folder. "published" (YYYY-MM-DD) is what "hôm qua" or "ngày 27/4" are counted from.
    """
    try:
        with _progress() as watch:
            summary = run(paths, output, errors, tokens=tokens, processes=processes, watch=watch)
    except BrokenPipeError:
        raise
    except (CallError, OSError) as error:
        refuse(error)
    except LostArticleError as error:
        typer.echo(f"fault in tintinh: {error}; nothing was written", err=True)
        raise typer.Exit(1) from None
    typer.echo(summary_text(summary, output, errors if errors is not None else errors_beside(output)), err=True)
    raise typer.Exit(0 if summary.is_clean else 1)


@app.command()
def show(
    path: Annotated[str, typer.Argument(metavar="FILE", help="One article, or - for stdin.")],
) -> None:
    """Print one article with its mentions marked.

    First the text, each mention as [LABEL: words], then a list of the mentions with their values.
    """
    if path != "-" and not Path(path).is_file():
        refuse(f"{path}: {'is a folder; show prints one article' if Path(path).is_dir() else 'no such file'}")
    record = None
    for result in extract_files([path]):
        if isinstance(result, Failure):
            typer.echo(f"{result.file}: {result.error}: {result.message}", err=True)
        else:
            record = result
    if record is None:
        raise typer.Exit(1)
    if sys.stdout.isatty():
        Console(highlight=False, markup=False, emoji=False).print(page(record))
        return
    typer.echo(marked(record).plain)
    typer.echo()
    for line in mention_lines(record):
        typer.echo(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema that every record follows."""
    typer.echo(dumps(json_schema(), ensure_ascii=False, indent=2))


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Show the number of articles done on stderr, where a person watches it."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("extract")
        yield lambda done: bar.update(task, completed=done)
