"""How the scores stand to their floors."""

from collections.abc import Iterator, Sequence

from pipeline.quality.floors import DIGITS, Standing
from pipeline.report.layout import columns


def floor_table(standings: Sequence[Standing]) -> Iterator[str]:
    """Write a line a score, and what to make of it where it is not at its floor."""
    rows = [(each.score, _number(each.floor), _number(each.measured), _remark(each)) for each in standings]
    yield from columns([("score", "floor", "measured", ""), *rows])


def verdict(faults: Sequence[str], *, update: bool) -> Iterator[str]:
    """Say what is wrong, or that nothing is, and what to do."""
    yield ""
    yield from faults
    if not faults:
        yield "floors pinned" if update else "all floors hold"
    elif update:
        yield "nothing was written; floors fall only with --allow-regression REASON, and never on a failed extraction"
    else:
        yield "mend it; or pin what is right as it is with --update"


def _remark(standing: Standing) -> str:
    if standing.is_below:
        return "below its floor"
    if standing.floor is None:
        return "no floor"
    return "above" if standing.measured != standing.floor else ""


def _number(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.{DIGITS}f}"
