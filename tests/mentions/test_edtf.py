"""The iso of a DATE is valid EDTF wherever EDTF can say it; quarters and durations (ISO 8601) it cannot."""

import re
from datetime import date
from pathlib import Path

import pytest
from edtf import EDTFParseException, parse_edtf

from pipeline.mentions import dates
from pipeline.mentions.rules import load_rules
from pipeline.quality.gold import load_pairs
from pipeline.record import DateValue

ROOT = Path(__file__).parents[2]
QUARTER = r"[\dX]{4}-Q[1-4]"
DURATION = r"P(?:\d+[YMWD]|\d+M\d+D)"
DAY = re.compile(r"\d{4}-\d\d-\d\d")  # of which EDTF's parser takes half a minute for all; ``date`` reads them too
NOT_EDTF = re.compile(rf"{QUARTER}(?:/{QUARTER})?|{DURATION}(?:/{DURATION})?")


def examples() -> set[str]:
    """Every value that an example of a date rule, or the gold of this project, states."""
    stated = {value for rule in load_rules(dates.RULES_FILE) for value in rule.examples.values()}
    for pair in load_pairs(ROOT / "gold", ROOT / "corpus"):
        stated |= {m.value.iso for m in pair.mentions if isinstance(m.value, DateValue) and m.value.iso}
    return stated - {"null"}


def test_every_value_is_edtf_or_a_quarter_or_a_duration() -> None:
    wrong = []
    for iso in sorted(examples()):
        if DAY.fullmatch(iso):
            date.fromisoformat(iso)
        elif not NOT_EDTF.fullmatch(iso):
            try:
                parse_edtf(iso)
            except EDTFParseException:
                wrong.append(iso)
    assert not wrong


@pytest.mark.parametrize("iso", ["2012-02-31", "2012-13", "P10", "2024-Q5", "31/12/2012"])
def test_the_check_itself_refuses(iso: str) -> None:
    assert not NOT_EDTF.fullmatch(iso)
    with pytest.raises(EDTFParseException):
        parse_edtf(iso)
