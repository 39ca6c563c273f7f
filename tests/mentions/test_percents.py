from datetime import date
from typing import Any

import pytest

from pipeline.mentions import dates, overlaps, percents
from pipeline.mentions.page import Candidate, Page
from pipeline.text.sentences import sentences


def read(text: str, *names: tuple[str, str]) -> tuple[list[Candidate], Page]:
    """The percentages of a text, completed; ``names`` are words of it with their labels."""
    page = Page(text, tuple(sentences(text)), date(2024, 6, 15))
    named = [Candidate(label, text.index(name), text.index(name) + len(name), "test") for name, label in names]
    mentions = overlaps.resolve(dates.find(page) + percents.find(page) + named)
    percents.link(page, mentions)
    return [mention for mention in mentions if mention.label == "PERCENT"], page


def measured(text: str, *names: tuple[str, str]) -> list[tuple[str | None, str | None]]:
    return [(found.value["indicator"], found.value["direction"]) for found in read(text, *names)[0]]


def numbers(text: str) -> list[tuple[str, float, float, str, str]]:
    found, page = read(text)
    keys = ("low", "high", "unit", "comparator")
    return [(page.text[at.start : at.end], *(at.value[key] for key in keys)) for at in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Đạt hơn 45,2% kế hoạch.", ("45,2%", 45.2, 45.2, "percent", ">")),
        ("Tăng 11.13 % so với cùng kỳ.", ("11.13 %", 11.13, 11.13, "percent", "=")),
        ("Giá tăng 15-20%/năm.", ("15-20%", 15.0, 20.0, "percent", "=")),
        ("Tăng từ 8% đến 10%.", ("8% đến 10%", 8.0, 10.0, "percent", "=")),
        ("Giảm 0,5 điểm phần trăm.", ("0,5 điểm phần trăm", 0.5, 0.5, "point", "=")),
        ("Đạt tăng trưởng 2 con số.", ("2 con số", 10.0, 100.0, "percent", "=")),
        ("Tỷ lệ này không vượt quá 4%.", ("4%", 4.0, 4.0, "percent", "<=")),
        ("Số hộ đạt từ 80% trở lên.", ("80%", 80.0, 80.0, "percent", ">=")),
        ("Tăng cao nhất là 4%.", ("4%", 4.0, 4.0, "percent", "=")),
        ("Chưa đủ 100% trường đạt chuẩn.", ("100%", 100.0, 100.0, "percent", "<")),
        ("Thu ngân sách ước đạt 98% dự toán.", ("98%", 98.0, 98.0, "percent", "~")),
        ("Năng suất cao hơn 5%.", ("5%", 5.0, 5.0, "percent", "=")),
        ("Hai mươi lăm phần trăm số hộ nghèo.", ("Hai mươi lăm phần trăm", 25.0, 25.0, "percent", "=")),
        ("Lãi hai phẩy không ba phần trăm.", ("hai phẩy không ba phần trăm", 2.03, 2.03, "percent", "=")),
        ("Tăng không phẩy năm phần trăm.", ("không phẩy năm phần trăm", 0.5, 0.5, "percent", "=")),
        ("Tăng hơn một nghìn lẻ một phần trăm.", ("một nghìn lẻ một phần trăm", 1001.0, 1001.0, "percent", ">")),
        ("Tăng từ hai đến ba phần trăm.", ("hai đến ba phần trăm", 2.0, 3.0, "percent", "=")),
    ],
    ids=ascii,
)
def test_numbers_unit_and_comparator(text: str, value: tuple[str, float, float, str, str]) -> None:
    assert numbers(text) == [value]


def test_the_levels_of_a_change_are_two_mentions_of_one_direction_and_indicator() -> None:
    assert measured("Tỷ lệ hộ nghèo giảm từ 5,3% năm 2021 xuống còn 1,2% năm 2024.") == [("Tỷ lệ hộ nghèo", "down")] * 2
    assert measured("Tỷ lệ thất nghiệp từ 2% lên 3%.") == [("Tỷ lệ thất nghiệp", "up")] * 2
    assert measured("Lãi suất giảm từ 6%/năm (0,5%/tháng) xuống 5,4%/năm.") == [("Lãi suất", "down")] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Tăng hai ba phần trăm.",
        "Lãi trăm hai mươi phần trăm.",
        "Rượu 40% vol.",
        "Cồn 70% để sát khuẩn.",
        "Xếp thứ 2/63.",
        "Dịch vụ công mức độ 4.",
        "Gấp 2 lần, bằng 2/3.",
    ],
    ids=ascii,
)
def test_near_misses_are_no_percentages(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đến nay, tỷ lệ che phủ rừng của tỉnh đạt hơn 55%.", [("tỷ lệ che phủ rừng của tỉnh", None)]),
        ("100% đơn vị cấp huyện, cấp xã đã dùng chữ ký số.", [("đơn vị cấp huyện, cấp xã", None)]),
        ("Toàn tỉnh có 98/121 xã (chiếm 81%) đạt chuẩn.", [("xã", None)]),
        ("Cả nước còn 20 hồ, chiếm 5% tổng số hồ chứa.", [("hồ", None)]),
        ("Giải ngân vốn đầu tư công đạt 35% kế hoạch.", [("Giải ngân vốn đầu tư công", None)]),
        ("Doanh nghiệp được giảm 30% tiền thuê đất.", [("tiền thuê đất", "down")]),
        ("Bãi bỏ 51,3% danh mục hàng hóa phải kiểm tra.", [("danh mục hàng hóa", None)]),
        ("62% điều kiện kinh doanh được cắt giảm.", [("điều kiện kinh doanh", "down")]),
        ("Tốc độ tăng trưởng đạt 18,2%.", [("Tốc độ tăng trưởng", "up")]),
        ("Công nghiệp - xây dựng chiếm 45%, dịch vụ 35%.", [("Công nghiệp - xây dựng", None), ("dịch vụ", None)]),
        ("Ngành chế biến, chế tạo tăng 7,8%.", [("Ngành chế biến, chế tạo", "up")]),
        ("Kim ngạch đạt 3 tỷ USD, tăng 12%, vượt 2% kế hoạch.", [("Kim ngạch", "up"), ("Kim ngạch", "up")]),
        ("Năng suất lao động nâng lên với mức tăng bình quân 11%.", [("Năng suất lao động", "up")]),
        ("CPI tăng 3,1%, đạt mục tiêu Quốc hội đề ra là dưới 4%.", [("CPI", "up"), ("CPI", None)]),
        ("Người vi phạm phải nộp thêm 0,05% trên tổng số tiền phạt.", [(None, None)]),
        ("Giá trị gia tăng khu vực dịch vụ chiếm 40%.", [("Giá trị gia tăng khu vực dịch vụ", None)]),
        ("Chỉ số này tăng 8%.", [(None, "up")]),
        ("Doanh thu bán lẻ trong tháng Mười một tăng 18%.", [("Doanh thu bán lẻ", "up")]),
        ("Doanh thu đạt 1.300 tỉ nhân dân tệ, tăng 4%.", [("Doanh thu", "up")]),
        ("Nâng tỷ lệ trẻ được uống vitamin lên 96%.", [("tỷ lệ trẻ", "up")]),
        (
            "Dầu thô tăng 6%, than 4%; số hộ nghèo giảm 120 hộ (3%).",
            [
                ("Dầu thô", "up"),
                ("than", "up"),
                ("số hộ nghèo", "down"),
            ],
        ),
        ("Lãi suất không được vượt quá 20%.", [("Lãi suất", None)]),
        ("Doanh thu đạt 1.200 tỷ đồng đạt 80% kế hoạch.", [("Doanh thu", None)]),
        ("Sản xuất thang có bánh xe tăng 9%.", [("Sản xuất thang có bánh xe", "up")]),
        ("Về thương mại, 5 tháng tăng 12%.", [("thương mại", "up")]),
        ("Tuy mưa lũ nhiều song thu nội địa vẫn khá, đạt 60% dự toán.", [("thu nội địa", None)]),
        ("Đã chấm 40/50 (80%) bài thi.", [("bài thi", None)]),
        ("Số phiếu đồng ý: 40 phiếu (chiếm 80%).", [("Số phiếu đồng ý", None)]),
        ("Đường thôn, ngõ xóm được chiếu sáng đạt 70%.", [("Đường thôn, ngõ xóm", None)]),
        ("Giảm 4% về lượng và giảm 7% về giá trị.", [("lượng", "down"), ("giá trị", "down")]),
        ("Nhà thầu đã hoàn thành 90% phần móng.", [("phần móng", None)]),
        ("Nhà thầu đã hoàn thành 90% kế hoạch.", [("Nhà thầu", None)]),
        ("Trường đạt tỷ lệ 95% học sinh lên lớp.", [("học sinh", None)]),
        ("Sản lượng vụ Hè - Thu chiếm 35%.", [("Sản lượng vụ Hè - Thu", None)]),
        ("Thiết bị gia đình tăng 2%.", [("Thiết bị gia đình", "up")]),
        ("Hiện lãi suất cho vay đã ổn định, ở mức 7%/năm.", [("lãi suất cho vay", None)]),
        ("Nợ xấu tăng 40 tỷ đồng, tương ứng mức tăng 12%.", [("Nợ xấu", "up")]),
        ("Tỷ lệ hộ nghèo giảm nhanh, còn 4%, giảm được 2%.", [("Tỷ lệ hộ nghèo", "down")] * 2),
        ("Tăng cao nhất là nhóm giáo dục với 3%.", [("nhóm giáo dục", "up")]),
        ("Nhóm nhà ở tăng 2%, đất ở đạt 95%.", [("Nhóm nhà ở", "up"), ("đất ở", None)]),
        ("Cả huyện gặt 500 ha ngô, tập trung ở vùng cao, bằng 98%.", [("ngô", None)]),
        ("Khai khoáng làm giảm 0,3 điểm phần trăm mức tăng chung.", [("mức tăng chung", "down")]),
        ("IIP giảm 2% do sản lượng than giảm 9%.", [("IIP", "down"), ("sản lượng than", "down")]),
        ("Chỉ có 30% trong số 90 hộ dân đã đồng tình.", [("hộ dân", None)]),
        ("Đón 2 triệu lượt khách, gấp đôi năm ngoái, tăng 8%.", [("lượt khách", "up")]),
        ("Lao động nông nghiệp từ 60% năm 2020 giảm còn 40%.", [("Lao động nông nghiệp", "down")] * 2),
        ("Tỷ lệ lấp đầy bình quân 70%.", [("Tỷ lệ lấp đầy", None)]),
        ("Có 50 xã thuộc 12 tỉnh, thành phố, chiếm 20%.", [("xã", None)]),
        ("Xã xếp thứ 3/20 xã về tỷ lệ phủ sóng, đạt 97%.", [("tỷ lệ phủ sóng", None)]),
        ("Số xã có đường đạt 60%, trên 90% dân số tham gia bảo hiểm.", [("Số xã có đường", None), ("dân số", None)]),
        ("Ngành in, may tăng 3% và ngành gốm, sứ tăng 4%.", [("Ngành in, may", "up"), ("ngành gốm, sứ", "up")]),
        ("Tỷ lệ giảm nghèo đạt 5%, bằng 125% kế hoạch.", [("Tỷ lệ giảm nghèo", "down"), ("Tỷ lệ giảm nghèo", None)]),
        ("Tỷ lệ hộ nghèo được kéo giảm còn 3%.", [("Tỷ lệ hộ nghèo", "down")]),
        ("Bên cạnh ngành dệt, nhuộm, ngành điện tăng 5%.", [("ngành điện", "up")]),
        (
            "Tỷ trọng than, quặng; gỗ, giấy lần lượt là 2% và 3%.",
            [
                ("Tỷ trọng than, quặng", None),
                ("gỗ, giấy", None),
            ],
        ),
    ],
    ids=lambda given: ascii(given)[:24] if isinstance(given, str) else "expected",
)
def test_what_is_measured_and_whether_it_rises(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert measured(text) == expected


def test_an_indicator_carries_over_lists_and_sentences() -> None:
    assert measured("GDP lần lượt tăng 5,05%; 7,83%; 13,71% và 5,92%.") == [("GDP", "up")] * 4
    assert measured("IIP cả năm tăng 8,9%. Riêng tháng 10, chỉ số này tăng tới 19,7%.") == [("IIP", "up")] * 2


def test_respectively_gives_each_percentage_its_own_subject() -> None:
    text = "Túi khí và thép cán tăng lần lượt 74,8% và 88,7%."
    assert measured(text) == [("Túi khí", "up"), ("thép cán", "up")]


def test_a_place_is_not_measured_but_what_the_sentence_says_of_places() -> None:
    text = "Bảy tỉnh có tỷ lệ tiếp dân vượt định mức như: Hậu Giang (đạt 189%), Hải Phòng (178%)."
    assert measured(text, ("Hậu Giang", "LOC"), ("Hải Phòng", "LOC")) == [("tỷ lệ tiếp dân", None)] * 2


def test_a_list_of_places_keeps_what_is_measured() -> None:
    text = "Tỷ lệ hộ nghèo: Tây Nguyên 8% với 900 hộ; Nam Bộ 2% với 300 hộ."
    assert measured(text, ("Tây Nguyên", "LOC"), ("Nam Bộ", "LOC")) == [("Tỷ lệ hộ nghèo", None)] * 2


def test_every_indicator_is_a_relation_to_its_words() -> None:
    text = "Năm 2023, tỷ lệ hộ nghèo còn 5%."
    page = Page(text, tuple(sentences(text)), None)
    mentions = percents.find(page)
    [relation] = percents.link(page, mentions)
    assert (relation.kind, relation.source) == ("indicator", mentions[0])
    assert text[relation.start : relation.end] == mentions[0].value["indicator"] == "tỷ lệ hộ nghèo"


def test_a_page_of_nothing_but_percentages_is_read(recwarn: Any) -> None:
    found, _ = read("5%" * 200 + " và (5%, " * 50)
    assert len(found) > 200
    assert not recwarn.list
