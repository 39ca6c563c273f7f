"""The rule type. Rules are data: TOML files beside the finders, each rule with its examples and counterexamples."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import regex

from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.tables import expand, expand_all, table
from pipeline.text.patterns import compiled

_WITHIN = 200  # characters
Reading = Callable[["regex.Match[str]", Page], "dict[str, Any] | None"]


@dataclass(frozen=True)
class Rule:
    """One named pattern, for NFC text as ``Aligned.norm`` makes it.

    ``examples`` maps a text to the value that the rule reads in it, written as one string. The rule matches the text
    whole, or the part between « and » where it needs words around it. In ``counterexamples`` it finds nothing.
    ``read`` names the reading that makes the value.

    Three lists say where the rule need not be tried (``starts``): each match begins with one of the words ``begins``;
    behind a number that it begins with stands one of ``then``, if there are any; and one of the words ``holds`` ends at
    most ``within`` characters behind its start, or stands right before it.
    """

    name: str
    label: str
    read: str
    source: str
    begins: tuple[str, ...]
    then: tuple[str, ...]
    holds: tuple[str, ...]
    within: int
    examples: Mapping[str, str]
    counterexamples: tuple[str, ...]

    @cached_property
    def pattern(self) -> "regex.Pattern[str]":
        """Compiled when first used, which takes long; ``regex.error`` for a malformed one."""
        return compiled(self.source)


@cache
def load_rules(file: str) -> tuple[Rule, ...]:
    """Read a rule file of this folder, for example ``dates.toml``; its order is the order of the rules.

    A pattern may hold ``{name}`` for an entry of the file's ``[fragments]`` table, and ``begins`` for one of its
    ``[begins]`` table; entries may hold others before them. In ``begins`` a space inside a word is written "_". Raises
    ``KeyError`` for an unknown name or a missing key.
    """
    data = table(file)
    fragments = expand_all(data.get("fragments", {}))
    words: dict[str, str] = {}
    for name, entry in data.get("begins", {}).items():
        words[name] = expand(entry, words)
    return tuple(
        Rule(
            name=f"{data['prefix']}.{entry['name']}",
            label=data["label"],
            read=entry["read"],
            source=expand(entry["pattern"], fragments),
            begins=tuple(word.replace("_", " ") for word in expand(entry["begins"], words).split()),
            then=tuple(entry.get("then", ())),
            holds=tuple(entry.get("holds", ())),
            within=entry.get("within", _WITHIN),
            examples=entry["examples"],
            counterexamples=tuple(entry["counterexamples"]),
        )
        for entry in data["rule"]
    )


def apply(rules: tuple[Rule, ...], readings: Mapping[str, Reading], page: Page) -> Iterator[Candidate]:
    """Every match of every rule that its reading makes sense of; a reading that returns ``None`` refuses its match."""
    for rule in rules:
        for match in rule.pattern.finditer(page.text):
            if found := read(rule, match, readings, page):
                yield found


def read(rule: Rule, match: "regex.Match[str]", readings: Mapping[str, Reading], page: Page) -> Candidate | None:
    """What one match of a rule is, unless its reading refuses it."""
    value = readings[rule.read](match, page)
    return None if value is None else Candidate(rule.label, *match.span(), rule.name, value)
