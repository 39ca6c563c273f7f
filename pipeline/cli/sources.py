"""The options that say where names come from, which every command that finds mentions takes."""

from typing import Annotated

import typer

from pipeline.cli.app import refuse
from pipeline.extraction import extract
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.mentions.names.transformer import folder_of

Names = Annotated[
    str | None, typer.Option("--names", metavar="FILE", help="Your own people, bodies and places: TOML or CSV.")
]
Tagger = Annotated[
    str | None, typer.Option("--tagger", metavar="FILE", help="A model made by tintinh train, not the one shipped.")
]
NoTagger = Annotated[bool, typer.Option("--no-tagger", help="Find names by rules alone, without a model.")]
Hf = Annotated[
    str | None,
    typer.Option(
        "--hf",
        metavar="FOLDER",
        help="A token-classification model of transformers too; or the name of one of the hub that is on this machine.",
    ),
]
HfDownload = Annotated[bool, typer.Option("--hf-download", help="Let --hf fetch its model from the hub.")]


def name_sources(
    names: str | None, tagger: str | None, hf: str | None, *, no_tagger: bool, download: bool
) -> NameSources:
    """The sources that the options ask for, each read once, so that a fault is told before any article is read."""
    if tagger is not None and no_tagger:
        refuse("--tagger and --no-tagger: choose one")
    if download and hf is None:
        refuse("--hf-download needs --hf")
    try:
        transformer = None if hf is None else folder_of(hf, download=download)
        sources = NameSources(names, tagger, not no_tagger, transformer)
        if sources != DEFAULT:
            extract("", sources=sources)
    except ValueError as error:
        refuse(error)
    return sources
