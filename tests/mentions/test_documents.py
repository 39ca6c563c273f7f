"""Which words of an article are a document, and where the mention ends."""

from datetime import date

import pytest

from pipeline.mentions import documents
from pipeline.mentions.documents.laws import law_key
from pipeline.mentions.page import Page
from pipeline.mentions.rules import Rule, load_rules
from pipeline.text.aligned import Aligned
from pipeline.text.sentences import sentences

PUBLISHED = date(2024, 6, 15)


def page_of(text: str) -> Page:
    norm = Aligned.of(text).norm
    return Page(norm, tuple(sentences(norm)), PUBLISHED)


def spans(text: str) -> list[str]:
    """The mentions of ``text`` as written."""
    page = page_of(text)
    return [page.text[c.start : c.end] for c in documents.find(page)]


RULES = [pytest.param(rule, id=rule.name) for rule in load_rules(documents.RULES_FILE)]


@pytest.mark.parametrize("rule", RULES)
def test_find_gives_what_a_rules_examples_say(rule: Rule) -> None:
    for marked, expected in rule.examples.items():
        found = [documents.describe(c.value) for c in documents.find(page_of(marked.replace("«", "").replace("»", "")))]
        for item in expected.split("; "):
            assert item in found, marked


NEAR_MISSES_ARE_NO_DOCUMENTS = {
    "standards": "đạt chuẩn TCVN 11041-2:2017, QCVN 12:2026/BCA và ISO/IEC 17025:2005; VILAS: 512",
    "forms": "theo Mẫu số 29-TTr, mẫu số 01/TT-LLTP; số 2009/13/ATTP-CN",
    "plates": "xe 37A-600.93, 51A - 538.02 và tàu 14B-02071",
    "diseases": "cúm A/H5N1, Covid-19, HIV/AIDS",
    "routes": "QL18A, ĐT.326, tỉnh lộ 334, Km16+260, lô CN-05",
    "phones": "liên hệ 0203.3835.555 hoặc 0912 345 678",
    "ratios": "giải ngân 45.799/36.875 tỷ đồng (83,2%/50%), 55/63 địa phương",
    "lawyers": "Luật sư A, Công ty Luật B, Trường Đại học Luật Hà Nội, cử nhân Luật",
    "words-with-luat": "pháp luật lao động, kỷ luật cảnh cáo, quy luật cung cầu, luật sư đoàn",
    "programmes": "Chương trình 135, Đề án phát triển du lịch, Quy hoạch điện VIII, 11 tờ trình",
    "plans": "Kế hoạch 5 năm 2021 - 2025; kế hoạch 2024; phương án số 1",
    "general": "Nghị định này, các nghị quyết, 3 nghị định, nghị quyết 5 nội dung, Nghị quyết 2024",
    "congresses": "Đại hội XIII của Đảng, Kỳ họp thứ 16, HĐND khóa XIV, Hội nghị Trung ương 7",
    "papers-and-lots": "thửa đất số 45/7, tờ bản đồ số 12, gói thầu số 05; tàu BĐ 95123-TS; giấy phép lái xe số 790123",
    "programmes-by-number": "Chương trình 30a, Đề án 844, Dự án 8, Tiểu dự án 2, HĐ 15, KH 12, CT 5",
    "verbs-and-dates": "quyết định 30 hộ được vay, quyết định 2/9/1945, báo cáo 12/20 đơn vị",
    "unnumbered-resolutions": "nghị quyết Đại hội Đảng các cấp; nghị quyết của Trung ương",
    "number-before-an-abbreviation": "năm 2024 KT-XH của tỉnh phát triển",
}


@pytest.mark.parametrize("text", NEAR_MISSES_ARE_NO_DOCUMENTS.values(), ids=NEAR_MISSES_ARE_NO_DOCUMENTS)
def test_near_misses_are_no_documents(text: str) -> None:
    assert spans(text) == []


HOW_FAR_THE_NAME_OF_A_LAW_RUNS = {
    "commas-in-the-name": (
        "theo Luật Phòng, chống tác hại của rượu, bia năm 2019, người",
        ["Luật Phòng, chống tác hại của rượu, bia năm 2019"],
    ),
    "name-before-a-verb": ("Luật Bảo vệ môi trường quy định", ["Luật Bảo vệ môi trường"]),
    "longest-name": ("Luật Đầu tư công và Luật Đầu tư", ["Luật Đầu tư công", "Luật Đầu tư"]),
    "name-and-symbol": (
        "Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày",
        ["Luật Tổ chức chính quyền địa phương số 77/2015/QH13"],
    ),
    "code-abbreviated": ("khoản 2 Điều 260 BLHS năm 2015", ["BLHS năm 2015"]),
    "year-of-amendment-outside": ("Điều 174 Bộ luật hình sự 2015 (sửa đổi năm 2017)", ["Bộ luật hình sự 2015"]),
    "upper-case": ("LUẬT ĐẤT ĐAI NĂM 2024", ["LUẬT ĐẤT ĐAI NĂM 2024"]),
    "name-abbreviated": ("Luật BHXH năm 2024", ["Luật BHXH năm 2024"]),
    "lower-case-needs-a-capital": ("theo luật lao động; luật Đất đai", ["luật Đất đai"]),
    "list-of-names": (
        "các luật Đất đai, Nhà ở và Kinh doanh bất động sản",
        ["luật Đất đai", "Nhà ở", "Kinh doanh bất động sản"],
    ),
    "ordinance": (
        "Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14",
        ["Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14"],
    ),
    "amending-law": (
        "Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu và Luật Đầu tư công đã",
        ["Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu và Luật Đầu tư công"],
    ),
    "unlisted-name": ("Luật An toàn giao thông được", ["Luật An toàn giao thông"]),
    "branches-of-law": ("học Luật Kinh tế; theo Luật Quốc tế", []),
    "amending-counted-laws": (
        "Luật sửa đổi, bổ sung một số điều của 11 luật liên quan đến an ninh, trật tự được thông qua",
        ["Luật sửa đổi, bổ sung một số điều của 11 luật liên quan đến an ninh, trật tự"],
    ),
    "brackets-in-the-name": (
        "Luật Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người (HIV/AIDS) được",
        ["Luật Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người (HIV/AIDS)"],
    ),
    "list-behind-one-law": (
        "Luật Đất đai 2024, Nhà ở 2023 và Kinh doanh bất động sản sửa đổi",
        ["Luật Đất đai 2024", "Nhà ở 2023", "Kinh doanh bất động sản"],
    ),
    "list-announced": ("ba luật gồm Đất đai và Nhà ở", ["Đất đai", "Nhà ở"]),
    "not-announced": ("nhiều luật như rừng; luật gồm Nhiều điều", []),
    "a-body-behind-a-law": (
        "Theo Luật Bảo hiểm y tế, Bảo hiểm xã hội tỉnh chi trả; theo Luật Đất đai, Nhà nước thu hồi",
        ["Luật Bảo hiểm y tế", "Luật Đất đai"],
    ),
    "closing-quote-outside": ("xem “Luật Đất đai” mới", ["Luật Đất đai"]),
}


@pytest.mark.parametrize(
    ("text", "expected"), HOW_FAR_THE_NAME_OF_A_LAW_RUNS.values(), ids=HOW_FAR_THE_NAME_OF_A_LAW_RUNS
)
def test_how_far_the_name_of_a_law_runs(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


LISTS_AND_BOUNDS_OF_SYMBOLS = {
    "and": ("các Nghị quyết số 79 và 80", ["Nghị quyết số 79", "80"]),
    "shared-code": ("Nghị định 34 và 35/2024/NĐ-CP", ["Nghị định 34", "35/2024/NĐ-CP"]),
    "bare": ("24/2026/NĐ-CP, 25/2026/NĐ-CP và 26/2026/NĐ-CP", ["24/2026/NĐ-CP", "25/2026/NĐ-CP", "26/2026/NĐ-CP"]),
    "so": ("NĐ số 98/2007/NĐ-CP ngày 7/6/2007 và số 13/2009/NĐ-CP", ["NĐ số 98/2007/NĐ-CP", "số 13/2009/NĐ-CP"]),
    "dates-between": ("Quyết định 36 ngày 29/7/2017 và 1486 ngày 28/10/2019", ["Quyết định 36", "1486"]),
    "a-count-is-no-item": ("Nghị quyết 57 và 3 văn bản khác", ["Nghị quyết 57"]),
    "lower-case": ("theo quyết định 217 và 218 của Bộ Chính trị", ["quyết định 217", "218"]),
    "lower-case-verb": ("tỉnh quyết định 5 và 7 là số may mắn", []),
    "a-date-and-a-comma-between": (
        "văn bản số 140/UBND-KT ngày 5-4-2026, 146/UBND-KT ngày 7-4-2026",
        ["văn bản số 140/UBND-KT", "146/UBND-KT"],
    ),
    "dot-in-the-issuers-code": ("Thông báo 26/TB-VP.UBND ngày", ["Thông báo 26/TB-VP.UBND"]),
    "space-for-a-separator": (
        "Thông tư 22/2021/TT BGDĐT; Quyết định 12/QĐ UBND",
        ["Thông tư 22/2021/TT BGDĐT", "Quyết định 12/QĐ UBND"],
    ),
    "no-name-behind-a-space": ("Thông tư 22/2021/TT BỘ GIÁO DỤC", ["Thông tư 22/2021/TT"]),
    "careless-capitals": (
        "chỉ thị số 16-ct/tw; Quyết định 75/Qđ-UBND",
        ["chỉ thị số 16-ct/tw", "Quyết định 75/Qđ-UBND"],
    ),
    "place-outside": ("Quyết định 2855/QĐ-UBND tỉnh Hà Tĩnh", ["Quyết định 2855/QĐ-UBND"]),
    "no-words-in-a-symbol": ("Quyết định số 12/QĐ - Sở Y tế", ["Quyết định số 12/QĐ"]),
}


@pytest.mark.parametrize(("text", "expected"), LISTS_AND_BOUNDS_OF_SYMBOLS.values(), ids=LISTS_AND_BOUNDS_OF_SYMBOLS)
def test_lists_and_bounds_of_symbols(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_an_alias_counts_only_where_its_document_is_named() -> None:
    assert spans("Thông tư số 04/2012/TT-BTTTT (TT04); theo TT04 của Bộ") == [
        "Thông tư số 04/2012/TT-BTTTT",
        "TT04",
        "TT04",
    ]
    assert spans("TT 04 của huyện, CT 16 của công ty") == []


@pytest.mark.parametrize("words", ["Luật Đất đai năm 2024", "luật đất đai", "LUẬT ĐẤT ĐAI"])
def test_a_laws_key_is_its_name(words: str) -> None:
    assert law_key(words) == "đất đai"


ODD_TEXTS = [
    "",
    " ",
    "\n",
    "Nghị quyết",
    "số",
    "Nghị quyết số 57",
    "57-NQ/TW",
    "Luật ",
    "Nghị định 5/2020/NĐ-CP của ",
    "(" * 50,
]


@pytest.mark.parametrize("text", [*ODD_TEXTS, "\ud800 Nghị quyết 57"])
def test_any_text_is_read(text: str) -> None:
    page = page_of(text)
    found = documents.find(page)
    assert all(0 <= c.start < c.end <= len(page.text) for c in found)
    assert documents.link(page, found) == []
