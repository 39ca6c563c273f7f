"""What an article says of a document: when issued and by whom, and which mentions share it."""

import pytest
from marked_documents import linked, values

from pipeline.mentions import documents

ISSUED = {
    "behind": ("Nghị quyết số 04-NQ/TU {2012-05-05|ngày 5/5/2012}", "2012-05-05"),
    "comma": ("Nghị quyết số 06-NQ/TU, {2016-06-26|ngày 26/6/2016}", "2016-06-26"),
    "brackets": ("Kết luận số 127-KL/TW ({2025-02-28|ngày 28/2/2025})", "2025-02-28"),
    "after-the-issuer": ("Nghị định 43/2014/NĐ-CP của {ORG|Chính phủ} {2014-05-15|ngày 15/5/2014}", "2014-05-15"),
    "passive": ("Nghị định 15/2020/NĐ-CP được {ORG|Chính phủ} ban hành {2020-02-03|ngày 3/2/2020}", "2020-02-03"),
    "before-the-agent": (
        "{2012-05-05|Ngày 5/5/2012}, {ORG|UBND tỉnh} đã ban hành Quyết định số 12/QĐ-UBND",
        "2012-05-05",
    ),
    "year-of-the-symbol": ("{2024-08-14|Ngày 14/8}, Bộ trưởng {ORG|Bộ Y tế} ký Thông tư 03/2018/TT-BYT", "2018-08-14"),
    "behind-the-subject": ("Nghị quyết số 04-NQ/TU về du lịch, ban hành {2023-05-15|ngày 15/5/2023}", "2023-05-15"),
    "not-when-it-takes-effect": ("Nghị định 168/2024/NĐ-CP có hiệu lực từ {2025-01-01|ngày 1/1/2025}", None),
    "a-signer-without-a-body": (
        "{2025-04-12|Ngày 12/4/2025}, Tổng Bí thư {PER|Lê An} đã ký ban hành Nghị quyết số 60-NQ/TW",
        "2025-04-12",
    ),
    "not-the-day-of-the-news": (
        "{2017-09-29|Chiều 29/9/2017}, {ORG|UBND tỉnh} cho biết đã có Quyết định số 116/QĐ-UBND về đê điều",
        None,
    ),
    "by-two-bodies": (
        "{2018-05-22|Ngày 22/5/2018}, {ORG|UBND tỉnh} và {ORG|Tỉnh đoàn} có Quy chế số 21/QCPH-UBND-TĐ về phối hợp",
        "2018-05-22",
    ),
    "the-line-goes-on": ("Chỉ thị số 40-CT/TW\n{2014-11-22|ngày 22/11/2014}", "2014-11-22"),
    "the-next-line-is-another-sentence": (
        "Chỉ thị số 40 của {ORG|Ban Bí thư}\n{2019-07-15|Ngày 15/7}, tại Hà Nội",
        None,
    ),
    "the-next-clause-begins": (
        "Cụ thể hóa Nghị quyết Đại hội XII, {2017-01-16|ngày 16/1/2017}, {ORG|Bộ Chính trị} họp",
        None,
    ),
    "behind-the-title-and-the-signer": (
        "Nghị định 42/2012/NĐ-CP “Về đất trồng lúa” mà Thủ tướng {ORG|Chính phủ} {PER|Lê An} ký {2012-05-11|ngày 11-5}",
        "2012-05-11",
    ),
    "of-the-document-before": (
        "Thực hiện Quyết định số 18-QĐ/TU, {2019-03-25|ngày 25/3/2019} của {ORG|Tỉnh ủy}, {ORG|Sở Y tế} ban hành"
        " Kế hoạch số 38/KH-SYT",
        "2019-03-25",
    ),
    "a-year-is-no-day": ("Nghị quyết 27-NQ/TW {2018|năm 2018}", None),
}


@pytest.mark.parametrize(("marked", "expected"), ISSUED.values(), ids=ISSUED)
def test_issued(marked: str, expected: str | None) -> None:
    assert values(marked, "issued")[0] == expected


ISSUER = {
    "of": ("Chỉ thị số 05 của {ORG|Bộ Chính trị}", "Bộ Chính trị"),
    "agent": ("{ORG|UBND tỉnh} vừa có Công văn số 12/UBND-KT", "UBND tỉnh"),
    "signer": ("Bộ trưởng {ORG|Bộ VHTTDL} {PER|Lê An} ký ban hành Thông tư 05/2024/TT-BVHTTDL", "Bộ VHTTDL"),
    "deputy": ("Phó Thủ tướng {ORG|Chính phủ} {PER|Lê An} vừa ký Quyết định 80/QĐ-TTg", "Thủ tướng Chính phủ"),
    "first-deputy": (
        "Phó Thủ tướng Thường trực {ORG|Chính phủ} {PER|Lê An} ký Quyết định 80/QĐ-TTg",
        "Thủ tướng Chính phủ",
    ),
    "in-short": ("Nghị quyết 30a/2008/NQ-CP của CP về giảm nghèo", "CP"),
    "premier-in-short": ("QĐ số 167/2008/QĐ-TTg của Thủ tướng CP về nhà ở", "Thủ tướng Chính phủ"),
    "head-of-office": ("Kết luận số 12/KL-TTr của Chánh {ORG|Thanh tra tỉnh}", "Thanh tra tỉnh"),
    "set-out-in": ("Các việc đã được {ORG|Bộ Chính trị} đề ra tại Nghị quyết 30", "Bộ Chính trị"),
    "opinion": ("Ý kiến thẩm định của {ORG|Sở Tư pháp} tại Báo cáo số 22/BC-STP", "Sở Tư pháp"),
    "together": (
        "{ORG|Sở Y tế} và {ORG|Công an tỉnh} ban hành Chương trình phối hợp số 9/CTr-SYT-CAT",
        "Sở Y tế và Công an tỉnh",
    ),
    "decree-is-the-governments": ("Thủ tướng {ORG|Chính phủ} ký ban hành Nghị định số 136/2018/NĐ-CP", "Chính phủ"),
    "label": ("- {ORG|Ban Tuyên giáo Tỉnh ủy}: Hướng dẫn số 12-HD/BTGTU", "Ban Tuyên giáo Tỉnh ủy"),
    "label-of-another": ("- {ORG|Sở Y tế}: Quyết định số 12/QĐ-UBND", None),
    "permit": ("{ORG|UBND tỉnh} cấp Giấy phép số 25/GP-UBND", "UBND tỉnh"),
    "union": ("{ORG|Trung ương Đoàn} có Kế hoạch số 22-KH/TWĐTN-TNNT", "Trung ương Đoàn"),
    "approves-in": ("Họp. Tại Quyết định 52/QĐ-TTg, Thủ tướng đã phê chuẩn kết quả bầu", "Thủ tướng Chính phủ"),
    "officer": ("Công điện 12/CĐ-UBND của Chủ tịch {ORG|UBND tỉnh}", "UBND tỉnh"),
    "said-in": ("thực hiện chỉ đạo của {ORG|Bộ Công an} tại Chỉ thị 11", "Bộ Công an"),
    "approved-in": ("được {ORG|UBND tỉnh} phê duyệt tại Quyết định 15/QĐ-UBND", "UBND tỉnh"),
    "behind-the-subject": (
        "Nghị quyết 57 về đột phá phát triển khoa học, công nghệ của {ORG|Bộ Chính trị}",
        "Bộ Chính trị",
    ),
    "on-behalf": (
        "thay mặt {ORG|Bộ Chính trị}, đồng chí {PER|Lê An}, Thường trực {ORG|Ban Bí thư}, đã ký Kết luận số 67-KL/TW",
        "Bộ Chính trị",
    ),
    "behind-the-subject-passive": (
        "Chỉ thị 15/CT-TTg về phòng, chống dịch do Thủ tướng {ORG|Chính phủ} ban hành",
        "Thủ tướng Chính phủ",
    ),
    "behind-a-quoted-title": ("Nghị quyết 57 “Về khoa học” của {ORG|Bộ Chính trị}", "Bộ Chính trị"),
    "on-behalf-behind": (
        "Quyết định số 7 bổ nhiệm ông {PER|Lê An} do Thường trực {ORG|Ban Bí thư} {PER|Lê Ba} thay mặt "
        "{ORG|Bộ Chính trị} ký",
        "Bộ Chính trị",
    ),
    "what-it-says-there": ("Tại Nghị quyết 72 và 73, {ORG|Chính phủ} đồng ý mua gạo.", "Chính phủ"),
    "theo-may-be-anothers": ("Theo Nghị quyết 57, {ORG|Chính phủ} giao việc.", None),
    "quyet-nghi": (
        "Đối với Nghị quyết 931/NQ-UBTVQH14 về lập thị xã, {ORG|UBTVQH} quyết nghị lập thị xã",
        "UBTVQH",
    ),
    "led-by": (
        "{ORG|UBND tỉnh}, do đồng chí {PER|Lê An} làm Chủ tịch, đã có Tờ trình số 29/TTr-UBND",
        "UBND tỉnh",
    ),
    "proposal": (
        "đề xuất của Bộ trưởng {ORG|Bộ Xây dựng} {PER|Lê An} gửi Thủ tướng {ORG|Chính phủ} tại Công văn 20/BXD-PT",
        "Bộ Xây dựng",
    ),
    "in-lower-case": ("Tờ trình số 40/TTr-UBND của ủy ban nhân dân tỉnh về thu phí", "ủy ban nhân dân tỉnh"),
    "two-bodies": ("{ORG|Bộ Chính trị}, {ORG|Ban Bí thư} ban hành Kết luận 127-KL/TW", "Bộ Chính trị, Ban Bí thư"),
    "signer-without-a-body": ("đồng chí {PER|Lê An} ký Quyết định số 12/QĐ-UBND", None),
    "code-alone": ("theo Quyết định số 12/QĐ-UBND", None),
    "who-carries-out": ("{ORG|UBND tỉnh} thực hiện Nghị quyết 57-NQ/TW", None),
    "who-submits": ("{ORG|Sở Y tế} trình Nghị quyết số 12/2024/NQ-HĐND", None),
}


@pytest.mark.parametrize(("marked", "expected"), ISSUER.values(), ids=ISSUER)
def test_issuer(marked: str, expected: str | None) -> None:
    assert values(marked, "issuer")[0] == expected


def test_every_mention_of_a_document_has_what_is_said_anywhere() -> None:
    marked = (
        "Nghị quyết 57 được triển khai. Nghị quyết số 57-NQ/TW {2024-12-22|ngày 22/12/2024} của {ORG|Bộ Chính trị} "
        "về chuyển đổi số. Nghị quyết số 57-NQ/TW nêu rõ."
    )
    _, found, _ = linked(marked)
    assert [d.value.get("full_symbol") for d in found] == ["57-NQ/TW", None, None]
    for key, value in {"issued": "2024-12-22", "issuer": "Bộ Chính trị", "subject": "chuyển đổi số"}.items():
        assert [d.value.get(key) for d in found] == [value] * 3


def test_a_number_of_another_issuer_is_another_document() -> None:
    marked = "Nghị quyết 66/NQ-CP của {ORG|Chính phủ}; Nghị quyết 66 của {ORG|Bộ Chính trị}"
    assert values(marked, "full_symbol") == [None, None]
    assert values(marked, "issuer") == ["Chính phủ", "Bộ Chính trị"]


def test_each_value_has_one_relation_with_the_offsets_of_its_words() -> None:
    marked = (
        "{2024-05-05|Ngày 5/5/2024}, Thủ tướng {ORG|Chính phủ} ký Quyết định 80/QĐ-TTg về du  lịch. "
        "Quyết định 80 của Thủ tướng."
    )
    page, found, relations = linked(marked)
    told = {(id(r.source), r.kind): r for r in relations}
    assert len(told) == len(relations)
    for document in found:
        keys = [key for key in documents.KINDS if document.value.get(key)]
        assert keys == ["issued", "issuer", "subject"]
        words = {key: page.text[told[id(document), key].start : told[id(document), key].end] for key in keys}
        assert words == {"issued": "Ngày 5/5/2024", "issuer": "Thủ tướng Chính phủ", "subject": "du  lịch"}
        target = told[id(document), "issued"].target
        assert target is not None
        assert target.label == "DATE"
    assert found[0].value["subject"] == "du lịch"


def test_a_law_by_name_and_by_name_and_symbol_are_one() -> None:
    marked = "Luật Đất đai số 31/2024/QH15 được {ORG|Quốc hội} thông qua {2024-01-18|ngày 18/1/2024}. Theo Luật Đất đai"
    assert values(marked, "issued") == ["2024-01-18", "2024-01-18"]
    assert values(marked, "full_symbol") == [None, "31/2024/QH15"]


def test_laws_of_different_years_are_apart() -> None:
    marked = "Luật Đất đai năm 2013 và Luật Đất đai năm 2024 {2024-01-18|ngày 18/1/2024}; Luật Đất đai"
    assert values(marked, "issued") == [None, "2024-01-18", None]


def test_a_list_shares_its_type_and_code() -> None:
    assert values("các Thông tư 05, 06/2023/TT-BTC", "symbol") == ["05/2023/TT-BTC", "06/2023/TT-BTC"]
    assert values("Nghị quyết số 60/2025/UBTVQH15 và số 76/2025/UBTVQH15", "type") == ["Nghị quyết"] * 2


def test_a_statute_and_its_abbreviation_are_one() -> None:
    marked = "khoản 2 Điều 260 BLHS; Bộ luật Hình sự năm 2015 số 100/2015/QH13; Luật Hình sự"
    assert values(marked, "full_symbol") == ["100/2015/QH13", None, "100/2015/QH13"]


def test_a_law_and_the_symbol_in_brackets_behind_it_are_one() -> None:
    marked = (
        "Luật Đất đai (Luật số 31/2024/QH15) mới. Luật số 31/2024/QH15 được {ORG|Quốc hội} thông qua "
        "{2024-01-18|ngày 18/1/2024}"
    )
    assert values(marked, "issued") == ["2024-01-18"] * 3
    assert values(marked, "full_symbol") == ["31/2024/QH15", None, None]


GOVERNMENT = " Nghị quyết 66/NQ-CP của {ORG|Chính phủ}; Nghị quyết 66.7/2025/NQ-CP."
NOT_THE_GOVERNMENTS = {
    "elided": "Nghị quyết số 57, 59, 66 và 68 của {ORG|Bộ Chính trị}.",
    "among-full-symbols": "Nghị quyết số 57-NQ/TW, 59-NQ/TW, 66 và 68-NQ/TW.",
    "each-with-its-type": "Nghị quyết số 57-NQ/TW, Nghị quyết số 66 và Nghị quyết số 68-NQ/TW.",
    "each-with-its-subject": "Nghị quyết 57 về khoa học; Nghị quyết 66 về pháp luật; "
    "Nghị quyết 68 về kinh tế của {ORG|Bộ Chính trị}.",
    "behind-the-subject": "Nghị quyết 66 về xây dựng pháp luật của {ORG|Bộ Chính trị}.",
    "agent": "{ORG|Bộ Chính trị} vừa ban hành Nghị quyết 66.",
}


@pytest.mark.parametrize("marked", NOT_THE_GOVERNMENTS.values(), ids=NOT_THE_GOVERNMENTS)
def test_a_number_in_a_list_of_another_issuers_is_not_tied(marked: str) -> None:
    _, found, _ = linked(marked + GOVERNMENT)
    number = next(d for d in found if d.value["symbol"] in {"66", "66-NQ/TW"})
    assert number.value.get("full_symbol") is None
    assert number.value.get("issuer") != "Chính phủ"


def test_a_short_form_beside_one_document_of_another_issuer_is_tied() -> None:
    marked = "Nghị quyết 57-NQ/TW. (Nghị quyết 57) và Nghị quyết số 98/2023/QH15"
    assert values(marked, "full_symbol") == [None, "57-NQ/TW", None]


@pytest.mark.parametrize(
    ("body", "expected"),
    [("Bộ Tài chính", None), ("Bộ Y tế", "05/2023/TT-BYT"), ("Bộ Chính trị", None), ("Sở Y tế", None)],
    ids=["other-ministry", "same-ministry", "party", "department"],
)
def test_a_ministrys_code_agrees_with_its_name_only(body: str, expected: str | None) -> None:
    marked = f"Thông tư 05/2023/TT-BYT. Thông tư 05 của {{ORG|{body}}}."
    assert values(marked, "full_symbol")[1] == expected


def test_a_bare_symbol_has_the_type_word_that_its_document_has_elsewhere() -> None:
    marked = "Chương trình hành động số 28/CTr-UBND; theo 28/CTr-UBND"
    assert values(marked, "type") == ["Chương trình hành động"] * 2
