"""Words by underthesea's model, each with its exact offsets in the raw text.

``underthesea.word_tokenize`` rewrites the text and gives no offsets. Its character table, its compiled pattern and its
model are used here one by one, so that every word stays a slice of the text it came from.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.resources import as_file, files
from itertools import pairwise
from threading import Lock
from typing import NamedTuple
from unicodedata import is_normalized, normalize

import regex

from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences

Span = tuple[int, int]

# Characters the model sees at a time: five times a long sentence; beyond it memory grows with the text.
_PIECE_LIMIT = 2000
_PIECE = re.compile(rf"\S(?:.{{0,{_PIECE_LIMIT - 2}}}\S)?(?!\S)|\S+", re.DOTALL)

# Where underthesea's pattern needs quadratic time (a long run without a space) or exponential time (an address with
# punctuation or brackets heaped behind it).
_RISKY = regex.compile(
    r"\S{200}|(?:(?:ht|f)tps?:|\.[a-zA-Z]{2,13}/)(?:\S*?[`!()\[\]{};:'\".,<>?«»“”‘’]{8}|(?:[^\s(]*+\(){3})"
)
_SYLLABLE = re.compile(r"\w+|[^\w\s]")
_CLUSTER = regex.compile(r"[\s\x1c-\x1f]|[^\p{M}\s\x1c-\x1f]?\p{M}*+", regex.DOTALL)

_loading = Lock()


class _Engine(NamedTuple):
    pattern: re.Pattern[str]
    characters: dict[int, str]
    normal_form: Callable[[str], str]
    tags: Callable[[list[str]], list[str]]


def words(raw: str) -> list[Span]:
    """Half-open spans of the words of ``raw``: in order, not overlapping, covering all but white space.

    The same words as ``underthesea.word_tokenize`` gives sentence by sentence. A sentence that it cannot take (a lone
    surrogate, a heap of punctuation behind an address) falls apart into syllables.

    >>> raw = "Thuỷ lợi  Quảng Ninh đạt 45,2%."
    >>> [raw[start:end] for start, end in words(raw)]
    ['Thuỷ lợi', 'Quảng Ninh', 'đạt', '45,2', '%', '.']
    """
    return [span for sentence in words_by_sentence(raw) for span in sentence]


def words_by_sentence(raw: str) -> Iterator[list[Span]]:
    """As ``words``, a list for each sentence that holds any."""
    text = Aligned.of(raw)
    starts = [text.raw_span(start, end)[0] for start, end in sentences(text.norm)]
    bounds = [0, *starts[1:], len(raw)]
    for start, end in pairwise(bounds):
        pieces = _PIECE.finditer(raw, start, end)
        spans = [(piece.start() + a, piece.start() + b) for piece in pieces for a, b in _piece_words(piece[0])]
        if spans:
            yield spans


def _piece_words(raw: str) -> list[Span]:
    engine = _engine()
    text, starts, ends = _composed(raw)
    text = text.translate(engine.characters)
    bounded = len(text) <= _PIECE_LIMIT
    pattern = engine.pattern if bounded and not _RISKY.search(text) else _SYLLABLE
    tokens = [match.span() for match in pattern.finditer(text)]
    if bounded:
        forms = [engine.normal_form(text[start:end]) for start, end in tokens]
        tokens = _joined(tokens, _tags(engine, forms))
    if starts is None or ends is None:
        return tokens
    return _disjoint([(starts[start], ends[end - 1]) for start, end in tokens])


def _tags(engine: _Engine, forms: list[str]) -> list[str]:
    try:
        return engine.tags(forms)
    except Exception:  # whatever the model cannot take, the article still comes out
        return ["B-W"] * len(forms)


def _joined(tokens: list[Span], tags: list[str]) -> list[Span]:
    joined: list[Span] = []
    for (start, end), tag in zip(tokens, tags, strict=True):
        if tag == "I-W" and joined:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


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


def _engine() -> _Engine:
    with _loading:
        return _load()


@cache
def _load() -> _Engine:
    """Read underthesea's model: a second, once a process. The one place to change for another word engine."""
    with _root_handlers_kept():
        import_module("underthesea")
    normalizer = import_module("underthesea.pipeline.text_normalize.character_normalize")
    regex_tokenize = import_module("underthesea.pipeline.word_tokenize.regex_tokenize")
    tagger = import_module("underthesea.models.fast_crf_sequence_tagger").FastCRFSequenceTagger()
    models = files("underthesea.pipeline.word_tokenize").joinpath("models")
    with as_file(next(entry for entry in models.iterdir() if entry.name.startswith("ws_crf"))) as path:
        tagger.load(str(path))

    def normal_form(token: str) -> str:
        normal: str = regex_tokenize.token_normalize(token, use_character_normalize=False) or token
        return normal

    def tags(forms: list[str]) -> list[str]:
        found: list[str] = tagger.predict([[form] for form in forms])
        return found

    return _Engine(
        # Not its module-level `patterns`, which a call with fixed_words replaces for good.
        pattern=re.compile(regex_tokenize.regex_patterns_combine, re.VERBOSE),
        characters={ord(old): new for old, new in normalizer.character_map.items() if len(old) == len(new) == 1},
        normal_form=normal_form,
        tags=tags,
    )


@contextmanager
def _root_handlers_kept() -> Iterator[None]:
    """Undo ``logging.basicConfig``, which underthesea calls on import: the log set-up is the application's affair."""
    before = list(logging.root.handlers)
    try:
        yield
    finally:
        for handler in [handler for handler in logging.root.handlers if handler not in before]:
            logging.root.removeHandler(handler)
