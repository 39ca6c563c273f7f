"""Every rule for names in both directions, and what a reader of the records relies on."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mentions import names, overlaps
from pipeline.mentions.names.merge import refused
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.rules import NameRule, load_name_rules
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.tables import table
from pipeline.text.aligned import Aligned

ROOT = Path(__file__).parent.parent.parent
GOLD, CORPUS = ROOT / "gold", ROOT / "corpus"
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


REFUSED = {entry["name"]: entry for entry in table("names/refused.toml")["refused"]}


@pytest.mark.parametrize("entry", REFUSED.values(), ids=REFUSED)
def test_what_can_be_no_name_is_refused_however_sure_the_tagger(entry):
    for example in entry["examples"]:
        before, name, behind = re.split("[«»]", example)
        assert refused(before + name + behind, Candidate(entry["label"], len(before), len(before + name), "tagger"))
    for name in entry["counterexamples"]:
        assert not refused(name, Candidate(entry["label"], 0, len(name), "tagger"))


def test_no_name_of_the_gold_is_refused():
    for path in GOLD.glob("*-*.json"):
        text = (CORPUS / f"{path.stem}.txt").read_text("utf-8")
        for mention in json.loads(path.read_text("utf-8"))["mentions"]:
            name = Candidate(mention["label"], mention["start"], mention["end"], "gold")
            assert not refused(text, name), mention["text"]


def test_a_page_that_opens_with_a_branch_does_not_lend_its_place_to_other_bodies() -> None:
    text = "Chi nhánh Hà Nam mở cửa. Trường THPT Lê Lợi tỉnh Sơn La (THPT LL) khai giảng."
    assert mentions(text)[:2] == [("ORG", "Chi nhánh Hà Nam"), ("ORG", "Trường THPT Lê Lợi tỉnh Sơn La")]


def test_codes_of_the_police_count_where_the_page_shows_that_they_are_ones() -> None:
    text = "Cục trưởng C45 chỉ huy; cùng vào cuộc có C47 và các phòng PC44, PC52."
    assert mentions(text) == [("ORG", "C45"), ("ORG", "C47"), ("ORG", "PC44"), ("ORG", "PC52")]
    assert mentions("Bê tông C45 và xe C47 nằm lại.") == []


def test_a_foreign_company_is_known_again_without_its_legal_form() -> None:
    text = "* Belmont Corporation, trụ sở tại Osaka, thuê đất. Nhà máy của Belmont chạy từ năm ngoái."
    assert [name for label, name in mentions(text) if label == "ORG"] == ["Belmont Corporation", "Belmont"]


def test_a_guest_is_named_behind_his_country() -> None:
    text = "Thủ tướng Nhật Bản Ito Kenji và Chủ tịch Quốc hội Lào Bunma Keosavang tới Huế"
    assert [name for label, name in mentions(text) if label == "PER"] == ["Ito Kenji", "Bunma Keosavang"]
