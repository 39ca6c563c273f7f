"""Where prediction and gold differ, one by one: what a person reads to see which rule is missing or wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.quality import match, values
from pipeline.quality.match import Answer
from pipeline.record import LABELS, Mention

CONTEXT = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference in one article; ``start`` and ``end`` are the gold span, of an extra the predicted one.

    A ``miss`` is gold without a strict match, an ``extra`` a prediction without one; where the two touch, each names
    the other, as "ORG: Sở Y tế". A ``value`` is a strict match that says something else for ``field``. ``rule_id`` is
    the rule of the prediction.
    """

    kind: Literal["miss", "extra", "value"]
    article: str
    label: str
    start: int
    end: int
    before: str
    text: str
    after: str
    field: str | None = None
    gold: str | None = None
    predicted: str | None = None
    rule_id: str | None = None


def differences(given: Sequence[Answer], labels: Sequence[str] = LABELS) -> Iterator[Difference]:
    """Every difference in ``labels``, article by article, ordered by start."""
    for answer in given:
        found = [*_unmatched(answer), *_wrong_values(answer)]
        yield from sorted(
            (difference for difference in found if difference.label in labels),
            key=lambda difference: (difference.start, difference.end, difference.kind, difference.field or ""),
        )


def _unmatched(answer: Answer) -> Iterator[Difference]:
    matches = match.strict(answer.gold, answer.predicted)
    matched = {id(mention) for pair in matches for mention in pair}
    misses = [mention for mention in answer.gold if id(mention) not in matched]
    extras = [mention for mention in answer.predicted if id(mention) not in matched]
    for miss in misses:
        instead = [mention for mention in answer.predicted if _touch(miss, mention)]
        yield _difference(
            "miss",
            answer,
            miss,
            gold=_named([miss]),
            predicted=_named(instead),
            rule_id=", ".join(mention.rule_id or "?" for mention in instead) or None,
        )
    for extra in extras:
        touched = [mention for mention in answer.gold if _touch(extra, mention)]
        yield _difference(
            "extra", answer, extra, gold=_named(touched), predicted=_named([extra]), rule_id=extra.rule_id
        )


def _wrong_values(answer: Answer) -> Iterator[Difference]:
    for gold, predicted in match.strict(answer.gold, answer.predicted):
        for field, right in match.judged(gold, predicted):
            if not right:
                yield _difference(
                    "value",
                    answer,
                    predicted,
                    field=field,
                    gold=values.shown(gold, field),
                    predicted=values.shown(predicted, field),
                    rule_id=predicted.rule_id,
                )


def _touch(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _named(mentions: Sequence[Mention]) -> str | None:
    return " | ".join(f"{mention.label}: {mention.text}" for mention in mentions) or None


def _difference(
    kind: Literal["miss", "extra", "value"],
    answer: Answer,
    mention: Mention,
    *,
    field: str | None = None,
    gold: str | None,
    predicted: str | None,
    rule_id: str | None,
) -> Difference:
    text = answer.article.text
    return Difference(
        kind=kind,
        article=answer.article.id,
        label=mention.label,
        start=mention.start,
        end=mention.end,
        before=text[max(0, mention.start - CONTEXT) : mention.start],
        text=mention.text,
        after=text[mention.end : mention.end + CONTEXT],
        field=field,
        gold=gold,
        predicted=predicted,
        rule_id=rule_id,
    )
