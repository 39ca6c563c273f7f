"""Finds codes, laws and ordinances by name: how far a name such as "Phòng, chống tác hại của rượu, bia" runs.

Names are looked up in ``laws.txt``; a name that is not there is read from its capital on through words of law names.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from pipeline.mentions.documents.symbols import full_type, native_symbol
from pipeline.mentions.page import Candidate, Page
from pipeline.text.patterns import compiled

RULE = "documents.law"

# The longest listed name has 20 syllables; 160 code points hold it.
_WINDOW = 160
_LIST = 12

# "Công ty Luật", "Đại học Luật", "kỷ luật", "Công ước Luật Biển": behind these no law of that name is meant.
_FIRMS = r"công ty|hãng|văn phòng|tnhh|viện|tạp chí|câu lạc bộ|hội|báo|tổ|giới|ban|sách|tủ sách"
_STUDIES = r"đại học|học viện|trường|khoa|ngành|bộ môn|môn|học|nghề|cử nhân|thạc s[ĩỹ]|tiến s[ĩỹ]|sinh viên|giảng viên"
_WORD_PARTS = r"pháp|kỷ|quy|(?<!quy )định|âm|thuật|công ước|công ước về"
_KINDS = r"(?i:bộ luật|luật|pháp lệnh)"
_TYPE = compiled(
    rf"(?<![\p{{L}}\d])(?<!(?i:{_FIRMS}|{_STUDIES}|{_WORD_PARTS}) )(?P<type>{_KINDS})"
    r"(?P<head>:| (?:bao )?gồm:?| như:?)? (?=\p{L})"
)
_PLURAL = compiled(r"(?<!\p{L})(?i:các|những|hai|ba|bốn|\d{1,2}) (?:(?i:dự án|dự thảo) )?$")
_AMENDING = compiled(rf"(?i:sửa đổi(?:,? bổ sung)?(?: một số điều)?(?: của)?(?: các| \d{{1,2}})? )(?={_KINDS} \p{{L}})")
# "của 37 Luật có liên quan đến quy hoạch": not by their names.
_RELATED = compiled(r"(?i:(?:có )?liên quan(?: đến)?|về|trong lĩnh vực) ")
_KIND = compiled(rf"{_KINDS} ")
_NEXT_LAW = compiled(rf"(?:,|;| và|, và) (?={_KINDS} \p{{L}})")
_NEXT_NAME = compiled(r"(?:,|;|,? và|,? hoặc) (?=\p{Lu})")
# Behind a further name that no "các" announces: "Luật Đất đai, Nhà ở 2023 và …".
_LIST_GOES_ON = compiled(r" \(?(?i:năm |sửa đổi|(?:19|20)\d\d)|[,;.)]|,? và (?:luật |(?=\p{Lu}))|$")
_WORD = compiled(r"[\p{L}\p{M}\d/]+")
_GAP = compiled(r'[ ,"“(]*| - ')
_OPENING, _CLOSING = compiled('["“(]'), frozenset('"”)')
_ABBREVIATED = compiled(r"(?!TNHH|TVQH)\p{Lu}[\p{Lu}&]{2,7}(?![\p{L}\d])")
_CODE = r"\p{Lu}[\p{Lu}\d&]{1,14}"
_SYMBOL = rf" (?i:số) ?:? ?(?P<symbol>\d{{1,5}}(?: ?/ ?(?:19|20)\d\d)? ?[-/] ?{_CODE}(?:[-/]{_CODE})?)"
_YEAR = r" (?:(?i:năm) )?(?:19|20)\d\d(?!\d|[.,/-]\d| ?- ?(?:19|20)\d\d)"
_TAIL = compiled(rf"(?:(?: \([^()\n]{{1,40}}\))?(?:{_SYMBOL}(?:{_YEAR})?|{_YEAR}(?:{_SYMBOL})?))?")
_ANY_YEAR = compiled(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_CODES = MappingProxyType(
    {"BLHS": "hình sự", "BLDS": "dân sự", "BLTTHS": "tố tụng hình sự", "BLTTDS": "tố tụng dân sự", "BLLĐ": "lao động",
     "BLHH": "hàng hải"}
)  # fmt: skip
_CODE_WORD = compiled(r"BL\p{Lu}+")
_SHORT_WORDS = MappingProxyType(
    {"bhxh": "bảo hiểm xã hội", "bhyt": "bảo hiểm y tế", "bvmt": "bảo vệ môi trường", "attp": "an toàn thực phẩm",
     "pccc": "phòng cháy và chữa cháy", "gtđb": "giao thông đường bộ", "hđnd": "hội đồng nhân dân",
     "ubnd": "ủy ban nhân dân", "đbqh": "đại biểu quốc hội", "mttq": "mặt trận tổ quốc", "nvqs": "nghĩa vụ quân sự",
     "vbqppl": "văn bản quy phạm pháp luật", "tand": "tòa án nhân dân", "vksnd": "viện kiểm sát nhân dân",
     "xlvphc": "xử lý vi phạm hành chính", "pctn": "phòng chống tham nhũng", "gtgt": "giá trị gia tăng",
     "tndn": "thu nhập doanh nghiệp", "tncn": "thu nhập cá nhân", "cntt": "công nghệ thông tin"}
)  # fmt: skip

# Words of law names that more often begin what is said of a law.
_NOT_IN_NAME = frozenset(
    {"của", "có", "đã", "được", "do", "là", "thì", "để", "nhằm", "khi", "nếu", "trong", "trên", "theo", "quy", "định"}
    | {"này", "nêu", "cho", "cũng", "vẫn", "không", "phải", "sẽ", "và", "về", "từ", "đến", "ra", "các", "những"}
)
# Branches of law and schools, no laws.
_BRANCHES = ("quốc tế", "kinh tế", "đại học", "hành chính", "môi trường", "hiến pháp")


def find(page: Page) -> Iterator[Candidate]:
    """Laws by name, with the number and the year behind the name; of "các luật A, B và C" each.

    >>> [page_text for page_text in map(str, (c.end for c in find(Page("Luật Giá và Luật Đất đai năm 2024", ()))))]
    ['8', '33']
    """
    for match in _TYPE.finditer(page.text):
        end = _name_end(page.text, match.end(), match["type"])
        if end is None:
            continue
        if match["head"] and not (match["head"] == ":" or _listed_end(_line(page.text, match.end()))):
            continue
        first = match.end() if match["head"] else match.start()
        mention = _mention(page.text, first, end, match["type"])
        if mention is None:
            continue
        yield mention
        plural = match["head"] or _PLURAL.search(page.text, max(0, match.start() - 20), match.start())
        yield from _more(page.text, mention.end, match["type"], sure=bool(plural))


def law_key(words: str) -> str | None:
    """The name of the law in ``words`` for comparing, without type, number and year.

    >>> law_key("Luật Đất đai năm 2024"), law_key("luật đất đai"), law_key("Nghị quyết 57")
    ('đất đai', 'đất đai', None)
    """
    match = _TYPE.match(words)
    start = match.end() if match else 0
    end = _name_end(words, start, match["type"] if match else "Luật")
    return None if end is None else _key(words[start:end])


@lru_cache(maxsize=1024)
def law_name(words: str) -> str:
    """The one name of the law in ``words``: abbreviations written out, "Việt Nam" left out where names go without.

    >>> law_name("BLHS 2015"), law_name("Luật BHXH"), law_name("Bộ luật Hàng hải Việt Nam")
    ('hình sự', 'bảo hiểm xã hội', 'hàng hải')
    """
    code = _CODE_WORD.match(words)
    if code is not None and code[0] in _CODES:
        return _CODES[code[0]]
    name = law_key(words) or _key(words)
    full = " ".join(_SHORT_WORDS.get(word, word) for word in name.split())
    shorter = full.removesuffix(" hiv/aids").removesuffix(" việt nam")
    return shorter if shorter in _names() else full


def is_code(name: str) -> bool:
    """Whether the law of this name is a Bộ luật, which is called Luật too.

    >>> is_code("hình sự"), is_code("đất đai")
    (True, False)
    """
    return name in _CODES.values()


def law_year(words: str) -> str | None:
    """The year that a law's mention states, in its symbol or behind its name."""
    match = _ANY_YEAR.search(words)
    return match[0] if match else None


def _mention(text: str, start: int, name_end: int, kind: str) -> Candidate | None:
    """A capital, or a year or number behind it, tells a law from "theo luật lao động"; codes need none."""
    tail = _TAIL.match(text, name_end)
    end = name_end if tail is None else tail.end()
    if kind.lower() != "bộ luật" and not any(char.isupper() or char.isdigit() for char in text[start:end]):
        return None
    symbol = tail["symbol"] if tail else None
    value = {"type": full_type(kind), "symbol": None if symbol is None else native_symbol(symbol)}
    return Candidate("DOC", start, end, RULE, value)


def _more(text: str, end: int, kind: str, *, sure: bool) -> Iterator[Candidate]:
    """Further names of a list of laws that says the type word once; ``sure``: a plural announces it."""
    for _ in range(_LIST):
        gap = _NEXT_NAME.match(text, end)
        name_end = _listed_end(_line(text, gap.end())) if gap else None
        if gap is None or name_end is None or not (sure or _LIST_GOES_ON.match(text, gap.end() + name_end)):
            return
        mention = _mention(text, gap.end(), gap.end() + name_end, kind)
        if mention is None:
            return
        yield mention
        end = mention.end


@cache
def _names() -> frozenset[str]:
    lines = files(__package__).joinpath("laws.txt").read_text("utf-8").splitlines()
    return frozenset(_key(line) for line in lines if line and not line.startswith("#"))


@cache
def _name_words() -> frozenset[str]:
    return frozenset(word for name in _names() for word in name.split()) - _NOT_IN_NAME


@cache
def _beginnings() -> frozenset[str]:
    """Every name and what it begins with, word by word."""
    split = (name.split() for name in _names())
    return frozenset(" ".join(words[:count]) for words in split for count in range(1, len(words) + 1))


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def _name_end(text: str, start: int, kind: str) -> int | None:
    amending = _AMENDING.match(text, start)
    if amending is not None:
        return _amended_end(text, amending.end())
    window = _line(text, start)
    end = _listed_end(window) or _abbreviated_end(window, kind) or _likely_end(window)
    return None if end is None else start + end


def _line(text: str, start: int) -> str:
    return text[start : start + _WINDOW].split("\n", 1)[0]


def _amended_end(text: str, start: int) -> int | None:
    """The end of the last law in "sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C"."""
    end = None
    for _ in range(_LIST):
        kind = _KIND.match(text, start)
        start = start if kind is None else kind.end()
        related = _RELATED.match(text, start)
        window = _line(text, related.end() if related else start)
        name_end = _listed_end(window) or _likely_end(window, lower=related is not None)
        if name_end is None:
            break
        name_end += related.end() - start if related else 0
        end = start + name_end
        following = _NEXT_LAW.match(text, end)
        if following is None:
            break
        start = following.end()
    return end


def _listed_end(window: str) -> int | None:
    """The end of the longest listed name that ``window`` begins with."""
    best, end, key = None, 0, ""
    for word in _WORD.finditer(window):
        key = f"{key} {word[0].casefold()}" if key else word[0].casefold()
        if not _GAP.fullmatch(window, end, word.start()) or key not in _beginnings():
            break
        end = word.end()
        if key in _names():
            best = end
    if best is not None and window[best : best + 1] in _CLOSING and _OPENING.search(window, 0, best):
        return best + 1
    return best


def _abbreviated_end(window: str, kind: str) -> int | None:
    """The end of an abbreviation, "Luật BHXH", unless all is in capitals."""
    match = _ABBREVIATED.match(window)
    return match.end() if match is not None and not kind.isupper() else None


def _likely_end(window: str, *, lower: bool = False) -> int | None:
    """The end of a name that is not listed: a capital, but for ``lower``, and words that law names are made of."""
    end = 0
    gaps = {" ", ", "} if lower else {" "}
    for count, word in enumerate(_WORD.finditer(window)):
        text, gap = word[0], window[end : word.start()]
        fits = text.islower() and gap in (gaps if count else {""})
        if count == 0 and not lower:
            fits = gap == "" and text[0].isupper() and text[1:].islower()
        if not fits or text.lower() not in _name_words():
            break
        end = word.end()
    name = _key(window[:end])
    return end if (lower or " " in name) and name and not name.startswith(_BRANCHES) else None
