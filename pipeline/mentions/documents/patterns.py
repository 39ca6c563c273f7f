"""The words and patterns of ``links.toml``, compiled when first used."""

from functools import cache

import regex

from pipeline.mentions.tables import expand_all, table
from pipeline.text.patterns import compiled

_SYNTAX = compiled(r"[^\p{L}\d ]")


@cache
def pattern(name: str) -> "regex.Pattern[str]":
    """The pattern of this name.

    >>> pattern("plural").search("ban hành các ") is not None
    True
    """
    return compiled(_sources()[name])


@cache
def _sources() -> dict[str, str]:
    data = table("documents/links.toml")
    return expand_all(data["patterns"], {name: _alternation(words) for name, words in data["words"].items()})


def _alternation(words: list[str]) -> str:
    r"""One pattern for all ``words``, by their beginnings, so that few are tried at a place.

    The longest is tried first: what is matched possessively must not stop at "tiếp" in "tiếp tục".

    >>> _alternation(["tiếp", "tiếp tục", "đã", r"tới \d"])
    'tới \\d|tiếp(?: tục)?|đã'
    """
    patterns = sorted((word for word in words if _SYNTAX.search(word)), key=len, reverse=True)
    return "|".join([*patterns, *_branches([word for word in words if not _SYNTAX.search(word)])])


def _branches(words: list[str]) -> list[str]:
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word)
    branches = []
    for group in by_letter.values():
        stem = _common_beginning(group)
        rest = [word[len(stem) :] for word in group if word != stem]
        tail = f"(?:{'|'.join(_branches(rest))})" + ("?" if stem in group else "") if rest else ""
        branches.append(stem + tail)
    return branches


def _common_beginning(words: list[str]) -> str:
    first, last = min(words), max(words)
    same = (index for index, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(same, min(len(first), len(last)))]
