"""The commands that measure: score, errors, compare, gate."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline.batch.output import whole_file
from pipeline.cli.app import app, refuse
from pipeline.cli.sources import Hf, HfDownload, Names, NoTagger, Tagger, name_sources
from pipeline.extraction import extract, made_by
from pipeline.mentions.names.sources import NameSources
from pipeline.quality import breakdown
from pipeline.quality import compare as comparing
from pipeline.quality import floors as pinned
from pipeline.quality.differences import differences
from pipeline.quality.errors import ranked
from pipeline.quality.gold import GoldError, gold_files, load_gold, load_pairs
from pipeline.quality.match import Answer
from pipeline.quality.recordfile import RecordFileError, open_records
from pipeline.quality.score import answers, scores
from pipeline.record import LABELS
from pipeline.report import changes as change_report
from pipeline.report import floors as floor_report
from pipeline.report import scores as score_report
from pipeline.report.error_page import error_page


class Label(StrEnum):
    """The labels, as an option takes them."""

    DOC = "DOC"
    DATE = "DATE"
    PERCENT = "PERCENT"
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"


class Part(StrEnum):
    """What scores can be broken down by."""

    ARTICLE = "article"
    PROVINCE = "province"
    RULE = "rule"


Gold = Annotated[Path, typer.Option(metavar="FOLDER", help="Gold files, <id>.json: what a person marked.")]
Corpus = Annotated[Path, typer.Option(metavar="FOLDER", help="Their articles, <id>.txt.")]


@app.command()
def score(
    gold: Gold,
    corpus: Corpus,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    list_errors: Annotated[bool, typer.Option("--errors", help="List every miss, extra and wrong value too.")] = False,
    label: Annotated[
        list[Label] | None, typer.Option(help="Count this label only; may be given several times.")
    ] = None,
    by: Annotated[
        list[Part] | None, typer.Option(help="Score each part by itself too; may be given several times.")
    ] = None,
    names: Names = None,
    tagger: Tagger = None,
    no_tagger: NoTagger = False,
    hf: Hf = None,
    hf_download: HfDownload = False,
) -> None:
    """Measure the extraction against gold files.

    Precision, recall and F1 for the same span (strict) and for spans that touch (overlap), with 95% intervals from
    resampled articles; "-" where there is nothing to divide by. "any label" asks for the span alone. Values are
    compared on strict matches. An article on which extraction fails counts as missed.
    """
    labels = _labels(label)
    sources = name_sources(names, tagger, hf, no_tagger=no_tagger, download=hf_download)
    given = _answers(gold, corpus, sources)
    result = scores(given, labels)
    found = list(differences(given, labels)) if list_errors else None
    parts = {part.value: breakdown.part(part.value, given, labels, corpus) for part in by or ()}
    if as_json:
        typer.echo(score_report.as_json(result, found, parts))
    else:
        for line in score_report.listing(found or ()):
            typer.echo(line)
        typer.echo(score_report.table(result))
        for name, part in parts.items():
            typer.echo("\n" + score_report.part_table(name, part))
    raise typer.Exit(1 if result.failures else 0)


@app.command()
def errors(
    gold: Gold,
    corpus: Corpus,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page, an HTML file; - is stdout.")],
    *,
    label: Annotated[
        list[Label] | None, typer.Option(help="Look at this label only; may be given several times.")
    ] = None,
    names: Names = None,
    tagger: Tagger = None,
    no_tagger: NoTagger = False,
    hf: Hf = None,
    hf_download: HfDownload = False,
) -> None:
    """Write a page for a browser with the scores and every error against gold in its sentence, the worst rules first.

    It holds everything in one file and loads nothing; filters, search and keys are in it.
    """
    labels = _labels(label)
    sources = name_sources(names, tagger, hf, no_tagger=no_tagger, download=hf_download)
    given = _answers(gold, corpus, sources)
    result = scores(given, labels)
    _write(output, error_page(result, ranked(given, result, labels), made_by(sources)))
    raise typer.Exit(1 if result.failures else 0)


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Records, as tintinh extract wrote them before.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Records of the same articles now.")],
    *,
    gold: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Gold files: say of each change if it is better or worse.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a pull request.")] = False,
    most: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="List at most N changes a rule; by default 20, as JSON all.")
    ] = None,
) -> None:
    """Show the mentions gained, lost and changed between two files of records, by label and rule.

    Records are matched by id, in whatever order they stand. Those in one file only are named, and those whose texts
    differ, which ends with exit code 1.
    """
    if as_json and markdown:
        refuse("--json and --markdown: choose one")
    try:
        known = {file.stem: load_gold(file) for file in gold_files(gold)} if gold else None
        with open_records(old) as before, open_records(new) as after:
            result = comparing.compare(before, after, known, 20 if most is None and not as_json else most)
    except (GoldError, RecordFileError) as error:
        refuse(error)
    if as_json:
        typer.echo(change_report.as_json(result))
    else:
        for line in change_report.as_markdown(result) if markdown else change_report.as_text(result):
            typer.echo(line)
    raise typer.Exit(1 if result.text_differs else 0)


@app.command()
def gate(
    gold: Gold,
    corpus: Corpus,
    *,
    update: Annotated[bool, typer.Option("--update", help="Pin what is measured now; floors only rise.")] = False,
    allow_regression: Annotated[
        str | None, typer.Option(metavar="REASON", help="With --update: lower floors too, and write down why.")
    ] = None,
    names: Names = None,
    tagger: Tagger = None,
    no_tagger: NoTagger = False,
    hf: Hf = None,
    hf_download: HfDownload = False,
) -> None:
    """Fail where a score is below its floor in floors.json in the folder of gold.

    Also where gold or corpus are not those that the floors were pinned for, or an article could not be extracted.
    """
    if allow_regression is not None and not (update and allow_regression.strip()):
        refuse("--allow-regression needs --update and a reason")
    sources = name_sources(names, tagger, hf, no_tagger=no_tagger, download=hf_download)
    try:
        known = pinned.load(gold)
        if known is None and not update:
            refuse(f"{gold / pinned.FILE}: no such file; --update makes it")
    except pinned.FloorsError as error:
        refuse(error)
    result = scores(_answers(gold, corpus, sources))
    pins, standings = pinned.pin(result, gold, corpus), pinned.standings(known, pinned.measure(result))
    faults = pinned.crashes(result) + ([] if allow_regression else pinned.falls(standings))
    if known and not update:
        faults += pinned.drift(known, pins, standings)
    if update and not faults:
        _write(str(gold / pinned.FILE), pinned.as_json(pinned.updated(known, pins, standings, allow_regression)))
    for line in (*floor_report.floor_table(standings), *floor_report.verdict(faults, update=update)):
        typer.echo(line)
    raise typer.Exit(1 if faults else 0)


def _answers(gold: Path, corpus: Path, sources: NameSources) -> list[Answer]:
    try:
        return answers(load_pairs(gold, corpus), partial(extract, sources=sources))
    except GoldError as error:
        refuse(error)


def _labels(names: list[Label] | None) -> list[str]:
    return list(dict.fromkeys(name.value for name in names)) if names else list(LABELS)


def _write(path: str, content: str) -> None:
    try:
        with whole_file(path) as file:
            file.write(content.encode())
    except OSError as error:
        refuse(f"{path}: {error.strerror}")
