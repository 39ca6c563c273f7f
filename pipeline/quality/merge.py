"""Two annotators' gold made one: what both say is taken, the rest is decided by a person or by a stated policy."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal

from pipeline.quality.agreement import load_golds
from pipeline.quality.conflicts import Conflict, Said, agreed, conflicts, in_sentence
from pipeline.quality.gold import Gold, GoldError, stated
from pipeline.quality.value_text import value_text

Side = Literal["a", "b"]
Decisions = Mapping[tuple[str, str], Side]

_SIDES: Mapping[str, Side] = {"a": "a", "b": "b"}
_COLUMNS = ("take", "article", "place", "a", "b", "sentence")


@dataclass(frozen=True, slots=True)
class Merged:
    """The articles on which nothing is left to decide, all conflicts of the others, and what only one has.

    A conflict stands beside the side that is decided for it, None where it is open.
    """

    golds: tuple[Gold, ...]
    conflicts: tuple[tuple[Conflict, Side | None], ...]
    alone: tuple[str, ...]

    @property
    def open(self) -> int:
        """How many conflicts are left to decide."""
        return sum(side is None for _, side in self.conflicts)


def merge(a: Path, b: Path, prefer: Side | None = None, decided: Decisions | None = None) -> Merged:
    """Merge the gold files of two folders; raises ``GoldError``.

    A conflict takes the side that ``decided`` names for it, else ``prefer``; without either it stays open, and so does
    its article. An article that only one has is never taken.
    """
    ours, theirs, decided = load_golds(a), load_golds(b), decided or {}
    done: list[Gold] = []
    left: list[tuple[Conflict, Side | None]] = []
    unused = set(decided)
    for id_ in sorted(ours.keys() & theirs.keys()):
        found = [(one, decided.get(_key(one), prefer)) for one in conflicts(ours[id_], theirs[id_])]
        unused -= {_key(conflict) for conflict, _ in found}
        if any(side is None for _, side in found):
            left += found
            continue
        mentions = agreed(ours[id_], theirs[id_])
        mentions += [mention for one, side in found for mention in (one.a if side == "a" else one.b)]
        ordered = tuple(sorted(mentions, key=lambda mention: mention.start))
        done.append(ours[id_].model_copy(update={"mentions": ordered}))
    for article, place in sorted(unused):
        raise GoldError(f"decision on {article} {place}: there is no such conflict (any more)")
    return Merged(tuple(done), tuple(left), tuple(sorted(ours.keys() ^ theirs.keys())))


def conflict_table(found: Iterable[tuple[Conflict, Side | None]], texts: Mapping[str, str]) -> str:
    """Write conflicts as a table (TSV) to decide in: a person puts a or b into its first column.

    With the text of an article, by its id, its conflicts are shown in their sentences.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for conflict, side in found:
        text = texts.get(conflict.article)
        sentence = "" if text is None else in_sentence(text, conflict)
        writer.writerow((side or "", *_key(conflict), said(conflict.a), said(conflict.b), sentence))
    return out.getvalue()


def read_decisions(file: Path) -> Decisions:
    """Read a table that a person decided in; rows without a decision stay open. Raises ``GoldError`` with the line."""
    decided: dict[tuple[str, str], Side] = {}
    try:
        rows: Sequence[dict[str, str | None]] = list(
            csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline=""), delimiter="\t")
        )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GoldError(f"{file}: {error}") from None
    for line, row in enumerate(rows, 2):
        take = (row.get("take") or "").strip().lower()
        key = row.get("article") or "", row.get("place") or ""
        if side := _SIDES.get(take):
            decided[key] = side
        elif take:
            raise GoldError(f"{file}:{line}: {take!r} in the column take is neither a nor b")
    return decided


def said(mentions: Said) -> str:
    """Write the mentions of one side on one line, "-" for none."""
    parts = []
    for mention in mentions:
        value = stated(mention)
        told = f" {{{value_text(mention.label, value)}}}" if value else ""
        parts.append(f"{mention.label} {' '.join(mention.text.split())}{told}")
    return " | ".join(parts) or "-"


def _key(conflict: Conflict) -> tuple[str, str]:
    return conflict.article, f"{conflict.start}-{conflict.end}"
