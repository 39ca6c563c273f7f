"""The manifest of a run's folder: which article was done, by which rules, and in which line of which shard.

A shard is listed here only after it stands in the folder whole and durable, and a file is removed only after the
manifest no longer lists it. So whatever stopped a run in between, what is listed is there, and what is there but not
listed is of no run and can go: its articles are not known as done and are done again. For this a commit must be durable
when it returns, or a file could be removed for a commit that the next start has forgotten: hence synchronous=EXTRA,
which in the rollback journal mode (DELETE) syncs the folder too. WAL would be faster, but a run commits once a shard,
and one file without companions survives copying and works where shared memory does not. The lock of the run is that of
the database: held from the first moment (locking_mode=EXCLUSIVE) and let go by the system whatever ends the process.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.near import ROWS, Signed

NAME = "manifest.sqlite"

_VERSION = 2
_TABLES = """
CREATE TABLE articles (content BLOB PRIMARY KEY, made TEXT NOT NULL, id TEXT NOT NULL, shard INTEGER, line INTEGER,
                       error TEXT, message TEXT, published TEXT, signature BLOB) WITHOUT ROWID;
CREATE UNIQUE INDEX places ON articles (shard, line) WHERE shard IS NOT NULL;
CREATE TABLE names (id TEXT PRIMARY KEY, content BLOB NOT NULL, file TEXT NOT NULL, source TEXT NOT NULL, given BLOB);
CREATE INDEX contents ON names (content);
CREATE INDEX unread ON names (given) WHERE given IS NOT NULL;
CREATE TABLE shards (number INTEGER PRIMARY KEY AUTOINCREMENT, records INTEGER NOT NULL, bytes INTEGER NOT NULL);
"""


class ManifestError(ValueError):
    """The manifest cannot be used: another run holds it, or it is none of this version."""


@dataclass(frozen=True, slots=True)
class Known:
    """What became of an article's content: done by ``made``, in the record of ``id``, or with an error."""

    content: bytes
    made: str
    id: str
    error: str | None = None
    message: str | None = None
    published: str | None = None
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Name:
    """An article as it was given: its id, what it says, its file (absolute) and the ``source`` of its record.

    ``given`` is a hash of what it was read from, where that is to be known before it is read.
    """

    id: str
    content: bytes
    file: str
    source: dict[str, str]
    given: bytes | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of records, by its number."""

    number: int
    records: int
    bytes: int


class Manifest:
    """One open manifest; every change is a transaction. Raises ``ManifestError`` and ``sqlite3.Error``."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / NAME, isolation_level=None, timeout=0)
        try:
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.execute("PRAGMA synchronous = EXTRA")
            self._base.execute("BEGIN EXCLUSIVE")
            [version] = self._base.execute("PRAGMA user_version").fetchone()
            if not version:
                for statement in _TABLES.split(";"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA user_version = {_VERSION}")
            self._base.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self.close()
            busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            raise ManifestError(f"{folder}: another run is writing to it" if busy else f"{folder}: {error}") from None
        except sqlite3.DatabaseError as error:
            self.close()
            raise ManifestError(f"{folder / NAME}: {error}") from None
        if version not in (0, _VERSION):
            self.close()
            raise ManifestError(f"{folder}: its manifest is of another version ({version}); give another folder")

    def close(self) -> None:
        """Let go of the file and its lock."""
        self._base.close()

    def article(self, content: bytes) -> Known | None:
        """What became of an article's content."""
        query = "SELECT content, made, id, error, message FROM articles WHERE content = ?"
        row = self._base.execute(query, (content,)).fetchone()
        return row and Known(*row)

    def name(self, id_: str) -> Name | None:
        """What an id stands for."""
        return self._name("id = ?", id_)

    def name_given(self, given: bytes) -> Name | None:
        """A name of what was read from the same, rather than one of what could not be read."""
        return self._name("given = ? ORDER BY content = given", given)

    def _name(self, where: str, value: str | bytes) -> Name | None:
        query = f"SELECT id, content, file, source, given FROM names WHERE {where} LIMIT 1"  # noqa: S608
        row = self._base.execute(query, (value,)).fetchone()
        return row and Name(row[0], row[1], row[2], json.loads(row[3]), row[4])

    def shards(self) -> list[Shard]:
        """The files that hold the records."""
        return [Shard(*row) for row in self._base.execute("SELECT number, records, bytes FROM shards ORDER BY number")]

    def next_number(self) -> int:
        """The number of the next shard; none is listed twice, so that a file once listed never changes."""
        [number] = self._base.execute("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence").fetchone()
        return int(number)

    def commit(
        self, shard: Shard | None, places: Iterable[tuple[bytes, str]], articles: Iterable[Known], names: Iterable[Name]
    ) -> None:
        """Take in what was done since the last time: ``places`` are content and id of the shard's lines, in order.

        An article that failed keeps the record that an older version made of it.
        """
        with self._transaction():
            self._base.executemany(
                "INSERT INTO articles (content, made, id, error, message, published, signature) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (content) DO UPDATE SET made = excluded.made, "
                "error = excluded.error, message = excluded.message, signature = excluded.signature, "
                "published = coalesce(excluded.published, published)",
                [(a.content, a.made, a.id, a.error, a.message, a.published, a.signature) for a in articles],
            )
            self._base.executemany(
                "INSERT OR REPLACE INTO names (id, content, file, source, given) VALUES (?, ?, ?, ?, ?)",
                [(n.id, n.content, n.file, json.dumps(n.source), n.given) for n in names],
            )
            if shard:
                self._base.execute("INSERT INTO shards VALUES (?, ?, ?)", (shard.number, shard.records, shard.bytes))
                self._base.executemany(
                    "UPDATE articles SET shard = ?, line = ?, id = ? WHERE content = ?",
                    [(shard.number, line, id_, content) for line, (content, id_) in enumerate(places)],
                )

    def forget_shard(self, number: int) -> None:
        """Take a shard that is gone or damaged off the list, and its articles with it."""
        with self._transaction():
            self._base.execute("DELETE FROM articles WHERE shard = ?", (number,))
            self._base.execute("DELETE FROM shards WHERE number = ?", (number,))

    def forget_nameless(self) -> None:
        """Forget what no article says any more."""
        with self._transaction():
            self._base.execute("DELETE FROM articles WHERE content NOT IN (SELECT content FROM names)")

    def forget_empty_shards(self) -> None:
        """Take the shards off the list of which no line is a record any more."""
        with self._transaction():
            self._base.execute("DELETE FROM shards WHERE number NOT IN (SELECT shard FROM articles WHERE shard > 0)")

    def worn_shards(self) -> list[Shard]:
        """The shards with a line that is no record any more, or a record under an id that now says something else."""
        query = """
            SELECT number, records, bytes FROM shards WHERE
            records != (SELECT count(*) FROM articles WHERE shard = number) OR EXISTS (
                SELECT 1 FROM articles LEFT JOIN names USING (id)
                WHERE shard = number AND articles.content IS NOT names.content)
            ORDER BY number"""
        return [Shard(*row) for row in self._base.execute(query)]

    def holder(self, shard: int, line: int) -> tuple[str, Name] | None:
        """The id in a line of a shard, and the name that its record is of; None for a line that is no record."""
        query = """
            SELECT articles.id, names.id, names.content, file, source FROM articles JOIN names USING (content)
            WHERE shard = ? AND line = ? ORDER BY names.id != articles.id, names.id LIMIT 1"""
        row = self._base.execute(query, (shard, line)).fetchone()
        return row and (row[0], Name(row[1], row[2], row[3], json.loads(row[4])))

    def duplicates(self) -> Iterator[tuple[Name, str]]:
        """The names whose article is recorded under another id, and that id."""
        query = """
            SELECT names.id, content, file, source, articles.id FROM names JOIN articles USING (content)
            WHERE names.id != articles.id AND shard > 0 ORDER BY articles.id, names.id"""
        for id_, content, file, source, of in self._base.execute(query):
            yield Name(id_, content, file, json.loads(source)), of

    def in_band(self, band: int) -> Iterator[tuple[bytes, Signed]]:
        """The signed articles by their bytes in one band of the signature, as ``near_duplicates`` wants them."""
        query = """
            SELECT substr(signature, ?, ?) AS bytes, coalesce(published, '9999') AS day, id, signature FROM articles
            WHERE length(signature) AND shard > 0 ORDER BY bytes, day, id"""
        for bytes_, *signed in self._base.execute(query, (1 + 4 * ROWS * band, 4 * ROWS)):
            yield bytes_, Signed(*signed)

    def records(self) -> int:
        """How many records the shards hold."""
        [count] = self._base.execute("SELECT count(*) FROM articles WHERE shard > 0").fetchone()
        return int(count)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN")
        try:
            yield
        except BaseException:
            if self._base.in_transaction:  # a full disk has rolled it back already
                self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")
