"""The commands that read articles: extract, show, schema."""

import sys
from itertools import chain, islice
from json import dumps
from pathlib import Path
from sqlite3 import DatabaseError
from typing import Annotated

import typer
from rich.console import Console

from pipeline.batch.calls import CallError, errors_beside
from pipeline.batch.events import open_log
from pipeline.batch.extracting import extract_files
from pipeline.batch.run import SHARD, LostArticleError, run
from pipeline.batch.summary import Summary
from pipeline.batch.watching import watch as look_again
from pipeline.batch.workers import WorkerStartError
from pipeline.cli.app import app, refuse
from pipeline.cli.inputs import Columns, Encoding, Format, reading_options
from pipeline.cli.runs import (
    LogJson,
    Memory,
    RetryErrors,
    Shard,
    Timeout,
    Watch,
    check_options,
    limits_of,
    shown_progress,
)
from pipeline.cli.sources import Hf, HfDownload, Names, NoTagger, Tagger, name_sources
from pipeline.cli.tasks import Engine, Tasks, WithEngine, extract_by_tasks
from pipeline.reading.inputs import Failure
from pipeline.record import Record, json_schema
from pipeline.report.article import marked, mention_lines, one_line, page
from pipeline.report.summary import summary_text


@app.command()
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Articles: files (text, pages, feeds, tables, archives), folders, or - for stdin."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR/",
            help="Where the records go: a file, - for stdout, or a folder (DIR/).",
        ),
    ],
    errors: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where errors go. By default beside the output, as NAME.errors.jsonl."),
    ] = None,
    *,
    tokens: Annotated[bool, typer.Option("--tokens", help="Put the bounds of words and sentences in too.")] = False,
    processes: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes share the work.")] = 1,
    encoding: Encoding = None,
    format_: Format = None,
    columns: Columns = None,
    timeout: Timeout = None,
    memory: Memory = None,
    retry_errors: RetryErrors = False,
    watch: Watch = None,
    shard: Shard = SHARD,
    log_json: LogJson = None,
    engine: WithEngine = Engine.PLAIN,
    tasks: Tasks = None,
    names: Names = None,
    tagger: Tagger = None,
    no_tagger: NoTagger = False,
    hf: Hf = None,
    hf_download: HfDownload = False,
) -> None:
    """Read articles and write one JSON record a line.

    A folder is read with all below it, in the order of names: *.txt, *.md, *.html, *.rss, *.atom, *.xml, *.jsonl,
    *.csv, *.tsv, *.zip, *.tar, *.tar.gz and the like (docs/input.md tells more). What is known of a text stands at its
    head between two lines "---" (id, title, published, province, source), or in a file articles.jsonl in the folder.
    "published" (YYYY-MM-DD) is what "hôm qua" or "ngày 27/4" are counted from.
    """
    sources = name_sources(names, tagger, hf, no_tagger=no_tagger, download=hf_download)
    reading = reading_options(encoding, format_, columns)
    if engine is Engine.DATATROVE:
        others = {"--errors": errors, "--retry-errors": retry_errors, "--watch": watch, "--log-json": log_json}
        others["--shard"] = shard != SHARD
        extract_by_tasks(
            paths,
            output,
            tasks,
            [name for name, value in others.items() if value],
            tokens=tokens,
            sources=sources,
            processes=processes,
            reading=reading,
            limits=limits_of(f"{output}/", timeout, memory),
        )
    check_options(output, retry_errors=retry_errors, watch=watch, log_json=log_json, tasks=tasks)
    try:
        with open_log(log_json) as log:

            def once() -> Summary:
                with shown_progress() as progress:
                    summary = run(
                        paths,
                        output,
                        errors,
                        tokens=tokens,
                        sources=sources,
                        processes=processes,
                        reading=reading,
                        limits=limits_of(output, timeout, memory),
                        retry=retry_errors,
                        shard=shard,
                        progress=progress,
                        log=log,
                    )
                typer.echo(summary_text(summary, output, errors or errors_beside(output)), err=True)
                return summary

            summary = once() if watch is None else look_again(paths, watch, once)
    except BrokenPipeError:
        raise
    except (CallError, WorkerStartError, OSError, DatabaseError) as error:
        refuse(error)
    except LostArticleError as error:
        typer.echo(f"fault in tintinh: {error}; nothing was written", err=True)
        raise typer.Exit(1) from None
    if summary.stopped is not None and watch is None:
        raise typer.Exit(summary.stopped)
    raise typer.Exit(0 if summary.is_clean else 1)


@app.command()
def show(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file of one article or many, or - for stdin.")],
    *,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Only the article of this id.")] = None,
    encoding: Encoding = None,
    format_: Format = None,
    columns: Columns = None,
    names: Names = None,
    tagger: Tagger = None,
    no_tagger: NoTagger = False,
    hf: Hf = None,
    hf_download: HfDownload = False,
) -> None:
    """Print the articles of a file with their mentions marked.

    First the text, each mention as [LABEL: words], then a list of the mentions with their values. Of several articles
    each stands below its id.
    """
    if path != "-" and not Path(path).is_file():
        refuse(f"{path}: {'is a folder; show prints a file' if Path(path).is_dir() else 'no such file'}")
    sources = name_sources(names, tagger, hf, no_tagger=no_tagger, download=hf_download)
    results = extract_files([path], sources=sources, reading=reading_options(encoding, format_, columns), only=id_)
    first = list(islice(results, 2))
    shown = failed = 0
    for result in chain(first, results):
        if isinstance(result, Failure):
            typer.echo(f"{result.file}: {result.error}: {result.message}", err=True)
            failed += 1
        else:
            if len(first) > 1 and id_ is None:
                typer.echo(("\n" if shown else "") + f"=== {one_line(result.id)} ===")
            _print(result)
            shown += 1
    if not shown and not failed:
        refuse(f"{path}: holds no article" + ("" if id_ is None else f" of the id {id_!r}"))
    raise typer.Exit(1 if failed else 0)


def _print(record: Record) -> None:
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
