"""Kinds and full names of bodies."""

import pytest
from marked_names import known

from pipeline.mentions.knowing.bodies import Kind, kind_of, load_kinds
from pipeline.record import BodyValue

KINDS = [pytest.param(kind, id=kind.name) for kind in load_kinds()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_told_in_its_examples_alone(kind: Kind):
    assert len(kind.examples) >= 3
    assert kind.counterexamples
    assert {kind_of(words) for words in kind.examples} == {kind.name}
    assert kind.name not in {kind_of(words) for words in kind.counterexamples}


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_can_hold_the_kind(kind: Kind):
    assert BodyValue(kind=kind.name).kind == kind.name


@pytest.mark.parametrize(
    ("marked", "words", "name"),
    [
        ("Theo [ORG UBND tỉnh].", "UBND tỉnh", "Ủy ban nhân dân tỉnh Quảng Ninh"),
        ("[ORG Tỉnh ủy] họp.", "Tỉnh ủy", "Tỉnh ủy Quảng Ninh"),
        ("[ORG Sở GD&ĐT] báo cáo.", "Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("[ORG BHXH TP. Hạ Long]", "BHXH TP. Hạ Long", "Bảo hiểm xã hội thành phố Hạ Long"),
        ("[ORG Hội Chè Ba Vàng] ([ORG HCBV]) và [ORG HCBV]", "HCBV", "Hội Chè Ba Vàng"),
        ("[ORG VSX] ([ORG Viện Sinh học xanh])", "VSX", "Viện Sinh học xanh"),
        ("[ORG Kho bạc Nhà nước (KBNN) Hà Nội]", "Kho bạc Nhà nước (KBNN) Hà Nội", "Kho bạc Nhà nước Hà Nội"),
        ("[ORG Bộ Chính trị]", "Bộ Chính trị", "Bộ Chính trị"),
        ("[ORG UBND huyện] họp", "UBND huyện", "Ủy ban nhân dân huyện"),
    ],
    ids=["province", "party", "inside", "city", "told", "told-behind", "bracket", "full", "which-district"],
)
def test_full_names(marked, words, name):
    assert known(marked, province="Quảng Ninh")[0][words].name == name


def test_a_body_belongs_to_the_place_that_ends_its_name():
    values, _ = known("[ORG Huyện ủy Vân Đồn], [ORG Sở Y tế], [ORG Bộ Y tế], [ORG Thành ủy]", province="Quảng Ninh")
    assert values["Huyện ủy Vân Đồn"].place.code == "203"
    assert values["Sở Y tế"].place.code == "22"
    assert values["Bộ Y tế"].place is None
    assert values["Thành ủy"].place is None


def test_a_body_in_a_list_is_of_the_kind_of_the_first():
    values, _ = known("[ORG Sở Xây dựng], [ORG Tài nguyên và Môi trường]")
    assert values["Tài nguyên và Môi trường"].kind == "department"
