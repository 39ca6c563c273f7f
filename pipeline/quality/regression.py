"""What a test of the extraction asks: do the floors of a gold folder hold; an article's record as lines of text."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from pipeline.batch.extracting import extract_files
from pipeline.quality import floors
from pipeline.quality.differences import differences
from pipeline.quality.floors import FloorsError, Standing
from pipeline.quality.gold import load_pairs
from pipeline.quality.match import Answer
from pipeline.quality.score import Scores, answers, scores
from pipeline.record import Record
from pipeline.report.scores import listing

_LISTED = 30


def faults(gold: Path, corpus: Path) -> tuple[Scores, list[str]]:
    """Score ``gold`` and write what ``tintinh gate`` would fail for, with what differs from gold in what fell.

    No line where all floors hold. Raises ``GoldError``, and ``FloorsError`` where there are no floors.
    """
    known = floors.load(gold)
    if known is None:
        raise FloorsError(f"{gold / floors.FILE}: no such file; tintinh gate --update makes it")
    given = answers(load_pairs(gold, corpus))
    result = scores(given)
    standings = floors.standings(known, floors.measure(result))
    found = floors.crashes(result) + floors.falls(standings)
    found += floors.drift(known, floors.pin(result, gold, corpus), standings)
    if found:
        found += _differences(given, [standing for standing in standings if standing.is_below])
        found += [
            f"see all: tintinh errors --gold {gold} --corpus {corpus} -o errors.html",
            f"pin what is right as it is: tintinh gate --gold {gold} --corpus {corpus} --update",
        ]
    return result, found


def _differences(given: Sequence[Answer], fallen: Sequence[Standing]) -> Iterator[str]:
    # A score is named "DATE strict" or "DATE.iso".
    names = {each.score.partition(" ")[0] for each in fallen}
    found = [one for one in differences(given) if (f"{one.label}.{one.field}" if one.field else one.label) in names]
    if found:
        yield f"\n{len(found)} differences from gold in what fell:"
        yield from listing(islice(found, _LISTED))
        if len(found) > _LISTED:
            yield f"… {len(found) - _LISTED} more"
        yield ""


def record_lines(path: Path) -> str:
    """Extract one article and write its record a mention or link a line, so that a difference reads well.

    Without the text, which stands in the article, and the version. Raises ``ValueError`` for what is not one article.
    """
    results = list(extract_files([str(path)]))
    wrong = [f"{result.file}: {result.error}: {result.message}" for result in results if not isinstance(result, Record)]
    records = [result for result in results if isinstance(result, Record)]
    if wrong or len(records) != 1:
        raise ValueError("\n".join(wrong) or f"{path}: holds {len(records)} articles, not one")
    told = json.loads(records[0].to_line())
    head = {key: told[key] for key in ("id", "title", "published", "province")}
    rows = [head, *told["mentions"], *told["links"]]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
