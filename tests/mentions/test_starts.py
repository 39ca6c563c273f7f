from datetime import date

import pytest

from pipeline.mentions import dates, documents, overlaps, percents
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.rules import Rule, apply, load_rules
from pipeline.mentions.starts import apply_at_words

MODULES = {module.RULES_FILE: module.READINGS for module in (documents, dates, percents)}
# Lists of documents are looked for only where another rule has found their first item (``documents.find``).
RULES = {file: tuple(rule for rule in load_rules(file) if rule.read != "list") for file in MODULES}


def resolved(candidates: list[Candidate]) -> list[tuple[int, int, str, str]]:
    return [(found.start, found.end, found.rule, str(found.value)) for found in overlaps.resolve(candidates)]


@pytest.mark.parametrize("rule", [rule for rules in RULES.values() for rule in rules], ids=lambda rule: rule.name)
def test_rules_applied_at_words_find_what_rules_find_everywhere(rule: Rule) -> None:
    file = next(file for file in RULES if rule in RULES[file])
    for text in [example.replace("«", "").replace("»", "") for example in rule.examples] + list(rule.counterexamples):
        for around in (text, f"Ngày xưa {text}, xong", f"dài{text.capitalize()} (mới)"):
            page = Page(around, ((0, len(around)),), date(2024, 6, 15))
            everywhere = resolved(list(apply(RULES[file], MODULES[file], page)))
            assert resolved(list(apply_at_words(file, MODULES[file], page))) == everywhere
