"""When two values say the same."""

import pytest

from pipeline.quality.match import judged
from pipeline.quality.values import agree, fields, labelled, same_symbol, same_words, shown
from pipeline.record import MENTIONS


def mention(label, **value):
    given = {"label": label, "start": 0, "end": 1, "text": "x", "value": value}
    return MENTIONS.validate_python([given])[0]


def percent(**changes):
    return mention("PERCENT", **({"low": 5, "high": 7.5, "unit": "percent", "comparator": "="} | changes))


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("04-NQ/TU", "4-nq/tu", True),
        ("1109/QÐ-UBND", "1109/QĐ-UBND", True),
        ("07", "7", True),
        ("66.7/2025/NQ-CP", "66.07/2025/NQ-CP", False),
        ("57", "57-NQ/TW", False),
        ("10/NQ-CP", "1/NQ-CP", False),
        ("1/QD-UBND", "1/QĐ-UBND", False),
        ("0", "00", True),
        (None, None, True),
        ("57", None, False),
        (None, "57", False),
    ],
    ids=["padded", "eth", "number", "inner-zero", "partial", "other", "d-is-not-dd", "zero", "null", "lost", "made-up"],
)
def test_symbols(gold, predicted, same):
    assert same_symbol(gold, predicted) is same


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("Bộ Chính trị", "bộ chính trị", True),
        ("Chính phủ", "Thủ tướng Chính phủ", True),
        ("UBND tỉnh", "UBND huyện", True),
        ("UBND tỉnh", "HĐND huyện", False),
        ("Chính phủ", "Phó Thủ tướng Thường trực Chính phủ Việt Nam", False),
        ("Bô\u0323", "Bộ", True),
        (None, None, True),
        ("", None, False),
        (None, "Chính phủ", False),
    ],
    ids=["case", "two-of-six", "half", "none", "less", "composed", "null", "lost", "made-up"],
)
def test_words_by_their_shared_syllables(gold, predicted, same):
    assert same_words(gold, predicted) is same


def test_fields_by_label():
    assert fields("DOC") == ("type", "symbol", "issued", "issuer", "subject")
    assert fields("DATE") == ("iso",)
    assert fields("PERCENT") == ("number", "comparator", "direction", "indicator")
    assert fields("ORG") == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"low": 5.1}, "number"),
        ({"high": 7}, "number"),
        ({"unit": "point"}, "number"),
        ({"comparator": ">"}, "comparator"),
        ({"direction": "up"}, "direction"),
        ({"indicator": "GRDP"}, "indicator"),
    ],
    ids=["low", "high", "unit", "comparator", "direction", "indicator"],
)
def test_one_wrong_part_makes_one_field_wrong(changes, field):
    wrong = [name for name in fields("PERCENT") if not agree(percent(), percent(**changes), name)]
    assert wrong == [field]


def test_a_field_is_written_as_one_string():
    assert shown(percent(), "number") == "5.0 7.5 percent"
    assert shown(percent(), "direction") is None
    assert shown(mention("DATE", iso="2012-05-05"), "iso") == "2012-05-05"


def test_a_null_date_is_only_right_for_a_null_date():
    assert agree(mention("DATE", iso=None), mention("DATE", iso=None), "iso")
    assert not agree(mention("DATE", iso=None), mention("DATE", iso="2012"), "iso")


def test_the_full_symbol_does_not_count():
    assert agree(mention("DOC", symbol="57"), mention("DOC", symbol="57", full_symbol="57-NQ/TW"), "symbol")


def test_a_place_is_right_by_the_code_and_the_list_it_is_of():
    gold = mention("LOC", system="63", code="15")
    assert shown(gold, "code") == "63 15"
    assert agree(gold, mention("LOC", level="province", system="63", code="15", name="Tỉnh Yên Bái"), "code")
    assert not agree(gold, mention("LOC", system="34", code="15"), "code")
    assert agree(mention("LOC", code="15"), mention("LOC", system="34", code="15"), "code")


def test_a_place_without_a_code_in_the_gold_is_not_judged():
    nothing = MENTIONS.validate_python([{"label": "LOC", "start": 0, "end": 1, "text": "x", "value": None}])[0]
    for gold in (nothing, mention("LOC", level="road")):
        assert not labelled(gold, "code")
        assert list(judged(gold, mention("LOC", code="15"))) == []
    assert labelled(mention("LOC", code="15"), "code")
    assert labelled(mention("DATE", iso=None), "iso")
    assert list(judged(mention("LOC", code="15"), nothing)) == [("code", False)]
