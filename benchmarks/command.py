"""How fast: ``python -m benchmarks [FOLDER…]``, by default ``corpus/``; docs/speed.md says what is compared and how.

Prints Markdown; ``--write docs/speed.md`` puts it on that page too, between its marks. ``--plot FILE`` measures how
time grows with the length of an article and memory with the number of articles, and draws both. ``--short`` prints
ratios alone, in less than a minute. Figures of one run on one machine; nothing is judged.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from benchmarks import articles, memory, page
from benchmarks.lengths import LENGTHS, by_length, plot
from benchmarks.stages import by_stage
from benchmarks.start import starts
from benchmarks.turns import in_turns
from benchmarks.ways import NAMES, ONE, absent
from pipeline.article import Article

PARTS = ("speed", "stages", "start", "lengths")
SHORT = {"rounds": 3, "articles": 3, "naive": 1, "parts": ["speed"], "ways": [*ONE]}


def main() -> None:
    """Measure what is asked for, print it and write it on its page."""
    options = _options()
    given = articles.articles_of(map(str, options.folders))
    measured = {"speed": _speed, "stages": _stages, "start": _start, "lengths": _lengths}
    machine = page.machine()
    for part in options.parts:
        lines = [machine, "", *measured[part](options, given)]
        print("\n".join([*page.marked(part, lines), ""]), flush=True)
        if options.write:
            page.write(options.write, part, lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    add = parser.add_argument
    add("folders", nargs="*", type=Path, default=[Path("corpus")])
    add("--rounds", type=int, default=5)
    add("--articles", type=int, default=sys.maxsize, help="at most so many a round, evenly chosen; by default all")
    add("--naive", type=int, default=6, help="the naive way is slow and reads so many of them")
    add("--ways", nargs="+", choices=NAMES, default=[*NAMES], metavar="WAY", help=", ".join(NAMES))
    add("--parts", nargs="+", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    add("--short", action="store_true", help=f"ratios only, as by {SHORT}")
    add("--plot", type=Path, metavar="FILE", help="measure the lengths too and draw them, as SVG or PNG by the suffix")
    add("--longest", type=int, default=LENGTHS[-1], help="bytes of the longest article of the lengths")
    add("--write", type=Path, metavar="PAGE", help="put each part on this page, between its marks")
    options = parser.parse_args()
    if options.write and not options.write.is_file():
        parser.error(f"no such page: {options.write}")
    if options.plot and not find_spec("matplotlib"):
        parser.error("--plot needs matplotlib, of the extra benchmark")
    if options.parts is None:
        options.parts = PARTS if options.plot else PARTS[:-1]
    if options.short:
        vars(options).update(SHORT)
    return options


def _rounds(options: argparse.Namespace, given: Sequence[Article]) -> list[list[Article]]:
    """The rounds that are measured and one before them."""
    return list(islice(articles.rounds(given, options.articles), options.rounds + 1))


def _speed(options: argparse.Namespace, given: Sequence[Article]) -> list[str]:
    missing = absent()
    for package, names in missing.items():
        _tell(f"SKIPPED: {package} is not installed; not compared: {', '.join(names)}")
    ways = [name for name in options.ways if name not in {name for names in missing.values() for name in names}]
    rounds = _rounds(options, given)
    return page.speed(in_turns(ways, rounds, options.naive, _tell), rounds[1:])


def _stages(options: argparse.Namespace, given: Sequence[Article]) -> list[str]:
    _tell("stages")
    return page.stages(by_stage(_rounds(options, given)))


def _start(options: argparse.Namespace, given: Sequence[Article]) -> list[str]:
    _tell("starts")
    return page.starts(starts(options.rounds))


def _lengths(options: argparse.Namespace, given: Sequence[Article]) -> list[str]:
    found = by_length(given, [length for length in LENGTHS if length <= options.longest], _tell)
    runs = []
    for number in memory.NUMBERS:
        _tell(f"a run of {number:,} tiny articles")
        runs.append(memory.measured(number, 1))
    if options.plot:
        plot(found, runs, options.plot)
    return page.lengths(found, runs)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
