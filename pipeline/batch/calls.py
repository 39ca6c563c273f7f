"""Whether a run can be done as it was asked for."""

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.batch.output import STDOUT
from pipeline.batch.workers import Limits
from pipeline.reading.articles import STDIN
from pipeline.reading.folder import SUFFIXES
from pipeline.reading.sidefile import SIDE_FILE


class CallError(ValueError):
    """The run was asked for in a way that cannot work; nothing was read or written."""


def is_folder(output: str) -> bool:
    """Whether a run to ``output`` is one into a folder: it is there, or its name ends in "/"."""
    return output.endswith("/") or Path(output).is_dir()


def errors_beside(output: str) -> str | None:
    """Name the file of errors: records.jsonl has records.errors.jsonl beside it; stdout and devices have none.

    >>> errors_beside("out/records.jsonl"), errors_beside("out/"), errors_beside("-")
    ('out/records.errors.jsonl', 'out/errors.jsonl', None)
    """
    path = Path(output)
    if is_folder(output):
        return str(path / "errors.jsonl")
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
    if is_folder(output):
        _check_folder(output, paths)
        targets = [errors] if errors != errors_beside(output) else []
    else:
        targets = [output, errors]
    for target in targets:
        if target is not None and target != STDOUT:
            _check_target(target, paths)


def check_limits(limits: Limits) -> None:
    """Refuse a limit that the system does not keep to; raises ``CallError``."""
    if limits.megabytes is not None and sys.platform != "linux":
        raise CallError("only Linux can limit the memory of an article")


def _check_folder(output: str, paths: Sequence[str]) -> None:
    folder = Path(output).resolve()
    if not folder.is_dir() and (folder.exists() or not folder.parent.is_dir()):
        raise CallError(f"{output}: is no folder, or the folder it is to be in does not exist")
    for given in paths:
        path = Path(given).resolve()
        if given != STDIN and (path == folder or path in folder.parents or folder in path.parents):
            raise CallError(f"{output}: is a folder of the articles to be read; records would be read as articles")


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
