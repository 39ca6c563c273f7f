"""What underthesea segments words with: its pattern, its character and token tables, its model.

All of it is read from the files of the installed package, without importing it: that costs most of a second and tens of
megabytes. Where the files are not as expected, the package itself is imported and asked.
"""

import ast
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import NamedTuple
from warnings import warn

from pipeline.text import underthesea_files
from pipeline.text.lasting import lasting
from pipeline.text.word_model import plain, segmenter

_MODELS = "pipeline/word_tokenize/models"
_PATTERN = "pipeline/word_tokenize/regex_tokenize.py"
_RULES = "pipeline/text_normalize"

# Tokens that need not be tried against all of underthesea's pattern: nothing else in it can match at a word or a number
# that none of its joining signs follows, at a comma, at a full stop before white space. So for the pattern of this sum.
_SURE = r"""
    (?!Th.[Ss]|(?:Tp|Mrs?|Ms|Dr)\.)[^\W\d_]++(?:(?![\w.'’&:@+\-])|(?<![A-ZĐ])(?=\.(?:\s|\Z)))
    |\d++(?![\w.,/:@+\-])|[,()“”"%;?!…/]|[-.:](?=\s|\Z)
"""
_SURE_FOR = "ed7f6df4bba1133b1fd2baf02d612b7ef6912f0460f7a8166bd6b4aa8f072d25"

# What no token of that pattern reaches beyond, nor looks beyond, but for "Th.S" with any sign as its dot.
_CHUNK = re.compile(r"\S++(?:(?<=Th)\s++\S++)*+\s*+")
_WHOLE = re.compile(r".++", re.DOTALL)
# Chunks that are met again and again.
_REMEMBERED = 1 << 14

# An address with punctuation or brackets heaped behind it; the literal start makes the search fast.
_HEAP = r"(?:\S*?[`!()\[\]{};:'\".,<>?«»“”‘’]{8}|(?:[^\s(]*+\(){3})"
_ADDRESSES = (re.compile(rf"tp(?:(?<=http)|(?<=ftp))s?:{_HEAP}"), re.compile(rf"\.[a-zA-Z]{{2,13}}/{_HEAP}"))
_LONG = 200

_SURROGATE = re.compile("[\ud800-\udfff]")


Token = tuple[int, int, str]


class Engine(NamedTuple):
    """``chunk`` cuts a sentence into parts that have the same tokens wherever they stand; ``tokens`` finds these.

    A token has a start, an end and the form that ``inner`` knows it by, which says of each whether it goes on with a
    word. There are none, but ``None``, where finding them may take too long.
    """

    chunk: re.Pattern[str]
    tokens: Callable[[str], tuple[Token, ...] | None]
    characters: dict[str, str]
    forms: dict[str, str]
    inner: Callable[[Sequence[str]], list[bool]]


@lasting()
def load(package: Path | None = None) -> Engine:
    """The engine of the underthesea that lies in ``package``, by default of the one installed.

    Warns once and imports underthesea where its files are not as expected.
    """
    try:
        return _from_files(package or underthesea_files.folder())
    except Exception as error:  # whatever another version brings, the words still come out
        warn(f"underthesea's word model could not be read, words are slow: {error!r}", RuntimeWarning, stacklevel=2)
        return _imported()


def _from_files(package: Path) -> Engine:
    (rules,) = (package / _RULES).glob("tn_rules_*.bin")
    (model,) = (package / _MODELS).glob("ws_crf_*")
    tables = plain(rules)
    return _engine(_combined(package / _PATTERN), tables["character"], tables["token"], segmenter(model))


def _engine(
    combined: str, characters: dict[str, str], forms: dict[str, str], inner: Callable[[Sequence[str]], list[bool]]
) -> Engine:
    """Of the characters those that keep offsets; of the forms those underthesea looks up: of six letters at most."""
    forms = {old: new for old, new in forms.items() if new and len(old) <= 6}
    known = sha256(combined.encode()).hexdigest() == _SURE_FOR
    pattern = re.compile(rf"\s*+({f'{_SURE}|' if known else ''}{combined})", re.VERBOSE)
    tokens = partial(_tokens, pattern, forms)
    return Engine(
        _CHUNK if known else _WHOLE,
        lru_cache(_REMEMBERED)(tokens) if known else tokens,
        {old: new for old, new in characters.items() if len(old) == len(new) == 1},
        forms,
        inner,
    )


def _tokens(pattern: re.Pattern[str], forms: dict[str, str], chunk: str) -> tuple[Token, ...] | None:
    if risky(chunk):
        return None
    return tuple((*match.span(1), forms.get(match[1], match[1])) for match in pattern.finditer(chunk))


def risky(text: str) -> bool:
    """Whether underthesea's pattern may need quadratic time (no space for long) or exponential time (an address)."""
    return any(address.search(text) for address in _ADDRESSES) or max(map(len, text.split()), default=0) >= _LONG


def _combined(path: Path) -> str:
    """The pattern that a module of constants puts together; its imports and functions are left out."""
    tree = ast.parse(path.read_text("utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.Assign)]
    names: dict[str, object] = {"re": re}
    exec(compile(tree, path, "exec"), names)  # noqa: S102 - what importing the installed package runs as well
    return str(names["regex_patterns_combine"])


def _imported() -> Engine:
    with _root_handlers_kept():
        import_module("underthesea")
    rules = import_module("underthesea.pipeline.text_normalize.text_normalizer")
    regex_tokenize = import_module("underthesea.pipeline.word_tokenize.regex_tokenize")
    tagger = import_module("underthesea.models.fast_crf_sequence_tagger").FastCRFSequenceTagger()
    (model,) = (underthesea_files.folder() / _MODELS).glob("ws_crf_*")
    tagger.load(str(model))

    def inner(tokens: Sequence[str]) -> list[bool]:
        tags = tagger.predict([[_SURROGATE.sub("\ufffd", token)] for token in tokens])
        return [tag == "I-W" for tag in tags]

    # Not its module-level `patterns`, which a call with fixed_words replaces for good.
    return _engine(regex_tokenize.regex_patterns_combine, rules.character_map, rules.token_map, inner)


@contextmanager
def _root_handlers_kept() -> Iterator[None]:
    """Undo ``logging.basicConfig``, which underthesea calls on import: the log set-up is the application's affair."""
    before = list(logging.root.handlers)
    try:
        yield
    finally:
        for handler in [handler for handler in logging.root.handlers if handler not in before]:
            logging.root.removeHandler(handler)
