"""Every rule for names in both directions, and what a reader of the records relies on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions import names, overlaps
from pipeline.mentions.names.merge import refused
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.rules import NameRule, load_name_rules
from pipeline.mentions.page import Candidate, Page
from pipeline.text.aligned import Aligned

RULES = [pytest.param(rule, id=rule.name) for rule in load_name_rules()]


def found(text: str) -> list[Candidate]:
    return names.by_rules(Words.of(Aligned.of(text).norm))


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


PIECES = [
    *"UBND tỉnh TP. huyện xã , . ( ) - / & \n và của các 12 3/2 Sở Y tế Bộ Công an Trường THPT số 1 đường QL1A".split(
        " "
    ),
    *"Nguyễn Văn An ông Ảnh: N.V.A P.V (CDC) Hồ Chí Minh “ ” như gồm khu vực VII báo Lao Động Công ty CôngTy".split(
        " "
    ),
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=30), st.sampled_from(["", " "]))
def test_any_text_gives_spans_inside_it(pieces: list[str], glue: str) -> None:
    text = Aligned.of(glue.join(pieces)).norm
    for candidate in names.find(Page(text, ((0, len(text)),))):
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert not text[candidate.start].isspace()
        assert not text[candidate.end - 1].isspace()


def test_a_name_known_from_one_place_is_found_where_it_stands_bare() -> None:
    text = "Nghệ nhân Điểu Đá ở xã Đắk Nhau. Chiều ấy Điểu Đá gọi trẻ con về. Đường vào Đắk Nhau đã trải nhựa."
    assert mentions(text) == [
        ("PER", "Điểu Đá"), ("LOC", "xã Đắk Nhau"), ("PER", "Điểu Đá"), ("LOC", "Đắk Nhau"),
    ]  # fmt: skip


def test_a_title_that_runs_into_a_name_is_cut_there() -> None:
    text = "Phó Bí thư Thường trực Tỉnh ủy Cao Bằng Triệu Đình Lê và Chủ tịch UBND tỉnh Lâm Thị Sang"
    assert mentions(text) == [
        ("ORG", "Tỉnh ủy Cao Bằng"), ("PER", "Triệu Đình Lê"), ("ORG", "UBND tỉnh"), ("PER", "Lâm Thị Sang"),
    ]  # fmt: skip


def test_a_man_named_in_full_once_is_found_by_his_given_name() -> None:
    text = "Bị cáo Lò Văn Thỉnh rủ anh Mạnh đi bán trâu. Đến chợ, Thỉnh và Mạnh bị bắt. Thỉnh bỏ trốn."
    assert [name for label, name in mentions(text) if label == "PER"] == [
        "Lò Văn Thỉnh", "Mạnh", "Thỉnh", "Mạnh", "Thỉnh",
    ]  # fmt: skip


def test_a_street_that_bears_a_mans_name_is_no_man() -> None:
    text = "Nước ngập đường Trần Quang Khải. Nhà trên Trần Quang Khải đóng cửa. Ông Trần Hưng lội qua."
    assert mentions(text) == [("LOC", "đường Trần Quang Khải"), ("LOC", "Trần Quang Khải"), ("PER", "Trần Hưng")]


def test_words_that_ran_together_where_a_line_break_was_lost_are_two_names() -> None:
    text = "ký với Công ty TNHH Đại Thành Việt NamCông ty TNHH Hồng Phát"
    assert mentions(text) == [("ORG", "Công ty TNHH Đại Thành Việt Nam"), ("ORG", "Công ty TNHH Hồng Phát")]


def test_a_place_named_once_with_its_type_is_found_in_brackets() -> None:
    found_here = mentions("xã Hướng Hiệp (Đakrông), huyện Đakrông")
    assert found_here == [("LOC", "xã Hướng Hiệp"), ("LOC", "Đakrông"), ("LOC", "huyện Đakrông")]


@pytest.mark.parametrize(
    ("label", "name"),
    [("ORG", "Vụ án Ethanol Phú Thọ"), ("ORG", "Sở Văn hóa tổ chức Lễ hội"), ("LOC", "Đông Xuân")],
    ids=["case", "verb", "season"],
)
def test_what_can_be_no_name_is_refused_however_sure_the_tagger(label: str, name: str) -> None:
    text = f"Tin về vụ lúa {name} mới"
    start = text.index(name)
    assert refused(text, Candidate(label, start, start + len(name), "tagger"))
    assert not refused(text, Candidate("PER", start, start + len(name), "tagger"))
    assert not refused("Sở Y tế", Candidate("ORG", 0, 7, "tagger"))
