"""The formats by the names they have on the command line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.output import whole_file
from pipeline.export import brat, conll, docbin, doccano, label_studio, mention_list
from pipeline.export.corpus import Corpus
from pipeline.export.task import Misfit, Task
from pipeline.quality.gold import Pair


class Format(NamedTuple):
    """One format: how its files are made of gold, and how what the tool exports is read."""

    files: Callable[[Sequence[Pair], Path], Iterator[tuple[Path, bytes]]]
    read: Callable[[Path, Corpus], Iterator[Task | Misfit]]


FORMATS = {
    "list": Format(mention_list.files, mention_list.read),
    "label-studio": Format(label_studio.files, label_studio.read),
    "label-studio-predictions": Format(
        partial(label_studio.files, predictions=True), partial(label_studio.read, predictions=True)
    ),
    "doccano": Format(doccano.files, doccano.read),
    "doccano-entities": Format(doccano.entity_files, doccano.read),
    "brat": Format(brat.files, brat.read),
    "conll": Format(conll.files, conll.read),
    "docbin": Format(docbin.files, docbin.read),
}


def write(files: Iterable[tuple[Path, bytes]], *, overwrite: bool = False) -> list[Path]:
    """Write files, each whole, with the folders they need; returns their paths.

    Raises ``FileExistsError`` before anything is written if one exists, unless ``overwrite`` says that it may go, or if
    two would be one.
    """
    made = list(files)
    paths = [path for path, _ in made]
    if len(set(paths)) < len(paths):
        twice = sorted({str(path) for path in paths if paths.count(path) > 1})
        raise FileExistsError(f"{', '.join(twice)}: two articles would be written there")
    if not overwrite:
        standing = [str(path) for path, _ in made if path.exists()]
        if standing:
            raise FileExistsError(f"{', '.join(standing)}: exists already; --overwrite replaces it")
    for path, data in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(str(path)) as file:
            file.write(data)
    return paths
