"""Errors as a person goes through them: what touches is one error, and what is worth most comes first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from pipeline.quality import match
from pipeline.quality.breakdown import UNKNOWN
from pipeline.quality.changes import around
from pipeline.quality.match import Answer, Match
from pipeline.quality.score import Scores
from pipeline.record import LABELS, Mention
from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences

Kind = Literal["span", "label", "miss", "extra", "value"]
MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Error:
    """One stretch of an article that gold and extraction read differently.

    ``span``: both have a mention of one label here, with other bounds. ``label``: they touch in no label. ``miss``:
    gold alone, ``extra``: the extraction alone. ``value``: the same mention, but other content in ``fields``.
    ``before`` and ``after`` are the rest of the sentence around ``text``, which all mentions of both sides lie in.
    """

    kind: Kind
    article: str
    start: int
    end: int
    before: str
    text: str
    after: str
    gold: tuple[Mention, ...]
    found: tuple[Mention, ...]
    fields: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Its labels, those of gold first."""
        return tuple(dict.fromkeys(mention.label for mention in (*self.gold, *self.found)))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of what was found."""
        return tuple(dict.fromkeys(mention.rule_id or UNKNOWN for mention in self.found))


@dataclass(frozen=True, slots=True)
class Group:
    """Errors with one ``cause``: a rule, "missed" (nothing was found), or a value field.

    ``wrong`` of ``of``: of what the rule found, of gold, or of the values compared. An error with several causes is in
    the group that comes first, so that a group may hold fewer errors than are wrong.
    """

    label: str
    cause: str
    wrong: int
    of: int
    is_value: bool
    errors: tuple[Error, ...] = ()


def ranked(given: Sequence[Answer], result: Scores, labels: Sequence[str] = LABELS) -> list[Group]:
    """Group all errors by cause: mentions before values, then by number of wrong ones times their share."""
    every = list(errors(given, labels))
    groups = sorted(_causes(given, every, result, labels), key=_rank)
    places = {(group.label, group.cause): index for index, group in enumerate(groups)}
    members: list[list[Error]] = [[] for _ in groups]
    for error in every:
        members[min(places[cause] for cause in _causes_of(error))].append(error)
    return [replace(group, errors=tuple(found)) for group, found in zip(groups, members, strict=True) if found]


def _causes(given: Sequence[Answer], every: Sequence[Error], result: Scores, labels: Sequence[str]) -> Iterator[Group]:
    wrong = Counter(cause for error in every if error.kind != "value" for cause in _causes_of(error))
    of = Counter(_rule(mention) for answer in given for mention in answer.predicted if mention.label in labels)
    of.update({(row.label, MISSED): row.gold for row in result.rows})
    for (label, cause), number in wrong.items():
        yield Group(label, cause, number, of[label, cause], is_value=False)
    for value in result.values:
        yield Group(value.label, value.field, value.of - value.right, value.of, is_value=True)


def _rank(group: Group) -> tuple[bool, float, str, str]:
    return group.is_value, -(group.wrong**2) / max(group.of, 1), group.label, group.cause


def _causes_of(error: Error) -> Iterator[tuple[str, str]]:
    if error.kind == "miss":
        yield error.labels[0], MISSED
    elif error.kind == "value":
        yield from ((error.labels[0], field) for field in error.fields)
    else:
        yield from map(_rule, error.found)


def _rule(mention: Mention) -> tuple[str, str]:
    return mention.label, mention.rule_id or UNKNOWN


def errors(given: Sequence[Answer], labels: Sequence[str] = LABELS) -> Iterator[Error]:
    """Every error in ``labels``, article by article, ordered by start."""
    for answer in given:
        gold, found = ([one for one in side if one.label in labels] for side in (answer.gold, answer.predicted))
        matches = match.strict(gold, found)
        matched = {id(mention) for mention in chain.from_iterable(matches)}
        both = [[mention for mention in side if id(mention) not in matched] for side in (gold, found)]
        readings = [*_stretches(*both), *_wrong(matches)]
        if readings:
            text = Aligned.of(answer.article.text)
            spans = [text.raw_span(*span) for span in sentences(text.norm)]
            yield from sorted((_error(answer, spans, reading) for reading in readings), key=lambda one: one.start)


Reading = tuple[Kind, tuple[Mention, ...], tuple[Mention, ...], tuple[str, ...]]


def _stretches(gold: Sequence[Mention], found: Sequence[Mention]) -> Iterator[Reading]:
    """Mentions of both sides that touch, directly or through others, are one stretch."""
    ours = {id(mention) for mention in gold}
    group: list[Mention] = []
    for mention in sorted((*gold, *found), key=lambda mention: (mention.start, mention.end)):
        if group and mention.start >= max(one.end for one in group):
            yield _stretch(group, ours)
            group = []
        group.append(mention)
    if group:
        yield _stretch(group, ours)


def _stretch(group: Sequence[Mention], ours: set[int]) -> Reading:
    gold = tuple(mention for mention in group if id(mention) in ours)
    found = tuple(mention for mention in group if id(mention) not in ours)
    kind: Kind = "miss" if not found else "extra" if not gold else "span" if match.overlap(gold, found) else "label"
    return kind, gold, found, ()


def _wrong(matches: Sequence[Match]) -> Iterator[Reading]:
    for gold, found in matches:
        if fields := tuple(field for field, right in match.judged(gold, found) if not right):
            yield "value", (gold,), (found,), fields


def _error(answer: Answer, spans: Sequence[tuple[int, int]], reading: Reading) -> Error:
    kind, gold, found, fields = reading
    text, start, end = answer.article.text, *_bounds((*gold, *found))
    before, after = around(text, spans, start, end)
    return Error(kind, answer.article.id, start, end, before, text[start:end], after, gold, found, fields)


def _bounds(mentions: Sequence[Mention]) -> tuple[int, int]:
    return min(mention.start for mention in mentions), max(mention.end for mention in mentions)
