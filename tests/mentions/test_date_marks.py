"""Every mark in both directions, from its own data."""

import pytest

from pipeline.mentions.date_marks import Mark, link, load_marks
from pipeline.mentions.page import Candidate, Page

MARKS = [pytest.param(mark, id=mark.name) for mark in load_marks()]


def marked(text: str) -> dict[str, object]:
    start, end = text.index("«"), text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    date = Candidate("DATE", start, end, "date.example", {"iso": None})
    assert list(link(Page(plain, ((0, len(plain)),)), [date])) == []
    return date.value


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_set_in_its_examples(mark: Mark) -> None:
    assert len(mark.examples) >= 3
    for text in mark.examples:
        assert marked(text).get(mark.field) == mark.value, text


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_not_set_in_its_counterexamples(mark: Mark) -> None:
    assert mark.counterexamples
    for text in mark.counterexamples:
        assert marked(text).get(mark.field) != mark.value, text


def test_a_lunar_day_says_so() -> None:
    date = Candidate("DATE", 0, 16, "date.lunar-day", {"iso": None})
    list(link(Page("mùng 6 tháng Giêng", ((0, 18),)), [date]))
    assert date.value["calendar"] == "lunar"
