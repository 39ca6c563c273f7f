"""Where organisations are named: by the heads of bodies, by name alone, as outlets, in lists, by abbreviation."""

from bisect import bisect_left
from collections.abc import Iterator

import regex

from pipeline.mentions.names.bodies import GRAMMARS, Head, body, field
from pipeline.mentions.names.gazetteer import dictionary_syllables
from pipeline.mentions.names.page_words import Words, again
from pipeline.mentions.names.place_names import LISTED
from pipeline.mentions.names.places import Found
from pipeline.mentions.names.tails import ABBREVIATION, PARENTS, bracketed, listed_body

_SEVERAL = frozenset("các những hai ba bốn năm nhiều mọi mấy từng mỗi một số".split())
_ORDINAL = frozenset("thứ lần lớp khối số điều khoản quý".split())
_DOMAIN_NAME = regex.compile(r"(?<![\w.@/])[A-Za-z0-9]{1,40}+(?:\.[a-z0-9]{1,40}+){0,4}\.(?:vn|com|net|org)")
_TIMES = frozenset("sáng chiều tối trưa đêm ngày lúc hôm trong vừa theo từ sau mới nhân tại thực để với".split())
_FIRMS = frozenset("công cty tổng tập ctcp".split())
_PLACE_BEFORE = frozenset("xã huyện phường thôn bản ấp tỉnh quận cầu chợ hồ sông đường phố kcn nghiệp".split())
_FUSED = frozenset("trưởng ban phòng khoa".split())  # heads that are part of a title: "Trưởng phòng | GD-ĐT"
_AGENCY = regex.compile(r"[A-Z]{4,}")
_DOMAIN_ENDS = (".vn", ".com", ".net", ".org")
_HEADS = tuple(f"head:{rule}" for rule in GRAMMARS)


def orgs(words: Words) -> Iterator[Found]:
    """All organisations that a rule sees, overlapping ones too."""
    found = [*_by_head(words), *_listed(words), *_outlets(words)]
    for rule, start, end in found:
        fused = words.lower(start - 1) == "trưởng" and words.form(start) in _FUSED and end > start + 1
        yield rule, start + fused, end
    yield from _fused(words)
    yield from _coordinated(words, found)
    yield from _abbreviations(words, found)
    yield from _brands(words, found)
    yield from _by_form(words)
    yield from _banks(words)
    yield from _datelines(words)
    yield from _domains(words)


def _domains(words: Words) -> Iterator[Found]:
    if not any(end in words.text for end in _DOMAIN_ENDS):
        return
    for match in _DOMAIN_NAME.finditer(words.text):
        first, last = bisect_left(words.starts, match.start()), bisect_left(words.ends, match.end())
        dateline = words.form(first - 1) in {"", "\n"} and words.form(last + 1) == "-"
        if words.form(first - 1) == "(" or dateline or words.lower(first - 1) in {"pv", "theo", "báo", "viên"}:
            yield "org.outlet", first, last + 1


def _datelines(words: Words) -> Iterator[Found]:
    """ "(BQN) - Ngày …", "QTO - Sáng …": the paper's letters before the first sentence."""
    for i in words.where("-"):
        close = words.form(i - 1) == ")"
        name = i - 1 - close
        opening = words.form(name - 1 - close) in {"", "\n"} and (not close or words.form(name - 1) == "(")
        if opening and ABBREVIATION.fullmatch(words.form(name)) and (close or _dateline(words, name)):
            yield "org.outlet", name, name + 1


def _dateline(words: Words, i: int) -> bool:
    spaced = words.capital(i + 2) and not (words.glued(i + 1) or words.shouted(i + 2))
    return spaced and words.shouted(i) and words.lower(i + 2) in _TIMES


def _by_form(words: Words) -> Iterator[Found]:
    """Outlets behind "báo" and "đài", agencies in credits ("Ảnh: SGGP"), bodies that share a head in the plural."""
    for i in words.where("báo", "đài"):
        if words.shouted(i + 1) or _foreign_name(words, i + 1):
            named = words.form(i + 1) not in {"PV", "CTV"} and not words.compound(i - 1) and not words.capital(i - 1)
            end = words.capital_run(i + 1, 3)
            if named and not words.mark(i + 1, *_HEADS) and words.capital(end - 1):
                yield "org.outlet", i, end  # "đài ABC", "báo New York Times"
    for i in words.where("sở", "bộ"):
        if words.lower(i - 1) == "các":
            yield from _shared_head(words, i)
    for i in words.where(":"):
        if words.lower(i - 1) in {"ảnh", "nguồn", "theo", "tin"}:
            alone = not words.capital(i + 2) or words.form(i + 2)[1:].islower()
            if alone and _AGENCY.fullmatch(words.form(i + 1)):
                yield "org.outlet", i + 1, i + 2  # "Ảnh: SGGP"


def _banks(words: Words) -> Iterator[Found]:
    for i in words.where(*(word for word in words.vocabulary if word.endswith("bank") and len(word) > 4)):
        if words.capital(i):
            yield "org.listed", i, i + 1  # "VietBank"


def _foreign_name(words: Words, i: int) -> bool:
    form = words.form(i)
    return words.capital(i) and form.isascii() and len(form) > 2 and form.lower() not in dictionary_syllables()


def _fused(words: Words) -> Iterator[Found]:
    """ "Bộ trưởng | Y tế", "Trưởng phòng | GD-ĐT huyện …": the head is part of the title, the rest is the body."""
    for i in (before + 1 for before in words.where(*_FUSED)):
        if words.form(i - 1).islower() and words.capital(i) and words.mark(i - 2, "head:per.title") == i:
            phrase = words.mark(i, "domain")
            if phrase > i + 1 or (words.form(i + 1) in {"-", "&"} and words.glued(i + 1)):
                end = field(words, Head(i - 1, i, "org.department"), i)
                if end:
                    yield "org.fused", i, end


def _by_head(words: Words) -> Iterator[Found]:
    for i in words.marked(*_HEADS):
        longest = words.mark(i, *_HEADS)
        if _part_of_word(words, i, longest):
            continue
        for rule in GRAMMARS:
            end = body(words, Head(i, longest, rule)) if words.mark(i, f"head:{rule}") == longest else 0
            levels = words.lower(end) == "các" or (words.lower(end) == "cấp" and end == longest)
            if end and not levels:
                yield rule, i, end


def _listed(words: Words) -> Iterator[Found]:
    for i in words.marked("body"):
        end = listed_body(words, i)
        if end and not (words.lower(i - 1) == "các" and any(_shared_head(words, i))):
            yield "org.listed", i, end


def _outlets(words: Words) -> Iterator[Found]:
    for i in words.marked("outlet"):
        if end := _outlet(words, i):
            yield "org.outlet", i, end


def _part_of_word(words: Words, i: int, head: int) -> bool:
    """Whether a head is half of a common word ("toàn bộ", "trụ sở"), one of several bodies, or of a title."""
    if words.lower(i) == "thường" and words.lower(i - 1) in {"thư", "tịch", "viên", "tướng", "đốc", "trưởng", "ban"}:
        return True
    counted = words.counts(i - 1) and words.lower(i - 2) not in _ORDINAL
    several = words.lower(i - 1) in _SEVERAL or counted
    if several and not words.form(i).isupper():
        return True
    if words.lower(i - 1) in {"trưởng", "phó"} and words.form(i) == "ban" and words.lower(i + 1) == "thường":
        return True  # "Phó Trưởng ban Thường trực"
    if words.lower(i - 1) in {"chi", "phân"} and words.lower(i) in {"hội", "đoàn"}:
        return True
    if i == 0 or head > i + 1:
        return False
    return words.form(i - 1)[0].isalpha() and words.compound(i - 1) and not words.capital(i)


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
    for rule, start, stop in found:
        end = stop if words.lower(start) in {"sở", "bộ"} else len(words)
        while words.form(end) in {",", "và", ";"} and words.capital(end + 1):
            phrase = words.mark(end + 1, "domain")
            if phrase <= end + 2 or words.mark(end + 1, *PARENTS):
                break
            yield rule, end + 1, phrase
            end = phrase


def _shared_head(words: Words, i: int) -> Iterator[Found]:
    """ "các Bộ: | Công an, | Xây dựng và | Tài chính": at least two fields behind a head in the plural."""
    found = []
    sign = i + 1 if words.form(i + 1) == ":" else i
    while (end := words.mark(sign + 1, "domain", "head:org.of-unit")) and words.capital(sign + 1):
        found.append(("org.department", sign + 1, end))
        sign = end
        if words.form(sign) not in {",", "và", ";"}:
            break
    if len(found) > 1:
        yield from found


def _brands(words: Words, found: list[Found]) -> Iterator[Found]:
    """ "Tập đoàn Thủy sản Minh Phú … | Minh Phú": a company's own name where it stands again without its kind."""
    brands, places = set(), set()
    for rule, start, end in found:
        at = words.mark(start, "head:org.company") if rule == "org.company" and words.lower(start) in _FIRMS else end
        while step := words.mark(at, "domain", "head:org.company"):
            at = step
        name = tuple(words.forms[at:end])
        known = words.mark(at, *LISTED) or words.mark(at, "head:loc.feature", "head:loc.site")
        own = len(name) in {2, 3} or (len(name) == 1 and len(name[0]) > 3 and _foreign_name(words, at))
        if own and not known and words.capital_run(at, 3) == end:
            brands.add(name)
    if not brands:
        return
    for i, name in again(words, brands):
        if words.mark(i - 1, "head:loc.unit") or words.lower(i - 1) in _PLACE_BEFORE:
            places.add(name)
    for i, name in again(words, brands - places):
        alone = not (words.capital(i - 1) or words.capital(i + len(name)) or words.mark(i - 1, "head:per.honorific"))
        if alone and words.form(i - 1) != "-" != words.form(i + len(name)):
            yield "org.again", i, i + len(name)


def _abbreviations(words: Words, found: list[Found]) -> Iterator[Found]:
    """A bracketed abbreviation behind a full name is a mention of its own, wherever it stands again."""
    short: set[tuple[str, ...]] = set()
    for end in sorted({end for _, start, end in found if words.capital(start)}):
        if close := bracketed(words, end):
            short.add(tuple(words.forms[end + 1 : close - 1]))
    for i, name in again(words, short):
        yield "org.abbreviation", i, i + len(name)
