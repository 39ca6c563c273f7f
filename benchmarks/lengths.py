"""How time grows with the length of an article that is one line, and memory with the number of articles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from math import log
from pathlib import Path
from statistics import linear_regression, median

from benchmarks import memory
from benchmarks.articles import few, rounds
from benchmarks.turns import WARMED, all_done, processes, seconds
from benchmarks.ways import NAMES, warm
from pipeline.article import Article

LENGTHS = (1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000, 5_000_000)  # bytes of UTF-8
WAYS = ("word_tokenize", "words", "record")
_TOGETHER = 100_000  # bytes of short articles that are read for one figure

Lengths = dict[int, dict[str, float]]  # seconds by length and way


def lines(articles: Sequence[Article], lengths: Sequence[int]) -> Iterator[list[Article]]:
    """For each length the articles that are read, no two alike, each one line of so many bytes."""
    texts = (" ".join(article.text.split()) for article in chain.from_iterable(rounds(articles)))
    for length in lengths:
        yield [Article(f"{length}-{number}", _line(texts, length)) for number in range(max(1, _TOGETHER // length))]


def _line(texts: Iterator[str], length: int) -> str:
    parts: list[bytes] = []
    while sum(map(len, parts)) + len(parts) <= length:
        parts.append(next(texts).encode())
    return b" ".join(parts)[:length].decode(errors="ignore")


def by_length(
    articles: Sequence[Article], lengths: Sequence[int] = LENGTHS, told: Callable[[str], object] = bool
) -> Lengths:
    """The processor's time of an article of each length, the median where several are read."""
    found: Lengths = {}
    with processes(WAYS) as ready:
        all_done(process.submit(warm, name, few(articles, WARMED)) for name, process in ready.items())
        for length, given in zip(lengths, lines(articles, lengths), strict=True):
            told(f"{len(given)} articles of {length:,} bytes")
            spent = {name: process.submit(seconds, name, given).result() for name, process in ready.items()}
            found[length] = {name: median(of_way.values()) for name, of_way in spent.items()}
    return found


def slope(found: Mapping[int, Mapping[str, float]], way: str) -> float:
    """The exponent with which time grows, by least squares on the logarithms: 1 is linear, 2 is quadratic."""
    return linear_regression([log(length) for length in found], [log(spent[way]) for spent in found.values()]).slope


def plot(found: Lengths, runs: Sequence[dict[str, float]], file: Path) -> None:
    """Draw both; needs matplotlib (the extra ``benchmark``)."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra

    figure = Figure(figsize=(11, 5), layout="constrained")
    left, right = figure.subplots(1, 2)
    for way in WAYS:
        label = f"{NAMES[way].replace('`', '')} (slope {slope(found, way):.2f})"
        left.plot(list(found), [spent[way] for spent in found.values()], "o-", label=label)
    left.set(xscale="log", yscale="log", xlabel="length of an article on one line, bytes", ylabel="seconds")
    left.set_xticks(list(found), labels=[f"{length:,}" for length in found], rotation=30)
    left.minorticks_off()
    left.grid(alpha=0.3)
    left.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
    memory.draw(right, runs)
    figure.savefig(file)
