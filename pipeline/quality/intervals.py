"""Confidence intervals by the bootstrap: the articles are drawn again, with repeats, and counted anew."""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

RESAMPLES = 1000
SEED = 20240615

Counts = Counter[tuple[str, str]]
"""How often something was counted, by whose it is (a label, a field, a rule) and its kind ("gold", "strict" …)."""

Interval = tuple[float, float]


def total(counted: Sequence[Counts]) -> Counts:
    """Add up the counts of articles."""
    return sum(counted, Counts())


def resampled(counted: Sequence[Counts]) -> list[Counts]:
    """The totals of 1000 draws of as many articles as there are, always the same; none for fewer than two."""
    if len(counted) < 2:
        return []
    cells = list(total(counted))
    rows = [[counts[cell] for cell in cells] for counts in counted]
    random = Random(SEED)  # noqa: S311 - a statistic, no secret
    draws = (random.choices(rows, k=len(rows)) for _ in range(RESAMPLES))
    return [Counter(dict(zip(cells, map(sum, zip(*draw, strict=True)), strict=True))) for draw in draws]


def interval(figure: Callable[[Counts], float | None], samples: Sequence[Counts]) -> Interval | None:
    """The middle 95% of ``figure`` over ``samples``, without those that have none; None where none has one."""
    known = sorted(value for sample in samples if (value := figure(sample)) is not None)
    outside = int(0.025 * len(known))
    return (known[outside], known[-1 - outside]) if known else None


def ratio(part: int, whole: int) -> float | None:
    """Divide; an empty denominator gives no figure, which is neither 0 nor 1."""
    return part / whole if whole else None
