"""Precision, recall, F1 and value accuracy of predictions against gold."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article
from pipeline.extraction import extract
from pipeline.quality import match, values
from pipeline.quality.gold import Pair, load_pairs
from pipeline.quality.intervals import Counts, Interval, interval, ratio, resampled, total
from pipeline.quality.match import Answer
from pipeline.record import LABELS, Record

TOTAL = "total"
ANY = "any label"


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 of one way to match; None where its denominator is empty, which is neither 0 nor 1.

    ``interval`` is the 95% bootstrap interval of F1 over articles; None where no F1 is, or only one article.
    """

    matched: int
    precision: float | None
    recall: float | None
    f1: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Row:
    """One label, or all: numbers of gold and predicted mentions, and the two figures."""

    label: str
    gold: int
    predicted: int
    strict: Figure
    overlap: Figure


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often a field of the value is right among the strict matches of its label; None where there are none.

    A field that the gold leaves unlabelled is not counted. ``interval`` is the 95% bootstrap interval over articles.
    """

    label: str
    field: str
    right: int
    of: int
    interval: Interval | None

    @property
    def accuracy(self) -> float | None:
        """The share that is right."""
        return ratio(self.right, self.of)


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything measured: a row a label and the total, accuracy by field, and the articles that failed.

    ``any_label`` is over the same mentions as the total, but asks for the span alone.
    """

    articles: int
    rows: tuple[Row, ...]
    any_label: Row
    values: tuple[Accuracy, ...]
    failures: tuple[tuple[str, str], ...]


def score(gold: Path, corpus: Path) -> Scores:
    """Extract every article of ``corpus`` that ``gold`` has a file for, and score it; raises ``GoldError``."""
    return scores(answers(load_pairs(gold, corpus)))


def answers(pairs: Iterable[Pair], extract: Callable[[Article], Record] = extract) -> list[Answer]:
    """Extract each article and put what was found beside its gold; a failed article has no predictions."""
    found = []
    for pair in pairs:
        try:
            found.append(Answer(pair.article, pair.mentions, extract(pair.article).mentions))
        except Exception as error:
            found.append(Answer(pair.article, pair.mentions, (), f"{type(error).__name__}: {error}"))
    return found


def scores(given: Sequence[Answer], labels: Sequence[str] = LABELS) -> Scores:
    """Score predictions against gold, for ``labels`` only; the total row is over these."""
    counted = [_count(answer, labels) for answer in given]
    counts, samples = total(counted), resampled(counted)
    return Scores(
        articles=len(given),
        rows=tuple(_row(label, counts, samples) for label in (*labels, TOTAL)),
        any_label=_row(ANY, counts, samples),
        values=tuple(_accuracy(label, field, counts, samples) for label in labels for field in values.fields(label)),
        failures=tuple((answer.article.id, answer.failure) for answer in given if answer.failure is not None),
    )


def _count(answer: Answer, labels: Collection[str]) -> Counts:
    gold, predicted = ([m for m in side if m.label in labels] for side in (answer.gold, answer.predicted))
    matches = match.strict(gold, predicted)
    counts = Counts()
    for kind, mentions in (
        ("gold", gold),
        ("predicted", predicted),
        ("strict", [one for one, _ in matches]),
        ("overlap", [one for one, _ in match.overlap(gold, predicted)]),
    ):
        counts.update((mention.label, kind) for mention in mentions)
        counts[TOTAL, kind] += len(mentions)
    counts[ANY, "gold"], counts[ANY, "predicted"] = len(gold), len(predicted)
    counts[ANY, "strict"] = len(match.strict(gold, predicted, blind=True))
    counts[ANY, "overlap"] = len(match.overlap(gold, predicted, blind=True))
    for one, other in matches:
        for field, right in match.judged(one, other):
            counts[_value(one.label, field), "of"] += 1
            counts[_value(one.label, field), "right"] += right
    return counts


def _row(label: str, counts: Counts, samples: Sequence[Counts]) -> Row:
    return Row(
        label=label,
        gold=counts[label, "gold"],
        predicted=counts[label, "predicted"],
        strict=_figure(label, "strict", counts, samples),
        overlap=_figure(label, "overlap", counts, samples),
    )


def _figure(label: str, kind: str, counts: Counts, samples: Sequence[Counts]) -> Figure:
    def f1(counts: Counts) -> float | None:
        return ratio(2 * counts[label, kind], counts[label, "gold"] + counts[label, "predicted"])

    matched = counts[label, kind]
    return Figure(
        matched=matched,
        precision=ratio(matched, counts[label, "predicted"]),
        recall=ratio(matched, counts[label, "gold"]),
        f1=f1(counts),
        interval=interval(f1, samples),
    )


def _accuracy(label: str, field: str, counts: Counts, samples: Sequence[Counts]) -> Accuracy:
    cell = _value(label, field)
    return Accuracy(
        label=label,
        field=field,
        right=counts[cell, "right"],
        of=counts[cell, "of"],
        interval=interval(lambda sample: ratio(sample[cell, "right"], sample[cell, "of"]), samples),
    )


def _value(label: str, field: str) -> str:
    return f"{label}.{field}"
