import pytest
import regex

from pipeline.mentions.page import Page
from pipeline.mentions.tables import any_of, expand, expand_all


def test_of_words_that_begin_alike_the_longest_is_matched() -> None:
    pattern = regex.compile(any_of(["tx", "thị", "thị xã", "t.x"]))
    assert pattern.findall("thị xã, thị ủy, t.x, tx, tax") == ["thị xã", "thị", "t.x", "tx"]


def test_a_pattern_holds_words_and_patterns_before_it_as_groups() -> None:
    patterns = expand_all({"year": r"{unit} \d{4}", "years": "{year}(?: - {year})?"}, {"unit": "năm|niên độ"})
    assert regex.fullmatch(patterns["years"], "niên độ 2021 - năm 2022")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        expand("{nothing}", {})
    with pytest.raises(KeyError):
        expand_all({"first": "{second}", "second": "a"})


def test_the_sentence_of_an_offset_is_the_last_that_begins_before_it() -> None:
    page = Page("Một câu. Hai câu.", ((0, 8), (9, 17)))
    assert [page.sentence(at) for at in (0, 8, 9, 17)] == [(0, 8), (0, 8), (9, 17), (9, 17)]
    assert Page("Hai câu", ()).sentence(3) == (0, 7)


def test_words_have_single_spaces() -> None:
    assert Page(" Ủy ban\n  nhân dân ", ()).words(1, 20) == "Ủy ban nhân dân"
