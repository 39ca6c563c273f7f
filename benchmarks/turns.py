"""Measuring in turns: in every round each way reads the same articles, one way after the other.

A way runs in a process of its own that lives through all rounds, so that no way finds the caches, the memory or the
garbage of another. One process is measured in the processor's time, so that other programs disturb less; two processes
in wall time, from when both are at work.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple, TypeVar

from benchmarks.articles import few
from benchmarks.ways import APART, ONE, TWO, warm
from pipeline.article import Article
from pipeline.batch.workers import in_order

WARMED = 8  # articles that are read before time is taken
Seconds = dict[str, float]  # by the id of the article
Name = TypeVar("Name")


class Spread(NamedTuple):
    """The median of the rounds, the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        """Of the figures of the rounds."""
        found = list(values)
        return cls(median(found), min(found), max(found))


def seconds(name: str, articles: Sequence[Article]) -> Seconds:
    """The processor's time of each article."""
    way, spent = (ONE | APART)[name], {}
    for article in articles:
        begun = process_time()
        way(article)
        spent[article.id] = process_time() - begun
    return spent


def seconds_of_two(name: str, articles: Sequence[Article], first: Sequence[Article]) -> Seconds:
    """Wall time of two processes, by the engine of ``extract_many``, told out to the articles by their length.

    Time is taken from when they have read ``first``: they are new in every round, one process has read all before it.
    """
    work = in_order(partial(_done, name), chain(first, articles), 2, _lost, prepare=partial(warm, name))
    list(islice(work, len(first)))
    begun = perf_counter()
    list(work)
    rate = (perf_counter() - begun) / sum(len(article.text) for article in articles)
    return {article.id: rate * len(article.text) for article in articles}


def seconds_apart(name: str, articles: Sequence[Article], programs: Sequence[ProcessPoolExecutor]) -> Seconds:
    """Half the processor's time of each article while two processes that share nothing read a half of them each.

    What is slower here than in one process is the machine's: its caches, its memory, its clock.
    """
    halves = articles[::2], articles[1::2]
    calls = [program.submit(seconds, name, half) for program, half in zip(programs, halves, strict=True)]
    return {id_: spent / 2 for call in calls for id_, spent in call.result().items()}


def _done(name: str, article: Article) -> object:
    return TWO[name](article)


def _lost(article: Article, error: Exception) -> object:
    raise RuntimeError(f"a process was lost over {article.id}") from error


@contextmanager
def processes(names: Iterable[Name]) -> Iterator[dict[Name, ProcessPoolExecutor]]:
    """A process for each name, which nothing has been loaded in."""
    with ExitStack() as stack:
        new = partial(ProcessPoolExecutor, 1, mp_context=get_context("spawn"))
        yield {name: stack.enter_context(new()) for name in names}


def all_done(calls: Iterable[Future[None]]) -> None:
    """Wait for calls that are under way at once."""
    for call in list(calls):
        call.result()


def in_turns(
    names: Sequence[str], rounds: Sequence[Sequence[Article]], naive: int, told: Callable[[str], object] = bool
) -> dict[str, list[Seconds]]:
    """The time of each way, round by round; the ``naive`` one, which is slow, reads so many of the articles only.

    Some articles of the first of ``rounds`` are read beforehand and not counted.
    """
    first = few(rounds[0], WARMED)
    found: dict[str, list[Seconds]] = {name: [] for name in names}
    programs = [(name, half) for name in names for half in ((0, 1) if name in APART else (0,)) if name not in TWO]
    with processes(programs) as ready:
        all_done(process.submit(warm, name, first if name != "naive" else ()) for (name, _), process in ready.items())
        for number, articles in enumerate(rounds[1:], 1):
            for name in names:
                told(f"round {number}: {name}")
                if name in TWO:
                    found[name].append(seconds_of_two(name, articles, rounds[number - 1]))
                elif name in APART:
                    found[name].append(seconds_apart(name, articles, [ready[name, 0], ready[name, 1]]))
                else:
                    given = few(articles, naive) if name == "naive" else articles
                    found[name].append(ready[name, 0].submit(seconds, name, given).result())
    return found


def faster(way: Sequence[Seconds], peer: Sequence[Seconds]) -> Spread:
    """How many times as fast a way is as a peer, round by round, on the articles that both read."""
    return Spread.of(_ratio(mine, theirs) for mine, theirs in zip(way, peer, strict=True))


def _ratio(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    both = mine.keys() & theirs.keys()
    return sum(theirs[id_] for id_ in both) / sum(mine[id_] for id_ in both)


def rates(way: Sequence[Seconds], amounts: Sequence[Mapping[str, float]]) -> Spread:
    """How much of what each article amounts to is done a second."""
    return Spread.of(
        sum(amount[id_] for id_ in spent) / sum(spent.values()) for spent, amount in zip(way, amounts, strict=True)
    )
