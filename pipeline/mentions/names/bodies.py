"""How far the name of a body runs behind its head: field of work, parent body, place."""

from collections.abc import Callable
from dataclasses import dataclass

import regex

from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.place_names import listed, number_tail, unit
from pipeline.mentions.names.tails import (
    PARENTS,
    about,
    bracketed,
    level,
    listed_body,
    members,
    next_capital,
    phrases,
    place_tail,
    quoted,
    seat,
    site_number,
)

_PARTY = frozenset("tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy".split("|"))
_ALL = frozenset("các cấp những hai ba nhiều mỗi một số".split())
_CLOSED_FIELD = frozenset("bộ sở".split())  # their fields are known phrases, nothing in lower case follows
_OFFICES = frozenset("phòng cục đội khoa viện trạm hội ban vụ hạt tòa".split())  # in capitals, inside a sentence
_COMMITTEES = frozenset("ban ủy hội tiểu tổ".split())
_OF_PLACE = frozenset("bảo tàng|thư viện|ban qlda|bql|nhà khách|nhà thiếu nhi|cảng vụ hàng không".split("|"))
_NAMED_AFTER = frozenset("quỹ nhóm clb fc câu bảo nhà cung bệnh".split())  # may be named after a person
_PRIVATE = frozenset({"org.school", "org.company"})  # may be named after a person, or by any word
_MILITARY = frozenset("quân sư trung tiểu lữ đại hải binh đoàn vùng bệnh".split())  # numbers are their names
_LOWEST = frozenset("xã phường thôn các".split())
_POSTS = frozenset("đồn trạm hải chi cục ban bệnh trung hạt bộ".split())  # named by the gate or port they stand at
_LOWER_UNITS = frozenset("công ca bệnh báo đài đảng trạm trung đồn bưu tòa sư tiểu quân đội".split())
_COUNTED = frozenset("% , . tỷ tỉ triệu nghìn ngàn đồng ha tấn tạ kg km m người hộ suất bàn năm tháng ngày giờ".split())
_EVENTS = frozenset(
    "hội thảo nghị thi diễn trại chợ lễ đại giải chương trình cuộc liên hoan tọa đàm diễn đàn ngày".split()
)
_CONNECTORS = frozenset("và - &".split())
_ROMAN = regex.compile(r"[IVX]+|\d+")
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
    return site_number(words, GRAMMARS[head.rule](words, head))


def _named(words: Words, i: int, end: int) -> bool:
    return any(words.capital(k) for k in range(i, end))


def _government(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    if words.lower(at) == "viên" or words.lower(at) in _ALL or (words.form(at).isdigit() and not members(words, at)):
        return 0
    close = bracketed(words, at)
    if close and place_tail(words, close):
        return place_tail(words, close)  # "Hội đồng nhân dân (HĐND) thành phố Hà Nội"
    end = _parent(words, at, head.depth) or at
    end = words.mark(end, "country") or end
    opening = end + (words.lower(end) == "ngành")
    if end == at and (words.capital(opening) or opening > end or words.lower(end) in {"các", "khối"}):
        end = words.mark(opening, "domain") or end  # "Công đoàn ngành Giáo dục tỉnh"
    end = place_tail(words, end) or end
    if end > at and words.form(end) == "," and level(words, end + 1) and not unit(words, end - 1):
        return 0  # "UBND quận, huyện"
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
        known = words.mark(at, "commune")
        end = seat(words, at) or (known if known > at + 1 and words.capitals(at, known) else 0)
    if words.form(i) in {"ca", "Ca"}:
        return 0  # only "CA" is the police
    if not end and words.lower(i) == "báo":
        end = words.mark(at, "outlet")
    if end:
        police = words.lower(at - 1) == "an" and words.lower(i - 1) != "lượng" and words.lower(at) not in _LOWEST
        own = words.lower(i) in _LOWER_UNITS and (_named(words, i, end) or police)  # "công an huyện"
        return end if words.capital(i) or own else 0
    if words.capital(i) and (words.capital(first) or words.mark(first, "domain")):
        end = field(words, head, first)
        end += words.lower(i) in _MILITARY and words.form(end).isdecimal()  # "Lữ đoàn Công binh 414"
        if _named(words, first, end) or (end and words.form(end - 1).isdecimal()):
            return end
    return first if " ".join(words.lowers[i:first]) in phrases("bare_bodies.txt") and words.capital(i) else 0


def _foreign(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    if not words.capital(i) or not words.capital(at) or words.mark(at, "province", "region", "district"):
        return 0
    end = words.mark(at, "country") or listed(words, at)
    embassy = end and words.lower(at - 1) == "quán" and words.lower(end) == "tại"
    return words.mark(end + 1, "country") or place_tail(words, end + 1) or end if embassy else end


def _department(words: Words, head: Head) -> int:
    """A body named by its field of work: "Sở Giáo dục và Đào tạo", "Trung tâm Khuyến nông Quốc gia"."""
    i, at = head.start, head.end
    phrase = words.mark(at, "domain")
    text = " ".join(words.lowers[i:at])
    if words.form(at).isdecimal() and at > i + 1 and words.capital(i):  # "Ban Chỉ đạo 389 tỉnh"
        return _parent(words, at + 1, head.depth) or place_tail(words, at + 1) or 0
    if text in phrases("bare_bodies.txt") and words.capital(i) and not words.capital(at) and phrase <= at + 1:
        return at if words.compound(at) else place_tail(words, at) or at  # "Ban Chỉ đạo tỉnh", no "xã hội"
    if not words.capital(i) and text not in phrases("lower_heads.txt"):
        return 0
    if words.capital(i) and words.lower(i) in _COMMITTEES and (end := about(words, at)):
        return end
    if words.mark(at, "head:loc.unit") and not words.capital(i):
        return 0  # "khu vực trung tâm TP. Huế"
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
    inside = words.form(i - 1)[:1].islower() or words.form(i - 1) in {",", "("}
    long = at > i + 1 or words.lower(i) in _CLOSED_FIELD or (inside and words.lower(i) in _OFFICES) or text == "quỹ"
    return field(words, head, at) if long and words.mark(at, "domain") > at + 1 and words.capital(i) else 0


def _company(words: Words, head: Head) -> int:
    at = head.end
    if words.capital(head.start) and not words.capital(at) and (capital := next_capital(words, at, 9)):
        at = capital  # "Công ty may mặc Đông Hưng"
    if not words.capital(at) and not words.mark(at, "domain"):
        return 0
    inner = words.mark(at, *PARENTS) and _parent(words, at, head.depth)  # "Công ty CP | Bệnh viện Thiện Hạnh"
    end = inner or field(words, head, at)
    if not _named(words, at, end):
        return 0
    if words.form(end) == "(" and " ".join(words.lowers[end + 1 : end + 4]) == "việt nam )":
        end += 4
    branch = end + (words.form(end) == "-")
    if words.lower(branch) == "chi" and words.lower(branch + 1) == "nhánh":
        end = place_tail(words, branch + 2) or end
    return end


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
    manner = _Manner(
        closed=first in _CLOSED_FIELD, free=named_after, commas=head.rule == "org.department" and not named_after
    )
    end = at
    while end - at < _LONGEST:
        place = place_tail(words, end) if end > at or named_after or at > head.start + 1 else 0
        more = named_after and words.capital(place) and not words.glued(place)
        if place and words.lower(place - 1) != "ương" and not more:
            branch = named_after and words.form(place) in set("123456789") and not words.glued(place + 1)
            return place + 1 if branch else number_tail(words, place)
        step = place or _unit(words, end, end == at, manner) or (_joined(words, end, manner) if end > at else 0)
        if not step or (end > at and words.glued(end) and words.form(end).isalpha()):
            break
        end = step
    if end == at:
        return 0
    end = (named_after and quoted(words, end)) or end
    if close := bracketed(words, end):
        return place_tail(words, close) or end  # "Hiệp hội Bất động sản (BĐS) TP.HCM"
    return _parent(words, end, head.depth) or number_tail(words, end)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the words of a field may go on: ``free`` over any word, with ``commas``, ``closed`` to lower case."""

    closed: bool
    free: bool
    commas: bool


def _joined(words: Words, end: int, manner: _Manner) -> int:
    """The next unit behind "và", "-", "&", a comma inside a field, or, in a company's name, a few lower-case words."""
    sign = words.form(end)
    if sign == "," and words.glued(end) and words.glued(end + 1) and words.shouted(end + 1):
        return end + 2  # "PCTT,TKCN&PTDS"
    if sign in _CONNECTORS and words.mark(end + 1, *PARENTS) <= words.mark(end + 1, "domain"):
        return _unit(words, end + 1, True, manner)
    if sign == "," and not words.capital(end + 1):
        return words.mark(end + 1, "domain") if manner.commas and not manner.closed else 0
    if manner.free and not words.capital(end) and (capital := next_capital(words, end, 3)):
        return _unit(words, capital, False, manner) or capital + 1
    return 0


def _unit(words: Words, i: int, opening: bool, manner: _Manner) -> int:
    """Where one word or phrase of a body's field of work that begins at ``i`` ends, or 0."""
    phrase = words.mark(i, "domain")
    if words.capital(i):
        return _capital_unit(words, i, opening, manner, phrase)
    if not manner.closed and words.lower(i) == "số" and words.form(i + 1).isdigit() and not opening:
        return i + 2
    if manner.free and words.form(i).isdigit() and not opening:
        return i + 1 if len(words.form(i)) < 3 and words.lower(i + 1) not in _COUNTED else 0  # no "Gò Đàng | 10 tỷ"
    if not phrase or (manner.closed and not opening):
        return 0
    if opening or " ".join(words.lowers[i:phrase]) not in phrases("domain_verbs.txt"):
        return phrase
    # A verb belongs to the name only if the name goes on behind it.
    behind = words.mark(phrase, "domain")
    if words.lower(phrase) in _EVENTS and words.lower(phrase + 1) in _EVENTS:
        return 0  # "Ban Quản lý | tổ chức Hội chợ"
    goes_on = _capital_unit(words, phrase, False, manner, behind) if words.capital(phrase) else behind
    return phrase if goes_on else 0


def _capital_unit(words: Words, i: int, opening: bool, manner: _Manner, phrase: int) -> int:
    if not manner.free and words.family(i) and words.capital(i + 1) and phrase <= i + 1:
        return 0
    head = words.mark(i, *PARENTS, "head:per.title") if not opening and phrase <= i + 1 else 0
    if head > i + 1 or (head and not words.compound(i)):
        return 0
    broken = words.capital(i - 1) and words.form(i - 1).isalpha() and words.capital_run(i - 1, 2) < i + 1
    if not opening and broken and not (manner.free and words.shouted(i - 1)):
        return 0  # a sentence begins here, its line break was lost
    if phrase:
        return phrase
    end = words.capital_run(i, 1)
    return end + 1 if words.compound(end - 1) and words.form(end)[:1].islower() else end


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
