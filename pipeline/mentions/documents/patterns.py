"""The words and patterns of ``links.toml``, compiled when first used."""

from functools import cache
from importlib.resources import files
from tomllib import loads

import regex

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
    # The longest first: what is matched possessively must not stop at "tiếp" in "tiếp tục".
    sources = {name: "|".join(sorted(words, key=len, reverse=True)) for name, words in data["words"].items()}
    for name, source in data["patterns"].items():
        sources[name] = _NAME.sub(lambda match: f"(?:{sources[match[1]]})", source)
    return sources
