r"""A list of mentions that is quick to write by hand: ``<id>.tsv``, a mention a line, in the order of the text.

    LABEL <tab> [words before it»]words <tab> key=value; key=value

The words are looked for from the end of the mention before, letter by letter or else as they look (composed or not,
any white space for a space). Words in front of » pin the place where they stand more than once, and are no part of the
mention. \n, \r, \t, \\ and \» stand for a line end, a tab, a backslash and a ». Empty lines and lines that begin with #
are skipped, but for "# published: 2024-06-15". Where no value is written, it is all null.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import normalize

from pipeline.export.corpus import Corpus
from pipeline.export.task import Misfit, Span, Task
from pipeline.quality.gold import STATED, Pair, stated
from pipeline.quality.value_text import value_text

_PIN = "»"
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", _PIN: "\\" + _PIN}
_MEANINGS = {"n": "\n", "r": "\r", "t": "\t"}
_PUBLISHED = re.compile(r"# *published: *(\S+)\s*")
_CELL = re.compile(r"(?:(?P<before>(?:[^\\»]|\\.)*)»)?(?P<words>(?:[^\\»]|\\.)+)")


def files(pairs: Sequence[Pair], out: Path) -> Iterator[tuple[Path, bytes]]:
    """Make a folder with a list an article."""
    for pair in pairs:
        lines, cursor, text = [f"# published: {pair.article.published or 'null'}\n"], 0, pair.article.text
        for mention in pair.mentions:
            value = stated(mention)
            pinned = _pinned(text, cursor, mention.start, mention.end)
            told = value_text(mention.label, value) if value is not None else ""
            lines.append(f"{mention.label}\t{pinned}\t{told}".rstrip("\t") + "\n")
            cursor = mention.end
        yield out / f"{pair.article.id}.tsv", "".join(lines).encode()


def _pinned(text: str, cursor: int, start: int, end: int) -> str:
    """The words of a mention, with as few words before them as make the first place found the right one."""
    before = start
    while _find(text, text[before:start], text[start:end], cursor) != start:
        before = max(text.rfind(" ", 0, before - 1) + 1, 0) if before > 1 else 0
    return (_escaped(text[before:start]) + _PIN if before < start else "") + _escaped(text[start:end])


def _find(text: str, before: str, words: str, cursor: int) -> int:
    """Where ``words`` stand first at or behind ``cursor`` with ``before`` in front of them; -1 for nowhere."""
    at = text.find(before + words, max(0, cursor - len(before)))
    return -1 if at < 0 else at + len(before)


def _find_typed(text: str, before: str, words: str, cursor: int) -> tuple[int, int] | None:
    """As ``_find``, for words typed as they look: letters composed or not, any white space for a space."""
    pattern = re.compile(f"{_as_it_looks(before)}({_as_it_looks(words)})")
    found = (match.span(1) for match in pattern.finditer(text, max(0, cursor - 2 * len(before))))
    return next((span for span in found if span[0] >= cursor), None)


def _as_it_looks(words: str) -> str:
    return "".join(
        r"\s" if letter.isspace() else f"(?:{re.escape(letter)}|{re.escape(normalize('NFD', letter))})"
        for letter in normalize("NFC", words)
    )


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _MEANINGS.get(match[1], match[1]), text)


def read(path: Path, corpus: Corpus) -> Iterator[Task | Misfit]:
    """Read every ``.tsv`` of a folder, or one; its name says of which article it is."""
    found = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    if not found:
        yield Misfit(str(path), "holds no .tsv file")
    for file in found:
        article = corpus.articles.get(file.stem)
        if article is None:
            yield Misfit(str(file), f"article {file.stem!r} is not in the corpus")
        else:
            yield from read_list(file, article.text, article.id)


def read_list(file: Path, text: str, article: str) -> Iterator[Task | Misfit]:
    """Read one list of the mentions of ``text``."""
    try:
        lines = file.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        yield Misfit(str(file), str(error))
        return
    spans, odd, cursor = [], [], 0
    known: dict[str, str | None] = {"article": article}
    for number, line in enumerate(lines, 1):
        if published := _PUBLISHED.fullmatch(line):
            known["published"] = None if published[1] == "null" else published[1]
        if line.strip() and not line.startswith("#"):
            span = _span(f"{file}:{number}", line.removesuffix("\r"), text, cursor)
            if isinstance(span, Misfit):
                odd.append(span)
            else:
                spans.append(span)
                cursor = span.fragments[0][1]
    yield from odd
    if not odd:
        yield Task(str(file), None, tuple(spans), known)


def _span(where: str, line: str, text: str, cursor: int) -> Span | Misfit:
    label, words, told = [*line.split("\t", 2), "", ""][:3]
    cell = _CELL.fullmatch(words)
    if cell is None:
        return Misfit(where, f"{line!r} is no line LABEL, tab, words (with one » at most), tab, value")
    before, words = _unescaped(cell["before"] or ""), _unescaped(cell["words"])
    start = _find(text, before, words, cursor)
    end = start + len(words)
    if start < 0 and (typed := _find_typed(text, before, words, cursor)):
        start, end = typed
    if start < 0:
        return Misfit(
            where, f"{before + words!r} does not stand in the text behind {text[max(0, cursor - 30) : cursor]!r}"
        )
    value = told if told.strip() else dict.fromkeys(STATED.get(label, ())) or None
    return Span(where, label, ((start, end),), text[start:end], value)
