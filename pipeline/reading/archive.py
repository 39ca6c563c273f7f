"""Archives: the files in a ZIP or tar, read in memory one by one and never written anywhere."""

import gzip
import tarfile
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from pipeline.reading.charset import UnreadableError
from pipeline.reading.folder import format_of
from pipeline.reading.inputs import Failure, Found, Options, Skipped, read_whole, shown_path
from pipeline.reading.metadata import Metadata
from pipeline.reading.sidefile import SIDE_FILE, SideFile, read_side_file

# What is larger than this many bytes and grew to more than so many times its packed size is a bomb; text of articles
# shrinks to a third or a tenth.
SMALL, RATIO = 1 << 24, 100
_BOMB = f"refused: it unpacks to more than {RATIO} times its size"

Item = Found | Failure | Skipped


def read_zip(found: Found, options: Options) -> Iterator[Item]:
    """The files in a ZIP, in its own order. Raises what ``zipfile`` raises, too, over one that is broken."""
    with found.open() as file, zipfile.ZipFile(file if file.seekable() else BytesIO(file.read())) as archive:
        members = archive.infolist()
        if is_bomb(sum(info.file_size for info in members), sum(info.compress_size for info in members)):
            raise UnreadableError(_BOMB)
        sides = _Sides(found)
        for info in sorted(members, key=lambda info: PurePosixPath(info.filename).name != SIDE_FILE):
            if info.is_dir():
                continue
            name = _name(info)
            if info.flag_bits & 1:
                yield _refused(found, name, "it is encrypted")
            elif is_bomb(info.file_size, info.compress_size):
                yield _refused(found, name, _BOMB)
            else:
                yield from sides.member(name, partial(_member_opened, archive, info))


def read_tar(found: Found, options: Options) -> Iterator[Item]:
    """The files in a tar, gzipped or not, as a stream. Raises what ``tarfile`` and ``gzip`` raise, too."""
    with found.open() as file:
        packed = file if isinstance(file, BufferedReader) else BufferedReader(cast("RawIOBase", file))
        is_gzip = packed.peek(2)[:2] == b"\x1f\x8b"
        stream = cast("BinaryIO", _Unpacked(cast("BinaryIO", packed)) if is_gzip else packed)
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            sides = _Sides(found)
            for info in archive:
                if info.isdir():
                    continue
                if info.isfile():
                    yield from sides.member(info.name, partial(_opened, archive, info))
                else:
                    yield _refused(found, info.name, "not a file but a link or device")


def is_bomb(size: int, packed: int) -> bool:
    """Whether ``packed`` bytes give suspiciously many."""
    return size > SMALL and size > RATIO * packed


class _Counted:
    """Counts the bytes that are read of a file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.count = file, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data


class _Unpacked:
    """What a gzip file unpacks to, with an eye on how much that is."""

    def __init__(self, file: BinaryIO) -> None:
        self._packed, self._size = _Counted(file), 0
        self._file = gzip.GzipFile(fileobj=cast("BinaryIO", self._packed), mode="rb")

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._size += len(data)
        if is_bomb(self._size, self._packed.count):
            raise UnreadableError(_BOMB)
        return data


def _member_opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    return cast("BinaryIO", archive.open(info))


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    if (file := archive.extractfile(info)) is None:
        raise UnreadableError("not a file")
    return cast("BinaryIO", file)


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was packed: where nothing says that it is UTF-8 and it is, zipfile took it for code page 437."""
    try:
        return info.filename if info.flag_bits & 0x800 else info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


class _Sides:
    """The members of an archive as they come, with what the side files before them tell."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._sides: dict[PurePosixPath, SideFile] = {}
        self._passed: set[PurePosixPath] = set()  # the folders of the articles so far

    def member(self, name: str, opened: "partial[BinaryIO]") -> Iterator[Item]:
        found, path = self._found, PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or not path.parts:
            yield _refused(found, name, "its path leads out of the archive")
            return
        inside, kind, told = str(path), format_of(path.name), self._told(path)
        if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
            yield Skipped(shown_path(found.shown, inside))
        elif path.name == SIDE_FILE:
            yield from self._side_file(path, opened)
        elif kind in ("zip", "tar"):
            yield _refused(found, inside, "an archive in an archive is not read; unpack it")
        elif kind is None and told is None:
            yield Skipped(shown_path(found.shown, inside))
        else:
            self._passed.update(path.parents)
            known = (told or Metadata()).over(found.told_of_all)
            below = f"{found.told.id or found.stem}/{inside}"
            source = {"file": found.below, "member": inside}
            yield Found(shown_path(found.shown, inside), below, known, opened, source)

    def _side_file(self, path: PurePosixPath, opened: "partial[BinaryIO]") -> Iterator[Failure]:
        if path.parent in self._passed:
            reason = "it stands behind articles that it may tell of; pack it before them"
            yield _refused(self._found, str(path), reason, is_article=False)
            return
        with opened() as file:
            side = read_side_file(read_whole(file).splitlines(), shown_path(self._found.shown, str(path)))
        self._sides[path.parent] = side
        yield from side.failures

    def _told(self, path: PurePosixPath) -> Metadata | None:
        sides = ((self._sides[above], above) for above in path.parents if above in self._sides)
        return next((told for side, above in sides if (told := side.get(str(path.relative_to(above))))), None)


def _refused(found: Found, name: str, reason: str, *, is_article: bool = True) -> Failure:
    return Failure(shown_path(f"{found.shown}/{name.lstrip('/')}"), "UnreadableError", reason, is_article)
