"""How far the name of a body runs behind its head: field of work, parent body, place."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import regex

from pipeline.mentions.gazetteer import normal, word_list
from pipeline.mentions.name_places import Found, listed, unit
from pipeline.mentions.name_words import Words

_LEVELS = frozenset(
    ("tỉnh", "huyện", "quận", "xã", "phường", "thôn", "thành phố", "thị xã", "thị trấn", "đặc khu", "tp", "tx", "trung ương")
)
_SEVERAL = frozenset("các những hai ba bốn năm nhiều mọi mấy từng mỗi một số".split())
_ALL = frozenset("các cấp những hai ba nhiều mỗi một số của nơi có".split())
_CLOSED_FIELD = frozenset("bộ sở".split())
_NAMED_AFTER = frozenset("quỹ nhóm clb câu bảo nhà cung bệnh".split())
_CONNECTORS = frozenset("và - &".split())
_ABBREVIATION = regex.compile(r"\p{Lu}[\p{L}&]*\p{Lu}[\p{L}&]*|[A-Z][A-Za-z-]{1,11}")
_PARENTS = ("head:org.government", "head:org.of-unit", "head:org.department", "head:org.company", "head:org.school")
_PRIVATE = frozenset({"org.school", "org.company"})  # may be named after a person, or by any word
_GAP = frozenset(
    "của tại và là được có đã đang sẽ cho với thuộc do từ đến trên trong về để khi nhưng cùng theo bị ở vào ra lên hoặc hay"
    " này đó trực các những".split()
)
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_ROMAN = regex.compile(r"[IVX]+|\d+")
_DOMAIN_NAME = regex.compile(r"(?<![\w.@/])[A-Za-z0-9]+(?:\.[a-z0-9]+)*\.(?:vn|com|net|org)")


def orgs(words: Words) -> Iterator[Found]:
    """All organisations that a rule sees, overlapping ones too."""
    found = [(rule, i, end) for i in range(len(words)) if words.marks[i] for rule, end in _at(words, i)]
    for rule, start, end in found:
        fused = words.lower(start - 1) == "trưởng" and words.form(start) in {"ban", "phòng"} and end > start + 1
        yield rule, start + fused, end
    yield from _fused(words)
    yield from _coordinated(words, found)
    yield from _abbreviations(words, found)
    for i in range(len(words) - 4):
        opening = words.form(i - 1) in {"", "\n"} and words.form(i) == "(" and words.form(i + 2) == ")"
        if opening and words.form(i + 3) == "-" and _ABBREVIATION.fullmatch(words.form(i + 1)):
            yield "org.outlet", i + 1, i + 2  # "(BQN) - Ngày …"
    for match in _DOMAIN_NAME.finditer(words.text):
        first, last = bisect_left(words.starts, match.start()), bisect_left(words.ends, match.end())
        if words.form(first - 1) == "(" or words.lower(first - 1) in {"pv", "theo", "báo", "viên"}:
            yield "org.outlet", first, last + 1


def _fused(words: Words) -> Iterator[Found]:
    """ "Bộ trưởng | Y tế", "Trưởng phòng | GD-ĐT huyện …": the head is part of the title, the rest is the body."""
    for i in range(2, len(words)):
        if words.capital(i) and words.form(i - 1) in {"trưởng", "phòng", "ban"} and words.mark(i - 2, "head:per.title") == i:
            phrase = words.mark(i, "domain")
            if phrase > i + 1 or words.form(i + 1) in {"-", "&"} and words.glued(i + 1):
                end = _field(words, i - 1, i, "org.department")
                if end:
                    yield "org.fused", i, end


def _at(words: Words, i: int) -> Iterator[tuple[str, int]]:
    longest = words.mark(i, *(f"head:{rule}" for rule in _GRAMMARS))
    for rule, grammar in _GRAMMARS.items():
        head = words.mark(i, f"head:{rule}")
        if head and head == longest and not _part_of_word(words, i, head):
            end = grammar(words, i, head, rule)
            if end and words.lower(end) not in {"cấp", "các"}:
                yield rule, end
    if end := _body(words, i):
        yield "org.listed", end
    if end := _outlet(words, i):
        yield "org.outlet", end


def _part_of_word(words: Words, i: int, head: int) -> bool:
    """Whether a head is half of a common word ("toàn bộ", "trụ sở"), one of several bodies, or of a title."""
    if words.lower(i) == "thường" and words.lower(i - 1) in {"thư", "tịch", "viên", "tướng"}:
        return True
    several = words.lower(i - 1) in _SEVERAL or ("1" < words.form(i - 1) < "99" and len(words.form(i - 1)) < 3)
    if several and not words.form(i).isupper():
        return True
    if i == 0 or head > i + 1:
        return False
    return words.form(i - 1)[0].isalpha() and words.compound(i - 1) and not words.capital(i)


def _named(words: Words, i: int, end: int) -> bool:
    return any(words.capital(k) for k in range(i, end))


def _government(words: Words, i: int, head: int, rule: str) -> int:
    if words.lower(head) == "viên" or words.lower(head) in _ALL or words.form(head).isdigit():
        return 0
    close = _bracketed(words, head)
    if close and _place(words, close):
        return _place(words, close)  # "Hội đồng nhân dân (HĐND) thành phố Hà Nội"
    end = _parent(words, head) or head
    end = words.mark(end, "country") or end
    end = _place(words, end) or end
    if end > head and words.form(end) == "," and _level(words, end + 1) and not unit(words, end - 1):
        return 0  # "UBND quận, huyện"
    text = " ".join(words.lowers[i:head])
    certain = text in _bare() and (words.capital(i) or text in _PARTY)
    return end if certain or (end > head and _named(words, i, end)) else 0


_PARTY = frozenset(("tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy"))


def _of_unit(words: Words, i: int, head: int, rule: str) -> int:
    first = head
    head = _bracketed(words, head) or head  # "Kho bạc Nhà nước (KBNN) Hà Nội"
    if _ROMAN.fullmatch(words.form(head)):
        return head + 1
    if words.mark(head, "domain") and words.capital(head) and words.lower(head + 2) == "tại":
        if end := _place(words, head + 3):
            return end  # "TAND Cấp cao tại TP.HCM"
    end = _parent(words, head) or _place(words, head)
    if not end and words.lower(i) == "báo":
        end = words.mark(head, "outlet")
    if end:
        return end if words.capital(i) or (words.lower(i) in _LOWER_UNITS and _named(words, i, end)) else 0
    if words.capital(i) and (words.capital(first) or words.mark(first, "domain")):
        end = _field(words, i, first, rule)
        return end if _named(words, first, end) else 0
    return first if " ".join(words.lowers[i:first]) in _bare() and words.capital(i) else 0


def _foreign(words: Words, i: int, head: int, rule: str) -> int:
    end = (words.mark(head, "country") or listed(words, head)) if words.capital(head) and words.capital(i) else 0
    embassy = end and words.lower(head - 1) == "quán" and words.lower(end) == "tại"
    return words.mark(end + 1, "country") or _place(words, end + 1) or end if embassy else end


def _department(words: Words, i: int, head: int, rule: str) -> int:
    """A body named by its field of work: "Sở Giáo dục và Đào tạo", "Trung tâm Khuyến nông Quốc gia"."""
    phrase = words.mark(head, "domain")
    text = " ".join(words.lowers[i:head])
    if text in _bare() and words.capital(i) and not words.capital(head):
        return head
    if not words.capital(i) and text not in _LOWER_HEADS:
        return 0
    if not words.capital(head):
        known = phrase > head + 1 and words.capital(i) and (head > i + 1 or words.lower(i) in _CLOSED_FIELD)
        return _field(words, i, head, rule) if known else 0
    if head == i + 1 and not phrase and not (words.compound(head) or words.shouted(head) or words.mark(head, *_PARENTS)):
        return 0  # "Đội Cấn", "Đài Loan"
    if not words.capital(i) and not phrase and not words.shouted(head):
        return 0
    return _field(words, i, head, rule)


_LOWER_HEADS = frozenset(
    "bộ|sở|cục|viện|phòng|chi cục|tổng cục|trung tâm|văn phòng|hiệp hội|bảo tàng|học viện|thư viện|nhà hát|ban tuyên giáo"
    "|ban quản lý|ban|ban chỉ đạo|nhà xuất bản|quỹ|đội tuyển|hạt|cơ quan cảnh sát điều tra".split("|")
)
_LOWER_UNITS = frozenset("công ca bệnh báo đài đảng trạm trung đồn bưu tòa sư trung tiểu quân".split())


def _company(words: Words, i: int, head: int, rule: str) -> int:
    if not words.capital(head) and not words.mark(head, "domain"):
        return 0
    end = _field(words, i, head, rule)
    if not _named(words, head, end):
        return 0
    if words.form(end) == "(" and " ".join(words.lowers[end + 1 : end + 4]) == "việt nam )":
        end += 4
    return end


def _school(words: Words, i: int, head: int, rule: str) -> int:
    at = head + 2 if words.lower(head) == "số" and words.form(head + 1).isdigit() else head
    if not (words.capital(at) or unit(words, at) or (words.mark(at, "domain") and words.capital(i))):
        return 0
    if head == i + 1 and words.capital_run(at, 3) == at + 1 and not words.mark(at, "domain") and not words.compound(at):
        return 0  # "Trường Chinh", "trường TCCN"
    end = _field(words, i, at, rule)
    return end if _named(words, head, end) else 0


_GRAMMARS = {
    "org.foreign": _foreign,
    "org.government": _government,
    "org.of-unit": _of_unit,
    "org.department": _department,
    "org.company": _company,
    "org.school": _school,
}


def _field(words: Words, i: int, at: int, rule: str) -> int:
    """From ``at``: units of the field of work, joined by "và", "-", "&", then a parent body, then a place."""
    closed = words.lower(i) in _CLOSED_FIELD
    rule = "org.company" if words.lower(i) in _NAMED_AFTER else rule
    end = at
    while True:
        place = _place(words, end) if end > at or rule in _PRIVATE else 0
        number = place and rule in _PRIVATE and words.form(place).isdigit() and len(words.form(place)) == 1
        if place and words.lower(place - 1) != "ương" and not (rule == "org.company" and words.capital(place)):
            return place + number
        step = place or _unit_of_field(words, end, end == at, closed, rule) or _joined(words, end, at, closed, rule)
        if not step:
            break
        end = step
    if end == at:
        return 0
    if rule == "org.company" and words.form(end) in _QUOTES and words.capital(end + 1):
        close = next((k for k in range(end + 2, end + 8) if words.form(k) == _QUOTES[words.form(end)]), 0)
        end = close + 1 if close else end
    if close := _bracketed(words, end):
        return _place(words, close) or end  # "Hiệp hội Bất động sản (BĐS) TP.HCM"
    return _parent(words, end) or end


def _bracketed(words: Words, i: int) -> int:
    """Where "(KBNN)" or "(NN&PTNT)" that begins at ``i`` ends, or 0."""
    if words.form(i) != "(":
        return 0
    close = next((k for k in range(i + 2, i + 6) if words.form(k) == ")"), 0)
    glued = all(words.glued(k) for k in range(i + 1, close + 1))
    glued = glued and not words.mark(i + 1, "head:loc.unit", "country", "province", "district")
    return close + 1 if close and glued and _ABBREVIATION.fullmatch("".join(words.forms[i + 1 : close])) else 0


def _joined(words: Words, end: int, at: int, closed: bool, rule: str) -> int:
    """The next unit behind "và", "-", "&", a comma inside a field, or, in a company's name, a few lower-case words."""
    if end == at:
        return 0
    sign = words.form(end)
    if sign in _CONNECTORS and not words.mark(end + 1, *_PARENTS):
        return _unit_of_field(words, end + 1, True, closed, rule)
    if sign == "," and not closed and not words.capital(end + 1):
        return words.mark(end + 1, "domain") if rule == "org.department" else 0
    if rule in _PRIVATE:
        for gap in range(1, 4):
            if not words.form(end + gap - 1).isalpha() or words.lower(end + gap - 1) in _GAP:
                return 0
            if words.capital(end + gap) and not words.mark(end + gap, *_PARENTS):
                return end + gap + 1
    return 0


def _unit_of_field(words: Words, i: int, opening: bool, closed: bool, rule: str) -> int:
    """Where one word or phrase of a body's field of work that begins at ``i`` ends, or 0."""
    phrase = words.mark(i, "domain")
    if rule not in _PRIVATE and words.family(i) and words.capital(i + 1) and phrase <= i + 1:
        return 0
    if words.capital(i):
        head = words.mark(i, *_PARENTS, "head:per.title") if not opening and phrase <= i + 1 else 0
        if head > i + 1 or (head and not words.compound(i)):
            return 0
        if not opening and words.capital_run(i - 1, 2) < i + 1 and words.form(i - 1).isalpha() and words.capital(i - 1):
            return 0
        if phrase:
            return phrase
        end = words.capital_run(i, 1)
        return end + 1 if words.compound(i) and words.form(end)[:1].islower() else end
    if rule in _PRIVATE and words.form(i).isdigit() and not opening and words.form(i + 1) not in {"%", ",", "."}:
        return i + 1 if len(words.form(i)) < 3 else 0
    if not phrase or (closed and not opening):
        return 0
    if opening or " ".join(words.lowers[i:phrase]) not in _verbs():
        return phrase
    follow = _unit_of_field(words, phrase, False, closed, rule)
    return phrase if follow and words.form(phrase) not in _CONNECTORS else 0


def _parent(words: Words, i: int) -> int:
    """The body that another belongs to, written right behind it: "Phòng … | Công an tỉnh Nghệ An"."""
    if not words.capital(i) and words.mark(i, "head:org.of-unit") <= i + 1:
        return 0
    for rule, grammar in _GRAMMARS.items():
        head = words.mark(i, f"head:{rule}")
        if head and (end := grammar(words, i, head, rule)):
            return end
    return _body(words, i)


def _level(words: Words, i: int) -> int:
    for size in (2, 1):
        if i + size <= len(words) and " ".join(words.lowers[i : i + size]) in _LEVELS:
            return i + size
    return 0


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


def _body(words: Words, i: int) -> int:
    """A body that is known by its name alone."""
    end = words.mark(i, "body")
    if not end or not words.capital(i):
        return 0
    text = words.text[words.starts[i] : words.ends[end - 1]]
    if text in _bodies() or end > i + 1:
        return _place(words, end) if words.lower(end) == "khu" and _place(words, end) else end
    return 0


def _outlet(words: Words, i: int) -> int:
    """A paper or portal, where its name stands as one: in brackets, behind "/", "theo" or "báo", opening a line."""
    end = words.mark(i, "outlet")
    if not end or not words.capital(i):
        return 0
    before, behind = words.form(i - 1), words.form(end)
    if before in {"", "\n"} and (behind in {"", "\n", "-"} or words.capital(end)):
        return end
    if words.capital(end):
        return 0
    if before == "(" and behind in {")", "-"}:
        return end
    cited = {"theo", "nguồn", "ảnh", "như"}
    if words.lower(i - 1) in cited or (before == ":" and words.lower(i - 2) in cited):
        return end
    return end if before == "/" or words.lower(i - 1) in {"báo", "tạp", "chí", "viên", "pv"} else 0


def _coordinated(words: Words, found: list[Found]) -> Iterator[Found]:
    """ "Sở Xây dựng, Tài nguyên và Môi trường": departments that share a head."""
    for rule, start, end in found:
        if words.lower(start) not in {"sở", "bộ"}:
            continue
        while words.form(end) in {",", "và", ";"} and words.capital(end + 1):
            phrase = words.mark(end + 1, "domain")
            if phrase <= end + 2 or words.mark(end + 1, *_PARENTS):
                break
            yield rule, end + 1, phrase
            end = phrase


def _abbreviations(words: Words, found: list[Found]) -> Iterator[Found]:
    """A bracketed abbreviation behind a full name is a mention of its own, wherever it stands again."""
    short = set()
    for end in sorted({end for _, start, end in found if words.capital(start)}):
        if close := _bracketed(words, end):
            short.add(tuple(words.forms[end + 1 : close - 1]))
    by_first = {name[0]: name for name in sorted(short)}
    for i, form in enumerate(words.forms):
        name = by_first.get(form)
        if name and tuple(words.forms[i : i + len(name)]) == name:
            yield "org.abbreviation", i, i + len(name)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(map(normal, word_list("domain_verbs.txt")))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(word_list("bodies.txt"))


@cache
def _bare() -> frozenset[str]:
    return frozenset(map(normal, word_list("bare_bodies.txt")))
