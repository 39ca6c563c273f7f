"""Who is who, and what offices stand beside a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_names import known


def offices(marked):
    return [(person, words) for person, words, _ in known(marked)[1]]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Đồng chí [PER Lê Văn Tám], Bí thư [ORG Tỉnh ủy], Chủ tịch [ORG HĐND tỉnh]; [PER Võ Thị Năm], Phó Bí thư.",
            [("Lê Văn Tám", "Bí thư Tỉnh ủy"), ("Lê Văn Tám", "Chủ tịch HĐND tỉnh"), ("Võ Thị Năm", "Phó Bí thư")],
        ),
        (
            "Phó Giám đốc [ORG Sở Y tế] [PER Hồ Văn Ba] và Trưởng [ORG Ban Dân vận] [PER Lò Thị Tư] dự.",
            [("Hồ Văn Ba", "Phó Giám đốc Sở Y tế"), ("Lò Thị Tư", "Trưởng Ban Dân vận")],
        ),
        (
            "[PER Mai Văn Sáu] - Ủy viên [ORG Ban Thường vụ Tỉnh ủy], Bí thư [ORG Tỉnh đoàn] nói.",
            [("Mai Văn Sáu", "Ủy viên Ban Thường vụ Tỉnh ủy"), ("Mai Văn Sáu", "Bí thư Tỉnh đoàn")],
        ),
        (
            "Có [PER Tạ Văn Bảy], Bí thư [ORG Huyện ủy], Chủ tịch [ORG UBND huyện] [PER Vi Văn Tiến].",
            [("Tạ Văn Bảy", "Bí thư Huyện ủy"), ("Vi Văn Tiến", "Chủ tịch UBND huyện")],
        ),
        ("[PER Ngô Văn Chín] (nguyên trưởng phòng)", [("Ngô Văn Chín", "nguyên trưởng phòng")]),
        ("Đại sứ [LOC Nhật Bản] tại [LOC Việt Nam] [PER Sato Ken]", [("Sato Ken", "Đại sứ Nhật Bản tại Việt Nam")]),
        ("Trưởng [LOC thôn 3] [PER Đào Văn Mười]", [("Đào Văn Mười", "Trưởng thôn 3")]),
        ("Chủ tịch nước [PER Lê Văn Tám] thăm; thành viên [PER Hồ Văn Ba].", [("Lê Văn Tám", "Chủ tịch nước")]),
        ("Thủ tướng [PER Lê Văn Tám] đến thăm.", [("Lê Văn Tám", "Thủ tướng")]),
        (
            "Ông [PER Hồ Văn Ba] (sinh năm 1976), Giám đốc [ORG Sở Y tế]",
            [("Hồ Văn Ba", "Giám đốc Sở Y tế")],
        ),
        (
            "Tổng [ORG Kiểm toán Nhà nước] (KTNN) [PER Lê Văn Tám]",
            [("Lê Văn Tám", "Tổng Kiểm toán Nhà nước")],
        ),
        ("Nhân dịp này, ông [PER Hồ Văn Ba] cho biết Chủ tịch [ORG UBND xã] đã ký.", []),
    ],
    ids=[
        "list",
        "before",
        "dash",
        "two-people",
        "brackets",
        "abroad",
        "hamlet",
        "alone",
        "premier",
        "born",
        "short-name",
        "none",
    ],
)
def test_offices_stand_with_their_person(marked, expected):
    assert sorted(offices(marked)) == sorted(expected)


def test_an_office_is_linked_to_its_body():
    _, links = known("Giám đốc [ORG Sở Y tế] [PER Hồ Văn Ba]")
    assert [(person, words, target.label) for person, words, target in links] == [
        ("Hồ Văn Ba", "Giám đốc Sở Y tế", "ORG")
    ]


def test_all_mentions_of_a_person_share_what_is_said():
    marked = "PGS.TS [PER Hồ Văn Ba], Giám đốc [ORG Sở Y tế]. Ông [PER Ba] nói. [PER HỒ VĂN BA]"
    values, _ = known(marked)
    assert values["Ba"] == values["Hồ Văn Ba"] == values["HỒ VĂN BA"]
    assert values["Ba"].model_dump() == {
        "name": "Hồ Văn Ba",
        "titles": ("PGS", "TS", "Ông"),
        "offices": ("Giám đốc Sở Y tế",),
    }


@pytest.mark.parametrize(
    ("marked", "words", "name"),
    [
        ("Ông [PER Hồ Văn Ba]. Ông [PER Ba]", "Ba", "Hồ Văn Ba"),
        ("Ông [PER Hồ Văn Ba], ông [PER Lê Ba]. Ông [PER Ba]", "Ba", None),
        ("Ông [PER Hồ Văn Ba], bà [PER Lê Ba]. Bà [PER Ba]", "Ba", "Lê Ba"),
        ("Bà [PER Lê Thị Vân Anh]. Chị [PER Vân Anh]", "Vân Anh", "Lê Thị Vân Anh"),
        ("Bà [PER Lê Ba]. Ông [PER Ba]", "Ba", None),
        ("Ảnh: [PER N.V.A]", "N.V.A", "N.V.A"),
        ("Ông [PER Tư]", "Tư", None),
        ("Tiền đạo [PER Rafaelson]", "Rafaelson", "Rafaelson"),
    ],
    ids=["one", "two", "honorific", "two-syllables", "another", "initials", "unknown", "foreign"],
)
def test_given_names_get_the_full_name_where_one_person_has_it(marked, words, name):
    assert known(marked)[0][words].name == name


_PIECES = st.sampled_from(
    ["[PER Ba]", "[PER Lê Ba]", "[ORG UBND xã]", "[ORG Sở Y tế]", "[LOC Huế]", "[LOC xã Hạ Long]", "[LOC phường 1]",
     "[LOC Hà Nam Ninh]", "[LOC xã X] (", "[LOC tỉnh Hà Bắc]", "[ORG UBND tỉnh Nghệ Tĩnh]",
     ", ", " ", " (", ")", "ông ", "Bí thư ", "Trưởng ", " - ", " và ", "các huyện ", "İ", "\n"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_row_of_names_gets_values_that_a_record_can_hold(marked):
    values, links = known(marked)
    assert all(words for words in values)
    assert all(words in marked.replace("[PER ", "").replace("]", "") or words for _, words, _ in links)
