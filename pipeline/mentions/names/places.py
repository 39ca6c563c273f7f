"""Where place names lie: units, roads, natural features, sites, lists of names, and names without a head."""

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.mentions.names.gazetteer import dictionary_syllables
from pipeline.mentions.names.headed_places import DIRECTIONS, HEADED, ROUTE_NUMBER, dashes, memorial_day
from pipeline.mentions.names.page_words import Words, again
from pipeline.mentions.names.place_names import (
    COUNTRIES,
    HEADS,
    LISTED,
    UNIT_NAMES,
    half_word,
    listed,
    name_run,
    number_tail,
    unit_name,
)
from pipeline.text.patterns import compiled

Found = tuple[str, int, int]  # rule, first word, bound behind the last word

_PLURAL = frozenset("các những hai ba bốn năm sáu bảy tám chín mười mấy nhiều mọi số".split())
_COUNTED = frozenset("tuyến con trục cây ngôi".split())
_ORDINAL = frozenset("số thứ lần lớp điều khoản quý mức độ cấp khối khu tổ thôn ấp xóm đội khóm bản buôn phố".split())
_ROUTE = compiled(r"(?<!\w)(?:QL|TL|ĐT|HL|ĐH|DT)\d{1,4}[A-Z]{0,2}(?!\w)")
_MOST_ROADS = 40  # in one list
_SUCH_AS = frozenset(("như", "gồm", ":", "("))
_HEADED = tuple(f"head:{rule}" for rule in HEADED)
_PLACE_HEADS = ("head:loc.unit", *_HEADED)
_WHERE = frozenset("tại ở sang về vùng vực từ".split())


def places(words: Words) -> Iterator[Found]:
    """All places that a rule sees, overlapping ones too."""
    found = [*_announced(words), *_by_name(words), *_by_form(words)]
    yield from found
    yield from _again(words, found)


def streets(words: Words) -> set[tuple[str, ...]]:
    """Names that are streets on this page, because a road's head or a list of roads names them; most are men's too."""
    found = [road for i in words.marked("head:loc.road") for road in _by_head(words, i)]
    found += [road for i in words.where(*_SUCH_AS) for road in _named_below(words, i)]
    bare = ((words.mark(start, "head:loc.road") or start, end) for rule, start, end in found if rule == "loc.road")
    return {tuple(words.forms[start:end]) for start, end in bare}


def _again(words: Words, found: list[Found]) -> Iterator[Found]:
    """The name of a place that stood with its type word once is that place where it stands alone."""
    names = set()
    for rule, start, end in found:
        name = tuple(words.forms[words.mark(start, f"head:{rule}") or start : end])
        foreign = rule == "loc.unit" and len(name[0]) > 3 and name[0].lower() not in dictionary_syllables()
        if (len(name) < 2 and not foreign) or not all(form[0].isupper() for form in name):
            continue
        if not words.mark(end - len(name), "head:per.honorific", "head:per.title"):
            names.add(name)
            names.add(tuple(form.upper() for form in name))  # in headlines
    for i, name in again(words, names):
        if words.shouted(i) and words.shouted(i - 1) and not words.form(i + len(name)).isupper():
            yield "loc.again", i, i + len(name)
        if not words.capital(i + len(name)) and not (words.capital(i - 1) and not words.mark(i - 1, "head:loc.unit")):
            yield "loc.again", i, i + len(name)


def _announced(words: Words) -> Iterator[Found]:
    """Behind the heads of places, and in lists."""
    for i in sorted({*words.where(*_SUCH_AS), *words.marked(*_PLACE_HEADS)}):
        if words.lower(i) in _SUCH_AS:
            yield from _named_below(words, i)
            continue
        if head := words.mark(i, "head:loc.unit"):
            yield from _units(words, i, head)
        if words.mark(i, *_HEADED):
            yield from _by_head(words, i)


def _by_name(words: Words) -> Iterator[Found]:
    for i in (*words.marked(*LISTED), *words.where(*COUNTRIES)):
        end = listed(words, i)
        titled = words.mark(i - 1, "head:per.honorific") > end  # "Mẹ Việt Nam anh hùng"
        titled = titled or (words.lower(i - 1) in {"hướng", "phía"} and DIRECTIONS.issuperset(words.lowers[i:end]))
        if end and not titled and words.lower(i) not in _SUCH_AS:  # no "Như Xuân | Diệu viết"
            yield "loc.place", i, end
    for i in words.marked("commune"):
        end = words.mark(i, "commune")
        if words.lower(i - 1) in _WHERE and end > i + 1 and words.capital_run(i, 4) == end:
            yield "loc.place", i, end


def _by_form(words: Words) -> Iterator[Found]:
    """Numbered roads, addresses, and "Thiên Hậu Cung": the head of a temple of the Hoa stands last."""
    for route in _ROUTE.finditer(words.text):
        i = bisect_left(words.starts, route.start())
        if words.form(i) == route[0]:
            yield "loc.road", i, i + 1
    for i in (before + 2 for before in words.where("số", ",", "(")):
        if words.capital(i) and street_number(words, i) and words.capital_run(i, 4) > i + 1:
            yield "loc.address", i, name_run(words, i, 4)
    for end in (last + 1 for last in words.where("cung") if words.form(last) == "Cung"):
        for i in (end - 4, end - 3):
            man = words.capital(i - 1) or (words.family(i) and words.lower(i) != "thiên")
            if words.capital_run(i, 4) == end and not man:
                yield "loc.site", i, end


def _by_head(words: Words, i: int) -> Iterator[Found]:
    for rule, grammar in HEADED.items():
        head = words.mark(i, f"head:{rule}")
        if not head or half_word(words, i, head) or words.mark(i - 1, "head:loc.unit") > i:
            continue  # "xã đảo Thổ Châu", not "đảo Thổ Châu"
        end = grammar(words, i, head)
        # In a headline in capitals nothing but the gazetteer tells where a name ends.
        headline = words.shouted(i) and len(words.form(i)) > 3 and not words.mark(head, *UNIT_NAMES)
        glued = words.glued(head) and words.form(head - 1).isalpha()  # "dốcMùa": a lost line break
        glued = glued or words.form(i - 1) == "&"  # "Sở GD&ĐT"
        if end and not headline and not glued and words.lower(i - 1) not in {"tàu", "cam"}:
            if _several(words, i, roads=rule == "loc.road"):
                names = list(_list(words, head, plural=True, headed=rule))
                if len(names) > 1 or (names and names[0][2] > names[0][1] + 1):
                    yield from names
                continue  # no "các chùa | Khmer"
            yield rule, i, end
            if rule == "loc.road":
                yield from (("loc.road", start, stop) for start, stop in _more_roads(words, end))


def _several(words: Words, i: int, *, roads: bool) -> bool:
    """Whether a head stands in the plural ("các tuyến đường A, B", "4 vịnh A, B"); it is no part of the names then."""
    k = i - 1 - (words.lower(i - 1) in _COUNTED)
    number = words.counts(k) and words.lower(k - 1) not in _ORDINAL and (not roads or k < i - 1)
    lower = words.form(i).islower() or words.shouted(i)
    return lower and (words.lower(k) in _PLURAL - {"năm", "nhiều", "mọi", "số"} or number)


def street_number(words: Words, i: int) -> bool:
    """Whether a number stands before ``i`` as in an address: "số 12 | Lý Thái Tổ", ", 28 | Võ Văn Tần"."""
    if words.lower(i - 2) == "số":
        return words.form(i - 1)[:1].isdigit()
    number = words.form(i - 1).isdecimal() and 1 < int(words.form(i - 1)) < 1000
    return words.form(i - 2) in {",", "("} and number and words.family(i)


def _units(words: Words, i: int, head: int) -> Iterator[Found]:
    man = words.lower(i - 1) == "trưởng" and words.family(head) and words.lower(head + 1) in {"a", "văn", "thị"}
    if half_word(words, i, head) or man:
        return  # "trưởng bản | Vàng A Chỉnh"
    end = unit_name(words, i, head)
    plural = words.lower(i - 1) in _PLURAL or (words.counts(i - 1) and words.lower(i - 2) not in _ORDINAL)
    if end and not plural:
        yield "loc.unit", i, end
    if plural or (end and words.form(end) in {",", "và"}):
        at = head + 1 if words.form(head) in {":", ","} else head
        end = end if end and not plural else at
        yield from _list(words, at if plural else end, plural)


def _list(words: Words, i: int, plural: bool, headed: str = "") -> Iterator[Found]:
    """The names of "các huyện A, B và C"; behind a single unit only names that the gazetteer knows follow on.

    ``headed`` is the rule of a road or site whose head the names share.
    """
    if not plural:
        i += 1
    while (words.capital(i) and (headed or not words.mark(i, "head:per.honorific"))) or (
        plural and _number_in_list(words, i, headed)
    ):
        day = headed == "loc.road" and memorial_day(words, i)
        end = words.mark(i, *UNIT_NAMES) or (i + 1 + 2 * day if words.form(i)[0].isdigit() else 0)
        if not end or not words.capitals(i, end) or (headed and words.capital(end)):
            end = name_run(words, i, 4) if plural else 0
        end = number_tail(words, dashes(words, end) if headed else end) if plural and not day else end
        if (
            end <= i
            or (headed and words.capital(end))
            or (end == i + 1 and words.shouted(i) and not words.form(i)[0].isdigit())
            or (words.family(i) and end > i + 2 and not words.mark(i, *UNIT_NAMES) and not headed)
        ):
            return
        yield headed or "loc.list", i, end
        while words.form(end) == "(" and ")" in words.forms[end : end + 12]:
            end = words.forms.index(")", end) + 1
        if words.form(end) not in {",", "và", ";", "-"}:
            return
        i = end + 1


def _number_in_list(words: Words, i: int, headed: str) -> bool:
    """ "các phường [1], [2] và [4]"."""
    listed_number = ROUTE_NUMBER.fullmatch(words.form(i)) and not words.mark(i + 1, "head:loc.unit")
    if len(words.form(i)) > (4 if headed else 2):
        return False
    behind = words.form(i + 3 if memorial_day(words, i) else i + 1)
    return bool(listed_number) and (behind in {",", "và"} or words.lower(i - 1) in {",", "và"})


def _named_below(words: Words, i: int) -> Iterator[Found]:
    """ "một số xã trong huyện như A, B": names of a kind that was said up to eight words before."""
    reach = 1 if words.form(i) == "(" else 8
    for k in range(i - 1, max(i - 1 - reach, -1), -1):
        if not words.form(k)[0].isalnum():
            return
        if not words.marks[k]:
            continue
        headed = next((rule for rule in HEADED if words.mark(k, f"head:{rule}")), "")
        kind = words.mark(k, "head:loc.unit", "head:loc.road") and not words.capital(k)
        if (kind or (headed and _several(words, k, roads=False))) and not half_word(words, k, k + 1):
            found = list(_list(words, i + 1, plural=True, headed=headed))
            if len(found) > 1 or any(end > start + 1 or words.mark(start, *UNIT_NAMES) for _, start, end in found):
                yield from found
            return


def _more_roads(words: Words, end: int) -> Iterator[tuple[int, int]]:
    """ "đường Đồng Khởi, | Nguyễn Huệ và | Lê Lợi": names that share a road's head, if the list ends as one."""
    found: list[tuple[int, int]] = []
    while words.form(end) in {",", "và"} and words.capital(end + 1) and len(found) < _MOST_ROADS:
        start = end + 1
        end = words.capital_run(start, 4)
        if end < start + 2 or words.mark(start, "head:per.honorific", *HEADS, *LISTED):
            return
        found.append((start, end))
    if words.form(end) in {".", ";", "\n", "…", ""}:
        yield from found
