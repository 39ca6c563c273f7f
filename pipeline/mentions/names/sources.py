"""Where names come from beside the rules: a model, a user's own list, a transformer."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NameSources:
    """What finds names beside the rules.

    ``tagger``: a file made by ``tintinh train``, without one the package's model; ``with_tagger``: whether one is asked.
    """

    tagger: str | None = None
    with_tagger: bool = True

    def fingerprint(self) -> bytes:
        """What of these sources decides what is found, for ``made_by``; empty for the defaults."""
        parts = [b"" if self.with_tagger else b"no tagger"]
        parts += [sha256(Path(file).read_bytes()).digest() for file in (self.tagger,) if file]
        return b"".join(parts)


DEFAULT = NameSources()
