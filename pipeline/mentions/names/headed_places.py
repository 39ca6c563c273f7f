"""How a road, a natural feature or a site reads behind its head: "cầu | Rạch Gầm 2", "cao tốc | Hà Nội - Hải Phòng"."""

from functools import partial

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.place_names import HEADS, LISTED, UNIT_NAMES, listed, name_run, number_tail, unit
from pipeline.text.patterns import compiled

ROUTE_NUMBER = compiled(r"\d{1,4}[A-Z]{0,2}")
_DEEPEST = 3  # sites named by a site: "ga | cảng | chùa Hà"
_ROUTES = frozenset("lộ ql tl đt tỉnh huyện đai".split())
DIRECTIONS = frozenset("đông tây nam bắc -".split())


def _road(words: Words, i: int, head: int) -> int:
    if words.form(head) == "." and words.glued(head) and len(words.form(head - 1)) == 2:
        head += 1
    if ROUTE_NUMBER.fullmatch(words.form(head)):
        numbered = words.lower(head - 1) in _ROUTES or words.form(head - 1) == "."
        if memorial_day(words, head):
            return head + 3
        return head + 1 if numbered else 0
    if (words.mark(head, "head:loc.road") and words.form(head).isupper()) or words.mark(head, "country"):
        return 0  # "tỉnh lộ ĐT 640": the number's own head is the nearer
    place = unit(words, head)  # "cao tốc TP. Hồ Chí Minh - Trung Lương"
    whole = words.form(place) == "-" or words.lower(head - 1) == "tránh"  # "tuyến tránh | TP Huế"
    run = place if place and whole else name_run(words, head, 4)
    end = _numbered(words, head) or dashes(words, run)
    return 0 if DIRECTIONS.issuperset(words.lowers[head:end]) else end


def _numbered(words: Words, head: int) -> int:
    """ "cầu số 4", "đường số 12"."""
    return head + 2 if words.lower(head) == "số" and words.form(head + 1).isdecimal() else 0


def memorial_day(words: Words, i: int) -> bool:
    """A street or square named by a day: "30/4", "2 tháng 9"."""
    return words.form(i).isdigit() and words.lower(i + 1) in {"/", "-", "tháng"} and words.form(i + 2).isdigit()


def _feature(words: Words, i: int, head: int) -> int:
    nested = words.mark(head, "head:loc.unit", "head:loc.feature", "head:loc.site")
    if words.lower(head - 1) == "biển" and words.mark(head, "province", "country"):
        return 0  # "ven biển Gia Lai"
    if nested and words.capital(nested) and not words.capital(head):
        return dashes(words, name_run(words, nested, 4))
    return number_tail(words, dashes(words, name_run(words, head, 4)))


def _site(words: Words, i: int, head: int, depth: int = 0) -> int:
    if words.form(head) == "(" and words.form(head + 2) == ")" and words.form(head + 1).isupper():
        head += 3
    if end := _numbered(words, head):
        return end
    if _no_site(words, i, head):
        return 0
    for rule, grammar in HEADED.items() if depth < _DEEPEST else ():
        nested = words.mark(head, f"head:{rule}")
        deeper = partial(_site, depth=depth + 1) if rule == "loc.site" else grammar
        if nested and (end := deeper(words, head, nested)):
            return dashes(words, end)
    if memorial_day(words, head) and (words.lower(i) in {"quảng", "hội"} or words.lower(head + 1) == "tháng"):
        return head + 3
    title = words.mark(head, "head:per.title", "head:per.honorific")
    if title and words.capital(head) and words.capital(title):
        return words.capital_run(title, 4)
    end = unit(words, head) or name_run(words, head, 4)
    if words.shouted(end - 1) and (place := listed(words, end)):
        end = place  # "KCN VSIP | Nghệ An"
    return number_tail(words, dashes(words, end))


def _no_site(words: Words, i: int, head: int) -> bool:
    lower = words.lower(i)
    if lower == "cầu" and words.lower(i - 1) in {"đầu", "điểm"}:
        return bool(words.mark(head, "head:loc.unit"))  # "tại điểm cầu TP Cần Thơ"
    if lower == "cung" and words.lower(head) == "đình":
        return True  # "nhã nhạc cung đình Việt Nam"
    if lower == "hội":
        return bool(words.mark(head, "body", "head:org.government", "head:org.department"))  # "hội trường UBND tỉnh"
    return lower == "trạm" and head == i + 1 and words.mark(head, *UNIT_NAMES) != name_run(words, head, 4)


def dashes(words: Words, end: int) -> int:
    """Goes on over "A - B - C", which names one road or site."""
    while end and words.form(end) == "-" and words.capital(end + 1) and not words.mark(end + 1, *HEADS):
        end = words.mark(end + 1, *LISTED) or unit(words, end + 1) or name_run(words, end + 1, 4)
    return end


HEADED = {"loc.road": _road, "loc.feature": _feature, "loc.site": _site}
