"""How well names are found, layer by layer and beside other programs.

    python -m benchmarks.names --gold gold --corpus corpus --more-gold FOLDER --more-corpus FOLDER --folds 8

A table of strict and overlap F1 with 95% intervals over the articles of ``--gold``. The tagger that reads an article
was trained without it: on the other folds and on all of ``--more-gold``, which is not scored. In every line the
documents, dates and percentages that this project finds take their room first. Needs the extra ``train``; ``--hf`` asks
a model of transformers too. Other programs follow guidelines of their own, most of all for where a body's name ends.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from pipeline.extraction import page_of
from pipeline.mentions import names, overlaps
from pipeline.mentions.find import FINDERS
from pipeline.mentions.names.merge import merge
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.tagger.model import tagged
from pipeline.mentions.names.tagger.tags import OUTSIDE, decode
from pipeline.mentions.names.transformer import folder_of, transformed
from pipeline.mentions.page import Candidate, Page
from pipeline.quality.gold import Pair, load_pairs
from pipeline.quality.match import Answer
from pipeline.quality.score import Figure, scores
from pipeline.quality.training import train_on
from pipeline.record import MENTIONS
from pipeline.report.layout import columns
from pipeline.text.aligned import Aligned

LABELS = ("PER", "ORG", "LOC")
LISTS = {"LOC": ("province", "district", "commune", "country", "region"), "ORG": ("body", "outlet")}
TITLES = frozenset({"per.honorific", "per.title"})
EVIDENCE = frozenset({"per.again", "per.given", "loc.again"})  # rules that know a name from elsewhere in the article
Layers = dict[str, list[Answer]]
_LOST = 200  # characters that are searched for a word that does not stand where it should


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as all layers see it, and which candidates leave room to its documents, dates and percentages."""

    pair: Pair
    text: Aligned
    page: Page
    words: Words
    is_free: Callable[[Candidate], bool]
    by_rules: list[Candidate]


def reading(pair: Pair) -> Reading:
    """Read an article once for all layers."""
    text = Aligned.of(pair.article.text)
    page = page_of(text, pair.article.published, pair.article.province)
    is_free = overlaps.outside(overlaps.resolve([found for finder in FINDERS for found in finder(page)]))
    words = Words.of(page.text)
    return Reading(pair, text, page, words, is_free, list(filter(is_free, names.by_rules(words))))


def layers(read: Reading, model: str, transformer: str | None) -> Iterator[tuple[str, list[Candidate]]]:
    """Each layer or program by its name, and the names it finds in an article."""
    rules = read.by_rules
    ruled = overlaps.resolve(rules)
    yield "word lists alone", overlaps.resolve(list(filter(read.is_free, listed(read.words))))
    yield "titles and honorifics", overlaps.resolve([name for name in rules if name.rule in TITLES])
    yield "rules, each name by itself", overlaps.resolve([name for name in rules if name.rule not in EVIDENCE])
    yield "rules", ruled
    sure = [pair for pair in tagged(read.page, read.words, model) if read.is_free(pair[0])]
    merged = merge(ruled, sure)
    yield "tagger", [name for name, _ in sure]
    yield "rules and tagger", merged
    yield "underthesea ner", list(filter(read.is_free, underthesea_names(read.page)))
    if transformer:
        seen = [pair for pair in transformed(read.page, transformer) if read.is_free(pair[0])]
        yield "transformer", [name for name, _ in seen]
        yield "rules, tagger, transformer", merge(merged, seen)


def listed(words: Words) -> Iterator[Candidate]:
    """Every entry of the lists of units, countries, regions, bodies and outlets that begins with a capital."""
    for i in range(len(words)):
        for label, kinds in LISTS.items():
            end = words.mark(i, *kinds)
            if end and words.capital(i):
                yield Candidate(label, words.starts[i], words.ends[end - 1], "listed")


def underthesea_names(page: Page) -> Iterator[Candidate]:
    """What underthesea's ``ner`` finds, sentence by sentence."""
    from underthesea import ner  # noqa: PLC0415 - heavy

    for start, end in page.sentences:
        found = ner(page.text[start:end])
        spans = offsets(page.text[start:end], [row[0] for row in found])
        placed = [(span, row[3]) for span, row in zip(spans, found, strict=True) if span]
        tags = [tag if tag[2:] in LABELS else OUTSIDE for _, tag in placed]
        for label, first, last in decode(tags):
            yield Candidate(label, start + placed[first][0][0], start + placed[last - 1][0][1], "underthesea")


def offsets(text: str, words: Iterable[str]) -> Iterator[tuple[int, int] | None]:
    """Where each of a text's words stands, in order; None for one that does not stand near the one before.

    White space is skipped: a tokenizer may put some into a word or take it out.
    """
    at = 0
    for word in words:
        letters = "".join(Aligned.of(word).norm.split())
        for start in range(at, min(at + _LOST, len(text))):
            if not text[start].isspace() and letters and (end := _end(text, letters, start)):
                yield start, end
                at = end
                break
        else:
            yield None


def _end(text: str, letters: str, at: int) -> int | None:
    for letter in letters:
        while at < len(text) and text[at].isspace():
            at += 1
        if text[at : at + 1] != letter:
            return None
        at += 1
    return at


def answers(
    pairs: Sequence[Pair], more: Sequence[Pair], folds: int, transformer: str | None
) -> dict[str, list[Answer]]:
    """What every layer finds in each article, by the layer's name."""
    found: dict[str, list[Answer]] = {}
    for fold in range(folds):
        with TemporaryDirectory() as folder:
            model = str(Path(folder, "model"))
            train_on([*(pair for i, pair in enumerate(pairs) if i % folds != fold), *more], Path(model))
            for pair in pairs[fold::folds]:
                read = reading(pair)
                for layer, candidates in layers(read, model, transformer):
                    found.setdefault(layer, []).append(_answer(read, candidates))
        print(f"fold {fold + 1} of {folds}", file=sys.stderr, flush=True)
    return found


def _answer(read: Reading, found: Iterable[Candidate]) -> Answer:
    spans = [(name.label, *read.text.raw_span(name.start, name.end)) for name in found]
    mentions = [
        {"label": label, "start": start, "end": end, "text": read.text.raw[start:end], "value": {}}
        for label, start, end in spans
    ]
    return Answer(read.pair.article, read.pair.mentions, tuple(MENTIONS.validate_python(mentions)))


def table(found: Layers) -> list[str]:
    """A line a layer and label."""
    rows: list[tuple[str, ...]] = [
        ("layer", "label", "gold", "found", "strict P", "R", "F1", "95% interval", "overlap F1", "95% interval")
    ]
    for layer, given in found.items():
        for row in scores(given, LABELS).rows:
            parts = (row.strict.precision, row.strict.recall)
            figures = (*map(_number, parts), *_f1(row.strict), *_f1(row.overlap))
            rows.append((layer, row.label, str(row.gold), str(row.predicted), *figures))
    return columns(rows)


def _f1(figure: Figure) -> tuple[str, str]:
    return _number(figure.f1), "-".join(map(_number, figure.interval)) if figure.interval else "-"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


Folder = Annotated[Path, typer.Option(metavar="FOLDER")]
MoreFolder = Annotated[Path | None, typer.Option(metavar="FOLDER")]


def main(
    gold: Folder,
    corpus: Folder,
    more_gold: MoreFolder = None,
    more_corpus: MoreFolder = None,
    folds: Annotated[int, typer.Option(min=2)] = 8,
    *,
    leave_one_out: bool = False,
    hf: str | None = None,
) -> None:
    """Print the table."""
    pairs = load_pairs(gold, corpus)
    more = load_pairs(more_gold, more_corpus) if more_gold and more_corpus else []
    found = answers(pairs, more, len(pairs) if leave_one_out else folds, folder_of(hf) if hf else None)
    print("\n".join([f"{len(pairs)} articles", *table(found)]))


if __name__ == "__main__":
    typer.run(main)
