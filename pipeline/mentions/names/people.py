"""Where people are named: behind honorifics and titles, by family name, in bylines and credits, and again later."""

from collections.abc import Iterator
from functools import cache

from pipeline.mentions.names.bylines import NAME_OF_SOMETHING, bylines, initialled, initials, with_initials
from pipeline.mentions.names.gazetteer import dictionary_syllables, word_list
from pipeline.mentions.names.given_names import given_names, lone_name
from pipeline.mentions.names.page_words import Words, again
from pipeline.mentions.names.place_names import COUNTRIES, LISTED, foreign, listed
from pipeline.mentions.names.places import Found, street_number, streets
from pipeline.text.patterns import compiled

_SUCH_AS = frozenset(("như", "gồm", ":"))
_BETWEEN_GUESTS = frozenset((";", ":", "và"))
_COMMON = frozenset("nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ ngô đinh trịnh".split())
_TITLES = ("head:per.title", "head:per.honorific")
_BODIES = ("head:org.government", "head:org.of-unit")
_CITY = frozenset("phố tp . thành".split())
_DOCTRINE = frozenset("tưởng cách đức đường".split())
_NO_SYLLABLE = frozenset("tại ở và của về với từ đến cho là được các những trong trên vào ra".split())  # in headlines
_NOT_HILL = frozenset("khối nhóm loại cúm hạng bảng lô nhà tầng khu tổ h'mông h’mông k'ho k’ho".split())
_NO_SURNAME = frozenset("Cup Open College University School Hotel Street Vuitton Klein".split())
_PEOPLES = frozenset({"hà nhì", "la chí", "la ha", "la hủ", "cao lan"})  # that begin as a family's name does
_NAMED_AFTER = {("giải", "thưởng"), ("học", "bổng"), ("tủ", "sách")}
_ARTICLE = compiled(r"[HK]['’]\p{Lu}")


def people(words: Words) -> Iterator[Found]:
    """All people that a rule sees, overlapping ones too."""
    found = list(_by_title(words))
    titled = {tuple(words.forms[start:end]) for _, start, end in found}
    roads = streets(words) - titled
    found += [item for item in _by_family(words) if tuple(words.forms[item[1] : item[2]]) not in roads]
    yield from found
    yield from _named_people(words)
    yield from _before_title(words)
    yield from given_names(words, found)
    yield from bylines(words)
    yield from initialled(words)
    yield from _again(words, found)


def _by_title(words: Words) -> Iterator[Found]:
    for i in words.marked(*_TITLES):
        if words.capital(i) and words.mark(i, *LISTED) > i + 1:
            continue
        for rule, most in (("per.honorific", 5), ("per.title", 4)):
            head = words.mark(i, f"head:{rule}")
            if head and not _inside_word(words, i, head):
                head = _beyond_country(words, head)
                end = _person(words, head, most, strong=rule == "per.honorific")
                if end:
                    yield rule, head, end
                    yield from _listed_people(words, end)
                    alone = end == head + 1 or words.form(head + 1) == "."
                    if alone and words.form(end) == "và" and lone_name(words, end + 1):
                        yield rule, end + 1, end + 2  # "anh Vui và | Hưởng"


def _beyond_country(words: Words, i: int) -> int:
    """ "Thủ tướng Nhật Bản | Abe Shinzo": where the name of a guest begins behind his country's, else ``i``."""
    end = words.mark(i, "country") or i + (words.lower(i) in COUNTRIES)
    run = words.capital_run(end, 4)
    return end if end > i and run > end + 1 and (foreign(words, end) or end + 3 == run > i + 4) else i


def _listed_people(words: Words, end: int, doubtful: tuple[str, ...] = ("commune",)) -> Iterator[Found]:
    """ "ca sĩ A, B, C": at least two more names in a row, each of two words or more, no places or bodies."""
    names = []
    while words.form(end) in {",", "và", "-", ":", "như", "gồm"} and words.capital(end + 1):
        start = end + 1
        end = _trimmed(words, start, words.capital_run(start, 4))
        if end < start + 2 or listed(words, start) or words.mark(start, "body", "head:per.honorific", *doubtful):
            break
        names.append((start, end))
    if len(names) > 1:
        yield from (("per.list", start, end) for start, end in names)


def _named_people(words: Words) -> Iterator[Found]:
    """ "các nghệ sĩ nổi tiếng như A, B": names of people that were announced up to five words before."""
    for i in words.where(*_SUCH_AS):
        if words.form(i) in _SUCH_AS and words.capital(i + 1):
            for k in range(i - 1, max(i - 6, 0), -1):
                if not words.form(k)[0].islower():
                    break
                if words.mark(k, "head:per.honorific", "head:per.title") > k + 1:
                    yield from _listed_people(words, i, ())
                    break


def _before_title(words: Words) -> Iterator[Found]:
    """ "; Nết Sa-vươn, | Phó Thủ tướng": in a list of guests a name shows by the title behind it."""
    for i in (before + 1 for before in words.where(*_BETWEEN_GUESTS)):
        if words.form(i - 1) in _BETWEEN_GUESTS and words.capital(i):
            end = words.capital_run(i, 4)
            title = words.form(end) == "," and words.capital(end + 1) and words.mark(end + 1, *_TITLES) > end + 2
            place = listed(words, i) or words.mark(i, "commune", "head:loc.unit", "head:org.of-unit")
            if title and end > i + 1 and _trimmed(words, i, end) == end and not (place or words.shouted(i)):
                yield "per.list", i, end


def _inside_word(words: Words, i: int, head: int) -> bool:
    return head == i + 1 and i > 0 and words.form(i - 1)[0].isalpha() and not words.capital(i) and words.compound(i - 1)


def _person(words: Words, i: int, most: int, *, strong: bool) -> int:
    """Where the name of a person from ``i`` ends, or 0; ``strong`` where what is before announces a person."""
    if not words.capital(i):
        return 0
    if (end := initials(words, i)) and strong and not (end == i + 1 and words.capital(end)):
        return end  # not in "nghệ nhân A Lip"
    end = _trimmed(words, i, words.capital_run(i, most))
    places = ("country",) if strong else ("country", "province", "region")
    if (
        end <= i
        or words.mark(i, "body", *places) >= end
        or (words.lower(i) == "thường" and words.lower(i + 1) == "trực")
        or (end == i + 1 and words.lower(i - 2) == "thủ" and listed(words, i))  # "Thủ tướng | Lào"
        or (words.shouted(i) and not words.family(i) and words.lower(i) not in dictionary_syllables())  # "HĐTV VRG"
    ):
        return 0
    if strong or (words.family(i) and end > i + 1):
        if end == i + 1 and words.compound(i) and not words.capital(i + 1) and not strong:
            return 0
        return with_initials(words, end)
    return 0 if end < i + 2 or listed(words, i) else end


def _trimmed(words: Words, i: int, end: int) -> int:
    """Cuts a run of capitals before a title or the head of a body; none is left if the run begins with one."""
    for k in range(i, end):
        if k > i + 1 and words.form(k) == "Phó" and words.form(k + 1)[:1].islower():
            return k
        if k > i and words.shouted(k) and (not words.shouted(i) or words.lower(k) in _NO_SYLLABLE):
            return k  # "Trần Văn Hiếu | HCB", "VÀNG | TẠI ĐÀ LẠT"
        stop = words.mark(k, *NAME_OF_SOMETHING)
        known = words.form(k) == "Hồ" or words.forms[k : k + 2] == ["Trường", "Chinh"]
        name = known or (k == i + 1 and words.family(i) and words.mark(k, "head:per.honorific"))
        if stop and (stop > k + 1 or (k == i and stop < end and not words.family(k))) and not name:
            return k  # not at "Nguyễn | Tiến Sỹ"
    return end


def _by_family(words: Words) -> Iterator[Found]:
    end = 0
    for i in _openings(words):
        if i >= end and words.capital(i) and (end := _family_name(words, i)):
            yield "per.family", i, with_initials(words, end)


def _openings(words: Words) -> list[int]:
    """Where a full name may begin: at a family's name, a western one, an article or before a middle name."""
    opening = _families().intersection(words.vocabulary)
    if "'" in words.text or "’" in words.text:
        opening |= {word for word in words.vocabulary if "'" in word or "’" in word}
    return sorted({*words.where(*opening), *(i - 1 for i in words.where("a", "thị", "-") if i)})


@cache
def _families() -> frozenset[str]:
    return word_list("family_names.txt") | frozenset(map(str.lower, word_list("western_names.txt")))


def _family_name(words: Words, i: int) -> int:
    """Where the full name that begins with the family name at ``i`` ends, or 0."""
    if not (words.family(i) or _hill_name(words, i)) or _tail(words, i):
        return 0
    if words.capital(i - 1) and words.family(i - 1) and words.mark(i - 2, "province", "district", "country") != i:
        return 0  # inside another name, not "Hà Giang | Bùi Văn Hải"
    ho = words.lower(i) == "hồ"  # the one province that is also a man
    if words.mark(i, "province", "country") > i + 1 and (not ho or words.lower(i - 1) in _CITY | _DOCTRINE):
        return 0
    if _no_name(words, i) or _people(words, i) or _prize(words, i) or street_number(words, i):
        return 0
    long = words.lower(i + 1) == "thị" or words.lower(i) == "thích"
    end = _trimmed(words, i, words.capital_run(i, 5 if long else 4))
    common = words.lower(i) in _COMMON or _ARTICLE.match(words.form(i)) is not None
    common = common or words.form(i) in word_list("western_names.txt") or words.forms[i : i + 2] == ["Tôn", "Thất"]
    place = words.mark(i, "province", "district")
    if i < place < end and words.family(place) and not common:
        return 0  # "Chủ tịch UBND Quảng Xương | Trần Văn Công"
    if end <= i + 1 or (end == i + 2 and (not common or words.mark(i, *LISTED))):
        return 0
    if words.compound(i) and not (common and words.capital(i + 1)):
        return 0  # "Văn hóa", "Cao đẳng"
    if listed(words, i) == end or words.mark(i, "body") >= end or (listed(words, i + 1) >= end and not common):
        return 0  # "Festival | Hoa Đà Lạt"
    return end


def _no_name(words: Words, i: int) -> bool:
    """ "Đường Hồ Chí Minh", "Từ Tịnh Biên, tỉnh lộ …", "Phó Ban Dân vận": family names that are other words too."""
    if words.form(i) == "Từ":
        return words.mark(i + 1, "commune", *LISTED) >= words.capital_run(i, 4)
    if words.form(i) == "Phó":
        return words.mark(i + 1, *NAME_OF_SOMETHING) > 0
    return words.lower(i) == "đường" and words.family(i + 1)


def _prize(words: Words, i: int) -> bool:
    """ "Giải thưởng Văn học | Hồ Xuân Hương": whether something named after a man opens up to six words before."""
    for k in range(i - 1, max(i - 7, 0), -1):
        if (words.lower(k - 1), words.lower(k)) in _NAMED_AFTER:
            return True
        if words.lower(k) in _NO_SYLLABLE or not words.form(k).isalpha():
            return False
    return False


def _people(words: Words, i: int) -> bool:
    """ "dân tộc Thái", "các dân tộc Lô Lô, | La Chí"."""
    return words.lower(i - 1) == "tộc" or " ".join(words.lowers[i : i + 2]) in _PEOPLES


def _hill_name(words: Words, i: int) -> bool:
    """ "Pừ A Hư", "Sồng Thị Sống", "H'Hen Niê": names that show by their form, whatever the family's name."""
    if not words.capital(i) or words.capital(i - 1) or words.lower(i) in _NOT_HILL:
        return False
    if words.form(i + 1) == "-" and words.glued(i + 1) and words.form(i + 2).islower():
        end = words.capital_run(i, 2)  # "Bun-chăn Sỉ-vông-phăn"
        return words.capital_run(i, 1) < end and words.form(end - 2) == "-" and not words.mark(i, *LISTED)
    if words.form(i) in word_list("western_names.txt"):
        return _surname(words, i + 1)
    if _ARTICLE.match(words.form(i)):
        return words.lower(i - 1) not in {"người", "tộc", "bào", "bà"} and words.capital(i + 1)
    middle = words.form(i + 1) in {"A", "Thị"} and words.capital(i + 2) and not words.compound(i)
    return middle and not words.shouted(i) and not words.mark(i + 2, *NAME_OF_SOMETHING)


def _surname(words: Words, i: int) -> bool:
    """Whether a surname stands behind a western given name: no Vietnamese syllable, no brand or event."""
    i += 2 * (words.form(i) == "-")
    form = words.form(i)
    return foreign(words, i) and len(form) > 2 and not words.mark(i, "body", *LISTED) and form not in _NO_SURNAME


def _tail(words: Words, i: int) -> bool:
    """Whether word ``i`` ends a body or a place that begins before it: "Thành Đoàn", "Long An"."""
    return words.capital(i - 1) and words.mark(i - 1, *_BODIES, "province", "district") > i


def _again(words: Words, found: list[Found]) -> Iterator[Found]:
    """Every full name that is known from one place counts wherever it stands again."""
    known = {
        tuple(words.forms[start:end]) for _, start, end in found if end > start + 1 and listed(words, start) != end
    }
    known |= {tuple(form.upper() for form in name) for name in known if len(name) > 2}  # in headlines
    for i, name in again(words, known):
        if not (name[0] == "Hồ" and words.lower(i - 1) in _CITY | _DOCTRINE):
            yield "per.again", i, i + len(name)
