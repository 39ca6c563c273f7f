"""A run into a folder: shards of records, a manifest of what they hold, lists of what else there is to know.

What is done is gathered until it fills a shard, then written in two steps: the shard (a temporary file, synced, moved
to its name, the folder synced), then the manifest's transaction. A run that is killed before the first step ends has
written nothing; between the two it leaves a shard that is not listed, which the next start removes, and does its
articles again; after the second all is done. The other order could list records that are not there.

No shard is ever written over. Where an article has changed, was renamed, or the rules have, the lines that still stand
are moved to new shards in those same two steps, and a shard goes when it holds none: a run killed in the midst leaves
lines in two shards, of which the manifest knows the one, and the next run ends the move. Shards that are not full are
moved together in the same way, so that short runs do not leave a file each.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from pipeline.article import Article
from pipeline.batch.events import Log
from pipeline.batch.extracting import Done, Given, Line
from pipeline.batch.manifest import NAME, Known, Manifest, ManifestError, Name, Shard
from pipeline.batch.near import algorithm, near_duplicates
from pipeline.batch.output import whole_file
from pipeline.batch.summary import Summary
from pipeline.extraction import fingerprint, made_by
from pipeline.mentions.names.sources import NameSources
from pipeline.reading.inputs import Failure, Loaded, Unread
from pipeline.record import SCHEMA, Record

_SHARD = re.compile(r"records-([0-9]{5,})\.jsonl")
_LEFTOVER = re.compile(r"\.[a-z_-]+[0-9]*\.jsonl?\.[0-9a-f]{8}\.tmp")
_ROW = re.compile(r"#[0-9]+$")
_FULL_BYTES = 16 << 20
_INTERRUPTED = 130  # the exit code of what Ctrl-C stopped


def rules_of(sources: NameSources, *, tokens: bool) -> str:
    """What beside an article decides its record: version, rules, schema and options. A change does all again."""
    made = made_by(sources)
    reading = " ".join((version("trafilatura"), version("lxml"), fingerprint("pipeline.reading")))
    return " ".join((made.version, made.rules, SCHEMA, "tokens" if tokens else "", algorithm(), reading))


def content_of(article: Article) -> bytes:
    """A hash of what of an article decides its record, which is all but what it is called and where it lies."""
    said = {key: value for key, value in asdict(article).items() if key not in ("id", "source")}
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).digest()


def given_of(item: Unread) -> bytes:
    """A hash of what decides what is read of a file: its bytes, and what is told of it beside its name and place."""
    told = {key: value for key, value in asdict(item.found.told).items() if key not in ("id", "source")}
    with item.found.open() as file:
        data = sha256(file.read()).hexdigest()
    return sha256(json.dumps([data, told, item.options.encoding], default=str).encode()).digest()


def shard_path(folder: Path, number: int) -> Path:
    """The file of a shard."""
    return folder / f"records-{number:05}.jsonl"


@contextmanager
def open_folder(path: str, made: str, summary: Summary, *, retry: bool, full: int, log: Log) -> Iterator["Folder"]:
    """Open the folder ``path`` for a run by ``made``, mended from what stopped the run before.

    At the end, and at an interrupt, which ends here, what is done is written, and ``summary`` completed; only a whole
    run writes the lists anew. Raises ``ManifestError`` and ``OSError``.
    """
    folder = Path(path)
    folder.mkdir(exist_ok=True)
    if not (folder / NAME).exists() and any(folder.glob("records-*.jsonl")):
        raise ManifestError(f"{folder}: holds records but no {NAME}; give another folder")
    with closing(Manifest(folder)) as manifest:
        _mend(folder, manifest, log)
        opened = Folder(folder, manifest, made, retry, full, log)
        try:
            yield opened
            opened.settle()
            summary.near = opened.write_lists()
        except (KeyboardInterrupt, SystemExit) as stop:
            summary.stopped = stop.code if isinstance(stop, SystemExit) and isinstance(stop.code, int) else _INTERRUPTED
            opened.settle()
        summary.total, summary.shards = manifest.records(), len(manifest.shards())
        with whole_file(str(folder / "report.json")) as file:
            file.write(json.dumps(summary.report(), ensure_ascii=False, indent=2).encode() + b"\n")


def _mend(folder: Path, manifest: Manifest, log: Log) -> None:
    """Make folder and manifest agree again."""
    listed = {shard_path(folder, shard.number): shard for shard in manifest.shards()}
    for path in sorted(folder.iterdir()):
        if _LEFTOVER.fullmatch(path.name) or (_SHARD.fullmatch(path.name) and path not in listed):
            path.unlink()
    for path, shard in listed.items():
        if path.exists() and path.stat().st_size == shard.bytes:
            continue
        if path.exists():
            path.replace(path.with_name(f"damaged-{path.name}"))
        manifest.forget_shard(shard.number)
        log("damaged", file=str(path), records=shard.records)


@dataclass(slots=True)
class Folder:
    """Where a run into a folder puts what it did; ``full`` is the number of records of a shard."""

    in_folder: ClassVar[bool] = True

    path: Path
    manifest: Manifest
    made: str
    retry: bool
    full: int
    log: Log
    working: set[bytes] = field(default_factory=set)  # content, or hash of what is unread, given to workers
    fresh: dict[bytes, Known] = field(default_factory=dict)  # done since the last commit
    names: list[Name] = field(default_factory=list)
    unread: dict[bytes, Name] = field(default_factory=dict)  # those of names that tell what was read from what
    lines: list[bytes] = field(default_factory=list)
    places: list[tuple[bytes, str]] = field(default_factory=list)
    size: int = 0

    def known(self, item: Given) -> Done | Failure | None:
        """Answer for an article without working on it, if that can be; what became of it, ``put`` tells."""
        if isinstance(item, Failure):
            return item
        given, content, _ = self._as_known(item)
        name = self.manifest.name(item.id)
        if name and name.content != content and name.file != _absolute(item.file):
            message = f"its id {name.id!r} is that of {name.file}; give ids in the metadata, or another output folder"
            return Failure(item.file, "DuplicateIdError", message)
        if given in self.working or content in self.fresh:
            return Done("")
        known = self.manifest.article(content)
        if known is None or known.made != self.made or (known.error and self.retry):
            self.working.add(given)
            return None
        return Done(known.id)

    def put(self, item: Given, result: Line | Done | Failure) -> Line | Done | Failure:
        """Take in what became of an article, and say it."""
        if isinstance(item, Failure):
            return item
        given, content, source = self._as_known(item)
        if given in self.working:
            self.working.remove(given)
            if isinstance(result, Line):
                content, source = content_of(result.article), result.article.source
            if self._is_done(content):
                result = self._outcome(item, content)
            else:
                self._take(item.id, content, result)
        elif isinstance(result, Failure):
            return result  # its id is another's
        else:
            result = self._outcome(item, content)
        name = Name(item.id, content, _absolute(item.file), source, given if isinstance(item, Unread) else None)
        if self.manifest.name(name.id) != name:
            self.names.append(name)
        if name.given:
            self.unread[name.given] = name
        self._flush_if_full()
        return result

    def _as_known(self, item: Loaded | Unread) -> tuple[bytes, bytes, dict[str, str]]:
        """What was given; its content and its source, as far as they are known: of what is unread, from before."""
        if isinstance(item, Loaded):
            content = content_of(item.article)
            return content, content, item.article.source
        given, source = given_of(item), item.found.source_with(item.found.told.source)
        if name := self.unread.get(given) or self.manifest.name_given(given):
            read = {key: value for key, value in name.source.items() if key not in ("file", "member", "origin")}
            return given, name.content, source | read
        return given, given, source

    def _is_done(self, content: bytes) -> bool:
        """Whether another article with this content was done meanwhile, which an unread one may turn out to have."""
        known = self.fresh.get(content) or self.manifest.article(content)
        return known is not None and known.made == self.made and known.error is None

    def settle(self) -> None:
        """Write what is done, and move lines until no shard is worn and at most one is not full."""
        self._flush()
        self.manifest.forget_nameless()
        worn = self.manifest.worn_shards()
        short = [shard for shard in self.manifest.shards() if shard not in worn and not self._is_full(shard)]
        if worn or len(short) > 1:
            for shard in sorted((*worn, *short), key=lambda shard: shard.number):
                self._move(shard)
            self._flush()
        before = self.manifest.shards()
        self.manifest.forget_empty_shards()
        for shard in set(before) - set(self.manifest.shards()):
            shard_path(self.path, shard.number).unlink(missing_ok=True)

    def write_lists(self) -> int:
        """Write duplicates and near-duplicates; return how many are near."""
        with whole_file(str(self.path / "duplicates.jsonl")) as file:
            for name, of in self.manifest.duplicates():
                file.write(_json_line({"id": name.id, "of": of, "file": name.file, "source": name.source}))
        near = list(near_duplicates(self.manifest.in_band))
        with whole_file(str(self.path / "near_duplicates.jsonl")) as file:
            file.writelines(_json_line(asdict(line)) for line in near)
        return len(near)

    def _take(self, id_: str, content: bytes, result: Line | Done | Failure) -> None:
        if isinstance(result, Line):
            day = result.article.published
            self._add_line(result.text.encode() + b"\n", content, id_)
            published = day.isoformat() if day else None
            self.fresh[content] = Known(content, self.made, id_, published=published, signature=result.signature)
        elif isinstance(result, Failure):
            self.fresh[content] = Known(content, self.made, id_, result.error, result.message)

    def _outcome(self, item: Loaded | Unread, content: bytes) -> Done | Failure:
        known = self.fresh.get(content) or self.manifest.article(content)
        if known is None:
            raise LookupError(f"{item.file}: its content was done and is not known any more")
        if known.error is not None:
            return Failure(item.file, known.error, known.message or "")
        return Done(known.id)

    def _add_line(self, line: bytes, content: bytes, id_: str) -> None:
        self.lines.append(line)
        self.places.append((content, id_))
        self.size += len(line)

    def _is_full(self, shard: Shard) -> bool:
        return shard.records >= self.full or shard.bytes >= _FULL_BYTES

    def _flush_if_full(self) -> None:
        if max(len(self.lines), len(self.fresh), len(self.names)) >= self.full or self.size >= _FULL_BYTES:
            self._flush()

    def _flush(self) -> None:
        shard = None
        if self.lines:
            shard = Shard(self.manifest.next_number(), len(self.lines), self.size)
            with whole_file(str(shard_path(self.path, shard.number))) as file:
                file.writelines(self.lines)
        if shard or self.fresh or self.names:
            self.manifest.commit(shard, self.places, self.fresh.values(), self.names)
        if shard:
            self.log("shard", **asdict(shard))
        self.fresh, self.unread, self.names, self.lines, self.places, self.size = {}, {}, [], [], [], 0

    def _move(self, shard: Shard) -> None:
        with shard_path(self.path, shard.number).open("rb") as lines:
            for number, line in enumerate(lines):
                if held := self.manifest.holder(shard.number, number):
                    id_, name = held
                    self._add_line(line if name.id == id_ else _renamed(line, name), name.content, name.id)
                    self._flush_if_full()


def _renamed(line: bytes, name: Name) -> bytes:
    record = Record.model_validate_json(line)
    return record.model_copy(update={"id": name.id, "source": name.source}).to_line().encode() + b"\n"


def _absolute(file: str) -> str:
    """The file of an article, wherever in it the article stands: a row may have moved ("tin.csv#12")."""
    return os.path.abspath(_ROW.sub("", file))  # noqa: PTH100 - a file in an archive is no path that could be resolved


def _json_line(entry: dict[str, object]) -> bytes:
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
