from datetime import date

import pytest

from pipeline.mentions import dates, overlaps
from pipeline.mentions.page import Page
from pipeline.text.sentences import sentences

PUBLISHED = date(2024, 6, 15)


def found(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    page = Page(text, tuple(sentences(text)), published)
    return [(text[at.start : at.end], at.value["iso"]) for at in overlaps.resolve(dates.find(page))]


def one(text: str, published: date | None = PUBLISHED) -> tuple[str, str | None]:
    [mention] = found(text, published)
    return mention


@pytest.mark.parametrize("style", ["5/3/2024", "5-3-2024", "5.3.2024", "05/03/2024", "5 tháng 3 năm 2024"], ids=ascii)
def test_every_house_style_of_a_full_date_has_one_value(style: str) -> None:
    assert one(f"Lễ khởi công diễn ra ngày {style} tại huyện.") == (f"ngày {style}", "2024-03-05")


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("Họp lúc 8h30 ngày 5/3/2024.", "ngày 5/3/2024", "2024-03-05"),
        ("Vào rạng sáng ngày 5.3, tàu cập cảng.", "rạng sáng ngày 5.3", "2024-03-05"),
        ("Kể từ tháng 9/2023, trạm hoạt động.", "tháng 9/2023", "2023-09"),
        ("Khoảng đầu năm 2023, cầu thông xe.", "đầu năm 2023", "2023"),
        ("Tầm nhìn đến năm 2050 là vậy.", "năm 2050", "2050"),
        ("Hơn 10 năm xây dựng, trường khang trang.", "10 năm", "P10Y"),
        ("Thời hạn 05 (năm) năm kể từ khi ký.", "05 (năm) năm", "P5Y"),
        ("Khoảng 1,5 tháng nữa thì xong.", "1,5 tháng", None),
        ("Ông A (SN 1983) làm chủ.", "1983", "1983"),
        ("Festival Huế 2022 khép lại.", "2022", "2022"),
        ("Từ chiều ngày 25 đến 27/9 trời mưa.", "chiều ngày 25 đến 27/9", "2024-09-25/2024-09-27"),
        ("Ngày hội (30.4.1975 - 30.4.2025) đã đến.", "30.4.1975 - 30.4.2025", "1975-04-30/2025-04-30"),
        ("Trong nhiệm kỳ 2020 - 2025, Đảng bộ đoàn kết.", "nhiệm kỳ 2020 - 2025", "2020/2025"),
        ("Thu ngân sách 6 tháng đầu năm đạt dự toán.", "6 tháng đầu năm", "2024-01/2024-06"),
        ("Tăng so với cùng kỳ quý I/2023.", "cùng kỳ quý I/2023", "2023-Q1"),
        ("Những năm 90 của thế kỷ XX, điện về xã.", "Những năm 90 của thế kỷ XX", "199X"),
        ("Chùa dựng từ thế kỷ XVII.", "thế kỷ XVII", "16XX"),
        ("Lễ hội mở mùng 6 tháng Giêng.", "mùng 6 tháng Giêng", None),
        ("Bị phạt 2 năm 6 tháng tù.", "2 năm 6 tháng", "P30M"),
        ("Từ ngày mười một tháng mười năm 1999, xã có điện.", "ngày mười một tháng mười năm 1999", "1999-10-11"),
        ("Từ ngày hai tháng Chín, phà ngừng chạy.", "ngày hai tháng Chín", "2024-09-02"),
        ("Vào tháng mười năm hai nghìn mười chín, lũ về.", "tháng mười năm hai nghìn mười chín", "2019-10"),
        ("Mục tiêu quý 2 năm 2024 tháng nào cũng đạt.", "quý 2 năm 2024", "2024-Q2"),
        ("Hồi tháng 8 năm 938, quân kéo đến.", "tháng 8 năm 938", "0938-08"),
        ("Trận Bạch Đằng diễn ra vào năm 938.", "năm 938", "0938"),
        ("Đến năm 99, trường dời đi.", "năm 99", "1999"),
        ("Từ năm 86 đến năm 95, xã đổi thay.", "năm 86 đến năm 95", "1986/1995"),
        ("Họp từ tháng 12/99.", "tháng 12/99", "1999-12"),
        ("Họp ngày 29 tháng 10, 1999.", "ngày 29 tháng 10, 1999", "1999-10-29"),
        ("Phong trào những năm 80 của thế kỷ XIX.", "những năm 80 của thế kỷ XIX", "188X"),
        ("Đình dựng từ thế kỉ mười bảy.", "thế kỉ mười bảy", "16XX"),
        ("Lúa gặt vào cuối tháng tám.", "cuối tháng tám", "2024-08"),
        ("Dự kiến chiều ngày mai, cầu thông xe.", "chiều ngày mai", "2024-06-16"),
        ("Mỗi tháng 20 ngày đi biển.", "20 ngày", "P20D"),
        ("Từ tháng 4/1948 đến năm 1951, ông làm bí thư.", "tháng 4/1948 đến năm 1951", "1948-04/1951"),
        ("Từ đầu năm đến ngày 15/5, thu đạt khá.", "đầu năm đến ngày 15/5", "2024/2024-05-15"),
        ("Kỷ niệm ngày dựng nước (968 - 2018).", "968 - 2018", "0968/2018"),
        ("Bia dựng niên hiệu Vĩnh Hựu (1738).", "1738", "1738"),
        ("Hội mở 14 tháng Giêng.", "14 tháng Giêng", None),
        ("Khách lưu lại một hai ngày.", "một hai ngày", "P1D/P2D"),
        ("Kết thúc năm học trước ngày 31/5.", "ngày 31/5", "2024-05-31"),
        ("Mùa xuân năm 40, Hai Bà Trưng dựng cờ.", "Mùa xuân năm 40", "0040"),
    ],
    ids=lambda given: ascii(given)[:24],
)
def test_the_span_leaves_out_prepositions_and_clock_times(text: str, span: str, iso: str | None) -> None:
    assert one(text) == (span, iso)


def test_members_of_a_list_are_mentions_of_their_own_and_share_month_and_year() -> None:
    assert found("Trong hai ngày 3 và 4.4, mưa lớn.") == [("ngày 3", "2024-04-03"), ("4.4", "2024-04-04")]
    assert found("Các tháng 7, 8 và 9/2023 nắng nóng.") == [
        ("tháng 7", "2023-07"),
        ("8", "2023-08"),
        ("9/2023", "2023-09"),
    ]
    assert found("Trong quý I, II/2023, thu đạt.") == [("quý I", "2023-Q1"), ("II/2023", "2023-Q2")]
    assert found("Quý I và quý II/2023 khá.") == [("Quý I", "2023-Q1"), ("quý II/2023", "2023-Q2")]
    assert found("Quý I, II và III/2022 khá.")[1] == ("II", "2022-Q2")
    assert found("Kế hoạch 3 năm 2021-2023 xong.") == [("3 năm", "P3Y"), ("2021-2023", "2021/2023")]
    assert found("Thứ Năm, ngày 8 tháng 1 năm 2015.")[0] == ("Thứ Năm", "2015-01-08")
    assert found("Trong năm 2022 và 2023, tỉnh đạt.") == [("năm 2022", "2022"), ("2023", "2023")]


def test_a_missing_year_puts_the_date_nearest_to_publication() -> None:
    assert one("Ngày 28/12, tỉnh khởi công.", date(2025, 1, 4)) == ("Ngày 28/12", "2024-12-28")
    assert one("Ngày 4/1, tỉnh khởi công.", date(2024, 12, 28)) == ("Ngày 4/1", "2025-01-04")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Ngày 10/3/1975, quân ta nổ súng. Ngày 24/3, thị xã được giải phóng.", "1975-03-24"),
        ("Tháng 5/2022, sân đón bảng B (12-23/5).", "2022-05-12/2022-05-23"),
        ("Ngày 10/3/1975, quân ta nổ súng.\nNgày 11/3, địch rút chạy.", "1975-03-11"),
        (
            "Theo Nghị quyết số 33-NQ/TW, ngày 16/5/2003 của Bộ Chính trị, tỉnh đã làm. Ngày 12/6, tỉnh họp.",
            "2024-06-12",
        ),
        ("Ngày 5/5/1975, xã lập chi bộ. Năm nay, ngày 14/6, xã gặp mặt.", "2024-06-14"),
        ("Ngày 5/5/1975, xã lập chi bộ. Ngày 14/12, trường mở cửa.", "2023-12-14"),
    ],
    ids=["story", "bracket", "chronicle", "document", "present", "too-far"],
)
def test_a_story_of_an_earlier_year_keeps_its_year(text: str, iso: str) -> None:
    assert found(text)[-1][1] == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Ngày 6/11, chị dẫn đầu đoàn đến thăm trường.", "2023-11-06"),
        ("Ngày 20/8, đoàn đã đến thăm trường.", "2023-08-20"),
        ("Ngày 6/11, tỉnh sẽ tổ chức lễ khai mạc.", "2024-11-06"),
        ("Công trình dự kiến khởi công vào ngày 5/1.", "2025-01-05"),
        ("Ngày 6/11: Niêm yết danh sách.", "2024-11-06"),
        ("Ngày 1/12 này, cầu thông xe.", "2024-12-01"),
    ],
    ids=["told", "done", "will", "planned", "task", "this"],
)
def test_the_tense_decides_what_is_far_from_publication(text: str, iso: str) -> None:
    assert one(text)[1] == iso


def test_words_beside_a_date_decide_its_side_of_publication() -> None:
    assert one("Trước đó, ngày 6/1, tòa tuyên án.", date(2016, 11, 29))[1] == "2016-01-06"
    assert one("Lễ hội mở vào ngày 6/1 tới.", date(2016, 4, 1))[1] == "2017-01-06"


def test_the_year_that_the_sentence_states_comes_first() -> None:
    assert found("Năm 2010, lễ mở ngày 5/3.") == [("Năm 2010", "2010"), ("ngày 5/3", "2010-03-05")]
    assert found("Ngày 5/4 và 10/5/2012, đoàn đến.")[0] == ("Ngày 5/4", "2012-04-05")


def test_without_a_publication_date_the_year_stays_open_and_deictics_have_no_value() -> None:
    assert one("Ngày 27/4, đoàn đến thăm.", None) == ("Ngày 27/4", "XXXX-04-27")
    assert one("GRDP quý I tăng khá.", None) == ("quý I", "XXXX-Q1")
    assert one("Hôm qua, đoàn đến thăm.", None) == ("Hôm qua", None)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Sáng nay, tỉnh họp.", "2024-06-15"),
        ("Tối qua, mưa lớn.", "2024-06-14"),
        ("Tháng trước, giá giảm.", "2024-05"),
        ("Tăng so với cùng kỳ năm ngoái.", "2023"),
        ("Cuối năm, cầu sẽ xong.", "2024"),
        ("Tuần sau, tỉnh họp.", None),
    ],
    ids=ascii,
)
def test_deictics_count_from_the_publication_date(text: str, iso: str | None) -> None:
    assert one(text)[1] == iso


def test_the_month_before_is_told_from_the_month_that_is_compared() -> None:
    text = "Chỉ số giá tháng 5 tăng 0,2% so với tháng trước."
    assert found(text) == [("tháng 5", "2024-05"), ("tháng trước", "2024-04")]


def test_a_date_in_apposition_tells_which_day_a_deictic_means() -> None:
    assert found("Sáng nay (2.5), đoàn đến.", date(2024, 4, 28)) == [("Sáng nay", "2024-05-02"), ("2.5", "2024-05-02")]


@pytest.mark.parametrize(
    "text",
    [
        "Khoảng 2/3 số hộ đồng ý.",
        "Đội nhà thắng 3-1.",
        "Có 55/63 địa phương tham gia.",
        "Dự án bước vào giai đoạn 2.",
        "Có 1.576 thủ tục.",
        "Theo Nghị định 100/2019/NĐ-CP.",
        "Ngày 31/2 không có.",
        "Nhà ở đường 30/4.",
        "Dạo công viên 3 tháng 2.",
        "Chị năm nào cũng đến.",
        "Cháu 6 tháng tuổi đã biết ngồi.",
        "Thưởng 10 tháng lương.",
        "Hiện nay và thời gian qua, hằng năm, mỗi tháng.",
        "Thế hệ trẻ hôm nay và mai sau.",
        "Năm học mới sắp đến.",
        "Quý vị đại biểu và Quý Hai.",
        "World Cup 2022 và VN 2000.",
        "Đứng thứ 4 toàn quốc, lớp 3, quốc lộ 18.",
        "Theo ISO/IEC 17025:2005.",
        "Năm sau cao hơn năm trước.",
        "Lễ giỗ mở vào ngày 14/4 hằng năm.",
        "Hội mở từ ngày 14/4 đến ngày 20/4 hàng năm.",
        "Mỗi năm 50 hộ thoát nghèo, bình quân mỗi năm 500 tấn.",
        "Bước sang năm 45 tuổi, ông nghỉ.",
        "Trong tháng hai bên sẽ họp.",
        "Hội mở hằng năm vào ngày 20 tháng 10.",
        "Lễ mở từ 13 đến 15 tháng Giêng hằng năm.",
        "Thu nhập 36 triệu đồng một người một năm.",
        "Kế hoạch thu chi đầu năm của trường chưa duyệt.",
    ],
    ids=ascii,
)
def test_near_misses_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_a_date_glued_to_the_sentence_before_is_found() -> None:
    assert found("Trường đã xong.Ngày 5/3/2024 bàn giao; trời tạnhNgày 6/3/2024 mở.") == [
        ("Ngày 5/3/2024", "2024-03-05"),
        ("Ngày 6/3/2024", "2024-03-06"),
    ]
