"""Articles in, records out, one by one and in order; an article that fails stops no other."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.article import Article
from pipeline.batch.workers import in_order
from pipeline.extraction import extract
from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Failure, Loaded
from pipeline.record import Record


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it is written, and how many mentions of each label it holds."""

    text: str
    mentions: Counter[str]


def extract_many(
    articles: Iterable[Article], *, processes: int = 1, tokens: bool = False
) -> Iterator[Record | Failure]:
    """Extract each article, in order: its record, or a ``Failure`` with the error that was raised over it.

    ``articles`` is read as results are taken, a few ahead. With several ``processes`` a script needs the guard
    ``if __name__ == "__main__":``, as with ``multiprocessing``. Raises ``ValueError`` for fewer than one.

    >>> [record.id for record in extract_many([Article("a", "Hạ Long"), Article("b", "")])]
    ['a', 'b']
    """
    if processes < 1:
        raise ValueError(f"processes must be at least 1, not {processes}")
    loaded = (Loaded(article.source.get("file", article.id), article) for article in articles)
    return in_order(partial(_record, tokens=tokens), loaded, processes, _lost)


def extract_files(paths: Iterable[str]) -> Iterator[Record | Failure]:
    """Extract each article in ``paths``, which are files, folders or "-" for stdin, in order."""
    for item in read_articles(paths):
        if isinstance(item, Loaded):
            yield _record(item, tokens=False)
        elif isinstance(item, Failure):
            yield item


def extract_lines(
    inputs: Iterable[Loaded | Failure], *, processes: int = 1, tokens: bool = False
) -> Iterator[Line | Failure]:
    """Extract as ``extract_many`` does, to written lines; a failure to read keeps its place among them."""
    return in_order(partial(_line, tokens=tokens), inputs, processes, _lost)


def _record(loaded: Loaded, *, tokens: bool) -> Record | Failure:
    try:
        return extract(loaded.article, tokens=tokens)
    except Exception as error:  # whatever is wrong with one article is told, and stops no other
        return Failure.of(loaded.file, error)


def _line(item: Loaded | Failure, *, tokens: bool) -> Line | Failure:
    if isinstance(item, Failure):
        return item
    record = _record(item, tokens=tokens)
    if isinstance(record, Failure):
        return record
    try:
        return Line(record.to_line(), Counter(mention.label for mention in record.mentions))
    except Exception as error:
        return Failure.of(item.file, error)


def _lost(item: Loaded | Failure) -> Failure:
    return Failure(item.file, "WorkerLostError", "the process that worked on it died; it may have run out of memory")
