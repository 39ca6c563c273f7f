"""Every mark in both directions, from its own data."""

from datetime import date

import pytest

from pipeline.extraction import extract
from pipeline.mentions import percents
from pipeline.mentions.marks import Mark, link, load_marks
from pipeline.mentions.page import Candidate, Page
from pipeline.record import DateValue, PercentValue

MARKS = [pytest.param(mark, id=mark.name) for mark in load_marks()]


def marked(label: str, text: str) -> dict[str, object]:
    start, end = text.index("«"), text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    mention = Candidate(label, start, end, "example", {})
    page = Page(plain, ((0, len(plain)),))
    if label == "PERCENT":
        percents.link(page, [mention])
    assert list(link(page, [mention])) == []
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
    lunar = Candidate("DATE", 0, 16, "date.lunar-day", {"iso": None})
    list(link(Page("mùng 6 tháng Giêng", ((0, 18),)), [lunar]))
    assert lunar.value["calendar"] == "lunar"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hội mở từ ngày 5 đến 7/9/2023.", None),
        ("Mở cửa từ 0 giờ ngày 5/9/2023.", "since"),
        ("Bị phạt từ 3 đến 5 năm tù.", None),
        ("Án phạt lên đến 5 năm tù.", None),
        ("Hợp đồng có thời hạn 5 năm.", None),
        ("Trả lời trong thời hạn 10 ngày.", "deadline"),
        ("Phải xong trước ngày 30/6/2024.", "deadline"),
        ("Trước năm 1975, làng chưa có điện.", None),
        ("Trước thế kỷ XV, đây là rừng.", None),
    ],
    ids=ascii,
)
def test_what_is_complete_in_itself_bounds_nothing(text: str, role: str | None) -> None:
    [value] = [m.value for m in extract(text, published=date(2024, 6, 15)).mentions if isinstance(m.value, DateValue)]
    assert value.role == role


def test_a_percentage_is_tied_to_what_it_is_compared_with() -> None:
    record = extract("GRDP tăng 7,2% so với cùng kỳ năm 2022; tỷ lệ hộ nghèo giảm từ 6,6% xuống 6,24%.")
    linked = [(link.kind, record.text[link.start : link.end]) for link in record.links if link.kind in {"base", "from"}]
    assert linked == [("base", "cùng kỳ năm 2022"), ("from", "6,6%")]
    percents = [m.value for m in record.mentions if isinstance(m.value, PercentValue)]
    assert [(value.kind, value.base) for value in percents] == [
        ("change", "cùng kỳ năm 2022"), ("change", None), ("change", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Tỷ lệ hộ dân nông thôn được dùng nước hợp vệ sinh ước đạt 92%.", ["level"]),
        ("Có 80% thửa đất đã được đo đạc; cắt giảm 30% thủ tục.", ["share", "change"]),
        ("Tỷ trọng dịch vụ là 41%, công nghiệp góp 2,1 điểm phần trăm.", ["share", "contribution"]),
        ("Thu nội địa đạt 3.100 tỷ đồng, bằng 62% so dự toán.", ["attainment"]),
        ("Tỷ trọng nông nghiệp giảm còn 12%.", ["change"]),
    ],
    ids=["rate", "counted", "weight-and-part", "plan", "fall"],
)
def test_the_kind_of_a_percentage_follows_from_what_is_measured(text: str, kinds: list[str]) -> None:
    assert [m.value.kind for m in extract(text).mentions if isinstance(m.value, PercentValue)] == kinds


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("So với cùng kỳ năm 2021, sản lượng tôm tăng 4%.", ["cùng kỳ năm 2021"]),
        ("Sản lượng tôm tăng so với năm 2021 khoảng 4%.", ["năm 2021"]),
        ("Số vụ cháy giảm hơn năm 2021 là 4%.", ["năm 2021"]),
        ("Sản lượng tôm tăng 3% so với năm 2020, sản lượng cá giảm 4%.", ["năm 2020", None]),
        ("Năm 2021, sản lượng tôm tăng 4%.", [None]),
        ("So với năm 2021, tỷ lệ hộ nghèo chỉ còn 4%.", [None]),
    ],
    ids=["before", "within", "than", "behind", "no-comparison", "no-change"],
)
def test_the_base_may_stand_before_the_change(text: str, bases: list[str | None]) -> None:
    assert [m.value.base for m in extract(text).mentions if isinstance(m.value, PercentValue)] == bases
