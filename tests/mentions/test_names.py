"""Every rule for names in both directions, and what a reader of the records relies on."""

import pytest

from pipeline.mentions import names, overlaps
from pipeline.mentions.name_rules import NameRule, load_name_rules
from pipeline.mentions.page import Candidate, Page
from pipeline.text.aligned import Aligned

RULES = [pytest.param(rule, id=rule.name) for rule in load_name_rules()]


def found(text: str) -> list[Candidate]:
    norm = Aligned.of(text).norm
    return names.find(Page(norm, ((0, len(norm)),)))


def mentions(text: str) -> list[tuple[str, str]]:
    return [(c.label, text[c.start : c.end]) for c in overlaps.resolve(found(text))]


def marked_spans(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of an example without its marks, and the spans that were marked with « »."""
    text, spans = "", []
    for part in marked.replace("»", "«").split("«"):
        spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans[1::2]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_examples(rule: NameRule) -> None:
    assert rule.examples
    for marked in rule.examples:
        text, spans = marked_spans(marked)
        by_rule = {(c.start, c.end) for c in found(text) if c.rule == rule.name}
        assert by_rule & set(spans), f"{rule.name} finds nothing it should in {marked!r}: {found(text)}"
        kept = {(c.start, c.end) for c in overlaps.resolve(found(text))}
        assert set(spans) <= kept, f"{marked!r} gives {mentions(text)}"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_nothing_in_its_counterexamples(rule: NameRule) -> None:
    assert rule.counterexamples
    for text in rule.counterexamples:
        wrong = [text[c.start : c.end] for c in found(text) if c.rule == rule.name]
        assert not wrong, f"{rule.name} finds {wrong} in {text!r}"
