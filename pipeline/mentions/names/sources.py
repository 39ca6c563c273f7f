"""Where names come from beside the rules: a user's own list, a model, a transformer."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NameSources:
    """What finds names beside the rules; each file is read on first use, once a process.

    ``names``: a user's own list, TOML or CSV. ``tagger``: a file made by ``tintinh train``, without one the package's
    model; ``with_tagger``: whether one is asked. ``transformer``: a folder with a token-classification model.
    """

    names: str | None = None
    tagger: str | None = None
    with_tagger: bool = True
    transformer: str | None = None

    def fingerprint(self) -> bytes:
        """What of these sources decides what is found, for ``made_by``; empty for the defaults."""
        digest = b"" if self.with_tagger else b"no tagger"
        for kind, path in (("names", self.names), ("tagger", self.tagger), ("transformer", self.transformer)):
            if path:
                digest += kind.encode() + _digest(Path(path))
        return digest


def _digest(path: Path) -> bytes:
    """Of the bytes of a file, or of the names and bytes of the files of a folder."""
    if path.is_file():
        return sha256(path.read_bytes()).digest()
    files = sorted(file for file in path.iterdir() if file.is_file())
    return sha256(b"".join(file.name.encode() + b"\0" + _digest(file) for file in files)).digest()


DEFAULT = NameSources()
