"""Issuer codes: which are of the centre, which body issues under which, and symbols in one form."""

from functools import lru_cache
from types import MappingProxyType

import regex

from pipeline.mentions.documents.symbols import is_party_issuer, same_number, split_symbol
from pipeline.text.patterns import compiled

# Bodies of the whole country, as they stand in symbols (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW; names of the
# ministries before and after 1/3/2025). QH and UBTVQH have the number of their term behind them.
_CENTRAL = frozenset(
    # Party
    "TW VPTW UBKTTW BTCTW BNCTW BTGTW BDVTW BTGDVTW BKTTW BĐNTW ĐUK HĐLLTW HVCTQG BCĐTW HĐBCQG UBATGTQG"
    # State
    " CP TTG CTN QH UBTVQH VPCP VPQH VPCTN HĐBT HĐNN KTNN TTCP NHNN UBDT BDTTG UBCK UBCKNN TCHQ TCT TCTK"
    # Ministries
    " BQP BCA BNG BTP BTC BCT BXD BGTVT BGDĐT BGD BYT BNV BNN BNNPTNT BNNMT BTNMT BTNVMT BVHTTDL BVHTT BVH BTTTT"
    " BKHCN BKHCNMT BKHĐT BKH BLĐTBXH BLĐ BTM BCN BTS"
    # Courts, prosecutors, mass organisations, state corporations
    " CA TANDTC HĐTP VKSNDTC VKSTC TLĐ TLĐLĐVN TWĐTN TWĐ MTTW MTTQVN UBTWMTTQVN UBTƯMTTQVN HLHPN TWHND BHXHVN EVN PVN"
    .split()
)  # fmt: skip
MINISTRIES = frozenset(code for code in _CENTRAL if regex.fullmatch(r"B(?!.*TW$|HXH)\p{Lu}{2,}", code))
# Only bodies of the whole country issue these.
_CENTRAL_TYPES = frozenset({"NĐ", "ND", "TT", "TTLT", "PL", "SL", "L", "LCT", "VBHN"})
_LOCAL = compiled(r"UB|HĐND|[TH]U$")
_WORD = compiled(r"\p{L}+")
_SEPARATORS = str.maketrans({"/": "-", ".": "-", "&": None})
_TERMED = compiled(r"(QH|UBTVQH|HĐNN)\d{1,2}")
_CENTRE = compiled(r"(?<![\p{L}])(\p{Lu}*)T\.?[ƯW](?![\p{L}])|(?<=\p{Lu}{2})TƯ(?=\p{Lu})")
# What the type words of a code begin with. Codes that several bodies use for themselves are judged by ``status``.
TYPE_WORDS = MappingProxyType(
    {
        "NQ": ("nghị quyết", "quyết nghị"),
        "NQLT": ("nghị quyết",),
        "NĐ": ("nghị định",),
        "QĐ": ("quyết định",),
        "QYĐ": ("quy định",),
        "QĐNS": ("quyết định",),
        "CT": ("chỉ thị",),
        "CTR": ("chương trình",),
        "CTHĐ": ("chương trình", "kế hoạch hành động"),
        "CTPH": ("chương trình", "kế hoạch phối hợp"),
        "KL": ("kết luận", "thông báo kết luận"),
        "KLTT": ("kết luận",),
        "KLTTR": ("kết luận",),
        "KLKT": ("kết luận",),
        "KH": ("kế hoạch",),
        "KHLT": ("kế hoạch",),
        "KHPH": ("kế hoạch",),
        "HD": ("hướng dẫn",),
        "HDLN": ("hướng dẫn",),
        "HDLT": ("hướng dẫn",),
        "TB": ("thông báo",),
        "TBKL": ("thông báo", "kết luận"),
        "BC": ("báo cáo",),
        "ĐA": ("đề án",),
        "PA": ("phương án",),
        "BB": ("biên bản",),
        "QC": ("quy chế",),
        "QCPH": ("quy chế",),
        "CV": ("công văn",),
        "TT": ("thông tư", "thông tri"),
        "TTLT": ("thông tư",),
        "TTR": ("tờ trình",),
        "CĐ": ("công điện", "điện"),
        "PL": ("pháp lệnh",),
        "SL": ("sắc lệnh",),
        "GP": ("giấy phép",),
        "GPXD": ("giấy phép",),
        "GPMT": ("giấy phép",),
    }
)
_TYPE_CODES = frozenset(TYPE_WORDS) | frozenset("QĐI ND CD L TTH TC VBHN".split())
_ONE_CODE = MappingProxyType({"ND": "NĐ", "CD": "CĐ", "QĐI": "QYĐ"})
# "92/NĐCP"
_GLUED = compiled(r"(NĐ|NQ|QĐ|CT|KH|CTR|TB|TTR|CĐ|BC)(CP|TTG|UBND|HĐND)")
# Codes of two types each, and the word that has a code of its own: "Quy định 8-QĐ/TW", "Chương trình 1-CT/TU".
_TWO_TYPES = MappingProxyType({"QĐ": ("quy định", "QYĐ"), "CT": ("chương trình", "CTR")})

# Terms of the National Assembly by the years that are wholly within one.
_TERMS = ((11, 2003, 2006), (12, 2008, 2010), (13, 2012, 2015), (14, 2017, 2020), (15, 2022, 2025))

_CODES_OF_BODIES = (
    (compiled(r"^(?:bộ chính trị|ban bí thư|trung ương|(?:ban chấp hành|bch) (?:trung ương|tw))"), "TW"),
    (compiled(r"^ủy ban thường vụ quốc hội|^ubtvqh"), "UBTVQH"),
    (compiled(r"^quốc hội"), "QH"),
    (compiled(r"^(?:phó )?thủ tướng"), "TTg"),
    (compiled(r"^chính phủ"), "CP"),
    (compiled(r"^chủ tịch nước"), "CTN"),
    (compiled(r"tỉnh ủy|thành ủy|đảng bộ (?:tỉnh|thành phố)"), "TU"),
    (compiled(r"huyện ủy|đảng bộ huyện"), "HU"),
    (compiled(r"thị ủy|đảng bộ thị xã"), "ThU"),
    (compiled(r"quận ủy|đảng bộ quận"), "QU"),
    (compiled(r"đảng ủy|đảng bộ (?:xã|phường)"), "ĐU"),
    (compiled(r"^(?:thường trực )?(?:hđnd|hội đồng nhân dân)"), "HĐND"),
    (compiled(r"^(?:chủ tịch |phó chủ tịch )?(?:ubnd|ủy ban nhân dân)"), "UBND"),
)
_TYPES = {
    "nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT", "kế hoạch": "KH", "chương trình": "CTr", "thông báo": "TB",
    "báo cáo": "BC", "tờ trình": "TTr", "hướng dẫn": "HD", "đề án": "ĐA",
}  # fmt: skip
_STATE_TYPES = MappingProxyType(_TYPES | {"công điện": "CĐ", "nghị định": "NĐ", "thông tư": "TT"})
_PARTY_TYPES = MappingProxyType(_TYPES | {"quy định": "QĐ", "kết luận": "KL", "quy chế": "QC", "thông tri": "TT"})
_YEARLY = frozenset({"nghị quyết", "quyết định", "nghị định", "thông tư"})


def one_symbol(symbol: str, word: str = "") -> str:
    """A symbol in one form whatever its separators, its case and its zeros, in lower case.

    ``word``: the type as written, which tells the documents of a code that stands for two types.

    >>> one_symbol("04-NQ/TU"), one_symbol("4/NQ-TU"), one_symbol("48/2006/QĐ-BTC"), one_symbol("29-NQ/T.Ư")
    ('4-nq/tu', '4-nq/tu', '48/2006/qđ-btc', '29-nq/tw')
    >>> one_symbol("08-QĐ/TW", "Quyết định"), one_symbol("08-QĐ/TW", "Quy định")
    ('8-qđ/tw', '8-qyđ/tw')
    """
    number, year, code = split_symbol(symbol)
    kind, issuer = one_code(code or "", word)
    if kind and year is None and is_party_issuer(issuer):
        return f"{same_number(number)}-{kind}/{issuer}".lower()
    tail = "-".join(part for part in (kind, issuer) if part)
    return "/".join(part for part in (same_number(number), year, tail) if part).lower()


def one_code(code: str, word: str) -> tuple[str, str]:
    """``type_and_issuer``, with the code that only the type ``word`` has where its own stands for two.

    >>> one_code("CT/TU", "Chương trình hành động"), one_code("CT/TU", "Chỉ thị")
    (('CTR', 'TU'), ('CT', 'TU'))
    """
    kind, issuer = type_and_issuer(code)
    other, own = _TWO_TYPES.get(kind, (None, kind))
    return (own if other is not None and word.lower().startswith(other) else kind), issuer


@lru_cache(maxsize=1024)
def type_and_issuer(code: str) -> tuple[str, str]:
    """The type code, "" in a dispatch, and the issuer's code behind it, both in capitals.

    >>> type_and_issuer("NQ/TU"), type_and_issuer("TTLT-BTC-BNV"), type_and_issuer("UBND-KT"), type_and_issuer("QH15")
    (('NQ', 'TU'), ('TTLT', 'BTC-BNV'), ('', 'UBND-KT'), ('', 'QH15'))
    """
    upper = _CENTRE.sub(r"\1TW", code.upper()).translate(_SEPARATORS)
    glued = _GLUED.fullmatch(upper)
    kind, _, issuer = f"{glued[1]}-{glued[2]}".partition("-") if glued else upper.partition("-")
    if kind in _TYPE_CODES and issuer:
        return _ONE_CODE.get(kind, kind), issuer
    return "", upper


def issuer_code(symbol: str) -> str | None:
    """The issuer's code in a complete symbol, in capitals.

    >>> issuer_code("57-NQ/TW"), issuer_code("66.7/2025/NQ-CP"), issuer_code("57")
    ('TW', 'CP', None)
    """
    return type_and_issuer(split_symbol(symbol)[2] or "")[1] or None


def central_issuer(symbol: str) -> str | None:
    """The code of the body of the whole country that issued ``symbol``, in lower case; None for a local one.

    >>> central_issuer("57-NQ/TW"), central_issuer("31/2024/QH15"), central_issuer("04-NQ/TU")
    ('tw', 'qh', None)
    """
    kind, issuer = type_and_issuer(split_symbol(symbol)[2] or "")
    parts = [_TERMED.sub(r"\1", part) for part in issuer.split("-")]
    if kind in {"TTLT", "NQLT"} and parts[0] in _CENTRAL:
        return "-".join(parts).lower()
    if parts[0] in _CENTRAL:
        return parts[0].lower()
    if kind in _CENTRAL_TYPES and parts[0] and not _LOCAL.match(parts[0]):
        return "-".join(parts).lower()
    return parts[-1].lower() if not kind and parts[-1] in {"CP", "TTG"} else None


def code_of_body(body: str) -> str | None:
    """The code under which ``body`` issues; None where it does not tell.

    >>> code_of_body("Ban Thường vụ Tỉnh ủy Lào Cai"), code_of_body("Bộ Giáo dục và Đào tạo"), code_of_body("Bộ GTVT")
    ('TU', 'BGDĐT', 'BGTVT')
    """
    name = body.lower()
    for words, code in _CODES_OF_BODIES:
        if words.search(name):
            return code
    letters = initials(body)
    return letters if name.startswith("bộ ") and letters in _CENTRAL else None


_COMMITTEES = compiled("(?i)trung ương|tỉnh ủy|thành ủy")


def initials(body: str) -> str:
    """The letters that stand for a body in codes: BYT for "Bộ Y tế", BNCTW for "Ban Nội chính Trung ương".

    >>> initials("Bộ GD-ĐT"), initials("Ban Tuyên giáo Tỉnh ủy"), initials("Ủy ban An toàn giao thông Quốc gia")
    ('BGDĐT', 'BTGTU', 'UBATGTQG')
    """
    letters = ""
    for word in _WORD.findall(_COMMITTEES.sub(lambda found: "TW" if found[0].lower() == "trung ương" else "TU", body)):
        if word not in {"và", "của"}:
            letters += word if word.isupper() and len(word) > 1 else word[0].upper()
    return letters.replace("Ủ", "U").replace("Ư", "U")


def full_symbol(kind: str, number: str, body: str | None) -> str | None:
    """The symbol that "Nghị quyết số 57 của Bộ Chính trị" must have; None where type and body do not tell.

    ``number`` may have a year: "117/2020". Of the yearly numbered ones without it nothing can be told.

    >>> full_symbol("Nghị quyết", "57", "Bộ Chính trị"), full_symbol("Nghị định", "117/2020", None)
    ('57-NQ/TW', '117/2020/NĐ-CP')
    """
    digits, year, _ = split_symbol(number)
    kind = kind.lower().removesuffix(" hành động")
    if kind == "nghị định" and year is not None:
        return f"{number}/NĐ-CP"
    code = code_of_body(body) if body else None
    if code is None:
        return None
    if is_party_issuer(code):
        return f"{digits}-{_PARTY_TYPES[kind]}/{code}" if year is None and kind in _PARTY_TYPES else None
    if code in {"QH", "UBTVQH"}:
        term = next((term for term, first, last in _TERMS if year and first <= int(year) <= last), None)
        return f"{number}/{code}{term}" if term else None
    # The others have no year in their symbols; these have one or not.
    if kind not in _STATE_TYPES or (kind in _YEARLY) != (year is not None):
        return None
    return f"{number}/{_STATE_TYPES[kind]}-{code}"
