"""Which unit a place is, by its address, its article and its day."""

import pytest
from marked_names import code, known


@pytest.mark.parametrize(
    ("marked", "words", "expected"),
    [
        ("Ở [LOC xã Minh Tân], [LOC huyện Vụ Bản], [LOC tỉnh Nam Định].", "xã Minh Tân", "13750"),
        ("Ở [LOC xã Tân Thành] ([LOC huyện Kim Sơn]), [LOC Ninh Bình].", "xã Tân Thành", "14668"),
        ("Ông ở [LOC huyện Châu Thành], [LOC Trà Vinh].", "huyện Châu Thành", "847"),
        ("Các huyện [LOC Ba Chẽ], [LOC Bình Liêu] của [LOC Quảng Ninh].", "Bình Liêu", "198"),
        ("Dọc [LOC sông Mã] về [LOC tỉnh Sơn La], ghé [LOC Sông Mã].", "Sông Mã", "126"),
        ("Đoàn vào [LOC TP.HCM], dừng ở [LOC quận 3], [LOC phường 9].", "phường 9", "27142"),
        ("Tại [LOC thành phố Qui Nhơn].", "thành phố Qui Nhơn", "540"),
        ("Về [LOC huyện K’Bang], [LOC Gia Lai].", "huyện K’Bang", "625"),
        ("Từ [LOC thị xã Phổ Yên], [LOC Thái Nguyên].", "thị xã Phổ Yên", "172"),
        ("Ở [LOC HÀ TĨNH] và [LOC TP Hà Tĩnh].", "HÀ TĨNH", "42"),
    ],
    ids=["address", "brackets", "province", "list", "river", "numbers", "i-y", "apostrophe", "risen", "capitals"],
)
def test_a_place_gets_the_code_of_its_unit(marked, words, expected):
    assert code(marked, words) == ("63", expected)


def test_the_province_of_the_article_decides_between_namesakes():
    marked = "Tại [LOC huyện Châu Thành], mưa lớn."
    assert code(marked, "huyện Châu Thành", province="Tây Ninh") == ("63", "708")
    assert code(marked, "huyện Châu Thành", province="Kiên Giang") == ("63", "905")


def test_without_any_hint_the_namesakes_are_told():
    value = known("Tại [LOC huyện Châu Thành], mưa lớn.")[0]["huyện Châu Thành"]
    assert value.code is None
    assert value.level == "district"
    assert {"708", "905"} <= {unit.code for unit in value.ambiguous}


def test_what_an_address_told_once_holds_for_the_article():
    marked = "Ở [LOC huyện Châu Thành], [LOC Long An]; gần [LOC Tiền Giang]. Dân [LOC huyện Châu Thành] vui."
    assert code(marked, "huyện Châu Thành") == ("63", "808")


def test_a_bare_name_is_the_unit_that_the_article_names_in_full():
    assert code("[LOC Xã Viên An], [LOC huyện Ngọc Hiển]. Nay [LOC Viên An] khác xưa.", "Viên An") == ("63", "32242")


def test_a_bare_name_of_an_industrial_park_is_no_commune():
    values, _ = known("[LOC KCN Vân Trung] rộng; nhà máy ở [LOC Vân Trung].", province="Bắc Giang")
    assert (values["Vân Trung"].level, values["Vân Trung"].code) == ("industrial_park", None)


def test_a_namesake_in_another_province_is_not_taken_for_a_commune_that_ended():
    """Xã Xuân Đài of Xuân Trường ended before 2025; another one stands in Phú Thọ."""
    value = known("Quê [LOC xã Xuân Đài], [LOC huyện Xuân Trường], [LOC tỉnh Nam Định].")[0]["xã Xuân Đài"]
    assert (value.code, value.level, value.province.code) == (None, "commune", "36")


@pytest.mark.parametrize(
    ("published", "system", "expected"),
    [("2025-06-30", "63", "10"), ("2025-07-01", "34", "15"), (None, "63", "10")],
    ids=["before", "after", "unknown"],
)
def test_the_day_decides_between_the_lists(published, system, expected):
    assert code("Đến [LOC tỉnh Lào Cai].", "tỉnh Lào Cai", published=published) == (system, expected)


def test_a_district_named_after_the_reform_is_the_old_one():
    marked = "[LOC Phường Hạ Long] thuộc [LOC huyện Vân Đồn] cũ và [LOC tỉnh Quảng Nam] cũ."
    values, _ = known(marked, published="2026-01-05")
    assert (values["huyện Vân Đồn"].system, values["huyện Vân Đồn"].code) == ("63", "203")
    assert [unit.name for unit in values["huyện Vân Đồn"].present] == ["Đặc khu Vân Đồn"]
    assert [unit.name for unit in values["tỉnh Quảng Nam"].present] == ["Thành phố Đà Nẵng"]


def test_a_unit_that_ended_earlier_keeps_its_code():
    values, _ = known("[LOC Tỉnh Hà Tây], [LOC huyện Hoành Bồ], [LOC tỉnh Hà Nam Ninh].", published="2007-01-01")
    assert values["Tỉnh Hà Tây"].code == "28"
    assert values["huyện Hoành Bồ"].code == "204"
    assert values["tỉnh Hà Nam Ninh"].code is None
    assert [unit.name for unit in values["tỉnh Hà Nam Ninh"].present] == ["Tỉnh Ninh Bình"]


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2022-07-01", "474"), ("2025-02-01", "46")],
    ids=["city-of-a-province", "central-city"],
)
def test_hue(published, expected):
    assert code("Ở [LOC thành phố Huế].", "thành phố Huế", published=published) == ("63", expected)


def test_a_list_of_communes_that_stand_in_one_list_only():
    marked = "Từ hôm nay có 3 phường: [LOC Long An], [LOC Tân An] và [LOC Khánh Hậu]."
    assert code(marked, "Khánh Hậu", published="2025-06-30", province="Long An")[0] == "34"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Nhật Bản", "country"), ("Tokyo", "foreign"), ("miền Trung", "region"), ("quốc lộ 1A", "road"),
        ("QL18", "road"), ("sông Hồng", "water"), ("đèo Hải Vân", "mountain"), ("quần đảo Nam Du", "island"),
        ("Khu công nghiệp (KCN) Deep C", "industrial_park"), ("chợ Đồng Xuân", "site"), ("thôn 3", "hamlet"),
        ("Bến Tre", "province"), ("đồi cát Nam Cương", "mountain"),
    ],
)  # fmt: skip
def test_levels(words, level):
    assert known(f"Ở [LOC {words}].")[0][words].level == level


def test_a_name_behind_a_house_number_is_a_road():
    values, _ = known("Trụ sở (15 [LOC Hải Phòng], [LOC phường Thạch Thang], [LOC Đà Nẵng])")
    assert (values["Hải Phòng"].level, values["Hải Phòng"].code) == ("road", None)


def test_only_just_is_not_the_new_unit():
    assert code("Riêng [LOC Thanh Miện] mới 8%.", "Thanh Miện", province="Hải Dương") == ("63", "300")
