"""The rule type. Rules are data: TOML files beside the finders, each rule with its examples and counterexamples."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

import regex

from pipeline.mentions.page import Candidate, Page

Reading = Callable[["regex.Match[str]", Page], "dict[str, Any] | None"]

_FRAGMENT = regex.compile(r"\{([a-z][a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One named pattern, for NFC text as ``Aligned.norm`` makes it.

    ``examples`` maps a text to the value that the rule reads in it, written as one string. The rule matches the text
    whole, or the part between « and » where it needs words around it. In ``counterexamples`` it finds nothing.
    ``read`` names the reading that makes the value. A group named ``span`` is the mention, otherwise the whole match.
    """

    name: str
    label: str
    read: str
    pattern: regex.Pattern[str]
    examples: Mapping[str, str]
    counterexamples: tuple[str, ...]


@cache
def load_rules(file: str) -> tuple[Rule, ...]:
    """Read a rule file of this folder, for example ``dates.toml``; its order is the order of the rules.

    A pattern may hold ``{name}`` for an entry of the file's ``[fragments]`` table, which may hold others before it.
    Raises ``KeyError`` for an unknown fragment or a missing key and ``regex.error`` for a malformed pattern.
    """
    data = loads(files(__package__).joinpath(file).read_text("utf-8"))
    fragments: dict[str, str] = {}
    for name, pattern in data.get("fragments", {}).items():
        fragments[name] = f"(?:{_expand(pattern, fragments)})"
    return tuple(
        Rule(
            name=f"{data['prefix']}.{entry['name']}",
            label=data["label"],
            read=entry["read"],
            pattern=regex.compile(_expand(entry["pattern"], fragments)),
            examples=entry["examples"],
            counterexamples=tuple(entry["counterexamples"]),
        )
        for entry in data["rule"]
    )


def _expand(pattern: str, fragments: Mapping[str, str]) -> str:
    return _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)


def apply(rules: tuple[Rule, ...], readings: Mapping[str, Reading], page: Page) -> Iterator[Candidate]:
    """Every match of every rule that its reading makes sense of; a reading that returns ``None`` refuses its match."""
    for rule in rules:
        group: int | str = "span" if "span" in rule.pattern.groupindex else 0
        for match in rule.pattern.finditer(page.text):
            value = readings[rule.read](match, page)
            if value is not None:
                yield Candidate(rule.label, match.start(group), match.end(group), rule.name, value)
