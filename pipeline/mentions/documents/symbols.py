"""What a document's type words and its number (số hiệu) say: the full type word, the native order, the shared parts."""

from functools import lru_cache
from types import MappingProxyType

from pipeline.text.patterns import compiled

_ABBREVIATIONS = MappingProxyType(
    {
        "NQ": "Nghị quyết",
        "NQLT": "Nghị quyết liên tịch",
        "NĐ": "Nghị định",
        "QĐ": "Quyết định",
        "TT": "Thông tư",
        "TTLT": "Thông tư liên tịch",
        "TTr": "Tờ trình",
        "CT": "Chỉ thị",
        "CTr": "Chương trình",
        "KL": "Kết luận",
        "KH": "Kế hoạch",
        "CV": "Công văn",
        "TB": "Thông báo",
        "HD": "Hướng dẫn",
        "BC": "Báo cáo",
        "ĐA": "Đề án",
        "PL": "Pháp lệnh",
        "VB": "Văn bản",
        "VBHN": "Văn bản hợp nhất",
        "CĐ": "Công điện",
    }
)
# Codes that stand for one type only wherever they are used without a type word; "QĐ" does so in State documents.
_CODES = MappingProxyType(
    {
        **{code: name for code, name in _ABBREVIATIONS.items() if code not in {"QĐ", "CT", "TT"}},
        "ND": "Nghị định",
        "Ctr": "Chương trình",
        "CD": "Công điện",
        "KLTT": "Kết luận thanh tra",
        "QĐi": "Quy định",
        "QĐNS": "Quyết định",
        "QyĐ": "Quy định",
        "QC": "Quy chế",
        "GP": "Giấy phép",
        "L": "Lệnh",
        "PA": "Phương án",
        "BB": "Biên bản",
    }
)
_STATE_CODES = MappingProxyType({"QĐ": "Quyết định", "CT": "Chỉ thị", "TT": "Thông tư"})
# Words that say how urgent or what for, not which type.
_QUALIFIER = compiled(
    r" (?:hỏa tốc|thượng khẩn|khẩn|xử phạt.*|khởi tố.*|kỷ luật|bổ nhiệm|thanh tra|giám đốc thẩm|đưa vụ án.*|chuyên đề"
    r"|(?:hình sự|dân sự|hành chính|lao động|kinh tế|kinh doanh thương mại|sơ thẩm|phúc thẩm|làm việc).*)$"
)
_NO_TYPE = compiled(r"(?:QH|UBTVQH)\d|(?:TTg|CP)$")
_FIRST_SEPARATOR = compiled(r"[-/.]")
_PARTY_ISSUER = compiled(r"(?:VP|UBKT|B\p{Lu}{1,4})?(?:T\.?[ƯW]|TU|HU|ThU|THU|TXU|TxU|QU|ĐU\p{Lu}*|CB|ĐH)")
_SPACED_SEPARATOR = compiled(r" ?([-/]) ?")
_SPACES = compiled(r" +")
_SYMBOL = compiled(r"^(\d+(?:\.\d+)?\p{L}?)(?:/((?:19|20)\d\d))?(?:([-/])(.+))?$")


def full_type(words: str) -> str:
    """The full type word behind ``words`` as they stand in a text.

    >>> full_type("NGHỊ ĐỊNH"), full_type("NĐ"), full_type("công văn hỏa tốc")
    ('Nghị định', 'Nghị định', 'Công văn')
    """
    if words in _ABBREVIATIONS:
        return _ABBREVIATIONS[words]
    lower = " ".join(words.lower().split())
    if not lower.startswith("kết luận"):
        lower = _QUALIFIER.sub("", lower)
    return lower.capitalize()


def type_of_symbol(symbol: str) -> str | None:
    """The type that a complete symbol tells without a type word; None where the code has several readings.

    >>> type_of_symbol("1109/QĐ-UBND"), type_of_symbol("31-QĐ/TW"), type_of_symbol("3824/UBND-KT")
    ('Quyết định', None, 'Công văn')
    """
    _, _, code = split_symbol(symbol)
    if code is None or _NO_TYPE.match(code):
        return None
    kind, *rest = _FIRST_SEPARATOR.split(code, maxsplit=1)
    issuer = rest[0] if rest else ""
    if kind in _CODES:
        return _CODES[kind]
    if kind in _STATE_CODES:
        return None if is_party_issuer(issuer) else _STATE_CODES[kind]
    return "Công văn"


def is_party_issuer(code: str) -> bool:
    """Whether an issuer's code ("TW", "TU", "ĐUK") is a Party body's."""
    return _PARTY_ISSUER.fullmatch(code) is not None


def native_symbol(words: str) -> str:
    """A symbol in native order without spaces; a space that stands for a separator becomes one.

    >>> native_symbol("48/2006/QĐ - BTC"), native_symbol("07 NQ/HĐ"), native_symbol("367 - QĐ/TWĐTN")
    ('48/2006/QĐ-BTC', '07-NQ/HĐ', '367-QĐ/TWĐTN')
    """
    return _SPACES.sub("-", _SPACED_SEPARATOR.sub(r"\1", words.strip()))


@lru_cache(maxsize=1024)
def split_symbol(symbol: str) -> tuple[str, str | None, str | None]:
    """Number, year and the code behind them.

    >>> split_symbol("04/2024/NĐ-CP"), split_symbol("04-NQ/TU"), split_symbol("57")
    (('04', '2024', 'NĐ-CP'), ('04', None, 'NQ/TU'), ('57', None, None))
    """
    match = _SYMBOL.match(symbol)
    return (match[1], match[2], match[4]) if match else (symbol, None, None)


def same_number(number: str) -> str:
    """A number for comparing: without zeros before it, in lower case."""
    return number.lower().lstrip("0") or "0"


def share_code(symbols: list[str]) -> list[str]:
    """Give the year and code of a list's last symbol to those before it that are a number only.

    >>> share_code(["34", "35/2024/NĐ-CP"]), share_code(["79", "80"])
    (['34/2024/NĐ-CP', '35/2024/NĐ-CP'], ['79', '80'])
    """
    number, _, code = split_symbol(symbols[-1])
    if code is None:
        return symbols
    tail = symbols[-1][len(number) :]
    shared = [symbol + tail if split_symbol(symbol)[1:] == (None, None) else symbol for symbol in symbols[:-1]]
    return [*shared, symbols[-1]]
