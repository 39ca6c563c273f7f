"""The words and patterns of ``links.toml``, compiled when first used."""

from functools import cache
from importlib.resources import files
from tomllib import loads

import regex

_SYNTAX = regex.compile(r"[^\p{L}\d ]")
_NAME = regex.compile(r"\{([a-z][a-z_]*)\}")


@cache
def pattern(name: str) -> "regex.Pattern[str]":
    """The pattern of this name.

    >>> pattern("plural").search("ban hành các ") is not None
    True
    """
    return regex.compile(_sources()[name])


@cache
def _sources() -> dict[str, str]:
    data = loads(files(__package__).joinpath("links.toml").read_text("utf-8"))
    sources = {name: _alternation(words) for name, words in data["words"].items()}
    for name, source in data["patterns"].items():
        sources[name] = _NAME.sub(lambda match: f"(?:{sources[match[1]]})", source)
    return sources


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
