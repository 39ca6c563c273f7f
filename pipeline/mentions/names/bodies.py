"""How far the name of a body runs behind its head: field of work, parent body, place."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.mentions.names.fields import Manner, field_unit, joined
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.place_names import listed, number_tail, unit
from pipeline.mentions.names.tails import (
    PARENTS,
    about,
    before_person,
    bracketed,
    branch,
    level,
    levels,
    listed_body,
    members,
    next_capital,
    phrases,
    place_tail,
    quoted,
    seat,
    site_number,
)
from pipeline.text.patterns import compiled

_PARTY = frozenset("tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy".split("|"))
_ALL = frozenset("các cấp những hai ba nhiều mỗi một số".split())
_CLOSED_FIELD = frozenset("bộ sở".split())  # their fields are known phrases, nothing in lower case follows
_OFFICES = frozenset("phòng cục đội khoa viện trạm hội ban vụ hạt tòa".split())  # in capitals, inside a sentence
_COMMITTEES = frozenset("ban ủy hội tiểu tổ".split())
_OF_PLACE = frozenset("bảo tàng|thư viện|ban qlda|bql|nhà khách|nhà thiếu nhi|cảng vụ hàng không".split("|"))
_OF_SITE = frozenset("ban quản lý|ban quản lý dự án|ban qlda|bql".split("|"))
_SEATED = frozenset(
    "cơ quan thường trú|văn phòng thường trú|văn phòng đại diện|phân hiệu|phân hiệu đại học|phân hiệu trường đại học"
    "|phân viện|chi nhánh|cơ quan đại diện|hội đồng hương".split("|")
)
_NAMED_AFTER = frozenset("quỹ nhóm clb fc câu bảo nhà cung bệnh".split())  # may be named after a person
_PRIVATE = frozenset({"org.school", "org.company"})  # may be named after a person, or by any word
_MILITARY = frozenset("quân sư trung tiểu lữ đại hải binh đoàn vùng bệnh".split())  # numbers are their names
_LOWEST = frozenset("xã phường thôn các".split())
_SENDERS = frozenset("bộ sở ủy ban ubnd hđnd".split())  # of delegations
_POSTS = frozenset("đồn trạm hải chi cục ban bệnh trung hạt bộ".split())  # named by the gate or port they stand at
_LOWER_UNITS = frozenset("công ca bệnh báo đài đảng trạm trung đồn bưu tòa sư tiểu quân đội".split())
_ROMAN = compiled(r"[IVX]+|\d+")
_NO_MANNER = Manner(closed=False, free=False, commas=False)
_LONGEST = 40  # words of one name
_DEEPEST = 3  # bodies that belong to one another


@dataclass(frozen=True, slots=True)
class Head:
    """The words ``start`` to ``end`` that open a name by ``rule``; ``depth`` bodies stand before that belong to it."""

    start: int
    end: int
    rule: str
    depth: int = 0


def body(words: Words, head: Head) -> int:
    """Where the body whose name ``head`` opens ends, or 0 if what follows names none."""
    end = GRAMMARS[head.rule](words, head)
    if levels(words, end):
        return 0
    titled = head.rule == "org.department" and words.mark(head.start - 2, "head:per.title") == head.start
    if titled and end and words.form(end).islower() and level(words, end - 1) != end:
        end = before_person(words, end) or end  # "Giám đốc Trung tâm Báo tin | động đất Phạm Thế Truyền"
    if end and words.lower(end) == "tại" and " ".join(words.lowers[head.start : head.end]) in _SEATED:
        return place_tail(words, end + 1) or end  # "Cơ quan thường trú TTXVN | tại Gia Lai"
    return site_number(words, end)


def _named(words: Words, i: int, end: int) -> bool:
    return any(words.capital(k) for k in range(i, end))


def _government(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    if words.lower(at) == "viên" or words.lower(at) in _ALL or (words.form(at).isdigit() and not members(words, at)):
        return 0
    close = bracketed(words, at)
    if close and (end := _parent(words, close, head.depth) or place_tail(words, close)):
        return end  # "Hội đồng nhân dân (HĐND) thành phố Hà Nội"
    end = _parent(words, at, head.depth) or at
    end = words.mark(end, "country") or end
    opening = end + (words.lower(end) == "ngành")
    if end == at and (words.capital(opening) or opening > end or words.lower(end) in {"các", "khối"}):
        end = words.mark(opening, "domain") or end  # "Công đoàn ngành Giáo dục tỉnh"
    end = place_tail(words, end) or end
    text = " ".join(words.lowers[i:at])
    certain = text in phrases("bare_bodies.txt") and (words.capital(i) or text in _PARTY)
    return end if certain or (end > at and _named(words, i, end)) else 0


def _of_unit(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    first = at
    at = bracketed(words, at) or at  # "Kho bạc Nhà nước (KBNN) Hà Nội"
    if _ROMAN.fullmatch(words.form(at)):
        numbered = words.lower(i) in _MILITARY or number_tail(words, at) > at or words.capital(at)
        place = 0 if words.lower(i) in _MILITARY else unit(words, at + 1)  # "Thuế cơ sở 3 tỉnh Gia Lai"
        return place or (at + 1 if numbered else 0) if words.capital(i) else 0
    at += words.form(at) in {"U19", "U21", "U22", "U23"}  # "đội tuyển U23 Việt Nam"
    seated = words.mark(at, "domain") and words.capital(at) and words.lower(at + 2) == "tại"
    if seated and (end := place_tail(words, at + 3)):
        return end  # "TAND Cấp cao tại TP.HCM"
    end = _parent(words, at, head.depth) or place_tail(words, at)
    if end and (words.lower(end - 1) == "ương" or words.mark(at, "country") == end):
        end = place_tail(words, end) or end  # "Bệnh viện Trung ương Huế"
    if not end and words.lower(i) in _POSTS:
        end = _gate(words, at)
    if words.form(i) in {"ca", "Ca"}:
        return 0  # only "CA" is the police
    if not end and words.lower(i) == "báo":
        end = words.mark(at, "outlet")
    if end:
        police = words.lower(at - 1) == "an" and words.lower(i - 1) != "lượng" and words.lower(at) not in _LOWEST
        end = number_tail(words, end) if words.lower(at - 1) == "nhánh" else end
        own = words.lower(i) in _LOWER_UNITS and (_named(words, i, end) or police)  # "công an huyện"
        return end if words.capital(i) or own else 0
    if words.capital(i) and (words.capital(first) or field_unit(words, first, False, _NO_MANNER)):
        end = field(words, head, first)
        end += words.lower(i) in _MILITARY and words.form(end).isdecimal()  # "Lữ đoàn Công binh 414"
        if _named(words, first, end) or (end and words.form(end - 1).isdecimal()):
            return end
    return first if " ".join(words.lowers[i:first]) in phrases("bare_bodies.txt") and words.capital(i) else 0


def _gate(words: Words, at: int) -> int:
    """The gate, port or commune that a post or hospital is named by: "Hải quan | cửa khẩu cảng Nghi Sơn khu vực 1"."""
    if end := seat(words, at):
        return (words.lower(end) == "khu" and place_tail(words, end)) or end
    known = words.mark(at, "commune")
    return known if known > at + 1 and words.capitals(at, known) else 0


def _foreign(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    if not words.capital(i) or not words.capital(at) or words.mark(at, "province", "region", "district"):
        return 0
    end = words.mark(at, "country") or listed(words, at)
    embassy = end and words.lower(i) in {"đại", "tổng", "lãnh", "tòa"} and words.lower(end) == "tại"
    return words.mark(end + 1, "country") or place_tail(words, end + 1) or end if embassy else end


def _department(words: Words, head: Head) -> int:
    """A body named by its field of work: "Sở Giáo dục và Đào tạo", "Trung tâm Khuyến nông Quốc gia"."""
    i, at = head.start, head.end
    phrase = words.mark(at, "domain")
    text = " ".join(words.lowers[i:at])
    if words.capital(i) and words.lower(i) in _COMMITTEES and (end := about(words, at)):
        return end
    if words.form(at).isdecimal() and at > i + 1 and words.capital(i):  # "Ban Chỉ đạo 389 tỉnh"
        return _parent(words, at + 1, head.depth) or place_tail(words, at + 1) or 0
    if text in phrases("bare_bodies.txt") and words.capital(i) and not words.capital(at) and phrase <= at + 1:
        return at if words.compound(at) else place_tail(words, at) or at  # "Ban Chỉ đạo tỉnh", no "xã hội"
    if not words.capital(i) and text not in phrases("lower_heads.txt"):
        return 0
    centre = words.mark(at, "head:loc.unit") and not words.capital(i)  # "khu vực trung tâm TP. Huế"
    delegation = text == "đoàn" and words.lower(at) in _SENDERS
    if centre or delegation or words.form(at) in {"PV", "CTV"}:  # "Đoàn | Ủy ban Dân tộc", "Nhóm | PV"
        return 0
    if not words.capital(at):
        return _department_in_small_letters(words, head, text)
    known = phrase or words.compound(at) or words.shouted(at) or words.mark(at, *PARENTS)
    if at == i + 1 and not known and text not in {"clb", "fc"}:
        return 0  # "Đội Cấn", "Đài Loan"
    if not phrase and ((words.shouted(i) and text in _OFFICES) or not (words.capital(i) or words.shouted(at))):
        return 0
    return field(words, head, at)


def _department_in_small_letters(words: Words, head: Head, text: str) -> int:
    i, at = head.start, head.end
    if words.lower(i) in _NAMED_AFTER and (end := quoted(words, at)):
        return place_tail(words, end) or end  # "Quỹ “Vì người nghèo” tỉnh"
    if words.capital(i) and text in _OF_PLACE and (end := place_tail(words, at)):
        return end  # "Bảo tàng tỉnh Gia Lai"
    if words.capital(i) and text in _OF_SITE and (end := seat(words, at)):
        return end  # "Ban Quản lý dự án | đường Hồ Chí Minh"
    if words.form(i) == "Đoàn" and at == i + 1 and words.lower(at) in _LOWEST:
        return unit(words, at)  # the youth of a commune
    if words.form(i) == "Đoàn" and (school := words.mark(at, "head:org.school")):
        return _school(words, Head(at, school, "org.school"))
    inside = words.form(i - 1)[:1].islower() or words.form(i - 1) in {",", "("}
    long = at > i + 1 or words.lower(i) in _CLOSED_FIELD or (inside and words.lower(i) in _OFFICES) or text == "quỹ"
    return field(words, head, at) if long and words.mark(at, "domain") > at + 1 and words.capital(i) else 0


def _company(words: Words, head: Head) -> int:
    at = head.end
    if words.capital(head.start) and not words.capital(at) and (capital := next_capital(words, at, 9)):
        at = capital  # "Công ty may mặc Đông Hưng"
    product = words.form(head.start) == "nhà" and words.shouted(at) and not words.capital(at + 1)
    if product or not (words.capital(at) or words.mark(at, "domain")):
        return 0  # "nhà máy | MDI"
    end = field(words, head, at)
    if not _named(words, at, end):
        return 0
    if words.form(end) == "(" and words.form(abroad := words.mark(end + 1, "country")) == ")" and abroad:
        end = abroad + 1  # "Công ty TNHH Synergy | (Việt Nam)"
    legal = words.mark(end + 1, "head:org.company") if words.form(end) == "-" and words.shouted(end + 1) else 0
    if legal and not words.capital(legal):
        return legal  # "Tổng Công ty Phong Phú - CTCP"
    return branch(words, end) or end


def _school(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    first = at
    if words.lower(at) == "số" and words.form(at + 1).isdigit():
        at += 2
    while at > i:
        joined = words.form(at) in {"-", "&", "và"}
        kind = words.mark(at + joined, "head:org.school", *(("domain",) if joined else ()))
        if not kind:
            break
        at = kind  # "Trường Tiểu học và THCS …"
    phrase = words.mark(at, "domain")
    kind = phrase and (words.capital(i) or at > first or words.capital(phrase))
    if not (words.capital(at) or unit(words, at) or kind):
        return 0
    single = first == i + 1 and words.capital_run(at, 3) == at + 1
    if single and not words.mark(at, "domain") and not words.compound(at):
        return 0  # "Trường Chinh", "trường TCCN"
    end = field(words, head, at)
    return end if _named(words, first, end) else 0


GRAMMARS: dict[str, Callable[[Words, Head], int]] = {
    "org.foreign": _foreign,
    "org.government": _government,
    "org.of-unit": _of_unit,
    "org.department": _department,
    "org.company": _company,
    "org.school": _school,
}


def field(words: Words, head: Head, at: int) -> int:
    """From ``at``: units of the field of work, joined by "và", "-", "&", then a parent body, then a place."""
    first = words.lower(head.start)
    named_after = head.rule in _PRIVATE or first in _NAMED_AFTER
    manner = Manner(
        closed=first in _CLOSED_FIELD, free=named_after, commas=head.rule == "org.department" and not named_after
    )
    if words.mark(at, *PARENTS) and (end := _parent(words, at, head.depth)):
        return end  # "Công ty CP | Bệnh viện Thiện Hạnh", "Cơ quan CSĐT | Bộ Công an"
    end = at
    while end - at < _LONGEST:
        place = place_tail(words, end) if end > at or named_after or at > head.start + 1 else 0
        more = named_after and words.capital(place) and not words.glued(place)
        if place and words.lower(place - 1) != "ương" and not more:
            numbered = named_after and words.form(place) in set("123456789") and not words.glued(place + 1)
            end = place + 1 if numbered else number_tail(words, place)
            return branch(words, bracketed(words, end)) or end
        step = place or field_unit(words, end, end == at, manner) or (joined(words, end, manner) if end > at else 0)
        if not step or (end > at and words.glued(end) and words.form(end).isalpha()):
            break
        end = step
    if end == at:
        return 0
    end = (named_after and quoted(words, end)) or end
    if close := bracketed(words, end):  # "Hiệp hội Bất động sản (BĐS) | TP.HCM"
        return branch(words, close) or _parent(words, close, head.depth) or place_tail(words, close) or end
    return _parent(words, end, head.depth) or number_tail(words, end)


def _parent(words: Words, i: int, depth: int) -> int:
    """The body that another belongs to, written right behind it: "Phòng … | Công an tỉnh Nghệ An"."""
    if depth >= _DEEPEST or (words.glued(i) and words.form(i - 1).isalpha()):
        return 0
    if not words.capital(i) and words.mark(i, "head:org.of-unit") <= i + 1 and words.lower(i + 1) != "ủy":
        return 0
    for rule in GRAMMARS:
        head = words.mark(i, f"head:{rule}")
        if head and (end := body(words, Head(i, head, rule, depth + 1))):
            return end
    return listed_body(words, i)
