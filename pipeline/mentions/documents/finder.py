"""Finds DOC mentions: documents by their number, and laws and resolutions by name.

What else an article says of a document (issued, issuer, subject) is filled in by ``links``.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import regex

from pipeline.mentions.documents import laws
from pipeline.mentions.documents.symbols import (
    full_type,
    native_symbol,
    same_number,
    share_code,
    split_symbol,
    type_of_symbol,
)
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Reading, Rule, load_rules
from pipeline.mentions.starts import apply_at_words, is_likely
from pipeline.text.patterns import compiled

RULES_FILE = "documents/documents.toml"

# Rules whose finds count only where the article names the document in full.
_DOUBTFUL = frozenset({"documents.alias", "documents.alias_again", "documents.number_again"})
_SO = compiled(r"(?i:số) ?:? ?")


def _value(kind: str | None, symbol: str | None) -> dict[str, Any]:
    return {"type": kind, "symbol": symbol}


def _symbol(match: "regex.Match[str]", _: Page) -> dict[str, Any] | None:
    return _value(full_type(match["type"]), native_symbol(match["symbol"]))


def _bare(match: "regex.Match[str]", _: Page) -> dict[str, Any] | None:
    symbol = native_symbol(match["symbol"])
    return _value(type_of_symbol(symbol), symbol)


def _named(match: "regex.Match[str]", _: Page) -> dict[str, Any] | None:
    return _value(full_type(match["type"]), None)


def _code(match: "regex.Match[str]", _: Page) -> dict[str, Any] | None:
    return _value("Bộ luật", None)


def _list(match: "regex.Match[str]", _: Page) -> dict[str, Any] | None:
    symbols = share_code([native_symbol(_SO.sub("", item)) for item in match.captures("item")])
    kind = full_type(match["type"])
    # Of "Nghị quyết số 18-NQ/TW, 62-KL/TW" the second is no Nghị quyết; numbers alone are what the type word says.
    own = [type_of_symbol(symbol) if split_symbol(symbol)[2] else None for symbol in symbols[1:]]
    kinds = [kind, *(kind if other in {None, "Công văn"} or kind.startswith(other) else other for other in own)]
    return {"items": [_value(*item) for item in zip(kinds, symbols, strict=True)]}


READINGS: Mapping[str, Reading] = MappingProxyType(
    {"symbol": _symbol, "bare": _bare, "named": _named, "code": _code, "list": _list}
)


def describe(value: Mapping[str, Any]) -> str:
    """A value as one string: type and symbol, "?" for one that is not known, a list's items apart by ";".

    >>> describe({"type": "Nghị quyết", "symbol": "57"})
    'Nghị quyết 57'
    """
    if "items" in value:
        return "; ".join(describe(item) for item in value["items"])
    return f"{value['type'] or '?'} {value['symbol'] or '?'}"


def find(page: Page) -> list[Candidate]:
    """Every DOC mention of ``page``, in order; of candidates that share characters the longest.

    >>> found = find(Page("Nghị quyết số 79 và 80; Luật Đất đai năm 2024", ()))
    >>> [(c.value["type"], c.value["symbol"]) for c in found]
    [('Nghị quyết', '79'), ('Nghị quyết', '80'), ('Luật', None)]
    """
    candidates = [*_numbered(page), *laws.find(page)]
    candidates.sort(key=lambda c: (c.start - c.end, c.rule in _DOUBTFUL, c.rule != "documents.list", c.rule, c.start))
    taken = bytearray(len(page.text))
    kept: list[Candidate] = []
    for candidate in candidates:
        if taken.find(1, candidate.start, candidate.end) < 0:
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            kept.append(candidate)
    kept.sort(key=lambda c: c.start)
    return _without_doubtful(kept)


def _numbered(page: Page) -> list[Candidate]:
    """What every rule finds; lists are looked for where another rule has found what may be their first item."""
    found = list(apply_at_words(RULES_FILE, READINGS, page))
    for rule in (rule for rule in load_rules(RULES_FILE) if rule.read == "list"):
        for start in sorted({candidate.start for candidate in found}):
            if is_likely(rule, page.text, start):
                found.extend(_items(rule, rule.pattern.match(page.text, start), page))
    return found


def _items(rule: Rule, match: "regex.Match[str] | None", page: Page) -> Iterator[Candidate]:
    value = READINGS[rule.read](match, page) if match is not None else None
    if match is None or value is None:
        return
    starts = [match.start(), *match.starts("item")[1:]]
    for start, end, item in zip(starts, match.ends("item"), value["items"], strict=True):
        yield Candidate(rule.label, start, end, rule.name, item)


def _without_doubtful(candidates: list[Candidate]) -> list[Candidate]:
    """Drop "TT04", "quyết định 310" unless the article names that document in full: CT is a company too."""
    known = {_number_key(c) for c in candidates if c.rule not in _DOUBTFUL}
    return [c for c in candidates if c.rule not in _DOUBTFUL or _number_key(c) in known]


def _number_key(candidate: Candidate) -> tuple[str | None, str | None]:
    symbol = candidate.value["symbol"]
    return candidate.value["type"], None if symbol is None else same_number(split_symbol(symbol)[0])
