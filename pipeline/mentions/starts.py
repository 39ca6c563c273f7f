"""Applies rules only where they can begin: most words of a text begin no match of any rule."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Reading, Rule, load_rules, read
from pipeline.text.patterns import compiled

_DIGIT = compiled(r"\d")
_BEHIND = 60  # characters; more than any rule needs to see before its match
_WINDOW = 300  # characters; longer than any match with what a rule looks at behind it, and bounds each look


def apply_at_words(file: str, readings: Mapping[str, Reading], page: Page) -> Iterator[Candidate]:
    """What ``rules.apply`` finds with the rules of ``file``, which must say what they begin with.

    Many times faster on running text, because the words that begin no rule are passed over. A pattern is compiled only
    when a text first holds what it needs.
    """
    text = page.text
    plain = _plain(text)
    held = _held(file, plain)
    words, beginning = _beginnings(file)
    awake = [[rule for rule in rules if not rule.holds or rule.name in held] for rules in beginning]
    ends: dict[str, int] = {}
    for index, start, stop in words.find_matches_as_indexes(plain):
        if not awake[index] or not _is_word(text, start, stop):
            continue
        is_number = plain[start] == "0"
        for rule in awake[index]:
            if is_number and rule.then and not plain.startswith(rule.then, stop):
                continue
            if ends.get(rule.name, -1) > start or (rule.holds and not _is_near(held[rule.name], start, rule.within)):
                continue
            match = rule.pattern.match(text, start, start + _WINDOW)
            if match is None:
                continue
            ends[rule.name] = match.end()
            if found := read(rule, match, readings, page):
                yield found


def is_likely(rule: Rule, text: str, start: int) -> bool:
    """Whether the words behind offset ``start`` hold what ``rule`` asks for."""
    near = _plain(text)[start : start + rule.within]
    return any(word in near for word in rule.holds)


@cache
def _beginnings(file: str) -> tuple[AhoCorasick, list[list[Rule]]]:
    """What finds the words that the rules of a file begin with, and for each word its rules in their order."""
    return _finder(load_rules(file), attrgetter("begins"), MatchKind.LeftmostLongest)


@cache
def _holders(file: str) -> tuple[AhoCorasick, list[list[Rule]]]:
    """What finds the words that the rules of a file ask for, and for each word those rules."""
    return _finder(load_rules(file), attrgetter("holds"), MatchKind.Standard)


def _finder(
    rules: tuple[Rule, ...], words: Callable[[Rule], tuple[str, ...]], kind: MatchKind
) -> tuple[AhoCorasick, list[list[Rule]]]:
    by_word: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for word in dict.fromkeys(words(rule)):
            by_word[word].append(rule)
    return AhoCorasick(list(by_word), matchkind=kind), list(by_word.values())


def _held(file: str, plain: str) -> dict[str, list[int]]:
    """By the name of a rule, behind which offsets a text holds a word that it asks for."""
    words, holders = _holders(file)
    held: dict[str, list[int]] = defaultdict(list)
    for index, _, stop in words.find_matches_as_indexes(plain, overlapping=True):
        for rule in holders[index]:
            held[rule.name].append(stop)
    return held


def _is_near(places: list[int], start: int, within: int) -> bool:
    following = bisect_left(places, start - _BEHIND)
    return following < len(places) and places[following] <= start + within


@lru_cache(maxsize=1)
def _plain(text: str) -> str:
    """``text`` in small letters, with every digit as 0 and half characters as "?"; offsets stay."""
    whole = text.encode("utf-8", "replace").decode()
    return _DIGIT.sub("0", whole.replace("İ", "I").lower())


def _is_word(text: str, start: int, stop: int) -> bool:
    """Whether a word or number stands at ``start:stop``; it may be glued to another: "dốcNgày", "NQsố".

    In "5/6/2012" and "1.200" only the first number stands.
    """
    before, first, last, behind = text[start - 1 : start], text[start], text[stop - 1], text[stop : stop + 1]
    if first.isdigit():
        return not (before.isdigit() or (before in {"/", "."} and text[start - 2 : start - 1].isdigit()))
    if before.isalpha() and not (before.islower() and first.isupper()):
        return False
    return not behind.isalpha() or behind.islower() != last.islower()
