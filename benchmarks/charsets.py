"""How often the charset of a text is found out: ``python -m benchmarks.charsets [FOLDER …]``, by default ``corpus/``.

Every article of the folders is encoded in every charset, whole and in pieces of so many words, every piece with at
least one letter that is not ASCII, at most some 2,000 pieces of a length. A row a charset: the share of pieces whose
text comes back, and in brackets the share that is read as another text; what remains is refused. In capitals TCVN3
writes small letters, as its fonts do.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from pipeline.reading.charset import UnreadableError, decode
from pipeline.reading.tables import TABLES, table

CHARSETS = ("utf-8", "utf-16-le", "windows-1258", *TABLES)
LENGTHS = (2, 3, 5, 10, 20, 50, None)
PIECES = 2000

# windows-1258 has letters with their hat, horn or breve, and the tones as marks behind them.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def encoded(text: str, charset: str) -> bytes:
    """Encode ``text``, with "?" for what the charset lacks."""
    text = normalize("NFC", text)
    if charset in TABLES:
        if charset == "tcvn3":
            text = "".join(c if c in table(charset).characters.values() else c.lower() for c in text)
        return table(charset).encode(text)
    if charset == "windows-1258":
        return "".join(map(_apart, text)).encode("cp1258", "replace")
    return text.encode(charset)


def _apart(letter: str) -> str:
    marks = normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in _TONES)
    return normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)) + tone


def comes_back(text: str, charset: str) -> bool | None:
    """Whether ``text`` is read again as what the charset can say of it; None where it is refused."""
    data = encoded(text, charset)
    try:
        return normalize("NFC", decode(data)[0]) == normalize("NFC", decode(data, charset)[0])
    except UnreadableError:
        return None


def pieces(texts: list[str], length: int | None) -> Iterator[str]:
    """The texts in pieces of ``length`` words, those with something to tell by, evenly chosen."""
    words = [text.split() for text in texts]
    cut = [
        " ".join(article[begin : begin + (length or len(article))])
        for article in words
        for begin in range(0, len(article), length or len(article))
    ]
    marked = [piece for piece in cut if not piece.isascii()]
    yield from marked[:: len(marked) // PIECES + 1]


def main(folders: list[str]) -> None:
    """Print the table."""
    paths = sorted(path for folder in folders for path in Path(folder).glob("*.txt"))
    texts = [path.read_text("utf-8-sig") for path in paths]
    print(f"{len(texts)} articles")
    print(f"{'words':<14}" + "".join(f"{length or 'all':>18}" for length in LENGTHS))
    for charset in CHARSETS:
        row = []
        for length in LENGTHS:
            found = [comes_back(piece, charset) for piece in pieces(texts, length)]
            right, wrong = found.count(True), found.count(False)
            row.append(f"{right / len(found):.4f} ({wrong / len(found):.4f})")
        print(f"{charset:<14}" + "".join(f"{cell:>18}" for cell in row))


if __name__ == "__main__":
    main(sys.argv[1:] or ["corpus"])
