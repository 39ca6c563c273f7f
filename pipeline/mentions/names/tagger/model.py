"""Names on a page by a trained model, each with how sure the model is of it."""

from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.pieces import blocks
from pipeline.mentions.names.tagger.tags import Span, decode
from pipeline.mentions.page import Candidate, Page
from pipeline.text.crfsuite import FormatError
from pipeline.text.lasting import lasting

if TYPE_CHECKING:
    from pipeline.mentions.names.tagger.tables import Tables

SHIPPED = "names.crfsuite"


class ModelError(ValueError):
    """A model file that is missing or is none; the message names the file."""


def tagged(
    page: Page, words: Words, model: str | None = None, known: Collection[Span] = ()
) -> Iterator[tuple[Candidate, float]]:
    """Every name that the model sees and that is not ``known``, with its probability: that of its least sure tag.

    None overlaps another. ``known`` holds label, start and end in the page. ``model`` is a file made by
    ``tintinh train``; without one the model of this package. Raises ``ModelError``.
    """
    # Here, because numpy takes long to import and only names need it.
    from pipeline.mentions.names.tagger.chain import certainty, likeliest  # noqa: PLC0415
    from pipeline.mentions.names.tagger.features import columns  # noqa: PLC0415
    from pipeline.mentions.names.tagger.tables import scores  # noqa: PLC0415

    tables = _load(model)
    for block in blocks(page, words):
        said = scores(tables, columns(block.words), len(block.words))
        best = likeliest(said, tables.steps, block.pieces)
        tags = [tables.tags[tag] for tag in best.tolist()]
        starts, ends = block.words.starts, block.words.ends
        names = [
            (piece, (label, block.offset + starts[first], block.offset + ends[last - 1]), slice(first, last))
            for piece in block.pieces
            for label, first, last in decode(tags[slice(*piece)], piece[0])
        ]
        new = [name for name in names if name[1] not in known]
        # Not of all pieces: probabilities cost more than tags.
        sure = certainty(said, tables.steps, best, {piece for piece, _, _ in new})
        for _, (label, start, end), at in new:
            yield Candidate(label, start, end, f"{label.lower()}.tagger"), float(sure[at].min())


@cache
@lasting()
def _load(model: str | None) -> "Tables":
    """Read a model on first use, once a process."""
    from pipeline.mentions.names.tagger.tables import read  # noqa: PLC0415

    if model is None:
        return read(files(__package__).joinpath(SHIPPED).read_bytes())
    try:
        return read(Path(model).read_bytes())
    except OSError as error:
        raise ModelError(f"{model}: {error.strerror}; a model is made by `tintinh train`") from None
    except FormatError as error:
        raise ModelError(f"{model}: not a model made by `tintinh train`: {error}") from None
