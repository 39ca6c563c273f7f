"""Completes the values of names: people by their offices, bodies by their full name, places by their unit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.mentions.knowing.bodies import full_name, kind_of, short_names
from pipeline.mentions.knowing.people import Said, people
from pipeline.mentions.knowing.places import resolve
from pipeline.mentions.knowing.scene import Place, Scene
from pipeline.mentions.knowing.words import UNIT_LEVELS
from pipeline.mentions.page import Candidate, Page, Relation
from pipeline.mentions.units import Unit, units
from pipeline.text.patterns import compiled

_LISTED = compiled(r", | và ")


def link(page: Page, mentions: list[Candidate]) -> Iterator[Relation]:
    """Set the values of all PER, ORG and LOC of a page; link people to the bodies they hold an office in.

    What a value holds already, from a user's own list, stays.
    """
    scene = resolve(page, mentions)
    for place in scene.places:
        if place.mention.label == "LOC":
            place.mention.value.update(_place(place, page))
    _set_bodies(page, [mention for mention in mentions if mention.label == "ORG"], scene)
    yield from _set_people(page, people(page, mentions))


def _set_people(page: Page, found: Sequence[Said]) -> Iterator[Relation]:
    """What is said of a person at one mention is the value of all of that person's mentions."""
    persons: defaultdict[str, list[Said]] = defaultdict(list)
    for number, said in enumerate(found):
        alone = said.full is None or len("".join(said.full).strip(".")) == 1  # "T." may be anybody
        persons[str(number) if alone else " ".join(said.full or ()).lower()].append(said)
    for same in persons.values():
        name = next((said.full for said in same if said.full and not _shouted(said.full)), same[0].full)
        held = [page.words(office.start, office.end) for said in same for office in said.offices]
        known = [said.mention.value for said in same]
        value = {
            "name": " ".join(name) if name else None,
            "titles": _each_once((*_known(known, "titles"), *(title for said in same for title in said.titles))),
            "offices": _each_once((*_known(known, "offices"), *held)),
        }
        for said in same:
            said.mention.value.update(value)
    for said in found:
        for office in said.offices:
            yield Relation("office", said.mention, office.start, office.end, office.body)


def _known(values: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    for value in values:
        yield from value.get(key, ())


def _shouted(name: Sequence[str]) -> bool:
    return all(word.isupper() for word in name)


def _each_once(words: Iterable[str]) -> tuple[str, ...] | None:
    """The words in their order, each once whatever its case; None where there are none."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.lower(), word)
    return tuple(found.values()) or None


def _set_bodies(page: Page, bodies: Sequence[Candidate], scene: Scene) -> None:
    told = short_names(page, bodies)
    ends = {id(place.mention): place for place in scene.places}
    for body in bodies:
        words = page.words(body.start, body.end)
        place = ends.get(id(body))
        unit = place.unit if place else None
        if place is None and scene.own and words.lower().startswith("sở "):  # there are such of provinces only
            unit = scene.own[0]
        bare = place is not None and not place.named.name
        body.value = {
            "kind": kind_of(words) or kind_of(told.get(words) or body.value.get("name", "")),
            "name": full_name(words, told, unit.bare if unit and bare else None),
            "place": reference(unit) if unit else None,
        } | body.value
    for first, second in pairwise(bodies):  # "Sở Xây dựng, Tài nguyên và Môi trường"
        if second.value["kind"] is None and _LISTED.fullmatch(page.text, first.end, second.start):
            second.value["kind"] = first.value["kind"]


def _place(place: Place, page: Page) -> dict[str, Any]:
    unit = place.unit
    if unit is None:
        above = place.parent.unit if place.parent else None
        return {
            "level": place.named.level or UNIT_LEVELS.get(place.named.kind),
            "province": above and reference(units().province_of(above, page.published)),
            "ambiguous": tuple(map(reference, place.tied)) or None,
        }
    return {
        "level": unit.level,
        "system": unit.system,
        "code": unit.code,
        "name": unit.name,
        "province": None if unit.level == "province" else reference(units().province_of(unit, page.published)),
        "present": tuple(map(reference, units().present(unit))) or None,
    }


def reference(unit: Unit) -> dict[str, str | None]:
    """The unit as it is named in a record."""
    return {"system": unit.system, "code": unit.code, "name": unit.name}
