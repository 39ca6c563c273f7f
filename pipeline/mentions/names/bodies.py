"""How far the name of a body runs behind its head: field of work, parent body, place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.mentions.names.gazetteer import normal, word_list
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.places import listed, unit

_LEVELS = frozenset("tỉnh|huyện|quận|xã|phường|thôn|thành phố|thị xã|thị trấn|đặc khu|tp|tx|trung ương".split("|"))
_PARTY = frozenset("tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy".split("|"))
_ALL = frozenset("các cấp những hai ba nhiều mỗi một số".split())
_CLOSED_FIELD = frozenset("bộ sở".split())  # their fields are known phrases, nothing in lower case follows
_NAMED_AFTER = frozenset("quỹ nhóm clb câu bảo nhà cung bệnh".split())  # may be named after a person
_PRIVATE = frozenset({"org.school", "org.company"})  # may be named after a person, or by any word
_LOWER_UNITS = frozenset("công ca bệnh báo đài đảng trạm trung đồn bưu tòa sư tiểu quân đội".split())
_CONNECTORS = frozenset("và - &".split())
_GAP = frozenset(  # lower-case words that no company's name runs over
    "của tại và là được có đã đang sẽ cho với thuộc do từ đến trên trong về để khi nhưng cùng theo bị ở vào ra lên hoặc"
    " hay này đó trực các những".split()
)
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_ROMAN = regex.compile(r"[IVX]+|\d+")
_LONGEST = 40  # words of one name
_DEEPEST = 3  # bodies that belong to one another

ABBREVIATION = regex.compile(r"\p{Lu}[\p{L}\d&]*\p{Lu}[\p{L}\d&]*|[A-Z][A-Za-z-]{1,11}")
PARENTS = ("head:org.government", "head:org.of-unit", "head:org.department", "head:org.company", "head:org.school")


@dataclass(frozen=True, slots=True)
class Head:
    """The words ``start`` to ``end`` that open a name by ``rule``; ``depth`` bodies stand before that belong to it."""

    start: int
    end: int
    rule: str
    depth: int = 0


def body(words: Words, head: Head) -> int:
    """Where the body whose name ``head`` opens ends, or 0 if what follows names none."""
    return GRAMMARS[head.rule](words, head)


def _named(words: Words, i: int, end: int) -> bool:
    return any(words.capital(k) for k in range(i, end))


def _government(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    if words.lower(at) == "viên" or words.lower(at) in _ALL or words.form(at).isdigit():
        return 0
    close = bracketed(words, at)
    if close and _place(words, close):
        return _place(words, close)  # "Hội đồng nhân dân (HĐND) thành phố Hà Nội"
    end = _parent(words, at, head.depth) or at
    end = words.mark(end, "country") or end
    end = _place(words, end) or end
    if end > at and words.form(end) == "," and _level(words, end + 1) and not unit(words, end - 1):
        return 0  # "UBND quận, huyện"
    text = " ".join(words.lowers[i:at])
    certain = text in _list("bare_bodies.txt") and (words.capital(i) or text in _PARTY)
    return end if certain or (end > at and _named(words, i, end)) else 0


def _of_unit(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    first = at
    at = bracketed(words, at) or at  # "Kho bạc Nhà nước (KBNN) Hà Nội"
    if _ROMAN.fullmatch(words.form(at)):
        return at + 1 if words.capital(i) else 0
    at += words.form(at) in {"U19", "U21", "U22", "U23"}  # "đội tuyển U23 Việt Nam"
    seated = words.mark(at, "domain") and words.capital(at) and words.lower(at + 2) == "tại"
    if seated and (end := _place(words, at + 3)):
        return end  # "TAND Cấp cao tại TP.HCM"
    end = _parent(words, at, head.depth) or _place(words, at)
    if not end and words.lower(i) == "báo":
        end = words.mark(at, "outlet")
    if end:
        return end if words.capital(i) or (words.lower(i) in _LOWER_UNITS and _named(words, i, end)) else 0
    if words.capital(i) and (words.capital(first) or words.mark(first, "domain")):
        end = field(words, head, first)
        return end if _named(words, first, end) else 0
    return first if " ".join(words.lowers[i:first]) in _list("bare_bodies.txt") and words.capital(i) else 0


def _foreign(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    end = (words.mark(at, "country") or listed(words, at)) if words.capital(at) and words.capital(i) else 0
    embassy = end and words.lower(at - 1) == "quán" and words.lower(end) == "tại"
    return words.mark(end + 1, "country") or _place(words, end + 1) or end if embassy else end


def _department(words: Words, head: Head) -> int:
    """A body named by its field of work: "Sở Giáo dục và Đào tạo", "Trung tâm Khuyến nông Quốc gia"."""
    i, at = head.start, head.end
    phrase = words.mark(at, "domain")
    text = " ".join(words.lowers[i:at])
    if text in _list("bare_bodies.txt") and words.capital(i) and not words.capital(at) and phrase <= at + 1:
        return at
    if not words.capital(i) and text not in _list("lower_heads.txt"):
        return 0
    if not words.capital(at):
        known = phrase > at + 1 and words.capital(i) and (at > i + 1 or words.lower(i) in _CLOSED_FIELD)
        return field(words, head, at) if known else 0
    if at == i + 1 and not phrase and not (words.compound(at) or words.shouted(at) or words.mark(at, *PARENTS)):
        return 0  # "Đội Cấn", "Đài Loan"
    if not words.capital(i) and not phrase and not words.shouted(at):
        return 0
    return field(words, head, at)


def _company(words: Words, head: Head) -> int:
    at = head.end
    if not words.capital(at) and not words.mark(at, "domain"):
        return 0
    end = field(words, head, at)
    if not _named(words, at, end):
        return 0
    if words.form(end) == "(" and " ".join(words.lowers[end + 1 : end + 4]) == "việt nam )":
        end += 4
    return end


def _school(words: Words, head: Head) -> int:
    i, at = head.start, head.end
    first = at
    if words.lower(at) == "số" and words.form(at + 1).isdigit():
        at += 2
    if not (words.capital(at) or unit(words, at) or (words.mark(at, "domain") and words.capital(i))):
        return 0
    if (
        first == i + 1
        and words.capital_run(at, 3) == at + 1
        and not words.mark(at, "domain")
        and not words.compound(at)
    ):
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
        place = _place(words, end) if end > at or named_after else 0
        if place and words.lower(place - 1) != "ương" and not (named_after and words.capital(place)):
            number = named_after and words.form(place).isdigit() and len(words.form(place)) == 1
            return place + number
        step = place or _unit(words, end, end == at, manner) or (_joined(words, end, manner) if end > at else 0)
        if not step:
            break
        end = step
    if end == at:
        return 0
    if named_after and words.form(end) in _QUOTES and words.capital(end + 1):
        close = next((k for k in range(end + 2, end + 8) if words.form(k) == _QUOTES[words.form(end)]), 0)
        end = close + 1 if close else end
    if close := bracketed(words, end):
        return _place(words, close) or end  # "Hiệp hội Bất động sản (BĐS) TP.HCM"
    return _parent(words, end, head.depth) or end


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the words of a field may go on: ``free`` over any word, with ``commas``, ``closed`` to lower case."""

    closed: bool
    free: bool
    commas: bool


def _joined(words: Words, end: int, manner: _Manner) -> int:
    """The next unit behind "và", "-", "&", a comma inside a field, or, in a company's name, a few lower-case words."""
    sign = words.form(end)
    if sign in _CONNECTORS and not words.mark(end + 1, *PARENTS):
        return _unit(words, end + 1, True, manner)
    if sign == "," and not words.capital(end + 1):
        return words.mark(end + 1, "domain") if manner.commas and not manner.closed else 0
    if manner.free:
        for gap in range(1, 4):
            if not words.form(end + gap - 1).isalpha() or words.lower(end + gap - 1) in _GAP:
                return 0
            if words.capital(end + gap) and not words.mark(end + gap, *PARENTS):
                return end + gap + 1
    return 0


def _unit(words: Words, i: int, opening: bool, manner: _Manner) -> int:
    """Where one word or phrase of a body's field of work that begins at ``i`` ends, or 0."""
    phrase = words.mark(i, "domain")
    if words.capital(i):
        return _capital_unit(words, i, opening, manner, phrase)
    if manner.free and words.lower(i) == "số" and words.form(i + 1).isdigit() and not opening:
        return i + 2
    if manner.free and words.form(i).isdigit() and not opening and words.form(i + 1) not in {"%", ",", "."}:
        return i + 1 if len(words.form(i)) < 3 else 0
    if not phrase or (manner.closed and not opening):
        return 0
    if opening or " ".join(words.lowers[i:phrase]) not in _list("domain_verbs.txt"):
        return phrase
    # A verb belongs to the name only if the name goes on behind it.
    behind = words.mark(phrase, "domain")
    goes_on = _capital_unit(words, phrase, False, manner, behind) if words.capital(phrase) else behind
    return phrase if goes_on else 0


def _capital_unit(words: Words, i: int, opening: bool, manner: _Manner, phrase: int) -> int:
    if not manner.free and words.family(i) and words.capital(i + 1) and phrase <= i + 1:
        return 0
    head = words.mark(i, *PARENTS, "head:per.title") if not opening and phrase <= i + 1 else 0
    if head > i + 1 or (head and not words.compound(i)):
        return 0
    if not opening and words.capital(i - 1) and words.form(i - 1).isalpha() and words.capital_run(i - 1, 2) < i + 1:
        return 0  # a sentence begins here, its line break was lost
    if phrase:
        return phrase
    end = words.capital_run(i, 1)
    return end + 1 if words.compound(i) and words.form(end)[:1].islower() else end


def bracketed(words: Words, i: int) -> int:
    """Where "(KBNN)" or "(NN&PTNT)" that begins at ``i`` ends, or 0."""
    if words.form(i) != "(":
        return 0
    close = next((k for k in range(i + 2, i + 6) if words.form(k) == ")"), 0)
    glued = all(words.glued(k) for k in range(i + 1, close + 1))
    glued = glued and not words.mark(i + 1, "head:loc.unit", "country", "province", "district")
    return close + 1 if close and glued and ABBREVIATION.fullmatch("".join(words.forms[i + 1 : close])) else 0


def _parent(words: Words, i: int, depth: int) -> int:
    """The body that another belongs to, written right behind it: "Phòng … | Công an tỉnh Nghệ An"."""
    if depth >= _DEEPEST or (not words.capital(i) and words.mark(i, "head:org.of-unit") <= i + 1):
        return 0
    for rule in GRAMMARS:
        head = words.mark(i, f"head:{rule}")
        if head and (end := body(words, Head(i, head, rule, depth + 1))):
            return end
    return listed_body(words, i)


def _place(words: Words, i: int) -> int:
    """The place that ends a body's name: a unit with its name, its level alone ("UBND tỉnh"), or a listed place."""
    if words.lower(i) == "khu" and words.lower(i + 1) == "vực":
        end = i + 3 if _ROMAN.fullmatch(words.form(i + 2)) else listed(words, i + 2)
        while end and words.form(end) == "và" and listed(words, end + 1):
            end = listed(words, end + 1)
        return end
    if end := unit(words, i) or listed(words, i):
        return end
    if (end := words.mark(i, "district")) > i + 1 and words.capitals(i, end) and words.family(end):
        return end  # "Bí thư Huyện ủy Bảo Yên | Hoàng Quốc Bảo"
    if (end := words.mark(i, "province")) and words.capital(end - 1):
        return end  # "CDC quảng Ninh"; a city that elsewhere is a man
    return _level(words, i)


def _level(words: Words, i: int) -> int:
    for size in (2, 1):
        if i + size <= len(words) and " ".join(words.lowers[i : i + size]) in _LEVELS:
            return i + size
    return 0


def listed_body(words: Words, i: int) -> int:
    """A body that is known by its name alone."""
    end = words.mark(i, "body")
    if not end or not words.capital(i):
        return 0
    text = words.text[words.starts[i] : words.ends[end - 1]]
    if text in word_list("bodies.txt") or end > i + 1:
        return _place(words, end) if words.lower(end) == "khu" and _place(words, end) else end
    return 0


@cache
def _list(file: str) -> frozenset[str]:
    return frozenset(map(normal, word_list(file)))
