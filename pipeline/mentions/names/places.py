"""Where place names lie: units, roads, natural features, sites, and names that are places without a head."""

from collections.abc import Iterator

import regex

from pipeline.mentions.names.page_words import Words, again

Found = tuple[str, int, int]  # rule, first word, bound behind the last word

LISTED = ("province", "country", "region", "district")
_UNIT_NAMES = ("province", "district", "commune", "region")
_PLURAL = frozenset("các những hai ba bốn năm sáu bảy tám chín mười mấy nhiều mọi số giữa".split())
_NUMBERED = frozenset("quận phường thôn ấp bản buôn làng xóm tổ khu phố khóm khối đội".split())
_CITIES = ("province", "district", "region")
_LARGE = frozenset("tỉnh tp phố".split())
_HAMLETS = frozenset("thôn ấp bản buôn làng xóm phum sóc tổ khóm khối khu".split())
_ROUTE = regex.compile(r"(?:QL|TL|ĐT|HL|ĐH|DT)\d{1,4}[A-Z]{0,2}")
_ROUTE_NUMBER = regex.compile(r"\d{1,4}[A-Z]{0,2}")
_ROUTES = frozenset("lộ ql tl đt tỉnh huyện đai".split())
_CLASSIFIERS = frozenset(
    "con cây dòng tuyến bờ ngôi khu trục mặt bên cửa bến các vùng trên qua tại ven ra lên xuống dọc nối đến theo giữa"
    " cạnh gần ngay phía cuối đầu".split()
)
_SUCH_AS = frozenset(("như", "gồm", ":", "("))
_WHERE = frozenset("tại ở sang về vùng vực từ".split())
_NOT_COUNTRY = frozenset("luật lệnh lý chế danh thuật phẩm nghệ quan báo ký trình nhân tuyến định".split())
_PEOPLES = frozenset("người tiếng tộc chữ đồng".split())
_SHORT_COUNTRIES = frozenset("lào mỹ nga pháp nhật úc".split())
_WEAK_COUNTRIES = frozenset("anh đức ý hàn trung việt áo bỉ".split())
_HEADS = ("head:org.government", "head:org.of-unit", "head:org.department", "head:org.company", "head:org.school",
          "head:per.title")  # fmt: skip


def places(words: Words) -> Iterator[Found]:
    """All places that a rule sees, overlapping ones too."""
    found = list(_places(words))
    yield from found
    yield from _again(words, found)


def _again(words: Words, found: list[Found]) -> Iterator[Found]:
    """The name of a place that stood with its type word once is that place where it stands alone."""
    names = set()
    for rule, start, end in found:
        name = tuple(words.forms[words.mark(start, f"head:{rule}") or start : end])
        titled = words.mark(end - len(name), "head:per.honorific", "head:per.title")
        if len(name) > 1 and not titled and all(form[0].isupper() for form in name):
            names.add(name)
    for i, name in again(words, names):
        if not words.capital(i + len(name)) and not words.capital(i - 1):
            yield "loc.again", i, i + len(name)


def _places(words: Words) -> Iterator[Found]:
    for i in range(len(words)):
        if words.lower(i) in _SUCH_AS:
            yield from _named_below(words, i)
        elif words.marks[i] or words.capital(i):
            if head := words.mark(i, "head:loc.unit"):
                yield from _units(words, i, head)
            yield from _by_head(words, i)
            yield from _by_name(words, i)


def _by_head(words: Words, i: int) -> Iterator[Found]:
    for rule, grammar in _HEADED.items():
        head = words.mark(i, f"head:{rule}")
        end = grammar(words, i, head) if head and not _half_word(words, i, head) else 0
        # In a headline in capitals nothing but the gazetteer tells where a name ends.
        headline = words.shouted(i) and len(words.form(i)) > 3 and not words.mark(head, *_UNIT_NAMES)
        if end and not headline:
            yield rule, i, end


def _by_name(words: Words, i: int) -> Iterator[Found]:
    if end := listed(words, i):
        yield "loc.place", i, end
    if _ROUTE.fullmatch(words.form(i)):
        yield "loc.road", i, i + 1
    if words.lower(i - 2) == "số" and words.form(i - 1)[:1].isdigit() and words.capital_run(i, 4) > i + 1:
        yield "loc.address", i, name_run(words, i, 4)
    if words.lower(i - 1) in _WHERE and (end := words.mark(i, "commune")) > i + 1 and words.capital_run(i, 4) == end:
        yield "loc.place", i, end


def listed(words: Words, i: int) -> int:
    """Where a place that needs no head and begins at ``i`` ends, or 0."""
    end = words.mark(i, *LISTED)
    if end and words.lower(i) == "miền":
        return end
    if end and not words.capital(end - 1) and words.lower(end - 1) != "bộ":
        end = 0
    if end and not words.capital(i) and words.mark(i, "country", "region") != end:
        return 0
    if end == i + 3 and words.lower(i) == "hồ" and words.lower(i + 1) == "chí":
        return 0  # the city only behind its type word, else the man
    if end > i + 1 or (end and (words.form(i).isupper() or len(words.form(i)) > 3 or words.lower(i) == "huế")):
        weak = words.mark(i, "province", "country", "region") != end
        if weak and (words.capital(end) or (words.capital(i - 1) and not words.mark(i - 1, "head:per.honorific"))):
            return 0
        return end
    return i + 1 if _short_country(words, i) else 0


def unit(words: Words, i: int) -> int:
    """Where one unit with its type word ("tỉnh Lai Châu", "phường 5") that begins at ``i`` ends, or 0."""
    head = words.mark(i, "head:loc.unit")
    return _unit_name(words, i, head) if head and not _half_word(words, i, head) else 0


def name_run(words: Words, i: int, most: int) -> int:
    """Where the capitals of a name from ``i`` end: before a head or title, at most ``most`` words."""
    end = words.capital_run(i, most)
    for k in range(i, end):
        if words.mark(k, *_HEADS) > k + 1 or (k > i and words.form(k).isupper() and words.mark(k, *_HEADS)):
            end = k
            break
    if end > i and words.compound(end - 1) and words.form(end)[:1].islower():
        end -= 1  # a sentence that begins where a line break was lost: "bản | Kinh doanh"
    return end if end > i else 0


def _half_word(words: Words, i: int, head: int) -> bool:
    """Whether a head is the second half of a common word ("yêu cầu", "hoạt động") or of a name ("Mai Động")."""
    if head > i + 1:
        return False
    if words.capital(i) and not words.shouted(i) and (words.family(i) or words.mark(i, *LISTED) > i + 1):
        return words.capital(head)
    if words.capital(i) and words.capital(i - 1) and not words.shouted(i - 1) and not words.mark(i, "head:loc.unit"):
        return words.capital(head)
    if i == 0 or not words.form(i - 1)[0].isalpha():
        return False
    return words.lower(i - 1) not in _CLASSIFIERS and words.compound(i - 1) and not words.capital(i)


def _unit_name(words: Words, i: int, head: int) -> int:
    last = words.lower(head - 1) if words.form(head - 1) != "." else words.lower(head - 2)
    if words.form(head).isdigit() and last in _NUMBERED and len(words.form(head)) <= 2:
        return head + 1
    if not words.capital(head):
        return 0
    kinds = {"tỉnh": ("province",), "tp": _CITIES, "phố": _CITIES, "p": _CITIES}.get(last, _UNIT_NAMES)
    known = words.mark(head, *kinds, "country")
    if known and not words.capitals(head, known) and not words.mark(head, "country"):
        known = 0
    if len(last) == 1 and last in "hqpx":
        return (known if words.mark(head, "district", "commune") == known else 0) if words.form(i).isupper() else 0
    if last == "tổ" or (words.shouted(i) and len(words.form(i)) > 3 and not known):
        return 0
    if last in _LARGE or known > head + 1:
        run = known or (name_run(words, head, 3) if last == "tỉnh" and not words.family(head) else 0)
    else:
        run = name_run(words, head, 4) or known
    if run and last in _HAMLETS and words.form(run).isdigit() and len(words.form(run)) <= 2:
        run += 1
    if run == head + 1 and words.shouted(head) and not known and not words.shouted(i):
        return 0  # "xã NTM"
    return 0 if words.lower(head) in {"đảng", "đoàn"} and last in {"khối", "tổ"} else run


def _units(words: Words, i: int, head: int) -> Iterator[Found]:
    if _half_word(words, i, head):
        return
    end = _unit_name(words, i, head)
    plural = words.lower(i - 1) in _PLURAL or words.counts(i - 1)
    if end and not plural:
        yield "loc.unit", i, end
    if plural or (end and words.form(end) in {",", "và"}):
        at = head + 1 if words.form(head) in {":", ","} else head
        end = end if end and not plural else at
        yield from _list(words, at if plural else end, plural)


def _list(words: Words, i: int, plural: bool, roads: bool = False) -> Iterator[Found]:
    """The names of "các huyện A, B và C"; behind a single unit only names that the gazetteer knows follow on."""
    if not plural:
        i += 1
    while words.capital(i) or (plural and _number_in_list(words, i)):
        end = words.mark(i, *_UNIT_NAMES) or (i + 1 if words.form(i).isdigit() else 0)
        if not end or not words.capitals(i, end):
            end = name_run(words, i, 4) if plural else 0
        if (
            end <= i
            or (end == i + 1 and words.shouted(i))
            or (words.family(i) and end > i + 2 and not words.mark(i, *_UNIT_NAMES) and not roads)
        ):
            return
        yield "loc.list", i, end
        while words.form(end) == "(" and ")" in words.forms[end : end + 12]:
            end = words.forms.index(")", end) + 1
        if words.form(end) not in {",", "và", ";", "-"}:
            return
        i = end + 1


def _number_in_list(words: Words, i: int) -> bool:
    """ "các phường [1], [2] và [4]"."""
    listed_number = words.form(i).isdigit() and len(words.form(i)) <= 2
    return listed_number and (words.form(i + 1) in {",", "và"} or words.lower(i - 1) in {",", "và"})


def _named_below(words: Words, i: int) -> Iterator[Found]:
    """ "một số xã trong huyện như A, B": names of a kind that was said up to eight words before."""
    reach = 1 if words.form(i) == "(" else 8
    for k in range(i - 1, max(i - 1 - reach, -1), -1):
        if not words.form(k)[0].isalnum():
            return
        if words.mark(k, "head:loc.unit", "head:loc.road") and not words.capital(k) and not _half_word(words, k, k + 1):
            yield from _list(words, i + 1, plural=True, roads=bool(words.mark(k, "head:loc.road")))
            return


def _road(words: Words, i: int, head: int) -> int:
    if words.form(head) == "." and words.glued(head):
        head += 1
    if _ROUTE_NUMBER.fullmatch(words.form(head)):
        numbered = words.lower(head - 1) in _ROUTES or words.form(head - 1) == "."
        if _memorial_day(words, head):
            return head + 3
        return head + 1 if numbered else 0
    if words.mark(head, "head:loc.road") and words.form(head).isupper():
        return 0  # "tỉnh lộ ĐT 640": the number's own head is the nearer
    return _dashes(words, name_run(words, head, 4))


def _memorial_day(words: Words, i: int) -> bool:
    """A street or square named by a day: "30/4", "2 tháng 9"."""
    return words.form(i).isdigit() and words.lower(i + 1) in {"/", "-", "tháng"} and words.form(i + 2).isdigit()


def _feature(words: Words, i: int, head: int) -> int:
    nested = words.mark(head, "head:loc.unit", "head:loc.feature", "head:loc.site")
    if nested and words.capital(nested) and not words.capital(head):
        return _dashes(words, name_run(words, nested, 4))
    return _dashes(words, name_run(words, head, 4))


def _site(words: Words, i: int, head: int) -> int:
    if words.form(head) == "(" and words.form(head + 2) == ")" and words.form(head + 1).isupper():
        head += 3
    for rule, grammar in _HEADED.items():
        nested = words.mark(head, f"head:{rule}")
        if nested and (end := grammar(words, head, nested)):
            return end
    if _memorial_day(words, head) and (words.lower(i) == "quảng" or words.lower(head + 1) == "tháng"):
        return head + 3
    title = words.mark(head, "head:per.title", "head:per.honorific")
    if title and words.capital(head) and words.capital(title):
        return words.capital_run(title, 4)
    return _dashes(words, unit(words, head) or name_run(words, head, 4))


def _dashes(words: Words, end: int) -> int:
    """Goes on over "A - B - C", which names one road or site."""
    while end and words.form(end) == "-" and words.capital(end + 1) and not words.mark(end + 1, *_HEADS):
        end = words.mark(end + 1, *LISTED) or name_run(words, end + 1, 4)
    return end


def _short_country(words: Words, i: int) -> bool:
    lower = words.lower(i)
    if not words.capital(i) or words.form(i).isupper() or words.capital(i + 1):
        return False
    if words.capital(i - 1) and words.lower(i - 1) not in _WHERE | {"nước", "của", "với"}:
        return False
    if lower not in _SHORT_COUNTRIES | _WEAK_COUNTRIES:
        return False
    if words.lower(i - 1) in _PEOPLES or words.mark(i - 1, "head:per.honorific") or words.lower(i + 1) in _NOT_COUNTRY:
        return False
    paired = any(
        words.form(i + side) == "-" and words.lower(i + 2 * side) in _SHORT_COUNTRIES | _WEAK_COUNTRIES | {"nam"}
        for side in (-1, 1)
    )
    if words.form(i - 1) == "-" and words.lower(i - 2) in {"nam"}:
        paired = True
    return paired or lower in _SHORT_COUNTRIES or words.lower(i - 1) == "nước"


_HEADED = {"loc.road": _road, "loc.feature": _feature, "loc.site": _site}
