"""Applies rules only where they can begin: most words of a text begin no match of any rule."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import regex

from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Reading, Rule, load_rules, read

# A rule may begin at a number or a word; "dốcNgày" is two words glued together.
_WORD = regex.compile(r"\d++|\p{Lu}?\p{Ll}++|\p{Lu}++")
_NUMERAL = regex.compile(r"\d.*+|[IVX]++", regex.DOTALL)
_WINDOW = 300  # characters; longer than any match with what a rule looks at behind it, and bounds each look
_LONGEST = 5  # characters; more of a word rule out no further rules
_BEHIND = 2  # characters behind a number, which tell most of what begins with it


def apply_at_words(file: str, readings: Mapping[str, Reading], page: Page) -> Iterator[Candidate]:
    """What ``rules.apply`` finds with the rules of ``file``, for rules that begin at the start of a word or a number.

    Many times faster on running text, because the words that begin no rule are looked up and passed over.
    """
    text = page.text
    ends: dict[str, int] = {}
    for word in _WORD.finditer(text):
        start, stop = word.span()
        if text[start].isdigit():
            stop += _BEHIND
        for rule in _rules_at(file, text[start : min(stop, start + _LONGEST)]):
            if ends.get(rule.name, -1) > start:
                continue
            match = rule.pattern.match(text, start, start + _WINDOW)
            if match is None:
                continue
            ends[rule.name] = match.end()
            if found := read(rule, match, readings, page):
                yield found


@lru_cache(maxsize=1 << 14)
def _rules_at(file: str, word: str) -> tuple[Rule, ...]:
    """The rules of a file that can begin with ``word``, in their order."""
    rules = _rules_at(file, word[:-1]) if len(word) > 1 else load_rules(file)
    numeral = _NUMERAL.fullmatch(word) is not None
    return tuple(rule for rule in rules if _begins(rule, word) or (numeral and _looks_back(rule)))


def _begins(rule: Rule, word: str) -> bool:
    return rule.pattern.match(word, partial=True) is not None


def _looks_back(rule: Rule) -> bool:
    """Whether a rule needs words before it, so that a word alone does not tell whether it begins there."""
    return rule.pattern.pattern.startswith("(?<=")
