"""What a change of the rules changed, for the terminal, for a pull request, and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape

from pipeline.quality.changes import Change
from pipeline.quality.compare import Comparison, Group, Side
from pipeline.quality.score import Figure
from pipeline.record import Mention
from pipeline.report.article import one_line
from pipeline.report.layout import columns

_KINDS = ("gained", "lost", "changed")
_PARTS = ("label", "span", "value", "rule")
_VERDICTS = ("better", "worse", "same")
_SIGNS = {"gained": "+", "lost": "-", "changed": "!"}
_COUNTED = ("compared", "judged", "only_old", "only_new", "text_differs", "gold_differs")
_NAMES_SHOWN = 10


def as_text(comparison: Comparison) -> Iterator[str]:
    """Write a line or more at a time: the numbers, then every change in its sentence, by label and rule."""
    yield from _numbers(comparison)
    for group in comparison.groups.values():
        yield ""
        yield f"{group.label}  {one_line(group.rule)}: {_counts(group)}"
        yield from _changes(group)


def as_markdown(comparison: Comparison) -> Iterator[str]:
    """Write the same for a pull request: every group folded, its changes in the colours of a diff.

    What articles say stands in code blocks only, on lines that begin otherwise: nothing in it is read as Markdown.
    """
    yield from ("### Mentions gained, lost and changed", "", "```text", *_numbers(comparison), "```")
    for group in comparison.groups.values():
        summary = f"{group.label} <code>{escape(one_line(group.rule))}</code>: {_counts(group)}"
        yield from ("", f"<details><summary>{summary}</summary>", "", "```diff", *_changes(group), "```", "</details>")


def as_json(comparison: Comparison) -> str:
    """Everything, with the kept changes of each group."""
    content = {
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        **{name: getattr(comparison, name) for name in _COUNTED},
        "groups": [
            {
                "label": group.label,
                "rule": group.rule,
                "counts": {name: group.counts[name] for name in (*_KINDS, *_PARTS, *_VERDICTS)},
                "changes": [_change(change) for change in group.changes],
            }
            for group in comparison.groups.values()
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _numbers(comparison: Comparison) -> Iterator[str]:
    sides = (("old", comparison.old), ("new", comparison.new))
    yield from columns(
        [
            ("", "records", "mentions", "made by"),
            *(
                (name, str(side.records), str(side.mentions), one_line(", ".join(sorted(side.made_by))))
                for name, side in sides
            ),
        ]
    )
    yield f"{comparison.compared} records compared"
    yield from _named("only in old, not compared", comparison.only_old)
    yield from _named("only in new, not compared", comparison.only_new)
    yield from _named("another text in new than in old, not compared", comparison.text_differs)
    yield from _named("gold for another text, not judged", comparison.gold_differs)
    if not comparison.groups:
        yield "no mention differs"
        return
    yield ""
    yield from _table(comparison)
    if comparison.with_gold:
        yield ""
        yield f"against gold, {comparison.judged} records"
        yield from _scores(comparison)


def _table(comparison: Comparison) -> list[str]:
    names = (*_KINDS, *_PARTS, *(_VERDICTS if comparison.with_gold else ()))
    by_label: dict[str, Counter[str]] = {}
    for group in comparison.groups.values():
        by_label.setdefault(group.label, Counter()).update(group.counts)
    by_label["total"] = sum(by_label.values(), Counter())
    rows = [(label, *(str(counts[name]) for name in names)) for label, counts in by_label.items()]
    return columns([("label", *names), *rows])


def _scores(comparison: Comparison) -> list[str]:
    old, new = comparison.old.scores().rows, comparison.new.scores().rows
    rows = [
        (was.label, str(was.gold), _moved(was.strict, now.strict), _moved(was.overlap, now.overlap))
        for was, now in zip(old, new, strict=True)
    ]
    return columns([("label", "gold", "strict F1", "overlap F1"), *rows])


def _moved(old: Figure, new: Figure) -> str:
    return " → ".join("-" if figure.f1 is None else f"{figure.f1:.4f}" for figure in (old, new))


def _named(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
        yield f"{what}: {len(names)} records: {', '.join(map(one_line, names[:_NAMES_SHOWN]))}{more}"


def _counts(group: Group) -> str:
    return "; ".join(
        ", ".join(f"{group.counts[name]} {name}" for name in names if group.counts[name])
        for names in (_KINDS, _VERDICTS)
        if any(group.counts[name] for name in names)
    )


def _changes(group: Group) -> Iterator[str]:
    for change in group.changes:
        mention = change.mentions[-1]
        what = "".join(f"  {part}" for part in (", ".join(change.parts), change.verdict) if part)
        yield f"{_SIGNS[change.kind]} {one_line(change.article)}:{mention.start}-{mention.end}{what}"
        yield from (f"    {line}" for line in _details(change))
        yield "    " + one_line(f"{change.before}⟦{mention.text}⟧{change.after}")
    if (more := sum(group.counts[kind] for kind in _KINDS) - len(group.changes)) > 0:
        yield f"  … {more} more"


def _details(change: Change) -> Iterator[str]:
    if change.old and "span" in change.parts:
        yield f"was ⟦{one_line(change.old.text)}⟧"
    for key, old, new in change.values:
        yield f"{key}: {_said(old)} → {_said(new)}"


def _said(value: object) -> str:
    return "-" if value is None else one_line(str(value))


def _side(side: Side) -> dict[str, object]:
    scores = side.scores() if side.answers else None
    f1 = scores and {row.label: {"strict": row.strict.f1, "overlap": row.overlap.f1} for row in scores.rows}
    return {"records": side.records, "mentions": side.mentions, "made_by": sorted(side.made_by), "f1": f1}


def _change(change: Change) -> dict[str, object]:
    values = [{"key": key, "old": old, "new": new} for key, old, new in change.values]
    return asdict(change) | {"old": _mention(change.old), "new": _mention(change.new), "values": values}


def _mention(mention: Mention | None) -> dict[str, object] | None:
    return None if mention is None else mention.model_dump(mode="json")
