"""Bytes to text: the charset that is told, declared or found out, and how sure that is."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.reading.spelling import Spelling, spelling
from pipeline.reading.tables import TABLES, table

_PYTHON = {"utf-8": "utf-8", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be", "windows-1258": "cp1258"}
CHARSETS = (*_PYTHON, *TABLES)

_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}

# Names that pages and people give them, without anything but letters and digits.
_NAMES = {
    **{name.replace("-", ""): name for name in CHARSETS},
    "utf8sig": "utf-8",
    **dict.fromkeys(("utf16", "unicode", "ucs2"), "utf-16-le"),
    **dict.fromkeys(("cp1258", "xcp1258", "1258"), "windows-1258"),
    **dict.fromkeys(("abc", "tcvn", "tcvn5712", "tcvn57123", "vscii3", "xviettcvn", "xviettcvn5712"), "tcvn3"),
    **dict.fromkeys(("vniwindows", "vniwin", "xvietvni"), "vni"),
    **dict.fromkeys(("viscii11", "xviscii", "csviscii", "xvietviscii"), "viscii"),
}

# The least confidence with which a charset is believed where it is declared, and where it is only found out:
# ``python -m benchmarks.charsets`` measures what it leads to.
DECLARED, FOUND = 0.4, 0.6

# How many bytes are looked at.
SAMPLE = 1 << 17

# Letters, marks and signs of Vietnamese and its neighbours: what nearly all of a text in UTF-16 is made of.
_MOSTLY = 0.97
_LATIN = re.compile(r"[\t\n\r\x20-\x7e\u00a0-\u024f\u0300-\u0323\u1ea0-\u1eff\u2010-\u2026\u20ab]")


class UnreadableError(ValueError):
    """The input is no article: the message says what is wrong and where."""


class CharsetError(ValueError):
    """The name of a charset that is not known."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A charset and the confidence in it: 1 where it is told or cannot be another."""

    charset: str
    confidence: float = 1.0

    @property
    def source(self) -> dict[str, str]:
        """What a record says of it, which is nothing for UTF-8."""
        return {} if self.charset == "utf-8" else {"charset": self.charset, "confidence": f"{self.confidence:.2f}"}


def charset_named(name: str) -> str:
    """The charset that a label means; raises ``CharsetError``.

    >>> charset_named("UTF-8"), charset_named("cp1258"), charset_named("ABC")
    ('utf-8', 'windows-1258', 'tcvn3')
    """
    if (charset := _NAMES.get(_bare(name))) is None:
        raise CharsetError(f"unknown charset {name!r}; known are {', '.join(CHARSETS)}")
    return charset


def _bare(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())


def decode(
    data: bytes,
    encoding: str | None = None,
    declared: str | None = None,
    *,
    words: Callable[[bytes], bytes] = bytes,
) -> tuple[str, Guess]:
    r"""Decode to the text exactly as it was written; line ends and everything else stay as they are.

    One byte order mark at the head is a mark of the encoding and no part of the text: offsets count from what follows
    it. Raises ``UnreadableError`` with the offset, in bytes of the data, of what is not text.

    >>> decode(b"\xef\xbb\xbfT\xe1\xbb\x89nh\r\n")
    ('Tỉnh\r\n', Guess(charset='utf-8', confidence=1.0))
    >>> decode(b"Qu\xb6ng Ninh, th\xb5nh ph\xe8 H\xb9 Long")[0]
    'Quảng Ninh, thành phố Hạ Long'
    """
    guess = charset_of(data, encoding, declared, words=words)
    body = without_mark(data, guess.charset)
    try:
        text = decoded(body, guess.charset)
    except UnicodeDecodeError as error:
        offset = error.start + len(data) - len(body)
        raise UnreadableError(
            f"not {guess.charset.upper()} text: byte 0x{data[offset]:02x} at byte offset {offset}"
        ) from None
    if (offset := text.find("\0")) >= 0:
        at = len(data) - len(body) + 2 * offset if guess.charset.startswith("utf-16") else data.find(b"\0")
        raise UnreadableError(f"not text but binary data: byte 0x00 at byte offset {at}")
    return text, guess


def decoded(data: bytes, charset: str, errors: str = "strict") -> str:
    """Decode with the codec of ``charset``; raises ``UnicodeDecodeError``."""
    if charset in TABLES:
        return table(charset).decode(data, errors)
    return data.decode(_PYTHON[charset], errors)


def without_mark(data: bytes, charset: str) -> bytes:
    """Take the byte order mark of ``charset`` from the head of ``data``."""
    return data.removeprefix(_MARKS.get(charset, b""))


def charset_of(
    data: bytes,
    encoding: str | None = None,
    declared: str | None = None,
    *,
    words: Callable[[bytes], bytes] = bytes,
) -> Guess:
    """The charset of ``data``, which may be the head of a file: UTF-8 where no other is told or fits.

    In this order: ``encoding``, if the caller told one; a byte order mark; UTF-8, if it is that throughout; what the
    data declares of itself, if that makes Vietnamese words of it; the charset that makes most words.
    Words are looked for in ``words(data)``, which may leave markup out. Raises ``CharsetError``.
    """
    told = charset_named(encoding) if encoding else None
    marked = next((charset for charset, mark in _MARKS.items() if data.startswith(mark)), None)
    if told or marked:
        # Whoever says UTF-16 does not say which: the mark does.
        return Guess(marked if marked and (told is None or told.startswith("utf-16")) else told or "utf-8")
    if b"\0" in data:
        return _wide(data) or Guess("utf-8")
    if _is_utf8(data):
        return Guess("utf-8")
    spelt = _spellings(words(data)[:SAMPLE])
    said = _NAMES.get(_bare(declared or ""), "")
    if said in spelt and spelt[said].share >= DECLARED:
        return Guess(said, spelt[said].share)
    best = max(spelt, key=lambda charset: spelt[charset], default="utf-8")
    return Guess(best, spelt[best].share) if best in spelt and spelt[best].share >= FOUND else Guess("utf-8")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The last character of a head may be cut.
        return error.reason == "unexpected end of data" and error.end == len(data) and error.start > 0
    return True


def _wide(data: bytes) -> Guess | None:
    """UTF-16 without a mark: nearly every letter of ASCII has its zero byte on the same side."""
    for charset in ("utf-16-le", "utf-16-be"):
        sample = data[: min(len(data), SAMPLE) // 2 * 2]
        try:
            text = decoded(sample, charset)
        except UnicodeDecodeError:
            continue
        if len(text) >= 8 and len(_LATIN.findall(text)) >= _MOSTLY * len(text):
            return Guess(charset, 1.0 if text.isascii() else spelling(text).share)
    return None


def _spellings(sample: bytes) -> dict[str, Spelling]:
    spelt = {}
    for charset in ("windows-1258", *TABLES):
        try:
            text = decoded(sample, charset)
        except UnicodeDecodeError:
            continue
        spelt[charset] = spelling(text, capitals_by_font=charset == "tcvn3")
    return spelt
