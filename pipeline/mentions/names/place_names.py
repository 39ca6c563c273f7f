"""How the name of a place reads: units behind their type word, runs of capitals, places known without a head."""

from pipeline.mentions.names.gazetteer import dictionary_syllables
from pipeline.mentions.names.page_words import Words

LISTED = ("province", "country", "region", "district")
UNIT_NAMES = ("province", "district", "commune", "region")
_NUMBERED = frozenset("quận phường thôn ấp bản buôn làng xóm tổ khu phố khóm khối đội p q".split())
_CITIES = ("province", "district", "region")
_LARGE = frozenset("tỉnh tp phố".split())
_HAMLETS = frozenset("thôn ấp bản buôn làng xóm phum sóc tổ khóm khối khu".split())
_CLASSIFIERS = frozenset(
    "con cây dòng tuyến bờ ngôi khu trục mặt bên cửa bến các vùng trên qua tại ven ra lên xuống dọc nối đến theo giữa"
    " cạnh gần ngay phía cuối đầu từ".split()
)
_WHERE = frozenset("tại ở sang về vùng vực từ".split())
_NOT_COUNTRY = frozenset("luật lệnh lý chế danh thuật phẩm nghệ quan báo trình nhân tuyến định".split())
_PEOPLES = frozenset("người tiếng tộc chữ đồng tự".split())  # "tự" stands before a man's other name
_SHORT_COUNTRIES = frozenset("lào mỹ mĩ nga pháp nhật úc".split())
COUNTRIES = _SHORT_COUNTRIES | frozenset("anh đức ý hàn trung việt áo bỉ".split())  # of one word that means others too
HEADS = ("head:org.government", "head:org.of-unit", "head:org.department", "head:org.company", "head:org.school",
          "head:per.title")  # fmt: skip
_BODY_ENDS = frozenset("ubnd hđnd ủy dân đoàn mttq an đội hội".split())
_OFFICERS = frozenset("thư tịch".split())  # Bí thư, Chủ tịch
_STEMS = frozenset("Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý".split())  # of the years' names
_COMMON = frozenset("nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ ngô đinh trịnh lý lò vừ giàng".split())
_NUMERALS = frozenset("I II III IV V VI VII VIII IX X".split())
_AFTER_NUMBER = frozenset(  # what may stand behind a number that ends a name: no noun that it could count
    ", . ; : ) ( - ” … ! ? / của và là được có đã đang sẽ cho với thuộc do từ đến để khi nhưng cùng theo bị ở tại"
    " vào trên trong về nằm phối tổ".split()
) | {"", "\n"}


def listed(words: Words, i: int) -> int:
    """Where a place that needs no head and begins at ``i`` ends, or 0."""
    end = words.mark(i, *LISTED)
    if not end:
        return i + 1 if _short_country(words, i) else 0
    if words.lower(i) == "miền":
        return end
    if not words.capital(end - 1) and words.lower(end - 1) != "bộ":
        end = 0
    if end and not words.capital(i) and words.mark(i, "country", "region") != end:
        return 0
    if end == i + 1 and words.form(i).isupper() and words.form(end).isdigit():
        return 0  # the coordinates "VN 2000"
    if end and words.capital(i - 1) and words.mark(i - 1, "commune") >= end:
        return 0  # "Hiệp | Bình Phước"
    if end == i + 3 and words.lower(i) == "hồ" and words.lower(i + 1) == "chí":
        return 0  # the city only behind its type word, else the man
    if end > i + 1 or (end and (words.form(i).isupper() or len(words.form(i)) > 3 or words.lower(i) == "huế")):
        weak = words.mark(i, "province", "country", "region") != end
        named = (
            words.capital(i - 1) and not words.mark(i - 1, "head:per.honorific") and words.lower(i - 1) not in _WHERE
        )
        if weak and (words.capital(end) or named):
            return 0
        return end
    return i + 1 if _short_country(words, i) else 0


def unit(words: Words, i: int) -> int:
    """Where one unit with its type word ("tỉnh Lai Châu", "phường 5") that begins at ``i`` ends, or 0."""
    head = words.mark(i, "head:loc.unit")
    return unit_name(words, i, head) if head and not half_word(words, i, head) else 0


def name_run(words: Words, i: int, most: int) -> int:
    """Where the capitals of a name from ``i`` end: before a head, a title or a person, at most ``most`` words."""
    if words.shouted(i) and (known := words.mark(i, *UNIT_NAMES)):
        return known  # in a headline in capitals nothing else tells
    end = words.capital_run(i, most)
    for k in range(i, end):
        if words.form(k) == "Xuân" and words.form(k + 1) in _STEMS:
            end = k
            break
        if words.mark(k, *HEADS) > k + 1 or (k > i and words.form(k).isupper() and words.mark(k, *HEADS)):
            end = k
            break
        if k > i and words.family(k) and _person_begins(words, i, k, most):
            end = k
            break
    if end > i and words.compound(end - 1) and words.form(end)[:1].islower():
        known = any(words.mark(k, *UNIT_NAMES) == end for k in range(i, end - 1))
        end -= not known  # a sentence that begins where a line break was lost: "bản | Kinh doanh"
    return end if end > i else 0


def _person_begins(words: Words, i: int, k: int, most: int) -> bool:
    """Whether a run of capitals from ``i`` goes over into a man at ``k``: "xóm Nà Lốc | Lý Quang Hoàng"."""
    end = words.capital_run(k, 4)
    long = words.lowers[k] in _COMMON and words.capital_run(i, most + 4) > i + most
    return end > k + 2 and (words.lower(k + 1) in {"văn", "thị"} or long)


def number_tail(words: Words, end: int) -> int:
    """Past a short number that ends a name ("cầu Sài Gòn | 1", "Bệnh viện Quân y | 175"), unless it counts."""
    number, behind = words.form(end), words.form(end + 1)
    numeral = (number.isdecimal() or number in _NUMERALS) and len(number) <= 3
    if not end or not numeral or words.glued(end):
        return end
    fraction = words.glued(end + 1) and words.glued(end + 2) and words.form(end + 2)[:1].isdigit()
    sure = behind in _AFTER_NUMBER or number in {"II", "III"}  # a numeral counts nothing
    return end + 1 if sure and not fraction else end


def half_word(words: Words, i: int, head: int) -> bool:
    """Whether a head is the second half of a common word ("yêu cầu", "hoạt động") or of a name ("Mai Động")."""
    if head > i + 1:
        return False
    if words.mark(i - 1, "country") == i + 1:
        return True  # "Nhật Bản | Abe Shinzo"
    if words.capital(i) and not words.shouted(i) and (words.family(i) or words.mark(i, *LISTED) > i + 1):
        return words.capital(head)
    if words.capital(i) and words.capital(i - 1) and not words.shouted(i - 1) and not words.mark(i, "head:loc.unit"):
        return words.capital(head)
    if i == 0 or not words.form(i - 1)[0].isalpha():
        return False
    if words.lower(i - 1) in _CLASSIFIERS or words.capital(i) or not words.compound(i - 1):
        return False
    return not (words.capital(i - 2) and words.compound(i - 2))  # "Ban Tôn giáo | tỉnh", not "giáo tỉnh"


def unit_name(words: Words, i: int, head: int) -> int:
    """Where the unit whose type word stands from ``i`` to ``head`` ends, or 0 if what follows names none."""
    last = _type_word(words, head)
    if words.form(head).isdigit() and last in _NUMBERED and len(words.form(head)) <= 2:
        return head + 1 if len(last) > 1 or (words.form(i).isupper() and words.glued(head)) else 0
    if not words.capital(head) or (last == "khối" and words.mark(i, "domain") > head):
        return 0
    kinds = {"tỉnh": ("province",), "tp": _CITIES, "phố": _CITIES, "p": _CITIES}.get(last, UNIT_NAMES)
    known = words.mark(head, *kinds, "country")
    if known and not words.capitals(head, known) and not words.mark(head, "country"):
        known = 0
    if len(last) == 1 and last in "hqpx":
        return _lettered_unit(words, i, head, known) if words.form(i).isupper() else 0
    if last == "tổ" or (words.shouted(i) and len(words.form(i)) > 3 and not known):
        return 0
    if last in _LARGE or (known > head + 1 and last not in _HAMLETS):
        run = known or (name_run(words, head, 4) if last == "tỉnh" and not words.family(head) else 0)
    else:
        run = max(name_run(words, head, 4), known)
    if run and last in _HAMLETS and words.form(run).isdigit() and len(words.form(run)) <= 2:
        run += 1
    if run == head + 1 and words.shouted(head) and words.form(head).isalpha() and not known and not words.shouted(i):
        return 0  # "xã NTM"
    office = words.family(head) and not _OFFICERS.isdisjoint(words.lowers[max(i - 3, 0) : i - 1])
    man = office or words.lowers[head] in _COMMON
    if run > head + 2 and not known and words.lower(i - 1) in _BODY_ENDS and man:
        return 0  # "Chủ tịch UBND phường | Võ Thanh Bình"
    return 0 if words.lower(head) in {"đảng", "đoàn"} and last in {"khối", "tổ"} else run


def _type_word(words: Words, head: int) -> str:
    """The last word of the type that ends at ``head``; a "khu phố" or "tổ dân phố" counts as "khu"."""
    last = words.lower(head - 1) if words.form(head - 1) != "." else words.lower(head - 2)
    return "khu" if last == "phố" and words.lower(head - 2) != "thành" else last


def _lettered_unit(words: Words, i: int, head: int, known: int) -> int:
    """ "H.Bình Chánh", "P.Núi Sam": a name that is known, or one of several words glued to its letter."""
    if known and words.mark(head, "district", "commune") == known:
        return known
    return name_run(words, head, 3) if words.glued(head) and words.capital_run(head, 3) > head + 1 else 0


def foreign(words: Words, i: int) -> bool:
    """Whether word ``i`` begins a foreign name: "Chủ tịch Quốc hội Lào | Xaysomphone Phomvihane"."""
    return words.capital(i) and not words.shouted(i) and words.lower(i) not in dictionary_syllables()


def _short_country(words: Words, i: int) -> bool:
    lower = words.lower(i)
    if lower not in COUNTRIES:
        return False
    if not words.capital(i) or words.form(i).isupper() or (words.capital(i + 1) and not foreign(words, i + 1)):
        return False
    if words.capital(i - 1) and words.lower(i - 1) not in _WHERE | {"nước", "của", "với"}:
        return False
    premier = words.lower(i - 2) == "thủ" and words.lower(i - 1) == "tướng"
    titled = words.mark(i - 1, "head:per.honorific") and not premier
    if words.lower(i - 1) in _PEOPLES or titled or words.lower(i + 1) in _NOT_COUNTRY:
        return False
    if (lower == "nhật" and words.lower(i + 1) == "ký") or (lower == "trung" and words.lower(i - 2) == "bắc"):
        return False  # "ba miền Bắc - Trung - Nam"
    if premier or (words.form(i - 1) == "(" and words.form(i + 1) == ")"):
        return True  # "diễn viên Lana (Bỉ)"
    paired = any(words.form(i + side) == "-" and words.lower(i + 2 * side) in COUNTRIES | {"nam"} for side in (-1, 1))
    if words.form(i - 1) == "-" and words.lower(i - 2) in {"nam"}:
        paired = True
    strong = {words.lower(i + 2 * side) for side in (-1, 1) if words.form(i + side) == ","}
    paired = paired or not strong.isdisjoint(_SHORT_COUNTRIES)  # "Mỹ, | Anh, Pháp"
    return paired or lower in _SHORT_COUNTRIES or words.lower(i - 1) == "nước"
