"""The command that makes a model for names: train."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import typer

from pipeline.batch.output import whole_file
from pipeline.cli.app import app, refuse
from pipeline.quality.gold import GoldError, Pair, load_pairs
from pipeline.quality.training import NAMES, train_on


@app.command()
def train(
    gold: Annotated[list[Path], typer.Option(metavar="FOLDER", help="Gold files; may be given several times.")],
    corpus: Annotated[list[Path], typer.Option(metavar="FOLDER", help="Their articles, once for each --gold.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where the model goes.")],
) -> None:
    """Make a model that finds names, from articles whose names a person marked; --tagger takes it.

    Each name that begins and ends on the bounds of words is learned. The same gold gives the same model, byte for byte.
    """
    begin = perf_counter()
    pairs = _pairs(gold, corpus)
    names = sum(mention.label in NAMES for pair in pairs for mention in pair.mentions)
    if not names:
        refuse("no PER, ORG or LOC in the gold: nothing to learn")
    try:
        with whole_file(output) as file, TemporaryDirectory() as folder:
            model = Path(folder, "model")
            learned = train_on(pairs, model)
            file.write(model.read_bytes())
    except ModuleNotFoundError as error:
        if error.name != "pycrfsuite":
            raise
        refuse("training needs python-crfsuite: pip install 'tintinh[train]'")
    except OSError as error:
        refuse(f"{output}: {error.strerror}")
    seconds = perf_counter() - begin
    typer.echo(f"{len(pairs)} articles, {learned} of {names} names learned, {seconds:.1f} seconds", err=True)


def _pairs(gold: list[Path], corpus: list[Path]) -> list[Pair]:
    if len(gold) != len(corpus):
        refuse(f"{len(gold)} --gold but {len(corpus)} --corpus: give them in pairs")
    try:
        return [pair for one, other in zip(gold, corpus, strict=True) for pair in load_pairs(one, other)]
    except GoldError as error:
        refuse(error)
