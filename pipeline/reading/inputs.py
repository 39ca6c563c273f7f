"""What comes out of reading: an article and its file, or why a file gave none."""

import os
from dataclasses import dataclass

from pipeline.article import Article


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article, and the file it was read from as the caller would name it."""

    file: str
    article: Article


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


def writable(text: str) -> str:
    r"""Escape what UTF-8 cannot hold (lone surrogates, as in file names that are not UTF-8), so that it can be written.

    >>> writable("b\udce0i.txt")
    'b\\udce0i.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def shown_path(*parts: str) -> str:
    """Join and write a path with "/" on all systems."""
    return writable(os.path.join(*parts).replace(os.sep, "/"))  # noqa: PTH118 - Path would drop a leading "./"
