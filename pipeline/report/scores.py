"""Scores as a table, a list of differences, or JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from pipeline.quality.differences import Difference
from pipeline.quality.score import Figure, Scores
from pipeline.report.layout import columns

_HEAD = ("label", "gold", "found", "strict P", "R", "F1", "95% interval", "overlap P", "R", "F1", "95% interval")


def table(scores: Scores) -> str:
    """Write the figures as plain text; "-" stands where there is nothing to divide by."""
    rows = [
        (row.label, str(row.gold), str(row.predicted), *_cells(row.strict), *_cells(row.overlap)) for row in scores.rows
    ]
    values = [
        (accuracy.label, accuracy.field, str(accuracy.right), str(accuracy.of), _number(accuracy.accuracy))
        for accuracy in scores.values
    ]
    parts = [f"{scores.articles} articles", *columns([_HEAD, *rows])]
    if values:
        parts += [
            "",
            "values, among strict matches",
            *columns([("label", "field", "right", "of", "accuracy"), *values]),
        ]
    if scores.failures:
        parts += ["", f"extraction failed on {len(scores.failures)} articles; all their gold counts as missed"]
        parts += [f"  {article}: {message}" for article, message in scores.failures]
    return "\n".join(parts)


def listing(differences: Iterable[Difference]) -> Iterable[str]:
    """Write a few lines a difference: what differs, where, in which words, and by which rule."""
    for difference in differences:
        field = f" {difference.field}" if difference.field else ""
        place = f"{difference.article}:{difference.start}-{difference.end}"
        rule = f"  [{difference.rule_id}]" if difference.rule_id else ""
        yield f"{difference.kind} {difference.label}{field}  {place}{rule}"
        yield f"    gold {_said(difference.gold)}   found {_said(difference.predicted)}"
        context = f"…{difference.before}⟦{difference.text}⟧{difference.after}…"
        yield "    " + " ".join(context.split())


def as_json(scores: Scores, differences: Sequence[Difference] | None) -> str:
    """All figures, unrounded, null for "no figure"; with the differences where they are given."""
    content = asdict(scores)
    content["values"] = [asdict(value) | {"accuracy": value.accuracy} for value in scores.values]
    content["failures"] = [{"id": article, "error": message} for article, message in scores.failures]
    if differences is not None:
        content["differences"] = [asdict(difference) for difference in differences]
    return json.dumps(content, ensure_ascii=False, indent=2)


def _cells(figure: Figure) -> tuple[str, ...]:
    interval = "-" if figure.interval is None else f"{figure.interval[0]:.3f}-{figure.interval[1]:.3f}"
    return _number(figure.precision), _number(figure.recall), _number(figure.f1), interval


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _said(text: str | None) -> str:
    return "-" if text is None else f"“{text}”"
