"""The commands that measure: score."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import app, refuse
from pipeline.quality.differences import differences
from pipeline.quality.gold import GoldError, load_pairs
from pipeline.quality.score import answers, scores
from pipeline.record import LABELS
from pipeline.report import scores as score_report


class Label(StrEnum):
    """The labels, as an option takes them."""

    DOC = "DOC"
    DATE = "DATE"
    PERCENT = "PERCENT"
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"


@app.command()
def score(
    gold: Annotated[Path, typer.Option(metavar="FOLDER", help="Gold files, <id>.json: what a person marked.")],
    corpus: Annotated[Path, typer.Option(metavar="FOLDER", help="Their articles, <id>.txt.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss, extra and wrong value too.")] = False,
    label: Annotated[
        list[Label] | None, typer.Option(help="Count this label only; may be given several times.")
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
        refuse(error)
    result = scores(given, labels)
    found = list(differences(given, labels)) if errors else None
    if as_json:
        typer.echo(score_report.as_json(result, found))
    else:
        for line in score_report.listing(found or ()):
            typer.echo(line)
        typer.echo(score_report.table(result))
    raise typer.Exit(1 if result.failures else 0)
