"""Which province, and which unit of it, a body or a place is of, by its name."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType

from pipeline.mentions.names.gazetteer import gazetteer
from pipeline.mentions.page import Candidate
from pipeline.text.patterns import compiled

# Other spellings and short forms of the names in the address data.
_SPELLINGS = MappingProxyType(
    {"thừa thiên huế": "huế", "thừa thiên - huế": "huế", "tt-huế": "huế", "đắc lắc": "đắk lắk", "đăk lăk": "đắk lắk",
     "daklak": "đắk lắk", "đăk nông": "đắk nông", "đắc nông": "đắk nông", "kontum": "kon tum", "bắc cạn": "bắc kạn",
     "bà rịa-vũng tàu": "bà rịa - vũng tàu", "br-vt": "bà rịa - vũng tàu"}
)  # fmt: skip
_HCM = "hồ chí minh"
_HCM_SHORT = compiled(r"(?<!\p{L})(?:tp ?\. ?|tp |thành phố )?(?:hcm|h\.c\.m)(?!\p{L})|(?<!\p{L})tphcm(?!\p{L})")
# Cities of the rank of a province; Huế since 2025.
_CENTRAL_CITIES = frozenset({"hà nội", _HCM, "hải phòng", "đà nẵng", "cần thơ", "huế"})
_TYPED = compiled(r"(?<!\p{L})(?:tỉnh|thành phố|tp\.?|tỉnh ủy|thành ủy) ?$")
_GOES_ON = compiled(r"(?: |-)\p{Lu}")
_NAME = r"(?:\p{Lu}[\p{L}'’-]*|\d{1,2})(?: (?:\p{Lu}[\p{L}'’-]*|\d{1,2}))*"
_UNIT = compiled(
    rf"(?<!\p{{L}})(?P<level>(?i:huyện|quận|thị xã|thành phố|thị trấn|xã|phường|đặc khu)|TP\.?"
    rf"|(?i:huyện|quận|thị|thành)(?= (?i:ủy)))(?: (?i:ủy))?(?: (?P<name>{_NAME}))?(?!\p{{L}})"
)
_LEVELS = MappingProxyType({"tp": "thành phố", "tp.": "thành phố", "thành": "thành phố", "thị": "thị xã"})
_PLACES = frozenset({"LOC", "ORG"})


@lru_cache(maxsize=1024)
def province_in(words: str) -> str | None:
    """The normal name of the province that stands at the end of ``words`` or behind "tỉnh" or "thành phố" in them.

    >>> province_in("UBND tỉnh Lào Cai"), province_in("Sở Y tế Thừa Thiên - Huế"), province_in("Tỉnh ủy")
    ('lào cai', 'huế', None)
    """
    lowered = words.lower()
    if len(lowered) != len(words):
        return None
    if _HCM_SHORT.search(lowered):
        return _HCM
    found: tuple[int, int] | None = None
    for start, end, kinds in gazetteer().matches(lowered):
        if "province" not in kinds:
            continue
        typed = _TYPED.search(lowered, max(0, start - 12), start) is not None
        closed = end == len(words) or (typed and not _GOES_ON.match(words, end))
        # Without "thành phố" the last is a man's name ("Đoàn Thanh niên Cộng sản Hồ Chí Minh").
        sure = closed and (typed or start == 0 or lowered[start:end] != _HCM)
        if sure and (found is None or (end, -start) > (found[1], -found[0])):
            found = start, end
    if found is None:
        return None
    name = lowered[found[0] : found[1]]
    return _SPELLINGS.get(name, name)


def unit_in(words: str) -> str | None:
    """The least unit below a province that the name of a body holds, with its type word; "?" for one without a name.

    >>> unit_in("UBND huyện Vân Đồn"), unit_in("Thành ủy Hạ Long"), unit_in("Đảng ủy xã"), unit_in("UBND TP Hà Nội")
    ('huyện vân đồn', 'thành phố hạ long', '?', None)
    """
    for match in _UNIT.finditer(words):
        level, name = match["level"].lower(), match["name"]
        level = _LEVELS.get(level, level)
        name = None if name is None else name.lower()
        # "UBND thành phố", "Thành ủy": of a city, but which rank it has is not said.
        if level == "thành phố" and (name is None or name in _CENTRAL_CITIES or _HCM_SHORT.fullmatch(name)):
            continue
        return f"{level} {name}" if name else "?"
    return None


def main_province(mentions: Iterable[Candidate], text: str) -> str | None:
    """The province that an article speaks of: the only one it names, or named twice as often as any other."""
    named = Counter(text[mention.start : mention.end] for mention in mentions if mention.label in _PLACES)
    counts: Counter[str] = Counter()
    for words, count in named.items():
        province = province_in(words)
        if province is not None:
            counts[province] += count
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] >= 2 * ranked[1][1])
    return ranked[0][0] if clear else None
