"""Every rule in both directions, from its own data: what it must find and what must not fool it."""

from datetime import date

import pytest

from pipeline.mentions import dates, documents, percents
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Rule, apply, load_rules
from pipeline.text.aligned import Aligned

PUBLISHED = date(2024, 6, 15)
MODULES = (documents, dates, percents)
RULES = [pytest.param(module, rule, id=rule.name) for module in MODULES for rule in load_rules(module.RULES_FILE)]


def found(module: object, rule: Rule, text: str) -> list[Candidate]:
    norm = Aligned.of(text).norm
    page = Page(norm, ((0, len(norm)),), PUBLISHED)
    return list(apply((rule,), module.READINGS, page))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("module", "rule"), RULES)
def test_a_rule_has_examples_and_counterexamples(module: object, rule: Rule) -> None:
    assert len(rule.examples) >= 3
    assert rule.counterexamples


@pytest.mark.parametrize(("module", "rule"), RULES)
def test_each_example_is_matched_whole_and_read_right(module: object, rule: Rule) -> None:
    for marked, value in rule.examples.items():
        text = marked.replace("«", "").replace("»", "")
        start = marked.find("«") if "«" in marked else 0
        end = marked.find("»") - 1 if "»" in marked else len(text)
        candidates = found(module, rule, text)
        spans = {(c.start, c.end): c for c in candidates}
        assert (start, end) in spans, (
            f"{rule.name} does not match {marked!r} whole: {[text[c.start : c.end] for c in candidates]}"
        )
        assert module.describe(spans[start, end].value) == value  # type: ignore[attr-defined]


@pytest.mark.parametrize(("module", "rule"), RULES)
def test_no_counterexample_is_matched(module: object, rule: Rule) -> None:
    for text in rule.counterexamples:
        candidates = found(module, rule, text)
        assert not candidates, f"{rule.name} matches {[text[c.start : c.end] for c in candidates]} in {text!r}"


HOSTILE = {
    "digits": "1",
    "dashes": "-",
    "spaces": " ",
    "brackets": "(",
    "slashes": "1/",
    "dots": "1.",
    "capitals": "A",
    "days": "ngày 1/1, ",
}
SECONDS = 30  # a pattern that runs away needs hours for this; one that does not, a small part of a second


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_no_pattern_runs_away(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for module in MODULES:
        for rule in load_rules(module.RULES_FILE):
            for _ in rule.pattern.finditer(text, timeout=SECONDS):
                pass
