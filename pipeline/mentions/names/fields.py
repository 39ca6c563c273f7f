"""The words of a body's field of work, one or one phrase at a time: "Sở | Giáo dục và Đào tạo"."""

from dataclasses import dataclass

from pipeline.mentions.names.gazetteer import dictionary_syllables
from pipeline.mentions.names.page_words import Words
from pipeline.mentions.names.place_names import foreign
from pipeline.mentions.names.tails import PARENTS, next_capital, phrases

_COUNTED = frozenset("% , . tỷ tỉ triệu nghìn ngàn đồng ha tấn tạ kg km m người hộ suất bàn năm tháng ngày giờ".split())
_EVENTS = frozenset(
    "hội thảo nghị thi diễn trại chợ lễ đại giải chương trình cuộc liên hoan tọa đàm diễn đàn ngày".split()
)
_MOST_VERBS = 4  # in a row
_CONNECTORS = frozenset("và - &".split())


@dataclass(frozen=True, slots=True)
class Manner:
    """How the words of a field may go on: ``free`` over any word, with ``commas``, ``closed`` to lower case."""

    closed: bool
    free: bool
    commas: bool


def joined(words: Words, end: int, manner: Manner) -> int:
    """The next unit behind "và", "-", "&", a comma inside a field, or, in a company's name, a few lower-case words."""
    sign = words.form(end)
    if sign == "," and words.glued(end) and words.glued(end + 1) and words.shouted(end + 1):
        return end + 2  # "PCTT,TKCN&PTDS"
    other = words.capital(end + 1) and words.mark(end + 1, "head:org.school")
    other = other or (sign == "-" and words.mark(end + 1, "head:loc.site"))  # "Công ty Hoàng Tâm | - KCN Phú Tài"
    if sign == "và" and manner.free and words.mark(end + 1, "domain") == 0:
        brand = words.shouted(end + 1) and words.lower(end - 1) not in dictionary_syllables()
        other = other or brand or foreign(words, end + 1)  # "Công ty CP Gemadept | và CMA Terminals"
    if sign in _CONNECTORS and not other and words.mark(end + 1, *PARENTS) <= words.mark(end + 1, "domain"):
        return field_unit(words, end + 1, True, manner)
    if sign == "," and not words.capital(end + 1):
        return words.mark(end + 1, "domain") if manner.commas and not manner.closed else 0
    if manner.free and not words.capital(end) and (capital := next_capital(words, end, 3)):
        return field_unit(words, capital, False, manner) or capital + 1
    return 0


def field_unit(words: Words, i: int, opening: bool, manner: Manner, verbs: int = 0) -> int:
    """Where one word or phrase of a body's field of work that begins at ``i`` behind ``verbs`` verbs ends, or 0."""
    phrase = words.mark(i, "domain")
    headline = words.shouted(i) and len(words.form(i)) > 2 and words.shouted(i - 1)
    if words.capital(i) and not (headline and not manner.free):
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
    if words.lower(phrase) in _EVENTS and words.lower(phrase + 1) in _EVENTS:
        return 0  # "Ban Quản lý | tổ chức Hội chợ"
    return phrase if verbs < _MOST_VERBS and field_unit(words, phrase, False, manner, verbs + 1) else 0


def _capital_unit(words: Words, i: int, opening: bool, manner: Manner, phrase: int) -> int:
    man = words.family(i) and words.capital(i + 1) and phrase <= i + 1
    if (man and not manner.free) or (words.shouted(i) and words.mark(i, "head:per.honorific") == i + 1):
        return 0  # "Bộ Y tế | TS Nguyễn Hồng"
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
