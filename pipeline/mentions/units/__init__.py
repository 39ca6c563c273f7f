"""The administrative units of Vietnam with their official codes, before and since 1/7/2025.

``units.tsv`` holds both lists, ``former.toml`` what had ended before.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from pipeline.mentions.tables import table
from pipeline.text.lasting import lasting
from pipeline.text.patterns import compiled

System = Literal["63", "34"]
REFORM = date(2025, 7, 1)  # 63 provinces with districts became 34 without (Nghị quyết 202/2025/QH15, 203/2025/QH15)

_TYPED = compiled(r"(?i)(thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã) (?=.)")
_LEVELS = {2: "province", 3: "district", 5: "commune"}
_FINAL_I = compiled(r"(?<=[hklmst]|qu)[iíìỉĩị](?!\w)")  # "Qui Nhơn", "Phú Quí", "Mĩ Lộc"
_Y = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
_STROKE = compiled(r"(?<!\w)(?:đắc|đăk|đak|dak)(?= )")
_ZERO = compiled(r"(?<!\w)0(?=\d)")
_DASH = compiled(r" ?- ?(?=\p{L})")


class Unit(NamedTuple):
    """One unit of one list; ``province`` and ``district`` are codes, ``became`` codes of the list of 34."""

    system: System
    code: str | None
    name: str
    level: str
    kind: str
    bare: str
    province: str
    district: str | None
    became: tuple[str, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """All units by their folded name, and those of the two lists by list and code."""

    by_name: dict[str, list[Unit]]
    by_code: dict[tuple[str, str], Unit]

    def named(self, name: str, at: date | None) -> Iterator[Unit]:
        """Every unit of a name without its type word that could be meant on the day ``at``, ended ones too."""
        found = self.by_name.get(fold(name), [])
        standing = [unit for unit in found if unit.until and (at is None or at <= unit.until)]
        renamed = {(unit.level, unit.code) for unit in standing}
        for unit in found:
            if unit.until is None and at and self._replaced(unit, at):
                continue
            if unit.until or (unit.level, unit.code) not in renamed:
                yield unit

    def _replaced(self, unit: Unit, at: date) -> bool:
        """Whether on the day ``at`` the code was still that of a unit that ended since."""
        ended = _ended().get((unit.level, unit.code)) if unit.system == "63" else None
        return ended is not None and at <= ended

    def province_of(self, unit: Unit, at: date | None) -> Unit:
        """The province of a unit, by the name it had on the day ``at``."""
        if unit.until and unit.level == "province":
            return unit
        for former in _former():
            ended = former.level == "province" and former.code == unit.province and former.until
            if ended and unit.system == "63" and at and former.until and at <= former.until:
                return former
        return self.by_code[unit.system, unit.province]

    def merged(self, province: Unit) -> Iterator[Unit]:
        """The provinces of the list of 63 whose whole area a province of the list of 34 has."""
        return (unit for unit in _old_provinces() if unit.became == (province.code,))

    def present(self, unit: Unit) -> tuple[Unit, ...]:
        """The units that hold its area since 1/7/2025; none where it stands as it was."""
        if unit.system == "34":
            return ()
        now = [self.by_code["34", code] for code in unit.became]
        if unit.level == "district" and len(now) != 1:
            now = [self.by_code["34", self.by_code["63", unit.province].became[0]]]
        same = len(now) == 1 and (now[0].code, now[0].name.lower()) == (unit.code, unit.name.lower())
        return () if same else tuple(now)


@lru_cache(maxsize=1 << 13)
def fold(name: str) -> str:
    """One spelling for the variants of a name, in lower case.

    >>> fold("Quy Nhơn") == fold("Qui Nhơn"), fold("Đăk Mil") == fold("Đắk Mil"), fold("K’Bang"), fold("Phường 08")
    (True, True, 'kbang', 'phường 8')
    """
    folded = _STROKE.sub("đắk", name.lower().replace("’", "").replace("'", ""))
    folded = _ZERO.sub("", _DASH.sub(" - ", folded))
    return _FINAL_I.sub(lambda match: match[0].translate(_Y), folded)


@cache
@lasting()
def units() -> Units:
    """The table; read on first use, once a process."""
    everything = (*_lists(), *_former())
    folded = fold("\n".join(unit.bare for unit in everything)).split("\n")  # one call: each has a price
    by_name: dict[str, list[Unit]] = defaultdict(list)
    for name, unit in zip(folded, everything, strict=True):
        by_name[name].append(unit)
    return Units(dict(by_name), {(unit.system, unit.code or ""): unit for unit in _lists()})


def bare(name: str) -> tuple[str, str]:
    """The type word in lower case and the name behind it.

    >>> bare("Thành phố Hạ Long"), bare("Hạ Long")
    (('thành phố', 'Hạ Long'), ('', 'Hạ Long'))
    """
    typed = _TYPED.match(name)
    return (typed[1].lower(), name[typed.end() :]) if typed else ("", name)


@cache
def _lists() -> tuple[Unit, ...]:
    found = []
    system: System = "63"
    province, district = "", None
    for line in files(__package__).joinpath("units.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            system, district = ("34" if line == "# list 34" else "63"), None
            continue
        code, name, became = line.split("\t")
        level = _LEVELS[len(code)]
        if level == "province":
            province, district = code, None
        elif level == "district":
            district = code
        kind, short = bare(name)
        found.append(Unit(system, code, name, level, kind, short, province, district, tuple(became.split())))
    return tuple(found)


@cache
def _old_provinces() -> tuple[Unit, ...]:
    return tuple(unit for unit in _lists() if unit.system == "63" and unit.level == "province")


@cache
def _ended() -> dict[tuple[str, str | None], date]:
    return {(unit.level, unit.code): unit.until for unit in _former() if unit.code and unit.until}


@cache
def _former() -> tuple[Unit, ...]:
    old = {unit.code: unit for unit in _lists() if unit.system == "63"}
    found = []
    for entry in table("units/former.toml")["unit"]:
        kind, short = bare(entry["name"])
        code, province = entry.get("code"), entry.get("province", "")
        level = "district" if province else "province"
        now = tuple(dict.fromkeys(code for part in entry["became"] for code in old[old[part].province].became))
        own = province or code or ""
        district = code if province else None
        found.append(Unit("63", code, entry["name"], level, kind, short, own, district, now, entry["until"]))
    return tuple(found)
