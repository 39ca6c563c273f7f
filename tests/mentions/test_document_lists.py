"""What the documents of a list share."""

from marked_documents import values


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


def test_an_issuer_behind_a_list_is_that_of_every_item_with_its_code() -> None:
    marked = (
        "Tờ trình số 40/TTr-BNNMT {2026-04-23|ngày 23/4/2026}, Báo cáo số 41/BC-BNNMT {2026-04-26|ngày 26/4/2026} "
        "của {ORG|Bộ Nông nghiệp và Môi trường}; Quyết định 5/QĐ-UBND, Tờ trình số 42/TTr-BNNMT"
    )
    body = "Bộ Nông nghiệp và Môi trường"
    assert values(marked, "issuer") == [body, body, None, None]


def test_what_a_body_proposes_in_two_letters_is_of_that_body() -> None:
    marked = (
        "Xét đề nghị của {ORG|Bộ Xây dựng} tại Công văn 44/BXD-VL {2023-10-06|ngày 6/10/2023} về việc lập hồ sơ và "
        "Công văn 48/BXD-VL {2023-10-27|ngày 27/10/2023} về việc bổ sung hồ sơ"
    )
    assert values(marked, "issuer") == ["Bộ Xây dựng"] * 2


def test_the_clause_says_whose_document_it_is() -> None:
    marked = "Thủ tướng thay mặt {ORG|Chính phủ} ký Nghị quyết 11/NQ-CP, {ORG|UBND tỉnh} ban hành Kế hoạch 28/KH-UBND"
    assert values(marked, "issuer") == ["Chính phủ", "UBND tỉnh"]


def test_of_verbs_in_a_row_the_subject_is_the_issuer_if_the_code_is_its_own() -> None:
    marked = (
        "{ORG|HĐND tỉnh} xem xét Báo cáo số 18/BC-UBND của {ORG|UBND tỉnh} rồi mới ra Nghị quyết số 11/NQ-HĐND. "
        "{ORG|HĐND tỉnh} xem xét Báo cáo số 19/BC-UBND của {ORG|UBND tỉnh} rồi mới ra Kế hoạch số 12/KH-BCĐ."
    )
    assert values(marked, "issuer") == ["UBND tỉnh", "HĐND tỉnh", "UBND tỉnh", None]


def test_the_agent_of_a_list_is_shared_over_documents_in_its_titles() -> None:
    marked = (
        "{ORG|UBND tỉnh} đã ban hành Kế hoạch số 9/KH-UBND thực hiện Nghị quyết 57-NQ/TW của {ORG|Bộ Chính trị}; "
        "Quyết định số 12/QĐ-UBND về chuyển đổi số; Nghị quyết số 3/NQ-HĐND về phí"
    )
    assert values(marked, "issuer") == ["UBND tỉnh", "Bộ Chính trị", "UBND tỉnh", None]
