"""Provisions, keys and the status of documents."""

import pytest
from marked_documents import PUBLISHED, linked, values

from pipeline.mentions import documents
from pipeline.mentions.page import Page

PROVISIONS = {
    "before": ("khoản 2 Điều 260 BLHS", ["khoản 2 Điều 260"]),
    "of": ("điểm đ khoản 2 Điều 5 của Nghị định 100/2019/NĐ-CP", ["điểm đ khoản 2 Điều 5"]),
    "from-the-article-down": ("Điều 5, khoản 3 Luật Giá", ["khoản 3 Điều 5"]),
    "several": ("các điều 12, 13 và 14 của Luật Giá", ["Điều 12", "Điều 13", "Điều 14"]),
    "several-levels": (
        "các khoản 1, 2 Điều 5 và khoản 3 Điều 7 Luật Giá",
        ["khoản 1 Điều 5", "khoản 2 Điều 5", "khoản 3 Điều 7"],
    ),
    "several-points": (
        "điểm a, b khoản 1, khoản 2 Điều 5 Luật Giá",
        ["điểm a khoản 1 Điều 5", "điểm b khoản 1 Điều 5", "khoản 2 Điều 5"],
    ),
    "pairs-from-the-article-down": (
        "Điều 5, khoản 3 và Điều 7, khoản 2 Luật Giá",
        ["khoản 3 Điều 5", "khoản 2 Điều 7"],
    ),
    "range": ("từ Điều 12 đến Điều 14 của Luật Giá", ["Điều 12", "Điều 13", "Điều 14"]),
    "range-behind-one-word": ("các điều từ 5 đến 7 Luật Giá", ["Điều 5", "Điều 6", "Điều 7"]),
    "range-of-letters": (
        "các điểm c-đ khoản 1 Điều 2 Luật Giá",
        ["điểm c khoản 1 Điều 2", "điểm d khoản 1 Điều 2", "điểm đ khoản 1 Điều 2"],
    ),
    "numbers-with-letters": ("điểm a khoản 3a Điều 217a Bộ luật Hình sự", ["điểm a khoản 3a Điều 217a"]),
    "written-loosely": ("Điểm “A”, Khoản 05, Điều 174 - BLHS", ["điểm a khoản 5 Điều 174"]),
    "chapters": ("Mục 2 chương iii Luật Giá", ["mục 2 Chương III"]),
    "party": ("tiết b điểm 1 mục III Nghị quyết 18-NQ/TW", ["tiết b điểm 1 mục III"]),
    "annex": ("phụ lục II kèm theo Thông tư 12/2020/TT-BYT", ["Phụ lục II"]),
    "behind-at": ("Nghị định 100/2019/NĐ-CP tại khoản 3 Điều 5 nêu", ["khoản 3 Điều 5"]),
    "behind-in-brackets": ("Luật Đất đai 2024 (Điều 79)", ["Điều 79"]),
    "behind-the-issuer": (
        "Nghị định 15/2021/NĐ-CP của {ORG|Chính phủ}, quy định tại khoản 3, Điều 5",
        ["khoản 3 Điều 5"],
    ),
    "on-both-sides": ("Điều 1 Quyết định 15/QĐ-UBND {2020-05-05|ngày 5/5/2020} (Điều 3)", ["Điều 1", "Điều 3"]),
    "of-this-law": ("Luật Giá quy định tại khoản 1 Điều 5 Luật này", None),
    "of-the-annexed-paper": ("Điều 5 Quy định ban hành kèm theo Quyết định 12/2024/QĐ-UBND", None),
    "marks": ("chấm điểm 10 theo Thông tư 22/2021/TT-BGDĐT", None),
    "counted": ("sửa đổi 2 điều của Luật Giá", None),
    "unnumbered": ("một số điều của Luật Giá", None),
    "of-a-sentence-before": ("nêu tại Điều 5. Luật Giá", None),
}


@pytest.mark.parametrize(("marked", "expected"), PROVISIONS.values(), ids=PROVISIONS)
def test_provisions(marked: str, expected: list[str] | None) -> None:
    found = values(marked, "provisions")[0]
    assert (None if found is None else list(found)) == expected


def test_a_provision_between_two_documents_is_the_seconds_and_is_not_shared() -> None:
    marked = "Nghị định 15/2021/NĐ-CP, khoản 3 Điều 5 Luật Giá; Luật Giá và Luật Nhà ở"
    assert values(marked, "provisions") == [None, ("khoản 3 Điều 5",), None, None]


def test_a_provision_is_linked_where_it_stands() -> None:
    page, found, relations = linked("theo các khoản 1, 2 Điều 5 của Luật Giá (Điều 7)")
    cited = [r for r in relations if r.kind == "provision"]
    assert [page.text[r.start : r.end] for r in cited] == ["khoản 1, 2 Điều 5", "Điều 7"]
    assert all(r.source is found[0] and r.target is None for r in cited)


KEYS = {
    "party-centre": ("Nghị quyết số 029-NQ/T.Ư", "tw|29-nq/tw|?"),
    "decree": ("Nghị định 04/2024/NĐ-CP", "cp|4/2024/nđ-cp"),
    "joint": ("Thông tư liên tịch 163/2013/TTLT-BTC-BNV", "btc-bnv|163/2013/ttlt-btc-bnv"),
    "assembly": ("Nghị quyết 98/2023/QH15", "qh|98/2023/qh15"),
    "dispatch": ("Công văn 6890/BGDĐT-KHTC", "bgdđt|6890/bgdđt-khtc|?"),
    "province-of-the-issuer": (
        "{ORG|Tỉnh ủy Lào Cai} ban hành Nghị quyết số 04-NQ/TU {2012-05-05|ngày 5/5/2012}",
        "lào cai|4-nq/tu|2012-05-05",
    ),
    "other-separators": ("Nghị quyết 04/NQ-TU của {ORG|Tỉnh ủy Lào Cai}", "lào cai|4-nq/tu|?"),
    "province-behind": ("Quyết định 2855/QĐ-UBND {LOC|tỉnh Hà Tĩnh}", "hà tĩnh|2855/qđ-ubnd|?"),
    "province-of-the-mentions": ("{LOC|Lào Cai}: Quyết định 15/QĐ-UBND của {ORG|UBND tỉnh}", "lào cai|15/qđ-ubnd|?"),
    "party-regulation": ("Quy định số 08-QĐ/TW", "tw|8-qyđ/tw|?"),
    "party-decision": ("Quyết định số 08-QĐ/TW", "tw|8-qđ/tw|?"),
    "programme-under-a-directives-code": ("Chương trình hành động số 01-CT/TU", "?|1-ctr/tu|?"),
    "programme-under-its-own": ("Chương trình hành động số 01-CTr/TU", "?|1-ctr/tu|?"),
    "personnel": ("Quyết định 21-QĐNS/TW", "tw|21-qđns/tw|?"),
    "glued-code": ("Nghị định 92/NĐCP", "cp|92/nđ-cp|?"),
    "careless-capitals": ("chỉ thị số 06-ct/tw", "tw|6-ct/tw|?"),
    "union-congress": ("Nghị quyết Đại hội XIII Công đoàn Việt Nam", "tw|nghị quyết đại hội công đoàn 13"),
    "two-provinces": ("{LOC|Lào Cai}, {LOC|Yên Bái}: Quyết định 15/QĐ-UBND", "?|15/qđ-ubnd|?"),
    "year-in-the-symbol": ("Nghị quyết 05/2019/NQ-HĐND của {ORG|HĐND tỉnh Quảng Ninh}", "quảng ninh|5/2019/nq-hđnd"),
    "year-behind": ("Kế hoạch số 25/KH-UBND {2023|năm 2023}", "?|25/kh-ubnd|2023"),
    "term-behind": ("Nghị quyết 04-NQ/TU khóa XV", "?|4-nq/tu|khóa 15"),
    "district": ("{ORG|UBND huyện Vân Đồn} ban hành Quyết định 15/QĐ-UBND", "?/huyện vân đồn|15/qđ-ubnd|?"),
    "district-party": ("Nghị quyết 05-NQ/HU", "?/?|5-nq/hu|?"),
    "city-of-a-province": ("Nghị quyết 10-NQ/TU của {ORG|Thành ủy Hạ Long}", "?/thành phố hạ long|10-nq/tu|?"),
    "central-city": ("Quyết định 22/2021/QĐ-UBND của {ORG|UBND thành phố Hà Nội}", "hà nội|22/2021/qđ-ubnd"),
    "spelling": ("Quyết định 9/QĐ-UBND của {ORG|UBND tỉnh Đắc Lắc}", "đắk lắk|9/qđ-ubnd|?"),
    "number-and-issuer": ("Nghị quyết 57 của {ORG|Bộ Chính trị}", "tw|57-nq/tw|?"),
    "number-and-year": ("Nghị định 117/2020", "cp|117/2020/nđ-cp"),
    "number-alone": ("Nghị quyết 57", None),
    "number-of-a-yearly-series": ("Nghị quyết 27 của {ORG|Chính phủ}", None),
    "law": ("Luật Đất đai năm 2024", "luật đất đai|2024"),
    "law-with-commas": ("Luật Phòng, chống ma túy", "luật phòng chống ma túy|?"),
    "code": ("BLHS 2015", "bộ luật hình sự|2015"),
    "ordinance": ("Pháp lệnh Dân số 2003", "pháp lệnh dân số|2003"),
    "constitution": ("Hiến pháp năm 2013", "hiến pháp|2013"),
    "congress": ("Nghị quyết Đại hội XIII", "tw|nghị quyết đại hội 13"),
    "congress-of-a-province": (
        "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Quảng Ninh lần thứ XV",
        "quảng ninh|nghị quyết đại hội 15",
    ),
    "plenum": ("Nghị quyết Trung ương 7 khóa XII", "tw|nghị quyết trung ương 7 khóa 12"),
    "plenum-in-full": (
        "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII",
        "tw|nghị quyết trung ương 4 khóa 12",
    ),
}


@pytest.mark.parametrize(("marked", "expected"), KEYS.values(), ids=KEYS)
def test_key(marked: str, expected: str | None) -> None:
    assert values(marked, "key")[0] == expected


def test_full_and_short_mentions_have_one_key() -> None:
    marked = (
        "Nghị quyết 04 được triển khai. {ORG|Tỉnh ủy Lào Cai} ban hành Nghị quyết số 04-NQ/TU "
        "{2012-05-05|ngày 5/5/2012}. Luật số 31/2024/QH15, Luật Đất đai và Luật Đất đai số 31/2024/QH15."
    )
    assert values(marked, "key") == ["lào cai|4-nq/tu|2012-05-05"] * 2 + ["luật đất đai|2024"] * 3


def test_the_articles_province_counts_where_the_issuer_names_none() -> None:
    text = "Quyết định 15/QĐ-UBND; Lào Cai, Lào Cai"
    page = Page(text, ((0, len(text)),), PUBLISHED, "Tỉnh Quảng Ninh")
    mentions = documents.find(page)
    documents.link(page, mentions)
    assert mentions[0].value["key"] == "quảng ninh|15/qđ-ubnd|?"


STATUS = {
    "programme-ct": ("Chương trình hành động số 01-CT/TU", "type-differs"),
    "programme-ctr": ("Chương trình hành động số 01-CTr/TU", None),
    "directive-ct": ("Chỉ thị số 05-CT/TW", None),
    "directive-dispatch": ("Chỉ thị số 17/CĐ-UBND", "type-differs"),
    "party-regulation-qd": ("Quy định số 08-QĐ/TW", None),
    "party-decision-qd": ("Quyết định số 684-QĐ/TU", None),
    "state-regulation-qd": ("Quy định số 12/QĐ-UBND", "type-differs"),
    "conclusion-notice": ("Kết luận số 12-TB/TW", "type-differs"),
    "notice-of-a-conclusion": ("Thông báo kết luận số 12-TB/TW", None),
    "letter-without-type": ("Công văn số 3824/UBND-KT", None),
    "letter-notice": ("Công văn số 12/TB-UBND", "type-differs"),
    "letter-of-a-tax-office": ("Công văn số 45/CT-TTHT", None),
    "indictment": ("Cáo trạng số 12/CT-VKS", None),
    "any-paper": ("Văn bản số 12/TB-UBND", None),
    "thong-tri": ("Thông tri số 12-TT/TU", None),
    "no-code": ("Nghị quyết 57", None),
    "two-type-words": ("các nghị quyết, kết luận số 18-NQ/TW", None),
}


@pytest.mark.parametrize(("marked", "expected"), STATUS.values(), ids=STATUS)
def test_status(marked: str, expected: str | None) -> None:
    assert values(marked, "status")[0] == expected


def test_the_code_says_which_of_two_type_words_is_meant() -> None:
    assert values("các nghị quyết, kết luận số 18-NQ/TW", "type") == ["Nghị quyết"]
    assert values("Nghị quyết số 18-NQ/TW, 62-KL/TW", "type") == ["Nghị quyết", "Kết luận"]
