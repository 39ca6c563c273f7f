"""The figures as Markdown, and where they go on a page."""

import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.articles import kilobytes
from benchmarks.lengths import WAYS, Lengths, slope
from benchmarks.stages import WHOLE
from benchmarks.start import Start
from benchmarks.turns import Seconds, Spread, faster, rates
from benchmarks.ways import APART, NAMES, PEERS
from pipeline.article import Article
from pipeline.extraction import made_by

TARGET = 5  # times as fast as bare ``word_tokenize`` the whole path should be
_PACKAGES = ("underthesea", "underthesea_core", "pyvi", "spacy")


def machine() -> str:
    """The day, the versions and the machine, in a line."""
    versions = ", ".join(f"{package} {_version(package)}" for package in _PACKAGES)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{date.today().isoformat()}; tintinh {_version('tintinh')} (rules `{made_by().rules}`), {versions}, "
        f"Python {platform.python_version()}; {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()}; load of the machine in the last 15 minutes: {os.getloadavg()[2]:.1f}."
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", cpuinfo.read_text()) if cpuinfo.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


def marked(part: str, lines: Sequence[str]) -> list[str]:
    """The lines of a part between its marks."""
    return [f"<!-- table: {part} -->", *lines, "<!-- end -->"]


def write(page: Path, part: str, lines: Sequence[str]) -> None:
    """Put a part on a page in the place of what stands between its marks; raises ``ValueError`` if there are none."""
    begin, *_, end = marked(part, lines)
    old = re.compile(rf"{begin}\n.*?{end}", re.DOTALL)
    text, count = old.subn(lambda _: "\n".join(marked(part, lines)), page.read_text("utf-8"))
    if count != 1:
        raise ValueError(f"{page}: {count} places marked {begin}, not one")
    page.write_text(text, "utf-8")


def speed(found: Mapping[str, Sequence[Seconds]], rounds: Sequence[Sequence[Article]]) -> list[str]:
    """A row a way: articles and kilobytes a second, and how many times as fast as the two baselines."""
    size = [kilobytes(articles) for articles in rounds]
    one = [dict.fromkeys(of_round, 1.0) for of_round in size]
    read = f"{len(rounds)} rounds of {len(size[0])} articles, {sum(size[0].values()):,.0f} KB"
    less = f"; the naive way read {len(found['naive'][0])} of them" if "naive" in found else ""
    rows = []
    for name, way in found.items():
        ratios = [_figures(faster(way, found[peer])) if peer in found else "-" for peer in ("word_tokenize", "naive")]
        rows.append((NAMES[name], _figures(rates(way, one)), _figures(rates(way, size)), *ratios))
    table = _table(("Way", "Articles/s", "KB/s", "× `word_tokenize`", "× naive"), rows)
    return [f"{read}{less}.", "", *table, *_reached(found)]


def _reached(found: Mapping[str, Sequence[Seconds]]) -> Iterator[str]:
    """Which of our ways are as many times as fast as bare ``word_tokenize`` as they should be, and which are not."""
    if "word_tokenize" in found:
        ours = {
            name: faster(found[name], found["word_tokenize"]).median for name in found if name not in {*PEERS, *APART}
        }
        for reached, words in ((True, "reached"), (False, "**not reached**")):
            names = [NAMES[name] for name, times in ours.items() if (times >= TARGET) is reached]
            if names:
                yield from ("", f"{TARGET} times `word_tokenize`, {words}: {'; '.join(names)}.")


def stages(found: Mapping[str, Spread]) -> list[str]:
    """A row a stage: milliseconds an article and its share of the sum, which stands beside the whole path."""
    total = sum(spread.median for stage, spread in found.items() if stage != WHOLE)
    rows = [
        (stage, _figures(spread), f"{spread.median / total:.1%}") for stage, spread in found.items() if stage != WHOLE
    ]
    rows.append(("**sum of the stages**", _figure(total), "100%"))
    rows.append((f"**{WHOLE}**", _figures(found[WHOLE]), f"{found[WHOLE].median / total:.0%}"))
    return _table(("Stage", "ms an article", "Of the sum"), rows)


def starts(found: Mapping[str, Start]) -> list[str]:
    """A row a program."""
    rows = [(name, *map(_figures, figures)) for name, figures in found.items()]
    return _table(("Program", "Seconds to its first line", "CPU seconds to its end", "Peak of memory, MB"), rows)


def lengths(found: Lengths, runs: Sequence[Mapping[str, float]]) -> list[str]:
    """Seconds by length with the slope of each way, and memory by the number of articles."""
    rows = [(f"{length:,}", *(_figure(spent[way]) for way in WAYS)) for length, spent in found.items()]
    rows.append(("**slope**", *(f"**{slope(found, way):.2f}**" for way in WAYS)))
    memory = [(f"{row['articles']:,}", _figure(row["megabytes"]), _figure(row["rate"])) for row in runs]
    return [
        *_table(("Bytes on one line", *(f"Seconds: {NAMES[way]}" for way in WAYS)), rows),
        "",
        *_table(("Tiny articles in a run", "Peak of memory, MB", "Articles/s"), memory),
    ]


def _figure(value: float) -> str:
    """Three digits, without an exponent.

    >>> _figure(1234.5), _figure(0.01234)
    ('1,230', '0.0123')
    """
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if rounded >= 100 else f"{rounded:g}"


def _figures(spread: Spread) -> str:
    return f"{_figure(spread.median)} ({_figure(spread.least)} to {_figure(spread.most)})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
