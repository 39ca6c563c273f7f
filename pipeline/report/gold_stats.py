"""What a folder of gold holds: articles and mentions, all of them and by province and year."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.quality.breakdown import UNKNOWN
from pipeline.quality.gold import Pair
from pipeline.record import LABELS
from pipeline.report.layout import columns


def stats_text(pairs: Sequence[Pair], provinces: Mapping[str, str]) -> str:
    """Write a table of all, of each province and of each year; ``provinces`` by article id, where one is known."""
    tables = (
        ("", lambda pair: "all"),
        ("province", lambda pair: pair.article.province or provinces.get(pair.article.id, UNKNOWN)),
        ("published", lambda pair: str(pair.article.published.year) if pair.article.published else UNKNOWN),
    )
    return "\n\n".join("\n".join(columns(list(_rows(pairs, *table)))) for table in tables)


def _rows(pairs: Sequence[Pair], head: str, group_of: Callable[[Pair], str]) -> Iterator[tuple[str, ...]]:
    groups: dict[str, Counter[str]] = {}
    for pair in pairs:
        counts = groups.setdefault(group_of(pair), Counter())
        counts.update(mention.label for mention in pair.mentions)
        counts.update(articles=1, syllables=len(pair.article.text.split()), mentions=len(pair.mentions))
    names = ("articles", "syllables", *LABELS, "mentions")
    yield head, *names
    for group, counts in sorted(groups.items()):
        yield group, *(str(counts[name]) for name in names)
