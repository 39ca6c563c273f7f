"""Articles in, records out, one by one and in order; an article that fails stops no other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TypeVar

from pipeline.article import Article
from pipeline.batch.near import signature
from pipeline.batch.workers import NO_LIMITS, Limits, in_order
from pipeline.extraction import extract
from pipeline.mentions.names.sources import DEFAULT, NameSources
from pipeline.reading.articles import find_articles, read
from pipeline.reading.inputs import AS_FOUND, NO_MEMORY, Failure, Found, Loaded, Options, Skipped, Unread
from pipeline.reading.metadata import Metadata
from pipeline.record import Record

Given = Loaded | Unread | Failure
Item = TypeVar("Item", bound=Given)


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it is written, its article, how many mentions of each label it holds, the signature of its text."""

    text: str
    article: Article
    mentions: Counter[str]
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Done:
    """The article has its record already, under the id ``of``: it was done before, or under another name."""

    of: str


def extract_many(
    articles: Iterable[Article], *, processes: int = 1, tokens: bool = False, sources: NameSources = DEFAULT
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
    work = partial(_record, tokens=tokens, sources=sources)
    prepare = partial(_prepare, sources, tokens=tokens)
    return (record for _, record in in_order(work, loaded, processes, _lost, prepare=prepare))


def extract_files(
    paths: Iterable[str], *, sources: NameSources = DEFAULT, reading: Options = AS_FOUND, only: str | None = None
) -> Iterator[Record | Failure]:
    """Extract each article in ``paths``, which are files, folders or "-" for stdin, in order.

    With ``only`` no article but that of this id; what cannot be read is a ``Failure`` all the same.
    """
    for item in find_articles(paths, options=reading):
        if isinstance(item, Skipped) or (only is not None and not isinstance(item, Failure) and item.id != only):
            continue
        loaded = read(item) if isinstance(item, Unread) else item
        yield loaded if isinstance(loaded, Failure) else _record(loaded, tokens=False, sources=sources)


def extract_lines(
    inputs: Iterable[Item],
    *,
    known: Callable[[Item], Line | Done | Failure | None],
    signed: bool,
    pages: bool = False,
    processes: int = 1,
    tokens: bool = False,
    sources: NameSources = DEFAULT,
    limits: Limits = NO_LIMITS,
) -> Iterator[tuple[Item, Line | Done | Failure]]:
    """Extract as ``extract_many`` does, to written lines, ``signed`` with what tells near-duplicates.

    Each input comes with its result; what ``known`` answers, as it must for a failure to read, is not worked on.
    ``pages`` says that there may be some, so that workers get ready for them.
    """
    work = partial(_line, tokens=tokens, sources=sources, signed=signed)
    prepare = partial(_prepare, sources, tokens=tokens, pages=pages)
    return in_order(work, inputs, processes, _lost, known=known, prepare=prepare, limits=limits)


_FIRST = Article("first", "Ngày 5/5/2012, ông Lê Văn An, UBND phường Hạ Long: Quyết định số 9/QĐ-UBND, tăng 7%.")
_FIRST_PAGE = Found("first.html", "first.html", Metadata(), partial(BytesIO, f"<p>{_FIRST.text}</p>".encode()))


def _prepare(sources: NameSources, *, tokens: bool, pages: bool = False) -> None:
    """Load rules and word lists, which load on first use, so that the first article has its time to itself."""
    extract(_FIRST, sources=sources, tokens=tokens)
    if pages:
        read(Unread(_FIRST_PAGE, AS_FOUND))


def _record(loaded: Loaded, *, tokens: bool, sources: NameSources) -> Record | Failure:
    try:
        return extract(loaded.article, tokens=tokens, sources=sources)
    except MemoryError:
        return Failure(loaded.file, "MemoryError", NO_MEMORY)
    except Exception as error:  # whatever is wrong with one article is told, and stops no other
        return Failure.of(loaded.file, error)


def _line(item: Given, *, tokens: bool, sources: NameSources, signed: bool) -> Line | Done | Failure:
    loaded = read(item) if isinstance(item, Unread) else item
    if isinstance(loaded, Failure):
        return loaded
    record = _record(loaded, tokens=tokens, sources=sources)
    if isinstance(record, Failure):
        return record
    try:
        mentions = Counter[str](mention.label for mention in record.mentions)
        return Line(record.to_line(), loaded.article, mentions, signature(record.text) if signed else b"")
    except Exception as error:
        return Failure.of(item.file, error)


def _lost(item: Given, error: Exception) -> Failure:
    return Failure.of(item.file, error)
