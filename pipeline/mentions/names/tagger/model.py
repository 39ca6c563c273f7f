"""Names on a page by a trained model, each with how sure the model is of it."""

from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.features import features
from pipeline.mentions.names.tagger.pieces import blocks
from pipeline.mentions.names.tagger.tags import Span, decode
from pipeline.mentions.page import Candidate, Page

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
    tagger = _load(model)
    labels: list[str] = tagger.labels()
    column = {label: index for index, label in enumerate(labels)}
    for block in blocks(page, words):
        seen = features(block.words)
        for start, end in block.pieces:
            tags: list[str] = tagger.tag(seen[start:end])
            names = [
                (
                    label,
                    block.offset + block.words.starts[start + first],
                    block.offset + block.words.ends[start + last - 1],
                    first,
                    last,
                )
                for label, first, last in decode(tags)
            ]
            new = [name for name in names if name[:3] not in known]
            if not new:
                continue  # the probabilities cost more than the tags
            marginals: list[list[float]] = tagger.marginals(seen[start:end])
            for label, a, b, first, last in new:
                sure = min(marginals[k][column[tags[k]]] for k in range(first, last))
                yield Candidate(label, a, b, f"{label.lower()}.tagger"), sure


@cache
def _load(model: str | None) -> Any:
    """Read a model on first use, once a process."""
    import underthesea_core  # noqa: PLC0415 - only where names are tagged

    tagger = underthesea_core.CRFTagger()
    if model is None:
        with as_file(files(__package__).joinpath(SHIPPED)) as path:
            tagger.load(str(path))
        return tagger
    if not Path(model).is_file():
        raise ModelError(f"{model}: no such file; a model is made by `tintinh train`")
    try:
        tagger.load(model)
    except Exception as error:
        raise ModelError(f"{model}: not a model made by `tintinh train`: {error}") from None
    return tagger
