"""How far two annotators agree: F1 of their mentions, Cohen's kappa on tokens, values, and where they differ."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article
from pipeline.quality.conflicts import Conflict, conflicts
from pipeline.quality.gold import Gold, GoldError, gold_files, load_gold, load_pair
from pipeline.quality.match import Answer
from pipeline.quality.score import Scores, scores
from pipeline.record import Mention
from pipeline.text.syllables import syllables

OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement on the label of tokens beyond chance; ``kappa`` is None where chance alone would agree on all.

    ``observed`` is the share of ``tokens`` with the same label, ``expected`` that of two who label at random, each
    with his own frequencies.
    """

    tokens: int
    observed: float
    expected: float

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: 1 where all is the same, 0 where it is as chance would have it."""
        return None if self.expected == 1 else (self.observed - self.expected) / (1 - self.expected)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything measured over the articles that both annotated.

    ``scores`` takes ``a`` as gold and ``b`` as prediction; F1 is the same the other way round. ``kappa`` is None
    without the texts. ``alone`` are the articles that only one has, by folder.
    """

    scores: Scores
    kappa: Kappa | None
    conflicts: tuple[Conflict, ...]
    texts: Mapping[str, str]
    alone: Mapping[str, tuple[str, ...]]


def agreement(a: Path, b: Path, corpus: Path | None = None) -> Agreement:
    """Compare the gold files of two folders; raises ``GoldError`` where one cannot be read or they share no article."""
    ours, theirs = load_golds(a), load_golds(b)
    both = sorted(ours.keys() & theirs.keys())
    if not both:
        raise GoldError(f"{a} and {b} have no article in common")
    texts = {} if corpus is None else {id_: load_pair(a / f"{id_}.json", corpus).article.text for id_ in both}
    if corpus is not None:
        for id_ in both:
            load_pair(b / f"{id_}.json", corpus)
    differing = tuple(conflict for id_ in both for conflict in conflicts(ours[id_], theirs[id_]))
    answers = [Answer(Article(id_, texts.get(id_, "")), ours[id_].mentions, theirs[id_].mentions) for id_ in both]
    return Agreement(
        scores=scores(answers),
        kappa=kappa(answers) if texts else None,
        conflicts=differing,
        texts=texts,
        alone={
            str(folder): tuple(sorted(one.keys() - other.keys()))
            for folder, one, other in ((a, ours, theirs), (b, theirs, ours))
        },
    )


def load_golds(folder: Path) -> dict[str, Gold]:
    """Every gold file of a folder by its id; raises ``GoldError`` with a line for each that cannot be read."""
    found, errors = {}, []
    for file in gold_files(folder):
        try:
            found[file.stem] = load_gold(file)
        except GoldError as error:
            errors.append(str(error))
    if errors:
        raise GoldError("\n".join(errors))
    return found


def kappa(answers: Sequence[Answer]) -> Kappa:
    """Cohen's kappa over all tokens of the texts, those outside any mention included.

    A token is a syllable, a number or a sign, as ``syllables`` cuts them; its label is that of the mention it touches
    first, or "outside". Where most tokens are outside, kappa is lower than F1 would make one think.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        tokens = list(syllables(answer.article.text))
        counted.update(zip(_labels(tokens, answer.gold), _labels(tokens, answer.predicted), strict=True))
    total = counted.total()
    if not total:
        return Kappa(0, 1.0, 1.0)
    ours, theirs = Counter[str](), Counter[str]()
    for (one, other), count in counted.items():
        ours[one] += count
        theirs[other] += count
    same = sum(count for (one, other), count in counted.items() if one == other)
    return Kappa(total, same / total, sum(ours[label] * theirs[label] for label in ours) / total**2)


def _labels(tokens: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> list[str]:
    ordered = sorted(mentions, key=lambda mention: mention.start)
    labels, i = [], 0
    for start, end in tokens:
        while i < len(ordered) and ordered[i].end <= start:
            i += 1
        labels.append(ordered[i].label if i < len(ordered) and ordered[i].start < end else OUTSIDE)
    return labels
