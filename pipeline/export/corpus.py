"""The articles that annotations are about, found by their id or by their text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.article import Article
from pipeline.quality.draft import articles
from pipeline.quality.gold import GoldError
from pipeline.reading.inputs import Failure


@dataclass(frozen=True)
class Corpus:
    """Articles by id, which is the name of their file without ``.txt``."""

    articles: Mapping[str, Article]

    @classmethod
    def of(cls, given: Iterable[Article]) -> "Corpus":
        """Make a corpus of articles at hand."""
        return cls({article.id: article for article in given})

    @classmethod
    def read(cls, folder: Path) -> "Corpus":
        """Read every ``*.txt`` that lies in ``folder`` itself; raises ``GoldError`` where one cannot be read."""
        if not folder.is_dir():
            raise GoldError(f"{folder}: no such folder")
        found = list(articles([str(path) for path in sorted(folder.glob("*.txt"))]))
        failures = [f"{item.file}: {item.message}" for item in found if isinstance(item, Failure)]
        if failures:
            raise GoldError("\n".join(failures))
        return cls.of(item for item in found if isinstance(item, Article))

    def by_text(self, text: str) -> Article | None:
        """The article with this text, whatever its line ends; None where there is none or more than one."""
        return self._lines.get(_lines(text))

    def by_letters(self, text: str) -> Article | None:
        """The article with this text, whatever its white space; None where there is none or more than one."""
        return self._letters.get(letters(text))

    @cached_property
    def _lines(self) -> dict[str, Article | None]:
        return _index((_lines(article.text), article) for article in self.articles.values())

    @cached_property
    def _letters(self) -> dict[str, Article | None]:
        return _index((letters(article.text), article) for article in self.articles.values())


def letters(text: str) -> str:
    """All of ``text`` but its white space."""
    return "".join(text.split())


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _index(entries: Iterable[tuple[str, Article]]) -> dict[str, Article | None]:
    index: dict[str, Article | None] = {}
    for key, article in entries:
        index[key] = None if key in index else article
    return index
