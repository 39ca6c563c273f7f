"""The commands that make gold: draft, make, check, stats, agree, merge, export, import."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import app, refuse
from pipeline.export.corpus import Corpus
from pipeline.export.formats import FORMATS, write
from pipeline.export.incoming import incoming
from pipeline.export.mention_list import files as list_files
from pipeline.export.mention_list import read_list
from pipeline.quality.agreement import agreement
from pipeline.quality.breakdown import provinces
from pipeline.quality.check import problems
from pipeline.quality.draft import articles, draft
from pipeline.quality.gold import Gold, GoldError, Pair, gold_files, load_pair, load_pairs, to_json
from pipeline.quality.merge import Side, conflict_table, merge, read_decisions
from pipeline.reading.inputs import Failure
from pipeline.record import LABELS
from pipeline.report.agreement import agreement_text
from pipeline.report.article import marked_text
from pipeline.report.gold_stats import stats_text

gold_app = typer.Typer(
    name="gold", help="Make gold files: draft, correct, check, count, compare, merge, convert.", no_args_is_help=True
)
app.add_typer(gold_app)

FormatName = StrEnum("FormatName", {name: name for name in FORMATS})  # type: ignore[misc]  # names known at run time


class Preferred(StrEnum):
    """Whose side a conflict takes."""

    A = "a"
    B = "b"


Folder = Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")]
CorpusOption = Annotated[Path, typer.Option("--corpus", metavar="FOLDER", help="The articles, <id>.txt.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace files that exist.")]


@gold_app.command("draft")
def draft_command(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Articles (<id>.txt), or folders of them.")],
    output: Folder,
    *,
    as_list: Annotated[
        bool, typer.Option("--list", help="Write lists of mentions, <id>.tsv, instead of JSON.")
    ] = False,
    overwrite: Overwrite = False,
) -> None:
    """Write what the extraction finds as gold files, for a person to correct."""
    found = list(articles(paths))
    failures = [f"{item.file}: {item.message}" for item in found if isinstance(item, Failure)]
    if failures or not found:
        refuse("\n".join(failures) or f"{', '.join(paths)}: no article (<id>.txt)")
    drafts = [(article, draft(article)) for article in found if not isinstance(article, Failure)]
    if as_list:
        pairs = [Pair(article, gold.mentions) for article, gold in drafts]
        _write(list_files(pairs, output), overwrite=overwrite)
    else:
        _write(_gold_files((gold for _, gold in drafts), output), overwrite=overwrite)


@gold_app.command("make")
def make_command(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article, <id>.txt.")],
    mentions: Annotated[Path, typer.Argument(metavar="LIST", help="Its mentions, one a line: LABEL, words, values.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Write <id>.json here.")
    ] = None,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The publication day, if the article does not tell.")
    ] = None,
    *,
    overwrite: Overwrite = False,
) -> None:
    """Turn a list of mentions into a gold file, and print the article with its mentions marked."""
    if not article.is_file():
        refuse(f"{article}: no such file")
    [loaded] = [item for item in articles([str(article)]) if not isinstance(item, Failure) or item.is_article]
    if isinstance(loaded, Failure):
        refuse(f"{loaded.file}: {loaded.message}")
    if published is not None:
        loaded = replace(loaded, published=published.date())
    result = incoming(read_list(mentions, loaded.text, loaded.id), Corpus.of([loaded]))
    if result.misfits:
        _tell(result.misfits)
    for gold in result.golds:
        typer.echo(marked_text(loaded.text, gold.mentions).plain)
        counts = Counter(mention.label for mention in gold.mentions)
        typer.echo(f"{counts.total()} mentions: {', '.join(f'{counts[label]} {label}' for label in LABELS)}", err=True)
    if output is not None:
        _write(_gold_files(result.golds, output), overwrite=overwrite)


@gold_app.command("check")
def check_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files, <id>.json.")],
    corpus: CorpusOption,
) -> None:
    """List every error in gold files: JSON, schema, id, text, offsets, overlaps, bounds of spans, forms of values."""
    try:
        found = problems(gold, corpus)
        count = len(gold_files(gold))
    except GoldError as error:
        refuse(error)
    for problem in found:
        typer.echo(str(problem))
    typer.echo(f"{count} gold files, {len(found)} errors", err=True)
    raise typer.Exit(1 if found else 0)


@gold_app.command("stats")
def stats_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files, <id>.json.")],
    corpus: CorpusOption,
) -> None:
    """Count articles, syllables and mentions, all of them and by province and year of publication."""
    try:
        typer.echo(stats_text(load_pairs(gold, corpus), provinces(corpus)))
    except GoldError as error:
        refuse(error)


@gold_app.command("agree")
def agree_command(
    a: Annotated[Path, typer.Argument(metavar="A", help="Gold files of one annotator.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Gold files of the other.")],
    corpus: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The articles: for kappa, and to show sentences.")
    ] = None,
) -> None:
    """Measure how far two annotators agree, and list where they do not.

    F1 of mentions by label (strict, overlap), accuracy of values on strict matches, and Cohen's kappa on the tokens
    (syllables, numbers, signs) of the articles, those outside any mention included.
    """
    try:
        typer.echo(agreement_text(agreement(a, b, corpus)))
    except GoldError as error:
        refuse(error)


@gold_app.command("merge")
def merge_command(
    a: Annotated[Path, typer.Argument(metavar="A", help="Gold files of one annotator.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Gold files of the other.")],
    output: Folder,
    *,
    corpus: Annotated[Path | None, typer.Option(metavar="FOLDER", help="The articles, to show sentences.")] = None,
    prefer: Annotated[Preferred | None, typer.Option(help="Whose side every undecided conflict takes.")] = None,
    decided: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A conflicts.tsv with a or b in its first column.")
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """Make one gold of two annotators'.

    What both say is taken. Where they differ, nothing is chosen unless --prefer or --decided says so: such articles
    are not written, their conflicts go to conflicts.tsv in the output folder, and the exit code is 1.
    """
    side: Side | None = None if prefer is None else ("a" if prefer is Preferred.A else "b")
    try:
        result = merge(a, b, side, read_decisions(decided) if decided else None)
        unmerged = {conflict.article for conflict, _ in result.conflicts} if corpus else ()
        texts = {id_: load_pair(a / f"{id_}.json", corpus).article.text for id_ in unmerged if corpus}
    except GoldError as error:
        refuse(error)
    files = list(_gold_files(result.golds, output))
    if result.conflicts:
        files.append((output / "conflicts.tsv", conflict_table(result.conflicts, texts).encode()))
    _write(files, overwrite=overwrite)
    for id_ in result.alone:
        typer.echo(f"{id_}: only one of the folders has it; not taken", err=True)
    typer.echo(f"{len(result.golds)} articles merged, {result.open} conflicts to decide", err=True)
    raise typer.Exit(1 if result.open or result.alone else 0)


@gold_app.command("export")
def export_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files, <id>.json.")],
    corpus: CorpusOption,
    to: Annotated[FormatName, typer.Option("--to", help="The format.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="The file, or folder, to write.")],
    *,
    overwrite: Overwrite = False,
) -> None:
    """Convert gold files for an annotation tool."""
    try:
        _write(FORMATS[to.value].files(load_pairs(gold, corpus), output), overwrite=overwrite)
    except GoldError as error:
        refuse(error)


@gold_app.command("import")
def import_command(
    path: Annotated[Path, typer.Argument(metavar="IN", help="What the tool exported: a file, or a folder.")],
    corpus: CorpusOption,
    source: Annotated[FormatName, typer.Option("--from", help="The format.")],
    output: Folder,
    *,
    draft_values: Annotated[
        bool, typer.Option("--draft-values", help="Take values that the file does not hold from the extraction.")
    ] = False,
    overwrite: Overwrite = False,
) -> None:
    """Convert what an annotation tool exported to gold files.

    What does not fit its article is listed with its place, and then nothing is written.
    """
    try:
        known = Corpus.read(corpus)
        result = incoming(FORMATS[source.value].read(path, known), known, draft_values=draft_values)
    except GoldError as error:
        refuse(error)
    if result.misfits:
        _tell(result.misfits)
    for place in result.drafted:
        typer.echo(f"{place}: value drafted; check it", err=True)
    _write(_gold_files(result.golds, output), overwrite=overwrite)


def _gold_files(golds: Iterable[Gold], folder: Path) -> Iterable[tuple[Path, bytes]]:
    return ((folder / f"{gold.id}.json", to_json(gold).encode()) for gold in golds)


def _write(files: Iterable[tuple[Path, bytes]], *, overwrite: bool) -> None:
    try:
        for path in write(files, overwrite=overwrite):
            typer.echo(f"wrote {path}", err=True)
    except OSError as error:
        refuse(error)


def _tell(misfits: Iterable[object]) -> None:
    for misfit in misfits:
        typer.echo(str(misfit), err=True)
    raise typer.Exit(1)
