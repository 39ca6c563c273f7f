"""Which administrative unit a place is: from the larger to the smaller, from what the article itself says."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.mentions.knowing.scene import (
    PLANNED,
    Place,
    Scene,
    candidates,
    fits,
    inside,
    list_on,
    provinces,
    reformed,
    scene_of,
)
from pipeline.mentions.knowing.words import Named
from pipeline.mentions.page import Candidate, Page
from pipeline.mentions.units import System, Unit, fold
from pipeline.text.patterns import compiled

_OLD = compiled(r" (?:\(?cũ|trước đây|trước khi)(?!\p{L})")
_NEW = compiled(r" \(?mới(?!\p{L}| (?:\d|chỉ|được|đạt|có))")
_OLD_KINDS = frozenset({"huyện", "quận", "thị xã", "thị trấn"})  # that the list of 34 has not
_LISTS: tuple[System, System] = ("63", "34")
_MOST = 10  # candidates that are told
_DEEPEST = 20  # names looked up elsewhere, one for the other

Score = tuple[int, int, bool, bool, int]


def resolve(page: Page, mentions: Sequence[Candidate]) -> Scene:
    """Every place of the page, resolved as far as the article decides; of an ORG the place that ends its name."""
    scene = scene_of(page, mentions)
    _settle(scene, scene.places)
    return scene


def _settle(scene: Scene, places: Iterable[Place], depth: int = 0) -> None:
    """Resolve places, each after the larger ones that it stands in."""
    for place in places:
        line = []
        step: Place | None = place
        while step and not step.seen:
            step.seen = True
            line.append(step)
            step = step.parent
        for one in reversed(line):
            if one.unit:
                continue
            if not one.named.name:
                one.unit = _bare_level(scene, one)
            elif not one.named.level:
                _choose(scene, one, depth)


def _bare_level(scene: Scene, place: Place) -> Unit | None:
    """ "UBND tỉnh" and "Thành ủy" are of the article's own province, if it is of that rank."""
    own = scene.own[0] if scene.own else None
    return own if own and own.kind == place.named.kind else None


def _choose(scene: Scene, place: Place, depth: int) -> None:
    name, kind = place.named.name, place.named.kind
    place.unit = _nickname(scene, place)
    if not place.unit and not kind:
        place.unit = _province(scene, place) or _typed(scene, place, depth)
    if place.unit:
        return
    found = [unit for unit in candidates(name, scene.at) if fits(unit, kind)]
    larger = sum(unit.level != "commune" for unit in found)
    if not kind and not larger and (level := _level_elsewhere(scene, place)):
        place.named = Named(name, level=level)
        return
    scored = [(_score(scene, place, unit, depth), unit) for unit in found]
    scored = [(score, unit) for score, unit in scored if _plausible(scene, place, score, unit, larger)]
    most = max((score for score, _ in scored), default=None)
    best = [unit for score, unit in scored if score == most]
    if len(best) > 1:
        best = _told_elsewhere(scene, place, best, depth)
    if len(best) == 1:
        place.unit = best[0]
    else:
        place.tied = tuple(best[:_MOST])


def _nickname(scene: Scene, place: Place) -> Unit | None:
    """ "tỉnh Thanh" is Thanh Hóa in a paper of that province."""
    if place.named.kind == "tỉnh" and scene.own and scene.own[0].bare.startswith(f"{place.named.name} "):
        return scene.own[0]
    return None


def _province(scene: Scene, place: Place) -> Unit | None:
    """The province that a bare name means; bare "Huế" was the city until 2025."""
    found = provinces(place.named.name, scene.at)
    if not found or fold(place.named.name) == "huế":
        return None
    system = _preferred(scene, place)
    return next((unit for unit in found if unit.system == system), found[0])


def _typed(scene: Scene, place: Place, depth: int) -> Unit | None:
    """The unit that the same name is with its type word elsewhere in the article, the largest such."""
    name = place.named.name
    if depth > _DEEPEST:
        return None
    if name not in scene.typed:
        scene.typed[name] = None  # while it is being looked for
        same = sorted((other for other in scene.by_name[name] if other.named.kind), key=lambda other: -other.rank)
        _settle(scene, same, depth + 1)
        scene.typed[name] = next((other.unit for other in same if other.unit), None)
    return scene.typed[name]


def _level_elsewhere(scene: Scene, place: Place) -> str | None:
    """The level that the same name has with its type word elsewhere: "KCN Vân Trung" and "ở Vân Trung"."""
    return next((other.named.level for other in scene.by_name[place.named.name] if other.named.level), None)


def _told_elsewhere(scene: Scene, place: Place, tied: list[Unit], depth: int) -> list[Unit]:
    """Of several units the one that the same words mean where they stand in an address."""
    key = place.named
    if key not in scene.told and depth <= _DEEPEST:
        scene.told[key] = frozenset()
        same = [other for other in scene.by_name[key.name] if other.named == key and other.parent]
        _settle(scene, same, depth + 1)
        scene.told[key] = frozenset(other.unit for other in same if other.unit)
    told = [unit for unit in tied if unit in scene.told.get(key, ())]
    return told if len(told) == 1 else tied


def _preferred(scene: Scene, place: Place) -> System:
    """The list a place is looked up in first: "(cũ)", "mới", a list of units that stand in one only, else the day."""
    if _OLD.match(scene.text, place.end):
        return "63"
    if reformed(scene.at) and _NEW.match(scene.text, place.end):
        return "34"
    if place.named.kind in _OLD_KINDS:
        return "63"
    if len(place.chain) < 2 or not place.named.kind:
        return list_on(scene.at)
    first = place.chain[0].start
    if first not in scene.lists:
        today = list_on(scene.at)
        order = sorted(_LISTS, key=lambda system: system != today)
        whole = (system for system in order if all(_stands(scene, member, system) for member in place.chain))
        scene.lists[first] = next(whole, today)
    return scene.lists[first]


def _stands(scene: Scene, place: Place, system: System) -> bool:
    return any(
        unit.system == system
        and fits(unit, place.named.kind)
        and (unit.level == "province" or any(inside(unit, own) for own in scene.own))
        for unit in candidates(place.named.name, scene.at)
    )


def _score(scene: Scene, place: Place, unit: Unit, depth: int) -> Score:
    """How well a unit fits: in its parent, in the article's provinces, of the right list and kind, by its district."""
    parent = inside(unit, place.parent.unit) if place.parent and place.parent.unit else 0
    area = max((2 + (own is scene.own[0]) for own in scene.own if inside(unit, own)), default=0)
    area = area or int(any(inside(unit, province) == 2 for province in scene.provinces))
    system = _preferred(scene, place)
    usual = unit.level == "district" if system == "63" else unit.system == "34"
    exact = unit.kind == place.named.kind if place.named.kind else usual
    ended = unit.until is not None and scene.at is not None and scene.at > unit.until
    listed = unit.system == system and not ended
    kinds = (exact, listed) if scene.at and scene.at >= PLANNED else (listed, exact)
    return parent, area, *kinds, _district_named(scene, place, unit, depth)


def _district_named(scene: Scene, place: Place, unit: Unit, depth: int) -> int:
    """2 where the last district named before is that of the commune, 1 where any named is."""
    if unit.level != "commune" or not unit.district:
        return 0
    if scene.known is None:
        scene.known = frozenset()
        _settle(scene, scene.districts, depth + 1)
        codes = (other.unit.code for other in scene.districts if other.unit)
        scene.known = frozenset(code for code in codes if code)
    index = bisect_left(scene.districts, place.start, key=lambda other: other.start)
    last = scene.districts[index - 1].unit if index else None
    return 2 if last and last.code == unit.district else int(unit.district in scene.known)


def _plausible(scene: Scene, place: Place, score: Score, unit: Unit, larger: int) -> bool:
    """Whether a unit may be meant: the table lacks communes that ended before 2025, so a namesake is not enough."""
    parent, area = score[:2]
    today = list_on(scene.at)
    if unit.level == "commune":
        known = place.parent and place.parent.unit and place.parent.rank > 1
        return parent > 0 if known else area > (0 if place.named.kind or today == "34" else 1) or score[4] > 0
    return area > 0 or parent > 0 or bool(place.named.kind) or (larger == 1 and today == "63")
