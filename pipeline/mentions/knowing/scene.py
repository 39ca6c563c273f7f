"""The places of an article as they stand to one another: lists, addresses, the article's own province and day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise

from pipeline.mentions.documents.provinces import province_in
from pipeline.mentions.knowing.words import RULE_LEVELS, UNIT_LEVELS, Named, head_before, read
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.units import REFORM, System, Unit, fold, units
from pipeline.text.patterns import compiled

_PARENT = compiled(r" ?(?:, ?|\(|-|,? thuộc|,? của|,? trực thuộc) ?")  # "xã X, huyện Y", "xã X (huyện Y)"
_LISTED = compiled(r"(?: ?\([^()\n]{1,40}\))?(?:, | và |; |, và )")
_HOUSE = compiled(r"(?:\(|, |(?i:số) )\d{1,4}[A-Z]? $")  # "(124 Hải Phòng, phường Thạch Thang"
_RANKS = {"commune": 1, "district": 2, "province": 3}
_TAIL = compiled(
    r"(?<!\p{L})(?P<kind>(?i:tỉnh|thành phố|tp\.?|thị xã|tx\.?|huyện|quận|thị trấn|phường|xã|đặc khu"
    r"|(?:tỉnh|thành|huyện|thị|quận)(?= ủy)))(?: (?i:ủy))?(?: (?P<name>[\p{Lu}\d].*))?$"
)
_TAIL_KINDS = {"tp": "thành phố", "tx": "thị xã", "thành": "thành phố", "thị": "thị xã"}
PLANNED = date(2025, 4, 1)  # the month of Nghị quyết 60-NQ/TW, which told the new provinces


@dataclass(slots=True, eq=False)
class Place:
    """A place in the text or at the end of a body's name, and what it was resolved to."""

    mention: Candidate
    start: int
    end: int
    named: Named
    bare: bool = False  # without a type word of its own
    chain: "list[Place]" = field(default_factory=list)
    listed: bool = False  # behind a plural head
    parent: "Place | None" = None
    unit: Unit | None = None
    tied: tuple[Unit, ...] = ()
    seen: bool = False  # resolved, or on the way to it

    @property
    def rank(self) -> int:
        """How large a unit the words tell of: 3 a province, 2, 1 a commune, 0 less; bare names are up to 3."""
        if self.named.kind:
            return _RANKS[UNIT_LEVELS[self.named.kind]]
        return 0 if self.named.level else 3


@dataclass(slots=True)
class Scene:
    """All places of an article in order, its day, its own province, the provinces it names."""

    places: list[Place]
    text: str
    at: date | None
    own: tuple[Unit, ...] = ()
    provinces: tuple[Unit, ...] = ()
    by_name: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    districts: list[Place] = field(default_factory=list)
    # What has been looked up already: names with a type word, words in an address, lists by their start, districts.
    typed: dict[str, Unit | None] = field(default_factory=dict)
    told: dict[Named, frozenset[Unit]] = field(default_factory=dict)
    lists: dict[int, System] = field(default_factory=dict)
    known: frozenset[str] | None = None


def scene_of(page: Page, mentions: Sequence[Candidate]) -> Scene:
    """Every place of the page, none resolved yet; of an ORG the place that ends its name."""
    scene = Scene(list(_places(page, mentions)), page.text, _day(page, mentions))
    scene.own = tuple(_own(page, scene))
    _join(scene)
    named = (provinces(place.named.name, scene.at) for place in scene.places if place.rank >= 2)
    scene.provinces = tuple(dict.fromkeys(unit for found in named for unit in found))
    for place in scene.places:
        scene.by_name[place.named.name].append(place)
        if place.rank == 2 and place.named.name:
            scene.districts.append(place)
    return scene


def _places(page: Page, mentions: Sequence[Candidate]) -> Iterator[Place]:
    for mention in mentions:
        words = page.text[mention.start : mention.end]
        if mention.label == "LOC":
            words = page.words(mention.start, mention.end)
            if known := _known(mention, words):
                yield known
                continue
            named = read(words)
            bare = not named.kind and not named.level
            if bare:  # the rule that found it tells the level where no word does
                named = Named(named.name, level=RULE_LEVELS.get(mention.rule))
            yield Place(mention, mention.start, mention.end, named, bare)
        elif mention.label == "ORG" and (tail := _tail(words)):
            yield Place(mention, mention.start, mention.end, tail)


def _known(mention: Candidate, words: str) -> Place | None:
    """A place of which a user's own list tells the unit or the level."""
    code, level = mention.value.get("code"), mention.value.get("level")
    if not code and not level:
        return None
    unit = units().by_code[mention.value["system"], code] if code else None
    named = Named(unit.bare, unit.kind) if unit else Named(words, level=level)
    return Place(mention, mention.start, mention.end, named, unit=unit)


def _tail(words: str) -> Named | None:
    """The place at the end of a body's name; without a name ("UBND tỉnh") only its kind."""
    if (match := _TAIL.search(words)) and not (match["name"] or "").startswith("Đoàn"):
        kind = match["kind"].lower().rstrip(".")
        kind = _TAIL_KINDS.get(kind, kind)
        return Named(read(f"{kind} {match['name']}").name if match["name"] else "", kind)
    province = province_in(words)
    return Named(province) if province else None


def _day(page: Page, mentions: Iterable[Candidate]) -> date | None:
    """The day of the article; without one, the last day of the reform's side that its dates tell."""
    if page.published:
        return page.published
    days = [str(mention.value.get("iso")) for mention in mentions if mention.label == "DATE"]
    return REFORM if any(len(day) == 10 and day >= REFORM.isoformat() for day in days) else None


def _own(page: Page, scene: Scene) -> Iterator[Unit]:
    """The article's own province, told or else named most, and the provinces of the other list that share its area."""
    told = provinces(province_in(page.province) or page.province, scene.at) if page.province else ()
    own = told[0] if told else _named_most(scene)
    if own is None:
        return
    yield own
    if reformed(scene.at):
        if own.system == "63":
            yield from (units().by_code["34", code] for code in own.became)
        else:
            yield from units().merged(own)


def _named_most(scene: Scene) -> Unit | None:
    """The province that the places of the article are of: the only one, or twice as often as any other.

    A district counts for its province where only one has its name.
    """
    counts: Counter[Unit] = Counter()
    for place in scene.places:
        name, kind = place.named.name, place.named.kind
        found = [unit for unit in provinces(name, scene.at)[:1] if kind in {"", unit.kind} and not place.named.level]
        if not found and kind and place.rank >= 2:
            districts = [unit for unit in units().named(name, scene.at) if unit.level == "district"]
            found = [units().province_of(unit, scene.at) for unit in districts[:1] if len(districts) == 1]
        counts.update(found)
    ranked = counts.most_common(2)
    clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] >= 2 * ranked[1][1])
    return ranked[0][0] if clear else None


@lru_cache(maxsize=1 << 12)
def provinces(name: str, at: date | None) -> tuple[Unit, ...]:
    """The provinces of a name, that of the day's list first."""
    today = list_on(at)
    name = "thừa thiên huế" if fold(name) == "huế" and at and at < date(2025, 1, 1) else name
    found = [unit for unit in candidates(name, at) if unit.level == "province"]
    return tuple(sorted(found, key=lambda unit: unit.system != today))


def reformed(at: date | None) -> bool:
    """Whether units of the list of 34 can be spoken of."""
    return at is None or at >= PLANNED


@lru_cache(maxsize=1 << 13)
def candidates(name: str, at: date | None) -> tuple[Unit, ...]:
    """The units of a name that can be spoken of on the day ``at``."""
    return tuple(unit for unit in units().named(name, at) if unit.system == "63" or reformed(at))


def list_on(at: date | None) -> System:
    """The list that holds on the day ``at``."""
    return "34" if at and at >= REFORM else "63"


def _join(scene: Scene) -> None:
    """Set the lists and the larger places that places stand in, by the words between them."""
    last: Place | None = None
    for place in scene.places:
        _into_list(scene, place, last)
        last = place
    for place, after in pairwise(scene.places):
        larger = after.rank > place.rank or (after.rank == 3 and not after.named.kind)
        if larger and after.chain and _PARENT.fullmatch(scene.text, place.end, after.start):
            place.parent = after
    for place in scene.places:
        if place.parent is None and place.chain and place is not place.chain[-1]:
            place.parent = place.chain[-1].parent


def _into_list(scene: Scene, place: Place, last: Place | None) -> None:
    """What the head of its list says of a place without a type word: "các huyện A, [B] và [C]"."""
    if place.mention.label != "LOC":
        return
    place.chain = [place]
    if not place.bare:
        return
    if _HOUSE.search(scene.text, max(0, place.start - 10), place.start):
        place.named = Named(place.named.name, level="road")
        return
    head = head_before(scene.text, place.start)
    if head and (head.kind or head.level != "region"):
        place.listed = True
    elif last and last.chain and _LISTED.fullmatch(scene.text, last.end, min(place.start, last.end + 50)):
        first = last.chain[0]
        if first.listed or _goes_on(scene, first.named.kind, place):
            head, place.chain, place.listed = first.named, last.chain, first.listed
            place.chain.append(place)
    if head and (head.kind or head.level != "region"):
        place.named = Named(place.named.name, head.kind, head.level)


def _goes_on(scene: Scene, kind: str, place: Place) -> bool:
    """Whether a bare name behind "huyện A, " is another of the kind, not the larger unit: "huyện A, Quảng Ninh"."""
    found = [unit for unit in candidates(place.named.name, scene.at) if any(inside(unit, own) for own in scene.own)]
    larger = any(_RANKS[unit.level] > _RANKS[UNIT_LEVELS[kind]] for unit in found) if kind else True
    return not larger and not provinces(place.named.name, scene.at) and any(fits(unit, kind) for unit in found)


def fits(unit: Unit, kind: str) -> bool:
    """Whether a type word may stand for a unit: those of one level change with its rank, "huyện" to "thị xã"."""
    if not kind:
        return True
    if kind == "thành phố":
        return unit.kind == kind or unit.level == "district"
    return unit.level == UNIT_LEVELS[kind]


def inside(unit: Unit, area: Unit) -> int:
    """2 where a unit belongs to an area of its own list, 1 where to one of the other list, else 0."""
    if area.level == "commune" or unit.level == "province":
        return 2 * (unit == area)
    if area.level == "district":
        return 2 * (unit.system == area.system and unit.district == area.code)
    if unit.system == area.system:
        return 2 * (unit.province == area.code)
    old, new = (unit.province, area.code) if unit.system == "63" else (area.code or "", unit.province)
    return int(("63", old) in units().by_code and units().by_code["63", old].became == (new,))
