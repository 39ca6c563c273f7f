"""Whether a document can be of a body, by the issuer's code in its symbol."""

from pipeline.mentions.documents.codes import MINISTRIES, code_of_body, initials, type_and_issuer
from pipeline.mentions.documents.patterns import pattern
from pipeline.mentions.documents.symbols import split_symbol
from pipeline.mentions.page import Candidate
from pipeline.text.patterns import compiled

# What a body's name holds that an issuer code names.
_BODIES = {
    "CP": compiled("chính phủ"),
    "TTG": compiled("thủ tướng|chính phủ"),
    "CTN": compiled("chủ tịch nước"),
    "UBND": compiled("ubnd|ủy ban|chính quyền"),
    "UB": compiled("ubnd|ủy ban"),
    "HĐND": compiled("hđnd|hội đồng nhân dân"),
    "TW": compiled("trung ương|bộ chính trị|ban bí thư|tw"),
    "TU": compiled("tỉnh ủy|thành ủy|đảng bộ|ban thường vụ|btv|ban chấp hành|bch|thường trực"),
    "TWĐTN": compiled("đoàn"),
    "HĐTP": compiled("tòa án|tand|thẩm phán"),
    "MTTW": compiled("mttq|mặt trận"),
    "MTTQ": compiled("mttq|mặt trận"),
}
_ASSEMBLY = compiled(r"(?:UBTV)?QH\d")
_JOINT = frozenset({"TTLT", "NQLT"})
_OFFICES = {"B": "bộ ", "S": "sở "}
_NO_MINISTRY = compiled("bộ (?:chính trị|tư lệnh|chỉ huy)")


def agrees(document: Candidate, body: str) -> bool | None:
    """Whether the symbol's issuer code can be ``body``; None where the code says nothing.

    >>> resolution = Candidate("DOC", 0, 1, "", {"symbol": "04-NQ/TU"})
    >>> agrees(resolution, "Tỉnh ủy Quảng Ninh"), agrees(resolution, "UBND tỉnh")
    (True, False)
    """
    _, _, code = split_symbol(document.value.get("full_symbol") or document.value.get("symbol") or "")
    kind, issuer = type_and_issuer(code or "")
    verdicts = [_is_body(part, body) for part in issuer.split("-") if part]
    if kind in _JOINT and True in verdicts:
        return True
    return next((verdict for verdict in verdicts if verdict is not None), None)


def _is_body(part: str, body: str) -> bool | None:
    """Whether ``part`` of a symbol is the code of ``body``; None for a code that is not known."""
    name = body.lower()
    if part in _BODIES:
        return _BODIES[part].search(name) is not None
    if _ASSEMBLY.match(part):
        return "quốc hội" in name or "qh" in name
    if pattern("party_code").match(part):
        return pattern("party_body").search(name) is not None
    if len(part) < 3:
        return None
    letters = initials(body)
    if part == letters or (part not in MINISTRIES and letters.startswith(part)):
        return True  # "LĐLĐ" is the "Liên đoàn Lao động tỉnh"
    # "BNN" and "BNNPTNT" are one ministry; "SYT" and "STC" are two departments.
    if name.startswith(_OFFICES.get(part[0], "-")) and not _NO_MINISTRY.match(name):
        return letters.startswith(part) or part.startswith(letters)
    other = code_of_body(body) is not None or name.startswith("sở ")
    return False if part in MINISTRIES and other else None
