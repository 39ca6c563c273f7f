"""Gold files: what a person marked in an article, and the article it was marked in."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.article import Article
from pipeline.reading.articles import read_article
from pipeline.reading.metadata import MetadataError
from pipeline.reading.plain import UnreadableError
from pipeline.record import Mention

# The keys of a value that the guideline asks for: gold states them, null or not. A key that it leaves out, here or in
# another value, is one that nobody looked at.
STATED: dict[str, tuple[str, ...]] = {
    "DOC": ("type", "symbol", "issued", "issuer", "subject"),
    "DATE": ("iso",),
    "PERCENT": ("low", "high", "unit", "comparator", "direction", "indicator"),
}


_PLAIN: dict[str, Any] = {"ensure_ascii": False}


class GoldError(ValueError):
    """A gold file that cannot be scored against; the message names the file and the reason."""


class Gold(BaseModel):
    """One gold file. ``sha256`` is that of the article's decoded text in UTF-8, so that offsets cannot slip unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    sha256: str
    published: date | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and the mentions a person marked in it, ordered by start, none overlapping another."""

    article: Article
    mentions: tuple[Mention, ...]


def gold_of(article: Article, mentions: Iterable[Mention]) -> Gold:
    """Make the gold of an article: its id, its publication day, its text's sha256, the mentions ordered by start."""
    digest = sha256(article.text.encode()).hexdigest()
    ordered = tuple(sorted(mentions, key=_order))
    return Gold(id=article.id, sha256=digest, published=article.published, mentions=ordered)


def stated(mention: Mention) -> dict[str, Any] | None:
    """The value of a mention as its gold file states it: a key that was left out stays out, for null is a statement."""
    return None if mention.value is None else mention.value.model_dump(mode="json", exclude_unset=True)


def to_json(gold: Gold) -> str:
    """Write a gold file: JSON with a mention a line, so that a person can edit it and a diff shows what changed."""
    head = {"id": gold.id, "sha256": gold.sha256, "published": gold.published and gold.published.isoformat()}
    lines = [
        json.dumps(mention.model_dump(include={"label", "start", "end", "text"}) | {"value": stated(mention)}, **_PLAIN)
        for mention in gold.mentions
    ]
    listed = ",\n".join(f"  {line}" for line in lines)
    return f'{json.dumps(head, **_PLAIN)[:-1]}, "mentions": [\n{listed}\n]}}\n'


def gold_files(folder: Path) -> list[Path]:
    """Every gold file of a folder, by name; raises ``GoldError`` where there is none."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder")
    files = [file for file in sorted(folder.glob("*.json")) if file.name != "floors.json"]
    if not files:
        raise GoldError(f"{folder}: holds no gold file (<id>.json)")
    return files


def load_pairs(gold: Path, corpus: Path) -> list[Pair]:
    """Every ``gold/<id>.json`` with the text of ``corpus/<id>.txt``, ordered by id.

    Raises ``GoldError`` with a line for each file that does not fit, and where there is no gold file at all.
    """
    pairs, errors = [], []
    for file in gold_files(gold):
        try:
            pairs.append(load_pair(file, corpus))
        except GoldError as error:
            errors.append(str(error))
    if errors:
        raise GoldError("\n".join(errors))
    return pairs


def load_pair(file: Path, corpus: Path) -> Pair:
    """One gold file with its text, checked against each other; raises ``GoldError``.

    Relative dates are resolved against the ``published`` of the gold file, whatever is known of the article elsewhere.
    """
    gold = load_gold(file)
    path = corpus / f"{gold.id}.txt"
    article = replace(text_of(file, path), id=gold.id, published=gold.published)
    if reason := other_text(gold.sha256, article.text, path):
        raise GoldError(f"{file}: {reason}")
    mentions = tuple(sorted(gold.mentions, key=_order))
    for _, reason in misfits(article.text, mentions):
        raise GoldError(f"{file}: {reason}")
    return Pair(article, mentions)


def load_gold(file: Path) -> Gold:
    """One gold file by itself, its offsets unchecked; raises ``GoldError``."""
    try:
        gold = Gold.model_validate_json(file.read_bytes())
    except OSError as error:
        raise GoldError(f"{file}: {error.strerror}") from None
    except ValidationError as error:
        raise GoldError(f"{file}: {'; '.join(reasons(error))}") from None
    if gold.id != file.stem:
        raise GoldError(f"{file}: its id is {gold.id!r} but its name says {file.stem!r}")
    return gold


def reasons(error: ValidationError) -> list[str]:
    """Say in a few words each what of a gold file, or of one mention, does not follow the schema."""
    found = []
    for problem in error.errors(include_url=False):
        place = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "union_tag_invalid":
            found.append(f"{place}: unknown label {problem['ctx']['tag']!r}".removeprefix(": "))
        elif problem["type"] == "extra_forbidden":
            found.append(f"{place}: unknown key")
        else:
            found.append(f"{place}: {problem['msg']}" if place else problem["msg"])
    return found


def text_of(file: Path, article: Path) -> Article:
    """Read the article of a gold file; raises ``GoldError``, which names both."""
    try:
        return read_article(article.read_bytes(), article.name)
    except FileNotFoundError:
        raise GoldError(f"{file}: its text {article} is missing") from None
    except OSError as error:
        raise GoldError(f"{file}: its text {article} cannot be read: {error.strerror}") from None
    except (UnreadableError, MetadataError) as error:
        raise GoldError(f"{file}: its text {article}: {error}") from None


def other_text(digest: str, text: str, path: Path) -> str | None:
    """Say that ``digest`` is not that of ``text``, if so."""
    found = sha256(text.encode()).hexdigest()
    return None if found == digest else f"made for another text: sha256 of {path} is {found}, not {digest}"


def misfits(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention that is not what ``text`` has at its offsets, or overlaps the one before; ordered by start."""
    for mention in mentions:
        if (found := text[mention.start : mention.end]) != mention.text:
            yield mention, f"{place(mention)} says {mention.text!r} where the text has {_short(found)}"
    for first, second in pairwise(mentions):
        if second.start < first.end:
            yield second, f"{place(first)} {first.text!r} overlaps {place(second)} {second.text!r}"


def place(mention: Mention) -> str:
    """Name a mention by its label and offsets."""
    return f"{mention.label} {mention.start}-{mention.end}"


def _order(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _short(text: str) -> str:
    return repr(text) if len(text) <= 80 else repr(text[:80]) + " …"
