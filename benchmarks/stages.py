"""Where the time of our own path goes: each stage called by itself with what the stages before it made."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import process_time
from typing import Any
from unittest.mock import patch

from benchmarks.articles import few
from benchmarks.turns import WARMED, Spread, all_done, processes, seconds
from benchmarks.ways import loaded, warm
from pipeline.article import Article
from pipeline.extraction import extract, mentions_and_links, page_of
from pipeline.mentions import names, overlaps
from pipeline.mentions.find import FINDERS, LINKERS
from pipeline.mentions.names.merge import merge
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.model import tagged
from pipeline.mentions.page import Page
from pipeline.record import MENTIONS
from pipeline.text.aligned import Aligned
from pipeline.text.furniture import blank
from pipeline.text.sentences import sentences
from pipeline.text.tokenizer import words, words_by_sentence

WHOLE = "the whole path at once"


class Clock:
    """Calls functions, exhausts what they yield, and adds up the processor's time of each stage in ``spent``."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def __call__(self, stage: str, function: Callable[..., Any], *given: object) -> Any:
        """Call ``function`` as a part of ``stage``."""
        begun = process_time()
        made = function(*given)
        if isinstance(made, Iterator):
            made = list(made)
        self.spent[stage] += process_time() - begun
        return made


def stages(article: Article, clock: Clock) -> None:
    """Go the whole path stage by stage."""
    text = clock("aligning", Aligned.of, article.text)
    clock("page furniture", blank, text.norm)
    clock("sentences", sentences, text.norm)
    clock("words (with aligning and sentences of their own)", words, article.text)
    _mentions(page_of(text, article.published, article.province), clock)
    record = extract(article, tokens=True)
    clock("record: checking", MENTIONS.validate_python, [mention.model_dump() for mention in record.mentions])
    clock("record: JSON", record.to_line)
    _doc(article, clock)


def _mentions(page: Page, clock: Clock) -> None:
    """As ``pipeline.mentions.find`` and ``pipeline.mentions.names`` do."""
    found = [candidate for finder in FINDERS for candidate in clock(_room(finder), finder, page)]
    facts = clock("overlaps", overlaps.resolve, found)
    is_free = overlaps.outside(facts)
    seen = clock("names: words and word lists", Words.of, page.text)
    ruled = clock("names: rules", names.by_rules, seen)
    ruled = clock("overlaps", overlaps.resolve, list(filter(is_free, ruled)))
    known = {(name.label, name.start, name.end) for name in ruled}
    sure = clock("names: tagger", tagged, page, seen, None, known)
    named = clock("overlaps", merge, ruled, [pair for pair in sure if is_free(pair[0])])
    mentions = sorted([*facts, *named], key=lambda mention: mention.start)
    for linker in LINKERS:
        clock(f"values and links: {_room(linker)}", linker, page, mentions)


def _room(function: Callable[..., object]) -> str:
    return function.__module__.split(".")[2]


def _doc(article: Article, clock: Clock) -> None:
    """Make a Doc where words, mentions and links are known already, and read them back from it."""
    text = Aligned.of(article.text)
    known = list(words_by_sentence(text))
    found = mentions_and_links(text, article.published, article.province)
    with (
        patch("pipeline.components.words_by_sentence", lambda _: known),
        patch("pipeline.extraction.mentions_and_links", lambda *_: found),
    ):
        made = clock("spaCy Doc", loaded(), article.text)
        clock("spaCy Doc", lambda: (made._.mentions, made._.links))


def by_stage(rounds: Sequence[Sequence[Article]]) -> dict[str, Spread]:
    """Milliseconds an article of each stage over the rounds, in the order of the path, and last of ``WHOLE``.

    The stages and the path at once take turns in processes of their own; of the first of ``rounds`` some articles are
    read beforehand and not counted.
    """
    found = []
    with processes(("stages", "whole")) as ready:
        all_done(process.submit(warm, "doc", few(rounds[0], WARMED)) for process in ready.values())
        for articles in rounds[1:]:
            spent = ready["stages"].submit(spent_by_stage, articles).result()
            spent[WHOLE] = sum(ready["whole"].submit(seconds, "doc", articles).result().values())
            found.append({stage: 1000 * time / len(articles) for stage, time in spent.items()})
    return {stage: Spread.of(of_round[stage] for of_round in found) for stage in found[0]}


def spent_by_stage(articles: Iterable[Article]) -> dict[str, float]:
    """Seconds of all articles."""
    clock = Clock()
    for article in articles:
        stages(article, clock)
    return dict(clock.spent)
