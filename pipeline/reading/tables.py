"""The Vietnamese charsets that Python has no codec for, by tables of bytes and characters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLES = ("tcvn3", "vni", "viscii")


@dataclass(frozen=True, slots=True)
class Table:
    """A charset whose characters are one byte each, or a letter and the byte of its mark (VNI).

    ``characters`` is keyed by bytes, written as Latin-1; all other bytes below 0x80 are ASCII.
    """

    name: str
    characters: Mapping[str, str]
    coded: re.Pattern[str]

    def decode(self, data: bytes, errors: str = "strict") -> str:
        r"""Decode as ``bytes.decode`` does, with ``errors`` "strict" or "surrogateescape".

        >>> table("tcvn3").decode(b"Qu\xb6ng Ninh"), table("vni").decode(b"Qua\xfbng Ninh")
        ('Quảng Ninh', 'Quảng Ninh')
        """

        def character(match: re.Match[str]) -> str:
            if (found := self.characters.get(match[0])) is None:
                if errors == "strict":
                    raise UnicodeDecodeError(self.name, data, match.start(), match.end(), "undefined byte")
                return chr(0xDC00 + ord(match[0]))
            return found

        return self.coded.sub(character, data.decode("latin-1"))

    def encode(self, text: str) -> bytes:
        """Encode composed text, with "?" for what the charset lacks: the inverse of ``decode``, to prove it by."""
        codes = {character: code for code, character in reversed(list(self.characters.items()))}
        return "".join(codes.get(c, c if c < "\x80" else "?") for c in text).encode("latin-1")


@cache
def table(name: str) -> Table:
    """Read the table of the charset ``name``, one of ``TABLES``."""
    lines = (files(__package__) / "charsets" / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    characters = {bytes.fromhex(code).decode("latin-1"): chr(int(point, 16)) for code, point, _ in rows}
    longest_first = sorted(characters, key=len, reverse=True)
    return Table(name, characters, re.compile("|".join((*map(re.escape, longest_first), r"[\x80-\xff]"))))
