"""What goes into reading and what comes out: a file that was found; an article, or why a file gave none."""

import os
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO
from unicodedata import normalize

from pipeline.article import Article
from pipeline.reading.charset import UnreadableError, charset_named
from pipeline.reading.metadata import Metadata

# Every suffix that is read, and what a file of it holds.
FORMATS = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".rss", ".atom", ".xml"), "feed"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    ".zip": "zip",
    **dict.fromkeys((".tar", ".tar.gz", ".tgz"), "tar"),
}

# The names a column may have, in any case, the first that is there; ``Options.columns`` gives others.
FIELDS = {
    "id": ("id", "guid", "article_id"),
    "title": ("title", "headline"),
    "text": ("text", "content", "body"),
    "published": ("published", "date", "published_at", "publish_date", "pubdate"),
    "province": ("province",),
    "source": ("source",),
    "url": ("url", "link"),
    "author": ("author",),
    "section": ("section", "category"),
}

# In bytes: a file that has to be read whole, and a line of one that has not.
LIMIT = 1 << 26

_SUFFIX = re.compile(r"(?<=.)(?:\.tar)?\.[A-Za-z][A-Za-z0-9]{0,7}$")


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller says of all files: their ``encoding``, their ``format``, and the ``columns`` of their rows.

    None is "find out". ``encoding`` is a name that ``pipeline.reading.charset`` knows; ``format`` is one of those of
    ``FORMATS``, for stdin and files whose suffix tells none; ``columns`` maps some of ``FIELDS`` to the names of their
    columns. Raises ``ValueError`` for others.
    """

    encoding: str | None = None
    format: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.encoding:
            charset_named(self.encoding)
        if self.format not in (None, *FORMATS.values()):
            raise ValueError(f"unknown format {self.format!r}; known are {', '.join(dict.fromkeys(FORMATS.values()))}")
        for name in self.columns:
            if name not in FIELDS:
                raise ValueError(f"unknown field {name!r}; known are {', '.join(FIELDS)}")


AS_FOUND = Options()


@dataclass(frozen=True, slots=True)
class Found:
    """A file of articles: ``shown`` is how the caller would name it, ``below`` its path in the folder, with "/".

    A member of an archive has the archive's path before its own in both, and says in ``source`` which is which.
    """

    shown: str
    below: str
    told: Metadata
    open: Callable[[], AbstractContextManager[BinaryIO]]
    source: Mapping[str, str] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The id of the file where nothing else is told: see ``article_id``."""
        return article_id(self.below)

    def source_with(self, origin: str | None) -> dict[str, str]:
        """What the source of an article says before it is read: where it lies, and whence it is said to be."""
        return {**(self.source or {"file": self.below}), **({"origin": origin} if origin else {})}

    @property
    def told_of_all(self) -> Metadata:
        """What is told of a file that holds many articles is told of each, except the id and the title."""
        return replace(self.told, id=None, title=None)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article, and the file it was read from as the caller would name it."""

    file: str
    article: Article

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.article.id

    @classmethod
    def of(
        cls, found: Found, text: str, known: Metadata, source: Mapping[str, str], number: int | None = None
    ) -> "Loaded":
        """Make an article of what was read in ``found``, of which it is one of many if it has a ``number``.

        Its id is that of ``known``, else the path without the suffix, and the number.
        """
        mark = "" if number is None else f"#{number}"
        article = Article(
            id=known.id or (found.told.id or found.stem) + mark,
            text=text,
            title=known.title,
            published=known.published,
            province=known.province,
            source={**found.source_with(known.source), **source},
        )
        return cls(found.shown + mark, article)


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that is still to be taken out of the bytes of its file: whoever works on it reads it first.

    For what takes long to read, or may be made to. ``found`` is in memory, so that all of this can go to another
    process. The id is known before what the article says.
    """

    found: Found
    options: Options

    @property
    def file(self) -> str:
        """The file, as the caller would name it."""
        return self.found.shown

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.found.told.id or self.found.stem


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave no record: the class of the error and its message.

    ``is_article`` is False where the file is none, such as a bad line of a side file: nothing is missing for it.
    """

    file: str
    error: str
    message: str
    is_article: bool = True

    @classmethod
    def of(cls, file: str, error: BaseException, *, is_article: bool = True) -> "Failure":
        """Describe an exception that was raised over ``file``."""
        message = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return cls(file, type(error).__name__, writable(message), is_article)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that is no article by its name, such as a picture."""

    file: str


NO_MEMORY = "more memory was needed than there is or the limit allows"


def article_id(below: str) -> str:
    """Name an article by its path without the suffix, composed (NFC), so that it is the same on every system.

    >>> article_id("2024/tin-01.txt"), article_id("bài.2024.05"), article_id("a/b.tar.GZ")
    ('2024/tin-01', 'bài.2024.05', 'a/b')
    """
    return normalize("NFC", _SUFFIX.sub("", below))


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading bytes."""
    return path.open("rb")


def read_whole(file: BinaryIO, limit: int = LIMIT) -> bytes:
    """Read what is left of a file; raises ``UnreadableError`` if it is more than ``limit`` bytes."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"larger than {limit >> 20} MiB, which is no article")
    return data


def writable(text: str) -> str:
    r"""Escape what UTF-8 cannot hold (lone surrogates, as in file names that are not UTF-8), so that it can be written.

    >>> writable("b\udce0i.txt")
    'b\\udce0i.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def shown_path(*parts: str) -> str:
    """Join and write a path with "/" on all systems."""
    return writable(os.path.join(*parts).replace(os.sep, "/"))  # noqa: PTH118 - Path would drop a leading "./"
