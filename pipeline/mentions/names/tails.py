"""What the name of a body goes on with and ends in: place, level, number, abbreviation; bodies known by name."""

from functools import cache

from pipeline.mentions.names.gazetteer import normal, word_list
from pipeline.mentions.names.headed_places import HEADED
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.place_names import COUNTRIES, listed, number_tail, unit
from pipeline.text.patterns import compiled

_LEVELS = frozenset(
    "tỉnh|huyện|quận|xã|phường|thôn|thành phố|thị xã|thị trấn|đặc khu|tp|tx|trung ương|tối cao|nhà trường"
    "|lâm thời".split("|")
)
_ROMAN = compiled(r"[IVX]+|\d+")

_GAP = frozenset(  # lower-case words that no company's name runs over
    "của tại và là được có đã đang sẽ cho với thuộc do từ đến trên trong về để khi nhưng cùng theo bị ở vào ra lên hoặc"
    " hay này đó trực các những".split()
)
_TITLES = ("head:per.title", "head:per.honorific")
PARENTS = ("head:org.government", "head:org.of-unit", "head:org.department", "head:org.company", "head:org.school")

ABBREVIATION = compiled(r"\p{Lu}[\p{L}\d&]*\p{Lu}[\p{L}\d&]*|[A-Z][A-Za-z-]{1,11}")
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}


def site_number(words: Words, end: int) -> int:
    """Past the number of a site that ends a body's name: "Bệnh viện Trung ương Huế | cơ sở 2"."""
    branch = words.lowers[end : end + 2] == ["cơ", "sở"] and words.form(end + 2).isdecimal()
    return end + 3 if end and branch else end


def bracketed(words: Words, i: int) -> int:
    """Where "(KBNN)" or "(NN&PTNT)" that begins at ``i`` ends, or 0."""
    if words.form(i) != "(":
        return 0
    close = next((k for k in range(i + 2, i + 6) if words.form(k) == ")"), 0)
    glued = all(words.glued(k) or (words.shouted(k) and words.shouted(k - 1)) for k in range(i + 1, close + 1))
    glued = glued and not words.mark(i + 1, "head:loc.unit", "country", "province", "district", "region")
    return close + 1 if close and glued and ABBREVIATION.fullmatch("".join(words.forms[i + 1 : close])) else 0


def quoted(words: Words, i: int) -> int:
    """Where a name in quotation marks that begins at ``i`` ends (“Vì người nghèo”), at most ten words, or 0."""
    if not (sign := _QUOTES.get(words.form(i))) or not words.capital(i + 1):
        return 0
    return next((k + 1 for k in range(i + 2, i + 12) if words.form(k) == sign), 0)


def place_tail(words: Words, i: int) -> int:
    """The place that ends a body's name: a unit with its name, its level alone ("UBND tỉnh"), or a listed place."""
    if words.lower(i) == "khu" and words.lower(i + 1) == "vực":
        end = i + 3 if _ROMAN.fullmatch(words.form(i + 2)) else listed(words, i + 2)
        while end and words.form(end) == "và" and listed(words, end + 1):
            end = listed(words, end + 1)
        if end == i + 3 and words.form(end) == "-":
            end = listed(words, end + 1) or end  # "TAND khu vực 3 - Hà Tĩnh"
        return end
    if words.lower(i) == "vùng" and (zone := i + 2 if _ROMAN.fullmatch(words.form(i + 1)) else listed(words, i + 1)):
        return zone  # "Trung tâm Thú y | Vùng 4"
    if end := unit(words, i) or listed(words, i):
        return _beyond_country(words, end) if words.mark(i, "country") == end or words.lower(i) in COUNTRIES else end
    district = words.mark(i, "district")
    if district > i + 1 and words.capitals(i, district) and (words.family(district) or not words.capital(district)):
        return district  # "Bí thư Huyện ủy Bảo Yên | Hoàng Quốc Bảo"
    if (end := words.mark(i, "province")) and words.capital(end - 1):
        return end  # "CDC quảng Ninh"; a city that elsewhere is a man
    return level(words, i)


def branch(words: Words, i: int) -> int:
    """Where the branch of a bank or company that begins at ``i`` ends ("- Chi nhánh | Hà Nam II"), or 0."""
    at = i + (words.form(i) == "-")
    end = place_tail(words, at + 2) if i and words.lowers[at : at + 2] == ["chi", "nhánh"] else 0
    return number_tail(words, end)


def about(words: Words, at: int) -> int:
    """ "Ban Chỉ đạo | Trung ương về phòng, chống tham nhũng, tiêu cực", "Ủy ban Quốc gia | về người cao tuổi"."""
    at += 2 * (words.lowers[at : at + 2] in (["trung", "ương"], ["quốc", "gia"]))
    end = words.mark(at + 1, "domain") if words.lower(at) == "về" else 0
    return place_tail(words, end) or end if end > at + 2 else 0


def _beyond_country(words: Words, end: int) -> int:
    """ "Hội Hữu nghị Việt Nam | - Lào tỉnh": what may stand behind the country in a body's name."""
    if words.form(end) == "-" and words.mark(end - 1, "country") != end:
        end = words.mark(end + 1, "country") or listed(words, end + 1) or end
    return (unit(words, end) or level(words, end) or end) if words.form(end).islower() else end


def before_person(words: Words, i: int) -> int:
    """Where the person begins to whom a body is named, at most eight words of its name from ``i``, or 0."""
    for k in range(i, i + 9):
        if words.family(k) and words.capital_run(k, 4) > k + 2 and not words.mark(k, *_TITLES, *PARENTS):
            return k
        if words.lower(k) in _GAP or not words.form(k).isalpha() or words.mark(k, *_TITLES):
            return 0
    return 0


def members(words: Words, i: int) -> bool:
    """Whether a number counts the members of a body ("Ban Thường vụ | 15 người"), not bodies ("UBND 3 xã")."""
    return words.lower(i + 1) in {"người", "đồng", "ủy", "thành"}


def seat(words: Words, i: int) -> int:
    """The gate, port, island or road that a body is named by: "Đồn Biên phòng | Cửa khẩu quốc tế La Lay"."""
    for rule, grammar in HEADED.items():
        head = words.mark(i, f"head:{rule}")
        if head and (end := grammar(words, i, head)):
            return end
    return 0


def level(words: Words, i: int) -> int:
    """Where the level of a body that begins at ``i`` ends ("UBND | tỉnh"), or 0."""
    for size in (2, 1):
        named = i + size <= len(words) and " ".join(words.lowers[i : i + size]) in _LEVELS
        if named and words.lower(i + size) != "ủy":
            return i + size
    return 0


def levels(words: Words, end: int) -> bool:
    """Whether several levels stand for all bodies of theirs: "UBND quận, huyện" that ends at ``end`` names none."""
    below = level(words, end + 1) if words.form(end) == "," else 0
    return bool(below) and not words.capital(below) and end in {level(words, end - 2), level(words, end - 1)}


def listed_body(words: Words, i: int) -> int:
    """A body that is known by its name alone."""
    end = words.mark(i, "body")
    if not end or not words.capital(i) or (words.form(i - 1) == "/" and words.form(i - 2).isdigit()):
        return 0  # "QCVN 05A:2020/BCT"
    text = words.text[words.starts[i] : words.ends[end - 1]]
    if text in word_list("bodies.txt") or end > i + 1:
        return place_tail(words, end) if words.lower(end) == "khu" and place_tail(words, end) else end
    return 0


@cache
def phrases(file: str) -> frozenset[str]:
    """The entries of a list in ``words/`` in the form in which they are compared."""
    return frozenset(map(normal, word_list(file)))


def next_capital(words: Words, i: int, most: int) -> int:
    """The capital that a company's name reaches over at most ``most`` lower-case words from ``i``, or 0."""
    for k in range(i, i + most + 1):
        if words.capital(k):
            head = words.mark(k, *PARENTS, "body", "head:loc.unit") or words.mark(k, *_TITLES) > k + 1
            return 0 if head else k
        if not words.form(k).islower() or (words.lower(k) in _GAP and not (words.form(k) == "và" and most > 3)):
            return 0
    return 0
