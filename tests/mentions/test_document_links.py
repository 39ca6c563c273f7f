"""What an article says of a document: when issued, by whom, about what, and which mentions share it."""

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
    "decree-is-the-governments": ("Thủ tướng {ORG|Chính phủ} ký ban hành Nghị định số 136/2018/NĐ-CP", "Chính phủ"),
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
    "two-bodies": ("{ORG|Bộ Chính trị}, {ORG|Ban Bí thư} ban hành Kết luận 127-KL/TW", "Bộ Chính trị, Ban Bí thư"),
    "signer-without-a-body": ("đồng chí {PER|Lê An} ký Quyết định số 12/QĐ-UBND", None),
    "code-alone": ("theo Quyết định số 12/QĐ-UBND", None),
    "who-carries-out": ("{ORG|UBND tỉnh} thực hiện Nghị quyết 57-NQ/TW", None),
    "who-submits": ("{ORG|Sở Y tế} trình Nghị quyết số 12/2024/NQ-HĐND", None),
}


@pytest.mark.parametrize(("marked", "expected"), ISSUER.values(), ids=ISSUER)
def test_issuer(marked: str, expected: str | None) -> None:
    assert values(marked, "issuer")[0] == expected


SUBJECT = {
    "about": ("{ORG|UBND tỉnh} ban hành Quyết định 12/QĐ-UBND về việc công nhận làng nghề.", "công nhận làng nghề"),
    "quoted": ("ban hành Nghị quyết số 04-NQ/TU “Về phát triển du lịch bền vững”", "phát triển du lịch bền vững"),
    "regulates": ("Nghị định 35/2022/NĐ-CP của {ORG|Chính phủ} quy định về quản lý khu kinh tế", "quản lý khu kinh tế"),
    "verb": ("Quyết định 80/QĐ-TTg phê duyệt Quy hoạch tỉnh", "phê duyệt Quy hoạch tỉnh"),
    "sent-to": (
        "{ORG|Sở Y tế} có Công văn 15/SYT-NVY gửi các bệnh viện về việc phòng, chống dịch",
        "phòng, chống dịch",
    ),
    "before-the-main-clause": (
        "Thực hiện Nghị quyết 57-NQ/TW về chuyển đổi số, cải cách hành chính, {ORG|Sở Y tế} đã số hóa hồ sơ.",
        "chuyển đổi số, cải cách hành chính",
    ),
    "before-the-predicate": ("Nghị quyết 57-NQ/TW về chuyển đổi số đã mở ra cơ hội.", "chuyển đổi số"),
    "before-an-agent": ("Nghị quyết số 5/NQ-HĐND về đặt tên đường do {ORG|HĐND huyện} trình", "đặt tên đường"),
    "nested": (
        "{ORG|Chính phủ} ban hành Nghị định 232/2025/NĐ-CP sửa đổi, bổ sung Nghị định 24/2012/NĐ-CP về kinh doanh vàng",
        "sửa đổi, bổ sung Nghị định 24/2012/NĐ-CP về kinh doanh vàng",
    ),
    "carries-out-another": ("{ORG|UBND tỉnh} có Kế hoạch 9/KH-UBND thực hiện Kết luận 61-KL/TW", None),
    "a-clause-says-it": ("Khoản 2 Điều 1 Nghị định 27/2024/NĐ-CP quy định về hồ sơ", None),
    "title-behind-a-provision": ("tại Điều 9 Nghị định 27/2024/NĐ-CP của {ORG|Chính phủ} quy định về lễ hội", "lễ hội"),
    "a-norm": ("Nghị định 12/2024/NĐ-CP quy định chủ xe là người nộp phí", None),
    "a-law-by-name": ("Luật Đất đai năm 2024 quy định giá đất", None),
    "what-it-sets-out": ("Nghị quyết 68-NQ/TW đề ra mục tiêu mới", None),
}


@pytest.mark.parametrize(("marked", "expected"), SUBJECT.values(), ids=SUBJECT)
def test_subject(marked: str, expected: str | None) -> None:
    assert values(marked, "subject")[0] == expected


def test_a_list_shares_agent_and_subject_and_each_item_has_its_date() -> None:
    marked = (
        "{ORG|Ban Chấp hành Đảng bộ tỉnh} đã ban hành Nghị quyết số 04-NQ/TU {2012-05-05|ngày 5/5/2012}, "
        "Nghị quyết số 07-NQ/TU {2017-03-13|ngày 13/3/2017} về khoa học và công nghệ; {ORG|UBND tỉnh} ban hành "
        "Quyết định số 1109/QĐ-UBND {2014-06-02|ngày 2/6/2014} về việc phê duyệt quy hoạch."
    )
    body = "Ban Chấp hành Đảng bộ tỉnh"
    assert values(marked, "issued") == ["2012-05-05", "2017-03-13", "2014-06-02"]
    assert values(marked, "issuer") == [body, body, "UBND tỉnh"]
    assert values(marked, "subject") == ["khoa học và công nghệ"] * 2 + ["phê duyệt quy hoạch"]


def test_a_plural_list_shares_date_issuer_and_subject_behind_its_last_item() -> None:
    marked = (
        "các Nghị quyết 18-NQ/TW, 19-NQ/TW {2017-10-25|ngày 25/10/2017} của {ORG|Trung ương Đảng} về tổ chức bộ máy"
    )
    assert values(marked, "issued") == ["2017-10-25"] * 2
    assert values(marked, "issuer") == ["Trung ương Đảng"] * 2
    assert values(marked, "subject") == ["tổ chức bộ máy"] * 2


def test_documents_named_singly_keep_their_own_subjects() -> None:
    marked = (
        "Nghị quyết 08-NQ/TW {2002-01-02|ngày 2/1/2002} và Nghị quyết 49-NQ/TW {2005-06-02|ngày 2/6/2005} "
        "của {ORG|Bộ Chính trị} về cải cách tư pháp"
    )
    assert values(marked, "subject") == [None, "cải cách tư pháp"]
    assert values(marked, "issuer") == ["Bộ Chính trị", "Bộ Chính trị"]


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


ENDS_BEFORE = {
    "requires": ("Nghị định 20/2014/NĐ-CP về xóa mù chữ", " đòi hỏi các xã rà soát"),
    "carrying-it-out-requires": ("Việc thực hiện Nghị định 20/2014/NĐ-CP về xóa mù chữ", " đòi hỏi các xã rà soát"),
    "its-demands-force": ("Yêu cầu của Nghị định 20/2014/NĐ-CP về xóa mù chữ", " buộc các trường rà soát"),
    "carrying-it-out-shows": ("Quá trình triển khai Nghị quyết 29-NQ/TW về xóa mù chữ", " cho thấy khó khăn"),
    "behind-a-closed-front": ("Sau 5 năm, Nghị quyết 29-NQ/TW về xóa mù chữ", " giúp người dân biết đọc"),
    "not-only": ("Quyết định 1719/QĐ-TTg về xóa mù chữ", " không chỉ giúp dân biết đọc mà còn giữ nghề"),
    "allows": ("Nghị quyết 98/2023/QH15 về xóa mù chữ", " cho phép thành phố mở lớp đêm"),
    "replaces": ("Nghị định 20/2014/NĐ-CP về xóa mù chữ", " thay thế Nghị định 88/2001/NĐ-CP"),
    "forbids": ("Nghị định 20/2014/NĐ-CP về xóa mù chữ", " nghiêm cấm báo cáo khống"),
    "meets-trouble": ("Kết quả thực hiện Nghị quyết 29-NQ/TW về xóa mù chữ", " còn hạn chế ở vùng cao"),
}


@pytest.mark.parametrize(("title", "predicate"), ENDS_BEFORE.values(), ids=ENDS_BEFORE)
def test_a_subject_ends_before_the_predicate(title: str, predicate: str) -> None:
    assert values(title + predicate, "subject")[0] == "xóa mù chữ"


NORMS = {
    "at-least": "Nghị định 72/2025/NĐ-CP quy định mức giảm tiền thuê đất ít nhất 30% cho doanh nghiệp",
    "equal-to": "Nghị định 72/2025/NĐ-CP quy định mức hỗ trợ bằng 50% lương cơ sở",
    "from-to": "Nghị định 72/2025/NĐ-CP quy định mức chi từ 2 đến 5 triệu đồng cho mỗi hộ",
    "may": "Nghị định 72/2025/NĐ-CP quy định người bệnh được hưởng 80% chi phí",
    "each": "Nghị quyết 12/2024/NQ-HĐND quy định mỗi hộ được hỗ trợ 10 triệu đồng",
    "must-not": "Nghị định 72/2025/NĐ-CP quy định doanh nghiệp không được thu quá 5% phí",
    "duty": "Nghị định 72/2025/NĐ-CP quy định chủ đầu tư có trách nhiệm bàn giao nhà",
    "fine": "Nghị định 72/2025/NĐ-CP quy định phạt tiền từ 18 đến 20 triệu đồng đối với người vượt đèn đỏ",
}


@pytest.mark.parametrize("text", NORMS.values(), ids=NORMS)
def test_a_norm_is_no_subject(text: str) -> None:
    assert values(text, "subject") == [None]


TITLES = {
    "level-of-fees": "quy định mức thu phí tham quan trên địa bàn tỉnh",
    "support-for-staff": "quy định mức hỗ trợ đối với cán bộ thôi việc",
    "reduction": "quy định giảm 25% địa tô",
    "people-entitled": "quy định chính sách đối với người được hưởng trợ cấp",
}


@pytest.mark.parametrize("words", TITLES.values(), ids=TITLES)
def test_a_title_that_regulates_is_a_subject(words: str) -> None:
    assert values(f"Nghị quyết 12/2024/NQ-HĐND {words}", "subject") == [words]
