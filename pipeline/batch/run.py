"""One run: paths in, a file of records and a file of errors out, and a count of everything."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import BinaryIO

from pipeline.batch.extracting import Line, extract_lines
from pipeline.batch.output import STDOUT, whole_file
from pipeline.reading.articles import STDIN, read_articles
from pipeline.reading.folder import SUFFIXES
from pipeline.reading.inputs import Failure, Loaded, Skipped
from pipeline.reading.sidefile import SIDE_FILE

SHOWN_FAILURES = 10


class CallError(ValueError):
    """The run was asked for in a way that cannot work; nothing was read or written."""


class LostArticleError(RuntimeError):
    """Articles in are not records plus errors out: a fault of this program; nothing was written."""


@dataclass(slots=True)
class Summary:
    """What a run did. ``articles`` is counted on the way in, ``records`` and ``failed`` on the way out.

    ``other_errors`` are those that concern no article, such as a bad line of a side file. ``failures`` are the first
    few, to show. ``seconds`` is wall time.
    """

    articles: int = 0
    records: int = 0
    failed: int = 0
    other_errors: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        """Whether there was no error at all."""
        return not self.failed and not self.other_errors


def run(
    paths: Sequence[str],
    output: str,
    errors: str | None = None,
    *,
    tokens: bool = False,
    processes: int = 1,
    watch: Callable[[int], None] = lambda done: None,
) -> Summary:
    """Extract everything in ``paths`` to the JSON Lines file ``output`` ("-" is stdout), errors to ``errors``.

    Without ``errors`` they go beside the output, as ``errors_beside`` names it. Both files are replaced at the end, the
    old ones staying until then. ``watch`` is told the number of articles done. Raises ``CallError`` and ``OSError``.
    """
    errors = errors if errors is not None else errors_beside(output)
    check_call(paths, output, errors)
    summary, begin = Summary(), perf_counter()
    with ExitStack() as files:
        records = files.enter_context(whole_file(output))
        failures = files.enter_context(whole_file(errors)) if errors is not None else None
        inputs = _counted(read_articles(paths), summary)
        for result in extract_lines(inputs, processes=processes, tokens=tokens):
            _write(result, records, failures, summary)
            watch(summary.records + summary.failed)
        if summary.articles != summary.records + summary.failed:
            raise LostArticleError(
                f"{summary.articles} articles in, {summary.records} records and {summary.failed} errors out"
            )
    summary.seconds = perf_counter() - begin
    return summary


def errors_beside(output: str) -> str | None:
    """Name the file of errors: records.jsonl has records.errors.jsonl beside it; stdout and devices have none.

    >>> errors_beside("out/records.jsonl"), errors_beside("-")
    ('out/records.errors.jsonl', None)
    """
    path = Path(output)
    if output == STDOUT or (path.exists() and not path.is_file()):
        return None
    return str(path.with_name(f"{path.stem}.errors{path.suffix or '.jsonl'}"))


def check_call(paths: Sequence[str], output: str, errors: str | None) -> None:
    """Refuse what would lose data or cannot work, before anything is read; raises ``CallError``."""
    for path in paths:
        if path != STDIN and not Path(path).exists():
            raise CallError(f"{path}: no such file or folder")
    if paths.count(STDIN) > 1:
        raise CallError("stdin (-) is given twice")
    if output == errors or (output != STDOUT and errors not in (None, STDOUT) and _same(output, errors)):
        raise CallError(f"{output}: records and errors cannot go to the same file")
    for target in (output, errors):
        if target is not None and target != STDOUT:
            _check_target(target, paths)


def _check_target(target: str, paths: Sequence[str]) -> None:
    path = Path(target)
    if path.is_dir():
        raise CallError(f"{target}: is a folder; give the name of a file in it")
    if not path.resolve().parent.is_dir():
        raise CallError(f"{target}: its folder does not exist")
    for given in paths:
        if given == STDIN:
            continue
        if _same(target, given):
            raise CallError(f"{target}: is an article to be read; it would be overwritten")
        is_input = path.name == SIDE_FILE or path.name.lower().endswith(SUFFIXES)
        if is_input and path.exists() and Path(given).resolve() in path.resolve().parents:
            raise CallError(f"{target}: belongs to the articles to be read; it would be overwritten")


def _same(one: str, other: str | None) -> bool:
    return other is not None and Path(one).resolve() == Path(other).resolve()


def _counted(items: Iterable[Loaded | Failure | Skipped], summary: Summary) -> Iterator[Loaded | Failure]:
    for item in items:
        if isinstance(item, Skipped):
            summary.skipped[Path(item.file).suffix.lower()] += 1
            continue
        if isinstance(item, Loaded) or item.is_article:
            summary.articles += 1
        yield item


def _write(result: Line | Failure, records: BinaryIO, failures: BinaryIO | None, summary: Summary) -> None:
    if isinstance(result, Line):
        records.write(result.text.encode() + b"\n")
        summary.records += 1
        summary.mentions.update(result.mentions)
        return
    if result.is_article:
        summary.failed += 1
    else:
        summary.other_errors += 1
    if len(summary.failures) < SHOWN_FAILURES:
        summary.failures.append(result)
    if failures is not None:
        entry = asdict(result)
        del entry["is_article"]
        failures.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
