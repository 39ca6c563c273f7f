"""The agreement of two annotators as tables and a list of differences."""

from collections.abc import Iterator

from pipeline.quality.agreement import Agreement, Kappa
from pipeline.quality.conflicts import in_sentence
from pipeline.quality.merge import said
from pipeline.report.layout import columns


def agreement_text(found: Agreement) -> str:
    """Write the differences first, then the figures; "-" stands where there is nothing to divide by."""
    rows = [
        (row.label, str(row.gold), str(row.predicted), _number(row.strict.f1), _number(row.overlap.f1))
        for row in found.scores.rows
    ]
    values = [
        (accuracy.label, accuracy.field, str(accuracy.right), str(accuracy.of), _number(accuracy.accuracy))
        for accuracy in found.scores.values
        if accuracy.of
    ]
    lines = [*_differences(found), f"{found.scores.articles} articles in both"]
    lines += [f"{id_}: only in {folder}" for folder, ids in found.alone.items() for id_ in ids]
    lines += columns([("label", "a", "b", "strict F1", "overlap F1"), *rows])
    if values:
        lines += ["", "values, among strict matches", *columns([("label", "field", "same", "of", "share"), *values])]
    return "\n".join([*lines, "", _kappa_text(found.kappa)])


def _differences(found: Agreement) -> Iterator[str]:
    for conflict in found.conflicts:
        yield f"{conflict.article}:{conflict.start}-{conflict.end}"
        yield f"    a {said(conflict.a)}"
        yield f"    b {said(conflict.b)}"
        if conflict.article in found.texts:
            yield f"    {in_sentence(found.texts[conflict.article], conflict)}"
    if found.conflicts:
        yield ""


def _kappa_text(kappa: Kappa | None) -> str:
    if kappa is None:
        return "Cohen's kappa needs the articles (--corpus)"
    return (
        f"Cohen's kappa {_number(kappa.kappa)} on {kappa.tokens} tokens (syllables, numbers, signs; label or outside): "
        f"observed {kappa.observed:.3f}, by chance {kappa.expected:.3f}"
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
