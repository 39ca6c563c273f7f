"""Every mark in both directions, from its own data."""

import pytest

from pipeline.extraction import extract
from pipeline.mentions.marks import Mark, link, load_marks
from pipeline.mentions.page import Candidate, Page
from pipeline.record import PercentValue

MARKS = [pytest.param(mark, id=mark.name) for mark in load_marks()]


def marked(label: str, text: str) -> dict[str, object]:
    start, end = text.index("«"), text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    mention = Candidate(label, start, end, "example", {})
    assert list(link(Page(plain, ((0, len(plain)),)), [mention])) == []
    return mention.value


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_set_in_its_examples(mark: Mark) -> None:
    assert len(mark.examples) >= 3
    for text in mark.examples:
        assert marked(mark.label, text).get(mark.field) == mark.value, text


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_not_set_in_its_counterexamples(mark: Mark) -> None:
    assert mark.counterexamples
    for text in mark.counterexamples:
        assert marked(mark.label, text).get(mark.field) != mark.value, text


def test_a_lunar_day_says_so() -> None:
    date = Candidate("DATE", 0, 16, "date.lunar-day", {"iso": None})
    list(link(Page("mùng 6 tháng Giêng", ((0, 18),)), [date]))
    assert date.value["calendar"] == "lunar"


def test_a_percentage_is_tied_to_what_it_is_compared_with() -> None:
    record = extract("GRDP tăng 7,2% so với cùng kỳ năm 2022; tỷ lệ hộ nghèo giảm từ 6,6% xuống 6,24%.")
    linked = [(link.kind, record.text[link.start : link.end]) for link in record.links if link.kind in {"base", "from"}]
    assert linked == [("base", "cùng kỳ năm 2022"), ("from", "6,6%")]
    percents = [m.value for m in record.mentions if isinstance(m.value, PercentValue)]
    assert [(value.kind, value.base) for value in percents] == [
        ("change", "cùng kỳ năm 2022"), ("change", None), ("change", None),
    ]  # fmt: skip
