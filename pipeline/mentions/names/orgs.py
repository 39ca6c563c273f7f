"""Where organisations are named: by the heads of bodies, by name alone, as outlets, in lists, by abbreviation."""

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.mentions.names.bodies import GRAMMARS, Head, body, field
from pipeline.mentions.names.outlets import foreign_name, outlets
from pipeline.mentions.names.page_words import Words, again
from pipeline.mentions.names.place_names import LISTED
from pipeline.mentions.names.places import Found
from pipeline.mentions.names.tails import PARENTS, bracketed, listed_body
from pipeline.text.patterns import compiled

_SEVERAL = frozenset("các những hai ba bốn năm nhiều mọi mấy từng mỗi một số".split())
_ORDINAL = frozenset("thứ lần lớp khối số điều khoản quý tháng ngày năm / -".split())
_POLICE = compiled(r"(?<!\w)(?:P[ACKVX]\d\d|[ACV][0-5]\d)(?!\w)")
_LEGAL = frozenset("corporation corp co inc ltd holdings".split())
_PLANT = ["nhà", "máy"]
_FIRM_BEHIND = (["tập", "đoàn"], ["công", "ty"], ["trụ", "sở"], ["doanh", "nghiệp"], ["hãng", "của"])
_FIRMS = frozenset("công cty tổng tập ctcp".split())
_PLACE_BEFORE = frozenset("điện xã huyện phường thôn bản ấp tỉnh quận cầu chợ hồ sông đường phố kcn nghiệp".split())
_FUSED = frozenset("trưởng ban phòng khoa".split())  # heads that are part of a title: "Trưởng phòng | GD-ĐT"
_HEADS = tuple(f"head:{rule}" for rule in GRAMMARS)


def orgs(words: Words) -> Iterator[Found]:
    """All organisations that a rule sees, overlapping ones too."""
    found = [*_by_head(words), *_listed(words), *outlets(words), *_foreign_firms(words)]
    for rule, start, end in found:
        fused = words.lower(start - 1) == "trưởng" and words.form(start) in _FUSED and end > start + 1
        yield rule, start + fused, end
    yield from _fused(words)
    yield from _coordinated(words, found)
    yield from _abbreviations(words, found)
    yield from _brands(words, found)
    yield from _plural(words)
    yield from _banks(words)
    yield from _police_codes(words)


def _foreign_firms(words: Words) -> Iterator[Found]:
    """ "Tosoh Corporation", "Duck San Co., Ltd", "BOE, tập đoàn ở …": companies that no Vietnamese type word opens."""
    for i in words.where(*_LEGAL):
        start = i
        while i - start < 4 and words.capital(start - 1) and words.form(start - 1).isascii():
            start -= 1
        end = i + 1 + 2 * (words.form(i + 1) == "." and words.form(i + 2) == ",")
        end += words.lower(end) == "ltd" or words.form(end) == "."
        if words.capital(i) and start < i:
            yield "org.foreign-firm", start, end
    for i in words.where(","):
        start = i - 1 - foreign_name(words, i - 2)
        if words.lowers[i + 1 : i + 3] in _FIRM_BEHIND and foreign_name(words, i - 1):
            yield "org.foreign-firm", start, i


def _plural(words: Words) -> Iterator[Found]:
    """Bodies and papers that share a head in the plural."""
    for i in words.where("sở", "bộ", "báo"):
        if words.lower(i - 1) == "các":
            yield from _shared_head(words, i)


def _police_codes(words: Words) -> Iterator[Found]:
    """The numbers of police departments: "PC45" wherever it stands, "C47" where the page shows it to be one."""
    codes = [bisect_left(words.starts, code.start()) for code in _POLICE.finditer(words.text)]
    if any(len(words.form(i)) == 4 or words.lower(i - 1) in _FUSED | {"cục"} for i in codes):
        yield from (("org.listed", i, i + 1) for i in codes)


def _banks(words: Words) -> Iterator[Found]:
    for i in words.where(*(word for word in words.vocabulary if word.endswith("bank") and len(word) > 4)):
        if words.capital(i):
            yield "org.listed", i, i + 1  # "VietBank"


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
        if words.form(i) == "thành" and words.capital(i + 1):
            continue  # "đổi tên thành | Đoàn Kinh tế 5"
        for rule in GRAMMARS:
            end = body(words, Head(i, longest, rule)) if words.mark(i, f"head:{rule}") == longest else 0
            several = words.lower(end) == "các" or (words.lower(end) == "cấp" and end == longest)
            if end and not several and words.lowers[end : end + 2] != ["cùng", "cấp"]:
                yield rule, i, end


def _listed(words: Words) -> Iterator[Found]:
    for i in words.marked("body"):
        end = listed_body(words, i)
        if end and not (words.lower(i - 1) == "các" and any(_shared_head(words, i))):
            yield "org.listed", i, end


def _part_of_word(words: Words, i: int, head: int) -> bool:
    """Whether a head is half of a common word ("toàn bộ", "trụ sở"), one of several bodies, or of a title."""
    if words.lower(i) == "thường" and words.lower(i - 1) in {"thư", "tịch", "viên", "tướng", "đốc", "trưởng", "ban"}:
        return True
    counted = words.counts(i - 1) and words.lower(i - 2) not in _ORDINAL
    several = words.lower(i - 1) in _SEVERAL or counted
    if several and not words.form(i).isupper():
        return True
    if words.lower(i - 1) == "ngành":
        return True  # "ngành | Thuế tỉnh Phú Thọ"
    if words.lower(i - 1) in {"trưởng", "phó"} and words.form(i) == "ban" and words.lower(i + 1) == "thường":
        return True  # "Phó Trưởng ban Thường trực"
    if words.lower(i - 1) in {"chi", "phân"} and words.lower(i) in {"hội", "đoàn"}:
        return True
    if i == 0 or head > i + 1:
        return False
    return words.form(i - 1)[0].isalpha() and words.compound(i - 1) and not words.capital(i)


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
    papers = words.lower(i) == "báo"
    kinds = ("outlet",) if papers else ("domain", "head:org.of-unit")
    while (end := words.mark(sign + 1, *kinds)) and words.capital(sign + 1):
        found.append(("org.outlet" if papers else "org.department", sign + 1, end))
        sign = end
        if words.form(sign) not in {",", "và", ";"}:
            break
    if len(found) > 1:
        yield from found


def _brands(words: Words, found: list[Found]) -> Iterator[Found]:
    """ "Tập đoàn Thủy sản Minh Phú … | Minh Phú": a company's own name where it stands again without its kind."""
    brands, places = set(), set()
    for rule, start, stop in found:
        firm = rule == "org.company" and (words.lower(start) in _FIRMS or words.lowers[start : start + 2] == _PLANT)
        at = words.mark(start, "head:org.company") if firm else start if rule == "org.foreign-firm" else stop
        end = stop - (words.lower(stop - 1) in _LEGAL)
        while step := words.mark(at, "domain", "head:org.company"):
            at = step
        name = tuple(words.forms[at:end])
        known = words.mark(at, *LISTED) or words.mark(at, "head:loc.feature", "head:loc.site")
        own = len(name) in {2, 3} or (len(name) == 1 and len(name[0]) > 3 and foreign_name(words, at))
        if own and not known and words.capital_run(at, 3) >= end:
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
