"""The command line: reads options, calls the package, prints. Errors of the caller end with exit code 2."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version
from io import TextIOWrapper
from json import dumps
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.batch.extracting import extract_files
from pipeline.batch.run import CallError, LostArticleError, errors_beside, run
from pipeline.quality.differences import differences
from pipeline.quality.gold import GoldError, load_pairs
from pipeline.quality.score import answers, scores
from pipeline.reading.inputs import Failure
from pipeline.record import LABELS, json_schema
from pipeline.report import scores as score_report
from pipeline.report.article import marked, mention_lines, page
from pipeline.report.summary import summary_text

app = typer.Typer(
    name="tintinh",
    help="Find documents, dates, percentages, people, organisations and places in Vietnamese news articles.",
    epilog="Exit codes: 0 all well, 1 some articles failed, 2 the call was wrong.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class _Label(StrEnum):
    DOC = "DOC"
    DATE = "DATE"
    PERCENT = "PERCENT"
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"tintinh {version('tintinh')}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


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
        _refuse(error)
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
        _refuse(f"{path}: {'is a folder; show prints one article' if Path(path).is_dir() else 'no such file'}")
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


@app.command()
def score(
    gold: Annotated[Path, typer.Option(metavar="FOLDER", help="Gold files, <id>.json: what a person marked.")],
    corpus: Annotated[Path, typer.Option(metavar="FOLDER", help="Their articles, <id>.txt.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss, extra and wrong value too.")] = False,
    label: Annotated[
        list[_Label] | None, typer.Option(help="Count this label only; may be given several times.")
    ] = None,
) -> None:
    """Measure the extraction against gold files.

    Precision, recall and F1 for the same span (strict) and for spans that touch (overlap), with 95% intervals from
    resampled articles; "-" where there is nothing to divide by. Values are compared on strict matches.
    """
    labels = list(dict.fromkeys(name.value for name in label)) if label else list(LABELS)
    try:
        given = answers(load_pairs(gold, corpus))
    except GoldError as error:
        _refuse(error)
    result = scores(given, labels)
    found = list(differences(given, labels)) if errors else None
    if as_json:
        typer.echo(score_report.as_json(result, found))
    else:
        for line in score_report.listing(found or ()):
            typer.echo(line)
        typer.echo(score_report.table(result))
    raise typer.Exit(1 if result.failures else 0)


def _refuse(error: object) -> NoReturn:
    typer.echo(str(error), err=True)
    raise typer.Exit(2)


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


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line; the console entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What is written is UTF-8 whatever the locale, so that no character of an article can break the run.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    app()


if __name__ == "__main__":
    main()
