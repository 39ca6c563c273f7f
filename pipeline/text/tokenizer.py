"""Words by underthesea's model, each with its exact offsets in the raw text.

``underthesea.word_tokenize`` rewrites the text and gives no offsets. Its character table, its pattern and its model are
used here one by one, so that every word stays a slice of the text it came from.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from threading import Lock
from unicodedata import is_normalized, normalize

import regex

from pipeline.text.aligned import Aligned
from pipeline.text.patterns import compiled
from pipeline.text.word_engine import Engine, Token, load

Span = tuple[int, int]

# Characters the model sees at a time: five times a long sentence; beyond it memory grows with the text.
_PIECE_LIMIT = 2000
_PIECE = re.compile(rf"\S(?:.{{0,{_PIECE_LIMIT - 2}}}\S)?(?!\S)|\S+", re.DOTALL)
_SYLLABLE = re.compile(r"\w+|[^\w\s]")
_CLUSTER = compiled(r"[\s\x1c-\x1f]|[^\p{M}\s\x1c-\x1f]?\p{M}*+", regex.DOTALL)

_loading = Lock()


def words(raw: str) -> list[Span]:
    """Half-open spans of the words of ``raw``: in order, not overlapping, covering all but white space.

    The same words as ``underthesea.word_tokenize`` gives sentence by sentence. A sentence that it could not take in
    linear time (a heap of punctuation behind an address) is read by syllables and single signs.

    >>> raw = "Thuỷ lợi  Quảng Ninh đạt 45,2%."
    >>> [raw[start:end] for start, end in words(raw)]
    ['Thuỷ lợi', 'Quảng Ninh', 'đạt', '45,2', '%', '.']
    """
    return [span for sentence in words_by_sentence(Aligned.of(raw)) for span in sentence]


def words_by_sentence(text: Aligned) -> Iterator[list[Span]]:
    """As ``words``, a list for each sentence that holds any."""
    raw = text.raw
    starts = [text.raw_span(start, end)[0] for start, end in text.sentences]
    bounds = [0, *starts[1:], len(raw)]
    for start, end in pairwise(bounds):
        pieces = _PIECE.finditer(raw, start, end)
        spans = [span for piece in pieces for span in _piece_words(piece[0], piece.start())]
        if spans:
            yield spans


def _piece_words(raw: str, offset: int) -> list[Span]:
    engine = _engine()
    text, starts, ends = _composed(raw)
    for old, new in engine.characters.items():
        text = text.replace(old, new)
    if len(text) <= _PIECE_LIMIT:
        tokens = _tokens(engine, text)
        spans = _joined(tokens, engine.inner([form for _, _, form in tokens]))
    else:
        spans = [match.span() for match in _SYLLABLE.finditer(text)]
    if starts is not None and ends is not None:
        spans = _disjoint([(starts[start], ends[end - 1]) for start, end in spans])
    return [(offset + start, offset + end) for start, end in spans]


def _tokens(engine: Engine, text: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    for chunk in engine.chunk.findall(text):
        tokens = engine.tokens(chunk)
        if tokens is None:
            return [(*match.span(), engine.forms.get(match[0], match[0])) for match in _SYLLABLE.finditer(text)]
        for start, end, form in tokens:
            found.append((at + start, at + end, form))
        at += len(chunk)
    return found


def _joined(tokens: list[Token], inner: list[bool]) -> list[Span]:
    words: list[Span] = []
    for (start, end, _), is_inner in zip(tokens, inner, strict=True):
        words.append((words.pop()[0] if is_inner and words else start, end))
    return words


def _disjoint(spans: list[Span]) -> list[Span]:
    """Two tokens may stand for one letter of the raw text with its marks: that letter belongs to the first."""
    disjoint: list[Span] = []
    for start, end in spans:
        if disjoint and start < disjoint[-1][1]:
            disjoint[-1] = disjoint[-1][0], max(end, disjoint[-1][1])
        else:
            disjoint.append((start, end))
    return disjoint


def _composed(raw: str) -> tuple[str, list[int] | None, list[int] | None]:
    """NFC of ``raw``, with each character's raw start and end unless ``raw`` is NFC itself."""
    if is_normalized("NFC", raw):
        return raw, None, None
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(raw):
        part = normalize("NFC", match[0])
        parts.append(part)
        if part == match[0]:
            starts.extend(range(match.start(), match.end()))
            ends.extend(range(match.start() + 1, match.end() + 1))
        else:
            starts.extend([match.start()] * len(part))
            ends.extend([match.end()] * len(part))
    return "".join(parts), starts, ends


def _engine() -> Engine:
    with _loading:
        return _load()


@cache
def _load() -> Engine:
    return load()
