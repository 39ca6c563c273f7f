"""Floors: the least score that each label and value field may have, pinned with the gold and corpus they are for.

A floor rises by itself on an update and falls only on purpose, with a reason that stays in the file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import floor
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.quality.score import TOTAL, Row, Scores

FILE = "floors.json"
DIGITS = 4


class FloorsError(ValueError):
    """A file of floors that is missing or not to be read; the message names it and the reason."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fall(_Model):
    """What one floor was lowered to; null where the score is no longer measured."""

    before: float | None
    after: float | None


class Regression(_Model):
    """Floors that were lowered together, by score, and why."""

    reason: str
    fell: dict[str, Fall]


class Pins(_Model):
    """What the scores are measured on: sha256 of the gold files and of the corpus, and how much there is."""

    articles: int
    gold: str
    corpus: str
    mentions: dict[str, int]


class Floors(_Model):
    """The content of ``floors.json``; ``floors`` by score: "DOC strict", "DOC overlap", "DOC.issuer"."""

    pins: Pins
    floors: dict[str, float]
    regressions: tuple[Regression, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A score and its floor; None where the one is not measured (nothing to divide by) or the other not pinned."""

    score: str
    floor: float | None
    measured: float | None

    @property
    def is_below(self) -> bool:
        """Whether the score is below its floor, or gone."""
        return self.floor is not None and (self.measured is None or self.measured < self.floor)


def measure(scores: Scores) -> dict[str, float]:
    """Strict and overlap F1 of each label and the accuracy of each field, where there is such a figure.

    Rounded down to four digits: what is written is never more than what was reached.
    """
    figures: dict[str, float | None] = {}
    for row in _labels(scores):
        figures |= {f"{row.label} strict": row.strict.f1, f"{row.label} overlap": row.overlap.f1}
    figures |= {f"{value.label}.{value.field}": value.accuracy for value in scores.values}
    return {name: _down(figure) for name, figure in figures.items() if figure is not None}


def _labels(scores: Scores) -> list[Row]:
    # The total only mixes what is pinned.
    return [row for row in scores.rows if row.label != TOTAL]


def _down(figure: float) -> float:
    # What a fraction such as 0.57 lacks in binary is no loss.
    scale = float(10**DIGITS)
    return floor(figure * scale + 1e-9) / scale


def pin(scores: Scores, gold: Path, corpus: Path) -> Pins:
    """Fingerprint what the scores were measured on."""
    return Pins(
        articles=scores.articles,
        gold=fingerprint(gold),
        corpus=fingerprint(corpus),
        mentions={row.label: row.gold for row in _labels(scores)},
    )


def fingerprint(folder: Path) -> str:
    """sha256 over the names and bytes of all files in the folder, sorted; without hidden ones and the floors."""
    digest = sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")):
        if path.is_file() and name != FILE and not any(part.startswith(".") for part in name.split("/")):
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def standings(floors: Floors | None, measured: Mapping[str, float]) -> list[Standing]:
    """Every score that is pinned or measured, by name."""
    pinned = floors.floors if floors else {}
    return [Standing(name, pinned.get(name), measured.get(name)) for name in sorted({*pinned, *measured})]


def crashes(scores: Scores) -> list[str]:
    """Name the articles that extraction failed on."""
    return [f"extraction failed on {article}: {message}" for article, message in scores.failures]


def falls(given: Sequence[Standing]) -> list[str]:
    """Name the scores below their floors."""
    return [
        f"{each.score} is {'not measured any more' if each.measured is None else each.measured}, "
        f"below its floor {each.floor}"
        for each in given
        if each.is_below
    ]


def drift(floors: Floors, pins: Pins, given: Sequence[Standing]) -> list[str]:
    """Name what is not what the floors were pinned for."""
    was, now = _named(floors.pins), _named(pins)
    return [
        *(
            f"{name} changed: pinned {was.get(name)}, found {now.get(name)}"
            for name in sorted({*was, *now})
            if was.get(name) != now.get(name)
        ),
        *(f"{each.score} has no floor" for each in given if each.floor is None),
    ]


def _named(pins: Pins) -> dict[str, object]:
    counts = {f"gold mentions of {label}": count for label, count in pins.mentions.items()}
    return {"articles": pins.articles, "gold": pins.gold, "corpus": pins.corpus, **counts}


def updated(old: Floors | None, pins: Pins, given: Sequence[Standing], reason: str | None) -> Floors:
    """Pin what is measured now; the falls and their ``reason`` stand behind those before, where anything fell."""
    fell = {each.score: Fall(before=each.floor, after=each.measured) for each in given if each.is_below}
    regressions = old.regressions if old else ()
    if fell and reason:
        regressions += (Regression(reason=reason, fell=fell),)
    measured = {each.score: each.measured for each in given if each.measured is not None}
    return Floors(pins=pins, floors=measured, regressions=regressions)


def load(gold: Path) -> Floors | None:
    """Read the floors in the folder of gold, None where there are none; raises ``FloorsError``."""
    path = gold / FILE
    try:
        return Floors.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise FloorsError(f"{path}: {error}") from None


def as_json(floors: Floors) -> str:
    """Write ``floors.json``: keys sorted, the same for the same floors."""
    return json.dumps(floors.model_dump(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
