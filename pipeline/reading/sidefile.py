"""Side files: ``articles.jsonl`` in a folder tells what is known of the articles in it and below it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from pipeline.reading.inputs import Failure, shown_path
from pipeline.reading.metadata import Metadata, MetadataError, read_line

SIDE_FILE = "articles.jsonl"


@dataclass(frozen=True, slots=True)
class SideFile:
    """The good lines of one side file by path below its folder, and a failure for each bad line."""

    entries: dict[str, Metadata] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    def get(self, below: str) -> Metadata | None:
        """Look up what is told of the article at ``below``, a path with "/" below the folder."""
        return self.entries.get(normalize("NFC", below))


def load_side_file(folder: Path, shown: str, *, complete: bool) -> SideFile:
    """Read the side file of ``folder``, called ``shown`` by the caller; without one, an empty one.

    With ``complete`` a line about a file that is not there is a failure too.
    """
    name = shown_path(shown, SIDE_FILE)
    try:
        with (folder / SIDE_FILE).open("rb") as lines:
            return read_side_file(lines, name, folder if complete else None)
    except FileNotFoundError:
        return SideFile()
    except OSError as error:
        return SideFile(failures=[Failure.of(name, error, is_article=False)])


def read_side_file(lines: Iterable[bytes], name: str, folder: Path | None = None) -> SideFile:
    """Read the lines of the side file ``name``; with ``folder`` a line about a file that is not in it is a failure."""
    side = SideFile()
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        try:
            if content.strip():
                _add(side, content, folder)
        except MetadataError as error:
            side.failures.append(Failure(name, "MetadataError", f"line {number}: {error}", is_article=False))
    return side


def _add(side: SideFile, line: bytes, folder: Path | None) -> None:
    path, metadata = read_line(line)
    below = PurePosixPath(normalize("NFC", path))
    if below.is_absolute() or ".." in below.parts:
        raise MetadataError(f"path {path!r} leads out of the folder")
    if str(below) in side.entries:
        raise MetadataError(f"path {path!r} stands on a line before")
    if folder and not _is_file(folder, path):
        raise MetadataError(f"path {path!r}: no such file")
    side.entries[str(below)] = metadata


def _is_file(folder: Path, path: str) -> bool:
    # A name may be written composed in the side file and decomposed on the disk, or the other way round.
    try:
        return any((folder / normalize(form, path)).is_file() for form in ("NFC", "NFD"))
    except (OSError, ValueError):
        return False
