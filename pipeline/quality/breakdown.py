"""The scores of parts: of each article, of each province, and how precise each rule is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.article import Article
from pipeline.quality import match
from pipeline.quality.intervals import Counts, Interval, interval, ratio, resampled, total
from pipeline.quality.match import Answer
from pipeline.quality.score import Scores, scores
from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Loaded
from pipeline.record import LABELS

UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """What one rule found with one label, how much of it is gold too (strict, overlap), and the strict precision.

    A rule has no recall: gold does not say which rule should have found a mention.
    """

    rule_id: str
    label: str
    found: int
    strict: int
    overlap: int
    precision: float | None
    interval: Interval | None


Part = dict[str, Scores] | tuple[RuleFigure, ...]


def part(
    name: Literal["article", "province", "rule"], given: Sequence[Answer], labels: Sequence[str], corpus: Path
) -> Part:
    """The scores broken down by ``name``; what the articles do not know of themselves is looked up in ``corpus``."""
    if name == "article":
        return by_article(given, labels)
    if name == "province":
        return by_province(given, labels, provinces(corpus))
    return by_rule(given, labels)


def by_article(given: Sequence[Answer], labels: Sequence[str] = LABELS) -> dict[str, Scores]:
    """The scores of each article, by its id."""
    return _grouped(given, labels, lambda article: article.id)


def by_province(
    given: Sequence[Answer], labels: Sequence[str] = LABELS, known: Mapping[str, str] | None = None
) -> dict[str, Scores]:
    """The scores of the articles of each province; ``known`` tells those that the articles do not, by article id."""
    return _grouped(given, labels, lambda article: article.province or (known or {}).get(article.id, UNKNOWN))


def provinces(corpus: Path) -> dict[str, str]:
    """Where each article in the folder is from, by id, as its head or its side file tells it."""
    articles = (item.article for item in read_articles([str(corpus)]) if isinstance(item, Loaded))
    return {article.id: article.province for article in articles if article.province}


def by_rule(given: Sequence[Answer], labels: Sequence[str] = LABELS) -> tuple[RuleFigure, ...]:
    """Every rule that found something with one of ``labels``, ordered by label and name."""
    counted = [_count(answer) for answer in given]
    counts, samples = total(counted), resampled(counted)
    figures = []
    for rule in sorted(name for name, kind in counts if kind == "found"):
        label, rule_id = rule.split(" ", 1)
        if label in labels:
            figures.append(_rule_figure(rule_id, label, rule, counts, samples))
    return tuple(sorted(figures, key=lambda figure: (labels.index(figure.label), figure.rule_id)))


def _grouped(given: Sequence[Answer], labels: Sequence[str], name: Callable[[Article], str]) -> dict[str, Scores]:
    groups: dict[str, list[Answer]] = {}
    for answer in given:
        groups.setdefault(name(answer.article), []).append(answer)
    return {name: scores(group, labels) for name, group in sorted(groups.items())}


def _count(answer: Answer) -> Counts:
    counts = Counts()
    for kind, mentions in (
        ("found", answer.predicted),
        ("strict", [found for _, found in match.strict(answer.gold, answer.predicted)]),
        ("overlap", [found for _, found in match.overlap(answer.gold, answer.predicted)]),
    ):
        counts.update((f"{mention.label} {mention.rule_id or UNKNOWN}", kind) for mention in mentions)
    return counts


def _rule_figure(rule_id: str, label: str, rule: str, counts: Counts, samples: Sequence[Counts]) -> RuleFigure:
    def precision(counts: Counts) -> float | None:
        return ratio(counts[rule, "strict"], counts[rule, "found"])

    return RuleFigure(
        rule_id=rule_id,
        label=label,
        found=counts[rule, "found"],
        strict=counts[rule, "strict"],
        overlap=counts[rule, "overlap"],
        precision=precision(counts),
        interval=interval(precision, samples),
    )
