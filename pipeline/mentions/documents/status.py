"""Whether a document's type word and the type code in its symbol agree."""

from functools import lru_cache

from pipeline.mentions.documents.codes import TYPE_WORDS, type_and_issuer
from pipeline.mentions.documents.symbols import is_party_issuer, split_symbol
from pipeline.text.patterns import compiled

DIFFERS = "type-differs"

# "Cáo trạng số 12/CT-VKS", "Công văn số 45/CT-TTHT" (Cục Thuế), "số 9/CĐ-TC" (công đoàn), "số 7/TTr-P3" (thanh tra):
# these letters are a type before the code of a body that issues such papers only.
_OWN_USES = frozenset({"CT", "CĐ", "TT", "TTR", "BB", "PA", "ĐA", "QC", "BC", "HD"})
_SURE_ISSUER = compiled(r"(?:UBND|UB|HĐND|TTG|CP|CTN|TW|TU|HU|THU|TXU|QU|ĐU\p{Lu}*|B\p{Lu}{2,9})(?:-|$)")
# Words that any paper is called by.
_ANY = ("văn bản", "luật", "bộ luật", "lệnh", "bản án", "phiếu", "giấy", "hợp đồng", "kháng nghị", "kiến nghị")


@lru_cache(maxsize=1024)
def status_of(kind: str | None, symbol: str | None) -> str | None:
    """``DIFFERS`` where the written type word is another than the symbol's code says, else None.

    "QĐ" is Quyết định, and Quy định too in the Party's documents; "CT" is Chỉ thị, for a Chương trình it is "CTr".

    >>> status_of("Chương trình hành động", "01-CT/TU"), status_of("Quy định", "08-QĐ/TW")
    ('type-differs', None)
    """
    kind_code, issuer = type_and_issuer(split_symbol(symbol or "")[2] or "")
    words = TYPE_WORDS.get(kind_code)
    if kind is None or words is None:
        return None
    lower = kind.lower()
    if kind_code == "QĐ" and is_party_issuer(issuer):
        words = (*words, "quy định")
    own = kind_code in _OWN_USES and not (is_party_issuer(issuer) or _SURE_ISSUER.match(issuer))
    if own or lower.startswith((*words, *_ANY)):
        return None
    return DIFFERS
