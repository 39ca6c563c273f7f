"""The TOML tables of rules and words beside the finders, and how their entries become patterns."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

import regex

from pipeline.text.patterns import compiled

_ENTRY = compiled(r"\{([a-z][a-z_]*)\}")


@cache
def table(file: str) -> dict[str, Any]:
    """One TOML file of this folder, for example ``dates/dates.toml``; read once a process, for reading only."""
    return loads(files(__package__).joinpath(file).read_text("utf-8"))


def expand(pattern: str, entries: Mapping[str, str]) -> str:
    r"""``pattern`` with each ``{name}`` as the entry of that name; ``KeyError`` for an unknown one.

    >>> expand(r"\d{1,2} {unit}", {"unit": "(?:năm|tháng)"})
    '\\d{1,2} (?:năm|tháng)'
    """
    return _ENTRY.sub(lambda match: entries[match[1]], pattern)


def expand_all(patterns: Mapping[str, str], words: Mapping[str, str] | None = None) -> dict[str, str]:
    """Patterns as groups, each of which may hold those before it and ``words`` by their names."""
    entries = {name: f"(?:{pattern})" for name, pattern in (words or {}).items()}
    for name, pattern in patterns.items():
        entries[name] = f"(?:{expand(pattern, entries)})"
    return entries


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of ``words`` to the letter, the longest first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))
