"""Precision, recall, F1 and value accuracy of predictions against gold."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pipeline.article import Article
from pipeline.extraction import extract
from pipeline.quality import match, values
from pipeline.quality.gold import Pair, load_pairs
from pipeline.quality.match import Answer
from pipeline.record import LABELS, Record

TOTAL = "total"
RESAMPLES = 1000
SEED = 20240615

Cell = tuple[str, str]
"""What is counted: a label and one of the kinds."""

_KINDS = ("gold", "predicted", "strict", "overlap")


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 of one way to match; None where its denominator is empty, which is neither 0 nor 1.

    ``interval`` is the 95% bootstrap interval of F1 over articles; None where no F1 is, or only one article.
    """

    matched: int
    precision: float | None
    recall: float | None
    f1: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One label, or the total of all: numbers of gold and predicted mentions, and the two figures."""

    label: str
    gold: int
    predicted: int
    strict: Figure
    overlap: Figure


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often a field of the value is right among the strict matches of its label; None where there are none."""

    label: str
    field: str
    right: int
    of: int

    @property
    def accuracy(self) -> float | None:
        """The share that is right."""
        return _ratio(self.right, self.of)


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything measured: a row a label and the total, accuracy by field, and the articles that failed."""

    articles: int
    rows: tuple[Row, ...]
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
    cells = [(label, kind) for label in labels for kind in _KINDS]
    counted = [_count(answer, cells) for answer in given]
    counts, resampled = _sum(counted, cells), list(_resample(counted, cells))
    return Scores(
        articles=len(given),
        rows=tuple(
            Row(
                label=label,
                gold=counts[label, "gold"],
                predicted=counts[label, "predicted"],
                strict=_figure(label, "strict", counts, resampled),
                overlap=_figure(label, "overlap", counts, resampled),
            )
            for label in (*labels, TOTAL)
        ),
        values=tuple(_accuracies(given, labels)),
        failures=tuple((answer.article.id, answer.failure) for answer in given if answer.failure is not None),
    )


def _count(answer: Answer, cells: Sequence[Cell]) -> list[int]:
    counts: Counter[Cell] = Counter()
    for kind, mentions in (
        ("gold", answer.gold),
        ("predicted", answer.predicted),
        ("strict", [gold for gold, _ in match.strict(answer.gold, answer.predicted)]),
        ("overlap", [gold for gold, _ in match.overlap(answer.gold, answer.predicted)]),
    ):
        counts.update((mention.label, kind) for mention in mentions)
    return [counts[cell] for cell in cells]


def _sum(counted: Sequence[Sequence[int]], cells: Sequence[Cell]) -> Counter[Cell]:
    """Add up the counts of articles, and all labels to a total."""
    counts = Counter(dict(zip(cells, map(sum, zip(*counted, strict=True)), strict=False)))
    for (_, kind), count in list(counts.items()):
        counts[TOTAL, kind] += count
    return counts


def _resample(counted: Sequence[Sequence[int]], cells: Sequence[Cell]) -> Iterable[Counter[Cell]]:
    if len(counted) < 2:
        return
    random = Random(SEED)  # noqa: S311 - a statistic, no secret
    for _ in range(RESAMPLES):
        yield _sum(random.choices(counted, k=len(counted)), cells)


def _figure(label: str, kind: str, counts: Counter[Cell], resampled: Sequence[Counter[Cell]]) -> Figure:
    matched = counts[label, kind]
    f1 = _f1(label, kind, counts)
    known = sorted(value for sample in resampled if (value := _f1(label, kind, sample)) is not None)
    outside = int(0.025 * len(known))
    return Figure(
        matched=matched,
        precision=_ratio(matched, counts[label, "predicted"]),
        recall=_ratio(matched, counts[label, "gold"]),
        f1=f1,
        interval=(known[outside], known[-1 - outside]) if known else None,
    )


def _f1(label: str, kind: str, counts: Counter[Cell]) -> float | None:
    return _ratio(2 * counts[label, kind], counts[label, "gold"] + counts[label, "predicted"])


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _accuracies(given: Sequence[Answer], labels: Sequence[str]) -> Iterable[Accuracy]:
    right: Counter[tuple[str, str]] = Counter()
    of: Counter[str] = Counter()
    for answer in given:
        for gold, predicted in match.strict(answer.gold, answer.predicted):
            of[gold.label] += 1
            for field in values.fields(gold.label):
                right[gold.label, field] += values.agree(gold, predicted, field)
    for label in labels:
        for field in values.fields(label):
            yield Accuracy(label, field, right[label, field], of[label])
