"""What a document is about: where its title begins and where it ends."""

import pytest
from marked_documents import values

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
    "nouns-that-act-elsewhere": (
        "Thực hiện Nghị quyết 19-NQ/TW về nông nghiệp, nông dân, nông thôn đến năm 2030, {ORG|UBND tỉnh} đã giao vốn.",
        "nông nghiệp, nông dân, nông thôn đến năm 2030",
    ),
    "before-the-predicate": ("Nghị quyết 57-NQ/TW về chuyển đổi số đã mở ra cơ hội.", "chuyển đổi số"),
    "other-texts": (
        "Thực hiện Chỉ thị 35-CT/TW về đại hội các cấp và các văn bản hướng dẫn của Trung ương, các huyện đã họp.",
        "đại hội các cấp",
    ),
    "no-fronted-clause": (
        "Trên cơ sở đó, tỉnh sửa Nghị quyết 10/2016/NQ-HĐND về phân chia nguồn thu giữa các cấp, địa phương của tỉnh",
        "phân chia nguồn thu giữa các cấp, địa phương của tỉnh",
    ),
    "duties": (
        "Căn cứ Thông tư 11/2004/TT-BNN {2004-04-02|ngày 2/4/2004} hướng dẫn chức năng, nhiệm vụ và tổ chức cơ quan",
        "hướng dẫn chức năng, nhiệm vụ và tổ chức cơ quan",
    ),
    "before-an-agent": ("Nghị quyết số 5/NQ-HĐND về đặt tên đường do {ORG|HĐND huyện} trình", "đặt tên đường"),
    "nested": (
        "{ORG|Chính phủ} ban hành Nghị định 232/2025/NĐ-CP sửa đổi, bổ sung Nghị định 24/2012/NĐ-CP về kinh doanh vàng",
        "sửa đổi, bổ sung Nghị định 24/2012/NĐ-CP về kinh doanh vàng",
    ),
    "conclusion-noun": (
        "Thực hiện Thông báo 26/TB-VPCP của {ORG|Văn phòng Chính phủ} kết luận của Phó Thủ tướng về điện",
        "kết luận của Phó Thủ tướng về điện",
    ),
    "person-and-office": (
        "Quyết định số 21-QĐ/TU về việc điều động ông {PER|Lê An} - Bí thư Huyện ủy làm Giám đốc Sở",
        "điều động ông Lê An - Bí thư Huyện ủy làm Giám đốc Sở",
    ),
    "name-with-phai": (
        "Nghị định 10/2007/NĐ-CP về việc quy định hỗ trợ người mắc phải bệnh nghề nghiệp",
        "quy định hỗ trợ người mắc phải bệnh nghề nghiệp",
    ),
    "recognised-as": (
        "Quyết định 19/QĐ-TTg về công nhận thành phố A là đô thị loại I",
        "công nhận thành phố A là đô thị loại I",
    ),
    "becoming-a-sector": (
        "Nghị quyết 08-NQ/TW về phát triển du lịch trở thành ngành kinh tế mũi nhọn đã mở đường",
        "phát triển du lịch trở thành ngành kinh tế mũi nhọn",
    ),
    "the-bare-unit-behind": ("Quyết định 23/QĐ-UBND tỉnh về việc đặt tên đường", "đặt tên đường"),
    "adopted-at-a-session": (
        "Nghị quyết 06/NQ-HĐND của {ORG|HĐND tỉnh} được thông qua tại kỳ họp thứ hai, khóa VIII về giảm nghèo",
        "giảm nghèo",
    ),
    "the-next-document-is-no-verb": (
        "Nghị quyết 18-NQ/TW {2017-10-25|ngày 25/10/2017}, Quy định 12-QĐ/TW về thi đua",
        None,
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


ENDS_BEFORE_A_CLAUSE = {
    "then": ", rồi giao Sở Y tế lo việc này",
    "by-whose-request": ", theo văn bản của bộ",
    "replacing": ", thay Quyết định số 9/QĐ-UBND",
    "bridge": " mở đường cho các lớp đêm",
    "named-for-short": " (gọi tắt là Kế hoạch 10)",
    "another-of-its-type": " và Kế hoạch số 18/KH-UBND về đê điều",
}


@pytest.mark.parametrize("behind", ENDS_BEFORE_A_CLAUSE.values(), ids=ENDS_BEFORE_A_CLAUSE)
def test_a_subject_ends_where_something_else_is_said(behind: str) -> None:
    text = "Kế hoạch số 10/KH-UBND về thực hiện Nghị quyết số 4-NQ/TU về xóa mù chữ"
    assert values(text + behind, "subject")[0] == "thực hiện Nghị quyết số 4-NQ/TU về xóa mù chữ"


def test_the_day_of_a_document_in_the_subject_goes_on_with_it() -> None:
    subject = "phê duyệt Đề án số 14/ĐA-UBND, ngày 26/11/2020 của UBND tỉnh về xóa mù chữ"
    marked = subject.replace("ngày 26/11/2020", "{2020-11-26|ngày 26/11/2020}").replace("UBND tỉnh", "{ORG|UBND tỉnh}")
    assert values(f"Nghị quyết số 116/NQ-HĐND về việc {marked}", "subject")[0] == subject


def test_a_year_in_brackets_stands_before_the_subject() -> None:
    assert values("Quy chế số 11-QC/BNCTW (năm 2013) về thi đua, khen thưởng", "subject") == ["thi đua, khen thưởng"]


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


WHOLE = {
    "dash": "việc tổ chức lễ hội Tràng An - Bái Đính",
    "training": "đổi mới căn bản giáo dục và đào tạo",
    "not-to-do": "những điều công chức không được làm",
    "direction": "phát triển chợ đến năm 2025, định hướng đến năm 2030",
    "example": "học tập và làm theo tấm gương đạo đức Hồ Chí Minh",
    "birth": "kỷ niệm 80 năm ra đời Đề cương về văn hóa",
}


@pytest.mark.parametrize("words", WHOLE.values(), ids=WHOLE)
def test_a_title_is_read_whole_where_the_document_begins_its_clause(words: str) -> None:
    assert values(f"Chỉ thị 12-CT/TU về {words}, đồng thời mở lớp", "subject") == [words.removeprefix("việc ")]


def test_a_body_that_owns_a_rule_of_work_did_not_issue_it() -> None:
    text = "Quyết định số 12/QĐ-UBND ban hành Quy chế làm việc của {ORG|UBND tỉnh}"
    assert values(text, "issuer") == [None]
