"""Scores as a table, a list of differences, or JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from pipeline.quality.breakdown import Part
from pipeline.quality.differences import Difference
from pipeline.quality.intervals import Interval
from pipeline.quality.score import Figure, Row, Scores
from pipeline.report.article import one_line
from pipeline.report.layout import columns

_FIGURES = ("gold", "found", "strict P", "R", "F1", "95% interval", "overlap P", "R", "F1", "95% interval")


def table(scores: Scores) -> str:
    """Write the figures as plain text; "-" stands where there is nothing to divide by."""
    parts = [f"{scores.articles} articles", *columns([("label", *_FIGURES), *figure_rows(scores)])]
    if values := value_rows(scores):
        parts += [
            "",
            "values, among strict matches",
            *columns([("label", "field", "right", "of", "accuracy", "95% interval"), *values]),
        ]
    if scores.failures:
        parts += ["", f"extraction failed on {len(scores.failures)} articles; all their gold counts as missed"]
        parts += [f"  {article}: {message}" for article, message in scores.failures]
    return "\n".join(parts)


def figure_rows(scores: Scores) -> list[tuple[str, ...]]:
    """A row a label, of all labels and of any: gold, found, then P, R, F1 and interval, strict and overlap."""
    return [(row.label, *_row(row)) for row in (*scores.rows, scores.any_label)]


def value_rows(scores: Scores) -> list[tuple[str, ...]]:
    """A row a value field: label, field, right, of, accuracy, interval."""
    return [
        (
            accuracy.label,
            accuracy.field,
            str(accuracy.right),
            str(accuracy.of),
            _number(accuracy.accuracy),
            _interval(accuracy.interval),
        )
        for accuracy in scores.values
    ]


def part_table(name: str, part: Part) -> str:
    """Write a line a group, over all its labels, or a line a rule; ``name`` says what is on a line."""
    if isinstance(part, dict):
        groups = [(group, str(scores.articles), *_row(scores.rows[-1])) for group, scores in part.items()]
        return "\n".join(columns([(name, "articles", *_FIGURES), *groups]))
    rules = [
        (
            rule.rule_id,
            rule.label,
            str(rule.found),
            str(rule.strict),
            str(rule.overlap),
            _number(rule.precision),
            _interval(rule.interval),
        )
        for rule in part
    ]
    return "\n".join(columns([(name, "label", "found", "right", "touching", "precision", "95% interval"), *rules]))


def listing(differences: Iterable[Difference]) -> Iterable[str]:
    """Write a few lines a difference: what differs, where, in which words, and by which rule."""
    for difference in differences:
        field = f" {difference.field}" if difference.field else ""
        place = f"{one_line(difference.article)}:{difference.start}-{difference.end}"
        rule = f"  [{difference.rule_id}]" if difference.rule_id else ""
        yield f"{difference.kind} {difference.label}{field}  {place}{rule}"
        yield f"    gold {_said(difference.gold)}   found {_said(difference.predicted)}"
        context = f"…{difference.before}⟦{difference.text}⟧{difference.after}…"
        yield f"    {one_line(context)}"


def as_json(scores: Scores, differences: Sequence[Difference] | None, parts: Mapping[str, Part] | None = None) -> str:
    """All figures, unrounded, null for "no figure"; with the parts and the differences where they are given."""
    content = _content(scores)
    for name, part in (parts or {}).items():
        content[f"by_{name}"] = (
            {group: _content(figures) for group, figures in part.items()}
            if isinstance(part, dict)
            else [asdict(rule) for rule in part]
        )
    if differences is not None:
        content["differences"] = [asdict(difference) for difference in differences]
    return json.dumps(content, ensure_ascii=False, indent=2)


def _content(scores: Scores) -> dict[str, object]:
    return asdict(scores) | {
        "values": [asdict(value) | {"accuracy": value.accuracy} for value in scores.values],
        "failures": [{"id": article, "error": message} for article, message in scores.failures],
    }


def _row(row: Row) -> tuple[str, ...]:
    return str(row.gold), str(row.predicted), *_cells(row.strict), *_cells(row.overlap)


def _cells(figure: Figure) -> tuple[str, ...]:
    return _number(figure.precision), _number(figure.recall), _number(figure.f1), _interval(figure.interval)


def _interval(interval: Interval | None) -> str:
    return "-" if interval is None else f"{interval[0]:.3f}-{interval[1]:.3f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _said(text: str | None) -> str:
    return "-" if text is None else f"“{one_line(text)}”"
